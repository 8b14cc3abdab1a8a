"""Cells, styles and the frame that all sheets share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gapcheck.report.clean import plain

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

HEAD = 4
"""The row of headings on every sheet with a table; the rows start below it."""

_LONGEST = 32_767
"""Characters (UTF-16 units) that a cell can hold."""
_ROOM = 120
"""Of these kept free for the remark that something was cut."""
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'", "|", "%")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LINE = 13.5
"""Height of a line of text in points."""

INK, PAPER, BAND, PALE, YELLOW = "1F2937", "FFFFFF", "1F3A5F", "EEF2F7", "FFF9DB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A column: its heading, its width in characters and the style of its cells."""

    text: str
    width: float
    style: str = "gap text"


def add_styles(book: Workbook) -> None:
    """Register the named styles of the workbook; users find them in their list of cell styles."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    line = Side(style="thin", color="C3CAD5")
    box = Border(left=line, right=line, top=line, bottom=line)
    top = Alignment(vertical="top", wrap_text=True)
    middle = Alignment(vertical="top", horizontal="center", wrap_text=True)

    def style(name: str, *, bold: bool = False, size: int = 10, colour: str = INK, fill: str = "", align: Alignment = top,
              border: Border | None = box, form: str = "General", underline: str | None = None) -> None:  # fmt: skip
        made = NamedStyle(name=name, number_format=form, alignment=align)
        made.font = Font(name="Calibri", size=size, bold=bold, color=colour, underline=underline)
        made.fill = PatternFill("solid", start_color=fill) if fill else PatternFill()
        made.border = border or Border()
        book.add_named_style(made)

    flat = Alignment(vertical="center")
    style("gap title", bold=True, size=16, colour=BAND, border=None, align=flat)
    style("gap subtitle", bold=True, size=12, colour=BAND, border=None, align=flat)
    style("gap note", colour="4B5563", border=None)
    style("gap head", bold=True, colour=PAPER, fill=BAND, align=Alignment(vertical="center", wrap_text=True))
    style("gap text")
    style("gap centre", align=middle)
    style("gap code", colour="4B5563", size=9)
    style("gap status", align=top, bold=True)
    style("gap percent", align=middle, form="0%")
    style("gap number", align=middle, form="0")
    style("gap decimal", align=middle, form="0.00")
    style("gap date", fill=YELLOW, form="yyyy-mm-dd")
    style("gap link", colour="1D4ED8", underline="single", align=middle)
    style("gap contents", colour="1D4ED8", underline="single", border=None)
    style("gap article", bold=True, fill="D6DFEB", size=11)
    style("gap article percent", bold=True, fill="D6DFEB", align=middle, form="0%")
    style("gap provision", bold=True, fill=PALE)
    style("gap provision percent", bold=True, fill=PALE, align=middle, form="0%")
    style("gap input", fill=YELLOW)


def safe(text: str, cut: str) -> str:
    """Return text that a cell can hold: harmless, not too long, and read back as it is.

    Args:
        text: any words, also of a law.
        cut: the remark for what is left out, with `{count}`.
    """
    # "_x0041_" would be read as a character's number. Line breaks stay: Excel shows them in wrapped cells.
    text = _ESCAPE.sub("_x005F_", plain(text))
    if len(text) * 2 > _LONGEST and _units(text) > _LONGEST:
        kept = text.encode("utf-16-le")[: (_LONGEST - _ROOM) * 2].decode("utf-16-le", "ignore")
        text = kept + cut.format(count=len(text) - len(kept))
    return text


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def put(sheet: Worksheet, row: int, column: int, value: Any, style: str, words: Mapping[str, Any]) -> Cell:
    """Write one value. Text stays text, whatever it begins with: only `put_formula` makes formulas."""
    cell = sheet.cell(row, column)
    cell.style = style
    if isinstance(value, str):
        text = safe(value, words["cut"])
        cell.value = text or None
        if text:
            cell.data_type = "s"  # openpyxl takes a leading "=" for a formula and "#N/A" for an error
            if text.lstrip().startswith(_FORMULA):
                cell.quotePrefix = True  # so that it stays text also when somebody edits it
    elif value is not None:
        cell.value = value
    return cell


def put_formula(sheet: Worksheet, row: int, column: int, formula: str, style: str) -> None:
    """Write a formula of gapcheck's own; no word of a law may be part of it."""
    cell = sheet.cell(row, column)
    cell.style = style
    cell.value = formula


def quoted(text: str) -> str:
    """Return text as a literal in a formula."""
    return '"' + text.replace('"', '""') + '"'


def begin(sheet: Worksheet, title: str, how: str, headings: Sequence[Heading], words: Mapping[str, Any], *, freeze: str) -> None:
    """Write title, explanation and headings, and set widths, panes, print titles and page."""
    from openpyxl.utils import get_column_letter

    put(sheet, 1, 1, title, "gap title", words)
    put(sheet, 2, 1, how, "gap note", words).alignment = _unwrapped()
    sheet.row_dimensions[1].height = 24
    for number, heading in enumerate(headings, start=1):
        put(sheet, HEAD, number, heading.text, "gap head", words)
        sheet.column_dimensions[get_column_letter(number)].width = heading.width
    sheet.row_dimensions[HEAD].height = 3 * _LINE + 2
    sheet.freeze_panes = freeze
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    page(sheet, title, words, wide=sum(heading.width for heading in headings) > 200)


def _unwrapped() -> Any:
    from openpyxl.styles import Alignment

    return Alignment(vertical="center", wrap_text=False)


def page(sheet: Worksheet, title: str, words: Mapping[str, Any], *, wide: bool = False, across: int = 1) -> None:
    """Set the printed page: landscape, with the caveat and page numbers below.

    Args:
        wide: A3 rather than A4.
        across: how many pages the sheet is wide.
    """
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8 if wide else 9
    sheet.page_setup.fitToWidth = across
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 90
    sheet.oddHeader.left.text = plain(title)[:120].replace("&", "&&")
    sheet.oddFooter.left.text = words["indicators"].replace("&", "&&")
    sheet.oddFooter.right.text = "&P / &N"
    for margin in ("left", "right"):
        setattr(sheet.page_margins, margin, 0.4)


def end(sheet: Worksheet, last_row: int, columns: int) -> None:
    """Set the filter and the print area over the table."""
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(columns)
    sheet.auto_filter.ref = f"A{HEAD}:{letter}{max(last_row, HEAD + 1)}"
    sheet.print_area = f"A1:{letter}{max(last_row, HEAD + 1)}"


def fit(sheet: Worksheet, row: int, texts: Sequence[tuple[str, float]], *, most: int = 8) -> None:
    """Set a row's height so that its texts show, up to `most` lines.

    Args:
        texts: each with the width of its column.
    """
    lines = 1
    for text, width in texts:
        # A width counts digits of 11 points; letters of 10 points are narrower, and a word is lost at the end of each line.
        room = max(width * 1.2 - 3, 4)
        lines = max(lines, sum(-(-len(part) // int(room)) or 1 for part in text[:4000].split("\n")))
        if lines >= most:
            break
    sheet.row_dimensions[row].height = min(lines, most) * _LINE + 2


def rows_of(
    sheet: Worksheet, row: int, values: Sequence[Any], headings: Sequence[Heading], words: Mapping[str, Any], *, most: int = 8
) -> None:
    """Write one row of a table in the styles of its columns and fit its height, up to `most` lines."""
    for number, (value, heading) in enumerate(zip(values, headings, strict=True), start=1):
        put(sheet, row, number, value, heading.style, words)
    fit(sheet, row, [(value, heading.width) for value, heading in zip(values, headings, strict=True) if isinstance(value, str)], most=most)
