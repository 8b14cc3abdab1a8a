"""Where quotations stand in the laws, and how the text is cut so that quotations that overlap are all shown in place."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from gapcheck.model.law import Law
from gapcheck.model.result import Evidence
from gapcheck.report.view import Row, View

EVIDENCE, QUALIFIER, NEAR, UNMAPPED = "evidence", "qualifier", "near", "unmapped"
"""What a passage is to a finding; `UNMAPPED` is a passage on which no finding rests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a law that is quoted at least once.

    Attributes:
        number: counts from 0, in the order of the laws and of the text.
        law: index of the law.
        start, end: half-open, in the law's canonical text.
        uses: (what it is, the row that uses it), in the order of the rows; the row is None for `UNMAPPED`.
    """

    number: int
    law: int
    start: int
    end: int
    uses: tuple[tuple[str, Row | None], ...]

    @property
    def anchor(self) -> str:
        """Its id on the page."""
        return f"passage-{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text that lies in the same passages from end to end; in none where `passages` is empty."""

    start: int
    end: int
    passages: tuple[int, ...]


Key = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """All passages of a report."""

    all: tuple[Passage, ...]
    _numbers: Mapping[Key, int]
    _names: Mapping[str, int]

    def find(self, item: Evidence) -> Passage | None:
        """Return the passage of a quotation, None where its words do not stand in the texts at hand."""
        number = self._numbers.get((self._names.get(item.file, -1), item.start, item.end))
        return None if number is None else self.all[number]

    def of(self, law: int) -> tuple[Passage, ...]:
        """Return the passages of one law in the order of its text."""
        return tuple(passage for passage in self.all if passage.law == law)


def find_passages(view: View, laws: Sequence[Law]) -> Passages:
    """Collect what a view quotes from the laws.

    A quotation whose file is not among the laws, or whose words are not those at its place, is left out: the page shows it as a quotation
    without a place, and never marks other words.
    """
    names = {law.name: index for index, law in enumerate(laws)}
    uses: dict[Key, dict[tuple[str, str], tuple[str, Row | None]]] = {}
    for role, row, item in _quotations(view):
        law = names.get(item.file)
        if law is None or item.start >= item.end or laws[law].text[item.start : item.end] != item.quote:
            continue
        uses.setdefault((law, item.start, item.end), {})[role, row.test if row else ""] = (role, row)
    keys = sorted(uses)
    return Passages(
        all=tuple(
            Passage(number=number, law=key[0], start=key[1], end=key[2], uses=tuple(uses[key].values())) for number, key in enumerate(keys)
        ),
        _numbers={key: number for number, key in enumerate(keys)},
        _names=names,
    )


def _quotations(view: View) -> Iterator[tuple[str, Row | None, Evidence]]:
    for row in view.rows:
        for role, items in ((EVIDENCE, row.evidence), (QUALIFIER, row.qualifiers), (NEAR, row.near_misses)):
            for item in items:
                yield role, row, item
    for item in view.unmapped:
        yield UNMAPPED, None, item


def cut(start: int, end: int, passages: Sequence[Passage], also: Sequence[int] = ()) -> list[Piece]:
    """Cut `[start, end)` of a law wherever a passage begins or ends, and at the offsets `also`.

    Returns:
        pieces that join without a gap; each names the passages that it lies in, in ascending order.
    """
    inside = [passage for passage in passages if passage.start < end and passage.end > start]
    edges = {start, end, *(max(item.start, start) for item in inside), *(min(item.end, end) for item in inside)}
    edges.update(offset for offset in also if start < offset < end)
    order = sorted(edges)
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for item in inside:
        opening.setdefault(max(item.start, start), []).append(item.number)
        closing.setdefault(min(item.end, end), []).append(item.number)
    pieces, active = [], set[int]()
    for here, there in itertools.pairwise(order):
        active.difference_update(closing.get(here, ()))
        active.update(opening.get(here, ()))
        pieces.append(Piece(start=here, end=there, passages=tuple(sorted(active))))
    return pieces


def fragment(identifier: str) -> str:
    """Return the link to an element of the page. Ids of tests hold a "#", which a fragment must write as %23."""
    return f"#{quote(identifier, safe='')}"
