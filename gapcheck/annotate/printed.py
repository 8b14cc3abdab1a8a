"""From printed lines to running words: what the printer broke is put together before it is read.

A text taken from pages breaks its lines where the page ends them: in a sentence, between a defined term and its cue, inside a word.
Offsets are kept: a line break within a paragraph becomes a blank, and a divided word keeps its two places.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from gapcheck.language import Pack
from gapcheck.model.law import Law, Segmentation
from gapcheck.segment.headings import wrap_width
from gapcheck.segment.lines import Line, is_small, lines_of

_DIVIDED = re.compile(r"(?<![\w-])([^\W\d_]{2,})[-\u00ad\u2010][ \t\u00a0]*\n\s*([^\W\d_]{2,})(?![\w-])")
_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})*")
_FULL = 0.6
"""Share of the usual width from which a line is broken because it is full."""
_ENDS = frozenset(".;:!?|")
_BEGINS = frozenset("#|>*•-–—+")


def running_text(law: Law, text: str, segmentation: Segmentation) -> str:
    """Return the text with blanks for the line breaks that only the width of the page has made.

    Args:
        law: the law, for the hints of its source.
        text: its text, or one of the same length.
        segmentation: its units; a line that begins one is a line of its own.
    """
    lines = lines_of(replace(law, text=text))
    width = wrap_width(text, lines)
    if not width:
        return text
    edges = sorted({edge for unit in segmentation.units for edge in (unit.start, *(unit.heading or ()))})
    parts: list[str] = []
    at = 0
    for line, following in pairwise(lines):
        if _runs_on(text, line, following, width, edges):
            parts += (text[at : line.end], " ")
            at = line.end + 1
    return "".join((*parts, text[at:]))


def _runs_on(text: str, line: Line, following: Line, width: int, edges: list[int]) -> bool:
    if following.gap or line.level is not None or following.level is not None or following.start != line.end + 1:
        return False
    first, last = text[following.start + following.indent], text[line.start : line.end].rstrip()[-1:]
    if first in _BEGINS or last in _ENDS:
        return False
    index = bisect_left(edges, line.end)
    if index < len(edges) and edges[index] <= following.start + following.indent:
        return False
    return is_small(first) or line.end - line.start > _FULL * width


def divided_words(text: str, pack: Pack) -> Mapping[int, int]:
    """Return the words that a hyphen divides at the end of a line: where the first part ends, with its hyphen, and where the second begins.

    "fire-" and "arm" are one word, "smooth-" and "bore" are two: the whole word stands elsewhere in the text or in the dictionary of the
    language, or one of the parts is no word.
    """
    found = list(_DIVIDED.finditer(text))
    if not found:
        return {}
    cut = {match.start(part) for match in found for part in (1, 2)}
    here = {match[0].lower() for match in _WORD.finditer(text) if match.start() not in cut}

    def known(word: str) -> bool:
        return word in here or pack.splitter.in_dictionary(word)

    joined: dict[int, int] = {}
    for match in found:
        first, second = match[1].lower(), match[2].lower()
        whole = known(first + second)
        if whole or not (f"{first}-{second}" in here or (known(first) and known(second))):
            joined[match.end(1) + 1] = match.start(2)
    return joined
