"""Stage `match`: tests against passages, giving observations."""

from __future__ import annotations

from gapcheck.match.observe import FEATURES, observe

__all__ = ["FEATURES", "observe"]
