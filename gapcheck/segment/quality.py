"""What the segmenter thinks of its own work."""

from __future__ import annotations

from gapcheck.model.law import Law, Unit
from gapcheck.segment.structure import Structure

_ASIDE = frozenset({"preface", "contents", "schedule", "treaty", "signature", "quotation"})


def judge(law: Law, units: tuple[Unit, ...], structure: Structure) -> tuple[float, float, tuple[str, ...]]:
    """Return confidence, the share of the text inside numbered units, and warnings in words."""
    total = max(len(law.text), 1)
    inside = 0
    reached = 0
    aside = 0
    count = 0
    for unit in units:
        if unit.kind == "section":
            count += 1
            if unit.start >= reached:
                inside += unit.end - unit.start
                reached = unit.end
        elif unit.depth == 1 and unit.kind in _ASIDE:
            aside += unit.end - unit.start
    share = inside / total
    warnings: list[str] = []
    if not count:
        if law.text.strip():
            warnings.append("No usable numbering was found: the text was divided into paragraphs.")
        return (0.2 if law.text.strip() else 0.0), 0.0, tuple(warnings)
    for before, after in structure.gaps[:5]:
        warnings.append(f"Between {before.printed} and {after.printed} the numbering has a gap.")
    if len(structure.gaps) > 5:
        warnings.append(f"{len(structure.gaps) - 5} more gaps in the numbering.")
    if structure.duplicates:
        warnings.append(f"{structure.duplicates} numbers occur more than once.")
    body = max(total - aside, 1)
    coverage = min(1.0, inside / body)
    confidence = 1.0 - min(0.4, len(structure.gaps) / count) - min(0.2, structure.duplicates / count) - 0.4 * (1 - coverage)
    if coverage < 0.5:
        warnings.append("Less than half of the text lies inside numbered units.")
    return round(max(0.05, min(1.0, confidence)), 3), round(share, 4), tuple(warnings)
