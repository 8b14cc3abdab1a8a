"""From places to observations: what speaks for or against a test, in which words, under which norm."""

from __future__ import annotations

import operator
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gapcheck.annotate.reading import Reading
from gapcheck.match.features import NO_NORM_ASKED, Subject, features_of, subject_shares
from gapcheck.match.places import CRIMES, attributive, clause_around, in_sentence, only_defined
from gapcheck.match.quotations import path_of, quote_of
from gapcheck.match.routes import Hit, find_hits, whole_unit
from gapcheck.model.annotation import NormReading, PenaltyClause
from gapcheck.model.catalog import Comparison, Route
from gapcheck.model.result import Observation

_COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "==": operator.eq,
}
_CONDITION = 30
"""Words after "convicted of" that may still belong to the condition."""
_OTHER_SENTENCE = 0.6
_ONLY_DEFINED = 0.4
_LATER_NORM = 0.9
"""The norm that a route names first is the one it wants; the others come near."""
_MOST_HITS = 60
"""Places of one route that are looked at closely in one law; the tightest come first."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place of a law that speaks to a test, weighed; its words are cut out only when somebody wants to read them.

    Attributes:
        reading, hit: where it is.
        route: the way of answering that it follows.
        role: "supports" or "contradicts".
        strength: "full" or "partial".
        norms: what the passage does.
        features: named numbers from which the score is made.
    """

    reading: Reading
    hit: Hit
    route: Route
    role: str
    strength: str
    norms: NormReading
    features: Mapping[str, float]

    @cached_property
    def observation(self) -> Observation:
        """The place as it is reported, with its quotation."""
        reading, hit = self.reading, self.hit
        text = reading.law.text
        return Observation(
            route=self.route.name,
            role=self.role,
            strength=self.strength,
            evidence=quote_of(reading, hit),
            path=path_of(reading, hit, self.norms.penalty, self.route),
            concepts=tuple((fill.concept, text[slice(*reading.char_span(fill.mention.start, fill.mention.end))]) for fill in hit.fills),
            norms=tuple(sorted(self.norms.strengths.items())),
            features=self.features,
        )


def observe(
    readings: Sequence[Reading], route: Route, role: str = "supports", subject: Sequence[str] = (), on_arms: bool = False
) -> list[Place]:
    """Return the places of one route in the laws of a bundle.

    Args:
        readings: the laws of the jurisdiction.
        route: what to look for.
        role: the role of the places.
        subject: the concepts of all routes of the rule: a passage that names more of them is more about the question.
        on_arms: the question is one on arms: of a law about something else only sections that name arms can answer it.
    """
    if not all(any(_found_anywhere(reading, group) for reading in readings) for group in route.also):
        return []
    found = []
    for reading, share in zip(readings, subject_shares(readings), strict=True):
        hits = list(find_hits(reading, route))
        if on_arms and hits and reading.arms_sections is not None:
            hits = [hit for hit in hits if reading.passages[hit.passage].section in reading.arms_sections]
        if len(hits) > _MOST_HITS:
            hits = sorted(hits, key=lambda hit: hit.span - 20 * sum(fill.quality for fill in hit.fills))[:_MOST_HITS]
        about = Subject(reading, subject)
        for hit in hits:
            clause = clause_around(reading, hit)
            if _only_mentions(reading, route, hit, clause):
                continue
            norms = reading.norms(hit.passage)
            if route.number is not None and not number_holds(reading, hit, route.number, norms.penalty, route.within):
                continue
            fit = _norm_fit(reading, route, hit, norms)
            if route.norm_required and fit < 0.5:
                continue
            power_only = _power_only(reading, route, hit, norms, fit, clause)
            strength = "partial" if route.strength == "partial" or power_only else "full"
            features = features_of(reading, route, hit, clause, fit, power_only, strength, about)
            features["subject_law"] = share
            found.append(Place(reading=reading, hit=hit, route=route, role=role, strength=strength, norms=norms, features=features))
    return found


def number_holds(reading: Reading, hit: Hit, wanted: Comparison, penalty: PenaltyClause | None, within: int | str = "passage") -> bool:
    """Tell whether a number of the passage (or section, as the route looks) or of the penalty that reaches it fulfils a comparison."""
    holds = _COMPARE[wanted.op]
    if wanted.kind == "penalty" and penalty is not None and penalty.years and holds(penalty.years, wanted.value):
        return True
    kinds = {"duration": ("duration",), "penalty": ("penalty",), "year": ("year",)}.get(wanted.kind, (wanted.kind,))
    starts = reading.number_starts
    passage = reading.passages[hit.passage]
    for start, end in whole_unit(reading, passage.section).spans if within == "section" else passage.spans:
        for number in reading.numbers[bisect_left(starts, start) : bisect_left(starts, end)]:
            if number.kind in kinds and holds(number.value, wanted.value):
                return True
    return False


def _found_anywhere(reading: Reading, group: tuple[tuple[str, ...], ...]) -> bool:
    """Tell whether a law has a place for a further group of slots; kept on the reading, since many routes ask for the same groups."""
    key = ("also", group)
    known = reading.fills.get(key)
    if not isinstance(known, bool):
        further = Route(name="", all=group, within="passage")
        known = any(
            not _only_mentions(reading, further, hit, clause_around(reading, hit))
            and not any(attributive(reading, fill) for fill in hit.fills)
            for hit in find_hits(reading, further)
        )
        reading.fills[key] = known
    return known


def _norm_fit(reading: Reading, route: Route, hit: Hit, norms: NormReading) -> float:
    """Return how well what the passage does is what the route asks for, 0 to 1.

    A norm of another sentence of the passage counts by half, and one around a definition that only says what a word means even less.
    """
    if not route.norms:
        return NO_NORM_ASKED
    fit = 0.0
    for place, norm in enumerate(route.norms):
        strength = norms.strengths.get(norm, 0.0) * (1.0 if place == 0 else _LATER_NORM)
        if strength > fit:
            here = _breached(reading, hit) if norms.strengths[norm] < 1.0 else in_sentence(reading, f"norm.{norm}", hit)
            fit = max(fit, strength * (1.0 if here else _OTHER_SENTENCE))
    return fit * _ONLY_DEFINED if only_defined(reading, route, hit) else fit


def _breached(reading: Reading, hit: Hit) -> bool:
    """Tell whether the sentence of a place holds what an offence elsewhere punishes: a ban or a duty, or a licence that is asked for.

    "A holder may buy a firearm from a licensed maker. He shall keep it in a safe.": what is punished is not the first sentence.
    """
    if any(in_sentence(reading, f"norm.{norm}", hit) for norm in ("prohibition", "obligation")):
        return True
    return in_sentence(reading, "norm.licence", hit) and not in_sentence(reading, "norm.permission", hit)


def _power_only(reading: Reading, route: Route, hit: Hit, norms: NormReading, fit: float, clause: tuple[int, int]) -> bool:
    """Tell whether the place only empowers somebody to make the rule."""
    if "power" in route.norms or "power" not in norms.strengths:
        return False
    if route.norms:
        return fit < 0.6
    return reading.has("norm.power", clause[0], hit.start + 1)


def _only_mentions(reading: Reading, route: Route, hit: Hit, clause: tuple[int, int]) -> bool:
    """Tell whether a place has no rule on what it names: it repeals one, or its acts stand in the condition of a crime.

    "Where a dealer is convicted of an offence in respect of import, the court may confiscate" has no rule on import, but one on
    confiscation: what comes after the comma is the consequence.
    """
    start, end = clause
    if "repeal" not in route.norms and reading.has("event.repeal", start, end):
        return True
    if CRIMES.isdisjoint(route.norms):
        return False
    acts = [fill.mention.start for fill in hit.fills if fill.concept.startswith("act.")]
    if not acts:
        return False
    lower = reading.words.lower
    conditions = reading.mentions.get("event.condition_of_crime", [])
    starts = reading.mention_starts.get("event.condition_of_crime", [])
    for condition in conditions[bisect_left(starts, start - _CONDITION) : bisect_left(starts, hit.end)]:
        low = condition.end
        high = next((i for i in range(low, min(low + _CONDITION, len(lower))) if lower[i] == ","), low + _CONDITION)
        if all(low <= act < high for act in acts):
            return True
    return False
