"""Figures on answers whose figures can be worked out by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapcheck.evaluate.agreement import kappa
from gapcheck.evaluate.metrics import (
    Guess,
    Item,
    auc,
    band,
    best_threshold,
    by,
    confusion,
    f_beta,
    figures,
    gap_f2,
    interval,
    log_loss,
    readers,
    reliability,
    worst,
)


def item(test: str, gold: str, said: str, score: float, **more: object) -> Item:
    return Item(law=str(more.pop("law", "XOS")), test=test, article="art. 5", kind="threat", gold=gold, said=said, score=score, **more)  # type: ignore[arg-type]


ITEMS = [
    item("a", "met", "covered", 0.9, hits=(True, False)),
    item("b", "partly", "covered", 0.7, hits=(False, False, True)),
    item("c", "met", "not_found", 0.2),
    item("d", "not_found", "not_found", 0.1, second="met"),
    item("e", "contradicted", "contradicted", 0.1, second="not_found"),
    item("f", "not_found", "partly_covered", 0.6, look=True),
    item("g", "na", "covered", 0.9),
    item("h", "met", "not_found", 0.0, second="not_found", disputed=True),
]
TRUTH = {("XOS", entry.test): entry.gap for entry in ITEMS if entry.live} | {("XWE", "a"): False, ("XWE", "c"): True, ("XWE", "d"): True}


def test_figures_of_gaps() -> None:
    found = figures(ITEMS, Guess(TRUTH))
    assert (found.tests, found.gaps) == (6, 3)
    assert found.precision == pytest.approx(2 / 3)
    assert found.recall == pytest.approx(2 / 3)
    assert found.f2 == pytest.approx(2 / 3)
    assert found.kappa == pytest.approx(1 / 3)
    assert found.hit1 == pytest.approx(1 / 3)
    assert found.hit3 == pytest.approx(2 / 3)
    assert found.exact == pytest.approx(3 / 6)


def test_the_guess_that_reads_nothing_looks_at_other_laws_only() -> None:
    guess = Guess(TRUTH)
    assert guess("XOS", "a") is False
    assert guess("XOS", "c") is True
    assert guess("XOS", "b") is True, "no other law has been read: a gap in a tie"
    assert guess.varies("c")
    assert not guess.varies("a")
    found = figures(ITEMS, guess)
    assert found.varying_tests == 1


def test_a_score_that_ranks_perfectly_has_an_area_of_one() -> None:
    assert auc([(0.9, True), (0.8, True), (0.1, False)]) == 1
    assert auc([(0.5, True), (0.5, False)]) == 0.5
    assert math.isnan(auc([(0.5, True)]))


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=30))
def test_the_area_is_the_share_of_pairs_in_order(scored: list[tuple[int, bool]]) -> None:
    pairs = [(high, low) for high, yes in scored if yes for low, no in scored if not no]
    wanted = sum((high > low) + 0.5 * (high == low) for high, low in pairs) / len(pairs) if pairs else math.nan
    assert auc([(float(score), flag) for score, flag in scored]) == pytest.approx(wanted, nan_ok=True)


def test_f2_weighs_recall() -> None:
    assert f_beta(0.5, 1.0) > f_beta(1.0, 0.5)
    assert f_beta(0.0, 0.0) == 0
    assert math.isnan(f_beta(math.nan, 1.0))


def test_reliability_compares_scores_with_shares() -> None:
    bins, error = reliability(
        [item("a", "met", "covered", 0.95), item("b", "not_found", "covered", 0.95), item("c", "not_found", "not_found", 0.05)]
    )
    assert [(entry.low, entry.tests, entry.addressed) for entry in bins] == [(0.0, 1, 0.0), (0.9, 2, 0.5)]
    assert error == pytest.approx((0.05 + 2 * 0.45) / 3)
    assert reliability([item("a", "met", "covered", 1.0)])[0][0].low == 0.9


def test_the_band_tells_where_errors_are() -> None:
    found = band(ITEMS)
    assert (found.tests, found.share) == (1, pytest.approx(1 / 6))
    assert found.error_inside == 1
    assert found.error_outside == pytest.approx(1 / 5)
    assert found.errors_caught == pytest.approx(1 / 2)


def test_readers_are_compared_on_disputed_tests_too() -> None:
    found = readers([*ITEMS, item("i", "met", "covered", 0.9, second="na", second_hit=True)])
    assert found.tests == 3
    assert found.agreement == pytest.approx(1 / 3)
    assert math.isnan(found.hit1), "the only quotation of both is on a test that does not apply to one of them"
    assert readers([item("i", "met", "covered", 0.9, second="partly", second_hit=True)]).hit1 == 1


def test_confusion_leaves_disputed_tests_out_and_keeps_those_that_do_not_apply() -> None:
    counts = confusion(ITEMS)
    assert counts["na"] == {"covered": 1}
    assert counts["met"] == {"covered": 1, "not_found": 1}


def test_the_worst_tests_are_wrong_most_often_and_most_surely() -> None:
    rows = [
        item("x", "met", "not_found", 0.3), item("x", "met", "covered", 0.9, law="XWE"),
        item("y", "met", "not_found", 0.0), item("y", "met", "covered", 0.9, law="XWE"),
        item("z", "not_found", "covered", 0.9), item("ok", "met", "covered", 0.9),
    ]  # fmt: skip
    found = worst(rows)
    assert [entry.test for entry in found] == ["z", "y", "x"]
    assert found[0].missed_gaps == ("XOS",)
    assert found[1].false_gaps == ("XOS",)
    assert len(worst(rows, 1)) == 1
    assert log_loss([item("a", "met", "covered", 0.0)]) == pytest.approx(-math.log(0.01))


def test_groups_keep_their_order_and_leave_out_what_does_not_count() -> None:
    groups = by([item("g", "na", "covered", 0.9, law="XZZ"), *ITEMS], lambda entry: entry.law, Guess(TRUTH))
    assert list(groups) == ["XOS"]


def test_the_best_threshold_is_at_least_as_good_as_any() -> None:
    scored = [(0.1, False), (0.3, True), (0.4, False), (0.8, True), (0.9, True)]
    threshold, value = best_threshold(scored, kappa)
    assert value == max(kappa([(not yes, score < step) for score, yes in scored]) for step in (0.1, 0.3, 0.4, 0.8, 0.9, 1.9))
    assert kappa([(not yes, score < threshold) for score, yes in scored]) == value
    assert best_threshold(scored, gap_f2)[1] == pytest.approx(5 * (2 / 3) / (4 * (2 / 3) + 1))
    assert best_threshold([(number / 1000, number > 500) for number in range(1000)], kappa)[1] > 0.98


def test_an_interval_holds_the_figure_and_narrows_with_more_tests() -> None:
    low, high = interval(ITEMS * 10)
    wide_low, wide_high = interval(ITEMS * 2)
    assert low < 1 / 3 < high
    assert high - low < wide_high - wide_low
    assert (low, high) == interval(ITEMS * 10)
    assert math.isnan(interval([])[0])
