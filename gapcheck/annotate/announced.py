"""Definitions that are announced before their term: "se entiende por X ...", and lists under "se entiende por:".

In English a cue stands behind the term ("X means ..."); Romance drafting puts it before, once for a whole list, and parts each term of
the list from its explanation by a comma, a full stop or a colon. A pack says so with three keys of `definition`: `before` (phrases that
announce), `body` (words with which an explanation begins) and `parted_by` (marks between a term and its explanation in such a list). A
pack without them has no such definitions.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

from gapcheck.annotate.words import Words
from gapcheck.language import Pack
from gapcheck.model.law import Segmentation

RawDefinition = tuple[int, int, int, bool, int, str]
"""First word of the term, the word after it, first word of the explanation, whether it says what the term is, unit, term."""

_LONGEST_TERM = 9
_FEWEST_WORDS = 3
"""A shorter explanation is no explanation."""
_LABEL = re.compile(r"^[\s>#*_\-–—•]*(?:\(?[0-9ivxlIVXL]{1,6}[a-zA-Z]?[.)\]°º]+|\(?[a-zA-Zñ]{1,2}[.)\]]+)?[\s*_.\-–—]*")
_ANNOUNCES = frozenset({":", ":-", "–", "—"})
_QUOTATION = frozenset('"“”«»„')


def by_first_word(phrases: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """Return first word -> the phrases that begin with it, as words, longest first."""
    cues: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        parts = tuple(str(phrase).split())
        cues.setdefault(parts[0], []).append(parts)
    for options in cues.values():
        options.sort(key=len, reverse=True)
    return cues


def announced(
    text: str, words: Words, segmentation: Segmentation, skip: bytearray, pack: Pack, headings: frozenset[str]
) -> list[RawDefinition]:
    """Return the definitions whose cue stands before the term, in no order.

    Args:
        skip: marks the words that are no law (contents lists, notes).
        headings: words of headings that announce definitions; such a word before a colon announces a list too.
    """
    own: Mapping[str, Any] = pack.settings.get("definition", {})
    stop_words = pack.stop_words
    cues = by_first_word(own.get("before", ()))
    if not cues:
        return []
    openers, marks = frozenset(own.get("body", ())), tuple(own.get("parted_by", ()))
    lower = words.lower
    children: dict[int, list[int]] = {}
    for index, here in enumerate(segmentation.units):
        if here.parent is not None:
            children.setdefault(here.parent, []).append(index)
    starts = [here.start for here in segmentation.units]
    found: dict[int, RawDefinition] = {}
    for at, word in enumerate(lower):
        if skip[at]:
            continue
        end = next((at + len(parts) for parts in cues.get(word, ()) if tuple(lower[at : at + len(parts)]) == parts), 0)
        if not end and word in headings and lower[at + 1 : at + 2] == [":"]:
            end = at + 1
        if not end or end >= len(lower):
            continue
        unit = max(bisect_right(starts, words.starts[at]) - 1, 0)
        if lower[end] in _ANNOUNCES:
            for item in _listed(text, words, segmentation, _list_under(segmentation, children, unit), marks):
                found.setdefault(item[0], item)
        elif end < _end_of(words, segmentation, unit):
            running = _running(text, words, end, _end_of(words, segmentation, unit), openers, stop_words, unit)
            if running is not None:
                found.setdefault(running[0], running)
    return list(found.values())


def _list_under(segmentation: Segmentation, children: Mapping[int, list[int]], unit: int) -> list[int]:
    """Return the items of the list that a unit announces: its own children, or those that stand beside it."""
    if unit in children:
        return children[unit]
    parent = segmentation.units[unit].parent
    return [child for child in children.get(parent, ()) if child > unit] if parent is not None else []


def _end_of(words: Words, segmentation: Segmentation, unit: int) -> int:
    here = segmentation.units[unit]
    return words.range_of(here.start, here.end)[1]


def _after_label(text: str, words: Words, segmentation: Segmentation, unit: int) -> int:
    """Return the first word of a unit behind its label."""
    start = segmentation.units[unit].start
    label = _LABEL.match(text[start : start + 40])
    return words.range_of(start + (label.end() if label else 0), segmentation.units[unit].end)[0]


def _listed(text: str, words: Words, segmentation: Segmentation, items: list[int], marks: tuple[str, ...]) -> list[RawDefinition]:
    """Read the items "Term, explanation" of a list by the mark that parts most of them; the mark named first wins a tie."""
    heads = [(item, _after_label(text, words, segmentation, item), _end_of(words, segmentation, item)) for item in items]
    best: list[RawDefinition] = []
    for mark in marks:
        found = []
        for item, first, end in heads:
            at = next((at for at in range(first + 1, min(first + _LONGEST_TERM + 1, end)) if words.lower[at] == mark), 0)
            entry = _definition(text, words, first, at, at + 1, end, item) if at else None
            if entry is not None:
                found.append(entry)
        if len(found) > len(best):
            best = found
    return best


def _running(
    text: str, words: Words, first: int, end: int, openers: frozenset[str], stop_words: frozenset[str], unit: int
) -> RawDefinition | None:
    """Read "term, explanation" or "term the explanation" behind a cue."""
    for at in range(first + 1, min(first + _LONGEST_TERM + 1, end)):
        word = words.lower[at]
        if word in openers and words.lower[at - 1] in stop_words:
            continue  # "seguridad de las armas": the term goes on
        if word in openers or word in {",", ":"}:
            return _definition(text, words, first, at, at if word in openers else at + 1, end, unit)
    return None


def _definition(text: str, words: Words, first: int, last: int, body: int, end: int, unit: int) -> RawDefinition | None:
    """Put a definition together; None where term or explanation is none. Quotation marks belong to neither."""
    while first < last and words.lower[first] in _QUOTATION:
        first += 1
    while last > first and words.lower[last - 1] in _QUOTATION:
        last -= 1
    term = text[words.starts[first] : words.ends[last - 1]] if last > first else ""
    if end - body < _FEWEST_WORDS or not any(letter.isalpha() for letter in term):
        return None
    return first, last, body, True, unit, term
