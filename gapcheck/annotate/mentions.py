"""Finding the concepts of a pack in the words of a law.

Every term of a pack is made of chunks of words without gaps. spaCy's PhraseMatcher finds all chunks in one pass; terms with
gaps are then joined from the places of their chunks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import Any

from gapcheck.annotate.words import Words, as_doc
from gapcheck.language import Pack, Term
from gapcheck.language.pack import Chunk
from gapcheck.model.annotation import Mention

_SENTENCE_END = frozenset({".", "?", "!"})
_BLOCK = 200_000
"""Words that PhraseMatcher is given at a time."""


def _compile(pack: Pack) -> dict[str, Any]:
    """Build the matchers of a pack once."""
    if pack.compiled:
        return pack.compiled
    from spacy.matcher import PhraseMatcher

    vocab = pack.tokenizer.vocab
    chunks: dict[Chunk, int] = {}
    for term in (*pack.terms, *(term for guard in pack.guards.values() for term in guard.inside)):
        for chunk in term.chunks:
            chunks.setdefault(chunk, len(chunks))
    matchers = {True: PhraseMatcher(vocab, attr="LOWER"), False: PhraseMatcher(vocab, attr="LEMMA")}
    for (exact, words), number in chunks.items():
        matchers[exact].add(f"{number}", [as_doc(list(words), list(words), vocab)])
    pack.compiled.update(
        chunks=chunks,
        matchers=matchers,
        numbers={vocab.strings[str(number)]: number for number in chunks.values()},
        longest=max((len(words) for _, words in chunks), default=1),
    )
    return pack.compiled


def _places(words: Words, pack: Pack, compiled: dict[str, Any]) -> dict[int, list[tuple[int, int]]]:
    """Return chunk number -> ranges of words where it stands, in order."""
    vocab = pack.tokenizer.vocab
    overlap = compiled["longest"]
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for at in range(0, len(words), _BLOCK):
        stop = min(len(words), at + _BLOCK)
        reach = min(len(words), stop + overlap)
        doc = as_doc(words.lower[at:reach], words.lemmas[at:reach], vocab)
        for matcher in compiled["matchers"].values():
            if not len(matcher):
                continue
            for key, start, end in matcher(doc):
                if at + start < stop:
                    places[compiled["numbers"][key]].append((at + start, at + end))
    for found in places.values():
        found.sort()
    return places


def _join(
    term: Term, chunks: dict[Chunk, int], places: dict[int, list[tuple[int, int]]], ends: list[int]
) -> list[Mention]:
    """Join the chunks of one term; a gap does not run over the end of a sentence."""
    first = places.get(chunks[term.chunks[0]])
    if not first:
        return []
    if len(term.chunks) == 1:
        return [Mention(start, end, tuple(range(start, end))) for start, end in first]
    found = []
    others = [places.get(chunks[chunk], []) for chunk in term.chunks[1:]]
    if not all(others):
        return []
    for start, end in first:
        carried = list(range(start, end))
        at = end
        for (least, most), options in zip(term.gaps, others, strict=True):
            index = bisect_left(options, (at + least, -1))
            if index == len(options) or options[index][0] > at + most:
                break
            nearest = options[index]
            stop = bisect_left(ends, at)
            if stop < len(ends) and ends[stop] < nearest[0]:
                break
            carried.extend(range(*nearest))
            at = nearest[1]
        else:
            found.append(Mention(start, at, tuple(carried)))
    return found


def find_mentions(words: Words, pack: Pack, skip: bytearray) -> tuple[dict[str, list[Mention]], dict[str, list[Mention]]]:
    """Return (enacted, skipped): concept id -> its mentions in the order of the text.

    Args:
        words: the words of the law.
        pack: the language pack.
        skip: one byte a word; mentions that begin in a word marked 1 (headings, contents, notes) go into the second table.
    """
    compiled = _compile(pack)
    chunks: dict[Chunk, int] = compiled["chunks"]
    places = _places(words, pack, compiled)
    ends = [index for index, word in enumerate(words.lower) if word in _SENTENCE_END]
    raw: dict[str, list[Mention]] = defaultdict(list)
    for term in pack.terms:
        raw[term.concept].extend(_join(term, chunks, places, ends))
    mentions: dict[str, list[Mention]] = {}
    skipped: dict[str, list[Mention]] = {}
    for concept, found in raw.items():
        guard = pack.guards.get(concept)
        if guard is not None and guard.inside:
            covers = sorted(
                {(m.start, m.end) for term in guard.inside for m in _join(term, chunks, places, ends)}
            )
        else:
            covers = []
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
