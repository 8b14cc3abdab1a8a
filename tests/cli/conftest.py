"""A small law of an invented State and a way to run the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from gapcheck.cli import main

LAW = """REPUBLIC OF OSTERMARK
FIREARMS ACT, 2003

1. Interpretation
In this Act "firearm" means any portable barrelled weapon that expels a shot, bullet or projectile by the action of an explosive.

2. Manufacture
(1) No person shall manufacture a firearm except under a licence granted by the Commissioner.
(2) A person who contravenes subsection (1) commits an offence and is liable to imprisonment for eight years.

3. Defacing marks
A person who obliterates, removes or alters the serial number of a firearm commits an offence and is liable to imprisonment for five years.
"""


@dataclass(frozen=True)
class Result:
    """What a command line did."""

    code: int
    out: str
    err: str


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """The path of a small law."""
    path = tmp_path / "ostermark.txt"
    path.write_text(LAW, encoding="utf-8")
    return path


@pytest.fixture
def gapcheck(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command line in this process, as in a pipe: no terminal, no colours."""
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "GAPCHECK_DEBUG", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object) -> Result:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(code=code, out=captured.out, err=captured.err)

    return run
