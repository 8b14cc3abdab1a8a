"""Choosing tests by the words that people use: "5", "art. 8", "threat:a", "mandatory", "FP-05.1.c.2#1"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gapcheck.catalog.catalog import Catalog, article_of
from gapcheck.errors import UsageError
from gapcheck.model.catalog import Entry, Family, Obligation

_ARTICLE = re.compile(r"(?:art(?:icle)?s?\.?|article:)?\s*(untoc\s*)?(\d+(?:-\d+)?(?:\([0-9a-z]+\))*)", re.I)
_THREAT = re.compile(r"(?:threat\s*[: ]?\s*)?\(?([a-z])\)?", re.I)
_FAMILIES = {"protocol": Family.PROTOCOL, "convention": Family.CONVENTION, "threats": Family.THREAT, "measures": Family.MEASURE}


def select_tests(catalog: Catalog, words: Iterable[str], *, where: str = "--only") -> frozenset[str] | None:
    """Return the ids of the tests that the words name.

    Words that name a place in the catalog add up: an article of the Protocol ("5", "art. 8(1)"), one of the Convention ("UNTOC 10"),
    a threat by its letter ("a", "threat:a"), an entry or a test by its id, a family ("protocol", "convention", "threats", "measures").
    Obligation levels ("mandatory") and kinds ("criminalization") then keep of these, or of all, what is of that level and kind.

    Args:
        catalog: the catalog.
        words: selectors; each may hold several, separated by commas.
        where: what an error names as its place: the option that the words were given to.

    Returns:
        None where nothing was asked for: all tests.

    Raises:
        UsageError: a word names nothing, or together they leave no test.
    """
    wanted = [part.strip() for word in words for part in word.split(",") if part.strip()]
    if not wanted:
        return None
    places: set[str] = set()
    levels: set[str] = set()
    kinds: set[str] = set()
    all_kinds = {entry.kind.lower() for entry in catalog.entries}
    for word in wanted:
        name = word.lower()
        if name in {level.value for level in Obligation}:
            levels.add(name)
        elif name in all_kinds:
            kinds.add(name)
        else:
            places |= _places(catalog, word, where)
    chosen = frozenset(
        test.id
        for entry, test in catalog.tests()
        if (not places or test.id in places)
        and (not levels or entry.obligation.value in levels)
        and (not kinds or entry.kind.lower() in kinds)
    )
    if not chosen:
        raise UsageError(f"No test is {' and '.join(wanted)}.", where=where, todo="Levels and kinds narrow what articles and threats name.")
    return chosen


def _places(catalog: Catalog, word: str, where: str) -> set[str]:
    name = word.lower()
    if name in _FAMILIES or f"{name}s" in _FAMILIES:
        return _tests(catalog.select(family=_FAMILIES.get(name, _FAMILIES.get(f"{name}s"))))
    for entry in catalog.entries:
        if name == entry.id.lower():
            return _tests([entry])
        for test in entry.tests:
            if name == test.id.lower():
                return {test.id}
    if found := _THREAT.fullmatch(word):
        threats = [threat for threat in catalog.threats if threat.article == found[1].lower()]
        if threats:
            return _tests(threats)
    if found := _ARTICLE.fullmatch(word):
        number = found[2].lower()
        entries = catalog.select(article=f"UNTOC {number}" if found[1] else number)
        if entries:
            return _tests(entries)
    raise UsageError(
        f"{word!r} is no article, threat, obligation level, kind or id of the catalog.", where=where, todo=_hint(catalog, word)
    )


def _tests(entries: Iterable[Entry]) -> set[str]:
    return {test.id for entry in entries for test in entry.tests}


def _hint(catalog: Catalog, word: str) -> str:
    from rapidfuzz import process

    options = dict.fromkeys(
        [
            *(level.value for level in Obligation),
            *_FAMILIES,
            *(entry.kind for entry in catalog.entries),
            *(entry.id for entry in catalog.entries),
            *(test.id for _, test in catalog.tests()),
        ]
    )
    best = [name for name, _, _ in process.extract(word, list(options), limit=3, score_cutoff=70, processor=str.lower)]
    if best:
        return f"Did you mean {' or '.join(best)}?"
    articles = dict.fromkeys(article_of(entry) for entry in catalog.provisions)
    return f"Articles: {', '.join(articles)}. Threats: a to i. Levels: {', '.join(level.value for level in Obligation)}."
