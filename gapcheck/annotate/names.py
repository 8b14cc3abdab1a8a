"""Names of laws and treaties: "the Imports and Exports (Control) Act" says nothing about imports.

The words of a name are no evidence of what the law does with the things that the name names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gapcheck.annotate.words import Words
from gapcheck.model.annotation import Mention

_KINDS = ("act.", "object.", "norm.")
_LONGEST = 25
_MARKS = frozenset({"(", ")", ",", "&", "-", "–"})


def named_laws(text: str, words: Words, settings: Mapping[str, Any]) -> list[tuple[int, int]]:
    """Return the ranges of words that are names, without the word that says what is named ("Act", "Convention"), in order.

    Args:
        text: the text of the law.
        words: its words.
        settings: of the language pack; `names` holds the nouns that end such a name (`last`), that begin one (`first`), and the small
            words that may stand inside (`inside`).
    """
    names = settings.get("names") or {}
    last, first, inside = (frozenset(names.get(key, ())) for key in ("last", "first", "inside"))
    if not last and not first:
        return []
    found: list[tuple[int, int]] = []

    def capital(index: int) -> bool:
        word = text[words.starts[index] : words.ends[index]]
        return word[0].isupper() and not (word.isupper() and len(word) > 1)

    for index, word in enumerate(words.lower):
        if word in last and capital(index):
            start, at = index, index - 1
            while at >= 0 and index - at <= _LONGEST and not (found and at < found[-1][1]):
                if capital(at):
                    start = at
                elif words.lower[at] not in inside and words.lower[at] not in _MARKS:
                    break
                at -= 1
            if index - start > 1:
                found.append((start, index))
        if word in first and capital(index):
            end, at = index + 1, index + 1
            while at < len(words) and at - index <= _LONGEST:
                if capital(at):
                    end = at + 1
                elif words.lower[at] not in inside and words.lower[at] not in _MARKS:
                    break
                at += 1
            if end - index > 2:
                found.append((index + 1, end))
    return sorted(found)


def without_names(mentions: dict[str, list[Mention]], names: list[tuple[int, int]]) -> dict[str, list[Mention]]:
    """Drop the mentions of acts, things and norms that lie inside a name."""
    if not names:
        return mentions
    covered = {word for start, end in names for word in range(start, end)}
    return {
        concept: kept
        for concept, found in mentions.items()
        if (kept := [m for m in found if m.start not in covered or m.end - 1 not in covered] if concept.startswith(_KINDS) else found)
    }
