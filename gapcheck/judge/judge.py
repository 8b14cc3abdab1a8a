"""From the observations of each test to its finding: a status, a score, a reason that a lawyer can check in a minute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from gapcheck.annotate.reading import Reading
from gapcheck.catalog import Catalog
from gapcheck.judge.calibration import Calibration, calibration, language_of, log_odds
from gapcheck.judge.near import NearMisses
from gapcheck.match import Place, observe
from gapcheck.match.routes import stands_together
from gapcheck.model.catalog import Absence, Entry, Route, Rule, Test
from gapcheck.model.result import Contribution, Evidence, Finding, Observation, Status

_MAX_EVIDENCE = 5
_MAX_QUALIFIERS = 3
_RESTING = 0.92
"""A finding that rests on another test's answer is a little less sure than that answer."""
_PLAINLY = 1.5
"""Log-odds by which an incomplete answer must beat a complete one to make the finding partly covered."""
_SILENCE = 0.7
"""Probability given to silence that satisfies, once the law was read whole."""
KINDS_ON_ARMS = frozenset({"definition", "criminalization", "control measure", "sanctions", "threat"})
"""Kinds of entries that ask about arms; the others ask for rules that hold for every offence of a State."""
_ADDRESSED = frozenset({Status.COVERED, Status.PARTLY_COVERED})

Seen = tuple[float, Place]
"""A place with its log-odds."""


@dataclass(frozen=True, kw_only=True)
class Observed:
    """What matching found for one test, best first."""

    supports: tuple[Seen, ...]
    contradicts: tuple[Seen, ...]


def judge(
    catalog: Catalog, readings: Sequence[Reading], wanted: frozenset[str] | None = None, model: Calibration | None = None
) -> list[Finding]:
    """Judge every test of a catalog against the laws of one jurisdiction.

    Args:
        catalog: the catalog.
        readings: the laws, read; they are taken together.
        wanted: ids of the tests to report; all by default. Tests on which they rest are judged as well.
        model: the calibration; by default the one that comes with the package for the language of most of the laws.

    Returns:
        Findings in the order of the catalog.
    """
    if model is None:
        model = calibration(language_of((reading.law.language, len(reading.law.text)) for reading in readings))
    court = _Court(catalog, readings, model)
    return [court.finding(test.id) for _, test in catalog.tests() if wanted is None or test.id in wanted]


class _Court:
    """Judges tests in the order in which they rest on each other."""

    def __init__(self, catalog: Catalog, readings: Sequence[Reading], model: Calibration) -> None:
        self.catalog = catalog
        self.readings = readings
        self.model = model
        self.near = NearMisses(readings)
        self.done: dict[str, Finding] = {}
        self.open: set[str] = set()

    def finding(self, test_id: str) -> Finding:
        if test_id not in self.done:
            entry, test = self.catalog.test(test_id)
            self.open.add(test_id)
            self.done[test_id] = self._judge(entry, test)
            self.open.discard(test_id)
        return self.done[test_id]

    def _judge(self, entry: Entry, test: Test) -> Finding:
        if test.rule is None:
            reason = test.other_source.reason if test.other_source else ""
            look = f" Look in: {test.other_source.look_in.rstrip('.')}." if test.other_source else ""
            return Finding(
                test=test.id, provision=entry.id, status=Status.NEEDS_OTHER_SOURCE, score=0.0,
                reason=f"{reason.rstrip('.')}.{look}", recommendation=entry.recommendation,
            )  # fmt: skip
        rule = test.rule
        for gate in rule.applies_if:
            other = self._other(gate.test)
            if other.status not in gate.statuses:
                # As sure as the answer that decides the condition: where that one is doubtful, so is this.
                applies = 1 - other.score if other.status in _ADDRESSED else other.score
                own = self._from_own(entry, test, _observe_all(rule, self.readings, self.model, entry)).score
                low, high = self.model.look
                score = round(applies * own, 4)
                return Finding(
                    test=test.id, provision=entry.id, status=Status.NOT_APPLICABLE, score=score, needs_a_look=low <= score < high,
                    reason=f"The condition of this test is not fulfilled: {gate.test} is {other.status.value.replace('_', ' ')}.",
                )  # fmt: skip
        seen = _observe_all(rule, self.readings, self.model, entry)
        finding = self._from_own(entry, test, seen)
        finding = self._from_others(rule, finding)
        if rule.absence is not None and finding.status is Status.NOT_FOUND:
            finding = self._from_silence(rule.absence, finding)
        if finding.status in (Status.NOT_FOUND, Status.CONTRADICTED, Status.PARTLY_COVERED):
            finding = replace(finding, recommendation=entry.recommendation)
        if finding.status is Status.NOT_FOUND:
            finding = replace(finding, near_misses=finding.near_misses or self.near.find(rule))
        low, high = self.model.look
        return replace(finding, score=round(finding.score, 4), needs_a_look=low <= finding.score < high)

    def _other(self, test_id: str) -> Finding:
        """Return another test's finding; a circle of tests (the catalog check reports it) counts as not found."""
        if test_id in self.open:
            entry, _ = self.catalog.test(test_id)
            return Finding(test=test_id, provision=entry.id, status=Status.NOT_FOUND, score=0.0, reason="circular")
        return self.finding(test_id)

    def _from_own(self, entry: Entry, test: Test, seen: Observed) -> Finding:
        model = self.model
        base = Finding(
            test=test.id, provision=entry.id, status=Status.NOT_FOUND, score=0.0, reason="No passage shows what the test asks for."
        )
        against = model.probability(_logits(seen.contradicts))
        if against >= model.threshold and (not seen.supports or seen.contradicts[0][0] >= seen.supports[0][0]):
            best = seen.contradicts[0]
            return replace(
                base, status=Status.CONTRADICTED, score=round(1 - against, 4), reason=_reason(best[1], "The law says the opposite"),
                evidence=_evidence(seen.contradicts), observations=_observations(seen),
            )  # fmt: skip
        if not seen.supports:
            together = (
                any(stands_together(reading, route) for route in test.rule.routes for reading in self.readings) if test.rule else False
            )
            score, contributions = model.without_place(together)
            return replace(base, score=score, contributions=contributions, observations=_observations(seen))
        logits = _logits(seen.supports)
        supports = seen.supports
        complete = [item for item in supports if item[1].strength == "full"]
        # A complete answer counts as such unless an incomplete one is plainly more convincing.
        whole = bool(complete) and complete[0][0] >= logits[0] - _PLAINLY and model.probability(_logits(complete)) >= model.threshold
        if whole and supports[0][1].strength != "full":
            supports = (complete[0], *(item for item in supports if item is not complete[0]))
        best_place = supports[0][1]
        logits = _logits(supports)
        score = model.probability(logits)
        contributions = model.contributions(best_place.features, logits)
        if score < model.threshold:
            return replace(
                base,
                score=score,
                reason=f"The nearest passage is not convincing enough: {_reason(best_place, 'it shows')}",
                near_misses=_evidence(supports)[:3],
                contributions=contributions,
                observations=_observations(seen),
            )
        status = Status.COVERED if whole else Status.PARTLY_COVERED
        return replace(
            base,
            status=status,
            score=score,
            reason=_reason(best_place, "The law has it" if status is Status.COVERED else "The law has a part of it"),
            evidence=_evidence(supports),
            qualifiers=_qualifiers(supports),
            contributions=contributions,
            observations=_observations(seen),
        )

    def _from_others(self, rule: Rule, finding: Finding) -> Finding:
        """Let the answers to other tests count: the same words may answer several questions."""
        best = finding
        for resting in rule.rests_on:
            other = self._other(resting.test)
            if other.status not in _ADDRESSED:
                continue
            score = other.score * _RESTING
            covered = other.status is Status.COVERED and resting.covers == "full"
            status = Status.COVERED if covered or finding.status is Status.COVERED else Status.PARTLY_COVERED
            # Here, too, a complete answer counts unless an incomplete one is plainly more convincing.
            more = (status is Status.COVERED) - (best.status is Status.COVERED) if best.status in _ADDRESSED else 0
            ahead = _PLAINLY * more
            if finding.status is Status.CONTRADICTED or log_odds(score) + ahead <= log_odds(best.score):
                continue
            best = replace(
                finding,
                status=status,
                score=score,
                reason=f"Answered by {resting.test}: {other.reason}",
                evidence=_merge(finding.evidence if finding.status in _ADDRESSED else (), other.evidence),
                qualifiers=other.qualifiers,
                near_misses=(),
                contributions=(
                    *other.contributions,
                    Contribution(name="rests_on", value=0.0, explanation=f"the score of {resting.test} times {_RESTING}"),
                ),
            )
        return best

    def _from_silence(self, absence: Absence, finding: Finding) -> Finding:
        given = [self._other(test) for test in absence.given]
        if any(other.status not in _ADDRESSED for other in given):
            return finding
        against = _observe_all(Rule(routes=absence.routes), self.readings, self.model).supports
        against = tuple(item for item in against if self.model.probability([item[0]]) >= self.model.threshold)
        words = _merge(*(other.evidence for other in given))
        if not against:
            status = (
                Status.COVERED if absence.strength == "full" and all(o.status is Status.COVERED for o in given) else Status.PARTLY_COVERED
            )
            return replace(
                finding, status=status, score=max(_SILENCE, finding.score), evidence=words, near_misses=(),
                reason="The rule holds for everyone and the law was read whole without finding an exception to it.",
            )  # fmt: skip
        if against[0][1].strength == "partial":
            return replace(
                finding, status=Status.PARTLY_COVERED, score=max(self.model.threshold, finding.score), evidence=words,
                qualifiers=_evidence(against), near_misses=(), reason=_reason(against[0][1], "The rule stands, with an exception"),
            )  # fmt: skip
        return replace(
            finding, status=Status.CONTRADICTED, score=round(1 - self.model.probability(_logits(against)), 4), evidence=_evidence(against),
            near_misses=(), reason=_reason(against[0][1], "An exception takes the rule away"),
        )  # fmt: skip


def subject_of(rule: Rule) -> tuple[str, ...]:
    """Return all concepts that a rule's supporting routes name, in order: sums over them must not depend on hash order."""
    return tuple(
        dict.fromkeys(
            concept.removeprefix("=")
            for route in rule.routes
            for concept in (
                *(option for slot in route.all for option in slot),
                *route.boost,
                *(option for group in route.also for slot in group for option in slot),
            )
        )
    )


def on_arms(entry: Entry, subject: Sequence[str]) -> bool:
    """Tell whether a question is one on arms: what they are, who may make, have, move or mark them, and how that is punished.

    Rules on crimes, courts, confiscation and cooperation may stand in any law.

    Args:
        entry: the entry of the catalog that asks it.
        subject: the concepts of its rule.
    """
    return entry.kind in KINDS_ON_ARMS and any(concept.startswith("object.") for concept in subject)


def _observe_all(rule: Rule, readings: Sequence[Reading], model: Calibration, entry: Entry | None = None) -> Observed:
    subject = subject_of(rule)
    arms = entry is not None and on_arms(entry, subject)

    def scored(routes: Iterable[Route], role: str) -> tuple[Seen, ...]:
        found = [(model.logit(place.features), place) for route in routes for place in observe(readings, route, role, subject, arms)]
        found.sort(key=lambda item: (-item[0], item[1].reading.law.name, item[1].hit.start, item[1].route.name))
        return tuple(found)

    return Observed(supports=scored(rule.routes, "supports"), contradicts=scored(rule.contradicted_by, "contradicts"))


def _logits(seen: Sequence[Seen]) -> list[float]:
    return [item[0] for item in seen]


def _evidence(seen: Sequence[Seen]) -> tuple[Evidence, ...]:
    """Return the best quotations, none of which overlaps a better one."""
    chosen: list[Evidence] = []
    # What completes the best place (its penalty clause, the definition it rests on) comes right after it.
    quotes = (quote for number, item in enumerate(seen) for quote in _quotes(item[1], number == 0))
    for quote in quotes:
        if all(quote.file != other.file or quote.end <= other.start or other.end <= quote.start for other in chosen):
            chosen.append(quote)
            if len(chosen) == _MAX_EVIDENCE:
                break
    return tuple(chosen)


def _quotes(place: Place, best: bool) -> tuple[Evidence, ...]:
    return (place.observation.evidence, *(place.observation.path if best else ()))


def _merge(*groups: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    merged: dict[tuple[str, int, int], Evidence] = {}
    for group in groups:
        for quote in group:
            merged.setdefault((quote.file, quote.start, quote.end), quote)
    return tuple(merged.values())[:_MAX_EVIDENCE]


def _qualifiers(seen: Sequence[Seen]) -> tuple[Evidence, ...]:
    """Return exemptions that stand in the section of the best place: they qualify it, they do not contradict it."""
    reading, hit = seen[0][1].reading, seen[0][1].hit
    section = reading.passages[hit.passage].section
    found: list[Evidence] = []
    for mention in reading.mentions.get("norm.exemption", ()):
        if len(found) == _MAX_QUALIFIERS:
            break
        for number in reading.passages_by_word[mention.start][:1]:
            passage = reading.passages[number]
            if passage.section != section or (number == hit.passage and hit.start <= mention.start < hit.end):
                continue
            start = mention.start
            while start > passage.spans[0][0] and mention.start - start < 20 and reading.words.lower[start - 1] not in {".", ";"}:
                start -= 1
            end = mention.end
            while end < len(reading.words) and end - start < 50 and reading.words.lower[end - 1] not in {".", ";"}:
                end += 1
            unit = reading.segmentation.units[reading.unit_at(reading.words.starts[mention.start])]
            found.append(Evidence.cut(reading.law, unit, *reading.char_span(start, end)))
    return tuple(found)


def _observations(seen: Observed) -> tuple[Observation, ...]:
    return tuple(place.observation for _, place in (*seen.supports[:8], *seen.contradicts[:3]))


def _reason(place: Place, lead: str) -> str:
    observation = place.observation
    words = ", ".join(dict.fromkeys(f"“{_short(text)}”" for _, text in observation.concepts))
    norms = [name for name, strength in observation.norms if strength >= 0.8]
    norm = f"; reads as {', '.join(norms)}" if norms else ""
    return f"{lead}: {observation.route} ({observation.evidence.locator or 'unnumbered text'}: {words}{norm})."


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:57].rstrip() + "..."


def by_test(findings: Iterable[Finding]) -> Mapping[str, Finding]:
    """Return findings by their test's id."""
    return {finding.test: finding for finding in findings}
