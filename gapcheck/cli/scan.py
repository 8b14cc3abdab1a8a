"""`gapcheck scan`: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gapcheck.cli import options
from gapcheck.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from gapcheck.cli.printing import Printer
    from gapcheck.pipeline import Outcome
    from gapcheck.report.view import View

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def scan(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders: together the laws of one jurisdiction.")],
    jurisdiction: options.Jurisdiction,
    output: options.Outputs = None,
    only: options.Only = None,
    explain: Annotated[
        list[str] | None,
        typer.Option(
            "--explain",
            metavar="TEST",
            help="Print why a test got its status, in place of the report. Repeatable.",
            rich_help_panel=options.ASKING,
        ),
    ] = None,
    fail_under: Annotated[
        float | None,
        typer.Option("--fail-under", metavar="PERCENT", help="End with exit code 1 where the coverage is below this."),
    ] = None,
    table: options.Table = None,
    language: options.Words = options.Language.EN,
    quiet: options.Quiet = False,
    progress: Annotated[
        bool | None,
        typer.Option(
            "--progress/--no-progress",
            help="Show progress on stderr. By default on a terminal, when it takes long.",
            show_default=False,
            rich_help_panel=options.SCREEN,
        ),
    ] = None,
    no_color: options.NoColor = False,
    catalog: options.Catalog = None,
    template: options.Template = None,
    store: options.Store = None,
    codes: options.WorkbookCodes = options.Codes.WORDS,
) -> None:
    """Read a jurisdiction's laws and compare them with the catalog.

    Several files, or a folder, are read together as one body of law. Without -o the whole report is printed; with -o a short one.
    """
    from gapcheck.catalog import read_catalog
    from gapcheck.catalog.selection import select_tests
    from gapcheck.cli.printing import Printer
    from gapcheck.cli.progress import progress as progress_on
    from gapcheck.model.jurisdictions import check_code
    from gapcheck.pipeline import run
    from gapcheck.report.json import settle
    from gapcheck.report.outputs import Material, check_outputs, write_all
    from gapcheck.report.view import build

    if fail_under is not None and not 0 <= fail_under <= 100:
        raise UsageError(f"{fail_under:g} is no percentage.", where="--fail-under", todo="Give a number from 0 to 100.")
    printer = Printer(quiet=quiet, no_color=no_color)
    code = check_code(jurisdiction)
    entries = read_catalog(catalog)
    wanted = select_tests(entries, only or ())
    explained = sorted(select_tests(entries, explain, where="--explain") or ()) if explain else []
    files = output or []
    check_outputs(files, inputs=[*paths, *([store] if store else [])])
    decided = options.reviews(store)
    if wanted is not None and explained:
        wanted |= frozenset(explained)
    with progress_on(printer.notes, paths, False if quiet else progress) as tell:
        outcome = run(paths, jurisdiction=code, catalog=entries, only=wanted, progress=tell)
    assessment = settle(outcome.assessment)
    view = build(assessment, entries, language=language.value, review=decided.get(code))
    material = Material(assessments=(assessment,), views=(view,), laws=outcome.laws, template=template, codes=codes.value)
    written = write_all(files, material, inputs=[*paths, *_inside(paths)])
    if explained:
        printer.explanations(outcome.assessment, entries, explained, language.value)
    else:
        printer.report(view, table=not files if table is None else table)
    printer.written(written)
    raise typer.Exit(_code(outcome, view, fail_under, printer))


def _inside(paths: list[Path]) -> list[Path]:
    return [item for path in paths if path.is_dir() for item in path.rglob("*")]


def _code(outcome: Outcome, view: View, fail_under: float | None, printer: Printer) -> ExitCode:
    from gapcheck.load import is_duplicate

    refused = [item for item in outcome.assessment.refused if not is_duplicate(item)]
    for item in refused:
        printer.warn(f"{item.file}: {item.reason}")
    below = fail_under is not None and printer.below(view, fail_under)
    if refused:
        return ExitCode.PARTIAL
    return ExitCode.BELOW_THRESHOLD if below else ExitCode.OK
