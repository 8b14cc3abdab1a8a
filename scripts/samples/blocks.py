"""Reads a source text of legislation_samples/ into blocks: one a line, and what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PART = re.compile(r"^(PART|TÍTULO|TITLE|## PART) [IVX]+\b\.? ?(.*)$")
_SECTION = re.compile(r"^(\d+(?: to \d+)?)\. (.+)$")
_ARTICLE = re.compile(r"^((?:Artículo|Article) \d+)\. (.+)$")
_BOLD = re.compile(r"^\*\*(\d+)\.\*\* (.+)$")
_SUBSECTION = re.compile(r"^(\(\d+\)) (.+)$")
_PARAGRAPH = re.compile(r"^(\([a-z]\)) (.+)$")
_NUMBERED = re.compile(r"^(\d+\.) (.+)$")
_LETTERED = re.compile(r"^([a-z]\)) (.+)$")
_SCHEDULE = re.compile(r"^(?:## )?([A-Z]+ SCHEDULE)$")
_TREATY_ARTICLE = re.compile(r"^Article \d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One line of the source and what it is.

    `kind`: "notice" (the line that says that the State is invented), "title", "contents", "part", "section", "subsection",
    "paragraph", "text", "amendment" (an editor's note), "schedule", "reference" (under a schedule's number), "caption" (its heading),
    "item", "treaty" (an article of a treaty reproduced).
    """

    kind: str
    label: str = ""
    text: str = ""


def read_blocks(source: str) -> list[Block]:
    """Read a source text: one block a line."""
    lines = [line.strip() for line in source.splitlines()]
    civil = any(_ARTICLE.match(line) for line in lines)
    blocks: list[Block] = []
    state = "title"
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        if not line:
            continue
        if not blocks:
            blocks.append(Block(kind="notice", text=line))
        elif line == "ARRANGEMENT OF SECTIONS":
            state = "contents"
            blocks.append(Block(kind="contents", text=line))
        elif state == "contents" and not (line == "PART I" and any(block.text == "PART VII" for block in blocks)):
            blocks.append(Block(kind="contents", text=line))
        elif part := _PART.match(line):
            heading = part[2]
            if not heading:
                heading, index = lines[index], index + 1
            state = "body"
            blocks.append(Block(kind="part", label=line.removeprefix("## ").removesuffix(part[2]).strip(), text=heading.strip()))
        elif schedule := _SCHEDULE.match(line):
            state = "schedule"
            blocks.append(Block(kind="schedule", label=schedule[1]))
        elif state == "title":
            blocks.append(Block(kind="title", text=line.lstrip("# ")))
        elif state == "schedule":
            blocks.append(_in_schedule(line, blocks))
        else:
            blocks.append(_in_body(line, civil))
    return blocks


def _in_schedule(line: str, blocks: Sequence[Block]) -> Block:
    if line.startswith("(") and blocks[-1].kind == "schedule":
        return Block(kind="reference", text=line)
    if line.isupper() and blocks[-1].kind in {"schedule", "reference"}:
        return Block(kind="caption", text=line)
    if _TREATY_ARTICLE.match(line):
        return Block(kind="treaty", label=line)
    if item := _NUMBERED.match(line):
        return Block(kind="item", label=item[1], text=item[2])
    return Block(kind="text", text=line)


def _in_body(line: str, civil: bool) -> Block:
    if line.startswith("["):
        return Block(kind="amendment", text=line)
    forms: list[tuple[re.Pattern[str], str]] = [(_SUBSECTION, "subsection"), (_PARAGRAPH, "paragraph")]
    if civil:
        forms += [(_ARTICLE, "section"), (_NUMBERED, "subsection"), (_LETTERED, "paragraph")]
    else:
        forms += [(_BOLD, "bold"), (_SECTION, "section")]
    for pattern, kind in forms:
        if found := pattern.match(line):
            if kind == "bold":  # an old ordinance: no headings, the text stands behind the number
                return Block(kind="section", label=f"{found[1]}.", text="\0" + found[2])
            return Block(kind=kind, label=found[1] if kind != "section" else f"{found[1]}.", text=found[2])
    return Block(kind="text", text=line)


def heading_and_text(block: Block) -> tuple[str, str]:
    """Split what stands behind a section's number: its heading, or its text where it has no heading."""
    if block.text.startswith("\0"):
        return "", block.text[1:]
    return block.text, ""


def title_of(blocks: Sequence[Block]) -> str:
    """Return the law's name: the longest title line in capitals."""
    return max((block.text for block in blocks if block.kind == "title" and block.text.isupper()), key=len)
