"""Near misses: the passages that come nearest to a test that found nothing. They rank; they are no evidence."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from gapcheck.annotate.reading import Reading
from gapcheck.match.slots import slot_fills
from gapcheck.model.catalog import Rule
from gapcheck.model.result import Evidence

_MAX = 3
_WORDS = 50
_MOST_FILLS = 3000


class NearMisses:
    """Ranks passages by how many of a rule's slots they fill, rare ones counting more."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = readings

    def find(self, rule: Rule) -> tuple[Evidence, ...]:
        """Return up to three passages, best first; none that fills fewer than two slots."""
        best: list[tuple[float, int, int, int]] = []
        for index, reading in enumerate(self.readings):
            for route in rule.routes[:3]:
                if len(route.all) < 2:
                    continue
                weight: dict[int, float] = defaultdict(float)
                count: dict[int, int] = defaultdict(int)
                first: dict[int, int] = {}
                for slot in route.all:
                    held = self._held(index, slot)
                    if not held:
                        continue
                    rarity = 1.0 / (1.0 + math.log(len(slot_fills(reading, slot).fills)))
                    for number, word in held.items():
                        weight[number] += rarity
                        count[number] += 1
                        first[number] = min(first.get(number, word), word)
                best += [(-value, index, number, first[number]) for number, value in weight.items() if count[number] >= 2]
        best.sort()
        chosen: list[Evidence] = []
        for _, index, number, word in best:
            reading = self.readings[index]
            start, end = next(
                (span for span in reading.passages[number].spans if span[0] <= word < span[1]), reading.passages[number].spans[0]
            )
            start = max(start, word - _WORDS // 3)
            quote = Evidence.cut(
                reading.law,
                reading.segmentation.units[reading.unit_at(reading.words.starts[word])],
                *reading.char_span(start, min(end, start + _WORDS)),
            )
            if all(quote.file != other.file or quote.end <= other.start or other.end <= quote.start for other in chosen):
                chosen.append(quote)
            if len(chosen) == _MAX:
                break
        return tuple(chosen)

    def _held(self, index: int, slot: tuple[str, ...]) -> dict[int, int]:
        """Return for each passage of a law that fills a slot the word where it last does; kept, since many rules ask for the same slots."""
        reading = self.readings[index]
        key = ("near", slot)
        known = reading.fills.get(key)
        if not isinstance(known, dict):
            held = reading.passages_by_word
            starts = slot_fills(reading, slot).starts[:_MOST_FILLS]
            known = reading.fills[key] = {held[word][0]: word for word in starts if held[word]}
        return known
