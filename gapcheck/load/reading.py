"""What a reader of one format returns, before the file's name, hash and language make it a `Law`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gapcheck.model.law import Mark, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The canonical text of a file and what its format tells of it.

    Attributes:
        text: the canonical text; lines end with "\\n".
        format: as in `Law.format`.
        marks: hints on structure; sorted by `Law` assembly, so a reader may give them in any order.
        pages: for paginated sources.
        title: what the source's metadata call the law, or "".
        language: what the source's metadata say (any BCP 47 tag), or "".
        encoding: of text files, else "".
        warnings: what a person should know of the reading.
    """

    text: str
    format: str
    marks: tuple[Mark, ...] = ()
    pages: tuple[Page, ...] = ()
    title: str = ""
    language: str = ""
    encoding: str = ""
    warnings: tuple[str, ...] = ()


def tidy_marks(text: str, marks: list[Mark]) -> tuple[Mark, ...]:
    """Cut white space off both ends of each mark, drop the empty ones, and sort: outer marks before inner ones."""
    tidy: set[Mark] = set()
    for mark in marks:
        start, end = max(mark.start, 0), min(mark.end, len(text))
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            tidy.add(Mark(kind=mark.kind, start=start, end=end, level=mark.level, label=mark.label))
    return tuple(sorted(tidy, key=lambda m: (m.start, -m.end, m.kind, m.level or 0, m.label or "")))


TextReader = Callable[[str], Reading]
"""A reader of a format that is text: it takes the decoded file."""
BytesReader = Callable[[bytes], Reading]
"""A reader of a binary format: it takes the file's bytes."""
