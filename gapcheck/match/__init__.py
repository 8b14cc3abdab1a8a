"""Stage `match`: tests against passages, giving observations."""

from __future__ import annotations

from gapcheck.match.features import FEATURES
from gapcheck.match.observe import Place, observe

__all__ = ["FEATURES", "Place", "observe"]
