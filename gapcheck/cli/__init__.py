"""The command line: read arguments, call the library, print. No logic."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `gapcheck` and return its exit code (`gapcheck.errors.ExitCode`)."""
    from gapcheck.cli.app import run

    return run(arguments)
