"""Figures on how well findings agree with readings. Pure arithmetic: no law is read here.

The positive class is a gap: a test that the law does not address, or says the opposite of. Disputed tests (the two readings differ on
whether the law addresses the test) and tests whose condition is not fulfilled ("na") are left out of the figures.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gapcheck.evaluate.agreement import kappa

GAP = "gap"
BINS = 10
"""Bins of the reliability curve, of equal width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One test of one law: what a reader says and what the tool says.

    Attributes:
        article: the article of the test, or the letter of its threat.
        kind: kind of its provision.
        gold: the reader's label; `said`: the tool's status.
        score: the tool's probability that the law addresses the test.
        look: the tool is not sure ("needs a look").
        hits: for each of the tool's first three quotations, where the reader finds the test addressed: does it overlap cited words.
        second: a second reader's label, or "".
        disputed: the two readers differ on whether the law addresses the test.
        second_hit: the second reader's first quotation overlaps words that the first one cited; None where both did not quote.
    """

    law: str
    test: str
    article: str
    kind: str
    gold: str
    said: str
    score: float
    look: bool = False
    hits: tuple[bool, ...] = ()
    second: str = ""
    disputed: bool = False
    second_hit: bool | None = None

    @property
    def gap(self) -> bool:
        """Tell whether the reader finds a gap."""
        return is_gap(self.gold)

    @property
    def said_gap(self) -> bool:
        """Tell whether the tool finds a gap."""
        return self.said in ("not_found", "contradicted")

    @property
    def live(self) -> bool:
        """Tell whether the test counts in the figures."""
        return self.gold != "na" and not self.disputed


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Figures over a group of tests; nan where they cannot be told.

    Attributes:
        tests, gaps: how many count, and how many of these the reader calls gaps.
        precision, recall, f2: of gaps.
        kappa: Cohen's kappa of addressed against gap.
        auc: of the score, addressed against gap.
        hit1, hit3: of the tests that the reader finds addressed: the first (one of the first three) quotations overlaps cited words.
        exact: share of tests with the very status (covered, partly covered, gap).
        unread: kappa of a guess that reads nothing.
        varying: kappa on the tests whose answer differs between laws; `varying_unread`: the guess on the same; `varying_tests`: how many.
    """

    tests: int
    gaps: int
    precision: float
    recall: float
    f2: float
    kappa: float
    auc: float
    hit1: float
    hit3: float
    exact: float
    unread: float
    varying: float
    varying_unread: float
    varying_tests: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """One bin of the reliability curve: tests with a score in `[low, high)`, their mean score, the share that readers find addressed."""

    low: float
    high: float
    tests: int
    score: float
    addressed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Tests on which the tool is not sure, and its error inside and outside that band."""

    tests: int
    share: float
    error_inside: float
    error_outside: float
    errors_caught: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """Agreement of two readers on the same law.

    Attributes:
        tests: how many were read twice.
        kappa, agreement: Cohen's kappa and share of equal answers, addressed against gap.
        exact: share of equal answers (covered, partly covered, gap).
        hit1: where both quote, share of tests in which the second reader's first quotation overlaps one of the first's.
    """

    tests: int
    kappa: float
    agreement: float
    exact: float
    hit1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Worst:
    """A test that the tool gets wrong most: in how many laws of how many, which, and how surely (mean log loss)."""

    test: str
    laws: int
    missed_gaps: tuple[str, ...]
    false_gaps: tuple[str, ...]
    loss: float


class Guess:
    """What a guess says that reads nothing: for each test what most of the other laws have (a gap in a tie).

    Args:
        truth: (law, test) -> is it a gap, for all laws with a reading, also those that were not assessed.
    """

    def __init__(self, truth: Mapping[tuple[str, str], bool]) -> None:
        self._by_test: dict[str, dict[str, bool]] = {}
        for (law, test), gap in truth.items():
            self._by_test.setdefault(test, {})[law] = gap

    def __call__(self, law: str, test: str) -> bool:
        """Guess whether a test is a gap in a law."""
        others = [gap for other, gap in self._by_test.get(test, {}).items() if other != law]
        return 2 * sum(others) >= len(others)

    def varies(self, test: str) -> bool:
        """Tell whether the answer to a test differs between laws."""
        return len(set(self._by_test.get(test, {}).values())) > 1


def is_gap(label: str) -> bool:
    """Tell whether a reader's label says that there is a gap."""
    return label in ("not_found", "contradicted")


def coarse(label: str) -> str:
    """Return "covered", "partly_covered", "gap" or "na" for a reader's label or the tool's status."""
    names = {"met": "covered", "partly": "partly_covered", "not_found": GAP, "contradicted": GAP, "not_applicable": "na"}
    return names.get(label, GAP if label == "needs_other_source" else label)


def figures(items: Iterable[Item], guess: Guess) -> Figures:
    """Work out the figures of a group of tests."""
    live = [item for item in items if item.live]
    pairs = [(item.gap, item.said_gap) for item in live]
    found = sum(gap and said for gap, said in pairs)
    gaps, said = sum(gap for gap, _ in pairs), sum(said for _, said in pairs)
    precision, recall = _share(found, said), _share(found, gaps)
    addressed = [item for item in live if not item.gap]
    some = [item for item in live if guess.varies(item.test)]
    return Figures(
        tests=len(live),
        gaps=gaps,
        precision=precision,
        recall=recall,
        f2=f_beta(precision, recall),
        kappa=kappa(pairs),
        auc=auc([(item.score, not item.gap) for item in live]),
        hit1=_share(sum(item.hits[:1] == (True,) for item in addressed), len(addressed)),
        hit3=_share(sum(any(item.hits[:3]) for item in addressed), len(addressed)),
        exact=_share(sum(coarse(item.gold) == coarse(item.said) for item in live), len(live)),
        unread=kappa([(item.gap, guess(item.law, item.test)) for item in live]),
        varying=kappa([(item.gap, item.said_gap) for item in some]),
        varying_unread=kappa([(item.gap, guess(item.law, item.test)) for item in some]),
        varying_tests=len(some),
    )


def by(items: Iterable[Item], key: Callable[[Item], str], guess: Guess) -> dict[str, Figures]:
    """Work out the figures of each group of tests, in the order in which the groups come first."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return {name: figures(group, guess) for name, group in groups.items() if any(item.live for item in group)}


def confusion(items: Iterable[Item]) -> dict[str, dict[str, int]]:
    """Count the tool's statuses for each label of readers; disputed tests are left out, "na" is kept."""
    counts: dict[str, Counter[str]] = {}
    for item in items:
        if not item.disputed:
            counts.setdefault(item.gold, Counter())[item.said] += 1
    return {label: dict(sorted(said.items())) for label, said in sorted(counts.items())}


def reliability(items: Iterable[Item]) -> tuple[tuple[Bin, ...], float]:
    """Return the reliability curve and the expected calibration error: the mean distance of score and share, weighted by tests."""
    live = [item for item in items if item.live]
    bins = []
    error = 0.0
    for number in range(BINS):
        inside = [item for item in live if min(int(item.score * BINS), BINS - 1) == number]
        if inside:
            score = sum(item.score for item in inside) / len(inside)
            share = sum(not item.gap for item in inside) / len(inside)
            error += len(inside) / len(live) * abs(score - share)
            bins.append(Bin(low=number / BINS, high=(number + 1) / BINS, tests=len(inside), score=score, addressed=share))
    return tuple(bins), error if live else math.nan


def band(items: Iterable[Item]) -> Band:
    """Return the size of the band in which a finding needs a look, and the share of wrong verdicts inside and outside it."""
    live = [item for item in items if item.live]
    inside = [item.gap != item.said_gap for item in live if item.look]
    outside = [item.gap != item.said_gap for item in live if not item.look]
    return Band(
        tests=len(inside),
        share=_share(len(inside), len(live)),
        error_inside=_share(sum(inside), len(inside)),
        error_outside=_share(sum(outside), len(outside)),
        errors_caught=_share(sum(inside), sum(inside) + sum(outside)),
    )


def readers(items: Iterable[Item]) -> Readers:
    """Return how far two readers agree, disputed tests included; tests that one of them calls "na" are left out."""
    twice = [item for item in items if item.second and "na" not in (item.gold, item.second)]
    pairs = [(item.gap, is_gap(item.second)) for item in twice]
    quoted = [item.second_hit for item in twice if item.second_hit is not None]
    return Readers(
        tests=len(twice),
        kappa=kappa(pairs),
        agreement=_share(sum(left == right for left, right in pairs), len(pairs)),
        exact=_share(sum(coarse(item.gold) == coarse(item.second) for item in twice), len(twice)),
        hit1=_share(sum(quoted), len(quoted)),
    )


def worst(items: Iterable[Item], number: int = 10) -> tuple[Worst, ...]:
    """Return the tests that are wrong in the greatest share of laws; among equals those that are wrong most surely."""
    by_test: dict[str, list[Item]] = {}
    for item in items:
        if item.live:
            by_test.setdefault(item.test, []).append(item)
    rows = []
    for test, group in by_test.items():
        missed = tuple(item.law for item in group if item.gap and not item.said_gap)
        false = tuple(item.law for item in group if not item.gap and item.said_gap)
        if missed or false:
            rows.append(Worst(test=test, laws=len(group), missed_gaps=missed, false_gaps=false, loss=log_loss(group)))
    rows.sort(key=lambda row: (-(len(row.missed_gaps) + len(row.false_gaps)) / row.laws, -row.loss, row.test))
    return tuple(rows[:number])


def interval(items: Iterable[Item], share: float = 0.95, draws: int = 400) -> tuple[float, float]:
    """Return the interval in which kappa lies when tests are drawn anew, with replacement (bootstrap); the same items give the same one.

    It tells how much a figure owes to which tests happen to be there, not how much laws differ: for that, look at each law apart.
    """
    from random import Random

    pairs = [(item.gap, item.said_gap) for item in items if item.live]
    if not pairs:
        return math.nan, math.nan
    chance = Random(len(pairs))
    values = sorted(kappa(chance.choices(pairs, k=len(pairs))) for _ in range(draws))
    edge = int(draws * (1 - share) / 2)
    return values[edge], values[-1 - edge]


def log_loss(items: Sequence[Item]) -> float:
    """Return the mean negative logarithm of the probability given to what readers say; scores are kept between 0.01 and 0.99."""
    total = 0.0
    for item in items:
        score = min(max(item.score, 0.01), 0.99)
        total -= math.log(1 - score if item.gap else score)
    return total / len(items)


def auc(scored: Sequence[tuple[float, bool]]) -> float:
    """Return the area under the curve: how often a random addressed test has a higher score than a random gap (half for a tie)."""
    positive = [score for score, addressed in scored if addressed]
    negative = sorted(score for score, addressed in scored if not addressed)
    if not positive or not negative:
        return math.nan
    above = sum(bisect_left(negative, score) + bisect_right(negative, score) for score in positive)
    return above / 2 / (len(positive) * len(negative))


def f_beta(precision: float, recall: float, beta: float = 2.0) -> float:
    """Return F-beta; with beta 2 recall counts more than precision, because a gap must not be missed."""
    if math.isnan(precision) or math.isnan(recall):
        return math.nan
    weight = beta * beta
    return (1 + weight) * precision * recall / (weight * precision + recall) if precision + recall else 0.0


def best_threshold(scored: Sequence[tuple[float, bool]], measure: Callable[[Sequence[tuple[bool, bool]]], float]) -> tuple[float, float]:
    """Return the threshold on a score that is best by a measure of (is a gap, said to be one) pairs, with its value.

    Args:
        scored: (score, addressed); below the threshold a test is said to be a gap.
        measure: as `kappa` or `gap_f2`.
    """
    steps = sorted({score for score, _ in scored})
    thresholds = [*steps, (steps[-1] if steps else 0.0) + 1.0]
    if len(thresholds) > 200:
        thresholds = [thresholds[int(number * (len(thresholds) - 1) / 199)] for number in range(200)]
    values = [(measure([(not addressed, score < threshold) for score, addressed in scored]), threshold) for threshold in thresholds]
    value, threshold = max(values, key=lambda pair: -1.0 if math.isnan(pair[0]) else pair[0])
    return threshold, value


def gap_f2(pairs: Sequence[tuple[bool, bool]]) -> float:
    """Return F2 of gaps from (is a gap, said to be one) pairs."""
    found = sum(gap and said for gap, said in pairs)
    return f_beta(_share(found, sum(said for _, said in pairs)), _share(found, sum(gap for gap, _ in pairs)))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else math.nan
