"""From places to observations: what speaks for or against a test, in which words, under which norm."""

from __future__ import annotations

import math
import operator
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from gapcheck.annotate.reading import Reading
from gapcheck.match.links import across_items, unlinked
from gapcheck.match.routes import Hit, find_hits, whole_unit
from gapcheck.match.slots import INCLUDED, INHERITED, Fill, slot_fills
from gapcheck.model.annotation import NormReading, PenaltyClause
from gapcheck.model.catalog import Comparison, Route
from gapcheck.model.result import Evidence, Observation

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
"""The named numbers of an observation, each about 0 to 1. docs/scores.md explains them."""

_CERTAINTY = {"high": 1.0, "medium": 0.5, "low": 0.0}
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "==": operator.eq,
}
_QUOTE_WORDS = 60
"""Longest quotation that is grown to whole clauses, in words; readers want the words, not the page."""
_QUOTE_MOST = 110
_CLAUSE_ENDS = frozenset({".", ";", "?", "!"})
_NO_NORM_ASKED = 0.75
_CRIMES = frozenset({"offence", "prohibition", "licence"})
_CONDITION = 30
"""Words after "convicted of" that may still belong to the condition."""
_BANS = frozenset({"offence", "prohibition", "exemption", "penalty"})
_DENIES = 4
"""Words before an act in which "shall not" denies it."""
_OTHER_SENTENCE = 0.6
_ONLY_DEFINED = 0.4
_LATER_NORM = 0.9
"""The norm that a route names first is the one it wants; the others come near."""
_MOST_HITS = 60
"""Places of one route that are looked at closely in one law; the tightest come first."""
_LONG_SENTENCE = 80
"""Words before a place in which the beginning of its sentence is looked for."""
_GOVERNS = 14
"""Words between the subject of a rule ("no person shall", "whoever") and the act it governs."""


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


def observe(
    readings: Sequence[Reading], route: Route, role: str = "supports", subject: Sequence[str] = ()
) -> list[tuple[Observation, Reading, Hit]]:
    """Return the observations of one route over the laws of a bundle.

    Args:
        readings: the laws of the jurisdiction.
        route: what to look for.
        role: the role of the observations.
        subject: the concepts of all routes of the rule: a passage that names more of them is more about the question.
    """
    if not all(any(_found_anywhere(reading, group) for reading in readings) for group in route.also):
        return []
    found = []
    shares = _subject_shares(readings)
    for reading, share in zip(readings, shares, strict=True):
        hits = find_hits(reading, route)
        if len(hits) > _MOST_HITS:
            hits = sorted(hits, key=lambda hit: hit.span - 20 * sum(fill.quality for fill in hit.fills))[:_MOST_HITS]
        for hit in hits:
            if _only_mentions(reading, route, hit):
                continue
            norms = reading.norms(hit.passage)
            if route.number is not None and not number_holds(reading, hit, route.number, norms.penalty, route.within):
                continue
            fit = _norm_fit(reading, route, hit, norms)
            if route.norm_required and fit < 0.5:
                continue
            power_only = _power_only(reading, route, hit, norms, fit)
            strength = "partial" if route.strength == "partial" or power_only else "full"
            observation = Observation(
                route=route.name,
                role=role,
                strength=strength,
                evidence=_quote(reading, hit),
                path=_path(reading, hit, norms.penalty, route),
                concepts=tuple(
                    (fill.concept, reading.law.text[slice(*reading.char_span(fill.mention.start, fill.mention.end))]) for fill in hit.fills
                ),
                norms=tuple(sorted(norms.strengths.items())),
                features=_features(reading, route, hit, fit, power_only, strength, subject) | {"subject_law": share},
            )
            found.append((observation, reading, hit))
    return found


def _found_anywhere(reading: Reading, group: tuple[tuple[str, ...], ...]) -> bool:
    """Tell whether a law has a place for a further group of slots; kept on the reading, since many routes ask for the same groups."""
    key = ("also", group)
    known = reading.fills.get(key)
    if not isinstance(known, bool):
        further = Route(name="", all=group, within="passage")
        known = any(
            not _only_mentions(reading, further, hit) and not any(_attributive(reading, fill) for fill in hit.fills)
            for hit in find_hits(reading, further)
        )
        reading.fills[key] = known
    return known


def _norm_fit(reading: Reading, route: Route, hit: Hit, norms: NormReading) -> float:
    """Return how well what the passage does is what the route asks for, 0 to 1.

    A norm of another sentence of the passage counts by half, and one around a definition that only says what a word means even less.
    """
    if not route.norms:
        return _NO_NORM_ASKED
    fit = 0.0
    for place, norm in enumerate(route.norms):
        strength = norms.strengths.get(norm, 0.0) * (1.0 if place == 0 else _LATER_NORM)
        if strength > fit:
            here = _breached(reading, hit) if norms.strengths[norm] < 1.0 else _in_sentence(reading, f"norm.{norm}", hit)
            fit = max(fit, strength * (1.0 if here else _OTHER_SENTENCE))
    return fit * _ONLY_DEFINED if _only_defined(reading, route, hit) else fit


def _breached(reading: Reading, hit: Hit) -> bool:
    """Tell whether the sentence of a place holds what an offence elsewhere punishes: a ban or a duty, or a licence that is asked for.

    "A holder may buy a firearm from a licensed maker. He shall keep it in a safe.": what is punished is not the first sentence.
    """
    if any(_in_sentence(reading, f"norm.{norm}", hit) for norm in ("prohibition", "obligation")):
        return True
    return _in_sentence(reading, "norm.licence", hit) and not _in_sentence(reading, "norm.permission", hit)


def _only_defined(reading: Reading, route: Route, hit: Hit) -> bool:
    """Tell whether a place only says what a word means, where the route asks for a rule."""
    asks_rule = bool(route.norms) and "definition" not in route.norms and not route.in_definition_of
    return asks_rule and hit.passage >= len(reading.passages) - len(reading.definitions)


def _in_sentence(reading: Reading, concept: str, hit: Hit) -> bool:
    """Tell whether a concept is mentioned in the sentence of a place, or in the introduction or closing words of the list around it."""
    sentences = reading.sentence_of
    low, high = sentences[hit.start], sentences[hit.end - 1]
    passage = reading.passages[hit.passage]
    starts = reading.mention_starts.get(concept, ())
    for number, (start, end) in enumerate(passage.spans):
        around = len(passage.spans) > 1 and number in (0, len(passage.spans) - 1)
        for index in range(bisect_left(starts, start), bisect_left(starts, end)):
            if around or low <= sentences[starts[index]] <= high:
                return True
    return False


def _power_only(reading: Reading, route: Route, hit: Hit, norms: NormReading, fit: float) -> bool:
    """Tell whether the place only empowers somebody to make the rule."""
    if "power" in route.norms or "power" not in norms.strengths:
        return False
    if route.norms:
        return fit < 0.6
    start, _ = _clause(reading, hit)
    return reading.has("norm.power", start, hit.start + 1)


def _negated(reading: Reading, route: Route, hit: Hit) -> float:
    """Tell whether a duty that the route asks for is denied: "the Department shall not keep a record"."""
    if "obligation" not in route.norms or not _BANS.isdisjoint(route.norms):
        return 0.0
    acts = [fill.mention.start for fill in hit.fills if fill.concept.startswith(("act.", "doc."))]
    return float(any(reading.has("norm.prohibition", act - _DENIES, act) for act in acts))


def _subject_shares(readings: Sequence[Reading]) -> list[float]:
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


def _features(
    reading: Reading, route: Route, hit: Hit, fit: float, power_only: bool, strength: str, subject: Sequence[str]
) -> dict[str, float]:
    qualities = [fill.quality for fill in hit.fills]
    passage = reading.passages[hit.passage]
    size = sum(end - start for start, end in passage.spans)
    boosts = sum(reading.passage_has(hit.passage, concept) for concept in route.boost)
    start, end = _clause(reading, hit)
    headings = reading.heading_concepts.get(passage.section, frozenset()) | reading.heading_concepts.get(passage.unit, frozenset())
    at_work = reading.norms(hit.passage).strengths
    norm_near = (
        max((_norm_nearness(reading, norm, hit, start, end) for norm in route.norms if norm in at_work), default=0.0)
        if route.norms
        else _NO_NORM_ASKED
    )
    first = len(reading.passages) - len(reading.definitions)
    return {
        "certainty": _CERTAINTY[route.certainty],
        "partial": float(strength == "partial"),
        "norm": fit,
        "norm_near": norm_near,
        "norm_first": float(
            bool(route.norms) and at_work.get(route.norms[0], 0.0) >= 1.0 and _in_sentence(reading, f"norm.{route.norms[0]}", hit)
        ),
        "power_only": float(power_only),
        "nearness": math.exp(-hit.span / 20.0),
        "one_clause": float(
            hit.end - hit.start < _QUOTE_MOST and not any(word in _CLAUSE_ENDS for word in reading.words.lower[hit.start : hit.end])
        ),
        "directness": (sum(qualities) / len(qualities) + min(qualities)) / 2,
        "boost": boosts / len(route.boost) if route.boost else 0.0,
        "governed": _governed(reading, hit, start),
        "heading": sum(fill.concept in headings for fill in hit.fills) / len(hit.fills),
        "about": _about(reading, subject, start, end),
        "about_section": _about(reading, subject, *reading.unit_words(passage.section)),
        "density": min(1.0, 12.0 * len(hit.fills) / max(size, 12)) ** 0.5,
        "exempted": 0.0 if "exemption" in route.norms else _exempted(reading, hit, start),
        "permitted": 0.0
        if "permission" in route.norms
        else float(reading.has("norm.permission", max(start, hit.start - 12), hit.start + 1)),
        "attributive": float(any(_attributive(reading, fill) for fill in hit.fills)),
        "unlinked": unlinked(reading, passage, hit.fills),
        "across_items": across_items(reading, passage, hit.fills),
        "negated": _negated(reading, route, hit),
        "procedural": float(reading.has("norm.procedure", max(start, hit.start - 20), hit.start + 1)),
        "authority_acts": _authority_acts(reading, route, hit),
        "subject_matter": float(reading.has("event.subject_matter", start, hit.start + 1)),
        "transitional": float(reading.has("norm.transition", start, end)),
        "in_definition": float(hit.passage >= first),
        "only_defined": float(_only_defined(reading, route, hit)),
        "defines": _defines(reading, route, hit.passage - first),
        "leading": _leading(reading, passage.unit),
        "in_schedule": float(_in_schedule(reading, passage.unit)),
        "slots": min(len(route.all), 4) / 4,
    }


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


def _only_mentions(reading: Reading, route: Route, hit: Hit) -> bool:
    """Tell whether a place has no rule on what it names: it repeals one, or its acts stand in the condition of a crime.

    "Where a dealer is convicted of an offence in respect of import, the court may confiscate" has no rule on import, but one on
    confiscation: what comes after the comma is the consequence.
    """
    start, end = _clause(reading, hit)
    if "repeal" not in route.norms and reading.has("event.repeal", start, end):
        return True
    if _CRIMES.isdisjoint(route.norms):
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


_THINGS = ("=object.firearm", "=object.ammunition", "=object.part", "=object.goods", "=object.weapon")
_RELATIVE = 9
"""Words between "that" or "which" and the verb of its clause."""


def _attributive(reading: Reading, fill: Fill) -> bool:
    """Tell whether an act only describes a thing ("firearms imported before that day", "a firearm that he has brought with him")."""
    start, end = fill.mention.start, fill.mention.end
    if not fill.concept.startswith("act."):
        return False
    lower = reading.words.lower
    things = slot_fills(reading, _THINGS)
    relatives = reading.settings.get("relatives", ())
    for at in range(start - 1, max(-1, start - _RELATIVE), -1):
        if lower[at] in _CLAUSE_ENDS or lower[at] in reading.settings.get("finite", ()):
            break
        if lower[at] in relatives:
            if any(thing.mention.end in (at, at - 1) for thing in things.within(max(0, at - 5), at)):
                return True
            break
    endings = tuple(reading.settings.get("participles", ()))
    if not endings or end - start != 1 or not lower[start].endswith(endings):
        return False
    if start and lower[start - 1] in reading.settings.get("auxiliaries", ()):
        return False
    before = things.within(max(0, start - 3), start)
    return any(thing.mention.end == start for thing in before) or things.any_within(end, end + 1)


def _about(reading: Reading, subject: Sequence[str], start: int, end: int) -> float:
    """Return which share of the rule's concepts a sentence names, concepts that are rare in this law counting more."""
    total = named = 0.0
    for concept in subject:
        starts = reading.mention_starts.get(concept)
        if not starts:
            continue
        weight = 1.0 / (1.0 + math.log(len(starts)))
        total += weight
        index = bisect_left(starts, start)
        if index < len(starts) and starts[index] < end:
            named += weight
    return named / total if total else 0.0


def _in_schedule(reading: Reading, unit: int) -> bool:
    units = reading.segmentation.units
    at: int | None = unit
    while at is not None:
        if units[at].kind == "schedule":
            return True
        at = units[at].parent
    return False


def _clause(reading: Reading, hit: Hit) -> tuple[int, int]:
    """Return the words of the sentence around a place, at most 40 before and 60 after."""
    lower = reading.words.lower
    start = hit.start
    while start > 0 and hit.start - start < 40 and lower[start - 1] not in _CLAUSE_ENDS:
        start -= 1
    end = hit.end
    while end < len(lower) and end - hit.end < 60 and lower[end] not in _CLAUSE_ENDS:
        end += 1
    return start, end


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


_AUTHORITIES = ("person.authority", "person.police", "person.court", "person.customs")
_SUBJECT = 8
"""Words at the beginning of a sentence, or of the introduction of a list, among which its subject stands."""


def _authority_acts(reading: Reading, route: Route, hit: Hit) -> float:
    """Tell whether an authority is the subject of the sentence, where the route asks what persons must not do or need a licence for."""
    if _CRIMES.isdisjoint(route.norms):
        return 0.0
    sentences = reading.sentence_of
    start = hit.start
    while start > 0 and sentences[start - 1] == sentences[hit.start] and not reading.skip[start - 1] and hit.start - start < _LONG_SENTENCE:
        start -= 1
    spans = reading.passages[hit.passage].spans
    openings = [(start, min(start + _SUBJECT, hit.start + 1))]
    if len(spans) > 1 and spans[0][1] <= hit.start:
        openings.append((spans[0][0], min(spans[0][0] + _SUBJECT, spans[0][1])))
    return float(any(reading.has(concept, low, high) for concept in _AUTHORITIES for low, high in openings))


def _quote(reading: Reading, hit: Hit) -> Evidence:
    """Quote the words of a hit, grown to the clause that holds them and kept to a length that a reader can check."""
    start, end = hit.start, hit.end
    if end - start > _QUOTE_MOST:
        # The slots stand far apart (an introduction and a late item): quote the part that says most.
        # The rarest words of the law say most; the verbs of an introduction serve every item of its list.
        best = min(hit.fills, key=lambda f: (_frequency(reading, f.concept) / f.quality, -len(f.mention.words), f.mention.start))
        near = [f.mention for f in hit.fills if abs(f.mention.start - best.mention.start) <= _QUOTE_WORDS // 2]
        start, end = min(m.start for m in near), max(m.end for m in near)
        end = min(end, start + _QUOTE_MOST)
    lower = reading.words.lower
    low, high = _bounds(reading, start)[0], _bounds(reading, end - 1)[1]
    left = start
    while left > low and end - left < _QUOTE_WORDS and lower[left - 1] not in _CLAUSE_ENDS:
        left -= 1
    right = end
    while right < high and right - left < _QUOTE_WORDS and lower[right - 1] not in _CLAUSE_ENDS:
        right += 1
    char_start, char_end = reading.char_span(left, right)
    unit = reading.segmentation.units[reading.unit_at(reading.words.starts[start])]
    return Evidence.cut(reading.law, unit, char_start, char_end)


def _frequency(reading: Reading, concept: str) -> int:
    return len(reading.mentions.get(concept, ())) or len(reading.inherited.get(concept, ())) or len(reading.included.get(concept, ())) or 1


def _bounds(reading: Reading, word: int) -> tuple[int, int]:
    """Return the stretch of enacted words around a word: a quotation does not run into a heading, a note or another section."""
    skip = reading.skip
    unit = reading.unit_at(reading.words.starts[word])
    units = reading.segmentation.units
    while units[unit].kind in {"item", "paragraph"} and units[unit].parent is not None:
        unit = units[unit].parent or 0
    low, high = reading.words.range_of(units[unit].start, units[unit].end)
    at = word
    while at > low and not skip[at - 1]:
        at -= 1
    low = at
    at = word
    while at < high and not skip[at]:
        at += 1
    return low, at


def _path(reading: Reading, hit: Hit, penalty: PenaltyClause | None, route: Route) -> tuple[Evidence, ...]:
    """Return what completes a place: the penalty clause of an offence by reference, the definition that a term inherits from."""
    path = []
    units = reading.segmentation.units
    if penalty is not None and {"offence", "penalty"} & set(route.norms) and not (penalty.start <= hit.start < penalty.end):
        start, end = penalty.start, min(penalty.end, penalty.start + _QUOTE_WORDS)
        char_start, char_end = reading.char_span(start, end)
        path.append(Evidence.cut(reading.law, units[penalty.unit], char_start, char_end))
    for fill in hit.fills:
        if fill.quality in (INHERITED, INCLUDED):
            lemmas = tuple(reading.words.lemmas[fill.mention.start : fill.mention.end])
            for definition in reading.definitions:
                if tuple(reading.words.lemmas[definition.term_start : definition.term_end]) == lemmas:
                    end = min(definition.body_end, definition.term_start + _QUOTE_WORDS)
                    path.append(Evidence.cut(reading.law, units[definition.unit], *reading.char_span(definition.term_start, end)))
                    break
    return tuple(path)
