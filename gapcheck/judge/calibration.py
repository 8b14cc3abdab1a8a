"""The numbers that turn an observation into a probability.

They are data: `calibration.json` beside this file, with the command that made it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gapcheck.model.result import Contribution

_EXPLANATIONS = {
    "certainty": "how surely words like these answer the question",
    "partial": "the words answer a part of the question",
    "norm": "the kind of norm that is at work there",
    "norm_near": "how near the words of that norm stand",
    "norm_first": "the norm that is wanted first stands in the very sentence",
    "power_only": "only a power to make rules, not the rule",
    "nearness": "how near to each other the words stand",
    "one_clause": "all words stand in one clause",
    "directness": "the law's own words, not a definition or a wider term",
    "boost": "further words that belong to the subject",
    "governed": "a general subject (no person, whoever) leads to the words",
    "heading": "the heading of the section names the same things",
    "about": "how many of the question's subjects the sentence names",
    "about_section": "how many of the question's subjects the section names",
    "density": "how much of the passage is about this",
    "exempted": "the words stand in an exemption",
    "permitted": "the words stand under a permission",
    "attributive": "the act only describes a thing",
    "unlinked": "the thing is not what the act is done to",
    "across_items": "the words stand in different items of a list",
    "negated": "the duty that is asked for is denied",
    "procedural": "the words stand in a rule on applications, refusals or appeals",
    "authority_acts": "an authority is the subject, where persons are asked about",
    "subject_matter": "the words only say what the law is about",
    "transitional": "the words regulate a transition",
    "in_definition": "the words stand in a definition",
    "only_defined": "the words only say what a term means",
    "defines": "it is the definition of the very thing",
    "leading": "the words open their section",
    "in_schedule": "the words stand in a schedule",
    "subject_law": "how much this law of the bundle is about firearms",
    "slots": "how many elements the words had to show",
}


FLOOR = -6.0
"""Log-odds below which a place does not count: the same as no place at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Two small logistic models with parameters that all tests share, and the thresholds on the probability.

    The first weighs one place (an observation): how much it looks like words that a reader would cite. The second weighs the
    places of a test together: the best, the second best, how many.

    Attributes:
        intercept, weights: of the first model, in log-odds, by feature.
        verdict_intercept, verdict_weights: of the second, by "best", "second" (log-odds above the floor) and "places" (logarithm of
            their number).
        threshold: from here on a test counts as addressed.
        near: of tests without a place, the share that readers call addressed all the same: (where all elements of a way of answering stand
            in one passage, though not together; where not even that).
        look: the band in which a finding needs a look, because readers and tool agree least there.
    """

    intercept: float
    weights: Mapping[str, float]
    verdict_intercept: float
    verdict_weights: Mapping[str, float]
    threshold: float
    look: tuple[float, float]
    near: tuple[float, float] = (0.0, 0.0)

    def logit(self, features: Mapping[str, float]) -> float:
        """Return the log-odds of one place."""
        return self.intercept + sum(weight * features.get(name, 0.0) for name, weight in self.weights.items())

    def verdict_features(self, logits: Sequence[float]) -> dict[str, float]:
        """Turn the log-odds of a test's places (best first) into what the second model weighs."""
        return {
            "best": max(0.0, logits[0] - FLOOR) if logits else 0.0,
            "second": max(0.0, logits[1] - FLOOR) if len(logits) > 1 else 0.0,
            "places": math.log1p(len(logits)),
        }

    def probability(self, logits: Sequence[float]) -> float:
        """Return the probability that a reader would call the test addressed, from the log-odds of its places, best first."""
        if not logits:
            return 0.0
        parts = self.verdict_features(logits)
        return sigmoid(self.verdict_intercept + sum(weight * parts[name] for name, weight in self.verdict_weights.items()))

    def without_place(self, together: bool) -> tuple[float, tuple[Contribution, ...]]:
        """Return the probability of a test for which no place was found, and the contribution that says why it is not nothing."""
        share = self.near[0] if together else self.near[1]
        if not 0.0 < share < 1.0:
            return share, ()
        why = "no place, but a passage that names all elements" if together else "no place; readers find one in a few of such tests"
        return share, (Contribution(name="near", value=log_odds(share), explanation=why),)

    def contributions(self, features: Mapping[str, float], logits: Sequence[float]) -> tuple[Contribution, ...]:
        """Return the labelled parts of the score's log-odds; they add up to it.

        Args:
            features: of the best place.
            logits: log-odds of all places, best first.
        """
        scale = self.verdict_weights["best"]
        parts = self.verdict_features(logits)
        rows = [
            Contribution(
                name="base",
                value=self.verdict_intercept + scale * (self.intercept - FLOOR),
                explanation="where every test starts",
            )
        ]
        rows += [
            Contribution(name=name, value=scale * weight * features.get(name, 0.0), explanation=_EXPLANATIONS.get(name, name))
            for name, weight in self.weights.items()
            if weight * features.get(name, 0.0)
        ]
        if logits and logits[0] < FLOOR:
            rows.append(Contribution(name="floor", value=scale * (FLOOR - logits[0]), explanation="a place this weak counts as none"))
        rows += [
            Contribution(name=name, value=self.verdict_weights[name] * parts[name], explanation=text)
            for name, text in (("second", "how convincing the second best place is"), ("places", "how many places the law has"))
            if parts[name]
        ]
        return tuple(rows)


def sigmoid(value: float) -> float:
    """Turn log-odds into a probability without overflow."""
    if value >= 0:
        return 1.0 / (1.0 + math.exp(-value))
    return math.exp(value) / (1.0 + math.exp(value))


def log_odds(share: float) -> float:
    """Turn a probability into log-odds; 0 and 1 become very small and very large ones."""
    held = min(max(share, 1e-9), 1 - 1e-9)
    return math.log(held / (1 - held))


@lru_cache(maxsize=16)
def calibration(language: str = "") -> Calibration:
    """Return the calibration that comes with the package.

    Args:
        language: of the laws (BCP 47). How sure words are depends on how far the pack of their language has grown, so a language may
            have a calibration of its own; without one it has the same as the others.
    """
    body = json.loads((Path(__file__).with_name("calibration.json")).read_text(encoding="utf-8"))
    body = body.get("languages", {}).get(language, body)
    return Calibration(
        intercept=body["intercept"],
        weights=body["weights"],
        verdict_intercept=body["verdict_intercept"],
        verdict_weights=body["verdict_weights"],
        threshold=body["threshold"],
        look=(body["look"][0], body["look"][1]),
        near=(body["near"][0], body["near"][1]),
    )


def language_of(sizes: Iterable[tuple[str, int]]) -> str:
    """Return the language of most of a bundle, from the language and the size of each law; "" for none. In a tie, the first."""
    total: dict[str, int] = {}
    for language, size in sizes:
        total[language] = total.get(language, 0) + size
    return max(total, key=lambda language: total[language], default="")
