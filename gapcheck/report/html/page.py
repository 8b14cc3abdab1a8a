"""Filling the page's template.

Every expression of the template is made harmless and escaped by the environment itself (`finalize` and `autoescape`); only what is built
here from escaped pieces is passed as mark-up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from gapcheck.model.law import Law
from gapcheck.model.result import Evidence, Status
from gapcheck.report.clean import one_line, plain
from gapcheck.report.html.lawtext import LawText, law_text
from gapcheck.report.html.passages import Passage, Passages, find_passages, fragment
from gapcheck.report.html.policy import policy
from gapcheck.report.phrases import catalog_line, headline_coverage, language_name, law_size, weights_line
from gapcheck.report.view import COLOURS, FILLS, SYMBOLS, Bar, Gap, Row, View, place_of

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).parent
_SHOWN = 2
"""Quotations of a finding that are open from the start; the others unfold."""
_GAPS_OPEN = 8
_OF_ARTICLES = ("protocol", "convention")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words of the law as a finding shows them; `passage` is None where their place is not on the page."""

    quote: str
    place: str
    passage: Passage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row of the table with its quotations in place.

    Attributes:
        area: what the filter by article takes it for.
        quoted: the numbers of the passages that it rests on or is read together with, for the page's script.
        nearest: those of the nearest passages, which are no evidence.
    """

    row: Row
    area: str
    threat: str
    shown: tuple[Quotation, ...]
    folded: tuple[Quotation, ...]
    qualifiers: tuple[Quotation, ...]
    near: tuple[Quotation, ...]
    quoted: str
    nearest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The rows of one catalog entry, and what it recommends where they leave a gap."""

    first: Row
    rows: tuple[TableRow, ...]
    gap: Gap | None


def render(view: View, laws: Sequence[Law]) -> str:
    """Return the page."""
    passages = find_passages(view, laws)
    style = f"{_status_colours()}\n{_read('page.css')}"
    script = _read("page.js")
    groups = _groups(view, passages)
    headline, coverage = headline_coverage(view)
    return _environment().get_template("page.html").render(
        view=view,
        w=view.words["page_words"],
        words=view.words,
        policy=policy(style, script),
        # Both are the package's own files, never a word of a law.
        style=Markup(style),
        script=Markup(script),
        groups=groups,
        headline=headline,
        headline_percent="–" if coverage is None else f"{coverage * 100:.0f} %",
        articles=[_chart_bar(bar, _first_entry(groups, _OF_ARTICLES, bar.id)) for bar in view.articles],
        threats=[_chart_bar(bar, _first_entry(groups, ("threat",), bar.id)) for bar in view.threats],
        gaps_open=view.gaps[:_GAPS_OPEN],
        gaps_more=view.gaps[_GAPS_OPEN:],
        laws=[_law(view, laws, index, passages) for index in range(len(laws))],
        unmapped=[_quotation(view, passages, item) for item in view.unmapped],
        statuses=[status for status in Status if view.counts[status.value]],
        symbols=SYMBOLS,
        areas=_areas(view),
        obligations=_choices((row.obligation, row.obligation_label) for row in view.rows),
        threat_choices=[(bar.id, f"{bar.label} {bar.title}") for bar in view.threats],
        weights_line=weights_line(view),
        catalog_line=catalog_line(view),
    )  # fmt: skip


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["one_line"] = one_line
    environment.filters["fragment"] = fragment
    return environment


def _harmless(value: object) -> object:
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _read(name: str) -> str:
    return (_FOLDER / "templates" / name).read_text(encoding="utf-8")


def _status_colours() -> str:
    """Return the colours of the statuses on paper and in light; those of the dark page stand in the style sheet."""
    pairs = [f"--{name.value}:#{COLOURS[name]};--{name.value}-fill:#{FILLS[name]}" for name in Status]
    return f":root{{{';'.join(pairs)}}}".replace("_", "-")


def _groups(view: View, passages: Passages) -> list[Group]:
    gaps = {gap.entry: gap for gap in view.gaps}
    groups = []
    for entry, members in groupby(view.rows, key=lambda row: row.entry):
        rows = tuple(members)
        groups.append(Group(first=rows[0], rows=tuple(_table_row(view, passages, row) for row in rows), gap=gaps.get(entry)))
    return groups


def _table_row(view: View, passages: Passages, row: Row) -> TableRow:
    make = partial(_quotation, view, passages)
    evidence = tuple(map(make, row.evidence))
    qualifiers, near = tuple(map(make, row.qualifiers)), tuple(map(make, row.near_misses))
    return TableRow(
        row=row,
        area=_area(row),
        threat=row.article if row.family == "threat" else "",
        shown=evidence[:_SHOWN],
        folded=evidence[_SHOWN:],
        qualifiers=qualifiers,
        near=near,
        quoted=_numbers((*evidence, *qualifiers)),
        nearest=_numbers(near),
    )


def _numbers(items: Iterable[Quotation]) -> str:
    return " ".join(dict.fromkeys(str(item.passage.number) for item in items if item.passage is not None))


def _quotation(view: View, passages: Passages, item: Evidence) -> Quotation:
    return Quotation(quote=one_line(item.quote), place=place_of(item, view.words, len(view.laws) > 1), passage=passages.find(item))


def _area(row: Row) -> str:
    """Return what the filter by article takes a row for; threats have a filter of their own."""
    return row.article if row.family in _OF_ARTICLES else "" if row.family == "threat" else row.family


def _areas(view: View) -> list[tuple[str, str]]:
    """Return the articles to choose from, and the measures, as far as they were asked about."""
    asked = {_area(row) for row in view.rows}
    named = [(bar.id, f"{bar.label} {bar.title}") for bar in view.articles]
    return [choice for choice in (*named, ("measure", view.words["page_words"]["measures"])) if choice[0] in asked]


def _choices(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return list(dict(pairs).items())


def _first_entry(groups: Sequence[Group], families: Sequence[str], article: str) -> str | None:
    """Return the first entry of an article or a threat, None where none of it was asked about."""
    return next((group.first.entry for group in groups if group.first.article == article and group.first.family in families), None)


def _chart_bar(bar: Bar, entry: str | None) -> Mapping[str, Any]:
    """Return a coverage figure as a bar: its length, and the shares of the statuses in percent of the width."""
    total = sum(bar.counts.values()) or 1
    shares, at = [], 0.0
    for status in Status:
        count = bar.counts.get(status.value, 0)
        if count:
            width = 100 * count / total
            shares.append({"status": status, "x": f"{at:.2f}", "width": f"{width:.2f}", "count": count, "symbol": SYMBOLS[status]})
            at += width
    return {"bar": bar, "entry": entry, "length": f"{100 * (bar.coverage or 0):.2f}", "shares": shares}


def _law(view: View, laws: Sequence[Law], index: int, passages: Passages) -> Mapping[str, Any]:
    law = laws[index]
    number = next((at for at, item in enumerate(view.laws) if item.file == law.name), None)
    text: LawText = law_text(index, law, passages.of(index), view.words["page_words"])
    return {
        "law": law,
        "name": law.title or law.name,
        "anchor": f"law-{index}",
        "language": language_name(view, law.language),
        "size": law_size(view, number) if number is not None else "",
        "text": text,
    }
