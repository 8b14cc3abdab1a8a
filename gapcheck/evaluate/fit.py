"""Fitting the calibration: one logistic model for all tests, whole laws left out in turn.

Run as `python -m gapcheck.evaluate.fit GOLD LAWS [--write]`. No parameter belongs to a single test, provision, law or country.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gapcheck.annotate import Reading
from gapcheck.catalog import Catalog
from gapcheck.judge.calibration import Calibration
from gapcheck.judge.judge import judge
from gapcheck.match import FEATURES, observe


@dataclass(frozen=True, kw_only=True)
class Example:
    """The best observation of a test in a law, and whether readers call the test addressed there."""

    law: str
    test: str
    features: Mapping[str, float]
    addressed: bool


def examples(
    catalog: Catalog, law: str, readings: Sequence[Reading], gold: Mapping[str, Mapping[str, Any]], model: Calibration
) -> list[Example]:
    """Return an example for each test of a law that has an observation by a supporting route and an undisputed reading."""
    rows = []
    for _, test in catalog.tests():
        reading = gold.get(test.id)
        if test.rule is None or reading is None or reading.get("disputed") or reading["label"] == "na":
            continue
        best: tuple[float, Mapping[str, float]] | None = None
        for route in test.rule.routes:
            for observation, _, _ in observe(readings, route):
                value = model.logit(observation.features)
                if best is None or value > best[0]:
                    best = (value, observation.features)
        if best is not None:
            rows.append(Example(law=law, test=test.id, features=best[1], addressed=reading["label"] in ("met", "partly")))
    return rows


def fit(rows: Sequence[Example], model: Calibration, strength: float = 1.0) -> Calibration:
    """Fit intercept and weights with L2 regularisation (scikit-learn's logistic regression; `strength` is its C)."""
    from sklearn.linear_model import LogisticRegression

    matrix = [[row.features.get(name, 0.0) for name in FEATURES] for row in rows]
    fitted = LogisticRegression(C=strength, max_iter=2000).fit(matrix, [row.addressed for row in rows])
    return replace(
        model,
        intercept=round(float(fitted.intercept_[0]), 4),
        weights={name: round(float(value), 4) for name, value in zip(FEATURES, fitted.coef_[0], strict=True)},
    )


def fit_iterated(
    data: Mapping[str, tuple[Sequence[Reading], Mapping[str, Mapping[str, Any]]]],
    catalog: Catalog,
    model: Calibration,
    rounds: int = 3,
    strength: float = 1.0,
) -> Calibration:
    """Fit repeatedly: which observation is a test's best depends on the weights, and the weights on the best observations."""
    for _ in range(rounds):
        rows = [row for law, (readings, gold) in data.items() for row in examples(catalog, law, readings, gold, model)]
        model = fit(rows, model, strength)
    return model


__all__ = ["Example", "examples", "fit", "fit_iterated", "judge"]
