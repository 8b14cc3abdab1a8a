"""`gapcheck outline`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from gapcheck.errors import ExitCode

Run = Callable[..., Any]


def test_units_with_their_places(gapcheck: Run, law: Path) -> None:
    result = gapcheck("outline", law)
    assert result.code == 0
    lines = result.out.splitlines()
    assert any(line.startswith("section s. 2 ") for line in lines) and any(line.startswith("  subsection s. 2(1) ") for line in lines)
    assert f"{len(law.read_text(encoding='utf-8')):,} characters" in result.out


def test_depth_and_length(gapcheck: Run, law: Path) -> None:
    result = gapcheck("outline", law, "--depth", 1, "--length", 5)
    assert "subsection" not in result.out and "barrelled" not in result.out


def test_a_file_that_cannot_be_read(gapcheck: Run, tmp_path: Path) -> None:
    assert gapcheck("outline", tmp_path / "no.txt").code == ExitCode.INPUT


def test_a_hostile_law_stays_text(gapcheck: Run, tmp_path: Path) -> None:
    path = tmp_path / "law.txt"
    path.write_text("1. A\u202eb [bold]x[/bold] firearm.\n\n2. Second section on arms.\n", encoding="utf-8")
    result = gapcheck("outline", path)
    assert "[bold]x[/bold]" in result.out and "\u202e" not in result.out
