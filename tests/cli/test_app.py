"""The command as a whole: help, errors, pipes, lightness."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gapcheck import __version__
from gapcheck.cli import app as application
from gapcheck.cli import main
from gapcheck.errors import ExitCode, UsageError

Run = Callable[..., Any]


def process(*arguments: str, code: str = "", environment: dict[str, str] | None = None, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code] if code else [sys.executable, "-m", "gapcheck", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **(environment or {})}, **options)


def test_help_lists_every_command(gapcheck: Run) -> None:
    for arguments in (["--help"], ["-h"], []):
        result = gapcheck(*arguments)
        assert result.code == 0 and all(name in result.out for name in application.COMMANDS)


def test_version(gapcheck: Run) -> None:
    assert gapcheck("--version").out == f"gapcheck {__version__}\n"


@pytest.mark.parametrize("name", application.COMMANDS)
def test_every_command_loads_and_does_what_the_list_says(name: str, gapcheck: Run) -> None:
    assert application.load_command(name).get_short_help_str(200).rstrip(".") == application.COMMANDS[name][1].rstrip(".")
    result = gapcheck(name, "--help")
    assert result.code == 0 and f"gapcheck {name}" in result.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["scna"], "Did you mean 'scan'"),
        (["scan"], "Missing"),
        (["scan", "x", "--foo"], "--foo"),
        (["scan", "x", "-j"], "requires an argument"),
        (["scan", "x"], "--jurisdiction"),
        (["outline"], "gapcheck outline --help"),
    ],
)
def test_a_wrong_command_line(gapcheck: Run, arguments: list[str], words: str) -> None:
    result = gapcheck(*arguments)
    assert result.code == ExitCode.USAGE and words in result.err and result.err.startswith("Error: ") and result.out == ""


def fail_with(error: BaseException) -> Callable[..., Any]:
    def fail(**options: Any) -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (UsageError("What\x1b[31m.", where="[red]here[/red]", todo="Do."), ExitCode.USAGE, "Error: [red]here[/red]: What[31m.\nDo.\n"),
        (KeyboardInterrupt(), ExitCode.INTERRUPTED, "Error: Stopped.\n"),
        (ValueError("odd"), ExitCode.INTERNAL, "Error: A fault of gapcheck itself (ValueError: odd).\nPlease report it"),
    ],
)
def test_errors_become_messages(
    error: BaseException, code: ExitCode, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GAPCHECK_DEBUG", raising=False)
    monkeypatch.setattr(application, "app", fail_with(error))
    assert main([]) == code
    captured = capsys.readouterr()
    assert captured.err.startswith(words) and captured.out == "" and "Traceback" not in captured.err


def test_the_traceback_is_for_those_who_ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("GAPCHECK_DEBUG", "1")
    monkeypatch.setattr(application, "app", fail_with(ValueError("odd")))
    assert main([]) == ExitCode.INTERNAL
    assert "Traceback" in capsys.readouterr().err


def test_a_closed_pipe_is_no_error(law: Path) -> None:
    code = f"{sys.executable} -m gapcheck scan {law} -j XOS --only 5 | true; echo ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", code], capture_output=True, text=True)
    assert result.stdout == f"{ExitCode.BROKEN_PIPE.value}\n" and result.stderr == ""


def test_closed_outputs_are_no_error(law: Path) -> None:
    code = f"({sys.executable} -m gapcheck scan {law} -j XOS --only 5 >&- 2>&-); echo $?"
    assert subprocess.run(["bash", "-c", code], capture_output=True, text=True).stdout == "0\n"


@pytest.mark.parametrize("variable", ["NO_COLOR", ""])
def test_colours_follow_the_environment(law: Path, variable: str) -> None:
    environment = {"FORCE_COLOR": "1", "TERM": "xterm"} | ({variable: "1"} if variable else {})
    result = process("scan", str(law), "-j", "XOS", "--only", "5", environment=environment)
    assert ("\x1b[32m" in result.stdout) == (not variable)
    assert "\x1b[32m" not in process("scan", str(law), "-j", "XOS", "--only", "5", "--no-color", environment=environment).stdout


def test_an_output_without_the_letters_gets_others(law: Path) -> None:
    result = process("scan", str(law), "-j", "XOS", "--only", "5", environment={"PYTHONIOENCODING": "ascii"})
    assert result.returncode == 0 and result.stdout.isascii() and "+ covered" in result.stdout


def test_help_imports_nothing_heavy() -> None:
    heavy = "('spacy', 'pandas', 'numpy', 'lxml', 'openpyxl', 'docx', 'yaml', 'rapidfuzz', 'jsonschema')"
    code = f"import sys; from gapcheck.cli import main; main(['--help']); print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    assert process(code=code).stderr == "[]\n"


def test_importing_the_package_imports_almost_nothing() -> None:
    code = "import sys; import gapcheck; print([name for name in ('typer', 'rich', 'spacy', 'pandas', 'pathlib') if name in sys.modules])"
    known = process(
        code="import sys; print([name for name in ('typer', 'rich', 'spacy', 'pandas', 'pathlib') if name in sys.modules])"
    ).stdout
    assert process(code=code).stdout == known
