"""`gapcheck review` as a command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import review_samples as samples
from openpyxl import load_workbook

from gapcheck.cli.app import run
from gapcheck.report.json import to_json


@pytest.fixture
def result(tmp_path: Path) -> Path:
    path = tmp_path / "xth.json"
    path.write_text(to_json(samples.assessment()), encoding="utf-8")
    return path


def fill(path: Path, *statuses: tuple[str, str]) -> None:
    book = load_workbook(path)
    sheet = book["Review"]
    at = {str(cell.value).split(":")[0]: cell.column for cell in sheet[4]}
    for row, (one, two) in enumerate(statuses, start=5):
        sheet.cell(row, at["Reviewer 1"]).value = one
        sheet.cell(row, at["Reviewer 2"]).value = two
    book.save(path)


def test_there_and_back(result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = result.parent
    sheet, store = folder / "sheet.xlsx", folder / "gapcheck-review.yaml"
    assert run(["review", "sheet", str(result), "-o", str(sheet), "-r", "A. Jones", "-r", "B. Smith"]) == 0
    assert load_workbook(sheet).active.title == "Review"
    fill(sheet, ("covered", "covered"), ("covered", "not found"), ("not found", "not found"))
    assert run(["review", "import", str(sheet), str(result), "--on", "2026-02-03", "--dry-run"]) == 0
    assert not store.exists()
    assert run(["review", "import", str(sheet), str(result), "--on", "2026-02-03"]) == 0
    assert "3 rows with decisions: 3 taken, 0 stale, 0 skipped. 6 new decisions" in capsys.readouterr().out
    assert store.read_text(encoding="utf-8").count("decided_on: '2026-02-03'") == 6
    assert run(["review", "agree", str(result)]) == 0
    out = capsys.readouterr().out
    assert "A. Jones and B. Smith" in out and "67 %" in out and "A. Jones covered; B. Smith not found" in out
    readings = folder / "readings"
    readings.mkdir()
    assert run(["review", "export", str(result), "-o", str(readings)]) == 0
    lines = [json.loads(line) for line in (readings / "XTH.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["label"] for line in lines] == ["met", "met", "not_found"]


def test_skipped_and_stale_rows_have_an_exit_code_of_their_own(result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = result.parent / "sheet.xlsx"
    assert run(["review", "sheet", str(result), "-o", str(sheet), "-q"]) == 0
    fill(sheet, ("certainly", ""))
    assert run(["review", "import", str(sheet), str(result)]) == 4
    assert "row 5" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["sheet", "{json}", "-o", "{folder}/sheet.ods"],
        ["sheet", "{json}", "{json}", "-o", "{folder}/sheet.xlsx"],
        ["sheet", "{json}", "-o", "{folder}/sheet.xlsx", "-r", "a", "-r", "b", "-r", "c"],
        ["import", "{sheet}", "{json}", "--on", "yesterday"],
        ["import", "{sheet}", "{json}", "-r", "a", "-r", "b", "-r", "c"],
        ["export", "{json}", "-o", "{folder}/none"],
    ],
)
def test_wrong_arguments_are_told(result: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    sheet = result.parent / "given.xlsx"
    run(["review", "sheet", str(result), "-o", str(sheet), "-q"])
    filled = [text.format(json=result, folder=result.parent, sheet=sheet) for text in arguments]
    assert run(["review", *filled]) == 2
    assert "Error:" in capsys.readouterr().err


def test_without_decisions_there_is_nothing_to_compare(result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", "agree", str(result)]) == 3
    readings = result.parent / "readings"
    readings.mkdir()
    assert run(["review", "export", str(result), "-o", str(readings)]) == 0
    assert "no decision on XTH" in capsys.readouterr().err
    assert list(readings.iterdir()) == []


def test_reports_show_the_tools_status_and_the_reviewed_one_apart(result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet, book = result.parent / "sheet.xlsx", result.parent / "again.xlsx"
    run(["review", "sheet", str(result), "-o", str(sheet), "-r", "A. Jones", "-q"])
    fill(sheet, ("contradicted", ""))
    run(["review", "import", str(sheet), str(result), "-q"])
    store = result.parent / "gapcheck-review.yaml"
    assert run(["report", str(result), "--store", str(store), "-o", str(book), "-o", str(result.parent / "x.md"), "-q"]) == 0
    row = [cell.value for cell in load_workbook(book)["Review"][5]]
    assert row[5] == samples.view().rows[0].status_label and row[9] == "contradicted"
    assert "Reviewed: contradicted" in (result.parent / "x.md").read_text(encoding="utf-8")
    assert run(["report", str(result), "--store", "none.yaml", "-q"]) == 3
    assert "no such file of decisions" in capsys.readouterr().err
