"""An assessment as pandas DataFrames: the view's rows and figures under names and types that do not change.

The columns are data (`TABLES`): the frames and docs/python.md are made of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gapcheck.catalog import Catalog
from gapcheck.catalog.catalog import article_of
from gapcheck.catalog.frame import FAMILIES, OBLIGATIONS
from gapcheck.model.catalog import Entry
from gapcheck.model.result import Evidence, LawSummary, Refusal, Status
from gapcheck.report.view import Bar, Gap, Row, View
from gapcheck.tables import Column, table

if TYPE_CHECKING:
    import pandas as pd

STATUSES = tuple(status.value for status in Status)
LEVELS = ("law", "article", "threat")
ROLES = ("evidence", "qualifier")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quotation:
    view: View
    row: Row
    role: str
    rank: int
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class _Covered:
    view: View
    bar: Bar
    level: str = ""
    entry: Entry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    view: View
    file: str
    law: LawSummary | None = None
    refusal: Refusal | None = None


_Finding = tuple[View, Row]
_RankedGap = tuple[View, int, Gap]


def _first(row: Row, name: str) -> Any:
    return getattr(row.evidence[0], name) if row.evidence else None


FINDINGS: tuple[Column[_Finding], ...] = (
    Column("jurisdiction", "string", "code of the State", lambda r: r[0].jurisdiction),
    Column("test", "string", "id of the test", lambda r: r[1].test),
    Column("provision", "string", "id of the catalog entry that it belongs to", lambda r: r[1].entry),
    Column("family", "category", "`protocol`, `convention`, `threat` or `measure`", lambda r: r[1].family, FAMILIES),
    Column(
        "article",
        "string",
        "article (`5`, `UNTOC 10`), or letter of the threat; joins with `articles` and `threats`",
        lambda r: r[1].article,
    ),
    Column("label", "string", "the same for people, with paragraph: `art. 5(1)(c)`", lambda r: r[1].article_label),
    Column("title", "string", "title of the entry", lambda r: r[1].title),
    Column("question", "string", "what was asked of the law", lambda r: r[1].asks),
    Column("obligation", "category", "how strongly the instrument asks, strongest first", lambda r: r[1].obligation, OBLIGATIONS),
    Column("kind", "string", "kind of rule that is asked for", lambda r: r[1].kind),
    Column(
        "status", "category", "what the supplied text says, from `covered` to `needs_other_source`", lambda r: r[1].status.value, STATUSES
    ),
    Column("score", "float64", "0 to 1: probability that a reader would call the question addressed", lambda r: r[1].score),
    Column("needs_a_look", "bool", "the score lies where the tool is not sure", lambda r: r[1].needs_a_look),
    Column("found", "string", "the reason, in one sentence", lambda r: r[1].found),
    Column("quotation", "string", "the first quotation, verbatim", lambda r: _first(r[1], "quote")),
    Column("place", "string", "where it stands, for people", lambda r: r[1].place),
    Column("file", "string", "file of the first quotation", lambda r: _first(r[1], "file")),
    Column("eid", "string", "Akoma Ntoso id of the unit that holds it", lambda r: _first(r[1], "eid")),
    Column("page", "Int64", "its page, where the file has pages", lambda r: _first(r[1], "page")),
    Column("start", "Int64", "first character of the quotation in the law's text, from 0", lambda r: _first(r[1], "start")),
    Column("end", "Int64", "character after its last", lambda r: _first(r[1], "end")),
    Column("quotations", "int64", "number of quotations; all are in `evidence`", lambda r: len(r[1].evidence)),
    Column("recommendation", "string", "what to enact; only where there is a gap", lambda r: r[1].recommendation if r[1].priority else ""),
    Column("look_in", "string", "where to look if no statute can answer", lambda r: r[1].look_in),
    Column(
        "priority",
        "float64",
        "0 to 1: rank of the gap, from obligation, size and instruments that ask the same; 0 is no gap",
        lambda r: r[1].priority,
    ),
    Column(
        "reviewed_status",
        "category",
        "what reviewers decided; missing where nobody did",
        lambda r: r[1].reviewed.status.value if r[1].reviewed else None,
        STATUSES,
    ),
    Column("review_stale", "bool", "the decision was made on evidence that has changed since", lambda r: r[1].stale),
)

_QUOTED: tuple[Column[_Quotation], ...] = (
    Column("jurisdiction", "string", "code of the State", lambda q: q.view.jurisdiction),
    Column("test", "string", "id of the test that the words answer", lambda q: q.row.test),
    Column("provision", "string", "id of its catalog entry", lambda q: q.row.entry),
    Column("rank", "int64", "1 is the best of its kind for this test", lambda q: q.rank),
    Column("file", "string", "file of the law", lambda q: q.evidence.file),
    Column("locator", "string", "place in the law, for people: `s. 5(1)(a)`", lambda q: q.evidence.locator),
    Column("eid", "string", "Akoma Ntoso id of the smallest unit that holds the words", lambda q: q.evidence.eid),
    Column("page", "Int64", "page, where the file has pages", lambda q: q.evidence.page),
    Column("start", "int64", "first character in the law's text, from 0", lambda q: q.evidence.start),
    Column("end", "int64", "character after the last", lambda q: q.evidence.end),
    Column("quote", "string", "the words, verbatim: `text[start:end]`", lambda q: q.evidence.quote),
    Column("status", "category", "status of the finding", lambda q: q.row.status.value, STATUSES),
    Column("score", "float64", "score of the finding", lambda q: q.row.score),
)

EVIDENCE: tuple[Column[_Quotation], ...] = (
    *_QUOTED[:3],
    Column("role", "category", "`evidence`, or `qualifier`: an exemption or condition that stands with it", lambda q: q.role, ROLES),
    *_QUOTED[3:],
)
NEAR_MISSES = _QUOTED


def _count(status: str) -> Column[_Covered]:
    return Column(status, "int64", f"how many of them are {status.replace('_', ' ')}", lambda c: c.bar.counts[status])


_CODE: Column[_Covered] = Column("jurisdiction", "string", "code of the State", lambda c: c.view.jurisdiction)
_FIGURES: tuple[Column[_Covered], ...] = (
    Column("status", "category", "status of the whole", lambda c: c.bar.status.value, STATUSES),
    Column("coverage", "float64", "0 to 1; NaN where no statute can answer any of its questions", lambda c: c.bar.coverage),
    Column("tests", "int64", "number of questions", lambda c: sum(c.bar.counts.values())),
    *(_count(status) for status in STATUSES),
)
_LABEL: Column[_Covered] = Column("label", "string", "its name for people", lambda c: c.bar.label)
_TITLE: Column[_Covered] = Column("title", "string", "title", lambda c: c.bar.title)

PROVISIONS: tuple[Column[_Covered], ...] = (
    _CODE,
    Column("provision", "string", "id of the catalog entry", lambda c: c.bar.id),
    Column(
        "family",
        "category",
        "`protocol`, `convention`, `threat` or `measure`",
        lambda c: c.entry.family.value if c.entry else None,
        FAMILIES,
    ),
    Column(
        "article",
        "string",
        "article under which it is counted, or letter of the threat; joins with `articles` and `threats`",
        lambda c: article_of(c.entry) if c.entry else "",
    ),
    Column(
        "locator", "string", "paragraph as the instrument numbers it, or letter of the threat", lambda c: c.entry.article if c.entry else ""
    ),
    _TITLE,
    Column(
        "obligation",
        "category",
        "how strongly the instrument asks, strongest first",
        lambda c: c.entry.obligation.value if c.entry else None,
        OBLIGATIONS,
    ),
    Column("kind", "string", "kind of rule that is asked for", lambda c: c.entry.kind if c.entry else ""),
    *_FIGURES,
)
ARTICLES: tuple[Column[_Covered], ...] = (
    _CODE,
    Column("article", "string", "article: `5`, `UNTOC 10`", lambda c: c.bar.id),
    _LABEL,
    _TITLE,
    *_FIGURES,
)
THREATS: tuple[Column[_Covered], ...] = (
    _CODE,
    Column("threat", "string", "letter of the threat, `a` to `i`", lambda c: c.bar.id),
    _LABEL,
    _TITLE,
    *_FIGURES,
)
COVERAGE: tuple[Column[_Covered], ...] = (
    _CODE,
    Column("level", "category", "`law` (the whole Protocol), `article` or `threat`", lambda c: c.level, LEVELS),
    Column("id", "string", "`protocol`, the article, or the letter of the threat", lambda c: c.bar.id),
    _LABEL,
    _TITLE,
    *_FIGURES,
)

GAPS: tuple[Column[_RankedGap], ...] = (
    Column("jurisdiction", "string", "code of the State", lambda g: g[0].jurisdiction),
    Column("rank", "int64", "1 is the most urgent", lambda g: g[1]),
    Column("provision", "string", "id of the catalog entry with open questions", lambda g: g[2].entry),
    Column("label", "string", "article and paragraph, or threat, for people", lambda g: g[2].article_label),
    Column("title", "string", "title", lambda g: g[2].title),
    Column("obligation", "category", "how strongly the instrument asks", lambda g: g[2].rows[0].obligation, OBLIGATIONS),
    Column("priority", "float64", "0 to 1, of its most urgent open question", lambda g: g[2].priority),
    Column("open", "int64", "number of open questions: not found, contradicted or partly covered", lambda g: len(g[2].rows)),
    Column("tests", "string", "their ids, separated by commas", lambda g: ", ".join(row.test for row in g[2].rows)),
    Column("requirement", "string", "what the instrument asks", lambda g: g[2].requirement),
    Column("recommendation", "string", "what to enact", lambda g: g[2].recommendation),
    Column("instruments", "string", "other instruments that ask the same, separated by commas", lambda g: ", ".join(g[2].instruments)),
)


def _law(name: str, missing: Any = None) -> Any:
    return lambda f: getattr(f.law, name) if f.law else missing


LAWS: tuple[Column[_File], ...] = (
    Column("jurisdiction", "string", "code of the State", lambda f: f.view.jurisdiction),
    Column("file", "string", "the file, as evidence names it", lambda f: f.file),
    Column("title", "string", "title found in the text", _law("title")),
    Column("language", "string", "language of the text (`en`, `es`, ...)", _law("language")),
    Column("characters", "Int64", "length of the text", _law("characters")),
    Column("units", "Int64", "parts, sections, paragraphs ... recognised", _law("units")),
    Column("numbered_share", "float64", "0 to 1: share of the text that lies in numbered units", _law("numbered_share")),
    Column("sha256", "string", "of the file", _law("sha256")),
    Column(
        "warnings",
        "string",
        "what a reader should know of how it was read, a line each",
        lambda f: "\n".join(f.law.warnings) if f.law else "",
    ),
    Column("refused", "string", "why the file could not be read; missing where it could", lambda f: f.refusal.reason if f.refusal else ""),
)

UNMAPPED: tuple[Column[tuple[View, Evidence]], ...] = (
    Column("jurisdiction", "string", "code of the State", lambda u: u[0].jurisdiction),
    Column("file", "string", "file of the law", lambda u: u[1].file),
    Column("locator", "string", "the unit, for people", lambda u: u[1].locator),
    Column("eid", "string", "its Akoma Ntoso id", lambda u: u[1].eid),
    Column("page", "Int64", "page, where the file has pages", lambda u: u[1].page),
    Column("start", "int64", "first character in the law's text, from 0", lambda u: u[1].start),
    Column("end", "int64", "character after the last of the quotation", lambda u: u[1].end),
    Column("quote", "string", "how the unit begins, verbatim", lambda u: u[1].quote),
)

FAILED: tuple[Column[tuple[str, str]], ...] = (
    Column("jurisdiction", "string", "code of the State", lambda f: f[0]),
    Column("reason", "string", "why nothing of it could be read", lambda f: f[1]),
)

TABLES: Mapping[str, Sequence[Column[Any]]] = {
    "findings": FINDINGS,
    "evidence": EVIDENCE,
    "near_misses": NEAR_MISSES,
    "unmapped": UNMAPPED,
    "provisions": PROVISIONS,
    "articles": ARTICLES,
    "threats": THREATS,
    "laws": LAWS,
    "gaps()": GAPS,
    "coverage()": COVERAGE,
    "failed": FAILED,
}
"""The frames of an assessment with their columns, by the names under which the public API gives them."""


def findings(views: Sequence[View]) -> pd.DataFrame:
    """One row a test and jurisdiction, in the order of the catalog."""
    return table(FINDINGS, ((view, row) for view in views for row in view.rows))


def evidence(views: Sequence[View]) -> pd.DataFrame:
    """One row a quotation that a finding rests on, or that qualifies it."""
    return table(EVIDENCE, (item for view in views for row in view.rows for item in _quotations(view, row)))


def near_misses(views: Sequence[View]) -> pd.DataFrame:
    """One row a passage that comes near where nothing was found: places to look at, no evidence."""
    return table(
        NEAR_MISSES,
        (
            _Quotation(view=view, row=row, role="", rank=rank, evidence=item)
            for view in views
            for row in view.rows
            for rank, item in enumerate(row.near_misses, 1)
        ),
    )


def unmapped(views: Sequence[View]) -> pd.DataFrame:
    """One row a unit of a law that speaks of firearms and on which no finding rests."""
    return table(UNMAPPED, ((view, item) for view in views for item in view.unmapped))


def provisions(views: Sequence[View], catalog: Catalog) -> pd.DataFrame:
    """One row a catalog entry (provision, threat or measure) and jurisdiction."""
    return table(PROVISIONS, (_Covered(view=view, bar=bar, entry=catalog.entry(bar.id)) for view in views for bar in view.provisions))


def articles(views: Sequence[View]) -> pd.DataFrame:
    """One row an article of the Protocol or Convention and jurisdiction."""
    return table(ARTICLES, (_Covered(view=view, bar=bar) for view in views for bar in view.articles))


def threats(views: Sequence[View]) -> pd.DataFrame:
    """One row a threat and jurisdiction."""
    return table(THREATS, (_Covered(view=view, bar=bar) for view in views for bar in view.threats))


def coverage(views: Sequence[View]) -> pd.DataFrame:
    """Every coverage figure but those of single provisions: the whole Protocol, its articles, the threats."""
    return table(COVERAGE, (item for view in views for item in _levels(view)))


def gaps(views: Sequence[View]) -> pd.DataFrame:
    """One row an entry with open questions, the most urgent first within each jurisdiction."""
    return table(GAPS, ((view, rank, gap) for view in views for rank, gap in enumerate(view.gaps, 1)))


def laws(views: Sequence[View]) -> pd.DataFrame:
    """One row a file: those that were read, then those that could not be."""
    return table(LAWS, (item for view in views for item in _files(view)))


def _quotations(view: View, row: Row) -> Iterator[_Quotation]:
    for role, quotes in (("evidence", row.evidence), ("qualifier", row.qualifiers)):
        for rank, item in enumerate(quotes, 1):
            yield _Quotation(view=view, row=row, role=role, rank=rank, evidence=item)


def _levels(view: View) -> Iterator[_Covered]:
    yield _Covered(view=view, bar=view.overall, level="law")
    for level, bars in (("article", view.articles), ("threat", view.threats)):
        for bar in bars:
            yield _Covered(view=view, bar=bar, level=level)


def _files(view: View) -> Iterator[_File]:
    for law in view.laws:
        yield _File(view=view, file=law.file, law=law)
    for refusal in view.refused:
        yield _File(view=view, file=refusal.file, refusal=refusal)
