"""`gapcheck report`: the same bytes later."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gapcheck.errors import ExitCode

Run = Callable[..., Any]
ONLY = ("--only", "FP-05.1.c.2,threat:f")
ENDINGS = ("json", "csv", "md", "html", "xlsx", "docx")


@pytest.fixture
def scanned(gapcheck: Run, law: Path) -> Path:
    """The folder of a scan in every format that needs no other program."""
    folder = law.parent / "first"
    folder.mkdir()
    outputs = [part for ending in ENDINGS for part in ("-o", folder / f"a.{ending}")]
    result = gapcheck("scan", law, "-j", "XOS", *ONLY, *outputs, "-q")
    assert (result.code, result.err) == (0, "")
    return folder


def test_reports_from_json_are_byte_for_byte_the_same(gapcheck: Run, law: Path, scanned: Path, tmp_path: Path) -> None:
    outputs = [part for ending in ENDINGS for part in ("-o", tmp_path / f"b.{ending}")]
    result = gapcheck("report", scanned / "a.json", "--laws", law, *outputs)
    assert result.code == 0, result.err
    different = [ending for ending in ENDINGS if (tmp_path / f"b.{ending}").read_bytes() != (scanned / f"a.{ending}").read_bytes()]
    assert different == []


def test_the_terminal_report_is_the_same(gapcheck: Run, law: Path, scanned: Path) -> None:
    assert gapcheck("report", scanned / "a.json").out == gapcheck("scan", law, "-j", "XOS", *ONLY).out


def test_every_report_can_be_made_from_the_json_alone(gapcheck: Run, law: Path, scanned: Path, tmp_path: Path) -> None:
    outputs = [part for ending in ENDINGS for part in ("-o", tmp_path / f"b.{ending}")]
    law.rename(law.with_suffix(".gone"))
    result = gapcheck("report", scanned / "a.json", *outputs)
    law.with_suffix(".gone").rename(law)
    assert result.code == 0, result.err
    different = [ending for ending in ENDINGS if (tmp_path / f"b.{ending}").read_bytes() != (scanned / f"a.{ending}").read_bytes()]
    assert different == []


def test_a_page_needs_a_law_that_is_the_one_that_was_scanned(gapcheck: Run, law: Path, scanned: Path, tmp_path: Path) -> None:
    body = json.loads((scanned / "a.json").read_text(encoding="utf-8"))
    text = body["sources"][0]["text"]
    body["sources"][0]["text"] = text.replace("firearm", "fire-arm")
    (tmp_path / "changed.json").write_text(json.dumps(body), encoding="utf-8")
    result = gapcheck("report", tmp_path / "changed.json", "-o", tmp_path / "b.html")
    assert result.code == ExitCode.INPUT and "quotations" in result.err
    del body["sources"]
    (tmp_path / "bare.json").write_text(json.dumps(body), encoding="utf-8")
    result = gapcheck("report", tmp_path / "bare.json", "-o", tmp_path / "b.html")
    assert result.code == ExitCode.USAGE and "--laws" in result.err
    law.write_text(law.read_text(encoding="utf-8") + "\n4. More.\n", encoding="utf-8")
    result = gapcheck("report", scanned / "a.json", "--laws", law, "-o", tmp_path / "b.html")
    assert result.code == ExitCode.INPUT and "has changed since the scan" in result.err
    assert not (tmp_path / "b.html").exists()


def test_several_jurisdictions_fit_only_a_workbook(gapcheck: Run, scanned: Path, tmp_path: Path) -> None:
    both = (scanned / "a.json", scanned / "a.json")
    result = gapcheck("report", *both, "-o", tmp_path / "b.md")
    assert result.code == ExitCode.USAGE and ".xlsx" in result.err


def test_the_json_is_not_overwritten_by_mistake(gapcheck: Run, scanned: Path) -> None:
    result = gapcheck("report", scanned / "a.json", "-o", scanned / "a.json")
    assert result.code == ExitCode.USAGE and "is being read" in result.err


def test_another_catalog_is_told(gapcheck: Run, scanned: Path) -> None:
    path = scanned / "a.json"
    text = path.read_text(encoding="utf-8")
    head, tail = text.split('"catalog": "', 1)
    path.write_text(f'{head}"catalog": "older {tail}', encoding="utf-8")
    result = gapcheck("report", path)
    assert result.code == 0 and "was made with another catalog (older " in result.err


@pytest.mark.parametrize(("content", "words"), [("{}", "no assessment"), ("no", "not JSON")])
def test_what_is_no_assessment(gapcheck: Run, tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    result = gapcheck("report", path)
    assert result.code == ExitCode.INPUT and words in result.err and str(path) in result.err
