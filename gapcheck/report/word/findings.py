"""What was found on each provision, threat and measure, with the words of the law and their places."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from gapcheck.model.catalog import Family
from gapcheck.model.result import Evidence, Status
from gapcheck.report.phrases import decimal
from gapcheck.report.view import Bar, Row, View, place_of
from gapcheck.report.word.flow import Cell, Column, Flow, line
from gapcheck.report.word.front import badge
from gapcheck.report.word.xml import Run, safe

_QUOTES = 2
"""Quotations shown for a question; of further ones the place is told."""
_LONGEST = 700
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
                flow.heading(_heading(view, bar), 2, f"art-{article}")
            if members[0].family == Family.THREAT:
                _entry(flow, view, members, titled=False)
                continue
            for _, entry in groupby(members, key=lambda row: row.entry):
                _entry(flow, view, list(entry), titled=True)


def _heading(view: View, bar: Bar) -> str:
    words = view.words["word"]
    if bar in view.threats:
        name = words["threat"].format(letter=bar.id)
    elif bar.id.startswith("UNTOC "):
        name = words["article_convention"].format(number=bar.id.removeprefix("UNTOC "))
    else:
        name = words["article"].format(number=bar.id)
    figure = "" if bar.coverage is None else f" – {bar.percent}"
    return f"{name}. {bar.title}{figure}"


def _entry(flow: Flow, view: View, rows: Sequence[Row], *, titled: bool) -> None:
    """Write one entry: its title, what is asked, and a table of its questions."""
    words = view.words["word"]
    first = rows[0]
    if titled:
        name = first.title if first.family == Family.MEASURE else f"{first.article_label} {first.title}"
        flow.heading(name, 3, f"entry-{first.entry}")
    flow.text(Run(text=f"{words['asks']} ", bold=True), first.requirement, f" ({first.obligation_label}; {first.entry})", keep=True)
    columns = (Column(text=words["status"], share=1.5), Column(text=words["question"], share=5))
    shown: set[Evidence] = set()
    flow.table(columns, [(short_status(view, row), _answer(view, row, shown)) for row in rows], about=first.title, head=False)


def short_status(view: View, row: Row) -> Cell:
    """Make the cell with a row's status, its score, the wish for a look and what reviewers decided."""
    words = view.words["word"]
    more = []
    if row.status is not Status.NEEDS_OTHER_SOURCE:
        more.append(line(words["score"].format(score=decimal(row.score, view)), style="cell small"))
    if row.needs_a_look:
        more.append(line(Run(text=f"▲ {words['look_mark']}", bold=True), style="cell small"))
    if row.reviewed is not None:
        stale = f"; {view.words['stale']}" if row.stale else ""
        own = words["by"].format(status=view.words["status"][row.reviewed.status.value], reviewer=row.reviewed.reviewer)
        more.append(line(Run(text=f"{words['reviewed']} ", bold=True), f"{own}{stale}", style="cell small"))
    return badge(view, row.status, *more)


def _answer(view: View, row: Row, shown: set[Evidence]) -> Cell:
    """Make the cell with question, answer and quotations; words that the entry has quoted already are only referred to."""
    words = view.words["word"]
    lines = [line(Run(text=row.asks, bold=True), Run(text=f"  {row.test}", colour="4B5563", size=16)), line(row.found)]
    fresh = [item for item in row.evidence if item not in shown]
    lines += [_quote(view, item) for item in fresh[:_QUOTES]]
    for key, items in (("quoted_above", [item for item in row.evidence if item in shown]), ("more_places", fresh[_QUOTES:])):
        if items:
            named = "; ".join(dict.fromkeys(_place(view, item) for item in items))
            lines.append(line(words[key].format(places=named), style="cell small"))
    shown.update(fresh[:_QUOTES])
    for label, found in ((words["read_with"], row.qualifiers[:2]), (words["nearest"], row.near_misses[:1] if not row.evidence else ())):
        own = [item for item in found if item not in shown]
        if own:
            lines.append(line(label, style="cell small"))
            lines += [_quote(view, item, _LONGEST // 2) for item in own]
            shown.update(own)
    return Cell(lines=tuple(lines))


def _quote(view: View, item: Evidence, longest: int = _LONGEST) -> tuple[str, tuple[Run | str, ...]]:
    words = view.words["word"]
    quote = safe(item.quote)
    if len(quote) > longest:
        head = quote[:longest]
        quote = f"{head.rpartition(' ')[0] or head} {words['more']}"
    language = next((law.language for law in view.laws if law.file == item.file), "")
    left, right = marks(quote, view)
    own = Run(text=f"{left}{quote}{right}", lang=language if language.isalpha() and language != "und" else "")
    return line(own, Run(text=f" ({_place(view, item)})", colour="4B5563"), style="quote")


def marks(quote: str, view: View) -> tuple[str, str]:
    """Return the quotation marks of the report's language; single ones around words that hold double ones."""
    left, right = view.words["quotes"]
    return ("‘", "’") if '"' in quote or left.strip() in quote else (left, right)


def _place(view: View, item: Evidence) -> str:
    return safe(place_of(item, view.words, len(view.laws) > 1), 200)
