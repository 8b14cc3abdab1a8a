"""What a reading of a law adds to its text: mentions of concepts, passages, definitions, references, norms, penalties.

All positions are word indices into the reading's words unless a name says `char`.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that express a concept.

    Attributes:
        start, end: half-open range of words, gaps included.
        words: the word indices that carry it, without the gaps of a discontinuous term.
    """

    start: int
    end: int
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What is read together: a subsection with its list, or the introduction, one item and the closing words.

    Attributes:
        spans: ranges of words, in order; positions inside a passage count along them as if they were joined.
        unit: index of the unit it belongs to.
        section: index of the basic unit (section, article) above it.
        whole: True for a whole subsection, False for one item with its introduction.
    """

    spans: tuple[tuple[int, int], ...]
    unit: int
    section: int
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A term that the law defines.

    Attributes:
        term: the term as printed.
        term_start, term_end, body_start, body_end: ranges of words.
        concepts: what the term's own words express.
        whole: those of them that its words express as a whole ("imitation firearm" is as a whole no firearm).
        head: concepts that the body's head names: what the term *is* ("means a firearm or ammunition").
        included: concepts that the body adds ("includes any part"): not what every rule about the term covers.
        unit: index of the unit that holds it.
    """

    term: str
    term_start: int
    term_end: int
    body_start: int
    body_end: int
    concepts: frozenset[str]
    whole: frozenset[str]
    head: frozenset[str]
    included: frozenset[str]
    unit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A reference from one unit to others of the same law ("contravenes section 5 or 7(1)")."""

    unit: int
    targets: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyClause:
    """A clause that punishes.

    Attributes:
        unit: the unit that holds it.
        start, end: its words.
        years: the longest imprisonment it names, in years (`inf` for life, 0 where it names none).
        imprisonment, fine: what it threatens.
        scope: "unit" (itself), "section" (the section it stands in), "targets" (the units it refers to), "part" or "law" (general clause).
        targets: indices of units it refers to.
    """

    unit: int
    start: int
    end: int
    years: float
    imprisonment: bool
    fine: bool
    scope: str
    targets: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from the law: `kind` is "duration" or "penalty" (years), "year", "count"; the words `[start, end)`."""

    kind: str
    value: float
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NormReading:
    """What a unit does: strength from 0 to 1 for each kind of norm, and the penalty clause that reaches it."""

    strengths: dict[str, float] = field(default_factory=dict)
    penalty: PenaltyClause | None = None
