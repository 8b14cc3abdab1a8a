"""A returned sheet, row by row, without an editor in between."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import review_samples as samples
from openpyxl import load_workbook

from gapcheck.errors import InputError, UsageError
from gapcheck.model.result import Status
from gapcheck.model.review import Decision, Review
from gapcheck.report.excel import write_workbook
from gapcheck.review import Intake, by_jurisdiction, read_sheet, take_in

Edit = Callable[[Any, dict[str, int]], None]


def returned(folder: Path, edit: Edit, *, reviewers: list[str] | None = None, review: Review | None = None) -> Path:
    """Write a sheet, let `edit` change it, and save it."""
    path = folder / "sheet.xlsx"
    write_workbook([samples.view(review)], path, reviewers=["A. Jones", "B. Smith"] if reviewers is None else reviewers)
    book = load_workbook(path)
    sheet = book["Review"]
    edit(sheet, {str(cell.value).split(":")[0]: cell.column for cell in sheet[4]})
    book.save(path)
    return path


def take(path: Path, **options: Any) -> Intake:
    return take_in(read_sheet(path), [samples.assessment()], options.pop("reviews", {}), on="2026-02-03", **options)


def test_three_columns_make_three_decisions(tmp_path: Path) -> None:
    def edit(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(5, at["Reviewer 1"]).value = "covered"
        sheet.cell(5, at["Comment 1"]).value = "s. 1 says so"
        sheet.cell(5, at["Reviewer 2"]).value = "  Not Found "
        sheet.cell(5, at["Consensus"]).value = "◐ partly covered"
        sheet.cell(5, at["Comment"]).value = "talked it over"

    intake = take(returned(tmp_path, edit))
    finding = samples.assessment().findings[0]
    assert [(item.reviewer, item.status, item.comment) for item in intake.new] == [
        ("A. Jones", Status.COVERED, "s. 1 says so"),
        ("B. Smith", Status.NOT_FOUND, ""),
        ("consensus", Status.PARTLY_COVERED, "talked it over"),
    ]
    assert {(item.test, item.jurisdiction, item.decided_on, item.tool_status) for item in intake.new} == {
        (finding.test, "XTH", "2026-02-03", finding.status.value)
    }
    assert (intake.rows, intake.taken, intake.problems, intake.stale) == (1, 1, (), ())


def test_a_comment_on_the_row_goes_with_who_decided(tmp_path: Path) -> None:
    def edit(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(5, at["Reviewer 2"]).value = "covered"
        sheet.cell(5, at["Comment"]).value = "all right"

    assert [item.comment for item in take(returned(tmp_path, edit)).new] == ["all right"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"Reviewer 1": "yes"}, "no status 'yes'"),
        ({"Reviewer 1": "covered", "Reviewer 2": "X"}, "no status 'X'"),
        ({"Reviewer 1": "covered", "Id": None}, "Id is empty"),
        ({"Reviewer 1": "covered", "Id": "XTH/FP-03.zz#9"}, "no finding"),
        ({"Reviewer 1": "covered", "Test": "FP-03.c#1"}, "do not belong together"),
        ({"Reviewer 1": "covered", "Evidence sign": "abc"}, "missing or damaged"),
        ({"Reviewer 1": "covered", "Evidence sign": None}, "missing or damaged"),
        ({"Comment 1": "see s. 4"}, "comment without a status (Reviewer 1)"),
        ({"Comment": "see s. 4"}, "comment without a status (Consensus)"),
        ({"Reviewer 1": "=1+1"}, "no status"),
    ],
)
def test_a_bad_row_is_skipped_whole_and_the_others_are_taken(tmp_path: Path, changes: dict[str, str | None], reason: str) -> None:
    def edit(sheet: Any, at: dict[str, int]) -> None:
        for heading, value in changes.items():
            sheet.cell(7, at[heading]).value = value
            sheet.cell(7, at[heading]).data_type = "s" if value else "n"
        sheet.cell(9, at["Reviewer 1"]).value = "covered"

    intake = take(returned(tmp_path, edit))
    assert [(problem.row, reason in problem.reason) for problem in intake.problems] == [(7, True)], intake.problems
    assert [item.test for item in intake.new] == [samples.assessment().findings[4].test]


def test_a_row_that_stands_twice_is_not_guessed_at(tmp_path: Path) -> None:
    def edit(sheet: Any, at: dict[str, int]) -> None:
        for heading in ("Id", "Test", "Evidence sign"):
            sheet.cell(6, at[heading]).value = sheet.cell(5, at[heading]).value
        sheet.cell(6, at["Reviewer 1"]).value = "covered"

    intake = take(returned(tmp_path, edit))
    assert (intake.new, [problem.row for problem in intake.problems]) == ((), [6])
    assert "2 rows" in intake.problems[0].reason


def choose_first_quoted(sheet: Any, at: dict[str, int]) -> None:
    wanted = samples.tests_with_evidence()[0]
    for row in range(5, sheet.max_row + 1):
        if sheet.cell(row, at["Test"]).value == wanted:
            sheet.cell(row, at["Reviewer 1"]).value = "not found"


def test_a_decision_on_changed_evidence_is_told_and_not_taken(tmp_path: Path) -> None:
    path = returned(tmp_path, choose_first_quoted)
    test = samples.tests_with_evidence()[0]
    now = samples.moved(test)
    intake = take_in(read_sheet(path), [now], {}, on="2026-02-03")
    assert (intake.new, intake.taken, [problem.key for problem in intake.stale]) == ((), 0, [f"XTH/{test}"])
    forced = take_in(read_sheet(path), [now], {}, on="2026-02-03", accept_stale=True)
    assert [item.test for item in forced.new] == [test]
    view = samples.view(by_jurisdiction(forced.new)["XTH"], of=now)
    row = next(row for row in view.rows if row.test == test)
    assert row.stale and row.reviewed is not None and row.reviewed.status is Status.NOT_FOUND
    assert row.status is not Status.NOT_FOUND


def test_what_is_known_is_not_taken_twice_and_a_change_of_mind_is_added(tmp_path: Path) -> None:
    first = take(returned(tmp_path, choose_first_quoted))
    known = by_jurisdiction(first.new)
    again = take(returned(tmp_path, lambda sheet, at: None, review=known["XTH"]), reviews=known)
    assert (again.rows, again.new, again.unchanged) == (1, (), 1)

    def change(sheet: Any, at: dict[str, int]) -> None:
        for row in range(5, sheet.max_row + 1):
            if sheet.cell(row, at["Reviewer 1"]).value:
                sheet.cell(row, at["Reviewer 1"]).value = "covered"

    other = take(returned(tmp_path, change, review=known["XTH"]), reviews=known)
    assert [item.status for item in other.new] == [Status.COVERED]
    view = samples.view(Review(jurisdiction="XTH", decisions=(*first.new, *other.new)))
    assert [row.reviewed.status for row in view.rows if row.reviewed] == [Status.COVERED]


def test_a_stale_decision_is_not_confirmed_by_sending_the_sheet_back(tmp_path: Path) -> None:
    old = Decision(
        jurisdiction="XTH", test=samples.assessment().findings[0].test, reviewer="A. Jones", status=Status.COVERED, evidence="0" * 16
    )
    known = by_jurisdiction([old])
    intake = take(returned(tmp_path, lambda sheet, at: None, review=known["XTH"]), reviews=known)
    assert (intake.rows, intake.new) == (0, ())


def test_names_come_from_the_headings_or_from_the_caller(tmp_path: Path) -> None:
    path = returned(tmp_path, choose_first_quoted, reviewers=[])
    assert [item.reviewer for item in take(path).new] == ["Reviewer 1"]
    assert [item.reviewer for item in take(path, reviewers=["C. Diaz"]).new] == ["C. Diaz"]
    with pytest.raises(UsageError, match="name of their own"):
        take(path, reviewers=["C. Diaz", "C. Diaz"])
    with pytest.raises(UsageError, match="name of their own"):
        take(path, reviewers=["consensus"])


def test_words_of_the_workbooks_own_list_are_understood(tmp_path: Path) -> None:
    def edit(sheet: Any, at: dict[str, int]) -> None:
        sheet.parent["Lists"]["A1"].value = "gedeckt"
        sheet.cell(5, at["Reviewer 1"]).value = "Gedeckt"

    assert [item.status for item in take(returned(tmp_path, edit)).new] == [Status.COVERED]


@pytest.mark.parametrize(
    ("heading", "new", "what"),
    [
        ("Id", "Key", "No sheet has the headings"),
        ("Comment 1", "Comment 2", "stands twice"),
    ],
)
def test_changed_headings_are_told(tmp_path: Path, heading: str, new: str, what: str) -> None:
    def edit(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(4, at[heading]).value = new

    with pytest.raises(InputError, match=what):
        read_sheet(returned(tmp_path, edit))


def test_a_sheet_without_columns_to_decide_in_is_told(tmp_path: Path) -> None:
    def edit(sheet: Any, at: dict[str, int]) -> None:
        for heading in ("Reviewer 1", "Reviewer 2", "Consensus"):
            sheet.cell(4, at[heading]).value = "x"

    with pytest.raises(InputError, match="None of the columns"):
        read_sheet(returned(tmp_path, edit))


def test_rows_above_and_a_renamed_sheet_do_no_harm(tmp_path: Path) -> None:
    def edit(sheet: Any, at: dict[str, int]) -> None:
        choose_first_quoted(sheet, at)
        sheet.insert_rows(1, 3)
        sheet.title = "Back to you"

    assert len(take(returned(tmp_path, edit)).new) == 1


def test_files_that_are_none(tmp_path: Path) -> None:
    for name, content, error in (("a.xlsx", b"PK\x03\x04broken", InputError), ("a.docx", b"", UsageError), ("a.csv", b"Id", UsageError)):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(error):
            read_sheet(path)
    with pytest.raises(InputError, match="no such file"):
        read_sheet(tmp_path / "none.xlsx")
    pytest.importorskip("python_calamine", reason="NOT TESTED WITH ODS: the extra `ods` is not installed")
    (tmp_path / "a.ods").write_bytes(b"nothing")
    with pytest.raises(InputError, match="cannot be read"):
        read_sheet(tmp_path / "a.ods")
