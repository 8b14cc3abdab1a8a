"""Gives the sections the notes that stand beside their words as headings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from gapcheck.model.law import Law, Unit

_NEAR = 3
"""A note begins beside the line with the number of its section, or a line or two from it."""


def with_notes(law: Law, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Return the units; the sections have the notes beside their first words.

    Args:
        law: the law with its marks; those of kind "beside" are the lines of such notes.
        units: its units, in pre-order.
    """
    marks = [mark for mark in law.marks if mark.kind == "beside"]
    sections = sorted((unit.start, index) for index, unit in enumerate(units) if unit.kind == "section")
    if not marks or not sections:
        return units
    found = list(units)
    for _, pieces in groupby(marks, key=lambda mark: mark.label):
        note = tuple((piece.start, piece.end) for piece in pieces)
        index = _section_beside(law.text, note[0][0], sections)
        if index is not None and not found[index].beside:
            found[index] = replace(found[index], beside=note)
    return tuple(found)


def _section_beside(text: str, start: int, sections: Sequence[tuple[int, int]]) -> int | None:
    """Return the section that begins nearest to the line of a note."""
    begin = text.rfind("\n", 0, start) + 1
    at = bisect_left(sections, (begin, -1))
    near = []
    for position, index in sections[max(at - 1, 0) : at + 1]:
        low, high = min(begin, position), max(begin, position)
        apart = text.count("\n", low, high) if high - low < 1000 else _NEAR
        if apart < _NEAR:
            near.append((apart, -index))
    return -min(near)[1] if near else None
