"""Cutting a law into passages: what a lawyer reads together.

A passage is a whole subsection from its introduction to its closing words, or, beside it, the introduction with one item of the list and
the closing words: conduct can stand after the list, and an item says nothing without its introduction.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container
from dataclasses import replace

from gapcheck.annotate.words import Words
from gapcheck.model.annotation import Definition, Passage
from gapcheck.model.law import Segmentation

SKIPPED_KINDS = frozenset({"preface", "contents", "note", "header", "treaty", "signature"})
"""Kinds of unit that are no enacted rule and therefore never evidence."""

_CONTAINERS = frozenset({"law", "part", "chapter", "division", "schedule", "crossheading", "quotation"})
_LONGEST = 350
"""Words of the longest passage that is read as a whole."""
_SHORTEST = 4
_VERBAL_SENTENCE = 9
_PLAIN_SENTENCE = 16
"""Words from which a heading that ends in a full stop is a sentence, with a verb and without one that is known."""
_ONLY_SENTENCE = 5
"""The same, with a verb, where what follows has none: "A dealer must keep a register." / "Penalty: 50 penalty units."."""


def skipped_words(words: Words, segmentation: Segmentation, finite: Container[str] = ()) -> bytearray:
    """Mark with 1 each word that is no enacted rule: headings, contents, notes, treaty texts, signatures.

    What segmentation took for a heading and is plainly a sentence, by its length or by a verb of `finite` ("shall"), is enacted all the
    same: nothing of a law may be lost.
    """
    skip = bytearray(len(words))
    parents = {unit.parent for unit in segmentation.units}
    for index, unit in enumerate(segmentation.units):
        spans = []
        if unit.kind in SKIPPED_KINDS:
            spans.append((unit.start, unit.end))
        # A unit that is nothing but a heading is a rule printed on one line ("Article 4. Import is prohibited.").
        if unit.heading is not None and (index in parents or unit.heading[1] < unit.end - 1):
            start, end = words.range_of(*unit.heading)
            verb = any(word in finite for word in words.lower[start:end])
            fewest = _PLAIN_SENTENCE
            if verb:
                rest = words.lower[slice(*words.range_of(unit.heading[1], unit.end))]
                fewest = _VERBAL_SENTENCE if index in parents or any(word in finite for word in rest) else _ONLY_SENTENCE
            sentence = end > start and words.lower[end - 1] in {".", ";"} and end - start >= fewest
            if not sentence:
                spans.append(unit.heading)
        for span in spans:
            start, end = words.range_of(*span)
            skip[start:end] = b"\x01" * (end - start)
    return skip


def children_of(segmentation: Segmentation) -> list[list[int]]:
    """Return for each unit the indices of its children, in order."""
    children: list[list[int]] = [[] for _ in segmentation.units]
    for index, unit in enumerate(segmentation.units):
        if unit.parent is not None:
            children[unit.parent].append(index)
    return children


def cut_passages(words: Words, segmentation: Segmentation, skip: bytearray) -> list[Passage]:
    """Return all passages of a law. Linear in the number of units and words."""
    units = segmentation.units
    children = children_of(segmentation)
    passages: list[Passage] = []

    def spans_of(start: int, end: int) -> list[tuple[int, int]]:
        """Word ranges of a stretch of text without skipped words."""
        first, last = words.range_of(start, end)
        spans = []
        at = first
        while at < last:
            while at < last and skip[at]:
                at += 1
            stop = at
            while stop < last and not skip[stop]:
                stop += 1
            if stop > at:
                spans.append((at, stop))
            at = stop
        return spans

    def add(spans: list[tuple[int, int]], unit: int, section: int, whole: bool, parts: bool = False) -> None:
        """Add a passage; what is too long is cut up, unless it is an introduction with its item, which are read together."""
        size = sum(end - start for start, end in spans)
        if size < _SHORTEST:
            return
        if size <= _LONGEST or (len(spans) > 1 and not parts):
            passages.append(Passage(spans=tuple(spans), unit=unit, section=section, whole=whole))
            return
        for start, end in spans:
            cut_up(start, end, unit, section, whole)

    def cut_up(start: int, end: int, unit: int, section: int, whole: bool) -> None:
        while start < end:
            stop = min(end, start + _LONGEST)
            if stop < end:
                cut = next((i for i in range(stop, max(start + _LONGEST // 3, start + 1), -1) if words.lower[i - 1] in {".", ";"}), stop)
                stop = cut
            passages.append(Passage(spans=((start, stop),), unit=unit, section=section, whole=whole))
            start = stop

    def own_pieces(index: int) -> list[tuple[int, int]]:
        """Stretches of text of a unit that lie in none of its children."""
        unit = units[index]
        pieces = []
        at = unit.start
        for child in children[index]:
            pieces.append((at, units[child].start))
            at = units[child].end
        pieces.append((at, unit.end))
        return [(start, end) for start, end in pieces if end > start]

    stack = [(0, 0)]
    while stack:
        index, section = stack.pop()
        unit = units[index]
        if unit.kind in SKIPPED_KINDS:
            continue
        if unit.kind == "section":
            section = index
        below = [child for child in children[index] if units[child].kind not in SKIPPED_KINDS]
        if unit.kind in _CONTAINERS or (section == 0 and below):
            for start, end in own_pieces(index):
                add(spans_of(start, end), index, section or index, True, parts=True)
            stack += [(child, section) for child in reversed(below)]
            continue
        whole = spans_of(unit.start, unit.end)
        size = sum(end - start for start, end in whole)
        if not below:
            add(whole, index, section, True)
            continue
        intro = spans_of(unit.start, units[below[0]].start)
        closing = spans_of(*unit.closing) if unit.closing else []
        substantial = sum(end - start for start, end in intro) >= _SHORTEST + 2
        divided = units[below[0]].kind == "subsection" or size > _LONGEST
        if not divided:
            add(whole, index, section, True)
        elif substantial:
            add(intro + closing, index, section, False)
        for child in below:
            if units[child].kind == "quotation":
                stack.append((child, section))
                continue
            deep = [grandchild for grandchild in children[child] if units[grandchild].kind not in SKIPPED_KINDS]
            inner = spans_of(units[child].start, units[child].end)
            long = deep and sum(end - start for start, end in inner) > _LONGEST // 2
            if divided and (units[child].kind == "subsection" or long):
                stack.append((child, section))
            else:
                add((intro if substantial else []) + inner + closing, child, section, False)
    return passages


def without_definitions(passages: list[Passage], definitions: list[Definition]) -> list[Passage]:
    """Take the definitions out of the passages that hold several: each is a passage of its own, and says nothing of the next."""
    if not definitions:
        return passages
    ranges = sorted((definition.term_start, definition.body_end) for definition in definitions)
    starts = [start for start, _ in ranges]
    kept: list[Passage] = []
    for passage in passages:
        spans: list[tuple[int, int]] = []
        for start, end in passage.spans:
            at = start
            index = max(bisect_right(starts, start) - 1, 0)
            while index < len(ranges) and ranges[index][0] < end:
                low, high = ranges[index]
                if high > at:
                    if low > at:
                        spans.append((at, low))
                    at = max(at, high)
                index += 1
            if at < end:
                spans.append((at, end))
        held = sum(bisect_right(starts, end - 1) - bisect_right(starts, start - 1) for start, end in passage.spans)
        if held < 2 or tuple(spans) == passage.spans:
            kept.append(passage)
        elif sum(end - start for start, end in spans) >= _SHORTEST:
            kept.append(replace(passage, spans=tuple(spans)))
    return kept
