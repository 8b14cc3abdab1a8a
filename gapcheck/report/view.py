"""The one view from which every report takes its words and figures.

Renderers lay out; they do not think. Whatever two outputs both show, they show from here, so that screen, workbook, page, document
and JSON agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from gapcheck.catalog import Catalog
from gapcheck.catalog.catalog import article_of
from gapcheck.model.catalog import CrossReference, Entry, Family, Obligation, Test
from gapcheck.model.result import Assessment, Coverage, Evidence, Finding, LawSummary, Refusal, Status
from gapcheck.model.review import CONSENSUS, Decision, Review, fingerprint, last_decisions
from gapcheck.report.reasons import reason_in

SYMBOLS: Mapping[Status, str] = {
    Status.COVERED: "●",
    Status.PARTLY_COVERED: "◐",
    Status.NOT_FOUND: "○",
    Status.CONTRADICTED: "✕",
    Status.NOT_APPLICABLE: "–",
    Status.NEEDS_OTHER_SOURCE: "?",
}
"""One sign a status, told apart without colour."""

COLOURS: Mapping[Status, str] = {
    Status.COVERED: "16704F",
    Status.PARTLY_COVERED: "8A5A0B",
    Status.NOT_FOUND: "A32A70",
    Status.CONTRADICTED: "9B1C1C",
    Status.NOT_APPLICABLE: "565D69",
    Status.NEEDS_OTHER_SOURCE: "3D6091",
}
"""Text colours (RGB) of at least 4.5:1 on white and on the fill of the same status; told apart by people with colour-vision deficiency,
and never alone."""

FILLS: Mapping[Status, str] = {
    Status.COVERED: "D5F0E3",
    Status.PARTLY_COVERED: "FBE9C6",
    Status.NOT_FOUND: "F7D7E8",
    Status.CONTRADICTED: "F8D0D0",
    Status.NOT_APPLICABLE: "E5E7EB",
    Status.NEEDS_OTHER_SOURCE: "DCE6F4",
}
"""Backgrounds that go with `COLOURS`."""

_OBLIGATION_RANK = {level: rank for rank, level in enumerate(Obligation)}
_GAPS = (Status.NOT_FOUND, Status.CONTRADICTED, Status.PARTLY_COVERED)
_PRIORITY = {
    Obligation.MANDATORY: 1.0,
    Obligation.QUALIFIED: 0.8,
    Obligation.CONDITIONAL: 0.8,
    Obligation.DEFINITION: 0.8,
    Obligation.CONSIDER: 0.4,
    Obligation.OPTIONAL: 0.2,
    Obligation.INTERPRETIVE: 0.1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One test in words: what every table of every report is made of.

    Attributes:
        found: one sentence on what was found; the finding's reason.
        quote, place: the first quotation and where it stands, "" without one.
        reviewed: the consensus (or the only reviewer's decision), None where nobody decided.
        stale: the decision was made on evidence that has changed since.
        decisions: the last decision of each reviewer, in the order in which they first decided.
        crosswalk: the passages of other instruments on the same subject.
        requirement: what the instrument asks, in the catalog's words.
        priority: 0 to 1, from obligation, size of the gap (with the score) and how many instruments ask the same; 0 for what is no gap.
        instruments: instruments of the crosswalk that ask the same.
    """

    test: str
    entry: str
    family: str
    article: str
    article_label: str
    title: str
    asks: str
    obligation: str
    obligation_label: str
    kind: str
    status: Status
    status_label: str
    symbol: str
    score: float
    needs_a_look: bool
    found: str
    quote: str
    place: str
    evidence: tuple[Evidence, ...]
    qualifiers: tuple[Evidence, ...]
    near_misses: tuple[Evidence, ...]
    recommendation: str
    look_in: str
    priority: float
    instruments: tuple[str, ...]
    fingerprint: str
    reviewed: Decision | None = None
    stale: bool = False
    decisions: tuple[Decision, ...] = ()
    crosswalk: tuple[CrossReference, ...] = ()
    requirement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One coverage figure: an article, a threat, a provision or the law."""

    id: str
    label: str
    title: str
    coverage: float | None
    percent: str
    status: Status
    status_label: str
    symbol: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One entry with something to enact: its open rows and its recommendation, for lists ordered by priority."""

    entry: str
    article_label: str
    title: str
    obligation_label: str
    priority: float
    requirement: str
    recommendation: str
    rows: tuple[Row, ...]
    instruments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Everything that a report says of one jurisdiction, in one language of words.

    `unmapped` holds the openings of units that speak of firearms and on which no finding rests.
    """

    words: Mapping[str, Any]
    jurisdiction: str
    jurisdiction_name: str
    title: str
    disclaimer: str
    gapcheck: str
    catalog: str
    laws: tuple[LawSummary, ...]
    refused: tuple[Refusal, ...]
    overall: Bar
    articles: tuple[Bar, ...]
    threats: tuple[Bar, ...]
    provisions: tuple[Bar, ...]
    rows: tuple[Row, ...]
    gaps: tuple[Gap, ...]
    other_sources: tuple[Row, ...]
    needs_a_look: tuple[Row, ...]
    counts: Mapping[str, int]
    weights: Mapping[str, float]
    summary: str
    unmapped: tuple[Evidence, ...] = ()


@lru_cache(maxsize=4)
def wording(language: str = "en") -> Mapping[str, Any]:
    """Return the words of reports in a language ("en", "fr", "es"); English stands in for what is not translated."""
    from gapcheck.files import read_yaml

    folder = Path(__file__).with_name("wording")
    words: dict[str, Any] = dict(read_yaml(folder / "en.yaml"))
    own = folder / f"{language}.yaml"
    if language != "en" and own.is_file():
        for key, value in read_yaml(own).items():
            words[key] = {**words.get(key, {}), **value} if isinstance(value, Mapping) else value
    texts = folder / f"catalog.{language}.yaml"
    words["catalog_texts"] = read_yaml(texts) if language != "en" and texts.is_file() else {}
    return words


def translated(text: str, words: Mapping[str, Any]) -> str:
    """Return a text of the catalog in the language of the words, or as it is where nobody has translated it as it now stands."""
    found: str = words["catalog_texts"].get(" ".join(text.split()), text)
    return found


def place_of(evidence: Evidence, words: Mapping[str, Any], several: bool) -> str:
    """Say where a quotation stands: "s. 5(1), p. 3", with the file where there are several."""
    parts = [evidence.locator or words["unnumbered"]]
    if evidence.page is not None:
        parts.append(f"{words['page_short']} {evidence.page}")
    if several:
        parts.append(evidence.file)
    return ", ".join(parts)


def build(assessment: Assessment, catalog: Catalog, *, language: str = "en", review: Review | None = None) -> View:
    """Put an assessment into words.

    Args:
        assessment: the result.
        catalog: the catalog that it was made with.
        language: language of the report's own words; catalog texts and quotations stay as they are.
        review: decisions of reviewers; they are shown apart from the tool's findings.
    """
    words = wording(language)
    several = len(assessment.laws) > 1
    decided = _decisions(review)
    rows = tuple(
        _row(*catalog.test(finding.test), finding, words, several, decided.get(finding.test, ())) for finding in assessment.findings
    )
    articles = tuple(_bar(item, _article_label(item.id, words), words) for item in assessment.articles)
    threats = tuple(_bar(item, f"({item.id})", words) for item in assessment.threats)
    overall = _bar(assessment.overall, words["overall"], words)
    counts = {status.value: sum(row.status is status for row in rows) for status in Status}
    name = jurisdiction_name(assessment.jurisdiction)
    return View(
        words=words,
        jurisdiction=assessment.jurisdiction,
        jurisdiction_name=name,
        title=words["title"].format(jurisdiction=name),
        disclaimer=words["disclaimer"],
        gapcheck=assessment.gapcheck,
        catalog=assessment.catalog,
        laws=assessment.laws,
        refused=assessment.refused,
        overall=overall,
        articles=articles,
        threats=threats,
        provisions=tuple(_bar(item, item.id, words) for item in assessment.provisions),
        rows=rows,
        gaps=_gaps(rows, catalog),
        other_sources=tuple(row for row in rows if row.status is Status.NEEDS_OTHER_SOURCE),
        needs_a_look=tuple(row for row in rows if row.needs_a_look),
        counts=counts,
        weights=assessment.weights,
        summary=_summary(words, rows, counts, overall, name, sum(1 for _ in catalog.tests())),
        unmapped=assessment.unmapped,
    )


def _summary(words: Mapping[str, Any], rows: Sequence[Row], counts: Mapping[str, int], overall: Bar, name: str, in_catalog: int) -> str:
    """Say the result in a sentence, and that only a part was asked where that is so."""
    asked = len(rows) - counts["needs_other_source"] - counts["not_applicable"]
    text: str = words["summary"].format(jurisdiction=name, asked=asked, percent=overall.percent, **counts)
    return text if len(rows) == in_catalog else f"{text} {words['selection'].format(asked=len(rows), all=in_catalog)}"


def jurisdiction_name(code: str) -> str:
    """Return the name of a State from its ISO 3166-1 alpha-3 code, or the code itself."""
    return _countries().get(code.upper(), code)


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, str]:
    import json

    path = Path(__file__).resolve().parents[1] / "model" / "countries.json"
    countries: Mapping[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return countries


def _decisions(review: Review | None) -> dict[str, tuple[Decision, ...]]:
    """Return for each test the last decision of each reviewer."""
    by_test: dict[str, list[Decision]] = {}
    for decision in last_decisions(review.decisions) if review is not None else ():
        by_test.setdefault(decision.test, []).append(decision)
    return {test: tuple(decisions) for test, decisions in by_test.items()}


def _that_counts(decisions: Sequence[Decision]) -> Decision | None:
    """Return the consensus, or else what all who decided agree on; None where they differ or nobody decided."""
    consensus = [decision for decision in decisions if decision.reviewer == CONSENSUS]
    if consensus:
        return consensus[-1]
    return decisions[-1] if len({decision.status for decision in decisions}) == 1 else None


def _row(entry: Entry, test: Test, finding: Finding, words: Mapping[str, Any], several: bool, decisions: tuple[Decision, ...]) -> Row:
    decision = _that_counts(decisions)
    first = finding.evidence[0] if finding.evidence else None
    sign = fingerprint(finding)
    instruments = tuple(dict.fromkeys(cross.instrument for cross in entry.crosswalk))
    return Row(
        test=test.id,
        entry=entry.id,
        family=entry.family.value,
        article=article_of(entry),
        article_label=_label(entry, words),
        title=translated(entry.title, words),
        asks=translated(test.asks.strip(), words),
        obligation=entry.obligation.value,
        obligation_label=words["obligation"][entry.obligation.value],
        kind=entry.kind,
        status=finding.status,
        status_label=words["status"][finding.status.value],
        symbol=SYMBOLS[finding.status],
        score=finding.score,
        needs_a_look=finding.needs_a_look,
        found=_found(test, finding, words),
        quote=" ".join(first.quote.split()) if first else "",
        place=place_of(first, words, several) if first else "",
        evidence=finding.evidence,
        qualifiers=finding.qualifiers,
        near_misses=finding.near_misses,
        recommendation=translated(entry.recommendation, words),
        look_in=translated(test.other_source.look_in, words) if test.other_source else "",
        priority=_priority(entry, finding, instruments),
        instruments=instruments,
        fingerprint=sign,
        reviewed=decision,
        stale=decision is not None and bool(decision.evidence) and decision.evidence != sign,
        decisions=decisions,
        crosswalk=entry.crosswalk,
        requirement=translated(entry.requirement, words),
    )


def _found(test: Test, finding: Finding, words: Mapping[str, Any]) -> str:
    """Say what was found in the language of the words."""
    source = test.other_source
    if source is None or not words["catalog_texts"]:
        return reason_in(finding.reason, words)
    where = words["reasons"]["look"].format(where=translated(source.look_in, words))
    return f"{translated(source.reason, words)} {where}"


def _priority(entry: Entry, finding: Finding, instruments: Sequence[str]) -> float:
    """Rank a gap: three quarters obligation, one quarter how many of nine instruments ask the same; both times the size of the gap.

    The size is 1 where the law says the opposite, a half where it answers in part, and where nothing was found one less the score: the
    probability that it does not answer at all.
    """
    if finding.status not in _GAPS:
        return 0.0
    size = {Status.CONTRADICTED: 1.0, Status.PARTLY_COVERED: 0.5}.get(finding.status, 1 - finding.score)
    return round((0.75 * _PRIORITY[entry.obligation] + 0.25 * min(len(instruments), 9) / 9) * size, 4)


def _label(entry: Entry, words: Mapping[str, Any]) -> str:
    if entry.family is Family.THREAT:
        return f"{words['threat']} ({entry.article})"
    if entry.family is Family.MEASURE:
        return str(words["measure"])
    prefix = "UNTOC " if entry.family is Family.CONVENTION else ""
    return f"{prefix}{words['article_short']} {entry.article.removeprefix('arts ')}"


def _article_label(identifier: str, words: Mapping[str, Any]) -> str:
    if identifier.startswith("UNTOC "):
        return f"UNTOC {words['article_short']} {identifier.removeprefix('UNTOC ')}"
    return f"{words['article_short']} {identifier}"


def _bar(item: Coverage, label: str, words: Mapping[str, Any]) -> Bar:
    return Bar(
        id=item.id,
        label=label,
        title=translated(item.title, words),
        coverage=item.coverage,
        percent="–" if item.coverage is None else f"{item.coverage * 100:.0f} %",
        status=item.status,
        status_label=words["status"][item.status.value],
        symbol=SYMBOLS[item.status],
        counts=item.counts,
    )


def _gaps(rows: Sequence[Row], catalog: Catalog) -> tuple[Gap, ...]:
    """Group the open rows by entry, most urgent first."""
    by_entry: dict[str, list[Row]] = {}
    for row in rows:
        if row.status in _GAPS:
            by_entry.setdefault(row.entry, []).append(row)
    gaps = []
    for entry_id, open_rows in by_entry.items():
        gaps.append(
            Gap(
                entry=entry_id,
                article_label=open_rows[0].article_label,
                title=open_rows[0].title,
                obligation_label=open_rows[0].obligation_label,
                priority=max(row.priority for row in open_rows),
                requirement=open_rows[0].requirement,
                recommendation=open_rows[0].recommendation,
                rows=tuple(open_rows),
                instruments=open_rows[0].instruments,
            )
        )
    order = {entry.id: number for number, entry in enumerate(catalog.entries)}
    return tuple(sorted(gaps, key=lambda gap: (-gap.priority, -len(gap.rows), order[gap.entry])))
