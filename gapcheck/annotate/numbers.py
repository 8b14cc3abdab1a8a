"""Numbers and dates: periods and terms of imprisonment in years, calendar years."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from gapcheck.annotate.words import Words
from gapcheck.model.annotation import Number

_PENALTY_REACH = 14
"""Words between a term of years and the word that makes it a term of imprisonment."""
_DIGITS = re.compile(r"\d{1,3}(?:[.,\u202f ]\d{3})*$|\d+$")
_YEAR = re.compile(r"1[6-9]\d\d$|20\d\d$")


def _value(word: str, in_words: Mapping[str, float]) -> float | None:
    if _DIGITS.match(word):
        return float(re.sub(r"\D", "", word))
    value = in_words.get(word)
    return None if value is None else float(value)


def find_numbers(words: Words, settings: Mapping[str, Any]) -> list[Number]:
    """Read the numbers of a law: "ten years", "5 (five) years", "twenty-five months", "permanently", "1899".

    A period becomes a penalty when a word for imprisonment stands within 14 words of it in the same sentence.
    """
    in_words: Mapping[str, float] = settings.get("numbers", {})
    units: Mapping[str, float] = settings.get("time_units", {})
    links = frozenset({"-", *settings.get("tens_and_units", ("and",))})
    prison = frozenset(settings.get("imprisonment", ()))
    forever = [tuple(str(phrase).split()) for phrase in settings.get("forever", ())]
    starters: dict[str, list[tuple[str, ...]]] = {}
    for phrase in forever:
        starters.setdefault(phrase[0], []).append(phrase)
    lower = words.lower
    found: list[Number] = []
    near_prison = _near(lower, prison)
    for index, word in enumerate(lower):
        if word in units:
            number = _before(lower, index, in_words, links)
            if number is not None:
                value, start = number
                kind = "penalty" if near_prison[index] else "duration"
                found.append(Number(kind, value * float(units[word]), start, index + 1))
        elif _YEAR.match(word) and not (index + 1 < len(lower) and lower[index + 1] in units):
            found.append(Number("year", float(word), index, index + 1))
        for phrase in starters.get(word, ()):
            if tuple(lower[index : index + len(phrase)]) == phrase:
                kind = "penalty" if near_prison[index] or any(part in prison for part in phrase) else "duration"
                found.append(Number(kind, math.inf, index, index + len(phrase)))
    return found


def _near(lower: list[str], prison: frozenset[str]) -> bytearray:
    """Mark each word that stands within reach of a word for imprisonment."""
    near = bytearray(len(lower))
    for index, word in enumerate(lower):
        if word in prison:
            start, end = max(0, index - _PENALTY_REACH), min(len(lower), index + _PENALTY_REACH + 1)
            near[start:end] = b"\x01" * (end - start)
    return near


def _before(lower: list[str], index: int, in_words: Mapping[str, float], links: frozenset[str]) -> tuple[float, int] | None:
    """Read the number that ends right before a unit of time; skip brackets and hyphens ("ten (10) years", "ten-year")."""
    at = index - 1
    while at >= 0 and lower[at] in {"(", ")", "-", "–", "'", "’"}:
        at -= 1
    if at < 0:
        return None
    value = _value(lower[at].strip("()"), in_words)
    if value is None:
        return None
    start = at
    # "twenty - five": tens before units.
    before = at - 1
    if before >= 0 and lower[before] in links:
        before -= 1
    if before >= 0 and value < 10 and not lower[at].isdigit():
        tens = in_words.get(lower[before])
        if tens is not None and tens >= 20 and float(tens) % 10 == 0:
            return value + float(tens), before
    return value, start
