"""What the README shows, run as it stands there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ (gapcheck .+)$", README, re.MULTILINE)


def test_the_readme_shows_commands() -> None:
    assert len(COMMANDS) >= 4


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_does_what_the_readme_says(line: str, tmp_path: Path) -> None:
    (tmp_path / "legislation_samples").symlink_to(ROOT / "legislation_samples", target_is_directory=True)
    words = shlex.split(line)
    called = [sys.executable, "-m", *words]
    done = subprocess.run(called, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    outputs = [tmp_path / name for option, name in pairwise(words) if option == "-o"]
    assert done.stdout.strip() or outputs
    assert all(path.stat().st_size > 1000 for path in outputs)


def test_the_python_lines_run(monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {}
    exec(compile(code, "README.md", "exec"), names)
    assert list(names["several"].matrix(by="threat").columns) == ["XBA", "XBB"]
    assert len(names["a"].gaps()) > 5
