"""Test sentences: that every rule has some, and that each can be what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from gapcheck.catalog.checks.common import Files, did_you_mean, listed, mapping, tests_of
from gapcheck.catalog.located import Document, Problem

_FEWEST = 2


def check_sentences(files: Files) -> Iterator[Problem]:
    """Go through sentences of tests that do not exist or have no rule, that contradict each other, and rules with too few of them."""
    tests = {str(test["id"]): (document, steps, test) for document in files.entries for steps, test in tests_of(document) if test.get("id")}
    counted: Counter[tuple[str, str]] = Counter()
    for document in files.sentences:
        beside = files.paths[document.file].name.removesuffix(".test.yaml")
        if not files.paths[document.file].with_name(f"{beside}.yaml").is_file():
            yield document.problem(f"there is no {beside}.yaml beside this file")
        for number, group in enumerate(listed(document.value)):
            body = mapping(group)
            test_id = str(body.get("test", ""))
            for polarity in ("must_match", "must_not_match"):
                counted[test_id, polarity] += len(listed(body.get(polarity)))
            yield from _group(document, number, body, tests, files)
    for test_id, (document, steps, test) in tests.items():
        if not isinstance(test.get("rule"), dict):
            continue
        few = [
            f"{counted[test_id, polarity]} {polarity}"
            for polarity in ("must_match", "must_not_match")
            if counted[test_id, polarity] < _FEWEST
        ]
        if few:
            yield document.problem(f"{test_id} has only {' and '.join(few)}: every rule needs two test sentences of each", (*steps, "id"))


def _group(document: Document, number: int, body: Mapping[str, Any], tests: Mapping[str, Any], files: Files) -> Iterator[Problem]:
    test_id = str(body.get("test", ""))
    if test_id not in tests:
        yield document.problem(f"sentences of the unknown test {test_id}{did_you_mean(test_id, tests)}", (number, "test"))
    else:
        entry, _, test = tests[test_id]
        if not isinstance(test.get("rule"), dict):
            yield document.problem(f"{test_id} has no rule that sentences could test", (number, "test"))
        if files.paths[document.file].name.removesuffix(".test.yaml") != files.paths[entry.file].stem:
            yield document.problem(f"the sentences of {test_id} belong beside {entry.file}", (number, "test"))
    language = body.get("language", "en")
    if files.words and language not in files.words:
        yield document.problem(f"there is no language pack {language!r}{did_you_mean(str(language), files.words)}", (number, "language"))
    seen: dict[str, tuple[str, int]] = {}
    for polarity in ("must_match", "must_not_match", "known_miss"):
        for at, item in enumerate(listed(body.get(polarity))):
            text = item if isinstance(item, str) else mapping(item).get("text")
            if not isinstance(text, str):
                continue
            plain = " ".join(text.split())
            place = (number, polarity, at)
            if plain in seen:
                where, line = seen[plain]
                what = "the same sentence stands" if where == polarity else f"the same sentence is {where}"
                yield document.problem(f"{test_id}: {what} in line {line}", place)
            seen.setdefault(plain, (polarity, document.line(place)))
            quote = mapping(item).get("quote")
            if isinstance(quote, str) and " ".join(quote.split()) not in plain:
                yield document.problem(f"{test_id}: the words to quote are not in the text: {quote!r}", (*place, "quote"))
