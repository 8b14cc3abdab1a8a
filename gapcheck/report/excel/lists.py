"""The hidden sheet of lists, and cells in which only a value of a list, or a date, can be put."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gapcheck.model.result import Status
from gapcheck.report.excel.cells import put
from gapcheck.report.excel.plan import Plan, name_column

if TYPE_CHECKING:
    from openpyxl import Workbook

SHEET = "Lists"
"""Column A holds the words for a status as the workbook's language has them, column B the status itself."""


def add_lists(book: Workbook, plan: Plan) -> None:
    """Write the lists that cells choose from."""
    sheet = book.create_sheet(SHEET)
    sheet.sheet_state = "hidden"
    columns = (
        ("Status_List", [plan.report_words["status"][status.value] for status in Status]),
        ("Status_Value", [status.value for status in Status]),
        ("Level_List", list(plan.words["levels"].values())),
        ("Assistance_List", list(plan.words["needs"].values())),
    )
    for column, (name, values) in enumerate(columns, start=1):
        for row, value in enumerate(values, start=1):
            put(sheet, row, column, value, "gap text", plan.words)
        name_column(book, name, sheet, column, len(values), first_row=1)


def add_choices(sheet: Any, area: str, name: str, message: str) -> None:
    """Let the cells of an area hold only what the named list holds."""
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(type="list", formula1=f"={name}", allow_blank=True, showErrorMessage=True, error=message, errorTitle="gapcheck")
    choice.add(area)
    sheet.add_data_validation(choice)


def add_dates(sheet: Any, area: str, message: str) -> None:
    """Let the cells of an area hold only dates."""
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(
        type="date", operator="greaterThan", formula1="36526", allow_blank=True, showErrorMessage=True, error=message, errorTitle="gapcheck"
    )
    choice.add(area)
    sheet.add_data_validation(choice)
