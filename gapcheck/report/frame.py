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
    Column(name="jurisdiction", dtype="string", meaning="code of the State", of=lambda r: r[0].jurisdiction),
    Column(name="test", dtype="string", meaning="id of the test", of=lambda r: r[1].test),
    Column(name="provision", dtype="string", meaning="id of the catalog entry that it belongs to", of=lambda r: r[1].entry),
    Column(name="family", dtype="category", meaning="`protocol`, `convention`, `threat` or `measure`", of=lambda r: r[1].family, categories=FAMILIES),
    Column(name="article", dtype="string", meaning="article (`5`, `UNTOC 10`), or letter of the threat; joins with `articles` and `threats`", of=lambda r: r[1].article),
    Column(name="label", dtype="string", meaning="the same for people, with paragraph: `art. 5(1)(c)`", of=lambda r: r[1].article_label),
    Column(name="title", dtype="string", meaning="title of the entry", of=lambda r: r[1].title),
    Column(name="question", dtype="string", meaning="what was asked of the law", of=lambda r: r[1].asks),
    Column(name="obligation", dtype="category", meaning="how strongly the instrument asks, strongest first", of=lambda r: r[1].obligation, categories=OBLIGATIONS),
    Column(name="kind", dtype="string", meaning="kind of rule that is asked for", of=lambda r: r[1].kind),
    Column(name="status", dtype="category", meaning="what the supplied text says, from `covered` to `needs_other_source`", of=lambda r: r[1].status.value, categories=STATUSES),
    Column(name="score", dtype="float64", meaning="0 to 1: probability that a reader would call the question addressed", of=lambda r: r[1].score),
    Column(name="needs_a_look", dtype="bool", meaning="the score lies where the tool is not sure", of=lambda r: r[1].needs_a_look),
    Column(name="found", dtype="string", meaning="the reason, in one sentence", of=lambda r: r[1].found),
    Column(name="quotation", dtype="string", meaning="the first quotation, verbatim", of=lambda r: _first(r[1], "quote")),
    Column(name="place", dtype="string", meaning="where it stands, for people", of=lambda r: r[1].place),
    Column(name="file", dtype="string", meaning="file of the first quotation", of=lambda r: _first(r[1], "file")),
    Column(name="eid", dtype="string", meaning="Akoma Ntoso id of the unit that holds it", of=lambda r: _first(r[1], "eid")),
    Column(name="page", dtype="Int64", meaning="its page, where the file has pages", of=lambda r: _first(r[1], "page")),
    Column(name="start", dtype="Int64", meaning="first character of the quotation in the law's text, from 0", of=lambda r: _first(r[1], "start")),
    Column(name="end", dtype="Int64", meaning="character after its last", of=lambda r: _first(r[1], "end")),
    Column(name="quotations", dtype="int64", meaning="number of quotations; all are in `evidence`", of=lambda r: len(r[1].evidence)),
    Column(name="recommendation", dtype="string", meaning="what to enact; only where there is a gap", of=lambda r: r[1].recommendation if r[1].priority else ""),
    Column(name="look_in", dtype="string", meaning="where to look if no statute can answer", of=lambda r: r[1].look_in),
    Column(name="priority", dtype="float64", meaning="0 to 1: rank of the gap, from obligation, size and instruments that ask the same; 0 is no gap", of=lambda r: r[1].priority),
    Column(name="reviewed_status", dtype="category", meaning="what reviewers decided; missing where nobody did", of=lambda r: r[1].reviewed.status.value if r[1].reviewed else None, categories=STATUSES),
    Column(name="review_stale", dtype="bool", meaning="the decision was made on evidence that has changed since", of=lambda r: r[1].stale),
)  # fmt: skip

_QUOTED: tuple[Column[_Quotation], ...] = (
    Column(name="jurisdiction", dtype="string", meaning="code of the State", of=lambda q: q.view.jurisdiction),
    Column(name="test", dtype="string", meaning="id of the test that the words answer", of=lambda q: q.row.test),
    Column(name="provision", dtype="string", meaning="id of its catalog entry", of=lambda q: q.row.entry),
    Column(name="rank", dtype="int64", meaning="1 is the best of its kind for this test", of=lambda q: q.rank),
    Column(name="file", dtype="string", meaning="file of the law", of=lambda q: q.evidence.file),
    Column(name="locator", dtype="string", meaning="place in the law, for people: `s. 5(1)(a)`", of=lambda q: q.evidence.locator),
    Column(name="eid", dtype="string", meaning="Akoma Ntoso id of the smallest unit that holds the words", of=lambda q: q.evidence.eid),
    Column(name="page", dtype="Int64", meaning="page, where the file has pages", of=lambda q: q.evidence.page),
    Column(name="start", dtype="int64", meaning="first character in the law's text, from 0", of=lambda q: q.evidence.start),
    Column(name="end", dtype="int64", meaning="character after the last", of=lambda q: q.evidence.end),
    Column(name="quote", dtype="string", meaning="the words, verbatim: `text[start:end]`", of=lambda q: q.evidence.quote),
    Column(name="status", dtype="category", meaning="status of the finding", of=lambda q: q.row.status.value, categories=STATUSES),
    Column(name="score", dtype="float64", meaning="score of the finding", of=lambda q: q.row.score),
)  # fmt: skip

EVIDENCE: tuple[Column[_Quotation], ...] = (
    *_QUOTED[:3],
    Column(name="role", dtype="category", meaning="`evidence`, or `qualifier`: an exemption or condition that stands with it", of=lambda q: q.role, categories=ROLES),
    *_QUOTED[3:],
)  # fmt: skip
NEAR_MISSES = _QUOTED


def _count(status: str) -> Column[_Covered]:
    return Column(name=status, dtype="int64", meaning=f"how many of them are {status.replace('_', ' ')}", of=lambda c: c.bar.counts[status])


_CODE: Column[_Covered] = Column(name="jurisdiction", dtype="string", meaning="code of the State", of=lambda c: c.view.jurisdiction)
_FIGURES: tuple[Column[_Covered], ...] = (
    Column(name="status", dtype="category", meaning="status of the whole", of=lambda c: c.bar.status.value, categories=STATUSES),
    Column(name="coverage", dtype="float64", meaning="0 to 1; NaN where no statute can answer any of its questions", of=lambda c: c.bar.coverage),
    Column(name="tests", dtype="int64", meaning="number of questions", of=lambda c: sum(c.bar.counts.values())),
    *(_count(status) for status in STATUSES),
)
_LABEL: Column[_Covered] = Column(name="label", dtype="string", meaning="its name for people", of=lambda c: c.bar.label)
_TITLE: Column[_Covered] = Column(name="title", dtype="string", meaning="title", of=lambda c: c.bar.title)

PROVISIONS: tuple[Column[_Covered], ...] = (
    _CODE,
    Column(name="provision", dtype="string", meaning="id of the catalog entry", of=lambda c: c.bar.id),
    Column(name="family", dtype="category", meaning="`protocol`, `convention`, `threat` or `measure`", of=lambda c: c.entry.family.value if c.entry else None, categories=FAMILIES),
    Column(name="article", dtype="string", meaning="article under which it is counted, or letter of the threat; joins with `articles` and `threats`", of=lambda c: article_of(c.entry) if c.entry else ""),
    Column(name="locator", dtype="string", meaning="paragraph as the instrument numbers it, or letter of the threat", of=lambda c: c.entry.article if c.entry else ""),
    _TITLE,
    Column(name="obligation", dtype="category", meaning="how strongly the instrument asks, strongest first", of=lambda c: c.entry.obligation.value if c.entry else None, categories=OBLIGATIONS),
    Column(name="kind", dtype="string", meaning="kind of rule that is asked for", of=lambda c: c.entry.kind if c.entry else ""),
    *_FIGURES,
)  # fmt: skip
ARTICLES: tuple[Column[_Covered], ...] = (
    _CODE,
    Column(name="article", dtype="string", meaning="article: `5`, `UNTOC 10`", of=lambda c: c.bar.id),
    _LABEL,
    _TITLE,
    *_FIGURES,
)
THREATS: tuple[Column[_Covered], ...] = (
    _CODE,
    Column(name="threat", dtype="string", meaning="letter of the threat, `a` to `i`", of=lambda c: c.bar.id),
    _LABEL,
    _TITLE,
    *_FIGURES,
)
COVERAGE: tuple[Column[_Covered], ...] = (
    _CODE,
    Column(name="level", dtype="category", meaning="`law` (the whole Protocol), `article` or `threat`", of=lambda c: c.level, categories=LEVELS),
    Column(name="id", dtype="string", meaning="`protocol`, the article, or the letter of the threat", of=lambda c: c.bar.id),
    _LABEL,
    _TITLE,
    *_FIGURES,
)

GAPS: tuple[Column[_RankedGap], ...] = (
    Column(name="jurisdiction", dtype="string", meaning="code of the State", of=lambda g: g[0].jurisdiction),
    Column(name="rank", dtype="int64", meaning="1 is the most urgent", of=lambda g: g[1]),
    Column(name="provision", dtype="string", meaning="id of the catalog entry with open questions", of=lambda g: g[2].entry),
    Column(name="label", dtype="string", meaning="article and paragraph, or threat, for people", of=lambda g: g[2].article_label),
    Column(name="title", dtype="string", meaning="title", of=lambda g: g[2].title),
    Column(name="obligation", dtype="category", meaning="how strongly the instrument asks", of=lambda g: g[2].rows[0].obligation, categories=OBLIGATIONS),
    Column(name="priority", dtype="float64", meaning="0 to 1, of its most urgent open question", of=lambda g: g[2].priority),
    Column(name="open", dtype="int64", meaning="number of open questions: not found, contradicted or partly covered", of=lambda g: len(g[2].rows)),
    Column(name="tests", dtype="string", meaning="their ids, separated by commas", of=lambda g: ", ".join(row.test for row in g[2].rows)),
    Column(name="requirement", dtype="string", meaning="what the instrument asks", of=lambda g: g[2].requirement),
    Column(name="recommendation", dtype="string", meaning="what to enact", of=lambda g: g[2].recommendation),
    Column(name="instruments", dtype="string", meaning="other instruments that ask the same, separated by commas", of=lambda g: ", ".join(g[2].instruments)),
)  # fmt: skip


def _law(name: str, missing: Any = None) -> Any:
    return lambda f: getattr(f.law, name) if f.law else missing


LAWS: tuple[Column[_File], ...] = (
    Column(name="jurisdiction", dtype="string", meaning="code of the State", of=lambda f: f.view.jurisdiction),
    Column(name="file", dtype="string", meaning="the file, as evidence names it", of=lambda f: f.file),
    Column(name="title", dtype="string", meaning="title found in the text", of=_law("title")),
    Column(name="language", dtype="string", meaning="language of the text (`en`, `es`, ...)", of=_law("language")),
    Column(name="characters", dtype="Int64", meaning="length of the text", of=_law("characters")),
    Column(name="units", dtype="Int64", meaning="parts, sections, paragraphs ... recognised", of=_law("units")),
    Column(name="numbered_share", dtype="float64", meaning="0 to 1: share of the text that lies in numbered units", of=_law("numbered_share")),
    Column(name="sha256", dtype="string", meaning="of the file", of=_law("sha256")),
    Column(name="warnings", dtype="string", meaning="what a reader should know of how it was read, a line each", of=lambda f: "\n".join(f.law.warnings) if f.law else ""),
    Column(name="refused", dtype="string", meaning="why the file could not be read; missing where it could", of=lambda f: f.refusal.reason if f.refusal else ""),
)  # fmt: skip

TABLES: Mapping[str, Sequence[Column[Any]]] = {
    "findings": FINDINGS,
    "evidence": EVIDENCE,
    "near_misses": NEAR_MISSES,
    "provisions": PROVISIONS,
    "articles": ARTICLES,
    "threats": THREATS,
    "laws": LAWS,
    "gaps()": GAPS,
    "coverage()": COVERAGE,
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


def provisions(views: Sequence[View], catalog: Catalog) -> pd.DataFrame:
    """One row a catalog entry (provision, threat or measure) and jurisdiction."""
    return table(
        PROVISIONS, (_Covered(view=view, bar=bar, entry=catalog.entry(bar.id)) for view in views for bar in view.provisions)
    )


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
