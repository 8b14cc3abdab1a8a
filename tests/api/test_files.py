"""Writing an assessment and reading it again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import gapcheck as gc
from gapcheck.errors import InputError, OutputError, UsageError


def test_json_there_and_back(one: gc.Assessment, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    text = one.to_json(file)
    assert file.read_text(encoding="utf-8") == text == one.to_json()
    again = gc.Assessment.from_json(file)
    assert again.to_json() == text
    for name in ("findings", "evidence", "near_misses", "unmapped", "provisions", "articles", "threats", "laws"):
        assert getattr(again, name).equals(getattr(one, name)), name
    assert again._repr_html_() == one._repr_html_()


def test_the_command_line_writes_the_same(one: gc.Assessment, laws: dict[str, Path], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "gapcheck", "scan", str(laws["XTA"]), "-j", "XTA", "-q"]
    files = [tmp_path / f"cli.{ending}" for ending in ("json", "csv", "md")]
    subprocess.run([*command, *(part for file in files for part in ("-o", str(file)))], check=True, capture_output=True)
    for mine, theirs in zip(one.save(*(file.with_stem("api") for file in files)), files, strict=True):
        assert mine.read_bytes() == theirs.read_bytes()


def test_json_with_its_laws(one: gc.Assessment, laws: dict[str, Path], tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    one.to_json(file)
    assert gc.Assessment.from_json(file, laws=laws["XTA"].parent).findings.equals(one.findings)
    with pytest.raises(InputError, match="not among the files"):
        gc.Assessment.from_json(file, laws=[laws["XTB"]])


def test_files_by_ending(one: gc.Assessment, tmp_path: Path) -> None:
    files = [tmp_path / f"a.{ending}" for ending in ("json", "csv", "md")]
    assert one.save(*files) == files
    assert files[0].read_text(encoding="utf-8") == one.to_json()
    assert all(file.stat().st_size > 1000 for file in files)


def test_what_cannot_be_written_is_told(one: gc.Assessment, laws: dict[str, Path], tmp_path: Path) -> None:
    before = laws["XTA"].read_bytes()
    with pytest.raises(UsageError, match="names no format"):
        one.save(tmp_path / "a.xyz")
    with pytest.raises(UsageError, match=r"not overwritten|names no format"):
        one.save(laws["XTA"])
    with pytest.raises(OutputError, match="folder does not exist"):
        one.save(tmp_path / "none" / "a.json")
    with pytest.raises(OutputError):
        one.to_json(tmp_path / "none" / "a.json")
    assert laws["XTA"].read_bytes() == before


def test_an_assessment_read_from_json_does_not_overwrite_it(one: gc.Assessment, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    one.to_json(file)
    with pytest.raises(UsageError, match="not overwritten"):
        gc.Assessment.from_json(file).save(file)


def test_workbook_and_page(one: gc.Assessment, many: gc.Assessments, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    assert one.save(tmp_path / "a.html", tmp_path / "a.xlsx") == [tmp_path / "a.html", tmp_path / "a.xlsx"]
    assert one.view.summary.split(".")[0] in (tmp_path / "a.html").read_text(encoding="utf-8")
    many.save(tmp_path / "all.xlsx")
    book = load_workbook(tmp_path / "all.xlsx", read_only=True)
    cells = {str(cell) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None}
    assert {"XTA", "XTB", one.gaps().loc[0, "recommendation"]} <= cells


def test_a_page_is_made_from_the_json_alone_or_from_the_laws(one: gc.Assessment, laws: dict[str, Path], tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    one.to_json(file)
    one.save(tmp_path / "first.html")
    gc.Assessment.from_json(file).save(tmp_path / "kept.html")
    gc.Assessment.from_json(file, laws=laws["XTA"]).save(tmp_path / "read.html")
    assert (tmp_path / "first.html").read_bytes() == (tmp_path / "kept.html").read_bytes() == (tmp_path / "read.html").read_bytes()
    body = json.loads(file.read_text(encoding="utf-8"))
    del body["sources"]
    file.write_text(json.dumps(body), encoding="utf-8")
    with pytest.raises(UsageError, match="its text is not at hand"):
        gc.Assessment.from_json(file).save(tmp_path / "never.html")
