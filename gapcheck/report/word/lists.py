"""Recommendations in order of priority, what needs another source, and the table of all findings."""

from __future__ import annotations

from collections.abc import Sequence

from gapcheck.model.result import Status
from gapcheck.report.phrases import places
from gapcheck.report.view import Gap, View
from gapcheck.report.word.findings import short_status
from gapcheck.report.word.flow import Cell, Column, Flow, line, simple
from gapcheck.report.word.xml import Run, safe

_PLACES = 3
"""Places that the annex names for a question; the findings have the others."""

_CLASSES = ((1, 0.7), (2, 0.4), (3, 0.0))
"""Number of a class of priority, and the least priority (`view._priority`) that belongs to it."""


def write_recommendations(flow: Flow, view: View) -> None:
    """Write the recommendations, most urgent first, in three classes."""
    words = view.words["word"]
    flow.heading(words["recommendations"], 1, "recommendations")
    flow.text(words["recommendations_intro"])
    if not view.gaps:
        flow.text(view.words["no_gaps"])
        return
    start, above = 1, 2.0
    for number, least in _CLASSES:
        gaps = [gap for gap in view.gaps if least <= gap.priority < above]
        above = least
        flow.heading(words[f"priority_{number}"], 2, f"priority-{number}")
        flow.text(words[f"priority_{number}_is"])
        if not gaps:
            flow.text(words["none_here"])
            continue
        flow.caption(f"{words['recommendations']}: {words[f'priority_{number}']}")
        columns = (Column(text=words["number"], share=0.75), Column(text=words["gap"], share=4.4), Column(text=words["what"], share=5))
        rows = [_gap(flow, view, at, gap) for at, gap in enumerate(gaps, start=start)]
        flow.table(columns, rows, about=words[f"priority_{number}_is"])
        start += len(gaps)


def _gap(flow: Flow, view: View, number: int, gap: Gap) -> Sequence[Cell]:
    name = Run(text=gap.title, bold=True)
    lines = [
        line(flow.named(f"rec-{gap.entry}", name)),
        line(f"{gap.article_label}; {gap.obligation_label}; {gap.entry}", style="cell small"),
    ]
    for row in gap.rows:
        decided = row.reviewed.status if row.reviewed is not None and not row.stale else None
        kept = f" ({view.words['word']['confirmed']})" if decided in (Status.COVERED, Status.NOT_APPLICABLE) else ""
        lines.append(line(Run(text=f"{row.symbol} ", bold=True), f"{row.asks}{kept}", style="cell small"))
    advice = [line(gap.recommendation)]
    if gap.instruments:
        advice.append(line(view.words["also_asked_by"].format(instruments=", ".join(gap.instruments)), style="cell small"))
    return simple(str(number)), Cell(lines=tuple(lines)), Cell(lines=tuple(advice))


def write_other_sources(flow: Flow, view: View) -> None:
    """Write the questions that no statute answers."""
    if not view.other_sources:
        return
    words = view.words["word"]
    flow.heading(words["other_sources"], 1, "other-sources")
    flow.text(words["other_intro"])
    flow.caption(words["other_sources"])
    columns = (Column(text=words["question"], share=5), Column(text=words["where"], share=4))
    rows = [
        (
            Cell(lines=(line(row.asks), line(f"{row.article_label}; {row.test}", style="cell small"))),
            Cell(lines=(line(row.look_in or row.found),)),
        )
        for row in view.other_sources
    ]
    flow.table(columns, rows, about=words["other_sources"])


def write_annex(flow: Flow, view: View) -> None:
    """Write the table of all findings; it wants a wide page."""
    words = view.words["word"]
    flow.heading(words["annex"], 1, "annex")
    flow.text(words["annex_intro"])
    flow.caption(view.words["gap_table"])
    columns = (
        Column(text=words["id"], share=1.35),
        Column(text=words["question"], share=4.6),
        Column(text=words["obligation"], share=1.3),
        Column(text=words["status"], share=2),
        Column(text=words["finding"], share=5),
        Column(text=words["place"], share=1.9),
    )
    rows = []
    for row in view.rows:
        found = list(dict.fromkeys(places(view, row)))
        rows.append(
            (
                Cell(lines=(line(row.test, style="cell small"), line(row.article_label, style="cell small"))),
                simple(row.asks, style="cell small"),
                simple(row.obligation_label, style="cell small"),
                short_status(view, row),
                simple(safe(row.found, 1000), style="cell small"),
                simple(_short(found), style="cell small"),
            )
        )
    flow.table(columns, rows, about=view.words["gap_table"])


def _short(places: Sequence[str]) -> str:
    more = f"; + {len(places) - _PLACES}" if len(places) > _PLACES else ""
    return safe("; ".join(safe(place, 120) for place in places[:_PLACES]) + more)
