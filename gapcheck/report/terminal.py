"""The report for a terminal: in 80 columns or more, in sixteen colours or none, and in a pipe.

It lays out; the words and figures are the view's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from gapcheck.load.discovery import is_duplicate
from gapcheck.model.result import Status
from gapcheck.report.clean import one_line
from gapcheck.report.explain import Explanation, Line
from gapcheck.report.paper import Paper, Piece
from gapcheck.report.phrases import catalog_line, language_name, law_size, weights_line
from gapcheck.report.view import SYMBOLS, Bar, Gap, Row, View, place_of

STYLES = {
    Status.COVERED: "green",
    Status.PARTLY_COVERED: "yellow",
    Status.NOT_FOUND: "magenta",
    Status.CONTRADICTED: "bold red",
    Status.NOT_APPLICABLE: "dim",
    Status.NEEDS_OTHER_SOURCE: "blue",
}
"""Of the sixteen colours that every terminal has; symbol and word say the same without any."""

_WIDE = 110
"""From this width on the question and what was found stand side by side."""
_WORST = 5
_OPEN = 4
_NOTES = 3


def print_report(view: View, console: Console, *, table: bool = True) -> None:
    """Print the report of one jurisdiction.

    Args:
        view: what to say.
        console: where: its width decides the layout, and whether it is a terminal.
        table: with the gap table and the list of other sources; without it heading, coverage and worst gaps only.
    """
    paper = Paper(console)
    print_heading(view, paper)
    print_coverage(view, paper)
    if table:
        print_gap_table(view, paper)
    print_worst_gaps(view, paper)
    if table:
        print_other_sources(view, paper)
    print_disclaimer(view, paper)


def print_heading(view: View, paper: Paper) -> None:
    """Title, laws with language and size, catalog, what is to be known of how they were read, and the result in a sentence."""
    words = view.words
    paper.line(view.title, style="bold")
    paper.line()
    for number, law in enumerate(view.laws):
        paper.line((law.title or law.file, "bold"))
        file = f"{law.file}; " if law.title else ""
        paper.line(f"{file}{language_name(view, law.language)}; {law_size(view, number)}", indent=2)
        for text in law.warnings[:_NOTES]:
            paper.line((f"{words['warning']}: ", "yellow"), text, indent=2)
        if len(law.warnings) > _NOTES:
            more = words["more_notes"].format(count=len(law.warnings) - _NOTES)
            paper.line((f"{words['warning']}: ", "yellow"), more, indent=2)
    for item in view.refused:
        label = words["warning"] if is_duplicate(item) else words["refused"]
        paper.line((f"{label}: ", "yellow"), f"{item.file}: {item.reason}")
    paper.line(catalog_line(view), style="dim")
    paper.line()
    paper.line(view.summary)


def print_coverage(view: View, paper: Paper) -> None:
    """Coverage by article and by threat as bars with their figures, the legend of the signs, and the weights."""
    articles = [*([view.overall] if view.overall.coverage is not None else []), *view.articles]
    groups = [(view.words["coverage_by_article"], articles), (view.words["coverage_by_threat"], list(view.threats))]
    width = max((len(bar.label) for bar in (*view.articles, *view.threats)), default=0)
    for title, bars in groups:
        if bars:
            paper.headline(title)
            _bars(bars, view, paper, width)
    paper.line()
    for statuses in (list(Status),) if paper.flat or paper.width >= _WIDE else (list(Status)[:4], list(Status)[4:]):
        legend: list[Piece] = []
        for status in statuses:
            legend += [*(["   "] if legend else []), (f"{SYMBOLS[status]} ", STYLES[status]), view.words["status"][status.value]]
        paper.line(*legend)
    paper.line(weights_line(view), style="dim")


def print_gap_table(view: View, paper: Paper) -> None:
    """Every question that a statute can answer, entry by entry: status, obligation, what was found, the quotation and its place."""
    rows = [row for row in view.rows if row.status is not Status.NEEDS_OTHER_SOURCE]
    if not rows:
        return
    paper.headline(view.words["gap_table"])
    if view.needs_a_look:
        paper.line(view.words["not_certain"].format(count=len(view.needs_a_look), mark=view.words["needs_a_look"]))
    for _, group in groupby(rows, key=lambda row: row.entry):
        members = list(group)
        first = members[0]
        paper.line()
        paper.line(
            (first.article_label, "bold"), "  ", (first.title, "bold"), (f"  {first.obligation_label}", "cyan"), (f"  {first.entry}", "dim")
        )
        for row in members:
            if row is not first and not paper.flat:
                paper.line()
            _row(row, view, paper)


def print_worst_gaps(view: View, paper: Paper) -> None:
    """The most urgent entries: what is open and what to enact."""
    words = view.words
    paper.headline(words["worst_gaps"])
    if not view.gaps:
        paper.line(words["no_gaps"])
    for number, gap in enumerate(view.gaps[:_WORST], start=1):
        if number > 1:
            paper.line()
        _gap(number, gap, view, paper)
    if len(view.gaps) > _WORST:
        paper.line()
        paper.line(words["more_gaps"].format(count=len(view.gaps) - _WORST), style="dim")


def print_other_sources(view: View, paper: Paper) -> None:
    """Questions that no statute answers, and where to look."""
    if not view.other_sources:
        return
    paper.headline(view.words["other_sources"])
    for row in view.other_sources:
        paper.line((f"{row.symbol} ", STYLES[row.status]), (f"{row.article_label}  ", "bold"), row.asks, (f"  {row.test}", "dim"))
        paper.line((f"{view.words['look_in']}: ", "cyan"), row.look_in, indent=2)


def print_disclaimer(view: View, paper: Paper) -> None:
    """The line that every output carries."""
    paper.line()
    paper.line(view.disclaimer, style="italic")


def print_explanation(note: Explanation, console: Console) -> None:
    """Print the note on one test."""
    paper = Paper(console)
    paper.line(note.title, style="bold")
    paper.line(note.subtitle, style="cyan")
    paper.line()
    paper.line(note.question)
    paper.line()
    paper.line(note.answer, style=STYLES[note.status])
    paper.line(note.reason)
    for section in note.sections:
        paper.line()
        paper.line(section.heading, style="bold")
        for line in section.lines:
            _note_line(line, paper)


def _bars(bars: Sequence[Bar], view: View, paper: Paper, width: int) -> None:
    size = 10 if paper.width < _WIDE else 30
    grid = paper.grid(width, size, 5, None, 20)
    for bar in bars:
        full = 0 if bar.coverage is None else round(bar.coverage * size)
        picture = paper.text(("█" * full, "green"), ("░" * (size - full), "dim")) if bar.coverage is not None else paper.text()
        counts = _counts(bar, paper)
        overall = bar is view.overall
        label, title = ("", bar.label) if overall else (bar.label, bar.title)
        percent = paper.text(bar.percent.rjust(5), style="bold" if overall else "")
        if paper.flat:
            cells = (label.ljust(width), picture.plain.ljust(size), percent.plain.rjust(5), title, counts.plain)
            paper.line(*[paper.text(_keep(cell), "  ") for cell in cells[:-1]], counts)
        else:
            grid.add_row(paper.text(label), picture, percent, paper.text(title, style="bold" if overall else ""), counts)
    if not paper.flat:
        paper.show(grid)


def _keep(cell: str) -> Text:
    """Text whose spaces stay: the columns of a pipe."""
    return Text(cell)


def _counts(bar: Bar, paper: Paper) -> Text:
    pieces: list[Piece] = []
    for status in Status:
        count = bar.counts.get(status.value, 0)
        if count:
            pieces += [*([" "] if pieces else []), (f"{SYMBOLS[status]}{count}", STYLES[status])]
    return paper.text(*pieces)


def _row(row: Row, view: View, paper: Paper) -> None:
    words = view.words
    status: list[Piece] = [(f"{row.symbol} {row.status_label}", STYLES[row.status])]
    look: list[Piece] = [(words["needs_a_look"], "reverse")] if row.needs_a_look else []
    question = paper.text(row.asks, (f"  {row.test}", "dim"))
    found = [paper.text(row.found)]
    if row.evidence:
        found.append(paper.text(paper.quote(row.quote), (f"  {row.place}", "cyan")))
        if len(row.evidence) > 1:
            places = "; ".join(dict.fromkeys(place_of(item, words, len(view.laws) > 1) for item in row.evidence[1:]))
            found.append(paper.text(words["more_places"].format(places=places), style="dim"))
    elif row.near_misses:
        near = row.near_misses[0]
        place = place_of(near, words, len(view.laws) > 1)
        found.append(
            paper.text((f"{words['nearest_passage']}: ", "dim"), paper.quote(one_line(near.quote), style="dim"), (f"  {place}", "dim"))
        )
    if row.reviewed:
        stale = f" ({words['stale']})" if row.stale else ""
        label = words["status"][row.reviewed.status.value]
        found.append(paper.text((f"{words['reviewed']}: ", "bold"), f"{SYMBOLS[row.reviewed.status]} {label}{stale}"))
    if paper.flat:
        marked = [*status, *([" (", *look, ")"] if look else []), "  "]
        paper.line(*marked, question)
        for text in found:
            paper.line(text, indent=4)
        return
    mark = Text("\n").join([paper.text(*status), *([paper.text(*look)] if look else [])])
    grid = paper.grid(16, 42, None) if paper.width >= _WIDE else paper.grid(16, None)
    body = Text("\n").join(found)
    if paper.width >= _WIDE:
        grid.add_row(mark, question, body)
    else:
        grid.add_row(mark, Text("\n").join([question, body]))
    paper.show(grid)


def _gap(number: int, gap: Gap, view: View, paper: Paper) -> None:
    words = view.words
    paper.line(
        (f"{number}. {gap.title}", "bold"), f"  {gap.article_label}", (f"  {gap.obligation_label}", "cyan"), (f"  {gap.entry}", "dim")
    )
    grid = paper.grid(1, 16, None)
    for row in gap.rows[:_OPEN]:
        status = paper.text(f"{row.symbol} {row.status_label}", style=STYLES[row.status])
        if paper.flat:
            paper.line(status, "  ", row.asks, (f"  {row.test}", "dim"), indent=3)
        else:
            grid.add_row("", status, paper.text(row.asks, (f"  {row.test}", "dim")))
    if not paper.flat:
        paper.show(grid)
    if len(gap.rows) > _OPEN:
        paper.line(f"+ {len(gap.rows) - _OPEN}", style="dim", indent=3)
    paper.line((f"{words['recommendation']}: ", "bold"), gap.recommendation, indent=3)
    if gap.instruments:
        paper.line(words["also_asked_by"].format(instruments=", ".join(gap.instruments)), style="dim", indent=3)


def _note_line(line: Line, paper: Paper) -> None:
    if line.kind == "quote":
        paper.line(paper.quote(line.text, line.marks), (f"  {line.place}", "cyan"), indent=2)
    elif line.value is not None:
        figure = f"{line.value:+.2f}" if line.kind == "figure" else f"{line.value:.2f}"
        paper.line(_keep(figure.rjust(7)), f"  {line.text}", style="bold" if line.kind == "sum" else "", indent=2)
    elif line.kind == "item":
        paper.item(line.text, indent=2)
    else:
        paper.line(line.text, indent=2)
