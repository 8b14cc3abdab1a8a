"""Rules in words, for people who read them, and entries as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gapcheck.catalog.catalog import article_of
from gapcheck.model.catalog import Entry, Measure, Route, Rule, Test, Threat

_UNITS = {"sentence": "in one sentence", "passage": "in one passage", "section": "in one section", "law": "anywhere in the law"}
_KINDS = {"duration": "a period of years", "penalty": "a penalty of years", "fine": "a fine", "year": "a year", "count": "a number"}
LEGEND = (
    "[ ] + [ ]: each must be found. In “ ” only words of the law that say it themselves count; "
    "otherwise also narrower terms, and terms that the law defines so."
)
_SIGNS = {">=": "at least", ">": "more than", "<=": "at most", "<": "less than", "==": "exactly", "=": "exactly"}


def rule_in_words(rule: Rule, labels: Mapping[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return a rule in words.

    Args:
        rule: the rule.
        labels: concept id -> label (`gapcheck.language.ontology().labels`).

    Returns:
        (heading, items), each item being (name, what it asks for); the name may be empty.
    """
    parts: list[tuple[str, list[tuple[str, str]]]] = []
    if rule.applies_if:
        parts.append(
            ("It is asked only if", [("", f"{gate.test} is {_or([_plain(one) for one in gate.statuses])}") for gate in rule.applies_if])
        )
    if rule.routes:
        heading = "It is answered by any of these" if len(rule.routes) > 1 else "It is answered by"
        parts.append((heading, [(route.name, route_in_words(route, labels)) for route in rule.routes]))
    if rule.rests_on:
        heading = "It is also answered by the answer to" if rule.routes else "It is answered by the answer to"
        parts.append((heading, [("", other.test + ("" if other.covers == "full" else " (a part of it)")) for other in rule.rests_on]))
    if rule.absence:
        given = f"Silence answers it, once {_and(list(rule.absence.given))} {'is' if len(rule.absence.given) == 1 else 'are'} covered"
        if rule.absence.strength != "full":
            given += " (a part of it)"
        parts.append((f"{given}, unless there is", [(route.name, route_in_words(route, labels)) for route in rule.absence.routes]))
    if rule.contradicted_by:
        parts.append(("The law says the opposite by", [(route.name, route_in_words(route, labels)) for route in rule.contradicted_by]))
    return parts


def route_in_words(route: Route, labels: Mapping[str, str]) -> str:
    """Return what a route asks for, in a sentence. `LEGEND` explains its signs."""
    within = f"within {route.within} words" if isinstance(route.within, int) else _UNITS.get(route.within, str(route.within))
    words = _slots(route.all, labels)
    if len(route.all) > 1:
        words += f" {within}"
    if route.ordered:
        words += ", in this order"
    if route.in_definition_of:
        words += f", in the definition of {_any([_label(one, labels) for one in route.in_definition_of])}"
    for group in route.also:
        words += f"; and anywhere in the law {_slots(group, labels)}"
    if route.number:
        words += f"; with {_KINDS.get(route.number.kind, route.number.kind)} of {_SIGNS[route.number.op]} {route.number.value:g}"
    if route.norms:
        words += f"; {'must be' if route.norm_required else 'in'} {_article(_or([_plain(norm) for norm in route.norms]))}"
    if route.none:
        words += f"; not beside: {' / '.join(_label(one, labels) for one in route.none)}"
    if route.boost:
        words += f"; more convincing with: {' / '.join(_label(one, labels) for one in route.boost)}"
    notes = [
        *(["a part of the answer"] if route.strength == "partial" else []),
        *([f"{route.certainty} certainty"] if route.certainty != "high" else []),
    ]
    return words + (f" ({', '.join(notes)})" if notes else "")


def concepts_of_rule(rule: Rule) -> set[str]:
    """Return the concepts that a rule names anywhere, without "="."""
    found: set[str] = set()
    absent = rule.absence.routes if rule.absence else ()
    for route in (*rule.routes, *rule.contradicted_by, *absent):
        for slots in (route.all, *route.also):
            found.update(concept for slot in slots for concept in slot)
        found.update((*route.none, *route.boost, *route.in_definition_of))
    return {concept.removeprefix("=") for concept in found}


def entry_as_data(entry: Entry) -> dict[str, Any]:
    """Return an entry as JSON has it; rules stay in their files and are only told of."""
    more: dict[str, Any] = {}
    if isinstance(entry, Threat):
        more = {"definition": entry.definition, "protocol_coverage": entry.protocol_coverage, "examples": list(entry.examples)}
    return {
        "id": entry.id,
        "family": entry.family.value,
        ("letter" if isinstance(entry, Threat) else "basis" if isinstance(entry, Measure) else "article"): entry.article,
        "heading": article_of(entry),
        "title": entry.title,
        "obligation": entry.obligation.value,
        "kind": entry.kind,
        "nature": entry.nature,
        **more,
        "requirement": entry.requirement,
        "recommendation": entry.recommendation,
        "source": {"document": entry.source.document, "locator": entry.source.locator, "checked_on": entry.source.checked_on},
        "crosswalk": [
            {"instrument": cross.instrument, "reference": place, "verified": cross.verified}
            for cross in entry.crosswalk
            for place in cross.references
        ],
        "related": list(entry.related),
        "typical_gaps": list(entry.typical_gaps),
        "false_friends": list(entry.false_friends),
        "tests": [_test_as_data(test) for test in entry.tests],
        "file": entry.file,
    }


def _test_as_data(test: Test) -> dict[str, Any]:
    other = test.other_source
    return {
        "id": test.id,
        "asks": test.asks,
        "answered_by": "rule" if test.rule else "other source",
        **({"reason": other.reason, "look_in": other.look_in} if other else {}),
    }


def _slots(slots: Sequence[Sequence[str]], labels: Mapping[str, str]) -> str:
    return " + ".join(f"[{_any([_label(concept, labels) for concept in slot])}]" for slot in slots)


def _label(concept: str, labels: Mapping[str, str]) -> str:
    plain = concept.removeprefix("=")
    label = labels.get(plain, plain)
    return f"“{label}”" if concept != plain else label


def _plain(word: str) -> str:
    return word.replace("_", " ")


def _any(words: Sequence[str]) -> str:
    """Join labels, which may hold commas."""
    return " or ".join(words)


def _or(words: Sequence[str]) -> str:
    return _joined(words, "or")


def _and(words: Sequence[str]) -> str:
    return _joined(words, "and")


def _joined(words: Sequence[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _article(words: str) -> str:
    return f"{'an' if words[0] in 'aeio' else 'a'} {words}"
