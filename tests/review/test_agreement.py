"""Two reviewers compared."""

from __future__ import annotations

import pytest
import review_samples as samples
from hypothesis import given
from hypothesis import strategies as st

from gapcheck.model.result import Status
from gapcheck.model.review import Decision, Review
from gapcheck.review import agree, kappa

TESTS = ("FP-03.a.1#1", "FP-03.a.1#2", "FP-05.1.a.1#1", "T1.1")


def review(*chosen: tuple[str, str, str], jurisdiction: str = "XTH") -> Review:
    return Review(
        jurisdiction=jurisdiction,
        decisions=tuple(
            Decision(jurisdiction=jurisdiction, test=test, reviewer=reviewer, status=Status(status)) for test, reviewer, status in chosen
        ),
    )


def test_kappa_by_hand() -> None:
    # Cohen 1960: observed 0.7, by chance 0.5.
    pairs = [("y", "y")] * 4 + [("y", "n")] * 1 + [("n", "y")] * 2 + [("n", "n")] * 3
    assert kappa(pairs) == pytest.approx((0.7 - 0.5) / 0.5)
    assert kappa([]) is None
    assert kappa([("y", "y")] * 3) == 1.0
    assert kappa([("y", "n")] * 3) == 0.0


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1))
def test_kappa_is_at_most_one_and_the_same_both_ways(pairs: list[tuple[str, str]]) -> None:
    value = kappa(pairs)
    assert value is not None and -1 <= value <= 1
    assert kappa([(b, a) for a, b in pairs]) == pytest.approx(value)


def test_two_reviewers() -> None:
    item = review(
        (TESTS[3], "A", "covered"),
        (TESTS[0], "A", "not_found"),
        (TESTS[0], "A", "covered"),  # a change of mind: the last one counts
        (TESTS[1], "A", "not_found"),
        (TESTS[2], "A", "covered"),
        (TESTS[0], "B", "covered"),
        (TESTS[1], "B", "partly_covered"),
        (TESTS[3], "B", "partly_covered"),
        (TESTS[1], "consensus", "covered"),
    )
    (found,) = agree([item], samples.catalog())
    assert (found.reviewers, found.tests, found.agreed, found.settled) == (("A", "B"), 3, 1, 1)
    assert [(share.article, share.tests, share.agreed) for share in found.articles] == [("art. 3", 2, 1), ("threat (a)", 1, 0)]
    assert [(one.test, one.status, two.status) for one, two in found.disagreements] == [
        (TESTS[1], Status.NOT_FOUND, Status.PARTLY_COVERED),
        (TESTS[3], Status.COVERED, Status.PARTLY_COVERED),
    ]
    assert found.kappa_addressed == pytest.approx(0.0)


def test_three_reviewers_are_three_pairs_and_several_jurisdictions_count_together() -> None:
    one = review(*((test, name, "covered") for test in TESTS[:2] for name in "ABC"))
    two = review((TESTS[0], "A", "covered"), (TESTS[0], "B", "not_found"), jurisdiction="XOT")
    found = agree([one, two], samples.catalog())
    assert [(item.reviewers, item.tests) for item in found] == [(("A", "B"), 3), (("A", "C"), 2), (("B", "C"), 2)]


def test_unknown_tests_and_lonely_reviewers_make_no_pair() -> None:
    assert agree([review(("FP-99#1", "A", "covered"), ("FP-99#1", "B", "covered"), (TESTS[0], "A", "covered"))], samples.catalog()) == []
