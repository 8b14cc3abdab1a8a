"""Whether an act and a thing that stand near each other belong together: "no gun shall be sold unless the buyer produces his card"
speaks of selling guns, not of producing them.

No parser: the order of the words, the verbs "to be" and the words that open another clause tell most of it, in any language of which
the pack names these words.
"""

from __future__ import annotations

from gapcheck.annotate.reading import Reading
from gapcheck.match.slots import Fill
from gapcheck.model.annotation import Passage

_STOPS = frozenset({".", ";", "?", "!"})
_BESIDE = 3
"""Words between a thing and an act after it that are too few for another clause."""
_PASSIVE = 4
"""Words before a participle in which the verb "to be" makes it a passive."""
_FAR = 45


def unlinked(reading: Reading, passage: Passage, fills: tuple[Fill, ...]) -> float:
    """Return the share of the acts among the fills that none of the things among them is plainly the object of.

    0 where a route asks for no act, or for no thing.
    """
    acts = [fill for fill in fills if fill.concept.startswith("act.")]
    things = [fill for fill in fills if fill.concept.startswith("object.")]
    if not acts or not things or not reading.clause_openers:
        return 0.0
    return sum(not any(_linked(reading, passage, act, thing) for thing in things) for act in acts) / len(acts)


def _linked(reading: Reading, passage: Passage, act: Fill, thing: Fill) -> bool:
    opens = reading.clause_openers
    if act.mention.start < thing.mention.start:
        between = _between(reading, passage, act.mention.end, thing.mention.start)
        return len(between) <= _FAR and opens.isdisjoint(between) and _STOPS.isdisjoint(between)
    between = _between(reading, passage, thing.mention.end, act.mention.start)
    if len(between) > _FAR or not _STOPS.isdisjoint(between):
        return False
    return (len(between) <= _BESIDE and opens.isdisjoint(between)) or not reading.passives.isdisjoint(between[-_PASSIVE:])


def _between(reading: Reading, passage: Passage, start: int, end: int) -> list[str]:
    """Return the words of a passage from one word to another; other items of a list, which the passage leaves out, do not count."""
    lower = reading.words.lower
    spans = passage.spans
    if len(spans) == 1:
        return lower[start:end]
    return [word for low, high in spans if low < end and high > start for word in lower[max(low, start) : min(high, end)]]


def across_items(reading: Reading, passage: Passage, fills: tuple[Fill, ...]) -> float:
    """Tell whether the fills stand in different items of one list: items are alternatives, each with the introduction of its own."""
    units = reading.segmentation.units
    items = set()
    for fill in fills:
        at: int | None = reading.unit_at(reading.words.starts[fill.mention.start])
        below: int | None = None
        while at is not None and at != passage.unit:
            below, at = at, units[at].parent
        if at is not None and below is not None:
            items.add(below)
    return float(len(items) > 1)
