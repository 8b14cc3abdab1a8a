"""`gapcheck matrix`: many jurisdictions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gapcheck.cli import options
from gapcheck.errors import ExitCode, UsageError

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def matrix(
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help="A folder with a folder (or files) for each code, or a manifest in TOML or CSV.")
    ],
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write the matrix; its ending names the format: .xlsx .html .json .csv .md. Repeatable.",
            rich_help_panel=options.WRITING,
        ),
    ] = None,
    each: Annotated[
        Path | None,
        typer.Option(
            "--each", metavar="FOLDER", help="Write each jurisdiction's JSON there, as CODE.json.", rich_help_panel=options.WRITING
        ),
    ] = None,
    only: options.Only = None,
    workers: Annotated[int, typer.Option("--workers", metavar="N", help="Processes to use; 0 is one for each processor.")] = 0,
    language: options.Words = options.Language.EN,
    quiet: options.Quiet = False,
    no_color: options.NoColor = False,
    catalog: options.Catalog = None,
    store: options.Store = None,
    codes: options.WorkbookCodes = options.Codes.WORDS,
) -> None:
    """Compare the laws of many jurisdictions.

    A jurisdiction whose laws cannot be read is a row that says why; the others are compared all the same.
    """
    import os

    from gapcheck.batch import assess_jobs, failed, find_jobs
    from gapcheck.catalog import read_catalog
    from gapcheck.catalog.selection import select_tests
    from gapcheck.cli.printing import Printer
    from gapcheck.cli.progress import progress
    from gapcheck.report import matrix as report
    from gapcheck.report.json import to_json
    from gapcheck.report.outputs import check_outputs, replacing
    from gapcheck.report.view import build

    if workers < 0:
        raise UsageError(f"{workers} is no number of processes.", where="--workers", todo="Give a number from 0.")
    printer = Printer(quiet=quiet, no_color=no_color)
    entries = read_catalog(catalog)
    wanted = select_tests(entries, only or ())
    decided = options.reviews(store)
    jobs, passed = find_jobs(source)
    files = list(output or [])
    read = [source, *(path for job in jobs for path in job.paths)]
    check_outputs(files, inputs=read, endings=report.ENDINGS)
    single = [each / f"{job.code}.json" for job in jobs] if each else []
    if each:
        each.mkdir(parents=True, exist_ok=True)
        check_outputs(single, inputs=read)
    for name in passed:
        printer.warn(f"{name}: the name does not start with the code of a country; passed over.")
    with progress(printer.notes, [path for job in jobs for path in job.paths], False if quiet else None) as tell:
        results = assess_jobs(jobs, catalog=catalog, only=wanted, workers=workers or os.cpu_count() or 1, progress=tell)
    views = tuple(build(item, entries, language=language.value, review=decided.get(item.jurisdiction)) for item in results)
    for path in files:
        with replacing(path) as temporary:
            report.write(temporary, results, views, codes=codes.value)
    for path, item in zip(single, results, strict=False):
        with replacing(path) as temporary:
            temporary.write_text(to_json(item), encoding="utf-8", newline="\n")
    if not quiet:
        report.print_matrix(views, printer.results)
    printer.written([*files, *single])
    missing = [item for item in results if failed(item)]
    if len(missing) == len(results):
        raise typer.Exit(ExitCode.INPUT)
    raise typer.Exit(ExitCode.PARTIAL if missing else ExitCode.OK)
