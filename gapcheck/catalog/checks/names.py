"""No rule, word or template may know a law, a State or a file: what fits one law only is no rule."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from gapcheck.catalog.checks.common import Files, listed, mapping, strings, tests_of
from gapcheck.catalog.located import Document, Problem, Step
from gapcheck.model.jurisdictions import countries

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LAW = re.compile(
    r"\b(?:acts?|laws?|ordinances?|decrees?|codes?|regulations?|orders?|directives?|statutes?|proclamations?|ley|loi|gesetz)\b"
    r"[^.;\n]{0,14}\b(?:1[5-9]|20)\d\d\b"  # "Arms Act, 1959"
    r"|\b(?:cap|chapter|title)\.?\s*\d{2,}"  # "Cap. 114"
    r"|\b\d+\s+u\.?\s?s\.?\s?c\b"  # "18 U.S.C."
    r"|\bno\.?\s*\d+\s+of\s+(?:1[5-9]|20)\d\d\b",
    re.IGNORECASE,
)
_FILE = re.compile(r"\b[\w-]+\.(?:txt|pdf|docx?|html?|xml|md)\b|\b[a-z]+(?:-[a-z]+)+-(?:1[5-9]|20)\d\d\b")


@lru_cache(maxsize=1)
def state_names() -> tuple[Mapping[str, frozenset[tuple[str, ...]]], frozenset[str]]:
    """Return (first word -> names of States and their peoples in small letters, three-letter codes)."""
    more = json.loads((Path(__file__).parents[1] / "state_names.json").read_text(encoding="utf-8"))
    names: dict[str, set[tuple[str, ...]]] = {}
    for name in (*countries().values(), *more["also"]):
        words = tuple(word.lower() for word in _WORD.findall(re.sub(r"\(.*?\)", "", name)))
        if words and " ".join(words) not in more["common_words"]:
            names.setdefault(words[0], set()).add(words)
    return {first: frozenset(several) for first, several in names.items()}, frozenset(countries())


def names_in(text: str) -> list[str]:
    """Return the laws, States and files that a text names."""
    names, codes = state_names()
    words = _WORD.findall(text)
    found = [match[0] for pattern in (_LAW, _FILE) for match in pattern.finditer(text)]
    for at, word in enumerate(words):
        found += [
            " ".join(words[at : at + len(name)])
            for name in names.get(word.lower(), ())
            if tuple(other.lower() for other in words[at : at + len(name)]) == name
        ]
        if word in codes:
            found.append(word)
    return found


def check_names(files: Files) -> Iterator[Problem]:
    """Go through names of laws, States and files in rules, concepts, words, templates and test sentences."""
    for document, steps, text in _texts(files):
        for name in names_in(text):
            yield document.problem(f"names a law, State or file: {name!r}", steps)


def _texts(files: Files) -> Iterator[tuple[Document, tuple[Step, ...], str]]:
    for document in files.entries:
        for steps, test in tests_of(document):
            for inner, text in strings(test.get("rule"), (*steps, "rule")):
                yield document, inner, text
    words = [document for several in files.words.values() for document in several]
    for document in (*files.concepts, *words, *files.settings.values(), *files.wording):
        for key in mapping(document.value):
            yield document, (str(key),), str(key)
        for steps, text in strings(document.value):
            # A language has the name of a people: the packs' own names and the reports' names of languages may stay.
            if steps[0] not in ("name", "languages"):
                yield document, steps, text
    for document in files.sentences:
        for number, group in enumerate(listed(document.value)):
            for polarity in ("must_match", "must_not_match", "known_miss"):
                for steps, text in strings(mapping(group).get(polarity), (number, polarity)):
                    if steps[-1] != "because":
                        yield document, steps, text
