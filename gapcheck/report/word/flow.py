"""The running text of a document: headings that the contents list, captions that count, tables in one style."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gapcheck.report.word import xml
from gapcheck.report.word.xml import Piece, Run

STYLES: Mapping[str, str] = {
    "text": "Normal",
    "title": "Title",
    "subtitle": "Subtitle",
    "h1": "Heading 1",
    "h2": "Heading 2",
    "h3": "Heading 3",
    "caption": "Caption",
    "contents": "TOC Heading",
    "toc1": "TOC 1",
    "toc2": "TOC 2",
    "note": "Gap Note",
    "small": "Gap Small",
    "item": "Gap Item",
    "cell": "Gap Cell",
    "cell small": "Gap Cell Small",
    "head": "Gap Head",
    "figure": "Gap Figure",
    "quote": "Gap Quote",
    "bar": "Gap Bar",
    "table": "Gap Table",
    "link": "Hyperlink",
}
"""What reports call a style -> its name in Word. A template may bring its own of any of them."""


Line = tuple[str, tuple[Piece | Any, ...]]
"""A paragraph of a cell: key of its style (or "bar:COLOUR:SHARE") and its pieces."""


_SHORT = 1200
"""Characters of a row that is not split over two pages."""
_FRENCH = re.compile(r"(?<=«) | (?=[;:?!»%])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its heading, its share of the width and the style of its cells."""

    text: str
    share: float
    style: str = "cell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Paragraphs of a cell; `fill` is the colour behind them."""

    lines: tuple[Line, ...]
    fill: str = ""


class Flow:
    """Collects the blocks of a document in order.

    Args:
        styles: key of `STYLES` -> id of the style in the template.
        width: width of the text in twips.
        words: the words of the report.
        pages: bookmark of a heading -> its page, where it is known from a first setting.
    """

    def __init__(self, styles: Mapping[str, str], width: int, words: Mapping[str, Any], pages: Mapping[str, int] | None = None) -> None:
        self.styles = styles
        self.width = width
        self.words = words
        self.pages = pages or {}
        self.blocks: list[Any] = []
        self.headings: list[tuple[int, str, str]] = []
        self._marks = 0
        self._tables = 0

    def heading(self, text: str, level: int, name: str) -> None:
        """Write a heading; `name` is what links and the contents find it by."""
        mark = bookmark(name)
        self.headings.append((level, text, mark))
        self.blocks.append(xml.paragraph(self.styles[f"h{level}"], *xml.bookmarked(mark, self.number(), self._runs([text]))))

    def text(self, *pieces: Piece | Any, style: str = "text", name: str = "", **properties: Any) -> None:
        """Write a paragraph; with a name it can be linked to."""
        content = self._runs(pieces)
        if name:
            content = xml.bookmarked(bookmark(name), self.number(), content)
        self.blocks.append(xml.paragraph(self.styles[style], *content, **properties))

    def item(self, *pieces: Piece, sign: str = "•") -> None:
        """Write an item of a list. The sign is text, so that it needs no numbering of the template."""
        self.blocks.append(xml.paragraph(self.styles["item"], sign, xml.tab(), *self._runs(pieces)))

    def number(self) -> int:
        """Return a number that nothing else in the document has."""
        self._marks += 1
        return self._marks

    def named(self, name: str, run: Run) -> Run:
        """Give a run a bookmark, so that it can be linked to."""
        return replace(run, mark=(bookmark(name), self.number()))

    def look(self, piece: Piece | Any) -> Piece | Any:
        """Give links the look of links."""
        if isinstance(piece, Run) and piece.to and not piece.style:
            return replace(piece, style=self.styles["link"], to=bookmark(piece.to))
        return piece

    def _runs(self, pieces: Iterable[Piece | Any]) -> list[Any]:
        return [run for piece in pieces for run in xml.runs(self._spaced(self.look(piece)))]

    def _spaced(self, piece: Piece | Any) -> Piece | Any:
        """Keep French signs on the line of their word. Quotations, which have a language of their own, stay as they are."""
        if self.words["language"] != "fr":
            return piece
        if isinstance(piece, str):
            return _FRENCH.sub("\u00a0", piece)
        return replace(piece, text=_FRENCH.sub("\u00a0", piece.text)) if isinstance(piece, Run) and not piece.lang else piece

    def caption(self, text: str) -> None:
        """Write the caption of a table: it stands above and is counted by a field."""
        self._tables += 1
        number = xml.field("SEQ Table \\* ARABIC", str(self._tables))
        label = self.words["table"]
        self.blocks.append(xml.paragraph(self.styles["caption"], f"{label} ", *number, f". {text}"))

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, about: str, head: bool = True, keep: int = 0) -> None:
        """Write a table; its head is repeated on every page, and only long rows are split over two.

        Args:
            columns, rows: its content.
            about: what it shows, for those who cannot see it.
            head: whether the columns' headings stand above.
            keep: so many first rows stay on one page with the next.
        """
        widths = _widths([column.share for column in columns], self.width)
        made = []
        if head:
            cells = [
                xml.cell(width, [xml.paragraph(self.styles["head"], column.text, jc="right" if column.style == "figure" else "")])
                for column, width in zip(columns, widths, strict=True)
            ]
            made.append(xml.row(cells, head=True))
        for number, line in enumerate(rows):
            made.append(xml.row([self._cell(cell, width) for cell, width in zip(line, widths, strict=True)], whole=_is_short(line)))
            if number < keep:
                xml.keep_with_next(made[-1])
        self.blocks.append(xml.table(self.styles["table"], widths, made, about=about, first_row=head))
        self.blocks.append(xml.paragraph(self.styles["small"]))

    def _cell(self, cell: Cell, width: int) -> Any:
        lines = [self._line(style, pieces, width) for style, pieces in cell.lines]
        return xml.cell(width, lines or [xml.paragraph(self.styles["cell"])], fill=cell.fill)

    def _line(self, style: str, pieces: Sequence[Piece | Any], width: int) -> Any:
        if style.startswith("bar:"):
            _, colour, share = style.split(":")
            room = width - 170
            drawn = max(round(room * float(share)), 30)
            return xml.paragraph(self.styles["bar"], Run(text="\u00a0"), fill=colour, indent_right=room - drawn)
        return xml.paragraph(self.styles[style], *self._runs(pieces))

    def contents(self, title: str, *, deepest: int = 2) -> list[Any]:
        """Return the table of contents as a field with its entries, from the headings written so far and later.

        Call it at the end and put what it returns at its place.
        """
        made = [xml.paragraph(self.styles["contents"], title)]
        entries = [item for item in self.headings if item[0] <= deepest]
        instruction = f'TOC \\o "1-{deepest}" \\h \\z \\u'
        for number, (level, text, mark) in enumerate(entries):
            page = str(self.pages[mark]) if mark in self.pages else ""
            link = xml.element("w:hyperlink", *xml.runs(text), anchor=mark, history=1)
            if page:
                link.append(xml.tab())
                link.extend(xml.field(f"PAGEREF {mark} \\h", page))
            line = xml.paragraph(self.styles[f"toc{level}"], link)
            if number == 0:
                line[1:1] = xml.field(instruction, "")[:3]
            if number == len(entries) - 1:
                line.append(xml.element("w:r", xml.element("w:fldChar", fldCharType="end")))
            made.append(line)
        return made


def line(*pieces: Piece | Any, style: str = "cell") -> Line:
    """Make one paragraph of a cell."""
    return style, pieces


def simple(*pieces: Piece | Any, style: str = "cell", fill: str = "") -> Cell:
    """Make a cell of one paragraph."""
    return Cell(lines=(line(*pieces, style=style),), fill=fill)


def bookmark(name: str) -> str:
    """Return a bookmark's name as Word wants it: a letter first, letters, digits and underscores, at most 40."""
    made = "g_" + re.sub(r"[^0-9A-Za-z]", "_", name)
    return made if len(made) <= 40 else f"{made[:31]}_{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _is_short(cells: Sequence[Cell]) -> bool:
    lengths = (
        len(piece if isinstance(piece, str) else getattr(piece, "text", None) or "")
        for cell in cells
        for _, pieces in cell.lines
        for piece in pieces
    )
    return sum(lengths) < _SHORT


def _widths(shares: Sequence[float], width: int) -> list[int]:
    total = sum(shares)
    widths = [int(width * share / total) for share in shares]
    widths[-1] += width - sum(widths)
    return widths
