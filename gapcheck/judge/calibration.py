"""The numbers that turn an observation into a probability. They are data: `calibration.json` beside this file, with the command that made it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gapcheck.model.result import Contribution

_EXPLANATIONS = {
    "certainty": "how surely words like these answer the question",
    "partial": "the words answer a part of the question",
    "norm": "the kind of norm that is at work there",
    "norm_near": "how near the words of that norm stand",
    "power_only": "only a power to make rules, not the rule",
    "nearness": "how near to each other the words stand",
    "one_clause": "all words stand in one clause",
    "directness": "the law's own words, not a definition or a wider term",
    "boost": "further words that belong to the subject",
    "governed": "a general subject (no person, whoever) leads to the words",
    "heading": "the heading of the section names the same things",
    "density": "how much of the passage is about this",
    "exempted": "the words stand in an exemption",
    "permitted": "the words stand under a permission",
    "conviction": "the words mention a conviction",
    "procedural": "the words stand in a rule on applications, refusals or appeals",
    "transitional": "the words regulate a transition",
    "in_definition": "the words stand in a definition",
    "defines": "it is the definition of the very thing",
    "leading": "the words open their section",
    "in_schedule": "the words stand in a schedule",
    "slots": "how many elements the words had to show",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A logistic model with parameters that all tests share, and the thresholds on its probability.

    Attributes:
        intercept, weights: in log-odds.
        threshold: from here on a test counts as addressed.
        full_threshold: from here on by a full route it counts as covered, below as partly covered.
        look: the band in which a finding needs a look, because readers and tool agree least there.
    """

    intercept: float
    weights: Mapping[str, float]
    threshold: float
    full_threshold: float
    look: tuple[float, float]

    def logit(self, features: Mapping[str, float]) -> float:
        """Return the log-odds of an observation's features."""
        return self.intercept + sum(weight * features.get(name, 0.0) for name, weight in self.weights.items())

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the probability that a reader would call the test addressed, 0 to 1."""
        return sigmoid(self.logit(features))

    def contributions(self, features: Mapping[str, float]) -> tuple[Contribution, ...]:
        """Return the parts of the log-odds: they add up to `logit`."""
        parts = [Contribution(name="base", value=self.intercept, explanation="where every place starts")]
        parts += [
            Contribution(name=name, value=weight * features.get(name, 0.0), explanation=_EXPLANATIONS.get(name, name))
            for name, weight in self.weights.items()
            if weight * features.get(name, 0.0)
        ]
        return tuple(parts)


def sigmoid(value: float) -> float:
    """Turn log-odds into a probability without overflow."""
    if value >= 0:
        return 1.0 / (1.0 + math.exp(-value))
    return math.exp(value) / (1.0 + math.exp(value))


@lru_cache(maxsize=1)
def calibration() -> Calibration:
    """Return the calibration that comes with the package."""
    body = json.loads((Path(__file__).with_name("calibration.json")).read_text(encoding="utf-8"))
    return Calibration(
        intercept=body["intercept"],
        weights=body["weights"],
        threshold=body["threshold"],
        full_threshold=body["full_threshold"],
        look=(body["look"][0], body["look"][1]),
    )
