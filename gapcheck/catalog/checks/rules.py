"""Rules: the tests and concepts that they name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from gapcheck.catalog.checks.common import Files, did_you_mean, listed, mapping, tests_of
from gapcheck.catalog.located import Document, Problem, Step

Steps = tuple[Step, ...]


def check_tests_named(files: Files) -> Iterator[Problem]:
    """Go through tests that do not exist and are named by rules, and circles of tests that rest on each other."""
    known = {str(test["id"]): (document, steps) for document in files.entries for steps, test in tests_of(document) if test.get("id")}
    rests: dict[str, list[str]] = {}
    for document in files.entries:
        for steps, test in tests_of(document):
            own = str(test.get("id", ""))
            for place, other in _tests_named(mapping(test.get("rule")), (*steps, "rule")):
                if other not in known:
                    key = next(step for step in place if step in ("rests_on", "applies_if", "given"))
                    yield document.problem(f"{own}: {key} names the unknown test {other}{did_you_mean(other, known)}", place)
                else:
                    rests.setdefault(own, []).append(other)
    for circle in _circles(rests):
        document, steps = known[circle[0]]
        yield document.problem(f"{circle[0]} rests on itself: {' -> '.join(circle)}", (*steps, "id"))


def _tests_named(rule: Mapping[str, Any], steps: Steps) -> Iterator[tuple[Steps, str]]:
    for key in ("rests_on", "applies_if"):
        for number, item in enumerate(listed(rule.get(key))):
            test = mapping(item).get("test")
            if isinstance(test, str):
                yield (*steps, key, number, "test"), test
    given = mapping(rule.get("absence")).get("given")
    for number, test in enumerate(listed(given)):
        if isinstance(test, str):
            yield (*steps, "absence", "given", *([number] if isinstance(given, list) else [])), test


def _circles(rests: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """Go through circles, each once, by a walk that does not recurse."""
    done: set[str] = set()
    for start in rests:
        if start in done:
            continue
        way = [start]
        turns = [iter(rests.get(start, ()))]
        on_way = {start}
        while turns:
            other = next(turns[-1], None)
            if other is None:
                turns.pop()
                last = way.pop()
                on_way.discard(last)
                done.add(last)
            elif other in on_way:
                yield [*way[way.index(other) :], other]
            elif other not in done:
                way.append(other)
                on_way.add(other)
                turns.append(iter(rests.get(other, ())))


def concepts_named(document: Document) -> Iterator[tuple[Steps, str]]:
    """Go through the concepts that the rules of an entry name, without "=", with the steps that lead to each."""
    for steps, test in tests_of(document):
        rule = mapping(test.get("rule"))
        at: Steps = (*steps, "rule")
        for key in ("routes", "contradicted_by"):
            yield from _of_routes(rule.get(key), (*at, key))
        yield from _of_routes(mapping(rule.get("absence")).get("routes"), (*at, "absence", "routes"))


def _of_routes(routes: Any, steps: Steps) -> Iterator[tuple[Steps, str]]:
    for number, route in enumerate(listed(routes)):
        body = mapping(route)
        for key in ("all", "none", "boost", "in_definition_of"):
            yield from _leaves(body.get(key), (*steps, number, key))
        for group, slots in enumerate(listed(body.get("also"))):
            inner = slots.get("all") if isinstance(slots, dict) else slots
            yield from _leaves(inner, (*steps, number, "also", group, *(["all"] if isinstance(slots, dict) else [])))


def _leaves(value: Any, steps: Steps) -> Iterator[tuple[Steps, str]]:
    if isinstance(value, str):
        yield steps, value.removeprefix("=")
    else:
        for number, item in enumerate(listed(value)):
            yield from _leaves(item, (*steps, number))


def check_concepts_named(files: Files, concepts: Collection[str]) -> Iterator[Problem]:
    """Go through concepts that rules name and the ontology does not know."""
    for document in files.entries:
        for steps, concept in concepts_named(document):
            if concept not in concepts:
                yield document.problem(f"unknown concept {concept}{did_you_mean(concept, concepts)}", steps)
