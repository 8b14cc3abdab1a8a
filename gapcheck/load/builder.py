"""Builds a canonical text from a tree (HTML, XML, DOCX): pieces go in, one text and its marks come out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gapcheck.load.reading import tidy_marks
from gapcheck.model.law import Mark

# White space that mark-up does not mean: it separates words, its amount says nothing. The no-break space counts, because
# publishers put it between "section" and its number, where every search would stumble over it. U+3000 stays: it is text.
_COLLAPSE = re.compile(r"[ \t\n\r\f\v\u00a0\u2007\u202f]+")
_DROP = re.compile(r"[\u00ad\u200b\ufeff]")
# Control characters have no place in a law and break spreadsheets and XML later.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
# Scripts that are written without spaces between words: a line break in the source is no space there.
_UNSPACED = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


@dataclass(slots=True)
class Builder:
    """A text under construction. Breaks are held back until the next words, so that nothing begins or ends with one."""

    parts: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    length: int = 0
    _breaks: int = 0
    _space: str = ""
    _last: str = ""
    _label: str = ""
    _label_space: bool = True
    _row: int = 0

    def words(self, text: str) -> None:
        """Add running text; white space collapses to one space."""
        text = _CONTROL.sub(" ", _DROP.sub("", text))
        body = _COLLAPSE.sub(" ", text)
        if not body:
            return
        if body == " ":
            self._space = self._space or (" " if "\n" not in text else "\n")
            return
        if body[0] == " ":
            self._space = self._space or " "
        trailing = body[-1] == " "
        body = body.strip(" ")
        body = self._settle_label(body)
        if body:
            self._emit(body)
        if trailing:
            self._space = " "

    def raw(self, text: str) -> None:
        """Add text whose white space is meant (preformatted)."""
        lines = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\v", "\n")).split("\n")
        for index, line in enumerate(lines):
            if index:
                self.line()
            line = line.replace("\t", "    ").rstrip()
            if line.strip():
                body = self._settle_label(line)
                if body:
                    self._emit(body)

    def line(self, gap: int = 1) -> None:
        """End the line; with `gap` 2 an empty line follows. A number that waits for its words stays on their line."""
        if not self._label and self._space != "\t":
            self._breaks = max(self._breaks, gap)

    def end(self, gap: int = 1) -> None:
        """End a block: a number without words stands alone."""
        self._settle()
        self.line(gap)

    def row(self) -> None:
        """Begin a row of a table on a new line."""
        self._settle()
        self._space = ""
        self.line()
        self._row = self.length

    def cell(self) -> None:
        """Begin a cell: a tab parts it from the cell before, unless that was empty and the first."""
        self._settle()
        if self.length > self._row:
            self._breaks, self._space = 0, "\t"

    def number(self, label: str, *, space: bool = True) -> None:
        """Add a number that stands before the words to come, on their line.

        Where those words begin with the same number (publishers that tag "Article 3" and print it again), it stands once.
        """
        label = " ".join(_CONTROL.sub(" ", _DROP.sub("", label)).split())
        if label:
            self._settle()
            self._label, self._label_space = label, space

    def here(self) -> int:
        """Return a place to begin a mark: the end of the text so far (white space is cut off marks at the end)."""
        self._settle()
        return self.length

    def mark(self, kind: str, start: int, *, level: int | None = None, label: str | None = None) -> None:
        """Mark everything since `start`."""
        self._settle()
        self.marks.append(Mark(kind=kind, start=start, end=self.length, level=level, label=label))

    def finish(self) -> tuple[str, tuple[Mark, ...]]:
        """Return the text, which ends with one line end, and its marks."""
        self._settle()
        text = "".join(self.parts)
        if text:
            text += "\n"
        return text, tidy_marks(text, self.marks)

    def _settle_label(self, body: str) -> str:
        """Put the waiting number before `body`, unless `body` says it itself."""
        if not self._label:
            return body
        label, space = self._label, self._label_space
        self._label = ""
        again = body[: len(label)].casefold() == label.casefold() and not body[len(label) : len(label) + 1].isalnum()
        self._emit(label)
        self.marks.append(Mark(kind="number", start=self.length - len(label), end=self.length, label=label))
        if again:
            rest = body[len(label) :]
            self._space = " " if rest[:1] == " " else ""
            return rest.strip(" ")
        self._space = " " if space else ""
        return body

    def _settle(self) -> None:
        if self._label:
            self._settle_label("")

    def _emit(self, body: str) -> None:
        if self.length:
            if self._breaks:
                self._push("\n" * self._breaks)
            elif self._space:
                unspaced = self._space == "\n" and _UNSPACED.match(self._last) and _UNSPACED.match(body[0])
                if not unspaced:
                    self._push("\t" if self._space == "\t" else " ")
        self._breaks, self._space = 0, ""
        self._push(body)
        self._last = body[-1]

    def _push(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
