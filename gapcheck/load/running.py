"""Finds running headers, footers and page numbers in texts that were taken from printed pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

from gapcheck.model.law import Mark

_NUMBER = re.compile(r"[0-9]{1,6}")
_BARE_NUMBER = re.compile(r"^\W*(\d{1,4}|[ivxlc]{1,7})\W*$", re.I)
# "12 de 48", "Page 3 of 20", "- 7 -", "Seite 4": a number that counts and, if there is a second one, a total that stays.
_PAGE_LINE = re.compile(r"^\W*(?:[^\W\d_]{1,10}\.?\s+)?(\d{1,4})(?:\s*(?:/|[^\W\d_]{1,4})\s*(\d{1,4}))?\W*$")
_DASHED = re.compile(r"^[-–—|·*\s]*#[-–—|·*\s]*$")
_EDGE = 4
"""How many lines from the top or bottom of a page a running line can stand."""


def _plain(line: str) -> str:
    return " ".join(line.casefold().split())


def _keys(line: str, page: int) -> set[str]:
    """Return what a running line has in common with its like on other pages.

    That is its words, or its words with one number told as its distance from the page's: "Page 7" on the fifth sheet and "Page 8" on
    the sixth are the same line, "Article 7" and "Article 9" are not.
    """
    words = _plain(line[:300])
    keys = {words}
    for number in list(_NUMBER.finditer(words))[:4]:
        keys.add(f"{words[: number.start()]}#{int(number[0]) - page}{words[number.end() :]}")
    return keys


def running_lines(pages: list[list[str]]) -> list[set[int]]:
    """Return for each page the indexes of its running lines.

    A line is running if it stands near the top (or the bottom) of at least three pages, and of at least a fifth of them
    (left and right pages may differ, and chapters may change the header), or if it is a bare page number at the very edge.

    Args:
        pages: the lines of each page, from top to bottom, without empty lines.
    """
    tops: Counter[str] = Counter()
    bottoms: Counter[str] = Counter()
    for page, lines in enumerate(pages):
        tops.update({key for line in lines[:_EDGE] for key in _keys(line, page)})
        bottoms.update({key for line in lines[-_EDGE:] for key in _keys(line, page)})
    enough = max(3, len(pages) // 5)
    found: list[set[int]] = []
    for page, lines in enumerate(pages):
        running: set[int] = set()
        last = len(lines) - 1
        for index in (*range(min(_EDGE, len(lines))), *range(max(0, len(lines) - _EDGE), len(lines))):
            keys = _keys(lines[index], page)
            seen = max(tops[key] if index < _EDGE else 0 for key in keys)
            seen = max(seen, max(bottoms[key] if last - index < _EDGE else 0 for key in keys))
            bare = index in {0, last} and _BARE_NUMBER.match(lines[index]) and len(pages) > 1
            if bare or (seen >= enough and not _is_numbered_unit(lines[index])):
                running.add(index)
        # A running line stands at the edge: between it and the edge there are only running lines.
        found.append(_connected_to_edge(running, len(lines)))
    return found


def _is_numbered_unit(line: str) -> bool:
    """Keep "1." and "(a)" and short lines of numbers alone: contents and tables repeat them on every page."""
    return bool(re.match(r"^\(?[^\W_]{1,3}[.)]\s*$", line.strip()))


def _connected_to_edge(running: set[int], length: int) -> set[int]:
    kept: set[int] = set()
    index = 0
    while index in running:
        kept.add(index)
        index += 1
    index = length - 1
    while index in running:
        kept.add(index)
        index -= 1
    return kept


def mark_running_lines(text: str, breaks: tuple[int, ...] = ()) -> list[Mark]:
    """Return marks of kind "header" for running lines of a text.

    Args:
        text: the canonical text.
        breaks: offsets at which pages begin, where the source told them (form feeds). Without them only lines that count pages
            ("12 de 48") and the lines that always stand beside them are found.
    """
    return _by_pages(text, breaks) if len(breaks) > 1 else _by_counting(text)


def _lines(text: str, start: int, end: int) -> list[tuple[int, str]]:
    lines: list[tuple[int, str]] = []
    at = start
    for line in text[start:end].split("\n"):
        if line.strip():
            lines.append((at, line))
        at += len(line) + 1
    return lines


def _by_pages(text: str, breaks: tuple[int, ...]) -> list[Mark]:
    edges = sorted({0, *breaks, len(text)})
    pages = [_lines(text, start, end) for start, end in pairwise(edges)]
    found = running_lines([[line for _, line in page] for page in pages])
    return [
        Mark(kind="header", start=page[index][0], end=page[index][0] + len(page[index][1]))
        for page, running in zip(pages, found, strict=True)
        for index in sorted(running)
    ]


def _by_counting(text: str) -> list[Mark]:
    lines = _lines(text, 0, len(text))
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    numbers: dict[int, int] = {}
    for index, (_, line) in enumerate(lines):
        match = _PAGE_LINE.match(line) if len(line) < 200 else None
        if match:
            numbers[index] = int(match[1])
            groups[(_NUMBER.sub("#", line.strip().casefold()), match[2] or "")].append(index)
    marks: list[Mark] = []
    for (form, total), members in groups.items():
        steps = sum(numbers[b] - numbers[a] == 1 for a, b in pairwise(members))
        if len(members) < 4 or steps < 0.8 * (len(members) - 1):
            continue
        # Without a total, the number of a section counts as well. A page number stands alone between dashes at most, and pages are
        # about equally long while sections are not.
        if not total and not (_DASHED.match(form) and _evenly_spaced(members)):
            continue
        marks += _with_neighbours(lines, members)
    return marks


def _evenly_spaced(members: list[int]) -> bool:
    gaps = sorted(b - a for a, b in pairwise(members))
    middle = gaps[len(gaps) // 2]
    return middle >= 12 and sum(0.5 * middle <= gap <= 1.5 * middle for gap in gaps) >= 0.75 * len(gaps)


def _with_neighbours(lines: list[tuple[int, str]], members: list[int]) -> list[Mark]:
    """The page numbers, and what stands above or below nearly all of them (title and date of the gazette)."""
    chosen = set(members)
    for direction in (1, -1):
        for distance in range(1, _EDGE + 1):
            beside = [index + direction * distance for index in members if 0 <= index + direction * distance < len(lines)]
            if not beside:
                break
            common, count = Counter(_plain(lines[index][1]) for index in beside).most_common(1)[0]
            if count < 0.7 * len(members):
                break
            chosen.update(index for index in beside if _plain(lines[index][1]) == common)
    return [Mark(kind="header", start=lines[index][0], end=lines[index][0] + len(lines[index][1])) for index in sorted(chosen)]


def contents_lines(text: str) -> list[Mark]:
    """Mark contents lists that lead from the heading to its page by dots ("Short title ..... 5"): three such lines or more in a row."""
    marks: list[Mark] = []
    run: list[tuple[int, int]] = []
    misses = 0
    at = 0
    for line in [*text.split("\n"), "", "", "", ""]:
        stripped = line.rstrip()
        leads = stripped[-1:].isdecimal() and any(dots in stripped for dots in ("....", ". . . .", "……", "____", "·····"))
        if leads:
            run.append((at, at + len(line)))
            misses = 0
        elif run:
            misses += 1
            if misses > 3:
                if len(run) > 2:
                    marks.append(Mark(kind="contents", start=run[0][0], end=run[-1][1]))
                run, misses = [], 0
        at += len(line) + 1
    return marks
