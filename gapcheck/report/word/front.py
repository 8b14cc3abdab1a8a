"""The first pages: title, executive summary, method and limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gapcheck.model.result import Status
from gapcheck.report.phrases import catalog_line, language_name, law_size, weights_line
from gapcheck.report.view import COLOURS, FILLS, SYMBOLS, Bar, View
from gapcheck.report.word.flow import Cell, Column, Flow, line, simple
from gapcheck.report.word.xml import Run

_FIRST = 8
"""How many gaps the summary names."""


def write_title(flow: Flow, view: View) -> None:
    """Write the title page: what it is, of which State, of which laws, made with what."""
    words = view.words["word"]
    flow.text(view.title, style="title")
    flow.text(words["subtitle"], style="subtitle")
    for number, law in enumerate(view.laws[:12]):
        flow.text(Run(text=law.title or law.file, bold=number == 0 or len(view.laws) < 4))
    if len(view.laws) > 12:
        flow.text(f"… {len(view.laws) - 12}")
    flow.text(catalog_line(view), style="small")
    flow.text(_reviewed(view), style="small")
    flow.text(view.disclaimer, style="note")


def write_summary(flow: Flow, view: View) -> None:
    """Write the executive summary: the result, its figures, what to act on first."""
    words = view.words["word"]
    flow.heading(words["summary"], 1, "summary")
    flow.text(view.summary)
    for sentence in _lowest(view):
        flow.text(sentence)
    if view.needs_a_look:
        flow.text(words["look_intro"].format(count=len(view.needs_a_look), mark=words["look_mark"]))
    if view.refused:
        flow.text(words["partial_view"])
    flow.text(view.disclaimer, style="note")
    _statuses(flow, view)
    _first_gaps(flow, view)
    flow.heading(view.words["coverage_by_article"], 2, "coverage-articles")
    flow.text(words["coverage_intro"])
    flow.caption(words["by_article"])
    _bars(flow, view, (view.overall, *view.articles), words["by_article"])
    if view.threats:
        flow.heading(view.words["coverage_by_threat"], 2, "coverage-threats")
        flow.caption(words["by_threat"])
        _bars(flow, view, view.threats, words["by_threat"])


def _reviewed(view: View) -> str:
    words = view.words["word"]
    decided = [row for row in view.rows if row.decisions]
    if not decided:
        return str(words["unreviewed"])
    names = ", ".join(dict.fromkeys(decision.reviewer for row in decided for decision in row.decisions))
    return str(words["reviewed_by"].format(count=len(decided), all=len(view.rows), names=names))


def _lowest(view: View) -> list[str]:
    """Name the weakest articles and threats, where there are some to compare."""
    words = view.words["word"]
    sentences = []
    for bars, key in ((view.articles, "lowest"), (view.threats, "threats_lowest")):
        known = sorted((bar for bar in bars if bar.coverage is not None and bar.coverage < 0.995), key=lambda bar: bar.coverage or 0.0)
        if known and len(bars) > 3:
            names = ", ".join(f"{bar.label} {bar.title} ({bar.percent})" for bar in known[:3])
            sentences.append(words[key].format(names=names))
    return sentences


def _statuses(flow: Flow, view: View) -> None:
    words = view.words["word"]
    flow.caption(words["key_figures"])
    columns = (Column(text=words["status"], share=4), Column(text=words["questions"], share=1.2), Column(text=words["share"], share=1.2))
    rows = []
    for status in Status:
        count = view.counts[status.value]
        share = f"{count * 100 / len(view.rows):.0f} %" if view.rows else "–"
        rows.append((badge(view, status), simple(str(count), style="figure"), simple(share, style="figure")))
    flow.table(columns, rows, about=words["key_figures"])


def badge(view: View, status: Status, *more: tuple[str, tuple[Any, ...]]) -> Cell:
    """Make a cell that shows a status by sign, word and colour."""
    label = view.words["status"][status.value]
    first = line(Run(text=f"{SYMBOLS[status]} {label}", bold=True, colour=COLOURS[status]))
    return Cell(lines=(first, *more), fill=FILLS[status])


def _first_gaps(flow: Flow, view: View) -> None:
    words = view.words["word"]
    flow.heading(words["act_first"], 2, "act-first")
    if not view.gaps:
        flow.text(view.words["no_gaps"])
        return
    flow.text(words["act_first_intro"].format(count=len(view.gaps)))
    for number, gap in enumerate(view.gaps[:_FIRST], start=1):
        flow.item(
            Run(text=gap.title, to=f"rec-{gap.entry}"),
            f" ({gap.article_label}, {gap.obligation_label}). ",
            gap.recommendation,
            sign=f"{number}.",
        )


def _bars(flow: Flow, view: View, bars: Sequence[Bar], about: str) -> None:
    words = view.words["word"]
    columns = (
        Column(text=words["subject"], share=5),
        Column(text="%", share=1),
        Column(text=words["coverage"], share=2.7),
        Column(text=words["questions"], share=3.3),
    )
    rows = []
    for bar in bars:
        name = bar.label if bar is view.overall else f"{bar.label} {bar.title}"
        counts = "  ".join(f"{SYMBOLS[status]} {bar.counts[status.value]}" for status in Status if bar.counts.get(status.value))
        drawn = () if not bar.coverage else (line(style=f"bar:{COLOURS[_colour(bar)]}:{bar.coverage:.4f}"),)
        rows.append(
            (
                simple(Run(text=name, bold=bar is view.overall)),
                simple(Run(text=bar.percent, bold=bar is view.overall), style="figure"),
                Cell(lines=drawn),
                simple(Run(text=counts), style="cell small"),
            )
        )
    flow.table(columns, rows, about=about)
    legend = "   ".join(f"{SYMBOLS[status]} {view.words['status'][status.value]}" for status in Status)
    flow.text(legend, style="small")


def _colour(bar: Bar) -> Status:
    return Status.COVERED if (bar.coverage or 0) >= 0.8 else Status.PARTLY_COVERED if (bar.coverage or 0) >= 0.5 else Status.NOT_FOUND


def write_method(flow: Flow, view: View) -> None:
    """Write what was read and how, what statuses mean, and what the result cannot say."""
    words, book = view.words["word"], view.words["workbook"]
    flow.heading(words["method"], 1, "method")
    flow.heading(words["laws_read"], 2, "laws")
    flow.caption(words["laws_read"])
    rows = []
    for number, law in enumerate(view.laws):
        title = (line(Run(text=law.title, bold=True)),) if law.title else ()
        dated = (line(words["dated"].format(date=law.date)),) if law.date else ()
        notes = tuple(line(f"{view.words['warning']}: {note}", style="cell small") for note in law.warnings[:6])
        rows.append(
            (
                Cell(lines=(*title, line(law.file), *dated, line(words["sha"].format(digest=law.sha256), style="cell small"))),
                Cell(lines=(line(f"{language_name(view, law.language)}; {law_size(view, number)}"), *notes)),
            )
        )
    columns = (Column(text=words["law"], share=1.8), Column(text=words["read_as"], share=1))
    flow.table(columns, rows, about=words["laws_read"])
    if view.refused:
        flow.caption(words["refused"])
        refused = [(simple(item.file), simple(item.reason)) for item in view.refused]
        flow.table((Column(text=words["file"], share=1), Column(text=words["reason"], share=2)), refused, about=words["refused"])
    flow.heading(words["how"], 2, "how")
    for key in ("how_1", "how_2", "how_3"):
        flow.text(words[key])
    flow.text(catalog_line(view))
    flow.text(weights_line(view))
    flow.heading(words["statuses"], 2, "statuses")
    flow.caption(words["statuses"])
    meanings = [(badge(view, status), simple(words.get(f"means_{status.value}", book[f"means_{status.value}"]))) for status in Status]
    columns = (Column(text=words["status"], share=1), Column(text=book["meaning"], share=3))
    flow.table(columns, meanings, about=words["statuses"])
    flow.heading(words["limits"], 2, "limits")
    for key in ("limit_text", "limit_comply", "limit_practice", "limit_error", "limit_quotes"):
        flow.item(words[key].format(count=len(view.other_sources)))
    flow.item(_reviewed(view))
