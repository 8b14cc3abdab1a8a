"""The command `gapcheck`: its commands, each imported when it is used, and what happens when something goes wrong."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from gapcheck import __version__
from gapcheck.errors import ExitCode, GapcheckError

COMMANDS: Mapping[str, tuple[str, str]] = {
    "scan": ("gapcheck.cli.scan", "Read a jurisdiction's laws and compare them with the catalog."),
    "report": ("gapcheck.cli.report", "Make reports from the JSON of an earlier scan."),
    "outline": ("gapcheck.cli.outline", "Show how a law was read: its units and their places."),
    "catalog": ("gapcheck.cli.catalog", "Check, list and show what laws are compared with."),
    "review": ("gapcheck.cli.review", "Hand findings to reviewers and take their decisions back."),
    "matrix": ("gapcheck.cli.matrix", "Compare the laws of many jurisdictions."),
    "questionnaire": ("gapcheck.cli.questionnaire", "Draft the answers that a State gives in the review of the Convention."),
    "evaluate": ("gapcheck.cli.evaluate", "Measure findings against readings of real laws."),
}
"""Name -> (module with a Typer `app`, what the command does). The modules are imported only when their command runs."""


class PipeClosed(Exception):
    """Nobody reads stdout any more. No OSError: Typer would end the process with code 1 for one."""


class LazyGroup(TyperGroup):
    """A group that knows its commands by name and imports one when it is called."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = {name: TyperCommand(name, help=summary) for name, (_, summary) in COMMANDS.items()}

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Import the command that the first argument names, then go on as usual."""
        if args and args[0] in COMMANDS:
            self.commands[args[0]] = load_command(args[0])
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise PipeClosed from error


def load_command(name: str) -> Any:
    """Import a command's module and return the command that its `app` makes."""
    command: Any = typer.main.get_command(import_module(COMMANDS[name][0]).app)
    command.name = name
    return command


app = typer.Typer(
    cls=LazyGroup,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="A status speaks of the supplied text only: it indicates what the text says, not whether a State complies.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"gapcheck {__version__}")
        raise typer.Exit(ExitCode.OK)


@app.callback(invoke_without_command=True)
def gapcheck(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version and stop.", callback=_version, is_eager=True)] = False,
) -> None:
    """Read national firearms laws against the UN Firearms Protocol and nine emerging threats, quote the proof, name what to enact."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


# What a command leaves behind is given back with the process: to search it for circles once more takes a twentieth of the time.
atexit.register(gc.freeze)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; by default that of the process.

    Returns:
        the exit code. Every error becomes a message on stderr; a traceback is printed only where GAPCHECK_DEBUG is set.
    """
    # Nearly all that a command makes stays until it ends: to look for circles as often as Python does takes a tenth of the time.
    gc.set_threshold(200_000, 20, 50)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # started with it closed
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 (it lives as long as the process)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # a letter that the terminal lacks is no reason to fail
    try:
        result = app(args=None if arguments is None else list(arguments), prog_name="gapcheck", standalone_mode=False)
        code = int(result) if isinstance(result, int) else ExitCode.OK
        sys.stdout.flush()
    except (BrokenPipeError, PipeClosed):
        return _end_of_pipe()
    except GapcheckError as error:
        _tell(error.what, error.where, error.todo)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = ExitCode.INTERRUPTED
    except Exception as error:
        return _other(error)
    if code == ExitCode.INTERRUPTED:
        _tell("Stopped.", "", "")
    return code


def _other(error: Exception) -> int:
    message = getattr(error, "format_message", None)
    if message is not None:  # a usage error of the command line parser
        context = getattr(error, "ctx", None)
        path = context.command_path if context is not None else "gapcheck"
        _tell(message(), "", f"`{path} --help` tells how to use it.")
        return ExitCode.USAGE
    if os.environ.get("GAPCHECK_DEBUG"):
        import traceback

        traceback.print_exc()
    _tell(
        f"A fault of gapcheck itself ({type(error).__name__}: {error}).",
        "",
        "Please report it with the command that you gave; GAPCHECK_DEBUG=1 shows where it happened.",
    )
    return ExitCode.INTERNAL


def _tell(what: str, where: str, todo: str) -> None:
    """Print one message on stderr."""
    from rich.text import Text

    from gapcheck.cli.console import errors
    from gapcheck.report.clean import plain

    text = Text.assemble(
        ("Error: ", "bold red"), (plain(f"{where}: " if where else ""), "bold"), plain(what), plain(f"\n{todo}" if todo else "")
    )
    errors().print(text, highlight=False, markup=False, emoji=False, soft_wrap=True)


def _end_of_pipe() -> int:
    # The interpreter flushes stdout once more at its end: let that go nowhere.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.BROKEN_PIPE
