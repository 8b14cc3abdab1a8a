"""docs/cli.md is complete and true."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from gapcheck.errors import ExitCode
from gapcheck.report.outputs import WRITERS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
sys.path.insert(0, str(ROOT / "scripts"))

import make_cli_docs  # noqa: E402


def test_the_tables_of_options_are_not_stale() -> None:
    """`python scripts/make_cli_docs.py` writes them anew."""
    assert make_cli_docs.rendered().strip() == PAGE.split(make_cli_docs.START)[1].split(make_cli_docs.END)[0].strip()


def test_every_command_and_option_is_there() -> None:
    for name, command in make_cli_docs.commands():
        part = PAGE.split(f"### gapcheck {name}\n")[1].split("\n### ")[0]
        for item in command.params:
            if item.name not in ("help", "install_completion", "show_completion"):
                for option in item.opts if item.param_type_name == "option" else ():
                    assert f"`{option}" in part, (name, option)


def test_every_exit_code_is_there() -> None:
    rows = dict(re.findall(r"^\| (\d+) \| `([A-Z_]+)` \|", PAGE, re.M))
    assert rows == {str(code.value): code.name for code in ExitCode}


def test_every_ending_is_there() -> None:
    table = PAGE.split("## Outputs")[1].split("###")[0]
    assert all(f"`{ending}`" in table for ending in WRITERS)
