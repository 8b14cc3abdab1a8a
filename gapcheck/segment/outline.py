"""An outline of a law for people."""

from __future__ import annotations

from gapcheck.model.law import Law, Segmentation


def outline(segmentation: Segmentation, law: Law, *, words: int = 60, zones: bool = False) -> list[str]:
    """Return one line a unit, indented by depth: kind, locator, heading or first words.

    Args:
        words: how many characters of the text to show.
        zones: show notes and running headers too.
    """
    shown: list[str] = []
    for unit in segmentation.units[1:]:
        if not zones and unit.kind in ("note", "header"):
            continue
        if unit.heading is not None:
            start, end = unit.heading
            text = "| " + " ".join(law.text[start:end].split())
        else:
            text = " ".join(law.text[unit.start : min(unit.end, unit.start + 4 * words)].split())
        line = f"{'  ' * (unit.depth - 1)}{unit.kind} {unit.locator} {text[:words]}".rstrip()
        if unit.closing is not None:
            start, end = unit.closing
            line += f"  ... {' '.join(law.text[start : min(end, start + 4 * words)].split())[:words]}"
        shown.append(line)
    return shown
