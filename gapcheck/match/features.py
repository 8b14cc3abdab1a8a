"""The features of a place: named numbers, each about 0 to 1, from which its score is made. docs/scores.md explains them."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence

from gapcheck.annotate.reading import CLAUSE_ENDS, Reading
from gapcheck.match.links import across_items, unlinked
from gapcheck.match.places import CRIMES, attributive, in_sentence, only_defined
from gapcheck.match.routes import Hit
from gapcheck.match.slots import slot_fills
from gapcheck.model.catalog import Route

FEATURES = (
    "certainty",
    "partial",
    "norm",
    "norm_near",
    "norm_first",
    "power_only",
    "nearness",
    "one_clause",
    "directness",
    "boost",
    "governed",
    "heading",
    "about",
    "about_section",
    "density",
    "exempted",
    "permitted",
    "attributive",
    "unlinked",
    "across_items",
    "negated",
    "procedural",
    "authority_acts",
    "subject_matter",
    "transitional",
    "in_definition",
    "only_defined",
    "defines",
    "leading",
    "in_schedule",
    "slots",
    "subject_law",
)
"""The names of the features, in the order in which they are fitted."""

_CERTAINTY = {"high": 1.0, "medium": 0.5, "low": 0.0}
_ONE_CLAUSE = 110
"""Longest place that can be one clause, in words."""
NO_NORM_ASKED = 0.75
_BANS = frozenset({"offence", "prohibition", "exemption", "penalty"})
_DENIES = 4
"""Words before an act in which "shall not" denies it."""
_LONG_SENTENCE = 80
"""Words before a place in which the beginning of its sentence is looked for."""
_GOVERNS = 14
"""Words between the subject of a rule ("no person shall", "whoever") and the act it governs."""
_AUTHORITIES = ("person.authority", "person.police", "person.court", "person.customs")
_SUBJECT = 8
"""Words at the beginning of a sentence, or of the introduction of a list, among which its subject stands."""


class Subject:
    """What a rule is about, in one law: tells of stretches of words how many of its concepts they name."""

    def __init__(self, reading: Reading, concepts: Sequence[str]) -> None:
        # Concepts that are rare in this law count more.
        self.rows = [
            (starts, 1.0 / (1.0 + math.log(len(starts)))) for concept in concepts if (starts := reading.mention_starts.get(concept))
        ]
        self.total = 0.0
        for _, weight in self.rows:
            self.total += weight
        self.known: dict[tuple[int, int], float] = {}

    def share(self, start: int, end: int) -> float:
        """Return which share of the concepts, weighed, the words `[start, end)` name."""
        if not self.total:
            return 0.0
        known = self.known.get((start, end))
        if known is None:
            named = 0.0
            for starts, weight in self.rows:
                index = bisect_left(starts, start)
                if index < len(starts) and starts[index] < end:
                    named += weight
            known = self.known[start, end] = named / self.total
        return known


def features_of(
    reading: Reading, route: Route, hit: Hit, clause: tuple[int, int], fit: float, power_only: bool, strength: str, subject: Subject
) -> dict[str, float]:
    """Return the features of a place, all but "subject_law".

    Args:
        clause: the words of the sentence around the place.
        fit: how well the norm at work is what the route asks for.
        power_only: the place only empowers somebody to make the rule.
        strength: "full" or "partial".
        subject: what the rule is about, in this law.
    """
    qualities = [fill.quality for fill in hit.fills]
    passage = reading.passages[hit.passage]
    size = sum(end - start for start, end in passage.spans)
    boosts = sum(reading.passage_has(hit.passage, concept) for concept in route.boost)
    start, end = clause
    headings = reading.heading_concepts.get(passage.section, frozenset()) | reading.heading_concepts.get(passage.unit, frozenset())
    at_work = reading.norms(hit.passage).strengths
    norm_near = (
        max((_norm_nearness(reading, norm, hit, start, end) for norm in route.norms if norm in at_work), default=0.0)
        if route.norms
        else NO_NORM_ASKED
    )
    first = len(reading.passages) - len(reading.definitions)
    return {
        "certainty": _CERTAINTY[route.certainty],
        "partial": float(strength == "partial"),
        "norm": fit,
        "norm_near": norm_near,
        "norm_first": float(
            bool(route.norms) and at_work.get(route.norms[0], 0.0) >= 1.0 and in_sentence(reading, f"norm.{route.norms[0]}", hit)
        ),
        "power_only": float(power_only),
        "nearness": math.exp(-hit.span / 20.0),
        "one_clause": float(hit.end - hit.start < _ONE_CLAUSE and CLAUSE_ENDS.isdisjoint(reading.words.lower[hit.start : hit.end])),
        "directness": (sum(qualities) / len(qualities) + min(qualities)) / 2,
        "boost": boosts / len(route.boost) if route.boost else 0.0,
        "governed": _governed(reading, hit, start),
        "heading": sum(fill.concept in headings for fill in hit.fills) / len(hit.fills),
        "about": subject.share(start, end),
        "about_section": subject.share(*reading.unit_words(passage.section)),
        "density": min(1.0, 12.0 * len(hit.fills) / max(size, 12)) ** 0.5,
        "exempted": 0.0 if "exemption" in route.norms else _exempted(reading, hit, start),
        "permitted": 0.0
        if "permission" in route.norms
        else float(reading.has("norm.permission", max(start, hit.start - 12), hit.start + 1)),
        "attributive": float(any(attributive(reading, fill) for fill in hit.fills)),
        "unlinked": unlinked(reading, passage, hit.fills),
        "across_items": across_items(reading, passage, hit.fills),
        "negated": _negated(reading, route, hit),
        "procedural": float(reading.has("norm.procedure", max(start, hit.start - 20), hit.start + 1)),
        "authority_acts": _authority_acts(reading, route, hit),
        "subject_matter": float(reading.has("event.subject_matter", start, hit.start + 1)),
        "transitional": float(reading.has("norm.transition", start, end)),
        "in_definition": float(hit.passage >= first),
        "only_defined": float(only_defined(reading, route, hit)),
        "defines": _defines(reading, route, hit.passage - first),
        "leading": _leading(reading, passage.unit),
        "in_schedule": float(_in_schedule(reading, passage.unit)),
        "slots": min(len(route.all), 4) / 4,
    }


def subject_shares(readings: Sequence[Reading]) -> list[float]:
    """Tell for each law of a bundle how much it is about firearms and ammunition, the one most about them being 1.

    In a bundle the arms act answers before the customs or explosives act that mentions ammunition among other goods.
    """
    densities = []
    for reading in readings:
        known = reading.fills.get("subject share")
        if not isinstance(known, float):
            mentions = len(slot_fills(reading, ("=object.firearm",)).fills) + len(slot_fills(reading, ("=object.ammunition",)).fills)
            known = mentions / max(1, len(reading.words))
            reading.fills["subject share"] = known
        densities.append(known)
    most = max(densities, default=0.0)
    return [density / most if most else 1.0 for density in densities]


def _negated(reading: Reading, route: Route, hit: Hit) -> float:
    """Tell whether a duty that the route asks for is denied: "the Department shall not keep a record"."""
    if "obligation" not in route.norms or not _BANS.isdisjoint(route.norms):
        return 0.0
    acts = [fill.mention.start for fill in hit.fills if fill.concept.startswith(("act.", "doc."))]
    return float(any(reading.has("norm.prohibition", act - _DENIES, act) for act in acts))


def _exempted(reading: Reading, hit: Hit, start: int) -> float:
    """Tell whether a place stands in an exemption: in its own clause, or in a list that an exemption introduces."""
    if reading.has("norm.exemption", start, hit.start + 1):
        return 1.0
    units = reading.segmentation.units
    unit: int | None = reading.unit_at(reading.words.starts[hit.start])
    while unit is not None and unit in reading.introductions:
        low, high = reading.introductions[unit]
        if reading.has("norm.exemption", low, high):
            return 1.0
        unit = units[unit].parent
    return 0.0


def _defines(reading: Reading, route: Route, number: int) -> float:
    """Tell whether a definition is the one of the very thing: its whole term is the concept asked for, or only a part of it."""
    if number < 0:
        return 0.0
    determiners = reading.settings.get("determiners", ())
    definition = reading.definitions[number]
    first_word = definition.term_start
    while reading.words.lower[first_word] in determiners and first_word + 1 < definition.term_end:
        first_word += 1
    for concept in route.in_definition_of or tuple(option for slot in route.all for option in slot):
        for mention in reading.mentions.get(concept.removeprefix("="), ()):
            if definition.term_start - 1 <= mention.start <= first_word and mention.end >= definition.term_end:
                return 1.0
    return 0.3


def _leading(reading: Reading, unit: int) -> float:
    """Tell whether a unit opens its section: drafters put the rule first and its details after it."""
    units = reading.segmentation.units
    at = unit
    while units[at].kind in {"paragraph", "item"} and units[at].parent is not None:
        at = units[at].parent or 0
    if units[at].kind != "subsection":
        return 1.0
    return 1.0 if re.fullmatch(r"\W*1\W*", units[at].label) else 0.0


def _in_schedule(reading: Reading, unit: int) -> bool:
    units = reading.segmentation.units
    at: int | None = unit
    while at is not None:
        if units[at].kind == "schedule":
            return True
        at = units[at].parent
    return False


def _norm_nearness(reading: Reading, norm: str, hit: Hit, start: int, end: int) -> float:
    """Tell how near the cue of a norm stands to a place: 1 inside or right beside it, falling with the distance in words."""
    if norm == "definition" and hit.passage >= len(reading.passages) - len(reading.definitions):
        return 1.0
    starts = reading.mention_starts.get(f"norm.{norm}", ())
    best = 0.0
    for index in range(bisect_left(starts, start), bisect_left(starts, end)):
        at = starts[index]
        distance = hit.start - at if at < hit.start else max(0, at - hit.end)
        best = max(best, math.exp(-distance / 20.0))
    return best


def _governed(reading: Reading, hit: Hit, start: int) -> float:
    """Tell whether a general subject with its verb ("no person shall", "any person who", "it is unlawful") leads to the place."""
    low = max(start, hit.start - _GOVERNS)
    if any(reading.has(concept, low, hit.start + 2) for concept in ("norm.prohibition", "person.any")):
        return 1.0
    # In a list the subject stands in the introduction.
    passage = reading.passages[hit.passage]
    if len(passage.spans) > 1 and passage.spans[0][1] <= hit.start:
        intro_start, intro_end = passage.spans[0]
        if any(reading.has(concept, max(intro_start, intro_end - 25), intro_end) for concept in ("norm.prohibition", "person.any")):
            return 0.8
    return 0.0


def _authority_acts(reading: Reading, route: Route, hit: Hit) -> float:
    """Tell whether an authority is the subject of the sentence, where the route asks what persons must not do or need a licence for."""
    if CRIMES.isdisjoint(route.norms):
        return 0.0
    sentences = reading.sentence_of
    first = max(bisect_left(sentences, sentences[hit.start]), hit.start - _LONG_SENTENCE)
    start = max(first, reading.skip.rfind(1, first, hit.start) + 1)
    spans = reading.passages[hit.passage].spans
    openings = [(start, min(start + _SUBJECT, hit.start + 1))]
    if len(spans) > 1 and spans[0][1] <= hit.start:
        openings.append((spans[0][0], min(spans[0][0] + _SUBJECT, spans[0][1])))
    return float(any(reading.has(concept, low, high) for concept in _AUTHORITIES for low, high in openings))
