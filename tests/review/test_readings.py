"""Decisions as readings."""

from __future__ import annotations

import json

import review_samples as samples

from gapcheck.model.result import Status
from gapcheck.model.review import Decision, Review, fingerprint
from gapcheck.review import to_readings


def lines(*decisions: Decision) -> list[dict[str, object]]:
    return [json.loads(line) for line in to_readings(Review(jurisdiction="XTH", decisions=decisions), samples.assessment()).splitlines()]


def decide(reviewer: str, status: Status, *, comment: str = "", old: bool = False, test: str = "") -> Decision:
    finding = next(item for item in samples.assessment().findings if item.test == (test or samples.tests_with_evidence()[0]))
    sign = "0" * 16 if old else fingerprint(finding)
    return Decision(jurisdiction="XTH", test=finding.test, reviewer=reviewer, status=status, comment=comment, evidence=sign)


def test_one_reader_with_the_words_that_were_shown() -> None:
    (line,) = lines(decide("A", Status.PARTLY_COVERED, comment="only makers"))
    finding = next(item for item in samples.assessment().findings if item.test == line["id"])
    assert line["label"] == "partly"
    assert line["evidence"] == [{"file": item.file, "where": item.locator, "quote": item.quote} for item in finding.evidence]
    assert line["notes"] == ["only makers"]
    assert "second" not in line and "disputed" not in line


def test_readers_who_differ_on_whether_it_is_addressed_dispute_it() -> None:
    (line,) = lines(decide("A", Status.COVERED), decide("B", Status.NOT_FOUND))
    assert (line["label"], line["second"], line["disputed"]) == ("met", "not_found", True)
    (line,) = lines(decide("A", Status.COVERED), decide("B", Status.PARTLY_COVERED))
    assert "disputed" not in line


def test_a_consensus_settles_it() -> None:
    (line,) = lines(decide("A", Status.COVERED), decide("B", Status.NOT_FOUND), decide("consensus", Status.CONTRADICTED))
    assert (line["label"], line["second"]) == ("contradicted", "not_found")
    assert "disputed" not in line


def test_changed_evidence_and_gaps_have_no_quotations() -> None:
    assert lines(decide("A", Status.COVERED, old=True))[0]["evidence"] == []
    assert lines(decide("A", Status.NOT_FOUND))[0]["evidence"] == []


def test_what_a_law_cannot_answer_is_no_reading() -> None:
    assert lines(decide("A", Status.NEEDS_OTHER_SOURCE)) == []
    assert [line["label"] for line in lines(decide("A", Status.NOT_APPLICABLE))] == ["na"]
