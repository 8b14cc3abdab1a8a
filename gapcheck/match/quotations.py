"""Quoting a place: the words that a reader can check, and what completes them."""

from __future__ import annotations

from collections.abc import Sequence

from gapcheck.annotate.reading import CLAUSE_ENDS, Reading
from gapcheck.match.routes import Hit
from gapcheck.match.slots import INCLUDED, INHERITED, Fill
from gapcheck.model.annotation import PenaltyClause
from gapcheck.model.catalog import Route
from gapcheck.model.result import Evidence

_QUOTE_WORDS = 60
"""Longest quotation that is grown to whole clauses, in words; readers want the words, not the page."""
_QUOTE_MOST = 110


def quote_of(reading: Reading, hit: Hit) -> Evidence:
    """Quote the words of a hit, grown to the clause that holds them and kept to a length that a reader can check."""
    return _grown(reading, *_piece(reading, hit))


def _piece(reading: Reading, hit: Hit) -> tuple[int, int]:
    """Return the words of a hit that say most, all of them where they stand near enough."""
    if hit.end - hit.start <= _QUOTE_MOST:
        return hit.start, hit.end
    # The slots stand far apart (an introduction and a late item).
    return _around(reading, list(hit.fills))


def _around(reading: Reading, fills: Sequence[Fill]) -> tuple[int, int]:
    """Return the words of the fill that says most and of those near it.

    The rarest words of the law say most; the verbs of an introduction serve every item of its list.
    """
    best = min(fills, key=lambda f: (_frequency(reading, f.concept) / f.quality, -len(f.mention.words), f.mention.start))
    near = [f.mention for f in fills if abs(f.mention.start - best.mention.start) <= _QUOTE_WORDS // 2]
    start, end = min(m.start for m in near), max(m.end for m in near)
    return start, min(end, start + _QUOTE_MOST)


def _grown(reading: Reading, start: int, end: int) -> Evidence:
    """Quote words with the clause around them."""
    lower = reading.words.lower
    low, high = _bounds(reading, start)[0], _bounds(reading, end - 1)[1]
    left = start
    while left > low and end - left < _QUOTE_WORDS and lower[left - 1] not in CLAUSE_ENDS:
        left -= 1
    right = end
    while right < high and right - left < _QUOTE_WORDS and lower[right - 1] not in CLAUSE_ENDS:
        right += 1
    char_start, char_end = reading.char_span(left, right)
    unit = reading.segmentation.units[reading.unit_at(reading.words.starts[start])]
    return Evidence.cut(reading.law, unit, char_start, char_end)


def path_of(reading: Reading, hit: Hit, penalty: PenaltyClause | None, route: Route) -> tuple[Evidence, ...]:
    """Return what completes a place.

    Its other words where they stand far away, the penalty clause of an offence by reference, the definition that a term inherits from.
    """
    path = []
    low, high = _piece(reading, hit)
    elsewhere = [fill for fill in hit.fills if not low <= fill.mention.start < high]
    if elsewhere:
        # An item says nothing without the introduction or the closing words of its list that hold the rest of the rule.
        path.append(_grown(reading, *_around(reading, elsewhere)))
    units = reading.segmentation.units
    if penalty is not None and {"offence", "penalty"} & set(route.norms) and not (penalty.start <= hit.start < penalty.end):
        start, end = penalty.start, min(penalty.end, penalty.start + _QUOTE_WORDS)
        char_start, char_end = reading.char_span(start, end)
        path.append(Evidence.cut(reading.law, units[penalty.unit], char_start, char_end))
    for fill in hit.fills:
        if fill.quality in (INHERITED, INCLUDED):
            lemmas = tuple(reading.words.lemmas[fill.mention.start : fill.mention.end])
            for definition in (*reading.definitions, *reading.short_names):
                if tuple(reading.words.lemmas[definition.term_start : definition.term_end]) == lemmas:
                    start = min(definition.term_start, definition.body_start)
                    end = min(definition.body_end, start + _QUOTE_WORDS)
                    path.append(Evidence.cut(reading.law, units[definition.unit], *reading.char_span(start, end)))
                    break
    return tuple(path)


def _frequency(reading: Reading, concept: str) -> int:
    return len(reading.mentions.get(concept, ())) or len(reading.inherited.get(concept, ())) or len(reading.included.get(concept, ())) or 1


def _bounds(reading: Reading, word: int) -> tuple[int, int]:
    """Return the stretch of enacted words around a word: a quotation does not run into a heading, a note or another section."""
    skip = reading.skip
    unit = reading.unit_at(reading.words.starts[word])
    units = reading.segmentation.units
    while units[unit].kind in {"item", "paragraph"} and units[unit].parent is not None:
        unit = units[unit].parent or 0
    low, high = reading.words.range_of(units[unit].start, units[unit].end)
    at = word
    while at > low and not skip[at - 1]:
        at -= 1
    low = at
    at = word
    while at < high and not skip[at]:
        at += 1
    return low, at
