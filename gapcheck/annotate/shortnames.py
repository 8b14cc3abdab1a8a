"""Terms that stand behind what they are short for: "weapons of war (hereinafter referred to as controlled goods)".

Such a term stands for the things that are named right before it. Only things are read: whom "the Authority" or what "the Register" is
short for, the rules need not know.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from gapcheck.annotate.announced import by_first_word
from gapcheck.annotate.words import Words
from gapcheck.language import Pack
from gapcheck.model.annotation import Definition, Mention
from gapcheck.model.law import Segmentation

_LONGEST_TERM = 6
_REACH = 30
"""Words before the cue in which the things stand."""
_QUOTATION = frozenset("\"'“”‘’«»„")
_SET_OFF = frozenset("([,–—")
_ENDS = frozenset(")],;:.")
_STOPS = frozenset(".;:")


def short_names(
    text: str, words: Words, segmentation: Segmentation, mentions: Mapping[str, list[Mention]], skip: bytearray, pack: Pack
) -> list[Definition]:
    """Return the terms that a law introduces behind the things they stand for, in the order of the text.

    Args:
        text: the text of the law.
        words: its words.
        segmentation: its units.
        mentions: concept -> mentions.
        skip: marks the words that are no law (contents lists, notes).
        pack: the language pack; `behind` of its `definition` holds the phrases before such a term.

    Returns:
        Definitions whose body stands before the term: from `body_start` to `body_end`, which is the end of the term.
    """
    cues = by_first_word(pack.settings.get("definition", {}).get("behind", ()))
    if not cues:
        return []
    lower = words.lower
    starts = [unit.start for unit in segmentation.units]
    things: dict[int, list[tuple[int, str]]] | None = None
    others, acts = set[int](), set[int]()
    found: list[Definition] = []
    for at, word in enumerate(lower):
        cue_end = 0
        for parts in cues.get(word, ()):
            if tuple(lower[at : at + len(parts)]) == parts:
                cue_end = at + len(parts)
                break
        # "firearms as hereinafter defined", "armas de 1900 en adelante": a name is set off from what it stands for.
        if not cue_end or skip[at] or not at or lower[at - 1] not in _SET_OFF:
            continue
        if things is None:
            things, others, acts = _by_start(mentions)
        term = _term_behind(words, cue_end, pack.stop_words)
        body = _things_before(words, at, things, pack.stop_words)
        if term is None or body is None:
            continue
        named = frozenset(concept for start in range(*term) for end, concept in things.get(start, ()) if end <= term[1])
        head = frozenset(concept for start in range(body, at) for end, concept in things.get(start, ()) if end <= at)
        if head <= named or term[1] - 1 in others or (not named and acts.intersection(range(*term))):
            continue
        unit = max(bisect_right(starts, words.starts[at]) - 1, 0)
        found.append(
            Definition(
                term=text[words.starts[term[0]] : words.ends[term[1] - 1]],
                term_start=term[0],
                term_end=term[1],
                body_start=body,
                body_end=term[1],
                concepts=named,
                whole=named,
                head=head,
                included=frozenset(),
                unit=unit,
            )
        )
    return found


def _by_start(mentions: Mapping[str, list[Mention]]) -> tuple[dict[int, list[tuple[int, str]]], set[int], set[int]]:
    """Return first word -> (end, concept) of the things mentioned, the words that name persons, papers and places, and those of acts."""
    things: dict[int, list[tuple[int, str]]] = {}
    others, acts = set[int](), set[int]()
    for concept, found in mentions.items():
        if concept.startswith("object."):
            for mention in found:
                things.setdefault(mention.start, []).append((mention.end, concept))
        elif concept.startswith(("person.", "doc.", "place.")):
            others.update(word for mention in found for word in mention.words)
        elif concept.startswith(("act.", "event.")):
            acts.update(word for mention in found for word in mention.words)
    return things, others, acts


def _term_behind(words: Words, start: int, stop_words: frozenset[str]) -> tuple[int, int] | None:
    """Return the range of the term that begins behind a cue, without its article and quotation marks."""
    lower = words.lower
    while start < len(words) and (lower[start] in _QUOTATION or lower[start] in stop_words or lower[start] in {",", ":"}):
        start += 1
    end = start
    while end < len(words) and end - start < _LONGEST_TERM and lower[end] not in _ENDS and lower[end] not in _QUOTATION:
        end += 1
    closed = end < len(words) and (lower[end] in _ENDS or lower[end] in _QUOTATION)
    return (start, end) if closed and end > start and any(letter.isalpha() for letter in lower[start]) else None


def _things_before(words: Words, cue: int, things: Mapping[int, list[tuple[int, str]]], stop_words: frozenset[str]) -> int | None:
    """Return where the things named right before a cue begin: the run of them back to another noun, a verb or the end of a sentence."""
    at = cue - 1
    while at >= 0 and words.lower[at] in _SET_OFF:
        at -= 1
    first: int | None = None
    ends: dict[int, int] = {}
    for start in range(max(cue - _REACH, 0), cue):
        for end, _ in things.get(start, ()):
            ends[end] = min(start, ends.get(end, start))
    while at >= 0 and cue - at <= _REACH:
        if at + 1 in ends:
            first = ends[at + 1]
            at = first - 1
        elif words.lower[at] in _STOPS:
            break
        elif words.lower[at] in stop_words or not words.lower[at].isalpha():
            at -= 1
        else:
            break
    return first
