"""Write the tables of options in docs/cli.md: `python scripts/make_cli_docs.py`. A test fails when they are stale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gapcheck.cli.app import COMMANDS, load_command

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cli.md"
START, END = "<!-- commands: made by scripts/make_cli_docs.py -->", "<!-- end of commands -->"


def commands() -> Iterator[tuple[str, Any]]:
    """Go through all commands and their subcommands with their full names."""
    for name in COMMANDS:
        command = load_command(name)
        yield name, command
        for inner, subcommand in sorted(getattr(command, "commands", {}).items()):
            yield f"{name} {inner}", subcommand


def cell(text: str) -> str:
    """Return text for a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def section(name: str, command: Any) -> str:
    """Return the section on one command: what it does, its arguments and its options."""
    lines = [f"### gapcheck {name}", "", *(cell(part) + "\n" for part in re.split(r"\n\s*\n", (command.help or "").replace("\b", "")))]
    parameters = [item for item in command.params if item.name not in ("help", "install_completion", "show_completion")]
    if parameters:
        lines += ["| argument or option | what it does | by default |", "| --- | --- | --- |"]
    for item in parameters:
        if item.param_type_name == "argument":
            names = f"`{item.metavar or item.name.upper()}`"
        else:
            value = f" {item.metavar or ''}".rstrip() if not item.is_flag else ""
            names = ", ".join(f"`{option}{value}`" for option in (*item.opts, *item.secondary_opts)).replace("|", "\\|")
        required = "required" if item.required else ""
        default = item.default if item.default not in (None, False, [], ()) and not callable(item.default) else ""
        shown = required or (f"`{getattr(default, 'value', default)}`" if default != "" else "")
        lines.append(f"| {names} | {cell(item.help or '')} | {shown} |")
    return "\n".join(lines).rstrip() + "\n"


def rendered() -> str:
    """Return all sections."""
    return "\n".join(section(name, command) for name, command in commands())


def main() -> None:
    """Put the sections into the page."""
    text = PAGE.read_text(encoding="utf-8")
    head, rest = text.split(START)
    _, tail = rest.split(END)
    PAGE.write_text(f"{head}{START}\n\n{rendered()}\n{END}{tail}", encoding="utf-8")
    print(f"written: {PAGE.name}")


if __name__ == "__main__":
    main()
