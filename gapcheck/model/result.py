"""What an assessment says: evidence, findings, coverage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gapcheck.model.law import Law, Unit

DISCLAIMER = (
    "A status speaks of the supplied text only: it indicates what the text says, not whether a State complies. "
    '"Not found" means that these texts hold no such rule that gapcheck could find; it may stand in another law.'
)
"""The line that every output carries."""


class Status(StrEnum):
    """What the supplied text says on a test."""

    COVERED = "covered"
    PARTLY_COVERED = "partly_covered"
    NOT_FOUND = "not_found"
    CONTRADICTED = "contradicted"
    NOT_APPLICABLE = "not_applicable"
    NEEDS_OTHER_SOURCE = "needs_other_source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words of a law and their place. Made only by `cut`, so that `quote == text[start:end]` always holds."""

    file: str
    quote: str
    start: int
    end: int
    eid: str
    locator: str
    page: int | None

    @staticmethod
    def cut(law: Law, unit: Unit, start: int, end: int) -> Evidence:
        """Slice `[start, end)` out of the law's canonical text; `unit` is the smallest unit that holds it."""
        return Evidence(
            file=law.name,
            quote=law.text[start:end],
            start=start,
            end=end,
            eid=unit.eid,
            locator=unit.locator,
            page=law.page_of(start),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One labelled part of a score: the parts and the base add up to it (in log-odds)."""

    name: str
    value: float
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One place of a law that speaks to a test, by one route of its rule.

    Attributes:
        route: the route's name.
        role: "supports", "contradicts" or "qualifies".
        strength: "full" or "partial".
        evidence: the words.
        path: further evidence that completes it (the penalty clause of an offence by reference, the definition of a term).
        concepts: concept id and the words that expressed it, in the order of the route's slots.
        norms: the kinds of norm at work, with their strength from 0 to 1.
        features: named numbers from which the score is made.
    """

    route: str
    role: str
    strength: str
    evidence: Evidence
    path: tuple[Evidence, ...] = ()
    concepts: tuple[tuple[str, str], ...] = ()
    norms: tuple[tuple[str, float], ...] = ()
    features: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer to one test.

    Attributes:
        score: probability, 0 to 1, that a reader would say that the law addresses the test.
        needs_a_look: the score lies in the band in which the tool is not sure.
        qualifiers: exemptions and conditions that stand with the rule found, as evidence.
        near_misses: the passages that come nearest where nothing was found; ranking, not evidence.
    """

    test: str
    provision: str
    status: Status
    score: float
    reason: str
    needs_a_look: bool = False
    evidence: tuple[Evidence, ...] = ()
    qualifiers: tuple[Evidence, ...] = ()
    near_misses: tuple[Evidence, ...] = ()
    recommendation: str = ""
    contributions: tuple[Contribution, ...] = ()
    observations: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Coverage of a group of tests: 0 to 1, None where no test of the group can be answered from a statute.

    `counts` holds the number of tests of each status.
    """

    id: str
    title: str
    coverage: float | None
    counts: Mapping[str, int]
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class LawSummary:
    """What an output says of a law that was read. `date` is that of the text (ISO), where whoever named the file told it."""

    file: str
    sha256: str
    language: str
    title: str
    units: int
    characters: int = 0
    numbered_share: float = 0.0
    warnings: tuple[str, ...] = ()
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A file that could not be read, and why: a value with its reason, not a log line."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One jurisdiction's laws against the catalog.

    `unmapped` holds the openings of units that speak of firearms and on which no finding rests: what the catalog did not ask about, or
    the tool overlooked.
    """

    jurisdiction: str
    gapcheck: str
    catalog: str
    laws: tuple[LawSummary, ...]
    findings: tuple[Finding, ...]
    provisions: tuple[Coverage, ...]
    articles: tuple[Coverage, ...]
    threats: tuple[Coverage, ...]
    overall: Coverage
    weights: Mapping[str, float]
    refused: tuple[Refusal, ...] = ()
    unmapped: tuple[Evidence, ...] = ()
