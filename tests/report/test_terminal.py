"""The report for the terminal: what it shows at every width, and that nothing a law says reaches the terminal as a command."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
import report_samples as samples
from rich.console import Console

from gapcheck.model.result import Status
from gapcheck.model.review import Decision, Review
from gapcheck.report.clean import one_line
from gapcheck.report.terminal import print_report
from gapcheck.report.view import View, build


def printed(view: View, *, width: int = 80, terminal: bool = True, table: bool = True) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=terminal, color_system=None, legacy_windows=False)
    print_report(view, console, table=table)
    return out.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [40, 80, 110, 140, 300])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = printed(samples.view(), width=width).splitlines()
    assert max(len(line) for line in lines) <= min(width, 140)


def test_heading_names_law_language_size_and_catalog() -> None:
    view = samples.view()
    text = flat(printed(view))
    for part in (
        view.title,
        view.laws[0].title,
        "ostermark.txt; English;",
        f"{view.laws[0].characters:,} characters",
        view.catalog,
        view.summary,
    ):
        assert flat(part) in text


def test_every_bar_stands_with_its_figure_and_title() -> None:
    view = samples.view()
    lines = printed(view, width=140).splitlines()
    for bar in (*view.articles, *view.threats):
        line = next(line for line in lines if line.startswith(f"{bar.label} ") and bar.title in line)
        assert bar.percent in line
        if bar.coverage is not None:
            assert line.count("█") == round(bar.coverage * 30) and line.count("█") + line.count("░") == 30


@pytest.mark.parametrize("width", [80, 140])
def test_every_row_has_status_question_and_whole_quotation(width: int) -> None:
    """The words are found in order whatever the columns: each cell's words are compared, column by column."""
    view = samples.view()
    text = printed(view, width=width)
    for row in view.rows:
        assert row.test in text
    start = {80: 18, 140: 62}[width]
    column = flat(" ".join(line[start:] for line in text.splitlines()))
    for row in view.rows:
        if row.evidence:
            assert row.quote in column and row.place in column, row.test


def test_symbols_and_words_tell_the_status_without_colour() -> None:
    view = samples.view()
    text = printed(view, terminal=False)
    for row in view.rows:
        if row.status is not Status.NEEDS_OTHER_SOURCE:
            assert any(line.startswith(f"{row.symbol} {row.status_label}") and row.test in line for line in text.splitlines())


def test_a_pipe_gets_whole_lines() -> None:
    view = samples.view()
    lines = printed(view, terminal=False, width=80).splitlines()
    for row in view.rows:
        if row.evidence:
            assert any(row.quote in line and row.place in line for line in lines), row.test
    assert not any("\x1b" in line for line in lines)
    assert all(line == line.rstrip() for line in lines)


def test_gaps_come_with_recommendation_and_instruments() -> None:
    view = samples.view()
    text = flat(printed(view, terminal=False))
    for gap in view.gaps[:5]:
        assert flat(gap.recommendation) in text
    assert view.gaps[5].recommendation not in text.split("WHERE TO ACT FIRST")[1]


def test_other_sources_say_where_to_look() -> None:
    view = samples.view()
    assert view.other_sources
    text = flat(printed(view, terminal=False)).split("WHAT NEEDS ANOTHER SOURCE")[1]
    for row in view.other_sources:
        assert one_line(row.look_in) in text


@pytest.mark.parametrize("table", [True, False])
def test_the_disclaimer_ends_it(table: bool) -> None:
    view = samples.view()
    assert flat(printed(view, table=table)).endswith(flat(view.disclaimer))


def test_without_the_table_it_is_short() -> None:
    view = samples.view()
    text = printed(view, table=False)
    assert view.rows[0].asks not in flat(text) and len(text.splitlines()) < 120


def test_no_gap_says_so() -> None:
    view = replace(samples.view(), gaps=())
    assert view.words["no_gaps"] in printed(view)


def test_a_decision_is_shown_beside_the_tools_status() -> None:
    base = samples.assessment()
    finding = samples.some(Status.NOT_FOUND)
    decision = Decision(jurisdiction="XOS", test=finding.test, reviewer="A", status=Status.COVERED, evidence="another")
    view = build(base, samples.catalog(), review=Review(jurisdiction="XOS", decisions=(decision,)))
    lines = printed(view, terminal=False).splitlines()
    at = next(number for number, line in enumerate(lines) if finding.test in line and line.startswith("○ not found"))
    assert any("Reviewed: ● covered (made on evidence that has changed since)" in line for line in lines[at : at + 5])


@pytest.mark.parametrize(("width", "terminal"), [(80, True), (140, True), (80, False)])
def test_a_hostile_law_sends_nothing_to_the_terminal(width: int, terminal: bool) -> None:
    view = build(samples.hostile(), samples.catalog())
    text = printed(view, width=width, terminal=terminal)
    assert not set("\x1b\x07\u202e\u202c") & set(text)
    assert "[bold red]x[/bold red]" in flat(text)  # shown as it is, not obeyed


def test_letters_that_the_output_lacks_are_replaced() -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    console = Console(file=out, width=80, force_terminal=False)
    print_report(samples.view(), console)
    out.flush()
    text = out.buffer.getvalue().decode("ascii")  # type: ignore[attr-defined]
    assert "+ covered" in text and "#" in text and "\ufffd" not in text


def test_sixteen_colours_are_enough() -> None:
    out = io.StringIO()
    print_report(
        samples.view(), Console(file=out, width=80, force_terminal=True, color_system="truecolor", legacy_windows=False, no_color=False)
    )
    assert "\x1b[38;2" not in out.getvalue() and "\x1b[38;5" not in out.getvalue()
    assert "\x1b[32m" in out.getvalue()
