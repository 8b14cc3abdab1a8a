"""Fitting the calibration: two small logistic models that all tests share, kept near weights set by judgement.

No parameter belongs to a single test, provision, law or country. `python -m gapcheck.evaluate.fit GOLD LAWS` refits on the laws that
`judge/calibration.json` names, or on those named with --laws, and writes that file; whole laws are left out in turn to measure what
a fit is worth (`leave_one_out`).

The first model learns from places: a place that overlaps words which a reader cited is one to quote, any place of a test that
readers call unaddressed is not. The second learns from tests: whether readers call them addressed, given their places. Both are
maximum a posteriori: the prior is a normal distribution around `PRIOR` (what a lawyer would say each feature is worth), so that a
few laws cannot turn a sensible weight around.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gapcheck.annotate import Reading
from gapcheck.catalog import Catalog
from gapcheck.judge.calibration import Calibration
from gapcheck.judge.judge import subject_of
from gapcheck.match import FEATURES, observe

PRIOR: Mapping[str, float] = {
    "certainty": 0.8,
    "partial": -0.4,
    "norm": 0.7,
    "norm_near": 0.9,
    "power_only": -0.6,
    "nearness": 0.5,
    "one_clause": 0.2,
    "directness": 2.5,
    "boost": 0.6,
    "governed": 0.5,
    "heading": 0.4,
    "about": 1.5,
    "density": 0.6,
    "exempted": -1.2,
    "permitted": -0.3,
    "conviction": -3.5,
    "attributive": -0.9,
    "procedural": -0.9,
    "transitional": -0.8,
    "in_definition": 0.0,
    "defines": 0.9,
    "leading": 0.7,
    "in_schedule": -0.2,
    "slots": 0.0,
    "subject_law": 1.2,
}
"""What each feature of a place is worth before any reading was seen, in log-odds."""

_VERDICT_PRIOR: Mapping[str, float] = {"best": 0.5, "second": 0.15, "places": 0.2}
_STRENGTH = 30.0
"""Weight of the prior of the first model: about as much as thirty readings."""
_SURE = 0.85
"""Score below which an addressed question still needs a look."""
_VERDICT_STRENGTH = 1.0
_UNCITED = 0.5
"""Weight of a place that no reader cited in a test that is addressed elsewhere: readers do not cite all they could."""


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
    """The places of one test in one law: a vector of features and whether a reader cited words there."""

    law: str
    test: str
    addressed: bool
    places: tuple[tuple[tuple[float, ...], bool], ...]


def collect(catalog: Catalog, law: str, readings: Sequence[Reading], judgements: Sequence[Judgement]) -> list[Sample]:
    """Return a sample for each test with a rule and an undisputed judgement other than "na"."""
    by_test = {judgement.test: judgement for judgement in judgements}
    samples = []
    for _, test in catalog.tests():
        judgement = by_test.get(test.id)
        if test.rule is None or judgement is None or judgement.disputed or judgement.label == "na":
            continue
        subject = subject_of(test.rule)
        places = []
        for route in test.rule.routes:
            for observation, _, _ in observe(readings, route, "supports", subject):
                quote = observation.evidence
                cited = judgement.addressed and any(
                    file == quote.file and start < quote.end and quote.start < end for file, start, end in judgement.cited
                )
                places.append((tuple(observation.features.get(name, 0.0) for name in FEATURES), cited))
        samples.append(Sample(law=law, test=test.id, addressed=judgement.addressed, places=tuple(places)))
    return samples


def _maximise(
    rows: Sequence[Sequence[float]], targets: Sequence[bool], weights: Sequence[float], prior: Sequence[float], strength: float
) -> Any:
    """Return (intercept, weights) of a logistic model with a normal prior on the weights."""
    import numpy as np
    from scipy.optimize import minimize

    matrix = np.asarray(rows, dtype=float)
    wanted = np.asarray(targets, dtype=float)
    weight = np.asarray(weights, dtype=float)
    centre = np.asarray(prior, dtype=float)

    def loss(point: Any) -> tuple[float, Any]:
        odds = matrix @ point[1:] + point[0]
        away = point[1:] - centre
        value = float((weight * (np.logaddexp(0, odds) - wanted * odds)).sum() + strength * away @ away)
        slope = weight * (1 / (1 + np.exp(-odds)) - wanted)
        return value, np.concatenate([[slope.sum()], matrix.T @ slope + 2 * strength * away])

    return minimize(loss, np.concatenate([[-4.0], centre]), jac=True, method="L-BFGS-B").x


def fit(samples: Sequence[Sample], model: Calibration) -> Calibration:
    """Fit both models; thresholds stay those of `model`."""
    rows: list[tuple[float, ...]] = []
    targets: list[bool] = []
    weights: list[float] = []
    for sample in samples:
        cited = sum(flag for _, flag in sample.places)
        for features, flag in sample.places:
            rows.append(features)
            targets.append(flag)
            size = math.sqrt(cited if flag else len(sample.places))
            weights.append((1.0 if flag or not sample.addressed else _UNCITED) / size)
    point = _maximise(rows, targets, weights, [PRIOR[name] for name in FEATURES], _STRENGTH)
    model = replace(
        model,
        intercept=round(float(point[0]), 4),
        weights={name: round(float(value), 4) for name, value in zip(FEATURES, point[1:], strict=True)},
    )
    verdicts = [list(model.verdict_features(logits_of(sample, model)).values()) for sample in samples if sample.places]
    point = _maximise(
        verdicts,
        [sample.addressed for sample in samples if sample.places],
        [1.0] * len(verdicts),
        list(_VERDICT_PRIOR.values()),
        _VERDICT_STRENGTH,
    )
    return replace(
        model,
        verdict_intercept=round(float(point[0]), 4),
        verdict_weights={name: round(float(value), 4) for name, value in zip(_VERDICT_PRIOR, point[1:], strict=True)},
    )


def logits_of(sample: Sample, model: Calibration) -> list[float]:
    """Return the log-odds of a sample's places, best first."""
    return sorted((model.logit(dict(zip(FEATURES, features, strict=True))) for features, _ in sample.places), reverse=True)


def choose_threshold(samples: Sequence[Sample], model: Calibration) -> float:
    """Return the threshold of best agreement (Cohen's kappa), the higher one in a tie: a gap must not be missed."""
    from gapcheck.evaluate.agreement import kappa

    scored = [(not sample.addressed, model.probability(logits_of(sample, model))) for sample in samples]
    steps = [round(0.4 + 0.02 * step, 2) for step in range(19)]
    return max(steps, key=lambda step: (round(kappa([(gap, score < step) for gap, score in scored]), 3), step))


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

    The band reaches further up than down: on laws that no rule was written against, scores are too sure of themselves.
    """
    return replace(
        model,
        threshold=threshold,
        full_threshold=round(min(threshold + 0.06, 0.95), 2),
        look=(round(threshold - 0.12, 2), _SURE),
    )


if __name__ == "__main__":
    from gapcheck.evaluate.refit import main

    main()
