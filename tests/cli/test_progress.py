"""The progress bar: only for people, only when it takes long."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from gapcheck.cli.progress import progress


def told(console: Console, paths: list[Path], wanted: bool | None) -> bool:
    with progress(console, paths, wanted) as tell:
        if tell is not None:
            tell("Reading [bold]a\x1b[31m", 0, 2)
            tell("Done", 2, 2)
        return tell is not None


@pytest.mark.parametrize(
    ("terminal", "size", "wanted", "shown"),
    [
        (True, 200_000, None, True),
        (True, 10, None, False),
        (False, 200_000, None, False),
        (False, 10, True, True),
        (True, 10, True, True),
        (True, 200_000, False, False),
    ],
)
def test_when_it_is_shown(tmp_path: Path, terminal: bool, size: int, wanted: bool | None, shown: bool) -> None:
    (tmp_path / "law.txt").write_bytes(b"x" * size)
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, color_system=None, width=80)
    assert told(console, [tmp_path], wanted) == shown
    assert told(console, [tmp_path / "law.txt"], wanted) == shown
    assert ("Reading [bold]a" in out.getvalue()) == shown
    assert "\x1b[31m" not in out.getvalue()


def test_a_missing_file_has_no_size(tmp_path: Path) -> None:
    assert not told(Console(file=io.StringIO(), force_terminal=True), [tmp_path / "no", Path("a\x00b")], None)
