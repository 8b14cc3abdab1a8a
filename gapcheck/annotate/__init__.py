"""Stage `annotate`: what the units of a law say, in concepts, definitions, norms, references and numbers."""

from __future__ import annotations

from gapcheck.annotate.reading import Reading, read_law

__all__ = ["Reading", "read_law"]
