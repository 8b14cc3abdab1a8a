"""Finding the places of a law where a route's slots are filled."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from gapcheck.annotate.reading import Reading
from gapcheck.match.slots import Fill, SlotFills, slot_fills
from gapcheck.model.annotation import Passage
from gapcheck.model.catalog import Route

_BESIDE = 5
"""Words around the filled slots in which a `none` concept disqualifies."""
_INTRODUCTION = 15
"""Words at the end of a list's introduction in which a `none` concept disqualifies an item."""
_SENTENCE_SPAN = 70
"""Words beyond which two places are not taken to stand in one sentence, whatever the punctuation."""
_PASSAGE_SPAN = 400
_SECTION_SPAN = 1000
_SENTENCE_COST = 15.0
"""Words that the end of a sentence between two filled slots is worth."""
_WINDOWS = 8
"""Choices in one passage that are tried until one is not disqualified."""
_OPTIONS = 6
"""Fills of one slot that are tried around one anchor."""
_PLACES = 2
"""Places of one passage, in different sentences: articles that no paragraph divides hold several rules."""
_MAX_FILLS = 400
"""Fills of one slot that are looked at in one passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place where all slots of a route are filled.

    Attributes:
        passage: number of the passage in the reading.
        start, end: range of words from the first to the last filled slot, in the text.
        span: how many words of the passage lie between first and last, 0 for a single mention.
        fills: one fill a slot, in the route's order.
    """

    passage: int
    start: int
    end: int
    span: int
    fills: tuple[Fill, ...]


def _positions(passage: Passage) -> list[tuple[int, int, int]]:
    """Return (start, end, position of start) for each span of a passage."""
    table = []
    at = 0
    for start, end in passage.spans:
        table.append((start, end, at))
        at += end - start
    return table


def _limit(route: Route) -> int:
    if isinstance(route.within, int):
        return route.within
    return {"sentence": _SENTENCE_SPAN, "section": _SECTION_SPAN, "law": _SECTION_SPAN}.get(route.within, _PASSAGE_SPAN)


def _windows(
    lists: list[list[tuple[int, Fill]]], limit: int, ordered: bool, sentences: Sequence[int], one_sentence: bool
) -> list[tuple[int, tuple[Fill, ...]]]:
    """Return the tight choices of one fill a slot with distinct words, one around each anchor, best first, as (span, fills).

    The end of a sentence between two fills costs as much as many words, and is never crossed where `one_sentence` asks for it.
    """
    # The slot with the fewest candidates chooses first: a long term must not swallow another slot's only word.
    order = sorted(range(len(lists)), key=lambda index: len(lists[index]))
    rarest = order[0]
    found: list[tuple[float, int, tuple[Fill, ...]]] = []
    starts = [[position for position, _ in row] for row in lists]
    for position, anchor in lists[rarest]:
        options = [_nearest(lists[slot], starts[slot], position, limit, sentences, anchor, one_sentence) for slot in order[1:]]
        chosen = _choose(options, [(position, anchor)])
        if chosen is None:
            continue
        by_slot = sorted(zip(order, chosen, strict=True))
        places = [place for _, (place, _) in by_slot]
        fills = tuple(fill for _, (_, fill) in by_slot)
        if ordered and any(left > right for left, right in pairwise(places)):
            continue
        low = min(places)
        high = max(place + len(fill.mention.words) for place, fill in zip(places, fills, strict=True))
        span = high - low
        if span > limit + 8:
            continue
        quality = sum(fill.quality for fill in fills) / len(fills)
        inside = [sentences[fill.mention.start] for fill in fills]
        found.append((span - 30.0 * quality + _SENTENCE_COST * (max(inside) - min(inside)), span, fills))
    found.sort(key=lambda item: item[0])
    return [(span, fills) for _, span, fills in found]


def _nearest(
    row: list[tuple[int, Fill]], starts: list[int], position: int, limit: int, sentences: Sequence[int], anchor: Fill, one_sentence: bool
) -> list[tuple[int, Fill]]:
    """Return the few fills of a slot that stand nearest to a position, in its sentence first, the law's own words before inherited ones."""
    at = bisect_right(starts, position)
    low = bisect_left(starts, position - limit, max(0, at - 12), at)
    high = bisect_right(starts, position + limit, at, min(len(row), at + 12))
    here = sentences[anchor.mention.start]
    near = []
    for step in range(low, high):
        fill = row[step][1]
        ends = abs(sentences[fill.mention.start] - here)
        if ends and one_sentence:
            continue
        near.append((abs(starts[step] - position) + 25.0 * (1.0 - fill.quality) + _SENTENCE_COST * min(ends, 2), step))
    near.sort()
    return [row[step] for _, step in near[:_OPTIONS]]


def _choose(options: list[list[tuple[int, Fill]]], chosen: list[tuple[int, Fill]]) -> list[tuple[int, Fill]] | None:
    """Choose one fill a slot so that each has words of its own, nearest first, going back where a choice leaves another slot empty."""
    if not options:
        return chosen
    for option in options[0]:
        if any(_within_each_other(option[1], other) for _, other in chosen):
            continue
        found = _choose(options[1:], [*chosen, option])
        if found is not None:
            return found
    return None


def _within_each_other(one: Fill, other: Fill) -> bool:
    """Tell whether all words of one of two mentions are words of the other, so that they cannot fill two slots.

    The phrase of an act or event may end in the thing it happens to ("making of a firearm"): that thing is a mention of its own.
    """
    left, right = one.mention.words, other.mention.words
    if left[-1] < right[0] or right[-1] < left[0]:
        return False
    few, many = (one, other) if len(left) < len(right) else (other, one)
    if not set(few.mention.words) <= set(many.mention.words):
        return False
    return not (
        many.concept.startswith(("act.", "event."))
        and few.concept.startswith("object.")
        and few.mention.start > many.mention.start
        and few.mention.end == many.mention.end
    )


def _in_passage(passage: Passage, slots: list[SlotFills]) -> list[list[tuple[int, Fill]]] | None:
    """Return for each slot its fills in a passage with their positions in it, None if a slot has none."""
    spans = passage.spans
    if len(spans) == 1:
        (start, end) = spans[0]
        for slot in slots:
            if not slot.any_within(start, end):
                return None
        return [[(fill.mention.start - start, fill) for fill in slot.within(start, end)[:_MAX_FILLS]] for slot in slots]
    if not all(any(slot.any_within(start, end) for start, end in spans) for slot in slots):
        return None
    table = _positions(passage)
    lists = []
    for slot in slots:
        row = [(position + fill.mention.start - start, fill) for start, end, position in table for fill in slot.within(start, end)]
        lists.append(row[:_MAX_FILLS])
    return lists


def _stretches(reading: Reading, route: Route) -> list[tuple[int, Passage]]:
    """Return where to look for a route: (number of a passage, the words to look in), each once.

    These are the passages that hold all slots, or the whole sections (or the law) around those that hold the rarest.
    """
    by_rarity = sorted(route.all, key=lambda slot: len(slot_fills(reading, slot).fills))
    wide = route.within in ("section", "law")
    held = _passages_of(reading, by_rarity[0])
    for slot in () if wide else by_rarity[1:]:
        held = held & _passages_of(reading, slot)
    numbers = sorted(held)
    if route.in_definition_of:
        wanted = _definition_passages(reading, route.in_definition_of)
        numbers = [number for number in numbers if number in wanted]
    if not wide:
        return [(number, reading.passages[number]) for number in numbers]
    around: dict[int, int] = {}
    for number in numbers:
        around.setdefault(reading.passages[number].section if route.within == "section" else 0, number)
    return [(number, whole_unit(reading, unit)) for unit, number in around.items()]


def whole_unit(reading: Reading, unit: int) -> Passage:
    """Return all enacted words of a unit as one passage."""
    held = reading.segmentation.units[unit]
    at, end = reading.words.range_of(held.start, held.end)
    spans: list[tuple[int, int]] = []
    while at < end:
        stop = at
        while stop < end and reading.skip[stop] == reading.skip[at]:
            stop += 1
        if not reading.skip[at]:
            spans.append((at, stop))
        at = stop
    return Passage(spans=tuple(spans) or ((at, at),), unit=unit, section=unit)


def find_hits(reading: Reading, route: Route) -> Iterator[Hit]:
    """Yield the places where a route's slots are filled near enough, at most two a passage, in different sentences.

    The norms, numbers and further groups that the route asks for are not judged here.
    """
    slots = [slot_fills(reading, slot) for slot in route.all]
    if not slots or any(not slot.fills for slot in slots):
        return
    limit = _limit(route)
    sentences = reading.sentence_of
    banned = (slot_fills(reading, (f"={concept.removeprefix('=')}",)) for concept in route.none)
    none = [slot for slot in banned if slot.fills]
    for number, passage in _stretches(reading, route):
        lists = _in_passage(passage, slots)
        if lists is None:
            continue
        refused: set[int] = set()
        taken: set[int] = set()
        held = 0
        for span, fills in _windows(lists, limit, route.ordered, sentences, route.within == "sentence")[:_WINDOWS]:
            start = min(fill.mention.start for fill in fills)
            end = max(fill.mention.end for fill in fills)
            if not refused.isdisjoint(fill.mention.start for fill in fills):
                continue
            if none and _disqualified(none, start, end, passage):
                # Another place of the passage may answer, but not one that takes half of its words from here.
                refused.update(fill.mention.start for fill in fills)
                continue
            inside = {sentences[start], sentences[end - 1]}
            if not inside.isdisjoint(taken):
                continue
            taken |= inside
            yield Hit(passage=number, start=start, end=end, span=span, fills=fills)
            held += 1
            if held == _PLACES:
                break


def stands_together(reading: Reading, route: Route) -> bool:
    """Tell whether all slots of a route are filled somewhere in one passage, however far from each other."""
    if len(route.all) < 2:
        return False
    together: set[int] | None = None
    for slot in sorted(route.all, key=lambda slot: len(slot_fills(reading, slot).fills)):
        held = _passages_of(reading, slot)
        together = held if together is None else together & held
        if not together:
            return False
    return True


def _passages_of(reading: Reading, slot: tuple[str, ...]) -> set[int]:
    key = ("passages", slot)
    known = reading.fills.get(key)
    if isinstance(known, set):
        return known
    held = set(chain.from_iterable(map(reading.passages_by_word.__getitem__, slot_fills(reading, slot).starts)))
    reading.fills[key] = held
    return held


def _disqualified(none: list[SlotFills], start: int, end: int, passage: Passage) -> bool:
    """Tell whether one of the concepts that a place must not have stands in it, right beside it, or in what introduces its list."""
    ranges = []
    for low, high in passage.spans:
        # What stands in another item or the next definition says nothing of this one.
        if low < end and start < high:
            ranges.append((max(low, start - _BESIDE), min(high, end + _BESIDE)))
    intro_start, intro_end = passage.spans[0]
    if len(passage.spans) > 1 and start >= intro_end:
        # What the introduction of a list says governs each of its items.
        ranges.append((max(intro_start, intro_end - _INTRODUCTION), intro_end))
    return any(slot.reaches(low, high) for slot in none for low, high in ranges)


def _definition_passages(reading: Reading, concepts: tuple[str, ...]) -> set[int]:
    """Numbers of the passages that are the definition of a term that expresses one of the concepts."""
    key = ("definitions", concepts)
    known = reading.fills.get(key)
    if isinstance(known, set):
        return known
    from gapcheck.language import ontology

    wanted = {narrower for concept in concepts for narrower in ontology().narrower.get(concept, ())}
    first = len(reading.passages) - len(reading.definitions)
    found = {
        first + index
        for index, definition in enumerate(reading.definitions)
        if (wanted & definition.whole if definition.whole else wanted & definition.concepts)
    }
    reading.fills[key] = found
    return found
