"""Renders the automatic numbers of a Word document: they are not in its text, and a law without its numbers cannot be cited.

ECMA-376 part 1, 17.9 (numbering): a paragraph names a list (`numId`) and a level; the list names an abstract list with a pattern for
each level ("%1.%2", "(%3)"); a new item counts its level on and starts the deeper levels again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from gapcheck.load.numerals import format_number

Element = Any
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACEHOLDER = re.compile(r"%([1-9])")
_DEEPEST = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list: where it starts, how it counts and what it prints."""

    start: int = 1
    style: str = "decimal"
    pattern: str = ""
    restart_after: int | None = None
    legal: bool = False
    space: bool = True
    paragraph_style: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDefinition:
    """What a `numId` stands for: its abstract list, the levels with its overrides, and the levels that it starts anew."""

    abstract: str
    levels: dict[int, Level]
    restarts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted. Paragraphs must come in their order."""

    lists: dict[str, ListDefinition]
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def next_label(self, number_id: str, level: int) -> tuple[str, bool]:
        """Count a paragraph and return its label as Word prints it, and whether white space follows it."""
        found = self.lists.get(number_id)
        if found is None or level not in found.levels:
            return "", True
        counts = self._counts.setdefault(found.abstract, [None] * _DEEPEST)
        own = found.levels[level]
        if level in found.restarts and (number_id, level) not in self._begun:
            counts[level] = found.restarts[level]
        else:
            current = counts[level]
            counts[level] = own.start if current is None else current + 1
        self._begun.add((number_id, level))
        for deeper in range(level + 1, _DEEPEST):
            rule = found.levels.get(deeper, Level()).restart_after
            # Without a rule a level starts again after any level above it; with one only after that level or a higher one; 0: never.
            if rule is None or (rule and level < rule):
                counts[deeper] = None
        return self._print(found, counts, own), own.space

    def _print(self, found: ListDefinition, counts: list[int | None], own: Level) -> str:
        def shown(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            level = found.levels.get(index, Level())
            if counts[index] is None:
                counts[index] = level.start  # an item without its parent: Word prints the parent's first number
            value = counts[index]
            style = "decimal" if own.legal and level.style not in {"none", "bullet"} else level.style
            return format_number(value if value is not None else level.start, style)

        if own.style == "bullet":
            return "•"
        return _PLACEHOLDER.sub(shown, own.pattern).strip()


def level_of_style(definition: ListDefinition | None, style: str) -> int | None:
    """Return the level that is tied to a paragraph style, None where none is."""
    if definition is None:
        return None
    return next((index for index, level in definition.levels.items() if level.paragraph_style == style), None)


def read_numbering(numbering: Element | None, style_lists: dict[str, str]) -> Numbering:
    """Read numbering.xml.

    Args:
        numbering: its root element, None where the document has none.
        style_lists: the list (`numId`) that a numbering style names, for abstract lists that refer to one.
    """
    if numbering is None:
        return Numbering(lists={})
    abstracts: dict[str, dict[int, Level]] = {}
    links: dict[str, str] = {}
    for abstract in numbering.iterfind(f"{W}abstractNum"):
        key = abstract.get(f"{W}abstractNumId", "")
        abstracts[key] = {index: level for index, level in map(_read_level, abstract.iterfind(f"{W}lvl")) if index is not None}
        link = abstract.find(f"{W}numStyleLink")
        if link is not None:
            links[key] = link.get(f"{W}val", "")
    owner = {num.get(f"{W}numId", ""): _value(num, "abstractNumId") or "" for num in numbering.iterfind(f"{W}num")}
    lists: dict[str, ListDefinition] = {}
    for num in numbering.iterfind(f"{W}num"):
        number_id = num.get(f"{W}numId", "")
        abstract_id = owner[number_id]
        if abstract_id in links:
            abstract_id = owner.get(style_lists.get(links[abstract_id], ""), abstract_id)
        levels = dict(abstracts.get(abstract_id, {}))
        restarts: dict[int, int] = {}
        for override in num.iterfind(f"{W}lvlOverride"):
            index = _integer(override.get(f"{W}ilvl"))
            if index is None or not 0 <= index < _DEEPEST:
                continue
            replaced = override.find(f"{W}lvl")
            if replaced is not None:
                levels[index] = _read_level(replaced)[1]
            start = _integer(_value(override, "startOverride"))
            if start is not None:
                restarts[index] = start
        lists[number_id] = ListDefinition(abstract=abstract_id, levels=levels, restarts=restarts)
    return Numbering(lists=lists)


def _read_level(element: Element) -> tuple[int | None, Level]:
    index = _integer(element.get(f"{W}ilvl"))
    start = _integer(_value(element, "start"))
    level = Level(
        # A level without <w:start> starts at 0, says the standard, and Word obeys.
        start=start if start is not None else 0,
        style=_value(element, "numFmt") or "decimal",
        pattern=_value(element, "lvlText") or "",
        restart_after=_integer(_value(element, "lvlRestart")),
        legal=is_on(element.find(f"{W}isLgl")),
        space=_value(element, "suff") != "nothing",
        paragraph_style=_value(element, "pStyle") or "",
    )
    return (index if index is not None and 0 <= index < _DEEPEST else None), level


def is_on(element: Element | None) -> bool:
    """Tell whether an on/off property stands and is not switched off."""
    return element is not None and element.get(f"{W}val", "true").lower() not in {"0", "false", "off"}


def _value(element: Element, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    if child is None:
        return None
    value = child.get(f"{W}val")
    return None if value is None else str(value)


def _integer(text: str | None) -> int | None:
    stripped = (text or "").strip()
    return int(stripped) if stripped.lstrip("-").isdecimal() and len(stripped) < 8 else None
