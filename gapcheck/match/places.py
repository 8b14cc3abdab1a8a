"""What a place of a law stands in: its sentence, its list, a definition; and what an act there does to a thing."""

from __future__ import annotations

from bisect import bisect_left

from gapcheck.annotate.reading import CLAUSE_ENDS, Reading
from gapcheck.match.routes import Hit
from gapcheck.match.slots import Fill, slot_fills
from gapcheck.model.catalog import Route

CRIMES = frozenset({"offence", "prohibition", "licence"})
"""Norms of what persons must not do, or not without leave."""
_BEFORE, _AFTER = 40, 60
"""Words of a sentence that are looked at before and after a place."""
_THINGS = ("=object.firearm", "=object.ammunition", "=object.part", "=object.goods", "=object.weapon")
_RELATIVE = 9
"""Words between "that" or "which" and the verb of its clause."""


def clause_around(reading: Reading, hit: Hit) -> tuple[int, int]:
    """Return the words of the sentence around a place, not more than a reader takes in with it."""
    ends = reading.clause_ends
    before = bisect_left(ends, hit.start)
    start = max(ends[before - 1] + 1 if before else 0, hit.start - _BEFORE, 0)
    after = bisect_left(ends, hit.end, before)
    end = min(ends[after] if after < len(ends) else len(reading.words), hit.end + _AFTER)
    return start, end


def in_sentence(reading: Reading, concept: str, hit: Hit) -> bool:
    """Tell whether a concept is mentioned in the sentence of a place, or in the introduction or closing words of the list around it."""
    sentences = reading.sentence_of
    low, high = sentences[hit.start], sentences[hit.end - 1]
    passage = reading.passages[hit.passage]
    starts = reading.mention_starts.get(concept, ())
    for number, (start, end) in enumerate(passage.spans):
        around = len(passage.spans) > 1 and number in (0, len(passage.spans) - 1)
        for index in range(bisect_left(starts, start), bisect_left(starts, end)):
            if around or low <= sentences[starts[index]] <= high:
                return True
    return False


def only_defined(reading: Reading, route: Route, hit: Hit) -> bool:
    """Tell whether a place only says what a word means, where the route asks for a rule."""
    asks_rule = bool(route.norms) and "definition" not in route.norms and not route.in_definition_of
    return asks_rule and hit.passage >= len(reading.passages) - len(reading.definitions)


def attributive(reading: Reading, fill: Fill) -> bool:
    """Tell whether an act only describes a thing ("firearms imported before that day", "a firearm that he has brought with him")."""
    start, end = fill.mention.start, fill.mention.end
    if not fill.concept.startswith("act."):
        return False
    lower = reading.words.lower
    things = slot_fills(reading, _THINGS)
    relatives = reading.settings.get("relatives", ())
    for at in range(start - 1, max(-1, start - _RELATIVE), -1):
        if lower[at] in CLAUSE_ENDS or lower[at] in reading.settings.get("finite", ()):
            break
        if lower[at] in relatives:
            if any(thing.mention.end in (at, at - 1) for thing in things.within(max(0, at - 5), at)):
                return True
            break
    endings = tuple(reading.settings.get("participles", ()))
    if not endings or end - start != 1 or not lower[start].endswith(endings):
        return False
    if start and lower[start - 1] in reading.settings.get("auxiliaries", ()):
        return False
    before = things.within(max(0, start - 3), start)
    return any(thing.mention.end == start for thing in before) or things.any_within(end, end + 1)
