"""Units of a law that speak of firearms and on which no finding rests: what nobody asked about, or the tool overlooked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from gapcheck.annotate import Reading
from gapcheck.model.result import Evidence, Finding

_SUBJECTS = ("object.firearm", "object.part", "object.ammunition", "object.weapon")
"""Concepts that make a unit one about firearms."""
_BASIC = "section"
_OPENING = 240
"""Characters of a unit that are quoted, at most."""


def find_unmapped(readings: Sequence[Reading], findings: Sequence[Finding]) -> tuple[Evidence, ...]:
    """Return the opening of every basic unit (section, article) that mentions firearms and that no evidence or qualifier touches.

    Args:
        readings: the laws, annotated.
        findings: the answers to all tests of the catalog; with a part of them far more units look unused than are.
    """
    used: dict[str, list[tuple[int, int]]] = {}
    for finding in findings:
        for item in (*finding.evidence, *finding.qualifiers):
            used.setdefault(item.file, []).append((item.start, item.end))
    return tuple(item for reading in readings for item in _of_law(reading, sorted(used.get(reading.law.name, ()))))


def _of_law(reading: Reading, used: list[tuple[int, int]]) -> list[Evidence]:
    # The furthest end of all quotations up to each one: one look tells whether any reaches into a unit.
    reach: list[int] = []
    for _, end in used:
        reach.append(max(end, reach[-1] if reach else 0))
    mentioned = sorted(
        mention.start for table in (reading.mentions, reading.inherited) for concept in _SUBJECTS for mention in table.get(concept, ())
    )
    found = []
    for unit in reading.segmentation.units:
        if unit.kind != _BASIC:
            continue
        first, last = reading.words.range_of(unit.start, unit.end)
        at = bisect_left(mentioned, first)
        if at == len(mentioned) or mentioned[at] >= last:
            continue
        before = bisect_left(used, (unit.end, 0))
        if before and reach[before - 1] > unit.start:
            continue
        found.append(Evidence.cut(reading.law, unit, unit.start, _cut(reading.law.text, unit.start, unit.end)))
    return found


def _cut(text: str, start: int, end: int) -> int:
    """Return the end of the opening: a whole short unit, or as many whole words as there is room for."""
    if end - start > _OPENING:
        space = text.rfind(" ", start, start + _OPENING)
        end = space if space > start else start + _OPENING
    return start + len(text[start:end].rstrip())
