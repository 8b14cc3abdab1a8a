"""What was found on each provision, threat and measure, with the words of the law and their places."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from gapcheck.model.catalog import Family
from gapcheck.model.result import Evidence, Status
from gapcheck.report.view import Bar, Row, View, place_of
from gapcheck.report.word.flow import Cell, Column, Flow, line
from gapcheck.report.word.front import badge
from gapcheck.report.word.xml import Run, safe

_QUOTES = 3
"""Quotations shown for a question; of further ones the place is told."""
_LONGEST = 900
"""Characters of a quotation shown here."""


def write_findings(flow: Flow, view: View) -> None:
    """Write the findings by article, by threat and on measures, each under a heading of its own."""
    words = view.words["word"]
    bars = {bar.id: bar for bar in (*view.articles, *view.threats)}
    parts = (
        ("by_article_heading", "findings", (Family.PROTOCOL, Family.CONVENTION)),
        ("by_threat_heading", "findings-threats", (Family.THREAT,)),
        ("by_measure_heading", "findings-measures", (Family.MEASURE,)),
    )
    for number, (key, name, families) in enumerate(parts):
        rows = [row for row in view.rows if row.family in families]
        if not rows:
            continue
        flow.heading(words[key], 1, name)
        if number == 0:
            flow.text(words["findings_intro"])
        for article, group in groupby(rows, key=lambda row: "" if row.family == Family.MEASURE else row.article):
            members = list(group)
            bar = bars.get(article)
            if bar is not None:
                flow.heading(_heading(bar), 2, f"art-{article}")
            if members[0].family == Family.THREAT:
                _entry(flow, view, members, titled=False)
                continue
            for _, entry in groupby(members, key=lambda row: row.entry):
                _entry(flow, view, list(entry), titled=True)


def _heading(bar: Bar) -> str:
    figure = "" if bar.coverage is None else f" – {bar.percent}"
    return f"{bar.label} {bar.title}{figure}"


def _entry(flow: Flow, view: View, rows: Sequence[Row], *, titled: bool) -> None:
    """Write one entry: its title, what is asked, and a table of its questions."""
    words = view.words["word"]
    first = rows[0]
    if titled:
        flow.heading(f"{first.article_label} {first.title}", 3, f"entry-{first.entry}")
    flow.text(Run(text=f"{words['asks']} ", bold=True), first.requirement, f" ({first.obligation_label}; {first.entry})", keep=True)
    columns = (Column(text=words["status"], share=1.5), Column(text=words["question"], share=5))
    flow.table(columns, [(short_status(view, row), _answer(view, row)) for row in rows], about=first.title)


def short_status(view: View, row: Row) -> Cell:
    """Make the cell with a row's status, its score, the wish for a look and what reviewers decided."""
    words = view.words["word"]
    more = []
    if row.status is not Status.NEEDS_OTHER_SOURCE:
        more.append(line(words["score"].format(score=f"{row.score:.2f}"), style="cell small"))
    if row.needs_a_look:
        more.append(line(Run(text=f"▲ {words['look_mark']}", bold=True), style="cell small"))
    if row.reviewed is not None:
        stale = f"; {view.words['stale']}" if row.stale else ""
        own = words["by"].format(status=view.words["status"][row.reviewed.status.value], reviewer=row.reviewed.reviewer)
        more.append(line(Run(text=f"{words['reviewed']} ", bold=True), f"{own}{stale}", style="cell small"))
    return badge(view, row.status, *more)


def _answer(view: View, row: Row) -> Cell:
    words = view.words["word"]
    lines = [line(Run(text=row.asks, bold=True), f"  {row.test}"), line(row.found)]
    for item in row.evidence[:_QUOTES]:
        lines.append(_quote(view, item))
    if len(row.evidence) > _QUOTES:
        places = "; ".join(dict.fromkeys(_place(view, item) for item in row.evidence[_QUOTES:]))
        lines.append(line(words["more_places"].format(places=places), style="cell small"))
    for label, items in ((words["read_with"], row.qualifiers[:2]), (words["nearest"], row.near_misses[:1] if not row.evidence else ())):
        if items:
            lines.append(line(label, style="cell small"))
            lines += [_quote(view, item) for item in items]
    return Cell(lines=tuple(lines))


def _quote(view: View, item: Evidence) -> tuple[str, tuple[Run | str, ...]]:
    words = view.words["word"]
    quote = safe(item.quote)
    if len(quote) > _LONGEST:
        head = quote[:_LONGEST]
        quote = f"{head.rpartition(' ')[0] or head} {words['more']}"
    language = next((law.language for law in view.laws if law.file == item.file), "")
    left, right = ("‘", "’") if "“" in quote or '"' in quote else ("“", "”")
    own = Run(text=f"{left}{quote}{right}", lang=language if language.isalpha() and language != "und" else "")
    return line(own, Run(text=f" ({_place(view, item)})", colour="4B5563"), style="quote")


def _place(view: View, item: Evidence) -> str:
    return safe(place_of(item, view.words, len(view.laws) > 1), 200)
