"""Errors that a user may meet: each says what happened, where, and what to do about it."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process returns to the shell. Documented in docs/cli.md."""

    OK = 0
    """The command did what was asked."""
    BELOW_THRESHOLD = 1
    """`--fail-under`: the coverage of the law is below the stated percentage; all outputs were written."""
    USAGE = 2
    """The command line is wrong: unknown option, unknown jurisdiction code, unknown test id."""
    INPUT = 3
    """No file could be read: nothing was assessed."""
    PARTIAL = 4
    """Some files could not be read; the others were assessed and reported."""
    CATALOG = 5
    """The catalog of provisions has errors."""
    OUTPUT = 6
    """A result could not be written."""
    INTERNAL = 70
    """A fault of gapcheck itself. Please report it."""
    INTERRUPTED = 130
    """Stopped by the user (Ctrl-C)."""
    BROKEN_PIPE = 141
    """The program that read the output stopped reading (`gapcheck ... | head`)."""


class GapcheckError(Exception):
    """Base of all errors that are told to the user without a traceback.

    Args:
        what: one sentence that says what went wrong.
        where: the file, option or id that it concerns; may be empty.
        todo: what the user can do about it.
    """

    exit_code = ExitCode.INTERNAL

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        self.what = what
        self.where = where
        self.todo = todo
        super().__init__(str(self))

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head} {self.todo}".strip()


class InputError(GapcheckError):
    """A law cannot be read."""

    exit_code = ExitCode.INPUT


class UsageError(GapcheckError):
    """A command or function was called with an argument that makes no sense."""

    exit_code = ExitCode.USAGE


class CatalogError(GapcheckError):
    """The catalog, a rule or a language pack has errors; `what` lists all of them."""

    exit_code = ExitCode.CATALOG


class OutputError(GapcheckError):
    """A result cannot be written."""

    exit_code = ExitCode.OUTPUT
