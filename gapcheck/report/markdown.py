"""The report as Markdown, for those who keep their work under version control: stable order, one finding a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from gapcheck.model.result import Status
from gapcheck.report.clean import one_line
from gapcheck.report.phrases import catalog_line, language_name, law_size, places, weights_line
from gapcheck.report.view import Bar, Gap, Row, View

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~&$])")
"""Mark-up wherever it stands. Round brackets and exclamation marks are mark-up only beside square ones, which are escaped."""
_LINK = re.compile(r"\b(https?|ftp|mailto|www)([:.])", re.I)
"""What GitHub makes a link of without any brackets."""
_START = re.compile(r"^(\d*)([#+=:.)-])")
"""Mark-up at the start of a line only: headings, lists, rules."""
_BAR = 20


def to_markdown(view: View) -> str:
    """Return the whole report as CommonMark with tables; every word of the law and of the catalog is escaped."""
    words = view.words
    parts: list[str] = [
        f"# {escape(view.title)}",
        f"> {escape(view.disclaimer)}",
        escape(view.summary),
        f"## {escape(words['laws'])}",
        *_laws(view),
        f"## {escape(words['coverage_by_article'])}",
        _bars((view.overall, *view.articles)),
        escape(weights_line(view)),
    ]
    if view.threats:
        parts += [f"## {escape(words['coverage_by_threat'])}", _bars(view.threats)]
    parts += [f"## {escape(words['worst_gaps'])}", *(_gap(number, gap, view) for number, gap in enumerate(view.gaps, start=1))]
    if not view.gaps:
        parts.append(escape(words["no_gaps"]))
    parts += [f"## {escape(words['gap_table'])}", *_table(view)]
    if view.other_sources:
        parts += [f"## {escape(words['other_sources'])}", "\n".join(_other(row, view) for row in view.other_sources)]
    if view.refused:
        parts += [f"## {escape(words['refused'])}", "\n".join(f"- {escape(item.file)}: {escape(item.reason)}" for item in view.refused)]
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Return text on one line in which no character is mark-up: nothing that a law holds can be a heading, a link, a tag or an entity."""
    flat = _SPECIAL.sub(r"\\\1", one_line(text))
    flat = _LINK.sub(r"\1\\\2", flat)
    return _START.sub(r"\1\\\2", flat)


def _laws(view: View) -> Iterable[str]:
    for number, law in enumerate(view.laws):
        notes = "".join(f"\n  - {escape(view.words['warning'])}: {escape(text)}" for text in law.warnings)
        title = f"{escape(law.title)} ({escape(law.file)})" if law.title else escape(law.file)
        yield f"- {title}, {escape(language_name(view, law.language))}, {escape(law_size(view, number))}; sha256 `{law.sha256}`{notes}"
    yield escape(catalog_line(view))


def _bars(bars: Sequence[Bar]) -> str:
    lines = ["| | | % | |", "| --- | --- | ---: | --- |"]
    for bar in bars:
        full = 0 if bar.coverage is None else round(bar.coverage * _BAR)
        picture = "" if bar.coverage is None else "█" * full + "░" * (_BAR - full)
        title = "" if bar.label == bar.title else escape(bar.title)
        lines.append(f"| {escape(bar.label)} | {title} | {bar.percent} | {picture} |")
    return "\n".join(lines)


def _gap(number: int, gap: Gap, view: View) -> str:
    words = view.words
    rows = "\n".join(f"   - {row.symbol} {row.status_label}: {escape(row.asks)} (`{row.test}`)" for row in gap.rows)
    also = f"\n   - {escape(words['also_asked_by'].format(instruments=', '.join(gap.instruments)))}" if gap.instruments else ""
    return (
        f"{number}. **{escape(gap.title)}** ({escape(gap.article_label)}, {escape(gap.obligation_label)})\n"
        f"{rows}\n   - **{escape(words['recommendation'])}:** {escape(gap.recommendation)}{also}"
    )


def _table(view: View) -> Iterable[str]:
    rows = [row for row in view.rows if row.status is not Status.NEEDS_OTHER_SOURCE]
    for _, group in groupby(rows, key=lambda row: (row.family, row.entry)):
        members = list(group)
        first = members[0]
        yield f"### {escape(first.article_label)} {escape(first.title)} (`{first.entry}`, {escape(first.obligation_label)})"
        yield from (_row(row, view) for row in members)


def _row(row: Row, view: View) -> str:
    words = view.words
    look = f", {words['needs_a_look']}" if row.needs_a_look else ""
    lines = [f"**{row.symbol} {row.status_label}{look}** {escape(row.asks)} (`{row.test}`)  ", escape(row.found)]
    if row.reviewed:
        lines[-1] += "  "
        lines.append(_reviewed(row, view))
    lines += [f"\n> {escape(item.quote)} ({escape(place)})" for item, place in zip(row.evidence, places(view, row), strict=True)]
    return "\n".join(lines)


def _reviewed(row: Row, view: View) -> str:
    """Say what reviewers decided, each with the name; the status of the tool stands apart from it."""
    words = view.words
    stale = f" ({escape(words['stale'])})" if row.stale else ""
    decided = words["status"][row.reviewed.status.value] if row.reviewed else ""
    each = "; ".join(f"{escape(item.reviewer)}: {escape(words['status'][item.status.value])}" for item in row.decisions)
    return f"{escape(words['reviewed'])}: {escape(decided)}{stale}{f' – {each}' if each else ''}"


def _other(row: Row, view: View) -> str:
    decided = f" {_reviewed(row, view)}" if row.reviewed else ""
    return f"- {escape(row.asks)} (`{row.test}`, {escape(row.article_label)}). {escape(row.found)}{decided}"
