"""Dividing what an amending act puts into another act: it is law, with sections, subsections and lists of its own."""

from __future__ import annotations

from dataclasses import replace

from gapcheck.model.law import Law
from gapcheck.segment.build import build_tree, insert_zones, tidy
from gapcheck.segment.candidates import candidates_of
from gapcheck.segment.inner import Node
from gapcheck.segment.lines import lines_of
from gapcheck.segment.structure import find_structure
from gapcheck.segment.zones import find_zones

_SHORTEST = 200
"""Characters of a quotation that is worth dividing."""
_MARKS = '“„«"‘ \t\n'
_LAW = frozenset({"part", "chapter", "division", "section", "subsection", "paragraph", "item", "crossheading", "schedule"})


def divide_quotations(law: Law, node: Node) -> None:
    """Give each quotation of a tree the units that its words have, as if they were a law of their own. Linear in the text's length."""
    for child in node.children:
        if child.kind == "quotation" and not child.children:
            if child.end - child.start >= _SHORTEST:
                child.children = _units_of(law, child)
        else:
            divide_quotations(law, child)


def _units_of(law: Law, quotation: Node) -> list[Node]:
    start = quotation.start
    while start < quotation.end and law.text[start] in _MARKS:
        start += 1
    marks = tuple(
        replace(mark, start=mark.start - start, end=mark.end - start)
        for mark in law.marks
        if mark.kind != "quotation" and start <= mark.start and mark.end <= quotation.end
    )
    inner = replace(law, text=law.text[start : quotation.end], marks=marks, pages=())
    lines = lines_of(inner)
    candidates = candidates_of(inner, lines)
    zones = [zone for zone in find_zones(inner, lines, candidates) if zone.kind != "quotation"]
    structure = find_structure(inner.text, lines, candidates, zones)
    root = build_tree(inner, lines, structure, zones)
    insert_zones(root, zones)
    tidy(root)
    # What stands before the first label is no front matter here, but words put into the other act.
    found = [child for child in root.children if child.kind in _LAW]
    for child in found:
        _shift(child, start)
    return found


def _shift(node: Node, by: int) -> None:
    node.start += by
    node.end += by
    node.content += by
    if node.heading is not None:
        node.heading = (node.heading[0] + by, node.heading[1] + by)
    if node.closing is not None:
        node.closing = (node.closing[0] + by, node.closing[1] + by)
    for child in node.children:
        _shift(child, by)
