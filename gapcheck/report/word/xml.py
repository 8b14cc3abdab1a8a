"""WordprocessingML: the few elements of a document that reports are made of.

Every text goes through `safe`, so that no word of a law can be a field, a control character or a change of direction. Measures are in
twentieths of a point ("twips"): 1440 to the inch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from gapcheck.report.clean import plain

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_XML = "http://www.w3.org/XML/1998/namespace"
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")
"""White space but for the spaces that hold words together."""
_SYMBOLS = frozenset("●◐○✕▲■□☐☒→")
"""Signs that text fonts lack; named fonts keep them alike on all machines."""
_LONGEST = 20_000
"""Characters of one piece of text; no reader of a document wants more, and Word slows down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words in one look.

    Attributes:
        style: id of a character style.
        colour: RGB.
        lang: BCP 47 tag of the words, for spelling checkers and screen readers.
        to: name of a bookmark to which the words link.
        size: in half points.
        mark: name and number of a bookmark around the words.
    """

    text: str
    bold: bool = False
    italic: bool = False
    style: str = ""
    colour: str = ""
    lang: str = ""
    to: str = ""
    size: int = 0
    mark: tuple[str, int] | None = None


Piece = str | Run


def tag(name: str) -> str:
    """Return "w:p" as lxml wants it."""
    return f"{{{W}}}{name.removeprefix('w:')}"


def element(name: str, /, *children: Any, **attributes: object) -> Any:
    """Make an element; an underscore at the end of an attribute's name is left out."""
    made = etree.Element(tag(name), nsmap={"w": W})
    for key, value in attributes.items():
        made.set(tag(key.rstrip("_")), str(value))
    made.extend(child for child in children if child is not None)
    return made


def safe(text: str, longest: int = _LONGEST) -> str:
    """Return text that is harmless in a document, on one line and not endless."""
    text = " ".join(_BLANKS.split(plain(text[: longest * 2]))).strip()
    return text if len(text) <= longest else f"{text[: longest - 2].rstrip()} …"


def paragraph(style: str, *pieces: Piece | Any, **properties: Any) -> Any:
    """Make a paragraph.

    Args:
        style: id of its style.
        pieces: words, runs, or elements made before.
        properties: `jc` (alignment), `indent_right`, `fill`, `keep` (with the next), `break_before`.
    """
    settings = element("w:pPr", element("w:pStyle", val=style))
    if properties.get("keep"):
        settings.append(element("w:keepNext"))
    if properties.get("break_before"):
        settings.append(element("w:pageBreakBefore"))
    if properties.get("fill"):
        settings.append(element("w:shd", val="clear", color="auto", fill=properties["fill"]))
    if "indent_right" in properties:
        settings.append(element("w:ind", left=0, right=properties["indent_right"]))
    if properties.get("jc"):
        settings.append(element("w:jc", val=properties["jc"]))
    made = element("w:p", settings)
    for piece in pieces:
        made.extend(runs(piece))
    return made


def runs(piece: Piece | Any) -> Iterable[Any]:
    """Make the runs of a piece; a link is wrapped around them."""
    if isinstance(piece, str):
        piece = Run(text=piece)
    if not isinstance(piece, Run):
        return [piece]
    made = [_run(text, piece, symbol) for text, symbol in _parts(_edges(piece.text))]
    if piece.mark:
        return bookmarked(*piece.mark, made)
    if piece.to:
        return [element("w:hyperlink", *made, anchor=piece.to, history=1)]
    return made


def _edges(text: str) -> str:
    """Make text safe and keep single spaces at its ends, which matter where pieces are joined."""
    flat = safe(text)
    lead = " " if text[:1] == " " else ""
    return f"{lead}{flat}{' ' if text[-1:] == ' ' and flat else ''}"


def _parts(text: str) -> Iterable[tuple[str, bool]]:
    """Split text into stretches with and without signs."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or (text[at] in _SYMBOLS) != (text[start] in _SYMBOLS):
            yield text[start:at], text[start] in _SYMBOLS
            start = at


def _run(text: str, look: Run, symbol: bool) -> Any:
    settings = element("w:rPr")
    if look.style:
        settings.append(element("w:rStyle", val=look.style))
    if symbol:
        font = "Segoe UI Symbol"
        settings.append(element("w:rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font))
    if look.bold:
        settings.append(element("w:b"))
    if look.italic:
        settings.append(element("w:i"))
    if look.colour:
        settings.append(element("w:color", val=look.colour))
    if look.size:
        settings.append(element("w:sz", val=look.size))
    if look.lang:
        settings.append(element("w:lang", val=look.lang))
    made = element("w:r", settings if len(settings) else None)
    for number, part in enumerate(text.split("\t")):
        if number:
            made.append(element("w:tab"))
        content = element("w:t")
        content.text = part
        content.set(f"{{{_XML}}}space", "preserve")
        made.append(content)
    return made


def tab() -> Any:
    """Make a run that is a tab."""
    return element("w:r", element("w:tab"))


def field(instruction: str, shown: str, *, dirty: bool = False) -> list[Any]:
    """Make the runs of a field of gapcheck's own; no word of a law may be part of the instruction."""
    code = element("w:instrText")
    code.text = f" {instruction} "
    code.set(f"{{{_XML}}}space", "preserve")
    begin = element("w:fldChar", fldCharType="begin")
    if dirty:
        begin.set(tag("dirty"), "true")
    return [
        element("w:r", begin),
        element("w:r", code),
        element("w:r", element("w:fldChar", fldCharType="separate")),
        *([_run(shown, Run(text=shown), False)] if shown else []),
        element("w:r", element("w:fldChar", fldCharType="end")),
    ]


def bookmarked(name: str, number: int, content: Sequence[Any]) -> list[Any]:
    """Put a bookmark around runs."""
    return [element("w:bookmarkStart", id=number, name=name), *content, element("w:bookmarkEnd", id=number)]


def fill_in(number: int, shown: str, title: str) -> Any:
    """Make a field that a reader of the document fills in; what it shows goes away with the first letter typed."""
    settings = element(
        "w:sdtPr",
        element("w:alias", val=safe(title, 60)),
        element("w:id", val=number),
        element("w:showingPlcHdr"),
        element("w:text", multiLine=1),
    )
    return element("w:sdt", settings, element("w:sdtContent", *runs(Run(text=shown, colour="6B7280", italic=True))))


def checkbox(number: int) -> Any:
    """Make an empty box that a click ticks."""
    box = etree.Element(f"{{{_W14}}}checkbox", nsmap={"w14": _W14})
    for name, values in (
        ("checked", {"val": "0"}),
        ("checkedState", {"val": "2612", "font": "Segoe UI Symbol"}),
        ("uncheckedState", {"val": "2610", "font": "Segoe UI Symbol"}),
    ):
        part = etree.SubElement(box, f"{{{_W14}}}{name}")
        for key, value in values.items():
            part.set(f"{{{_W14}}}{key}", value)
    return element("w:sdt", element("w:sdtPr", element("w:id", val=number), box), element("w:sdtContent", *runs("☐")))


def cell(width: int, content: Sequence[Any], *, fill: str = "", span: int = 1) -> Any:
    """Make a cell of a table; it holds at least one paragraph, as Word demands."""
    settings = element("w:tcPr", element("w:tcW", w=width, type="dxa"))
    if span > 1:
        settings.append(element("w:gridSpan", val=span))
    if fill:
        settings.append(element("w:shd", val="clear", color="auto", fill=fill))
    return element("w:tc", settings, *content)


def row(cells: Iterable[Any], *, head: bool = False, whole: bool = False) -> Any:
    """Make a row: `head` is repeated on every page, `whole` is not split over two."""
    settings = element("w:trPr")
    if whole or head:
        settings.append(element("w:cantSplit"))
    if head:
        settings.append(element("w:tblHeader"))
    return element("w:tr", settings if len(settings) else None, *cells)


def keep_with_next(made: Any) -> None:
    """Keep a row on the page of the next one."""
    for settings in made.iter(tag("w:pPr")):
        if settings.find(tag("w:keepNext")) is None:
            settings.insert(1, element("w:keepNext"))


def table(style: str, widths: Sequence[int], rows: Iterable[Any], *, about: str, first_row: bool = True) -> Any:
    """Make a table of fixed widths, with words for those who cannot see it."""
    settings = element(
        "w:tblPr",
        element("w:tblStyle", val=style),
        element("w:tblW", w=sum(widths), type="dxa"),
        element("w:tblLayout", type="fixed"),
        _look(first_row),
        element("w:tblDescription", val=safe(about, 500)),
    )
    return element("w:tbl", settings, element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths)), *rows)


def _look(first_row: bool) -> Any:
    return element(
        "w:tblLook",
        val="0620" if first_row else "0600",
        firstRow=int(first_row),
        lastRow=0,
        firstColumn=0,
        lastColumn=0,
        noHBand=1,
        noVBand=1,
    )
