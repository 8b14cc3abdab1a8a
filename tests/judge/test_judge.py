"""From observations to findings: rests_on, absence, gates, contradiction, contributions."""

from __future__ import annotations

import math

import pytest

from gapcheck.catalog import Catalog, read_catalog
from gapcheck.catalog.read import read_entry
from gapcheck.evaluate.sentences import read_text
from gapcheck.judge import judge
from gapcheck.judge.calibration import Calibration, calibration, language_of, sigmoid
from gapcheck.model.result import Finding, Status


def catalog(*tests: dict[str, object]) -> Catalog:
    body = {
        "id": "X-1",
        "article": "1",
        "title": "t",
        "obligation": "mandatory",
        "kind": "criminalization",
        "requirement": "r",
        "recommendation": "Enact it.",
        "source": {"document": "d", "locator": "l", "checked_on": "2026-01-01"},
        "tests": list(tests),
    }
    return Catalog(entries=(read_entry(body, "x.yaml"),), digest="0")


SELL = {"name": "offence of sale", "all": ["act.sell", "object.firearm"], "within": 12, "norms": ["offence", "prohibition"]}
LAW = "7. No person shall sell a firearm. A person who does so commits an offence."


def find(text: str, *tests: dict[str, object]) -> dict[str, Finding]:
    return {finding.test: finding for finding in judge(catalog(*tests), [read_text(text, "en")])}


def test_covered_with_the_words_of_the_law() -> None:
    found = find(LAW, {"id": "X-1#1", "asks": "?", "rule": {"routes": [SELL]}})["X-1#1"]
    assert found.status is Status.COVERED
    assert "sell a firearm" in found.evidence[0].quote
    assert found.evidence[0].quote == LAW[found.evidence[0].start : found.evidence[0].end]


def test_contributions_add_up_to_the_score() -> None:
    found = find(LAW, {"id": "X-1#1", "asks": "?", "rule": {"routes": [SELL]}})["X-1#1"]
    assert sigmoid(math.fsum(part.value for part in found.contributions)) == pytest.approx(found.score, abs=1e-3)


def test_nothing_found_recommends() -> None:
    found = find("7. A fee is prescribed.", {"id": "X-1#1", "asks": "?", "rule": {"routes": [SELL]}})["X-1#1"]
    assert found.status is Status.NOT_FOUND
    # Readers find an answer in a few of the tests for which no place was found.
    assert found.score == pytest.approx(calibration().near[1], abs=1e-4)
    assert [part.name for part in found.contributions] == ["near"]
    assert found.recommendation == "Enact it."


def test_rests_on_another_test() -> None:
    tests = (
        {"id": "X-1#1", "asks": "?", "rule": {"routes": [], "rests_on": [{"test": "X-1#2"}]}},
        {"id": "X-1#2", "asks": "?", "rule": {"routes": [SELL]}},
    )
    found = find(LAW, *tests)
    assert found["X-1#1"].status is Status.COVERED
    assert found["X-1#1"].evidence == found["X-1#2"].evidence
    assert found["X-1#1"].score < found["X-1#2"].score


def test_tests_that_rest_on_each_other_do_not_hang() -> None:
    tests = (
        {"id": "X-1#1", "asks": "?", "rule": {"routes": [], "rests_on": [{"test": "X-1#2"}]}},
        {"id": "X-1#2", "asks": "?", "rule": {"routes": [], "rests_on": [{"test": "X-1#1"}]}},
    )
    assert {finding.status for finding in find(LAW, *tests).values()} == {Status.NOT_FOUND}


def test_silence_that_satisfies() -> None:
    exception = {"name": "exception", "all": ["object.antique"], "within": 5}
    tests = (
        {"id": "X-1#1", "asks": "?", "rule": {"routes": [], "absence": {"given": ["X-1#2"], "routes": [exception]}}},
        {"id": "X-1#2", "asks": "?", "rule": {"routes": [SELL]}},
    )
    assert find(LAW, *tests)["X-1#1"].status is Status.COVERED
    assert find(LAW + "\n\n8. Nothing in this Act applies to an antique firearm.", *tests)["X-1#1"].status is Status.CONTRADICTED
    assert find("7. A fee is prescribed.", *tests)["X-1#1"].status is Status.NOT_FOUND


def test_a_closed_gate_is_not_applicable() -> None:
    tests = (
        {"id": "X-1#1", "asks": "?", "rule": {"routes": [SELL], "applies_if": [{"test": "X-1#2", "statuses": ["not_found"]}]}},
        {"id": "X-1#2", "asks": "?", "rule": {"routes": [SELL]}},
    )
    assert find(LAW, *tests)["X-1#1"].status is Status.NOT_APPLICABLE


def test_contradicted() -> None:
    against = {"name": "sale is free", "all": ["act.sell", "object.firearm", "norm.permission"], "within": 12}
    found = find(
        "7. Any person may sell a firearm freely.",
        {"id": "X-1#1", "asks": "?", "rule": {"routes": [], "contradicted_by": [against]}},
    )["X-1#1"]
    assert found.status is Status.CONTRADICTED
    assert found.evidence


def test_needs_other_source() -> None:
    found = find(LAW, {"id": "X-1#1", "asks": "?", "needs_other_source": {"reason": "Practice.", "look_in": "reports"}})["X-1#1"]
    assert found.status is Status.NEEDS_OTHER_SOURCE
    assert "reports" in found.reason


def test_numbers_are_compared() -> None:
    rule = {"routes": [{**SELL, "norms": ["penalty"], "number": {"kind": "penalty", "op": ">=", "value": 4}}]}
    text = "7. A person who sells a firearm is liable to imprisonment for {} years."
    assert find(text.format("five"), {"id": "X-1#1", "asks": "?", "rule": rule})["X-1#1"].status is Status.COVERED
    assert find(text.format("two"), {"id": "X-1#1", "asks": "?", "rule": rule})["X-1#1"].status is Status.NOT_FOUND


@pytest.mark.parametrize("language", ["", "en", "es"])
def test_the_calibration_of_the_package_is_whole(language: str) -> None:
    model: Calibration = calibration(language)
    assert 0 < model.look[0] <= model.threshold <= model.look[1] < 1
    assert set(model.verdict_weights) == {"best", "second", "places"}


def test_a_bundle_is_judged_by_the_calibration_of_most_of_its_text() -> None:
    assert language_of([]) == ""
    assert language_of([("en", 10), ("es", 30), ("en", 15)]) == "es"
    assert calibration("en") == calibration()
    # What the Spanish pack finds has to be more convincing before it counts.
    assert calibration("es").threshold > calibration().threshold
    text = "5. Whoever imports a firearm without a licence commits an offence and is liable to imprisonment for seven years."
    found = {f.test: f for f in judge(read_catalog(), [read_text(text, "en")], wanted=frozenset({"FP-05.1.b.1#1"}))}
    told = {f.test: f for f in judge(read_catalog(), [read_text(text, "en")], wanted=frozenset({"FP-05.1.b.1#1"}), model=calibration("en"))}
    assert found == told
