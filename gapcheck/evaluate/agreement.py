"""Agreement of two judges beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Return Cohen's kappa of pairs of labels (Cohen 1960); 1 where both always agree on one label, nan without pairs."""
    if not pairs:
        return float("nan")
    observed = sum(left == right for left, right in pairs) / len(pairs)
    lefts, rights = Counter(left for left, _ in pairs), Counter(right for _, right in pairs)
    expected = sum(lefts[label] * rights[label] for label in lefts) / len(pairs) ** 2
    return 1.0 if expected >= 1 else (observed - expected) / (1 - expected)
