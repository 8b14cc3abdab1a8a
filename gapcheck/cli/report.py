"""`gapcheck report`: any report, later, from the JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gapcheck.cli import options

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def report(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE.json...", help="What `gapcheck scan ... -o FILE.json` wrote; several for one workbook.")
    ],
    output: options.Outputs = None,
    laws: Annotated[
        list[Path] | None,
        typer.Option(
            "--laws",
            metavar="PATH",
            help="The files or folders of the laws, in place of the texts in the JSON. They must be unchanged.",
        ),
    ] = None,
    table: options.Table = None,
    language: options.Words = options.Language.EN,
    quiet: options.Quiet = False,
    no_color: options.NoColor = False,
    catalog: options.Catalog = None,
    template: options.Template = None,
    store: options.Store = None,
    codes: options.WorkbookCodes = options.Codes.WORDS,
) -> None:
    """Make reports from the JSON of an earlier scan.

    They are byte for byte those that the scan would have written. Without -o the report is printed.
    """
    from gapcheck.catalog import read_catalog
    from gapcheck.cli.printing import Printer
    from gapcheck.report.outputs import Material, check_outputs, write_all
    from gapcheck.report.stored import laws_of, laws_within, read_assessment
    from gapcheck.report.view import build

    printer = Printer(quiet=quiet, no_color=no_color)
    outputs = output or []
    check_outputs(outputs, inputs=files)
    entries = read_catalog(catalog)
    assessments = tuple(read_assessment(file) for file in files)
    for file, assessment in zip(files, assessments, strict=True):
        if assessment.catalog != entries.version:
            printer.warn(
                f"{file} was made with another catalog ({assessment.catalog}); titles and recommendations are of {entries.version}."
            )
    decided = options.reviews(store)
    views = tuple(build(item, entries, language=language.value, review=decided.get(item.jurisdiction)) for item in assessments)
    texts = None
    if len(assessments) == 1:
        texts = laws_of(assessments[0], laws) if laws else laws_within(assessments[0], files[0])
    material = Material(assessments=assessments, views=views, laws=texts, template=template, codes=codes.value)
    written = write_all(outputs, material, inputs=[*files, *(laws or [])])
    for view in views:
        printer.report(view, table=not outputs if table is None else table)
    printer.written(written)
