"""Decisions of reviewers: they stand beside the tool's findings and overwrite nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from gapcheck.model.result import Finding, Status

CONSENSUS = "consensus"
"""The reviewer's name under which stands what reviewers agreed on."""

SHEET = "Review"
"""Name of the sheet on which reviewers decide. It does not change, nor do the headings: they are what a returned sheet is read by."""

ID, TEST, SIGN, TOOL, STATE = "Id", "Test", "Evidence sign", "Tool status", "State"
DECIDES = ("Reviewer 1", "Reviewer 2", "Consensus")
"""Headings of the columns with a status to choose; a reviewer's name may follow: "Reviewer 1: A. Jones"."""
COMMENTS, COMMENT = ("Comment 1", "Comment 2"), "Comment"
"""Headings of each reviewer's own comments, and of the one that goes with the consensus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One reviewer's decision on one test of one jurisdiction.

    Attributes:
        reviewer: who decided; "consensus" for what reviewers agreed on.
        status: what the reviewer says the supplied text says.
        comment: why.
        decided_on: ISO date.
        evidence: fingerprint of the evidence that the reviewer saw (`fingerprint` of the finding); a finding with another one makes
            the decision stale.
        tool_status: the tool's status at that time.
    """

    jurisdiction: str
    test: str
    reviewer: str
    status: Status
    comment: str = ""
    decided_on: str = ""
    evidence: str = ""
    tool_status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All decisions on one jurisdiction, in the order in which they were made; the last of a reviewer on a test counts."""

    jurisdiction: str
    decisions: tuple[Decision, ...] = ()


def fingerprint(finding: Finding) -> str:
    """Return a short sign of what a reviewer of a finding saw: its status and its quotations with their places."""
    digest = hashlib.sha256(finding.status.value.encode())
    for item in finding.evidence:
        digest.update(f"\0{item.file}\0{item.start}\0{item.end}\0{item.quote}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def last_decisions(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the last decision of each reviewer on each test of each jurisdiction, in the order in which the first ones were made."""
    last: dict[tuple[str, str, str], Decision] = {}
    for decision in decisions:
        last[decision.jurisdiction, decision.test, decision.reviewer] = decision
    return tuple(last.values())
