"""Fitting the calibration: two small logistic models that all tests share, kept near weights set by judgement.

No parameter belongs to a single test, provision, law or country. `python -m gapcheck.evaluate.fit GOLD LAWS` refits on the laws that
`judge/calibration.json` names, or on those named with --laws, and writes that file; whole laws are left out in turn to measure what
a fit is worth (`leave_one_out`).

The first model weighs places. It learns two things at once: among the places of a test, one that overlaps words which a reader cited
must come first (a listwise loss, as in learning to rank: Cao and others 2007, "Learning to rank: from pairwise approach to listwise
approach"); and the best place of a test must tell whether readers call the test addressed (a soft maximum over the places, as in
multiple-instance learning: nobody says of the single place whether it answers). The second model learns from tests: whether readers
call them addressed, given their places. Both are maximum a posteriori: the prior is a normal distribution around `PRIOR` (what a lawyer
would say each feature is worth), so that a few laws cannot turn a sensible weight around.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gapcheck.annotate import Reading
from gapcheck.catalog import Catalog
from gapcheck.judge.calibration import Calibration
from gapcheck.judge.judge import on_arms, subject_of
from gapcheck.match import FEATURES, observe
from gapcheck.match.routes import stands_together

PRIOR: Mapping[str, float] = {
    "certainty": 0.8,
    "partial": -0.4,
    "norm": 0.7,
    "norm_near": 0.9,
    "norm_first": 0.3,
    "power_only": -0.6,
    "nearness": 0.5,
    "one_clause": 0.2,
    "directness": 2.5,
    "boost": 0.6,
    "governed": 0.5,
    "heading": 0.4,
    "about": 1.5,
    "about_section": 0.3,
    "density": 0.6,
    "exempted": -1.2,
    "permitted": -0.3,
    "attributive": -0.9,
    "unlinked": -1.5,
    "across_items": -1.0,
    "negated": -1.5,
    "procedural": -0.9,
    "authority_acts": -0.5,
    "subject_matter": -1.0,
    "transitional": -0.8,
    "in_definition": 0.0,
    "only_defined": -1.5,
    "defines": 0.9,
    "leading": 0.7,
    "in_schedule": -0.2,
    "slots": 0.0,
    "subject_law": 1.2,
}
"""What each feature of a place is worth before any reading was seen, in log-odds."""

_VERDICT_PRIOR: Mapping[str, float] = {"best": 0.5, "second": 0.15, "places": 0.2}
_STRENGTH = 3.0
"""Weight of the prior of the first model."""
_SOFTNESS = 0.5
"""How far the soft maximum over places is from the maximum, in log-odds."""
_SURE = 0.85
"""Score below which an addressed question still needs a look."""
_WORTH_A_LOOK = 0.15
"""Share of tests that readers call addressed from which it pays to look at the passages that come nearest."""
_AROUND = 4
"""Thresholds on each side, in steps of 0.02, whose agreement counts with that of a threshold."""
_VERDICT_STRENGTH = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A reader's answer to one test of one law: its label and the places cited, as (file, start, end) in the canonical texts."""

    test: str
    label: str
    disputed: bool = False
    cited: tuple[tuple[str, int, int], ...] = ()

    @property
    def addressed(self) -> bool:
        """Tell whether the reader says that the law addresses the test."""
        return self.label in ("met", "partly")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The places of one test in one law: a vector of features and whether a reader cited words there.

    `together` tells of a test without places whether all elements of a way of answering stand in one passage all the same.
    """

    law: str
    test: str
    addressed: bool
    places: tuple[tuple[tuple[float, ...], bool], ...]
    together: bool = False


def collect(catalog: Catalog, law: str, readings: Sequence[Reading], judgements: Sequence[Judgement]) -> list[Sample]:
    """Return a sample for each test with a rule and an undisputed judgement other than "na"."""
    by_test = {judgement.test: judgement for judgement in judgements}
    samples = []
    for entry, test in catalog.tests():
        judgement = by_test.get(test.id)
        if test.rule is None or judgement is None or judgement.disputed or judgement.label == "na":
            continue
        subject = subject_of(test.rule)
        arms = on_arms(entry, subject)
        places = []
        for route in test.rule.routes:
            for place in observe(readings, route, "supports", subject, arms):
                quote = place.observation.evidence
                cited = judgement.addressed and any(
                    file == quote.file and start < quote.end and quote.start < end for file, start, end in judgement.cited
                )
                places.append((tuple(place.features[name] for name in FEATURES), cited))
        together = not places and any(stands_together(reading, route) for route in test.rule.routes for reading in readings)
        samples.append(Sample(law=law, test=test.id, addressed=judgement.addressed, places=tuple(places), together=together))
    return samples


def _maximise(rows: Sequence[Sequence[float]], targets: Sequence[bool], prior: Sequence[float], strength: float) -> Any:
    """Return (intercept, weights) of a logistic model with a normal prior on the weights."""
    import numpy as np
    from scipy.optimize import minimize

    matrix = np.asarray(rows, dtype=float)
    wanted = np.asarray(targets, dtype=float)
    centre = np.asarray(prior, dtype=float)

    def loss(point: Any) -> tuple[float, Any]:
        odds = matrix @ point[1:] + point[0]
        away = point[1:] - centre
        value = float((np.logaddexp(0, odds) - wanted * odds).sum() + strength * away @ away)
        slope = 1 / (1 + np.exp(-odds)) - wanted
        return value, np.concatenate([[slope.sum()], matrix.T @ slope + 2 * strength * away])

    return minimize(loss, np.concatenate([[-4.0], centre]), jac=True, method="L-BFGS-B").x


def _weigh_places(samples: Sequence[Sample]) -> Any:
    """Return (intercept, weights) of the first model."""
    import numpy as np
    from scipy.optimize import minimize

    samples = [sample for sample in samples if sample.places]
    matrix = np.asarray([features for sample in samples for features, _ in sample.places], dtype=float)
    cited = np.asarray([flag for sample in samples for _, flag in sample.places])
    sizes = np.asarray([len(sample.places) for sample in samples])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    of = np.repeat(np.arange(len(samples)), sizes)
    wanted = np.asarray([sample.addressed for sample in samples], dtype=float)
    cited_in = np.add.reduceat(cited, starts)
    ranked = (wanted > 0) & (cited_in > 0) & (cited_in < sizes)
    centre = np.asarray([PRIOR[name] for name in FEATURES], dtype=float)

    def loss(point: Any) -> tuple[float, Any]:
        odds = matrix @ point[1:]
        top = np.maximum.reduceat(odds, starts)
        soft = np.exp((odds - top[of]) / _SOFTNESS)
        total = np.add.reduceat(soft, starts)
        best = point[0] + top + _SOFTNESS * np.log(total)
        miss = 1 / (1 + np.exp(-best)) - wanted
        value = (np.logaddexp(0, best) - wanted * best).sum()
        pull = miss[of] * soft / total[of]
        share = np.exp(odds - top[of])
        share /= np.add.reduceat(share, starts)[of]
        right = np.maximum(np.add.reduceat(np.where(cited, share, 0.0), starts), 1e-12)
        value -= np.log(right[ranked]).sum()
        pull = pull + np.where(ranked[of], share - np.where(cited, share, 0.0) / right[of], 0.0)
        away = point[1:] - centre
        return float(value + _STRENGTH * away @ away), np.concatenate([[miss.sum()], matrix.T @ pull + 2 * _STRENGTH * away])

    return minimize(loss, np.concatenate([[-4.0], centre]), jac=True, method="L-BFGS-B").x


def fit(samples: Sequence[Sample], model: Calibration) -> Calibration:
    """Fit both models; thresholds stay those of `model`."""
    point = _weigh_places(samples)
    model = replace(
        model,
        intercept=round(float(point[0]), 4),
        weights={name: round(float(value), 4) for name, value in zip(FEATURES, point[1:], strict=True)},
    )
    verdicts = [list(model.verdict_features(logits_of(sample, model)).values()) for sample in samples if sample.places]
    point = _maximise(
        verdicts,
        [sample.addressed for sample in samples if sample.places],
        list(_VERDICT_PRIOR.values()),
        _VERDICT_STRENGTH,
    )
    return replace(
        model,
        verdict_intercept=round(float(point[0]), 4),
        verdict_weights={name: round(float(value), 4) for name, value in zip(_VERDICT_PRIOR, point[1:], strict=True)},
        near=(_share(samples, True), _share(samples, False)),
    )


def _share(samples: Sequence[Sample], together: bool) -> float:
    """Return which share of the tests without a place readers call addressed; the rule of succession keeps it off 0 and 1."""
    without = [sample.addressed for sample in samples if not sample.places and sample.together is together]
    return round((sum(without) + 1) / (len(without) + 2), 4)


def logits_of(sample: Sample, model: Calibration) -> list[float]:
    """Return the log-odds of a sample's places, best first."""
    return sorted((model.logit(dict(zip(FEATURES, features, strict=True))) for features, _ in sample.places), reverse=True)


def choose_threshold(samples: Sequence[Sample], model: Calibration) -> float:
    """Return the threshold of best agreement (Cohen's kappa), the higher one in a tie: a gap must not be missed.

    Agreement is that of all thresholds within 0.08: with few laws the best single one is luck.
    """
    from gapcheck.evaluate.agreement import kappa

    scored = [
        (
            not sample.addressed,
            model.probability(logits_of(sample, model)) if sample.places else model.near[0] if sample.together else model.near[1],
        )
        for sample in samples
    ]
    steps = [round(0.02 * step, 2) for step in range(14, 41)]
    at = {step: kappa([(gap, score < step) for gap, score in scored]) for step in steps}
    around = {
        step: sum(at[near] for near in steps[index - _AROUND : index + _AROUND + 1]) / (2 * _AROUND + 1)
        for index, step in enumerate(steps)
        if _AROUND <= index < len(steps) - _AROUND
    }
    return max(around, key=lambda step: (round(around[step], 3), step))


def leave_one_out(by_law: Mapping[str, Sequence[Sample]], model: Calibration) -> dict[str, Calibration]:
    """Return for each law a calibration (thresholds included) that was fitted without it."""
    fitted = {}
    for left in by_law:
        rest = [sample for law, samples in by_law.items() if law != left for sample in samples]
        candidate = fit(rest, model)
        threshold = choose_threshold(rest, candidate)
        fitted[left] = with_threshold(candidate, threshold)
    return fitted


def with_threshold(model: Calibration, threshold: float) -> Calibration:
    """Set the threshold, with the band around it in which a finding needs a look.

    It reaches down to the tests without a place of which all elements stand in one passage: a passage is there to look at. It reaches
    further up than down from the threshold: on laws that no rule was written against, scores are too sure of themselves.
    """
    low = threshold - 0.12
    if model.near[0] > _WORTH_A_LOOK:
        low = min(low, math.floor(model.near[0] * 100) / 100)
    return replace(
        model,
        threshold=threshold,
        look=(round(low, 2), _SURE),
    )


if __name__ == "__main__":
    from gapcheck.evaluate.refit import main

    main()
