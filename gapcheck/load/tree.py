"""Walks a tree of tags (HTML or XML) into a text with marks. What a tag means is told by a table of roles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gapcheck.load.builder import Builder

Element = Any
"""An lxml element; lxml has no types of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a tag does to the text.

    Attributes:
        flow: "skip" (not shown), "inline", "block", "pre", "break", "number" (a label before its words), "row", "cell", or
            "auto": inline where it stands among words, else a block.
        mark: kind of the mark to set on its content, or "".
        gap: 1 for a new line, 2 for an empty line before it.
        deep: headings inside stand one level deeper.
    """

    flow: str = "auto"
    mark: str = ""
    gap: int = 1
    deep: bool = False


AUTO = Role()


@dataclass(slots=True)
class _Open:
    """An element whose end has not come yet."""

    role: Role
    flow: str
    start: int
    mixed: bool
    label: str | None


def local_name(element: Element) -> str:
    """Return the tag without its namespace, in lower case; "" for what is no element."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1].lower() if isinstance(tag, str) else ""


def all_text(element: Element) -> str:
    """Return the words of an element and its descendants with single spaces."""
    return " ".join("".join(element.itertext()).split())


def is_mixed(element: Element) -> bool:
    """Tell whether an element has words of its own between its children, so that these stand in a sentence."""
    if element.text and element.text.strip():
        return True
    return any(child.tail and child.tail.strip() for child in element)


def walk(
    root: Element,
    builder: Builder,
    role_of: Callable[[Element], Role],
    *,
    label_of: Callable[[Element], str] = all_text,
    level_of: Callable[[Element, int], int | None] = lambda _element, depth: depth,
    keep_lines: bool = False,
) -> None:
    """Write the visible text of `root` into `builder`.

    Args:
        root: the element to begin with. Comments and processing instructions must be gone.
        builder: receives words, breaks and marks.
        role_of: the role of an element.
        label_of: the label to print for an element with flow "number".
        level_of: the level of a heading, from the element and the number of "deep" elements around it.
        keep_lines: line ends inside words are kept.
    """
    from lxml import etree

    stack: list[_Open] = []
    depth = 0
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            role = role_of(element)
            inside_words = bool(stack) and stack[-1].mixed
            flow = role.flow if role.flow != "auto" else ("inline" if inside_words else "block")
            # A sentence that holds an element holds its descendants as well, unless one of them is a block by its own right.
            mixed = flow not in {"skip", "number"} and (is_mixed(element) or (flow == "inline" and inside_words))
            _begin(builder, flow, role)
            label = label_of(element) if flow == "number" else None
            start = builder.here() if role.mark else 0
            stack.append(_Open(role, flow, start, mixed, label))
            depth += role.deep
            if flow in {"skip", "number"}:
                walker.skip_subtree()
                if label:
                    builder.number(label)
            elif element.text:
                _add(builder, element.text, stack, keep_lines)
        else:
            top = stack.pop()
            depth -= top.role.deep
            if top.role.mark:
                level = level_of(element, depth) if top.role.mark == "heading" else None
                builder.mark(top.role.mark, top.start, level=level)
            _end(builder, top)
            if element.tail and stack:
                _add(builder, element.tail, stack, keep_lines)


def _begin(builder: Builder, flow: str, role: Role) -> None:
    if flow in {"block", "pre", "break"}:
        if role.gap > 1:
            # A chapter's number does not wait for the words of its first article.
            builder.end(role.gap)
        builder.line(role.gap)
    elif flow == "row":
        builder.row()
    elif flow == "cell":
        builder.cell()


def _end(builder: Builder, top: _Open) -> None:
    if top.flow in {"block", "pre", "row"}:
        builder.end()


def _add(builder: Builder, text: str, stack: list[_Open], keep_lines: bool) -> None:
    if any(opened.flow == "pre" for opened in stack[-3:]):
        builder.raw(text)
    elif keep_lines and "\n" in text.strip():
        for index, line in enumerate(text.strip("\n").split("\n")):
            if index:
                builder.line()
            builder.words(line)
    else:
        builder.words(text)
