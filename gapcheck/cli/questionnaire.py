"""`gapcheck questionnaire`: draft answers for the review mechanism of the Convention."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gapcheck.cli import options
from gapcheck.errors import ExitCode, UsageError

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def questionnaire(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...", help="Files and folders of the laws, or the one JSON that `gapcheck scan ... -o FILE.json` wrote."
        ),
    ],
    output: Annotated[
        list[Path],
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write the draft; its ending names the format: .docx .xlsx. Repeatable.",
            rich_help_panel=options.WRITING,
        ),
    ],
    jurisdiction: Annotated[
        str | None,
        typer.Option(
            "--jurisdiction",
            "-j",
            metavar="ISO3",
            help="The State: its ISO 3166-1 alpha-3 code, or XAA to XZZ for what is none. A JSON knows it.",
            show_default=False,
        ),
    ] = None,
    language: options.Words = options.Language.EN,
    quiet: options.Quiet = False,
    no_color: options.NoColor = False,
    catalog: options.Catalog = None,
    template: options.Template = None,
    store: options.Store = None,
) -> None:
    """Draft the answers that a State gives in the review of the Convention.

    By cluster and article: "yes", "yes, in part" or "no" proposed, the law cited, difficulties and assistance needs left to fill in.
    """
    from gapcheck.catalog import read_catalog
    from gapcheck.cli.printing import Printer
    from gapcheck.model.jurisdictions import check_code
    from gapcheck.report.outputs import check_outputs, replacing
    from gapcheck.report.questionnaire import ENDINGS, write_questionnaire
    from gapcheck.report.view import build

    printer = Printer(quiet=quiet, no_color=no_color)
    stored = len(paths) == 1 and paths[0].suffix.lower() == ".json"
    if jurisdiction is None and not stored:
        raise UsageError("Whose laws are these?", where="--jurisdiction", todo="Give the code of the State, for instance -j JAM.")
    code = check_code(jurisdiction) if jurisdiction is not None else ""
    check_outputs(output, inputs=[*paths, *([store] if store else [])], endings=ENDINGS)
    entries = read_catalog(catalog)
    decided = options.reviews(store)
    if stored:
        from gapcheck.report.stored import read_assessment

        assessment = read_assessment(paths[0])
        if code and code != assessment.jurisdiction:
            raise UsageError(
                f"The JSON speaks of {assessment.jurisdiction}, not of {code}.", where="--jurisdiction", todo="Leave the option out."
            )
    else:
        from gapcheck.pipeline import run
        from gapcheck.report.json import settle

        assessment = settle(run(paths, jurisdiction=code, catalog=entries).assessment)
    view = build(assessment, entries, language=language.value, review=decided.get(assessment.jurisdiction))
    for path in output:
        with replacing(path) as temporary:
            write_questionnaire(view, temporary, template)
    printer.written(output)
    for item in view.refused:
        printer.warn(f"{item.file}: {item.reason}")
    raise typer.Exit(ExitCode.PARTIAL if view.refused else ExitCode.OK)
