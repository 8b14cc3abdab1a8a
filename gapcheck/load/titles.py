"""Finds what a law calls itself."""

from __future__ import annotations

import re
from html import unescape

from gapcheck.model.law import Mark

LONGEST = 300
_LINES = 60
_HEAD = 12_000
"""Characters at the beginning among which the title is looked for."""
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.S)
_FIELD = re.compile(r"^title\s*:\s*(.*)$", re.I | re.M)
_LETTERS = re.compile(r"[^\W\d_]", re.U)
# "url: https://...", "ISSN 1234", a page number, a rule of dashes: lines that stand before the title and are none.
_NO_TITLE = re.compile(r"^(\w+:\s|https?:|www\.|<|\[|\W*\d+\W*$|note\b)", re.I)
_DIVISION = re.compile(r"^\W*[^\W\d_]+[\s.:–—-]*(?:[IVXLCDM]+|\d+)\b\W*$", re.I)
_YEAR = re.compile(r"\b(1[789]\d\d|20\d\d)\b")


def clean_title(title: str) -> str:
    """Return a title on one line, without mark-up, of at most 300 characters."""
    line = " ".join(unescape(title.replace("\x00", " ")).split())
    line = _unadorned(line)
    if len(line) <= LONGEST:
        return line
    cut = line[: LONGEST - 1]
    return (cut[: cut.rfind(" ")] if " " in cut else cut) + "…"


def front_matter_title(text: str) -> str:
    """Return `title:` of a YAML front matter, "" where there is none. Understands quoted and folded values."""
    matter = _FRONT_MATTER.match(text[:20_000])
    field = _FIELD.search(matter[1]) if matter else None
    if not matter or not field:
        return ""
    value = field[1].strip()
    if value in {">", ">-", "|", "|-", ">+", "|+", ""}:
        lines = matter[1][field.end() :].split("\n")[1:]
        folded: list[str] = []
        for line in lines:
            if line.strip() and not line[:1].isspace():
                break
            folded.append(line.strip())
        value = " ".join(folded)
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].replace('\\"', '"').replace("''", "'")
    return clean_title(value)


def find_title(text: str, marks: tuple[Mark, ...], stated: str = "") -> str:
    """Return the law's title, "" where none can be told.

    The order: what the source's metadata state; the first heading of the highest level; the first line that can be a title, with the
    lines in capitals that carry it on ("THE FIREARMS" / "ACT, 2022").
    """
    if stated and _LETTERS.search(stated):
        return clean_title(stated)
    headings = [mark for mark in marks if mark.kind == "heading" and mark.start < _HEAD // 2]
    hidden = [mark for mark in marks if mark.kind in {"note", "header", "contents"} and mark.start < _HEAD][:500]
    visible = [
        mark
        for mark in headings
        if not any(out.start <= mark.start < out.end for out in hidden) and _names_something(text[mark.start : mark.end])
    ]
    if visible:
        highest = min(mark.level or 9 for mark in visible)
        first = next(mark for mark in visible if (mark.level or 9) == highest)
        if text.count("\n", 0, visible[0].start) < 4:
            first = visible[0]
        if text.count("\n", 0, first.start) < 12 or first.level == 1:
            return clean_title(text[first.start : first.end])
    return _first_title_line(text, hidden)


def _unadorned(line: str) -> str:
    """Take the signs of Markdown off both ends."""
    return line.lstrip("#>*_=|- \t").rstrip("*_#| \t")


def _names_something(words: str) -> bool:
    """Tell a name from the number of a division ("CHAPTER I", "Title 2")."""
    return len(_LETTERS.findall(words)) > 5 and not _DIVISION.match(words)


def _first_title_line(text: str, hidden: list[Mark]) -> str:
    at = 0
    lines: list[str] = []
    for line in text[:_HEAD].split("\n"):
        out = any(mark.start <= at < mark.end for mark in hidden)
        lines.append("" if out else _unadorned(line[: 4 * LONGEST]))
        at += len(line) + 1
    candidates = [
        (index, line)
        for index, line in enumerate(lines[:_LINES])
        if len(_LETTERS.findall(line)) > 3 and not _NO_TITLE.match(line) and not _DIVISION.match(line)
    ]
    if not candidates:
        return ""
    # The title is the first such line, unless a line in capitals with a year follows soon: the gazette's masthead stands first.
    index, line = candidates[0]
    for other, words in candidates[:8]:
        if _YEAR.search(words) and words.isupper() and len(words) < 120:
            index, line = other, words
            break
    title = line
    for following in lines[index + 1 : index + 4]:
        if not (following and title.isupper() and following.isupper()) or _YEAR.search(title) or _NO_TITLE.match(following):
            break
        title += " " + following
    return clean_title(title)
