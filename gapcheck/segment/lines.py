"""The lines of a text with what surrounds them: the level at which labels are looked for first."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from gapcheck.model.law import Law

_DECOR = re.compile(
    r"[ \t\u00a0\u2000-\u200f\u202f\u3000\ufeff]*+"
    r"(?:(?P<hash>\#{1,9})[ \t]*+)?(?:>[ \t]*+)*+"
    r"(?:(?:\*\*)?(?:[-+•‣▪●]|\*(?!\*))[ \t\u00a0\u2000-\u200b\u202f]++)*+(?:[*_]{1,3}+)?"
    r"(?:[A-Z]{0,2}\d{0,3}\*?\[(?![^\]\n]{0,60}\]\())*+(?:[*_]{1,3}+)?[ \t]*+"
)
"""What may stand before a label in a line: spaces, Markdown marks, bullets, and the brackets of amendments ("F9[", "1[")."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: `[start, end)` without the newline, `body` where decoration ends, `level` of a heading."""

    start: int
    end: int
    body: int
    indent: int
    level: int | None
    gap: bool


def lines_of(law: Law) -> list[Line]:
    """Return the lines of a law that are not blank, with heading levels from Markdown or from the marks of the source."""
    text = law.text
    headings = {mark.start: mark.level or 4 for mark in law.marks if mark.kind == "heading"}
    result: list[Line] = []
    at = 0
    gap = True
    size = len(text)
    while at < size:
        end = text.find("\n", at)
        if end < 0:
            end = size
        decor = _DECOR.match(text, at, end)
        body = decor.end() if decor else at
        if text[at:end].isspace() or at == end:
            gap = True
        else:
            indent = 0
            while at + indent < end and text[at + indent].isspace():
                indent += 1
            level = len(decor.group("hash")) if decor and decor.group("hash") else headings.get(at + indent, headings.get(at))
            result.append(Line(at, end, body, indent, level, gap))
            gap = False
        at = end + 1
    return result


def is_small(letter: str) -> bool:
    """Tell whether a letter is a small one; letters of scripts without capitals (Arabic, Georgian, Chinese) are not."""
    return letter.islower() and not "\u10d0" <= letter <= "\u10ff"


def may_begin(letter: str) -> bool:
    """Tell whether a letter may begin a sentence or heading: a capital, or any letter of a script without capitals."""
    return letter.isalpha() and not is_small(letter)


def line_at(lines: list[Line], offset: int) -> int:
    """Return the index of the line that holds `offset`, or of the last one before it; -1 before the first."""
    return bisect_right(lines, offset, key=lambda line: line.start) - 1


def plain(text: str, start: int, end: int) -> str:
    """Return a stretch without Markdown marks and outer spaces, for comparing."""
    return text[start:end].strip().strip("#*_ \t\u00a0")
