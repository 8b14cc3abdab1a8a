"""`gapcheck questionnaire`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from gapcheck.errors import ExitCode


def test_from_laws_and_from_the_json_the_same(gapcheck: Callable[..., Any], law: Path, tmp_path: Path) -> None:
    first, second, stored = tmp_path / "a.docx", tmp_path / "b.docx", tmp_path / "a.json"
    assert gapcheck("questionnaire", law, "-j", "XOS", "-o", first, "-o", tmp_path / "a.xlsx").code == ExitCode.OK
    assert gapcheck("scan", law, "-j", "XOS", "-o", stored, "--quiet").code == ExitCode.OK
    result = gapcheck("questionnaire", stored, "-o", second)
    assert result.code == ExitCode.OK
    assert str(second) in result.err
    assert first.read_bytes() == second.read_bytes()
    assert (tmp_path / "a.xlsx").stat().st_size > 10_000


def test_words_in_spanish(gapcheck: Callable[..., Any], law: Path, tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "a.xlsx"
    assert gapcheck("questionnaire", law, "-j", "XOS", "-o", path, "--language", "es", "-q").code == ExitCode.OK
    assert openpyxl.load_workbook(path).sheetnames == ["Panorama", "Respuestas"]


def test_mistakes_are_told(gapcheck: Callable[..., Any], law: Path, tmp_path: Path) -> None:
    stored = tmp_path / "a.json"
    gapcheck("scan", law, "-j", "XOS", "-o", stored, "--quiet")
    cases = [
        (("questionnaire", law, "-o", tmp_path / "a.docx"), "--jurisdiction"),
        (("questionnaire", law, "-j", "XOS", "-o", tmp_path / "a.pdf"), ".docx .xlsx"),
        (("questionnaire", stored, "-j", "XOT", "-o", tmp_path / "a.docx"), "speaks of XOS"),
        (("questionnaire", law, "-j", "XOS"), "--output"),
    ]
    for arguments, said in cases:
        result = gapcheck(*arguments)
        assert result.code == ExitCode.USAGE, arguments
        assert said in result.err
        assert not list(tmp_path.glob("a.docx"))
