"""The words of a law: tokens without white space, so that a phrase may run over a line break."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from gapcheck.language import Pack
from gapcheck.model.law import Segmentation

_PRINTED = re.compile(r"\S+")
_HYPHENS = "-\u00ad\u2010"
SENTENCE_ENDS = frozenset({".", "?", "!"})
_INNER = frozenset({"subsection", "paragraph", "item"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Parallel lists, one entry a word: where it starts and ends in the text, its lower-case form and its lemma."""

    starts: list[int]
    ends: list[int]
    lower: list[str]
    lemmas: list[str]

    def __len__(self) -> int:
        return len(self.starts)

    def range_of(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of words that lie in the characters `[start, end)`."""
        return bisect_left(self.starts, start), bisect_right(self.starts, end - 1) if end > start else bisect_left(self.starts, start)


def split_words(text: str, pack: Pack, divided: Mapping[int, int]) -> Words:
    """Tokenise a text with the pack's tokenizer and give each word its lemma. Linear in the text's length.

    Args:
        text: the text.
        pack: of its language.
        divided: words that the end of a line divides: where the first part ends, behind its hyphen, and where the second begins.
    """
    starts: list[int] = []
    ends: list[int] = []
    lower: list[str] = []
    behind = -1
    splitter = pack.splitter
    pieces = splitter.pieces(_PRINTED.findall(text))
    for found in _PRINTED.finditer(text):
        begin = found.start()
        for first, size, word in pieces[found[0]]:
            start = begin + first
            if start == behind:
                # The second part of a divided word; what the tokenizer cut off from the first is in between.
                while lower[-1] in _HYPHENS:
                    for parts in (starts, ends, lower):
                        parts.pop()
                lower[-1] = lower[-1].rstrip(_HYPHENS) + text[start : start + size].lower()
                ends[-1] = start + size
                behind = -1
                continue
            if divided:
                behind = divided.get(start + size, behind)
            starts.append(start)
            ends.append(start + len(word))
            lower.append(word)
    lemmas = splitter.lemmas(lower)
    splitter.remember()
    return Words(starts=starts, ends=ends, lower=lower, lemmas=lemmas)


def label_words(words: Words, segmentation: Segmentation) -> frozenset[int]:
    """Return the words that are the labels of subsections and items ("1", "."): a full stop among them ends no sentence."""
    found: set[int] = set()
    for unit in segmentation.units:
        if unit.label and unit.kind in _INNER:
            found.update(range(*words.range_of(unit.start, unit.start + len(unit.label))))
    return frozenset(found)


def sentence_ends(words: Words, labels: frozenset[int]) -> list[int]:
    """Return the words that may end a sentence, in order."""
    return [index for index, word in enumerate(words.lower) if word in SENTENCE_ENDS and index not in labels]
