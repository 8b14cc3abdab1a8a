"""Reads plain text and Markdown: the canonical text is the file itself, so that every quotation is verbatim in it."""

from __future__ import annotations

import re

from gapcheck.load.beside import notes_beside
from gapcheck.load.reading import Reading, tidy_marks
from gapcheck.load.running import contents_lines, mark_running_lines
from gapcheck.load.titles import front_matter_title
from gapcheck.model.law import Mark

_FRONT_MATTER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)(?:\n|\Z)", re.S)
_TAG_LINE = re.compile(r"^<(?:meta|link|!doctype|script|style)\b[^>\n]*>\s*$", re.I | re.M)
_ATX = re.compile(r"^ {0,3}(#{1,6})(?!#)[ \t]*(\S[^\n]*)$", re.M)
_SETEXT = re.compile(r"^(?![ \t]*(?:[>#|*-]|\d+[.)]))(\S[^\n]{0,198})\n(=+|-{3,})[ \t]*$", re.M)
_FOOTNOTE = re.compile(r"^\[\^[^\]\n]{1,80}\]:[^\n]*(?:\n(?: {4}|\t)[^\n]*)*", re.M)
_TABLE = re.compile(r"^\|[^\n]*\|[ \t]*\n\|[ \t:|-]+\|[ \t]*(?:\n\|[^\n]*)*", re.M)
_LINK_LIST = re.compile(r"(?:^[ \t]*(?:[-*+]|\d+[.)])[ \t]+\[[^\]\n]+\]\(#[^)\n]*\)[ \t]*(?:\n+|\Z)){3,}", re.M)
# "url: https://...", "issued_date: ...": what a download tool wrote above the law.
_HEAD_FIELD = re.compile(r"^(?:[a-z]+_[a-z_]+|url|source|description|language|status|date|id): [^\n]+$", re.M)
_LANGUAGE = re.compile(r"^lang(?:uage)?\s*:\s*[\"']?([A-Za-z_-]{2,12})", re.M)


def read_plain(text: str) -> Reading:
    """Read plain text. Form feeds must still be in it: they tell where pages begin, and become line ends here.

    Args:
        text: the decoded file with "\\n" line ends.
    """
    breaks = tuple(index for index, character in enumerate(text) if character == "\f") if "\f" in text else ()
    text = text.replace("\f", "\n")
    notes = [Mark(kind="note", start=match.start(), end=match.end()) for match in _HEAD_FIELD.finditer(text[:3000])]
    marks = [*mark_running_lines(text, breaks), *contents_lines(text), *notes, *notes_beside(text)]
    return Reading(text=text, format="text", marks=tidy_marks(text, marks))


def read_markdown(text: str) -> Reading:
    """Read Markdown. Its signs stay in the text; marks tell headings, front matter, comments, footnotes, tables and contents."""
    text = text.replace("\f", "\n")
    matter = _FRONT_MATTER.match(text)
    notes = [(matter.start(), matter.end())] if matter else []
    notes += _comments(text)
    notes += [match.span() for match in _TAG_LINE.finditer(text)]
    marks = [Mark(kind="note", start=start, end=end) for start, end in notes]
    law_begins = matter.end() if matter else 0
    for match in _ATX.finditer(text, law_begins):
        start, end = match.span(2)
        words = text[start:end].rstrip().rstrip("#").rstrip()
        marks.append(Mark(kind="heading", start=start, end=start + len(words), level=len(match[1])))
    marks += [
        Mark(kind="heading", start=match.start(1), end=match.end(1), level=1 if match[2][0] == "=" else 2)
        for match in _SETEXT.finditer(text, law_begins)
    ]
    marks += [Mark(kind="note", start=match.start(), end=match.end()) for match in _FOOTNOTE.finditer(text)]
    marks += [Mark(kind="table", start=match.start(), end=match.end()) for match in _TABLE.finditer(text)]
    marks += [Mark(kind="contents", start=match.start(), end=match.end()) for match in _LINK_LIST.finditer(text)]
    marks += [*mark_running_lines(text), *contents_lines(text)]
    language = _LANGUAGE.search(matter[0]) if matter else None
    return Reading(
        text=text,
        format="markdown",
        marks=tidy_marks(text, marks),
        title=front_matter_title(text),
        language=language[1] if language else "",
    )


def _comments(text: str) -> list[tuple[int, int]]:
    """Find HTML comments. A regular expression would read to the end of the file for each one that is never closed."""
    spans: list[tuple[int, int]] = []
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        spans.append((start, end + 3))
        start = text.find("<!--", end)
    return spans
