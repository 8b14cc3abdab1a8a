"""Decisions as readings: the form that `gapcheck evaluate` compares findings with."""

from __future__ import annotations

import json
from typing import Any

from gapcheck.model.result import Assessment, Finding, Status
from gapcheck.model.review import CONSENSUS, Decision, Review, fingerprint, last_decisions

LABELS = {
    Status.COVERED: "met",
    Status.PARTLY_COVERED: "partly",
    Status.NOT_FOUND: "not_found",
    Status.CONTRADICTED: "contradicted",
    Status.NOT_APPLICABLE: "na",
}
"""A status and the label of a reading. "Needs another source" says that a law cannot answer, so it is no reading of one."""


def to_readings(review: Review, assessment: Assessment) -> str:
    """Return one line of JSON for each test that was decided, in the order of the findings.

    The label is the consensus, or else the first reviewer's; `second` is another reviewer's. `disputed` marks tests on which they
    differ on whether the law addresses them and there is no consensus. Evidence is what the reviewer was shown and accepted: the
    finding's quotations, where the label says that the law has the rule and the quotations are still the same.
    """
    by_test: dict[str, list[Decision]] = {}
    for decision in last_decisions(review.decisions):
        if decision.status in LABELS:
            by_test.setdefault(decision.test, []).append(decision)
    lines = [_reading(finding, by_test[finding.test]) for finding in assessment.findings if finding.test in by_test]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _reading(finding: Finding, decisions: list[Decision]) -> dict[str, Any]:
    consensus = next((decision for decision in decisions if decision.reviewer == CONSENSUS), None)
    readers = [decision for decision in decisions if decision.reviewer != CONSENSUS]
    chief = consensus or readers[0]
    label = LABELS[chief.status]
    line: dict[str, Any] = {"id": finding.test, "label": label, "evidence": []}
    if label in ("met", "partly", "contradicted") and chief.evidence == fingerprint(finding):
        line["evidence"] = [{"file": item.file, "where": item.locator, "quote": item.quote} for item in finding.evidence]
    second = readers[1] if len(readers) > 1 else None
    if second is not None:
        line["second"] = LABELS[second.status]
        if consensus is None and _addressed(LABELS[second.status]) != _addressed(label):
            line["disputed"] = True
    notes = [decision.comment for decision in decisions if decision.comment]
    if notes:
        line["notes"] = list(dict.fromkeys(notes))
    return line


def _addressed(label: str) -> bool:
    return label in ("met", "partly")
