"""The round trip with LibreOffice as the reviewer's editor."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import office
import pytest
import review_samples as samples

from gapcheck.model.result import Status
from gapcheck.report.excel import write_workbook
from gapcheck.review import Intake, Returned, add_decisions, read_reviews, read_sheet, take_in

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")  # of LibreOffice, in its own files

# A reviewer's afternoon: rows sorted by score, columns moved and hidden, rows hidden and deleted, twenty statuses chosen, and three of
# those rows broken by accident. Then the file is saved in both formats.
MACRO = """
Function Column(sheet, heading)
  For c = 0 To 30
    If Left(sheet.getCellByPosition(c, 3).String, Len(heading)) = heading Then
      Column = c
      Exit Function
    End If
  Next
  Column = -1
End Function

Sub MoveColumn(sheet, from_, to_, last)
  Dim area As New com.sun.star.table.CellRangeAddress
  Dim target As New com.sun.star.table.CellAddress
  sheet.Columns.insertByIndex(to_, 1)
  If from_ >= to_ Then from_ = from_ + 1
  area = sheet.getCellRangeByPosition(from_, 0, from_, last).RangeAddress
  target = sheet.getCellByPosition(to_, 0).CellAddress
  sheet.moveRange(target, area)
  sheet.Columns.removeByIndex(from_, 1)
End Sub

Sub Edit(source, xlsx, ods)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  sheet = doc.Sheets.getByName("Review")
  cursor = sheet.createCursor()
  cursor.gotoEndOfUsedArea(False)
  last = cursor.RangeAddress.EndRow

  Dim field(0) As New com.sun.star.table.TableSortField
  field(0).Field = Column(sheet, "Score") : field(0).IsAscending = False
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "SortFields" : how(0).Value = field()
  how(1).Name = "ContainsHeader" : how(1).Value = False
  sheet.getCellRangeByPosition(0, 4, cursor.RangeAddress.EndColumn, last).sort(how())

  MoveColumn(sheet, Column(sheet, "Evidence sign"), 1, last)
  MoveColumn(sheet, Column(sheet, "Reviewer 1"), 0, last)
  sheet.Columns.getByIndex(Column(sheet, "Place")).IsVisible = False
  sheet.Columns.getByIndex(Column(sheet, "Evidence sign")).IsVisible = False

  words = Array("covered", "partly covered", "not found", "contradicted")
  choice = Column(sheet, "Reviewer 1")
  comment = Column(sheet, "Comment 1")
  For n = 0 To 19
    row = 4 + 2 * n
    sheet.getCellByPosition(choice, row).String = words(n Mod 4)
    sheet.getCellByPosition(comment, row).String = "=reason number " & n
  Next
  sheet.getCellByPosition(choice, 4).String = "perhaps"
  sheet.getCellByPosition(Column(sheet, "Id"), 10).String = "XTH/FP-99.z#1"
  sheet.getCellByPosition(Column(sheet, "Evidence sign"), 16).String = ""
  sheet.Rows.getByIndex(20).IsVisible = False
  sheet.Rows.removeByIndex(last, 1)

  Dim save(0) As New com.sun.star.beans.PropertyValue
  save(0).Name = "FilterName" : save(0).Value = "Calc MS Excel 2007 XML"
  doc.storeToURL(xlsx, save())
  save(0).Value = "calc8"
  doc.storeToURL(ods, save())
  doc.close(True)
End Sub
"""


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str, Path, Path]]:
    """The workbook that was sent, its sha256 at that time, and what came back in both formats."""
    folder = tmp_path_factory.mktemp("office")
    sent = folder / "sent.xlsx"
    write_workbook([samples.view()], sent, reviewers=["A. Jones"])
    before = hashlib.sha256(sent.read_bytes()).hexdigest()
    files = (sent, folder / "back.xlsx", folder / "back.ods")
    office.basic(MACRO, "Edit({})".format(",".join(f'"{path.as_uri()}"' for path in files)), folder)
    assert all(path.is_file() for path in files), "the macro did not run"
    yield sent, before, files[1], files[2]


def take(path: Path) -> tuple[Returned, Intake]:
    sheet = read_sheet(path)
    return sheet, take_in(sheet, [samples.assessment()], {}, on="2026-02-03")


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_seventeen_taken_three_told_none_lost(returned: tuple[Path, str, Path, Path], ending: str, tmp_path: Path) -> None:
    if ending == "ods":
        pytest.importorskip("python_calamine", reason="NOT TESTED WITH ODS: the extra `ods` is not installed")
    path = returned[2] if ending == "xlsx" else returned[3]
    sheet, intake = take(path)
    assert (intake.rows, intake.taken, len(intake.new)) == (20, 17, 17)
    assert [problem.row for problem in intake.problems] == [5, 11, 17]
    assert [problem.reason.split()[0] for problem in intake.problems] == ["Reviewer", "There", "The"]
    assert intake.stale == ()
    assert {decision.reviewer for decision in intake.new} == {"A. Jones"}
    assert sorted(decision.comment for decision in intake.new) == sorted(f"=reason number {n}" for n in range(20) if n not in (0, 3, 6))
    assert [decision.status for decision in intake.new][:3] == [Status.PARTLY_COVERED, Status.NOT_FOUND, Status.COVERED]
    store = tmp_path / "decisions.yaml"
    add_decisions(store, intake.new)
    assert read_reviews(store)["XTH"].decisions == intake.new
    again = take_in(sheet, [samples.assessment()], read_reviews(store), on="2026-02-04")
    assert (again.new, again.unchanged, again.taken) == ((), 17, 17)


def test_the_rows_were_indeed_sorted_and_the_columns_moved(returned: tuple[Path, str, Path, Path]) -> None:
    from openpyxl import load_workbook

    sheet = load_workbook(returned[2])["Review"]
    assert sheet["A4"].value == "Reviewer 1: A. Jones"
    sent = [row.test for row in samples.view().rows]
    back = [row.test for row in read_sheet(returned[2]).rows if row.test]
    assert back != sent[: len(back)]
    assert set(back) < set(sent)


def test_both_formats_say_the_same(returned: tuple[Path, str, Path, Path]) -> None:
    pytest.importorskip("python_calamine", reason="NOT TESTED WITH ODS: the extra `ods` is not installed")
    assert take(returned[2])[1] == take(returned[3])[1]


def test_the_original_is_untouched(returned: tuple[Path, str, Path, Path]) -> None:
    sent, before, *_ = returned
    assert hashlib.sha256(sent.read_bytes()).hexdigest() == before
