"""Entries and their tests: ids that never change, relations, placeholders."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from gapcheck.catalog.checks.common import Files, did_you_mean, listed, mapping, strings, tests_of
from gapcheck.catalog.located import Document, Problem, Step

_PLACEHOLDER = re.compile(r"\b(?:WRITE|TODO|FIXME|TBD|XXX)\b")
_ARTICLE_KEYS = ("article", "letter", "basis")


@lru_cache(maxsize=1)
def fixed_ids() -> Mapping[str, Mapping[str, Any]]:
    """Return what never changes: id -> article, obligation and ids of the tests of every entry that the catalog has ever had.

    The list is `gapcheck/catalog/ids.json`; who adds an entry or a test adds it there too.
    """
    body: Mapping[str, Mapping[str, Any]] = json.loads((Path(__file__).parents[1] / "ids.json").read_text(encoding="utf-8"))
    return body


def check_entries(files: Files, *, whole: bool) -> Iterator[Problem]:
    """Go through what is wrong with entries beyond their schema.

    Args:
        files: all files.
        whole: this is gapcheck's own catalog, which holds exactly what the fixed list names; another may hold more or less.
    """
    entries: dict[str, Document] = {}
    tests: dict[str, tuple[Document, int]] = {}
    for document in files.entries:
        body = mapping(document.value)
        entry_id = str(body.get("id", ""))
        if entry_id in entries:
            yield document.problem(f"id {entry_id} is taken by {entries[entry_id].file}", ("id",))
        elif entry_id:
            entries[entry_id] = document
            stem = files.paths[document.file].stem
            if stem != entry_id:
                yield document.problem(f"the file of {entry_id} must be named {entry_id}.yaml", ("id",))
        for steps, test in tests_of(document):
            test_id = str(test.get("id", ""))
            place = (*steps, "id")
            if test_id in tests:
                other, line = tests[test_id]
                yield document.problem(f"test id {test_id} is taken by {other.file}:{line}", place)
            elif test_id:
                tests[test_id] = (document, document.line(place))
                if entry_id and not re.fullmatch(rf"{re.escape(entry_id)}[#.]\d+", test_id):
                    yield document.problem(f"test id {test_id} does not begin with {entry_id}", place)
        yield from _placeholders(document)
    for document in files.entries:
        yield from _related(document, entries)
        yield from _fixed(document, whole=whole)
    if whole:
        for entry_id in fixed_ids():
            if entry_id not in entries:
                yield Problem(file=str(files.root), line=1, message=f"{entry_id} is missing: ids are never given up")


def _placeholders(document: Document) -> Iterator[Problem]:
    for steps, text in strings(document.value):
        if found := _PLACEHOLDER.search(text):
            yield document.problem(f"{found[0]}: a text is still to be written", steps)


def _related(document: Document, entries: Mapping[str, Document]) -> Iterator[Problem]:
    own = mapping(document.value).get("id")
    for number, other in enumerate(listed(mapping(document.value).get("related"))):
        place: tuple[Step, ...] = ("related", number)
        if other == own:
            yield document.problem(f"{other} is related to itself", place)
        elif other not in entries:
            yield document.problem(f"related names the unknown entry {other}{did_you_mean(str(other), entries)}", place)


def _fixed(document: Document, *, whole: bool) -> Iterator[Problem]:
    body = mapping(document.value)
    entry_id = str(body.get("id", ""))
    fixed = fixed_ids().get(entry_id)
    if fixed is None:
        if whole and entry_id:
            yield document.problem(
                f"{entry_id} is not in the fixed list of ids{did_you_mean(entry_id, fixed_ids())}: add it to ids.json", ("id",)
            )
        return
    key = next((name for name in _ARTICLE_KEYS if name in body), "article")
    if body.get(key) != fixed["article"]:
        yield document.problem(f"{entry_id} stands for {fixed['article']!r}, not {body.get(key)!r}: ids never change their meaning", (key,))
    if body.get("obligation") != fixed["obligation"]:
        yield document.problem(f"the obligation of {entry_id} is {fixed['obligation']}, not {body.get('obligation')}", ("obligation",))
    found = [str(test.get("id")) for _, test in tests_of(document)]
    for test_id in fixed["tests"]:
        if test_id not in found:
            yield document.problem(f"test {test_id} is missing: ids are never given up", ("tests",), key=True)
    for steps, test in tests_of(document):
        if whole and test.get("id") and test["id"] not in fixed["tests"]:
            yield document.problem(f"test {test['id']} is not in the fixed list of ids: add it to ids.json", (*steps, "id"))
