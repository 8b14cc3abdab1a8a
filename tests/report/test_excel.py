"""The workbook as openpyxl reads it back."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import report_samples as samples
from openpyxl import load_workbook

from gapcheck.errors import UsageError
from gapcheck.model.result import Refusal, Status
from gapcheck.model.review import Decision, Review
from gapcheck.report.excel import write_workbook
from gapcheck.report.excel.cells import fit, quoted, safe
from gapcheck.report.excel.status import CODES, status_text
from gapcheck.report.view import View, build

SHEETS = [
    "Cover", "Matrix", "Threats", "Evidence", "Gaps and recommendations", "Crosswalk", "Unmapped", "Not assessed", "Review", "Lists",
]  # fmt: skip


def book_of(views: list[View], **options: Any) -> Any:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlsx"
        write_workbook(views, path, **options)
        return load_workbook(path)


@lru_cache(maxsize=1)
def book() -> Any:
    return book_of([samples.view(), other()])


def other() -> View:
    """The same law as another jurisdiction's."""
    return build(replace(samples.assessment(), jurisdiction="XOT"), samples.catalog())


def table(sheet: Any) -> list[dict[str, Any]]:
    heads = [cell.value for cell in sheet[4]]
    return [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=5)]


def test_all_sheets_are_there_and_the_lists_are_hidden() -> None:
    assert book().sheetnames == SHEETS
    assert book()["Lists"].sheet_state == "hidden"
    assert book().active.title == "Cover"


def test_the_matrix_says_what_the_views_say() -> None:
    rows = {row["Entry / Test"]: row for row in table(book()["Matrix"])}
    for view in (samples.view(), other()):
        for row in view.rows:
            cells = rows[row.test]
            look = " · look" if row.needs_a_look else ""
            assert cells[f"{view.jurisdiction} Status"] == f"{row.symbol} {row.status_label}{look}"
            weighed = row.status not in (Status.NEEDS_OTHER_SOURCE, Status.NOT_APPLICABLE)
            assert cells[f"{view.jurisdiction} Score"] == (pytest.approx(row.score) if weighed else None)
            assert (cells[f"{view.jurisdiction} Place"] or "") == row.place
            assert bool(cells[f"{view.jurisdiction} Quotations"]) is bool(row.evidence)
        for bar in view.provisions:
            assert rows[bar.id][f"{view.jurisdiction} Score"] == bar.coverage


def test_the_matrix_folds_by_article() -> None:
    sheet = book()["Matrix"]
    levels = [sheet.row_dimensions[number].outlineLevel for number in range(5, sheet.max_row + 1)]
    assert levels[:3] == [0, 1, 2]
    assert not sheet.sheet_properties.outlinePr.summaryBelow
    assert sheet.freeze_panes == "D5"


def test_every_quotation_is_a_row_of_evidence() -> None:
    rows = table(book()["Evidence"])
    told = [(row["Id"], row["Quotation"], row["Place"], row["Reason"]) for row in rows]
    assert told == [
        (f"{view.jurisdiction}/{row.test}", item.quote, item.locator, row.found)
        for view in (samples.view(), other())
        for row in view.rows
        for item in row.evidence
    ]


def test_gaps_come_most_urgent_first_with_columns_to_fill_in() -> None:
    rows = table(book()["Gaps and recommendations"])
    assert len(rows) == len(samples.view().gaps) + len(other().gaps)
    assert [row["Priority"] for row in rows] == sorted((row["Priority"] for row in rows), reverse=True)
    assert all(row["Suggested action"] and row["Level of law needed"] for row in rows)
    assert not any(row[name] for row in rows for name in ("Assistance need", "Owner", "Deadline", "Measure of success"))


def test_the_crosswalk_has_each_entry_once_for_each_instrument() -> None:
    rows = table(book()["Crosswalk"])
    pairs = [(row["Entry"], row["Instrument"]) for row in rows]
    assert len(pairs) == len(set(pairs))
    assert set(pairs) == {(row.entry, instrument) for row in samples.view().rows for instrument in row.instruments}
    assert {row["Checked"] for row in rows} <= {"checked in the text", "not checked yet", "in part"}


def test_what_is_not_assessed_says_where_to_look() -> None:
    refused = replace(samples.assessment(), refused=(Refusal(file="scan.pdf", reason="There is no text."),))
    view = build(refused, samples.catalog())
    rows = table(book_of([view])["Not assessed"])
    assert (rows[0]["Provision or question"], rows[0]["Why the text cannot answer"]) == ("scan.pdf", "There is no text.")
    assert [row["Test"] for row in rows[1:]] == [row.test for row in view.other_sources]
    assert all(row["Where to look"] for row in rows[1:])


def test_unmapped_units_are_listed() -> None:
    item = next(finding.evidence[0] for finding in samples.assessment().findings if finding.evidence)
    view = build(replace(samples.assessment(), unmapped=(item,)), samples.catalog())
    rows = table(book_of([view])["Unmapped"])
    assert [(row["Place"], row["Opening words"]) for row in rows] == [(item.locator, item.quote)]


def test_a_jurisdiction_of_which_nothing_was_read_is_told_on_the_cover() -> None:
    base = samples.assessment()
    empty = replace(
        base,
        jurisdiction="XNO",
        laws=(),
        findings=(),
        provisions=(),
        articles=(),
        threats=(),
        refused=(Refusal(file="a.pdf", reason="broken"),),
    )
    made = book_of([samples.view(), build(empty, samples.catalog())])
    cover = [[cell.value for cell in row] for row in made["Cover"].iter_rows()]
    assert any(row[0] == "XNO" and row[2] == "a.pdf" and row[4] == "broken" for row in cover)
    assert any(row[0] == "XNO: nothing could be read." for row in cover)
    assert made["Matrix"]["K5"].value is None


def test_all_of_the_cover_is_printed() -> None:
    from openpyxl.utils import get_column_letter

    cover = book()["Cover"]
    last = get_column_letter(cover.max_column)
    assert cover.print_area.startswith("'Cover'!$A$1:$" + last + "$")


def test_the_cover_names_laws_figures_and_the_caveat() -> None:
    texts = [str(cell.value) for row in book()["Cover"].iter_rows() for cell in row if cell.value is not None]
    view = samples.view()
    assert "Indicators of what the text says, not of compliance." in texts
    assert view.laws[0].sha256 in texts
    assert view.disclaimer in texts
    assert any(view.summary in text for text in texts)
    assert any(view.catalog in text for text in texts)
    assert str(view.counts["not_found"]) in texts


def test_lists_names_and_print_settings() -> None:
    made = book()
    assert {"Review_Id", "Review_Final", "Review_State", "Evidence_Id", "Status_List", "Level_List"} <= set(made.defined_names)
    for name in SHEETS[1:9]:
        sheet = made[name]
        assert sheet.auto_filter.ref and sheet.print_area and sheet.print_title_rows == "$4:$4", name
        assert sheet.page_setup.orientation == "landscape"
    choices = {choice.formula1: str(choice.sqref) for choice in made["Review"].data_validations.dataValidation}
    assert choices["=Status_List"]
    assert [cell.value for cell in made["Lists"]["B"]][: len(Status)] == [status.value for status in Status]
    assert made["Matrix"].conditional_formatting and made["Threats"].conditional_formatting
    assert made.properties.title and made.properties.description == samples.view().disclaimer


def test_codes_in_the_style_of_the_1540_matrices() -> None:
    made = book_of([samples.view()], codes="1540")
    rows = {row["Entry / Test"]: row for row in table(made["Matrix"])}
    for row in samples.view().rows:
        expected = "?" if row.needs_a_look and CODES[row.status] == "X" else CODES[row.status]
        assert (rows[row.test]["XOS Status"] or "") == expected
    assert any("1540" in str(cell.value) for cell in made["Cover"]["A"])
    assert status_text(Status.COVERED, samples.view().words, "1540", look=True) == "?"


def test_same_bytes_for_the_same_content(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook([samples.view()], tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {2000}
        assert b"2000-01-01" in archive.read("docProps/core.xml")


def test_a_hostile_law_makes_no_formula_and_stays_inside_the_cells(tmp_path: Path) -> None:
    path = tmp_path / "hostile.xlsx"
    write_workbook([build(samples.hostile(), samples.catalog())], path, reviewers=["=cmd|' /C calc'!A0"])
    made = load_workbook(path)
    own = ("=HYPERLINK(", "=IFERROR(", "=IF(", "=COUNTIF(")
    for sheet in made.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert cell.value.startswith(own), cell.coordinate
                    assert "cmd" not in cell.value and "script" not in cell.value
                elif isinstance(cell.value, str):
                    assert len(cell.value.encode("utf-16-le")) // 2 <= 32_767
                    assert not set(cell.value) & set("\x07\x1b\u202e\u202c")
                    if cell.value.startswith("="):
                        assert cell.quotePrefix, cell.coordinate
    with zipfile.ZipFile(path) as archive:
        assert not any("externalLink" in name or "vba" in name.lower() for name in archive.namelist())


def test_long_text_is_cut_and_says_so() -> None:
    cut = "[{count} left out]"
    assert safe("x" * 32_767, cut) == "x" * 32_767
    short = safe("x" * 40_000, cut)
    assert len(short) <= 32_767 and short.endswith(f"[{40_000 - (32_767 - 120)} left out]")
    assert len(safe("\U0001f52b" * 20_000, cut).encode("utf-16-le")) // 2 <= 32_767


def test_text_that_looks_like_a_character_number_is_kept() -> None:
    assert safe("a_x0041_b", "") == "a_x005F_x0041_b"
    assert quoted('a"b') == '"a""b"'


def test_heights_follow_the_text() -> None:
    sheet = book_of([samples.view()])["Evidence"]
    fit(sheet, 5, [("short", 40)])
    low = sheet.row_dimensions[5].height
    fit(sheet, 5, [("long " * 60, 40)])
    assert low < sheet.row_dimensions[5].height
    fit(sheet, 5, [("long " * 6000, 40)], most=3)
    assert sheet.row_dimensions[5].height < 60


def decided(test: str, reviewer: str, status: Status, evidence: str, comment: str = "") -> Decision:
    return Decision(
        jurisdiction="XOS", test=test, reviewer=reviewer, status=status, evidence=evidence, comment=comment, decided_on="2026-03-01"
    )


def test_the_review_sheet_shows_what_was_decided_and_not_what_is_stale() -> None:
    first, second = samples.view().rows[0], samples.view().rows[1]
    review = Review(
        jurisdiction="XOS",
        decisions=(
            decided(first.test, "A. Jones", Status.COVERED, first.fingerprint, "see s. 3"),
            decided(first.test, "B. Smith", Status.NOT_FOUND, first.fingerprint),
            decided(first.test, "consensus", Status.PARTLY_COVERED, first.fingerprint, "talked"),
            decided(second.test, "A. Jones", Status.COVERED, "0" * 16),
        ),
    )
    made = book_of([build(samples.assessment(), samples.catalog(), review=review)])
    one, two = table(made["Review"])[:2]
    assert (one["Reviewer 1: A. Jones"], one["Comment 1"]) == ("covered", "see s. 3")
    assert (one["Reviewer 2: B. Smith"], one["Consensus"], one["Comment"]) == ("not found", "partly covered", "talked")
    assert two["Reviewer 1: A. Jones"] is None
    assert two["Other decisions"] == "A. Jones: covered (2026-03-01); made on evidence that has changed since"
    cover = [[cell.value for cell in row] for row in made["Cover"].iter_rows()]
    assert ["XOS", 2, "2026-03-01", "2026-03-01", "A. Jones"] in [row[:5] for row in cover]


def test_what_makes_no_sense_is_refused(tmp_path: Path) -> None:
    path, view = tmp_path / "x.xlsx", samples.view()
    for views, options in (
        ([], {}),
        ([view, view], {}),
        ([view], {"codes": "1541"}),
        ([view], {"reviewers": ["a", "b", "c"]}),
        ([view], {"reviewers": ["a", "a"]}),
        ([view], {"reviewers": ["consensus"]}),
    ):
        with pytest.raises(UsageError):
            write_workbook(views, path, **options)  # type: ignore[arg-type]
    assert not path.exists()


def test_selections_that_differ_are_joined_entry_by_entry() -> None:
    base = samples.assessment()
    tests = [finding.test for finding in base.findings]
    half = build(replace(base, jurisdiction="XHA", findings=base.findings[len(tests) // 2 :]), samples.catalog())
    rows = [row["Entry / Test"] for row in table(book_of([half, samples.view()])["Matrix"])]
    assert sorted(test for test in tests if test in rows) == sorted(tests)
    assert len(rows) == len(set(rows) - {None}) + rows.count(None)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_excel_has_rules_of_its_own(language: str) -> None:
    """What makes Excel offer a repair: names, lengths and counts that its format does not allow."""
    made = book_of([samples.view(language)], open_at="Review")
    assert made.active.title == "Review"
    for name in made.sheetnames:
        assert len(name) <= 31 and not set(name) & set("[]:*?/\\")
    for name in made.defined_names:
        assert name[0].isalpha() and len(name) <= 255 and " " not in name
    for sheet in made.worksheets:
        for part in (sheet.oddHeader.left, sheet.oddFooter.left):
            assert len(part.text or "") < 250
        for choice in sheet.data_validations.dataValidation:
            assert len(choice.formula1) <= 255 and len(choice.error or "") <= 225
        assert len(sheet._hyperlinks) < 65_530
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert len(cell.value) <= 8192
                    assert all(len(text) <= 255 for text in cell.value.split('"')[1::2])


@pytest.mark.parametrize("language", ["fr", "es"])
def test_the_workbooks_own_words_are_whole_in_other_languages(language: str) -> None:
    ours, english = samples.view(language).words["workbook"], samples.view().words["workbook"]
    assert ours.keys() == english.keys()
    same = {key for key in english if ours[key] == english[key]}
    assert same <= {"article", "obligation", "page", "place", "score", "instrument"}
    for key in ("levels", "needs"):
        assert ours[key].keys() == english[key].keys()
    for key in ("many", "cut"):
        assert ours[key].format(count=7) != ours[key]
