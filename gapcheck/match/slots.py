"""Filling the slots of a route: which words of a law may stand for a concept, and how directly."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from gapcheck.annotate.reading import Reading
from gapcheck.language import Ontology, ontology
from gapcheck.model.annotation import Mention

DIRECT = 1.0
INHERITED = 0.8
INCLUDED = 0.45
WIDER = 0.4
_REACH = 12
"""Words of the longest mention that may reach into a range from before it."""
MODIFIER = 0.4
"""What is left of a thing that only says which document, person or body is meant ("firearm certificate", "arms dealer")."""


@dataclass(frozen=True, slots=True)
class Fill:
    """One mention that may fill a slot: the concept it fills and how directly (1 by its own words)."""

    mention: Mention
    concept: str
    quality: float


@dataclass(frozen=True, slots=True)
class SlotFills:
    """All mentions of a law that may fill one slot, sorted by their first word."""

    fills: tuple[Fill, ...]
    starts: tuple[int, ...]

    def within(self, start: int, end: int) -> tuple[Fill, ...]:
        """Return the fills that begin in the words `[start, end)`."""
        return self.fills[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def reaches(self, start: int, end: int) -> bool:
        """Tell whether a fill shares a word with the words `[start, end)`."""
        index = bisect_left(self.starts, start - _REACH)
        while index < len(self.starts) and self.starts[index] < end:
            if self.fills[index].mention.end > start:
                return True
            index += 1
        return False

    def any_within(self, start: int, end: int) -> bool:
        """Tell whether a fill begins in the words `[start, end)`."""
        index = bisect_left(self.starts, start)
        return index < len(self.starts) and self.starts[index] < end


def slot_fills(reading: Reading, slot: tuple[str, ...]) -> SlotFills:
    """Return every mention that may fill a slot: by its own words, by inheritance through a definition, by a wider concept."""
    known = reading.fills.get(slot)
    if isinstance(known, SlotFills):
        return known
    concepts = ontology()
    best = _concept_fills(reading, slot[0], concepts) if slot else {}
    if len(slot) > 1:
        best = dict(best)
        for wanted in slot[1:]:
            for key, fill in _concept_fills(reading, wanted, concepts).items():
                held = best.get(key)
                if held is None or _better(fill, held):
                    best[key] = fill
    places = sorted(best)
    result = SlotFills(tuple([best[place] for place in places]), tuple([start for start, _ in places]))
    reading.fills[slot] = result
    return result


def _better(fill: Fill, held: Fill) -> bool:
    """Tell whether one of two fills with the same first and last word is the better one.

    It is the more direct, then the one that carries fewer of the words between: those are left for the other slots.
    """
    if fill.quality != held.quality:
        return fill.quality > held.quality
    return len(fill.mention.words) < len(held.mention.words)


def _concept_fills(reading: Reading, wanted: str, concepts: Ontology) -> dict[tuple[int, int], Fill]:
    """Return (start, end) -> fill for one concept; kept on the reading, since many slots ask for the same concepts."""
    key = ("concept", wanted)
    known = reading.fills.get(key)
    if isinstance(known, dict):
        return known
    best: dict[tuple[int, int], Fill] = {}

    lemmas = reading.words.lemmas
    heads = reading.compound_heads if wanted.removeprefix("=").startswith("object.") else frozenset()

    def offer(found: list[Mention], concept: str, quality: float) -> None:
        whole = quality
        for mention in found:
            place = (mention.start, mention.end)
            quality = whole * MODIFIER if heads and mention.end < len(lemmas) and lemmas[mention.end] in heads else whole
            fill = Fill(mention, concept, quality)
            held = best.get(place)
            if held is None or _better(fill, held):
                best[place] = fill

    literal = wanted.startswith("=")
    concept = wanted.removeprefix("=")
    for narrower in sorted(concepts.narrower.get(concept, ())):
        offer(reading.mentions.get(narrower, []), narrower, DIRECT)
        if not literal:
            offer(reading.inherited.get(narrower, []), narrower, INHERITED)
            offer(reading.included.get(narrower, []), narrower, INCLUDED)
    if not literal:
        for wider in sorted(concepts.wider.get(concept, ())):
            offer(reading.mentions.get(wider, []), wider, WIDER)
            offer(reading.inherited.get(wider, []), wider, WIDER)
    reading.fills[key] = best
    return best
