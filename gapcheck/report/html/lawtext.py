"""The law itself as mark-up: its canonical text, in blocks by section, with the quoted passages marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from gapcheck.model.law import Law, Unit
from gapcheck.model.result import Status
from gapcheck.report.clean import one_line, plain
from gapcheck.report.html.passages import EVIDENCE, NEAR, QUALIFIER, UNMAPPED, Passage, Piece, cut, fragment
from gapcheck.segment import segment

_INDENT = re.compile(r"(?<=\n)[ \t\u00a0]+")
"""Indentation inside a mark: it is kept, but not coloured."""
_BLOCKS = frozenset({"part", "chapter", "division", "section", "schedule", "crossheading"})
_RANK = {EVIDENCE: 0, QUALIFIER: 1, UNMAPPED: 2, NEAR: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class LawText:
    """A law's text as mark-up, and its contents: (anchor, depth, name) of each section."""

    markup: Markup
    contents: tuple[tuple[str, int, str], ...]


def law_text(index: int, law: Law, passages: Sequence[Passage], words: Mapping[str, Any]) -> LawText:
    """Return a law's text with its passages marked.

    The text of the marked-up law is the canonical text without its harmful characters: nothing is added to it, so that it can be copied.

    Args:
        index: the law's number on the page.
        passages: those of this law, in the order of the text.
        words: the page's own words.
    """
    blocks = list(_blocks(law))
    headings = [unit.heading for _, unit in blocks if unit and unit.heading]
    edges = [*(start for start, _ in blocks), *(offset for heading in headings for offset in heading)]
    numbered = {passage.number: passage for passage in passages}
    begins = dict(blocks)
    heads = dict(headings)
    heading_end = 0
    parts: list[str] = []
    for piece in cut(0, len(law.text), passages, edges):
        if piece.start in begins:
            anchor = _anchor(index, piece.start, begins[piece.start])
            parts.append(f'{"</div>" if parts else ""}<div class="block" id="{escape(plain(anchor))}">')
        heading_end = heads.get(piece.start, heading_end)
        parts.append(_marked(law, piece, numbered, piece.start < heading_end, words))
    parts.append("</div>" if parts else "")
    contents = tuple((_anchor(index, start, unit), unit.depth, _name(law, unit)) for start, unit in blocks if unit)
    return LawText(markup=Markup("".join(parts)), contents=contents)


def _anchor(index: int, start: int, unit: Unit | None) -> str:
    return f"unit-{index}-{unit.eid if unit else start}"


def _blocks(law: Law) -> Iterator[tuple[int, Unit | None]]:
    """Return where each section begins; what stands before the first belongs to none. A part goes before its own first section."""
    starts: dict[int, Unit | None] = {0: None}
    for unit in segment(law).units:
        if unit.kind in _BLOCKS:
            start = _line_start(law.text, unit.start)
            starts[start] = starts.get(start) or unit
    yield from sorted(starts.items())


def _line_start(text: str, offset: int) -> int:
    """Return where the indentation before an offset begins, so that a block keeps it."""
    at = text.rfind("\n", 0, offset) + 1
    return at if not text[at:offset].strip() else offset


def _name(law: Law, unit: Unit) -> str:
    spans = unit.beside or ((unit.heading,) if unit.heading else ())
    heading = one_line(" ".join(law.text[start:end] for start, end in spans))
    label = unit.locator or one_line(unit.label)
    return f"{label} {heading}".strip()


def _marked(law: Law, piece: Piece, passages: Mapping[int, Passage], heading: bool, words: Mapping[str, Any]) -> str:
    text = str(escape(plain(law.text[piece.start : piece.end])))
    if heading:
        text = f'<strong class="heading">{text}</strong>'
    if not piece.passages:
        return text
    text = _INDENT.sub(r"<i>\g<0></i>", text)
    here = [passages[number] for number in piece.passages]
    begin = [passage for passage in here if passage.start == piece.start]
    anchors = "".join(f'<a class="anchor" id="{passage.anchor}"></a>' for passage in begin)
    return f'{anchors}{_badge(begin, words)}<mark{_classes(here)} data-p="{" ".join(map(str, piece.passages))}">{text}</mark>'


def _tests(passages: Sequence[Passage]) -> list[str]:
    return list(dict.fromkeys(row.test for passage in passages for role, row in passage.uses if row and role in (EVIDENCE, QUALIFIER)))


def _badge(begin: Sequence[Passage], words: Mapping[str, Any]) -> str:
    """Return the link that tells how many findings rest on what begins here; its figure is no part of the text."""
    tests = _tests(begin)
    if not tests:
        return ""
    label = words["rests_one"] if len(tests) == 1 else words["rests_many"].format(count=len(tests))
    numbers = " ".join(str(passage.number) for passage in begin)
    return f'<a class="badge" href="{fragment(tests[0])}" data-p="{numbers}" data-count="{len(tests)}" aria-label="{escape(label)}"></a>'


def _classes(here: Sequence[Passage]) -> str:
    """Return how a piece looks: by the strongest thing it is to any finding, darker where many rest on it."""
    role = min((use[0] for passage in here for use in passage.uses), key=_RANK.__getitem__)
    names = [role]
    if role == EVIDENCE:
        against = any(use[0] == EVIDENCE and use[1] and use[1].status is Status.CONTRADICTED for passage in here for use in passage.uses)
        count = len(_tests(here))
        names += ["against"] if against else ["many"] if count > 4 else ["some"] if count > 1 else []
    return f' class="{" ".join(names)}"'
