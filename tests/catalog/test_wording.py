"""Rules in words, and entries as plain data."""

from __future__ import annotations

import json

from gapcheck.catalog import read_catalog
from gapcheck.catalog.wording import concepts_of_rule, entry_as_data, route_in_words, rule_in_words
from gapcheck.language import ontology
from gapcheck.model.catalog import Absence, Comparison, Gate, RestsOn, Route, Rule

LABELS = {"act.import": "importing", "object.firearm": "firearm", "object.part": "part, component", "object.ship": "ship"}


def test_a_route_that_says_all() -> None:
    route = Route(
        name="x",
        all=(("=act.import",), ("object.firearm", "object.part")),
        within=12,
        ordered=True,
        none=("object.ship",),
        boost=("object.part",),
        norms=("offence", "prohibition"),
        in_definition_of=("object.firearm",),
        also=((("object.ship",),),),
        number=Comparison(kind="duration", op=">=", value=10),
        strength="partial",
        certainty="low",
    )
    assert route_in_words(route, LABELS) == (
        "[“importing”] + [firearm or part, component] within 12 words, in this order, in the definition of firearm; "
        "and anywhere in the law [ship]; with a period of years of at least 10; in an offence or prohibition; not beside: ship; "
        "more convincing with: part, component (a part of the answer, low certainty)"
    )


def test_a_route_that_says_little() -> None:
    assert route_in_words(Route(name="x", all=(("act.import",),)), LABELS) == "[importing]"
    passage = Route(name="x", all=(("act.import",), ("act.unknown",)), within="passage", norms=("licence",), norm_required=True)
    assert route_in_words(passage, LABELS) == "[importing] + [act.unknown] in one passage; must be a licence"


def test_a_rule_with_every_part() -> None:
    route = Route(name="the way", all=(("act.import",),))
    rule = Rule(
        routes=(route, route),
        contradicted_by=(route,),
        rests_on=(RestsOn(test="A#1"), RestsOn(test="A#2", covers="partial")),
        absence=Absence(given=("A#3", "A#4"), routes=(route,), strength="partial"),
        applies_if=(Gate(test="A#5", statuses=("not_found", "contradicted")),),
    )
    assert rule_in_words(rule, LABELS) == [
        ("It is asked only if", [("", "A#5 is not found or contradicted")]),
        ("It is answered by any of these", [("the way", "[importing]")] * 2),
        ("It is also answered by the answer to", [("", "A#1"), ("", "A#2 (a part of it)")]),
        ("Silence answers it, once A#3 and A#4 are covered (a part of it), unless there is", [("the way", "[importing]")]),
        ("The law says the opposite by", [("the way", "[importing]")]),
    ]
    assert rule_in_words(Rule(rests_on=(RestsOn(test="A#1"),)), LABELS) == [("It is answered by the answer to", [("", "A#1")])]


def test_every_rule_of_the_catalog_has_words() -> None:
    labels = ontology().labels
    for _, test in read_catalog().tests():
        if test.rule is not None:
            parts = rule_in_words(test.rule, labels)
            assert parts
            assert all(words for _, items in parts for _, words in items)
            assert concepts_of_rule(test.rule) <= set(labels)


def test_every_entry_is_plain_data() -> None:
    for entry in read_catalog().entries:
        data = entry_as_data(entry)
        assert json.loads(json.dumps(data)) == data
        assert [test["id"] for test in data["tests"]] == [test.id for test in entry.tests]
        assert sum(len(cross.references) for cross in entry.crosswalk) == len(data["crosswalk"])
    assert "letter" in entry_as_data(read_catalog().entry("T1"))
    assert "basis" in entry_as_data(read_catalog().entry("I01"))
