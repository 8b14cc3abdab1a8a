"""The label words of all languages, read once from `gapcheck/language/numbering.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

LATIN_SUFFIX_VALUES = {"bis": 2, "ter": 3, "quater": 4, "quinquies": 5, "sexies": 6, "septies": 7, "octies": 8, "nonies": 9, "decies": 10}
"""Inserted articles count from the second: 11, 11 bis, 11 ter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The vocabulary of numbering.

    Attributes:
        word_class: a label word, lower-case, to its class ("article", "chapter", ...).
        suffix_class: the same for words behind the number.
        ranks: the classes with their usual depth, outermost first.
        need_stop: words that count only with a full stop behind them or in capitals.
        inner_words: words of labels inside a basic unit.
        ordinals: ordinal words to their number.
        alphabets: name of an alphabet to its letters in order.
        reference_before: words after which a label is a reference.
        abbreviations: of these, the ones whose full stop ends no sentence.
        reference_after: words behind a label that make it a reference.
        joiners: words that continue a list of references.
    """

    word_class: dict[str, str]
    suffix_class: dict[str, str]
    ranks: dict[str, int]
    need_stop: frozenset[str]
    inner_words: tuple[str, ...]
    cjk_words: dict[str, str]
    cjk_schedule: tuple[str, ...]
    ordinals: dict[str, int]
    alphabets: dict[str, str]
    reference_before: frozenset[str]
    abbreviations: frozenset[str]
    reference_after: frozenset[str]
    joiners: frozenset[str]
    contents_headings: frozenset[str]
    note_cues: re.Pattern[str]
    quotation_intros: re.Pattern[str]
    treaty_openings: re.Pattern[str]
    treaty_agreements: re.Pattern[str]
    signatures: re.Pattern[str]
    closing_cues: re.Pattern[str]


def _either(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE | re.MULTILINE)


@lru_cache(maxsize=1)
def words() -> Words:
    """Read the vocabulary. The file is part of the package, so that a failure here is a fault of the installation."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw: dict[str, Any] = yaml.load(
        resources.files("gapcheck.language").joinpath("numbering.yaml").read_text(encoding="utf-8"),
        Loader=loader,
    )
    return Words(
        word_class={word.lower(): name for name, forms in reversed(raw["words"].items()) for word in forms},
        suffix_class={word.lower(): name for name, forms in raw["suffix_words"].items() for word in forms},
        ranks={name: rank for rank, name in enumerate(raw["words"])},
        need_stop=frozenset(raw["need_stop"]),
        inner_words=tuple(raw["inner_words"]),
        cjk_words=raw["cjk_words"],
        cjk_schedule=tuple(raw["cjk_schedule"]),
        ordinals={word.lower(): value for value, forms in raw["ordinals"].items() for word in forms},
        alphabets=raw["alphabets"],
        reference_before=frozenset(word.lower() for word in raw["reference_before"]),
        abbreviations=frozenset(raw["abbreviations"]),
        reference_after=frozenset(raw["reference_after"]),
        joiners=frozenset(word.lower() for word in raw["joiners"]),
        contents_headings=frozenset(raw["contents_headings"]),
        note_cues=_either(raw["note_cues"]),
        quotation_intros=_either(raw["quotation_intros"]),
        treaty_openings=_either(raw["treaty_openings"]),
        treaty_agreements=_either(raw["treaty_agreements"]),
        signatures=_either(raw["signatures"]),
        closing_cues=_either(raw["closing_cues"]),
    )
