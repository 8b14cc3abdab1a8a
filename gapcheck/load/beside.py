"""Finds the notes that stand beside the words in texts taken from printed pages with their layout.

Commonwealth acts print the headings of sections in the outer margin. A text layer that keeps the layout holds them in the lines of
the words ("any person who           Penalty for"), where they would be read into the middle of a sentence. Such a note is told by the
gutter, a strip of blanks beside which a narrow column begins anew at numbered units.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from gapcheck.model.law import Mark

_WINDOWS = ((30, 10), (14, 4))
"""Lines that are looked at together, and how far apart such windows begin; the margin changes sides from page to page."""
_WIDEST_NOTE = 26
_BESIDE = 0.3
"""Share of the lines of notes that have words beside them; a text layer often puts a note between two lines."""
_NARROWEST_GUTTER = 2
_APART = 3
"""Two lines of one note are at most so many lines apart."""
_CROSSED = 0.1
"""Share of the lines that may run across the gutter: page headers, titles of parts."""
_LABEL = re.compile(r"[\W_]{0,4}(?:\d[\d ]{0,5}[A-Z]{0,2} ?(?:[.,—–-]|$)|\( ?\w{1,4} ?\)|[A-Za-z]{3,10}\.? \d{1,4}\b|§)")
_WORDED = re.compile(r"[^\W\d_]{3,}")
_NO_NOTE = re.compile(r"[\W_]{0,2}\w{1,4}[.)\]—–]+$|[\"“”«»„']")
_RUN = re.compile(r"\S++(?:\s\S++)*+")
_LONGEST = 400
"""Characters of the longest line that has a layout."""
_FEWEST = 3
"""Lines with a gap inside from which a text has one."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A line that is not blank: where it begins in the text, its characters, and its runs of words, which two blanks part."""

    offset: int
    line: str
    runs: tuple[tuple[int, int], ...]

    @property
    def first(self) -> int:
        return self.runs[0][0]

    @property
    def last(self) -> int:
        return self.runs[-1][1]


@dataclass(frozen=True, slots=True)
class _Gutter:
    """Columns `[low, high)` that are blank; the notes stand to the left of it or to the right."""

    low: int
    high: int
    left: bool


def notes_beside(text: str) -> list[Mark]:
    """Return marks of kind "beside" for the notes beside the words, one for each line of a note; those of one note have one label.

    Args:
        text: the canonical text, with the blanks that keep its layout.

    Returns:
        marks in the order of the text. None where lines have no layout. Linear in the text's length.
    """
    rows = [
        _Row(offset, line, tuple(run.span() for run in _RUN.finditer(line)))
        for offset, line in _lines(text)
        if not line.isspace() and line and "\t" not in line and len(line) < _LONGEST
    ]
    if sum(len(row.runs) > 1 for row in rows) < _FEWEST:
        return []
    votes: dict[int, Counter[tuple[int, int]]] = {}
    for size, step in _WINDOWS:
        for start in range(0, max(len(rows) - size // 2, 1), step):
            for index, piece in _notes_of(rows[start : start + size]):
                votes.setdefault(start + index, Counter())[piece] += 1
    pieces = {index: found.most_common(1)[0][0] for index, found in votes.items()}
    return _marks(rows, pieces)


def _lines(text: str) -> list[tuple[int, str]]:
    found = []
    at = 0
    for line in text.split("\n"):
        found.append((at, line))
        at += len(line) + 1
    return found


def _notes_of(rows: Sequence[_Row]) -> list[tuple[int, tuple[int, int]]]:
    """Return the row and the columns of each piece of a note in a window."""
    if len(rows) < 8:
        return []
    for gutter in _gutters(rows):
        pieces = {index: piece for index, row in enumerate(rows) if (piece := _piece(row, gutter)) is not None}
        if _are_notes(rows, pieces, gutter):
            return list(pieces.items())
    return []


def _gutters(rows: Sequence[_Row]) -> list[_Gutter]:
    """Return the strips that hardly a line covers and that have words on both sides, nearest to the words first."""
    width = max(row.last for row in rows)
    changes = [0] * (width + 2)
    for row in rows:
        for begin, end in row.runs:
            changes[begin] += 1
            changes[end] -= 1
    covered = list(accumulate(changes))
    limit = _CROSSED * len(rows)
    strips: list[tuple[int, int]] = []
    start: int | None = None
    for column in range(width + 1):
        free = covered[column] <= limit and column < width
        if free and start is None:
            start = column
        elif not free and start is not None:
            if column - start >= _NARROWEST_GUTTER:
                strips.append((start, column))
            start = None
    inner = [(low, high) for low, high in strips if low > 0 and high < width]
    left = [_Gutter(low, high, True) for low, high in inner if high <= 3 + _WIDEST_NOTE + 8]
    right = [_Gutter(low, high, False) for low, high in reversed(inner) if width - high <= _WIDEST_NOTE + 4 and low > 0.4 * width]
    return [*left, *right]


def _piece(row: _Row, gutter: _Gutter) -> tuple[int, int] | None:
    """Return the columns of the part of a line that stands on the notes' side, None where there is none or the line runs across."""
    line = row.line
    if gutter.left:
        if row.first >= gutter.high - 1:
            return None
        edge = gutter.high
        # A note that reaches into the strip ends before two blanks.
        if len(line) > edge and not line[max(edge - 2, 0) : edge].isspace():
            return None
        end = min(len(line), edge)
        piece = (row.first, row.first + len(line[row.first : end].rstrip()))
    else:
        if row.last <= gutter.high:
            return None
        if not line[max(gutter.high - 2, 0) : gutter.high].isspace():
            return None
        begin = gutter.high
        while begin < row.last and line[begin].isspace():
            begin += 1
        piece = (begin, row.last)
    return piece if 0 < piece[1] - piece[0] <= _WIDEST_NOTE else None


def _are_notes(rows: Sequence[_Row], pieces: dict[int, tuple[int, int]], gutter: _Gutter) -> bool:
    """Tell notes from a column of a table, labels of a list and the terms of definitions."""
    if not 2 <= len(pieces) <= 0.75 * len(rows):
        return False
    shown = {index: rows[index].line[begin:end] for index, (begin, end) in pieces.items()}
    if sum(bool(_WORDED.search(piece)) and not _NO_NOTE.match(piece) for piece in shown.values()) < 0.6 * len(pieces):
        return False
    bodies = {index: _body(row, pieces.get(index)) for index, row in enumerate(rows)}
    if sum(bool(bodies[index]) for index in pieces) < _BESIDE * len(pieces):
        return False
    # Running words: lines of some length, of which many go on in a small letter.
    texts = [body for body in bodies.values() if body]
    lengths = sorted(map(len, texts))
    if not lengths or lengths[len(lengths) // 2] < 28 or sum(body[0].islower() for body in texts) < 0.3 * len(texts):
        return False
    # A note begins where a numbered unit does, and with a capital; the first one may be the rest of a note that began above.
    firsts = [first for first, *_ in _grouped(rows, pieces) if first > 0]
    opened = [index for index in firsts if any(_LABEL.match(bodies.get(near) or "") for near in (index, index + 1, index + 2))]
    capital = [index for index in firsts if shown[index][0].isupper() or not shown[index][0].isalpha()]
    return len(opened) >= max(1, 0.6 * len(firsts)) and len(capital) >= 0.6 * len(firsts)


def _grouped(rows: Sequence[_Row], pieces: Mapping[int, tuple[int, int]]) -> list[list[int]]:
    """Return the rows of each note. Lines of the words may stand between those of a note; the next one begins at a numbered unit."""
    groups: list[list[int]] = []
    for index in sorted(pieces):
        begin, _ = pieces[index]
        if groups and index - groups[-1][-1] <= _APART:
            before = groups[-1][-1]
            closed = rows[before].line[pieces[before][1] - 1] in ".;:"
            numbered = any(_LABEL.match(_body(rows[near], pieces.get(near))) for near in range(before + 1, min(index + 2, len(rows))))
            if not (rows[index].line[begin].isupper() and numbered and (closed or index - before > 1)):
                groups[-1].append(index)
                continue
        groups.append([index])
    return groups


def _body(row: _Row, piece: tuple[int, int] | None) -> str:
    if piece is None:
        return row.line.strip()
    return (row.line[: piece[0]] + row.line[piece[1] :]).strip()


def _marks(rows: Sequence[_Row], pieces: dict[int, tuple[int, int]]) -> list[Mark]:
    return [
        Mark(kind="beside", start=rows[index].offset + pieces[index][0], end=rows[index].offset + pieces[index][1], label=str(number))
        for number, group in enumerate(_grouped(rows, pieces), start=1)
        if _is_note([rows[index].line[slice(*pieces[index])] for index in group])
        for index in group
    ]


def _is_note(lines: Sequence[str]) -> bool:
    return not lines[0][0].islower() and any(_WORDED.search(line) for line in lines)
