"""Stage `judge`: observations of a test to a finding."""

from __future__ import annotations

from gapcheck.judge.judge import judge

__all__ = ["judge"]
