"""The catalog: what the Protocol, the threats and the measures ask of a law, and the rules that look for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Family(StrEnum):
    """Which of the four kinds of catalog entry this is."""

    PROTOCOL = "protocol"
    CONVENTION = "convention"
    THREAT = "threat"
    MEASURE = "measure"


class Obligation(StrEnum):
    """How strongly the instrument asks (the Protocol's own verbs)."""

    MANDATORY = "mandatory"
    QUALIFIED = "qualified"
    CONDITIONAL = "conditional"
    CONSIDER = "consider"
    OPTIONAL = "optional"
    DEFINITION = "definition"
    INTERPRETIVE = "interpretive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A number that must stand near the route's words.

    `kind` is "duration", "penalty", "fine", "year" or "count"; durations and penalties are in years.
    """

    kind: str
    op: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One way in which a law may answer a test.

    Attributes:
        name: a few words for the explanation.
        all: slots; each is a tuple of alternative concept ids, of which one must be mentioned. Distinct words fill distinct slots.
            "=id" takes only words of the law that say the concept themselves, not terms that inherit it by definition.
        within: how near the slots must stand: a number of words, or "sentence", "passage" (a subsection with its list), "section", "law".
        ordered: the slots must be filled in the order in which they are written.
        none: concepts that, between or right beside the filled slots, disqualify the place.
        boost: concepts that make the place more convincing when they stand in the same passage.
        norms: the kinds of norm of which one should be at work there (see docs/rules.md); scored, a veto only with `norm_required`.
        norm_required: make `norms` a condition.
        in_definition_of: concept ids; the place must lie in the definition of a term that expresses one of them.
        also: further groups of slots; each group must be found (within the passage) anywhere in the law.
        number: a number that must stand in the passage.
        strength: "full" (met) or "partial" (partly met).
        certainty: "high", "medium" or "low": how surely words like these answer the question.
    """

    name: str
    all: tuple[tuple[str, ...], ...]
    within: int | str = 25
    ordered: bool = False
    none: tuple[str, ...] = ()
    boost: tuple[str, ...] = ()
    norms: tuple[str, ...] = ()
    norm_required: bool = False
    in_definition_of: tuple[str, ...] = ()
    also: tuple[tuple[tuple[str, ...], ...], ...] = ()
    number: Comparison | None = None
    strength: str = "full"
    certainty: str = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class RestsOn:
    """The answer to another test that answers this one as well: `covers` is "full" or "partial"."""

    test: str
    covers: str = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Silence that satisfies: once every `given` test is covered, finding none of `routes` answers the test.

    Where one of `routes` is found the test is contradicted, or partly covered if that route's strength is "partial".
    """

    given: tuple[str, ...]
    routes: tuple[Route, ...]
    strength: str = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A condition of a conditional test: it applies only while `test` has one of `statuses` (FP art. 9)."""

    test: str
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How the answer to one test is looked for. See docs/rules.md, which is one page on purpose."""

    routes: tuple[Route, ...] = ()
    contradicted_by: tuple[Route, ...] = ()
    rests_on: tuple[RestsOn, ...] = ()
    absence: Absence | None = None
    applies_if: tuple[Gate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSource:
    """Why a statute cannot answer a test, and where to look instead."""

    reason: str
    look_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One question to a law: either a rule answers it or another source must."""

    __test__ = False  # not a pytest class

    id: str
    asks: str
    rule: Rule | None = None
    other_source: OtherSource | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an entry comes from and when a person last checked it (ISO date)."""

    document: str
    locator: str
    checked_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossReference:
    """The same subject in another instrument. `verified` is False where nobody has yet read the passage itself."""

    instrument: str
    references: tuple[str, ...]
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What all kinds of catalog entry share.

    `kind` is "definition", "criminalization", "control measure", "confiscation", "sanctions", "jurisdiction", "cooperation",
    "scope", "relation", "purpose", "implementation", "threat" or "measure".
    """

    id: str
    family: Family
    article: str
    title: str
    obligation: Obligation
    kind: str
    nature: str
    requirement: str
    recommendation: str
    source: Source
    tests: tuple[Test, ...]
    crosswalk: tuple[CrossReference, ...] = ()
    related: tuple[str, ...] = ()
    typical_gaps: tuple[str, ...] = ()
    false_friends: tuple[str, ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision(Entry):
    """A provision of the Firearms Protocol or of the Organized Crime Convention."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Threat(Entry):
    """One of the nine threats of CTOC/COP/WG.6/2020/1, item 2. `article` is its letter, a to i."""

    definition: str = ""
    protocol_coverage: str = ""
    examples: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Entry):
    """A measure of investigation or prosecution under item 3 of the same agenda. `article` is its basis."""
