"""Decisions of reviewers: they stand beside the tool's findings and overwrite nothing."""

from __future__ import annotations

from dataclasses import dataclass

from gapcheck.model.result import Status


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
