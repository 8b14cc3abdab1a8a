"""Agreement of two judges beyond chance."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from gapcheck.review.agreement import kappa as of_pairs


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Return Cohen's kappa as `gapcheck.review` counts it, nan without pairs: figures are averaged and printed here."""
    found = of_pairs(pairs)
    return float("nan") if found is None else found
