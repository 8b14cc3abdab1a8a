"""`gapcheck evaluate`: findings against readings of real laws."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gapcheck.cli import options
from gapcheck.errors import ExitCode, UsageError

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="A folder of readings: <ISO3>.jsonl, and a manifest or a README with a table.")
    ],
    laws: Annotated[Path, typer.Argument(metavar="LAWS", help="A folder with one folder of laws per jurisdiction.")],
    more: Annotated[
        list[Path] | None,
        typer.Option("--more", metavar="GOLD", help="A further folder of readings. Repeatable.", rich_help_panel=options.ASKING),
    ] = None,
    law: Annotated[
        list[str] | None,
        typer.Option("--law", metavar="ISO3", help="Measure only this jurisdiction. Repeatable.", rich_help_panel=options.ASKING),
    ] = None,
    refit: Annotated[
        bool,
        typer.Option(
            "--refit/--no-refit",
            help="Refit the calibration with each law left out in turn, and show fitted figures beside left-out ones.",
            rich_help_panel=options.ASKING,
        ),
    ] = True,
    pool: Annotated[
        list[str] | None,
        typer.Option(
            "--pool",
            metavar="ISO3",
            help="Refit on readings of this law. Repeatable; by default all laws in the language that most of them are in.",
            show_default=False,
            rich_help_panel=options.ASKING,
        ),
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write the figures; its ending names the format: .json .md. Repeatable.",
            rich_help_panel=options.WRITING,
        ),
    ] = None,
    catalog: options.Catalog = None,
    quiet: options.Quiet = False,
    no_color: options.NoColor = False,
) -> None:
    """Measure findings against readings of real laws.

    Figures are those of tests on which readers agree: precision and recall of gaps, kappa, AUC, whether the quotations are the right
    ones, each law apart, by article and by kind, with the agreement of two readers beside them.
    """
    from gapcheck.catalog import read_catalog
    from gapcheck.cli.printing import Printer
    from gapcheck.cli.progress import progress
    from gapcheck.evaluate import compare, report
    from gapcheck.evaluate.readings import read_bundles
    from gapcheck.report.outputs import check_outputs, replacing
    from gapcheck.report.paper import Paper

    writers = {".json": report.to_json, ".md": report.to_markdown}
    files = list(output or [])
    check_outputs(files, inputs=[gold, laws], endings=tuple(writers))
    if pool and not refit:
        raise UsageError("--pool says what to refit on.", where="--no-refit", todo="Leave one of the two out.")
    printer = Printer(quiet=quiet, no_color=no_color)
    bundles = read_bundles([gold, *(more or [])], laws, law or ())
    with progress(printer.notes, [path for bundle in bundles for path in bundle.paths], False if quiet else None) as tell:
        found = compare.evaluate(bundles, catalog=read_catalog(catalog), refit=refit, pool=pool, progress=tell)
    for path in files:
        with replacing(path) as temporary:
            temporary.write_text(writers[path.suffix.lower()](found), encoding="utf-8", newline="\n")
    if not quiet:
        report.print_evaluation(found, Paper(printer.results))
    for code, reason in found.refused.items():
        printer.warn(f"{code}: {reason}")
    printer.written(files)
    if not found.laws:
        raise typer.Exit(ExitCode.INPUT)
    raise typer.Exit(ExitCode.PARTIAL if found.refused else ExitCode.OK)
