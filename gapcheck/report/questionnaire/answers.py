"""Draft answers: what the findings let a State say on each theme, with the provisions to cite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gapcheck.model.catalog import Obligation
from gapcheck.model.result import Evidence, Status
from gapcheck.report.clean import one_line
from gapcheck.report.questionnaire.themes import Cluster, Theme, clusters
from gapcheck.report.view import Row, View

YES, PART, NO, OPEN = "yes", "part", "no", "open"

_FOUND = (Status.COVERED, Status.PARTLY_COVERED)
_WEAK = (Obligation.OPTIONAL, Obligation.INTERPRETIVE)
_LONGEST = 600
"""Characters of a quotation."""
_EACH = 2
"""Quotations cited for a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A provision as an answer cites it."""

    law: str
    place: str
    quote: str
    language: str = ""

    @property
    def text(self) -> str:
        """The citation on one line."""
        return f"{self.law}, {self.place}: “{self.quote}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is proposed on one theme.

    Attributes:
        proposal: "yes", "part", "no", or "open" where no statute answers.
        met, part, counted: of how many points the proposal is made, and how many of them were found in full and in part.
        missing: questions that count and are not wholly answered.
        optional: questions that do not count and are not answered.
        other: questions for other sources.
        look: the tool is not certain of a point that counts.
        reviewed: a reviewer's decision was taken into account.
    """

    theme: Theme
    proposal: str
    met: int
    part: int
    counted: int
    citations: tuple[Citation, ...]
    missing: tuple[Row, ...]
    optional: tuple[Row, ...]
    other: tuple[Row, ...]
    look: bool
    reviewed: bool


def draft(view: View, language: str) -> tuple[tuple[Cluster, tuple[Answer, ...]], ...]:
    """Draft the answers on all themes, cluster by cluster."""
    by_entry: dict[str, list[Row]] = {}
    for row in view.rows:
        by_entry.setdefault(row.entry, []).append(row)
    return tuple((cluster, tuple(_answer(view, theme, by_entry) for theme in cluster.themes)) for cluster in clusters(language))


def settled(row: Row) -> Status:
    """Return what reviewers decided, where they did on the evidence as it is, else the tool's status."""
    return row.reviewed.status if row.reviewed is not None and not row.stale else row.status


def _answer(view: View, theme: Theme, by_entry: Mapping[str, Sequence[Row]]) -> Answer:
    rows = [row for entry in theme.entries for row in by_entry.get(entry, ())]
    asked = [row for row in rows if settled(row) not in (Status.NEEDS_OTHER_SOURCE, Status.NOT_APPLICABLE)]
    # What a treaty leaves to the State does not turn a "yes" into "in part", unless the theme asks for nothing else.
    counted = [row for row in asked if row.obligation not in _WEAK] or asked
    met, part = ([row for row in counted if settled(row) is status] for status in _FOUND)
    if not counted:
        proposal = OPEN
    elif len(met) == len(counted):
        proposal = YES
    else:
        proposal = PART if met or part else NO
    return Answer(
        theme=theme,
        proposal=proposal,
        met=len(met),
        part=len(part),
        counted=len(counted),
        citations=_citations(view, [row for row in asked if row in counted or row.obligation == Obligation.OPTIONAL]),
        missing=tuple(row for row in counted if settled(row) is not Status.COVERED),
        optional=tuple(row for row in asked if row not in counted and settled(row) is not Status.COVERED),
        other=tuple(row for row in rows if settled(row) is Status.NEEDS_OTHER_SOURCE),
        look=any(row.needs_a_look and row.reviewed is None for row in counted),
        reviewed=any(row.reviewed is not None and not row.stale for row in rows),
    )


def _citations(view: View, rows: Sequence[Row]) -> tuple[Citation, ...]:
    """Return the provisions in the order of the laws, each once; words within other words that are cited are left out."""
    order = {law.file: number for number, law in enumerate(view.laws)}
    languages = {law.file: law.language if law.language != "und" else "" for law in view.laws}
    titles = {law.file: one_line(law.title or law.file) for law in view.laws}
    found = {item for row in rows if settled(row) in _FOUND for item in row.evidence[:_EACH]}
    chosen: list[Evidence] = []
    for item in sorted(found, key=lambda item: (order.get(item.file, 0), item.start, -item.end)):
        if not (chosen and chosen[-1].file == item.file and item.end <= chosen[-1].end):
            chosen.append(item)
    return tuple(
        Citation(
            law=titles.get(item.file, item.file),
            place=_place(item, view),
            quote=_short(item.quote),
            language=languages.get(item.file, ""),
        )
        for item in chosen
    )


def _place(item: Evidence, view: View) -> str:
    locator = one_line(item.locator)[:120] or view.words["unnumbered"]
    return f"{locator}, {view.words['page_short']} {item.page}" if item.page is not None else str(locator)


def _short(quote: str) -> str:
    text = one_line(quote[: _LONGEST * 4])
    if len(text) <= _LONGEST:
        return text
    head = text[:_LONGEST]
    return f"{head.rpartition(' ')[0] or head} […]"
