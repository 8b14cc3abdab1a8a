"""Stage `score`: findings to coverage of provision, article, threat and law."""

from __future__ import annotations

from gapcheck.score.coverage import cover_articles, cover_law, cover_provisions, cover_threats, weights
from gapcheck.score.unmapped import find_unmapped

__all__ = ["cover_articles", "cover_law", "cover_provisions", "cover_threats", "find_unmapped", "weights"]
