"""Finding the concepts of a pack in the words of a law.

Every term of a pack is made of chunks of words without gaps. All chunks are found in one walk over the words, along a tree of
their beginnings; terms with gaps are then joined from the places of their chunks. (spaCy's PhraseMatcher finds the same places;
it needs one Doc a chunk to be set up, which alone takes longer than reading a law this way.)
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from gapcheck.annotate.words import Words
from gapcheck.language import Pack, Term
from gapcheck.model.annotation import Mention

Tree = dict[str | None, Any]
"""Word -> the tree of what may follow it; under None the number of the chunk that ends here."""

Places = dict[int, list[tuple[int, int]]]
"""Chunk number -> ranges of words where it stands, in order."""

_LONGEST = 20
"""Words of the longest run of a term; the packs' own have fewer than ten."""
_LONG = 2_000
"""Words of a text in which most terms can begin: to try them all takes no longer than to ask which."""
_WORTH = 6
"""How many times more places the first run of a term must have than another for a look from there to save time."""


def _trees(pack: Pack) -> tuple[Tree, Tree]:
    """Return the trees of a pack's chunks, over lemmas and over printed words; built once a pack."""
    done: tuple[Tree, Tree] | None = pack.compiled.get("trees")
    if done is None:
        lemmas: Tree = {}
        printed: Tree = {}
        for number, (exact, words) in enumerate(pack.chunks):
            node = printed if exact else lemmas
            for word in words:
                node = node.setdefault(word, {})
            node[None] = number
        done = pack.compiled["trees"] = (lemmas, printed)
    return done


def _that_can_begin(pack: Pack, places: Places) -> list[Term]:
    """Return, in their order, the pack's terms whose first run stands in a text; the index of beginnings is built once a pack."""
    beginning: dict[int, list[int]] | None = pack.compiled.get("beginning")
    if beginning is None:
        beginning = pack.compiled["beginning"] = defaultdict(list)
        for number, term in enumerate(pack.terms):
            for chunk in term.chunks[0]:
                beginning[chunk].append(number)
    return [pack.terms[number] for number in sorted({number for chunk in places for number in beginning.get(chunk, ())})]


def _walk(words: Sequence[str], tree: Tree, places: Places) -> None:
    """Add the places of all chunks of a tree. Linear: the depth of the tree bounds the steps from each word."""
    end = len(words)
    for at, word in enumerate(words):
        node = tree.get(word)
        stop = at + 1
        while node is not None:
            chunk = node.get(None)
            if chunk is not None:
                places[chunk].append((at, stop))
            if stop == end:
                break
            node = node.get(words[stop])
            stop += 1


def _places(words: Words, pack: Pack) -> Places:
    lemmas, printed = _trees(pack)
    places: Places = defaultdict(list)
    _walk(words.lemmas, lemmas, places)
    _walk(words.lower, printed, places)
    return places


class _Runs:
    """The places of runs of words: of each choice of chunks together, joined once."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.joined: dict[tuple[int, ...], list[tuple[int, int]]] = {}
        self.starts: dict[tuple[int, ...], list[int]] = {}

    def of(self, chunks: tuple[int, ...]) -> list[tuple[int, int]]:
        if len(chunks) == 1:
            return self.places.get(chunks[0], [])
        known = self.joined.get(chunks)
        if known is None:
            held = [places for chunk in chunks if (places := self.places.get(chunk))]
            known = held[0] if len(held) == 1 else sorted(itertools.chain.from_iterable(held))
            self.joined[chunks] = known
        return known

    def starts_of(self, chunks: tuple[int, ...]) -> list[int]:
        """Return the first words of the places of a run, in order."""
        known = self.starts.get(chunks)
        if known is None:
            known = self.starts[chunks] = [start for start, _ in self.of(chunks)]
        return known


def _join(term: Term, runs: _Runs, ends: list[int]) -> list[Mention]:
    """Join the runs of words of one term; a gap does not run over the end of a sentence."""
    first = runs.of(term.chunks[0])
    if not first:
        return []
    if len(term.chunks) == 1:
        return [Mention(start, end, tuple(range(start, end))) for start, end in first]
    others = [runs.of(chunks) for chunks in term.chunks[1:]]
    if not all(others):
        return []
    found = []
    starts = [runs.starts_of(chunks) for chunks in term.chunks[1:]]
    (least, most), begins, size = term.gaps[0], starts[0], len(starts[0])
    for start, end in _within_reach(first, others, term):
        # Nearly all end here: the second run does not stand near enough.
        index = bisect_left(begins, end + least)
        if index == size or begins[index] > end + most:
            continue
        carried = list(range(start, end))
        at = end
        for number, options in enumerate(others):
            if number:
                low, high = term.gaps[number]
                index = bisect_left(starts[number], at + low)
                if index == len(options) or options[index][0] > at + high:
                    break
            # Of several runs that begin at one word the longest counts.
            while index + 1 < len(options) and options[index + 1][0] == options[index][0]:
                index += 1
            nearest = options[index]
            stop = bisect_left(ends, at)
            if stop < len(ends) and ends[stop] < nearest[0]:
                break
            carried.extend(range(*nearest))
            at = nearest[1]
        else:
            found.append(Mention(start, at, tuple(carried)))
    return found


def _within_reach(first: list[tuple[int, int]], others: list[list[tuple[int, int]]], term: Term) -> list[tuple[int, int]]:
    """Return the places of a term's first run that may have its rarest other run after them.

    Terms often begin with words of which a law is full ("no ~2 firearm"): to try each of them costs most of the time.
    """
    number = min(range(len(others)), key=lambda index: len(others[index]))
    rarest = others[number]
    if len(rarest) * _WORTH >= len(first):
        return first
    reach = sum(most for _, most in term.gaps[: number + 1]) + _LONGEST * (number + 1)
    kept: list[tuple[int, int]] = []
    done = 0
    for start, _ in rarest:
        low = max(done, bisect_left(first, (start - reach, -1)))
        done = max(low, bisect_left(first, (start, -1)))
        kept += first[low:done]
    return kept


def find_mentions(words: Words, pack: Pack, skip: bytearray, ends: list[int]) -> tuple[dict[str, list[Mention]], dict[str, list[Mention]]]:
    """Return (enacted, skipped): concept id -> its mentions in the order of the text.

    Args:
        words: the words of the law.
        pack: the language pack.
        skip: one byte a word; mentions that begin in a word marked 1 (headings, contents, notes) go into the second table.
        ends: the words that end a sentence, in order: no term runs over them.
    """
    places = _places(words, pack)
    runs = _Runs(places)
    absent = places.keys().isdisjoint
    raw: dict[str, list[Mention]] = defaultdict(list)
    for term in pack.terms if len(words) > _LONG else _that_can_begin(pack, places):
        # Two terms in three have a run that stands nowhere: to see that is far cheaper than to join the others.
        if not any(map(absent, term.chunks)):
            raw[term.concept].extend(_join(term, runs, ends))
    mentions: dict[str, list[Mention]] = {}
    skipped: dict[str, list[Mention]] = {}
    for concept, found in sorted(raw.items()):
        guard = pack.guards.get(concept)
        inside = guard.inside if guard is not None else ()
        covers = sorted({(m.start, m.end) for term in inside if not any(map(absent, term.chunks)) for m in _join(term, runs, ends)})
        kept: list[Mention] = []
        for mention in sorted(set(found), key=lambda m: (m.start, -len(m.words), m.end)):
            if guard is not None:
                if mention.end < len(words) and words.lemmas[mention.end] in guard.after:
                    continue
                if mention.start > 0 and words.lemmas[mention.start - 1] in guard.before:
                    continue
                if covers and _lies_in(mention, covers):
                    continue
            if kept and mention.start < kept[-1].end and set(mention.words) <= set(kept[-1].words):
                continue
            kept.append(mention)
        enacted = [mention for mention in kept if not skip[mention.start]]
        if enacted:
            mentions[concept] = enacted
        if len(enacted) < len(kept):
            skipped[concept] = [mention for mention in kept if skip[mention.start]]
    return mentions, skipped


def _lies_in(mention: Mention, covers: list[tuple[int, int]]) -> bool:
    """Tell whether a mention lies inside one of the ranges (sorted by start)."""
    index = bisect_left(covers, (mention.start + 1, -1)) - 1
    while index >= 0 and mention.start - covers[index][0] <= 40:
        if covers[index][1] >= mention.end:
            return True
        index -= 1
    return False
