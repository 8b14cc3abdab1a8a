"""How a status looks in a cell: sign and word, or the codes of the 1540 Committee's matrices, and the colours that follow the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from gapcheck.model.result import Status
from gapcheck.report.excel.cells import quoted
from gapcheck.report.view import COLOURS, FILLS, SYMBOLS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CODES: Mapping[Status, str] = {
    Status.COVERED: "X",
    Status.PARTLY_COVERED: "?",
    Status.NOT_FOUND: "",
    Status.CONTRADICTED: "",
    Status.NOT_APPLICABLE: "NA",
    Status.NEEDS_OTHER_SOURCE: "",
}
"""X: yes; ?: unclear; NA: not applicable; blank: nothing found."""

_BY_CODE = {"X": Status.COVERED, "?": Status.PARTLY_COVERED, "NA": Status.NOT_APPLICABLE}


def status_text(status: Status, words: Mapping[str, Any], codes: str, *, look: bool = False) -> str:
    """Return what a cell says of a status.

    Args:
        words: of the view.
        codes: "words" or "1540".
        look: the tool is not certain.
    """
    if codes == "1540":
        return "?" if look and CODES[status] == "X" else CODES[status]
    text = f"{SYMBOLS[status]} {words['status'][status.value]}"
    return f"{text} · {words['workbook']['look_mark']}" if look else text


def shown_score(status: Status, score: float) -> float | None:
    """Return the score that a cell shows; none where no text was weighed."""
    return None if status in (Status.NEEDS_OTHER_SOURCE, Status.NOT_APPLICABLE) else score


def colour_statuses(sheet: Worksheet, areas: Iterable[str], words: Mapping[str, Any], codes: str) -> None:
    """Colour cells by the text that they hold, so that a changed status changes colour.

    Args:
        areas: ranges of cells that hold a status, as `status_text` writes it or as the bare word.
        codes: "words", "1540", or "label" for the bare word.
    """
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Font, PatternFill

    for area in areas:
        first = area.split(":")[0]
        texts = list(_BY_CODE.items())
        if codes != "1540":
            texts = [
                (status_text(status, words, codes) if codes == "words" else words["status"][status.value], status) for status in Status
            ]
        for text, status in texts:
            condition = f"{first}={quoted(text)}" if codes != "words" else f"LEFT({first},{len(text)})={quoted(text)}"
            sheet.conditional_formatting.add(
                area,
                FormulaRule(
                    formula=[condition],
                    font=Font(color=COLOURS[status], bold=True),
                    fill=PatternFill(bgColor=FILLS[status], fill_type="solid"),
                    stopIfTrue=True,
                ),
            )


def colour_coverage(sheet: Worksheet, area: str) -> None:
    """Colour coverage figures from none (0) over half to full (1)."""
    from openpyxl.formatting.rule import ColorScaleRule

    sheet.conditional_formatting.add(
        area,
        ColorScaleRule(
            start_type="num", start_value=0, start_color="F7D7E8", mid_type="num", mid_value=0.5, mid_color="FBE9C6",
            end_type="num", end_value=1, end_color="BFE6D3",
        ),
    )  # fmt: skip
