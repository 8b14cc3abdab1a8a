"""Reading a returned sheet: rows by their headings, whatever was sorted, hidden, moved or deleted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gapcheck.errors import InputError, UsageError
from gapcheck.model.result import Status
from gapcheck.model.review import COMMENT, COMMENTS, DECIDES, ID, SHEET, SIGN, TEST, TOOL

_WITHIN = 40
"""The headings are looked for in this many rows: somebody may have put rows above them."""
_LISTS = "Lists"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

Rows = Sequence[tuple[int, Sequence[str]]]
"""The rows that are not empty, each with its number. Editors may claim a million rows for one coloured column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedRow:
    """One row of a returned sheet.

    Attributes:
        number: as Excel counts, from 1.
        key: the cell Id, "" where it is empty.
        test, sign, tool: further cells that say what the reviewer saw.
        chosen: for each of Reviewer 1, Reviewer 2, Consensus what its cell says.
        comments: for each of them the comment beside it.
    """

    number: int
    key: str
    test: str
    sign: str
    tool: str
    chosen: tuple[str, str, str]
    comments: tuple[str, str, str]

    @property
    def touched(self) -> bool:
        """Somebody wrote a status or a comment in it."""
        return any(self.chosen) or any(self.comments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A returned sheet.

    Attributes:
        reviewers: names after the headings "Reviewer 1" and "Reviewer 2", "" where there is none.
        statuses: word (folded) -> status, as the workbook's own list has them.
        has_test: the column Test is still there, so that rows can be checked against it.
    """

    rows: tuple[ReturnedRow, ...]
    reviewers: tuple[str, str]
    statuses: Mapping[str, Status]
    has_test: bool


def read_sheet(path: Path) -> Returned:
    """Read the sheet Review of a workbook (.xlsx, .xlsm, .ods). The file is only read.

    Raises:
        InputError: the file cannot be read, or holds no such sheet.
        UsageError: the ending is of another format.
    """
    sheets = _sheets(path)
    order = sorted(sheets, key=lambda name: name != SHEET)
    for name in order:
        rows = sheets[name]
        for at, (number, row) in enumerate(rows):
            if number <= _WITHIN and ID in row and SIGN in row:
                return _returned(rows, at, _lists(sheets.get(_LISTS, ())), path)
    raise InputError(
        f'No sheet has the headings "{ID}" and "{SIGN}".',
        where=str(path),
        todo="Name a workbook that `gapcheck review sheet` wrote, with the headings of its sheet Review unchanged.",
    )


def _returned(rows: Rows, at: int, statuses: Mapping[str, Status], path: Path) -> Returned:
    headings = rows[at][1]
    columns: dict[str, int] = {}
    names = ["", "", ""]
    for column, text in enumerate(headings):
        name, _, person = text.partition(":")
        name = name.strip()
        if name not in (ID, TEST, SIGN, TOOL, *DECIDES, *COMMENTS, COMMENT):
            continue
        if name in columns:
            raise InputError(f'The heading "{name}" stands twice.', where=str(path), todo="Delete or rename one of the columns.")
        columns[name] = column
        if name in DECIDES:
            names[DECIDES.index(name)] = person.strip()
    if not any(name in columns for name in DECIDES):
        raise InputError(f"None of the columns {', '.join(DECIDES)} is there.", where=str(path), todo="Write a new sheet.")
    if ID not in columns or SIGN not in columns:
        raise InputError(f'The heading "{ID}" or "{SIGN}" is missing.', where=str(path), todo="Write a new sheet.")

    def cell(row: Sequence[str], name: str) -> str:
        column = columns.get(name)
        return row[column].strip() if column is not None and column < len(row) else ""

    found = tuple(
        ReturnedRow(
            number=number,
            key=cell(row, ID),
            test=cell(row, TEST),
            sign=cell(row, SIGN),
            tool=cell(row, TOOL),
            chosen=(cell(row, DECIDES[0]), cell(row, DECIDES[1]), cell(row, DECIDES[2])),
            comments=(cell(row, COMMENTS[0]), cell(row, COMMENTS[1]), cell(row, COMMENT)),
        )
        for number, row in rows[at + 1 :]
    )
    return Returned(rows=found, reviewers=(names[0], names[1]), statuses=statuses, has_test=TEST in columns)


def fold(text: str) -> str:
    """Return a status's word for comparison: without sign, case and different kinds of space."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def _lists(rows: Rows) -> Mapping[str, Status]:
    """Return the words for statuses: those of the project itself, and what the workbook's hidden list has in its own language."""
    known = {fold(status.value): status for status in Status}
    for _, row in rows:
        if len(row) > 1 and row[0] and row[1] in set(Status):
            known[fold(row[0])] = Status(row[1])
    return known


def _sheets(path: Path) -> dict[str, Rows]:
    """Return for each sheet its cells as text."""
    ending = path.suffix.lower()
    if not path.is_file():
        raise InputError("There is no such file.", where=str(path), todo="Check the path.")
    if ending in (".xlsx", ".xlsm"):
        reader = _excel
    elif ending == ".ods":
        reader = _ods
    else:
        raise UsageError("A returned sheet is an .xlsx or .ods file.", where=str(path), todo="Save it in one of these formats.")
    try:
        return dict(reader(path))
    except (InputError, UsageError):
        raise
    except Exception as error:  # the readers raise whatever a damaged archive makes them raise
        raise InputError(
            f"The workbook cannot be read ({type(error).__name__}: {error}).", where=str(path), todo="Open and save it again."
        ) from error


def _excel(path: Path) -> Iterator[tuple[str, Rows]]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            if sheet.title in (SHEET, _LISTS) or SHEET not in book.sheetnames:
                sheet.reset_dimensions()  # what the file says of its size may be wrong
                yield sheet.title, _filled(sheet.iter_rows(values_only=True))
    finally:
        book.close()


def _ods(path: Path) -> Iterator[tuple[str, Rows]]:
    try:
        from python_calamine import CalamineWorkbook
    except ImportError as error:
        raise UsageError(
            "Reading .ods needs an extra.", where=str(path), todo='Install it with `pip install "gapcheck[ods]"`, or save as .xlsx.'
        ) from error
    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        if name in (SHEET, _LISTS) or SHEET not in book.sheet_names:
            yield name, _filled(book.get_sheet_by_name(name).to_python(skip_empty_area=False))


def _filled(rows: Iterable[Sequence[Any]]) -> Rows:
    found = []
    for number, row in enumerate(rows, start=1):
        if any(row):
            texts = [_text(value) for value in row]
            if any(texts):
                found.append((number, texts))
    return found


def _text(value: Any) -> str:
    """Return a cell's content as text."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    # The format writes some characters as their number.
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value)).replace("\r\n", "\n").replace("\r", "\n")
