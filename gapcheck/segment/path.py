"""Choosing the labels that form a numbering: the best rising path through the candidates of one family."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from gapcheck.segment.candidates import Candidate
from gapcheck.segment.numbers import Number, step

SUCCESSOR = 2.0
"""Reward for the direct successor; a missing number costs `MISSING` each, a jump `JUMP`."""
MISSING = 0.4
JUMP = 4.0
LATE_START = 0.15


def _gain(distance: int) -> float:
    if distance == 0:
        return SUCCESSOR
    return -MISSING * distance if distance < 10 else -JUMP


class _PrefixMax:
    """Largest score among numbers below a rank (Fenwick tree): makes far jumps cheap to look up."""

    __slots__ = ("tree",)

    def __init__(self, size: int) -> None:
        self.tree: list[tuple[float, int]] = [(float("-inf"), -1)] * (size + 1)

    def update(self, rank: int, item: tuple[float, int]) -> None:
        rank += 1
        while rank < len(self.tree):
            if item > self.tree[rank]:
                self.tree[rank] = item
            rank += rank & -rank

    def below(self, rank: int) -> tuple[float, int]:
        best = (float("-inf"), -1)
        while rank > 0:
            best = max(best, self.tree[rank])
            rank -= rank & -rank
        return best


def best_path(candidates: Sequence[Candidate]) -> tuple[list[Candidate], float]:
    """Return the rising path with the largest sum of weights and steps, and that sum.

    Time: n log n; near predecessors are looked up by their first number, far ones in a prefix maximum.
    """
    if not candidates:
        return [], 0.0
    if sum(c.level is not None for c in candidates) >= 0.8 * len(candidates) and candidates[0].family != "bare" and len(candidates) > 2:
        # The source itself marks them as headings: no need to guess, restarts are the law's own.
        kept = [c for c in candidates if c.weight > 0]
        return kept, sum(c.weight + SUCCESSOR for c in kept)
    ranks = {number: rank for rank, number in enumerate(sorted({c.number for c in candidates}))}
    far = _PrefixMax(len(ranks))
    near: dict[int, dict[Number, tuple[float, int]]] = defaultdict(dict)
    score: list[float] = []
    back: list[int] = []
    for at, candidate in enumerate(candidates):
        number = candidate.number
        best, source = -LATE_START * min(number[0] - 1, 20), -1
        jump, origin = far.below(ranks[number])
        if jump - JUMP > best:
            best, source = jump - JUMP, origin
        for first in range(number[0] - 9, number[0] + 1):
            bucket = near.get(first)
            if not bucket:
                continue
            for before, (value, index) in bucket.items():
                distance = step(before, number)
                if distance >= 0 and value + _gain(distance) > best:
                    best, source = value + _gain(distance), index
        total = best + candidate.weight
        score.append(total)
        back.append(source)
        far.update(ranks[number], (total, at))
        bucket = near[number[0]]
        if number not in bucket or bucket[number][0] < total:
            bucket[number] = (total, at)
    at = max(range(len(score)), key=score.__getitem__)
    best_score = score[at]
    path: list[Candidate] = []
    while at >= 0:
        path.append(candidates[at])
        at = back[at]
    return path[::-1], best_score


def gaps_and_duplicates(path: Sequence[Candidate]) -> tuple[list[tuple[Candidate, Candidate]], int]:
    """Return the pairs of neighbours between which numbers are missing, and how many numbers come twice."""
    gaps = [(a, b) for a, b in pairwise(path) if step(a.number, b.number) > 0]
    seen = [(c.code, c.number) for c in path]
    return gaps, len(seen) - len(set(seen))
