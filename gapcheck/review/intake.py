"""Taking a returned sheet in: good rows become decisions, bad ones are told with their row number, stale ones wait for a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gapcheck.errors import UsageError
from gapcheck.model.result import Assessment, Finding, Status
from gapcheck.model.review import CONSENSUS, DECIDES, Decision, Review, fingerprint, last_decisions
from gapcheck.review.sheet import Returned, ReturnedRow, fold

_SIGN = re.compile("[0-9a-f]{16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A row that was not taken: its number as Excel counts, its Id and the reason."""

    row: int
    key: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What a returned sheet holds.

    Attributes:
        new: decisions to be added, in the order of the rows.
        unchanged: number of decisions that are known already.
        stale: rows whose decisions were made on evidence that has changed since; they are not among `new` unless that was asked for.
        problems: rows that were skipped whole.
        rows: number of rows that somebody wrote in; each is in exactly one of taken, stale, problems.
        taken: number of rows of which every decision is in `new` or known already.
    """

    new: tuple[Decision, ...]
    unchanged: int
    stale: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    rows: int
    taken: int


def take_in(
    returned: Returned,
    assessments: Iterable[Assessment],
    reviews: Mapping[str, Review],
    *,
    on: str,
    reviewers: Sequence[str] = (),
    accept_stale: bool = False,
) -> Intake:
    """Compare a returned sheet with the findings of today and the decisions that are known.

    Args:
        returned: the sheet.
        assessments: the findings that the decisions are about.
        reviews: what was decided before.
        on: the ISO date that new decisions bear.
        reviewers: names for Reviewer 1 and Reviewer 2, where the headings do not give them or give others.
        accept_stale: take decisions on changed evidence too; they stay marked as stale.

    Raises:
        UsageError: the two reviewers have the same name, or a reserved one.
    """
    names = _names(returned, reviewers)
    findings = {f"{item.jurisdiction}/{finding.test}": (item.jurisdiction, finding) for item in assessments for finding in item.findings}
    known = {
        (decision.jurisdiction, decision.test, decision.reviewer): decision
        for review in reviews.values()
        for decision in last_decisions(review.decisions)
    }
    times = Counter(row.key for row in returned.rows if row.key)
    new: list[Decision] = []
    stale: list[Problem] = []
    problems: list[Problem] = []
    unchanged = taken = touched = 0
    for row in returned.rows:
        if not row.touched:
            continue
        touched += 1
        try:
            jurisdiction, finding = _finding(row, findings, times, returned)
            decisions = _decisions(row, jurisdiction, finding, names, returned.statuses, on)
        except ValueError as error:
            problems.append(Problem(row=row.number, key=row.key, reason=str(error)))
            continue
        fresh = [decision for decision in decisions if not _same(known.get((jurisdiction, finding.test, decision.reviewer)), decision)]
        if fresh and row.sign != fingerprint(finding):
            reason = "The evidence has changed since this sheet was written: look again, in a new sheet."
            stale.append(Problem(row=row.number, key=row.key, reason=reason))
            if not accept_stale:
                continue
        unchanged += len(decisions) - len(fresh)
        taken += 1
        new += fresh
    return Intake(new=tuple(new), unchanged=unchanged, stale=tuple(stale), problems=tuple(problems), rows=touched, taken=taken)


def _names(returned: Returned, wanted: Sequence[str]) -> tuple[str, str, str]:
    given = [*wanted, "", ""]
    first, second = (given[at] or returned.reviewers[at] or DECIDES[at] for at in (0, 1))
    if first == second or CONSENSUS in (first, second):
        raise UsageError(
            "Each reviewer needs a name of their own.",
            where="--reviewer",
            todo='Write it in the heading ("Reviewer 1: A. Jones") or name it.',
        )
    return first, second, CONSENSUS


def _finding(
    row: ReturnedRow, findings: Mapping[str, tuple[str, Finding]], times: Mapping[str, int], returned: Returned
) -> tuple[str, Finding]:
    """Return the finding that a row is about.

    Raises:
        ValueError: that cannot be told with certainty.
    """
    if not row.key:
        raise ValueError("The Id is empty.")
    if row.key not in findings:
        raise ValueError(f"There is no finding with the Id {row.key!r}.")
    if times[row.key] > 1:
        raise ValueError(f"The Id {row.key} stands in {times[row.key]} rows: which one counts?")
    jurisdiction, finding = findings[row.key]
    if returned.has_test and row.test != finding.test:
        raise ValueError(f"The cells Id and Test do not belong together ({row.test!r}): were only some of the columns sorted?")
    if not _SIGN.fullmatch(row.sign):
        raise ValueError("The evidence sign is missing or damaged: it cannot be told on which evidence this was decided.")
    return jurisdiction, finding


def _decisions(
    row: ReturnedRow, jurisdiction: str, finding: Finding, names: Sequence[str], statuses: Mapping[str, Status], on: str
) -> list[Decision]:
    """Return what a row decides.

    Raises:
        ValueError: one of its cells makes no sense: the row is bad as a whole.
    """
    comments = list(row.comments)
    if comments[2] and not row.chosen[2]:
        # One comment for the row, and no consensus to go with: it belongs to who decided without a comment of their own.
        for at in (0, 1):
            if row.chosen[at]:
                comments[at] = comments[at] or comments[2]
    found = []
    for at, (heading, text) in enumerate(zip(DECIDES, row.chosen, strict=True)):
        if not text:
            if row.comments[at] and (at < 2 or not any(row.chosen)):
                raise ValueError(f"There is a comment without a status ({heading}).")
            continue
        status = statuses.get(fold(text))
        if status is None:
            raise ValueError(f"{heading}: there is no status {text!r}; choose one from the list.")
        found.append(
            Decision(
                jurisdiction=jurisdiction,
                test=finding.test,
                reviewer=names[at],
                status=status,
                comment=comments[at],
                decided_on=on,
                evidence=row.sign,
                tool_status=_tool_status(row, finding, statuses).value,
            )
        )
    return found


def _tool_status(row: ReturnedRow, finding: Finding, statuses: Mapping[str, Status]) -> Status:
    """Return the tool's status that the reviewer saw; on unchanged evidence that is the finding's."""
    return finding.status if row.sign == fingerprint(finding) else statuses.get(fold(row.tool), finding.status)


def _same(before: Decision | None, now: Decision) -> bool:
    return before is not None and (before.status, before.comment, before.evidence) == (now.status, now.comment, now.evidence)
