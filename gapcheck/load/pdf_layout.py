"""The geometry of a printed page: words to lines, gutters between columns, notes in the margin.

Coordinates are PDF points (1/72 inch) with y growing upwards. PDF has no lines and no columns, only glyphs at places; two-column
gazettes and marginal notes (the headings of Commonwealth acts) come out mixed unless they are taken apart by their places.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_SIDE = 0.2
"""A gutter between columns lies at least this share of the text's width away from both edges."""
_NARROWEST_GUTTER = 7.0
_MARGIN_WIDTH = 0.3
"""Notes in the margin take at most this share of the text's width."""
_LABEL = re.compile(r"^[\W_]*(\d+\w{0,2}[.\-—–)]|\(\w{1,4}\)|\d+[A-Z]{0,2}$|§)")


class Word(NamedTuple):
    """Characters that stand together: their text, their box, the size and weight of their font, and whether a space precedes them."""

    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    size: float
    bold: bool
    spaced: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line from left to right, with the edges of the column that they stand in.

    `kind` is "body", or "margin" for a note that was taken out of the margin.
    """

    words: tuple[Word, ...]
    left: float
    right: float
    kind: str = "body"

    @property
    def x0(self) -> float:
        return min(word.x0 for word in self.words)

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def y0(self) -> float:
        return min(word.y0 for word in self.words)

    @property
    def y1(self) -> float:
        return max(word.y1 for word in self.words)

    @property
    def size(self) -> float:
        """The size of most of its characters."""
        return max(self.words, key=lambda word: len(word.text)).size

    @property
    def bold(self) -> bool:
        worded = [word.bold for word in self.words if any(character.isalpha() for character in word.text)]
        return bool(worded) and all(worded)

    @property
    def text(self) -> str:
        return join_words(self.words)


def rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """Group words that stand at one height, from top to bottom; within a row from left to right.

    A raised figure belongs to the row that it touches.
    """
    rows: list[list[Word]] = []
    low = high = 0.0
    for word in sorted(words, key=lambda word: (-(word.y0 + word.y1), word.x0)):
        height = word.y1 - word.y0
        if rows and min(high, word.y1) - max(low, word.y0) > 0.5 * min(height, high - low):
            rows[-1].append(word)
            if height > high - low:
                low, high = word.y0, word.y1
        else:
            rows.append([word])
            low, high = word.y0, word.y1
    for row in rows:
        row.sort(key=lambda word: word.x0)
    return rows


def join_words(words: Sequence[Word]) -> str:
    """Write the words of a line: a space between words, a tab where a column of a table lies between, nothing inside a split word."""
    ordered = list(words)
    if _right_to_left(ordered):
        ordered.reverse()
    tallest = max(word.y1 - word.y0 for word in ordered)
    written = ""
    before: Word | None = None
    for word in ordered:
        if before is not None:
            gap = max(word.x0 - before.x1, before.x0 - word.x1)
            raised = (word.y1 - word.y0) < 0.8 * tallest
            if gap > 2.5 * word.size:
                written += "\t"
            elif gap > 0.12 * word.size or raised or (word.spaced and gap > -0.5 * word.size):
                written += " "
        written += word.text
        before = word
    return written


def _right_to_left(words: Sequence[Word]) -> bool:
    right = left = 0
    for word in words:
        for character in word.text[:3]:
            direction = unicodedata.bidirectional(character)
            right += direction in {"R", "AL"}
            left += direction == "L"
    return right > left


def reading_order(words: Sequence[Word], known: Sequence[float] = ()) -> list[list[Line]]:
    """Return the lines of a page in regions (columns, bands between columns) in the order of reading.

    Args:
        words: the words of the page.
        known: gutters that other pages of the document have.
    """
    if not words:
        return []
    main, notes = _take_margin_notes(words)
    regions = [_lines(region) for region in _columns(main, known, depth=0)]
    return _put_notes(regions, notes)


def common_gutters(pages: Sequence[Sequence[Word]]) -> list[float]:
    """Return the gutters that several pages of a document share, from left to right.

    A page that holds lists of short items, or ends half way, does not show its columns clearly; its neighbours do.
    """
    found = sorted(gutter for words in pages if words for gutter in _own_gutters(_take_margin_notes(words)[0], depth=0))
    enough = max(2, 0.25 * sum(bool(words) for words in pages))
    common: list[float] = []
    group: list[float] = []
    for gutter in [*found, float("inf")]:
        if group and gutter - group[-1] > 6:
            if len(group) >= enough:
                common.append(group[len(group) // 2])
            group = []
        group.append(gutter)
    return common


def _own_gutters(words: Sequence[Word], depth: int) -> list[float]:
    gutter = _gutter(words, rows_of(words), ()) if words and depth < 2 else None
    if gutter is None:
        return []
    left = [word for word in words if word.x1 <= gutter]
    right = [word for word in words if word.x0 >= gutter]
    return [gutter, *_own_gutters(left, depth + 1), *_own_gutters(right, depth + 1)]


def _lines(words: Sequence[Word]) -> list[Line]:
    rows = rows_of(words)
    left = min(word.x0 for word in words)
    # The right edge is where full lines end; one line that sticks out must not make all others look short.
    ends = sorted(row[-1].x1 for row in rows)
    right = ends[int(0.9 * (len(ends) - 1))]
    return [Line(tuple(row), left, right) for row in rows]


def _columns(words: Sequence[Word], known: Sequence[float], depth: int) -> list[list[Word]]:
    """Cut words into columns, read one after the other; lines across the gutter part the page into bands."""
    rows = rows_of(words)
    gutter = _gutter(words, rows, known) if depth < 2 else None
    if gutter is None:
        return [list(words)] if words else []
    regions: list[list[Word]] = []
    left: list[Word] = []
    right: list[Word] = []
    across: list[Word] = []

    def close(both: bool) -> None:
        for side in (left, right) if both else ():
            if side:
                regions.extend(_columns(side, known, depth + 1))
                side.clear()
        if not both and across:
            regions.append(list(across))
            across.clear()

    for row in rows:
        if any(word.x0 < gutter < word.x1 for word in row) or _bridges(row, gutter):
            close(both=True)
            across += row
        else:
            close(both=False)
            left += [word for word in row if word.x1 <= gutter]
            right += [word for word in row if word.x0 >= gutter]
    close(both=True)
    close(both=False)
    return regions


def _bridges(row: Sequence[Word], gutter: float) -> bool:
    """Tell a line that runs across the gutter with only a word space at it."""
    ends = [word.x1 for word in row if word.x1 <= gutter]
    starts = [word.x0 for word in row if word.x0 >= gutter]
    return bool(ends and starts) and min(starts) - max(ends) < min(0.45 * row[0].size, _NARROWEST_GUTTER)


def _gutter(words: Sequence[Word], rows: list[list[Word]], known: Sequence[float]) -> float | None:
    """Return the x between two columns of running text, None where there is none.

    A gutter is a strip that hardly a line crosses, with many lines on both sides that fill their column: a table of short cells or
    a contents list with page numbers is no pair of columns.
    """
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    width = right - left
    if width < 150 or (len(rows) < 8 and not known):
        return None
    low, high = int(left + _SIDE * width), int(right - _SIDE * width)
    crossings = _crossings(rows, low, high)
    limit = 0.12 * len(rows)
    strips: list[tuple[int, int]] = []
    start: int | None = None
    for offset, count in enumerate([*crossings, len(rows)]):
        if count <= limit and start is None:
            start = offset
        elif count > limit and start is not None:
            strips.append((low + start, low + offset))
            start = None
    for begin, end in sorted(strips, key=lambda strip: strip[0] - strip[1]):
        if end - begin < _NARROWEST_GUTTER:
            continue
        shared = next((gutter for gutter in known if begin <= gutter <= end), None)
        if shared is not None and _has_both_sides(rows, shared):
            return shared
        if len(rows) >= 8 and _divides_text(rows, (begin + end) / 2, left, right):
            return (begin + end) / 2
    return None


def _has_both_sides(rows: list[list[Word]], gutter: float) -> bool:
    return sum(row[0].x1 <= gutter for row in rows) > 2 and sum(row[-1].x0 >= gutter for row in rows) > 2


def _crossings(rows: list[list[Word]], low: int, high: int) -> list[int]:
    """Count for every point between `low` and `high` the rows that cover it with a word or a word space."""
    changes = [0] * (max(high - low, 0) + 1)
    for row in rows:
        # Merge the words of a row to stretches first: two overlapping words cover a point once.
        stretches: list[list[float]] = []
        for word in row:
            if stretches and word.x0 - stretches[-1][1] < 0.5 * word.size:
                stretches[-1][1] = max(stretches[-1][1], word.x1)
            else:
                stretches.append([word.x0, word.x1])
        for begin, end in stretches:
            first, last = max(int(begin), low), min(int(end) + 1, high)
            if first < last:
                changes[first - low] += 1
                changes[last - low] -= 1
    counts, covered = [], 0
    for change in changes[:-1]:
        covered += change
        counts.append(covered)
    return counts


def _divides_text(rows: list[list[Word]], gutter: float, left: float, right: float) -> bool:
    for begin, end in ((left, gutter), (gutter, right)):
        extents = []
        for row in rows:
            inside = [word for word in row if word.x0 >= begin - 1 and word.x1 <= end + 1]
            if inside:
                extents.append((inside[-1].x1 - inside[0].x0) / (end - begin))
        extents.sort()
        if len(extents) < max(5, 0.25 * len(rows)) or extents[len(extents) // 2] < 0.6:
            return False
    return True


def _take_margin_notes(words: Sequence[Word]) -> tuple[list[Word], list[list[Word]]]:
    """Take the notes that stand beside the text out of it; the numbers that count its lines are dropped.

    Returns:
        the words of the text, and each note's words.
    """
    rows = rows_of(words)
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    width = right - left
    if len(rows) < 6 or width < 150:
        return list(words), []
    for inner in (False, True):
        low, high = (left + 0.04 * width, left + _MARGIN_WIDTH * width) if inner else (right - _MARGIN_WIDTH * width, right - 0.04 * width)
        crossings = _crossings(rows, int(low), int(high))
        free = [int(low) + offset for offset, count in enumerate(crossings) if count == 0]
        if len(free) < _NARROWEST_GUTTER:
            continue
        # Of the free strip the side of the text: notes are ragged.
        edge = float(max(free) if inner else min(free))
        beside = [word for word in words if (word.x1 <= edge if inner else word.x0 >= edge)]
        chosen = set(beside)
        if _are_line_numbers(beside, rows):
            return [word for word in words if word not in chosen], []
        if _are_notes(beside, chosen, rows):
            return [word for word in words if word not in chosen], _blocks(beside)
    return list(words), []


def _are_line_numbers(beside: list[Word], rows: list[list[Word]]) -> bool:
    """Bills count their lines by fives in the margin."""
    numbers = [int(word.text) for row in rows_of(beside) for word in row if word.text.isdecimal() and len(word.text) < 3]
    return len(numbers) == len(beside) > 2 and numbers == sorted(numbers) and all(number % 5 == 0 for number in numbers)


def _are_notes(beside: list[Word], chosen: set[Word], rows: list[list[Word]]) -> bool:
    if not beside:
        return False
    noted = [row for row in rows if any(word in chosen for word in row)]
    accompanied = sum(any(word not in chosen for word in row) for row in noted)
    worded = sum(sum(character.isalpha() for character in word.text) > 2 for word in beside)
    return 2 <= len(noted) < 0.6 * len(rows) and accompanied >= 0.6 * len(noted) and worded >= 0.5 * len(beside)


def _blocks(words: list[Word]) -> list[list[Word]]:
    """Part the notes of a margin where a line is left free between them."""
    blocks: list[list[Word]] = []
    bottom = 0.0
    for row in rows_of(words):
        top, height = max(word.y1 for word in row), max(word.y1 - word.y0 for word in row)
        if blocks and bottom - top < 0.6 * height:
            blocks[-1] += row
        else:
            blocks.append(list(row))
        bottom = min(word.y0 for word in row)
    return blocks


def _put_notes(regions: list[list[Line]], notes: list[list[Word]]) -> list[list[Line]]:
    """Put each note on lines of its own before the line beside it: before the one with a number, if that is near."""
    for note in notes:
        rows = rows_of(note)
        top = max(word.y1 for word in rows[0])
        middle = top - 0.5 * (rows[0][0].y1 - rows[0][0].y0)
        places = [(region, index) for region in regions for index, line in enumerate(region) if line.kind == "body"]
        if not places:
            regions.append([])
            places = [(regions[-1], 0)]
        else:
            places.sort(key=lambda place: abs((place[0][place[1]].y0 + place[0][place[1]].y1) / 2 - middle))
            near = [place for place in places[:4] if _LABEL.match(place[0][place[1]].text)]
            places = near or places
        region, index = places[0]
        words = tuple(word for row in rows for word in row)
        region.insert(index, Line(words, min(word.x0 for word in words), max(word.x1 for word in words), "margin"))
    return regions
