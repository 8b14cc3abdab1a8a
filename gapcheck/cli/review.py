"""`gapcheck review`: a sheet for reviewers, their decisions back, how far they agree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gapcheck.cli import options
from gapcheck.errors import ExitCode, InputError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from gapcheck.cli.printing import Printer
    from gapcheck.model.result import Assessment
    from gapcheck.review import Agreement, Intake

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="Hand findings to reviewers and take their decisions back.",
)

DEFAULT_STORE = "gapcheck-review.yaml"
"""Name of the file of decisions, beside the first JSON, where `--store` names no other."""

Results = Annotated[list[Path], typer.Argument(metavar="FILE.json...", help="What `gapcheck scan ... -o FILE.json` wrote.")]
Store = Annotated[
    Path | None,
    typer.Option("--store", metavar="FILE.yaml", help=f"The file of decisions; by default {DEFAULT_STORE} beside the first JSON."),
]
Reviewers = Annotated[
    list[str] | None,
    typer.Option("--reviewer", "-r", metavar="NAME", help="Name of a reviewer; give it twice for two.", show_default=False),
]


@app.command()
def sheet(
    results: Results,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE.xlsx", help="The workbook to write; its sheet Review is what reviewers fill in.")
    ],
    store: Store = None,
    reviewer: Reviewers = None,
    language: options.Words = options.Language.EN,
    quiet: options.Quiet = False,
    no_color: options.NoColor = False,
    catalog: options.Catalog = None,
    codes: options.WorkbookCodes = options.Codes.WORDS,
) -> None:
    """Write a workbook in which reviewers decide, with what was decided before."""
    from gapcheck.catalog import read_catalog
    from gapcheck.cli.printing import Printer
    from gapcheck.model.review import SHEET
    from gapcheck.report.excel import write_workbook
    from gapcheck.report.outputs import check_outputs, replacing
    from gapcheck.report.view import build
    from gapcheck.review import read_reviews

    kept = _store(store, results)
    if output.suffix.lower() != ".xlsx":
        raise UsageError("A sheet for reviewers is an .xlsx file.", where=str(output), todo="Name it FILE.xlsx.")
    check_outputs([output], inputs=[*results, kept])
    entries = read_catalog(catalog)
    reviews = read_reviews(kept)
    views = [build(item, entries, language=language.value, review=reviews.get(item.jurisdiction)) for item in _assessments(results)]
    with replacing(output) as temporary:
        write_workbook(views, temporary, codes.value, reviewers=reviewer or (), open_at=SHEET)
    Printer(quiet=quiet, no_color=no_color).written([output])


@app.command("import")
def import_(
    workbook: Annotated[Path, typer.Argument(metavar="SHEET", help="The returned workbook: .xlsx or .ods.")],
    results: Results,
    store: Store = None,
    reviewer: Reviewers = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="Date of the decisions; by default today.")] = None,
    accept_stale: Annotated[
        bool, typer.Option("--accept-stale", help="Take also decisions on evidence that has changed since; reports mark them.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would be taken.")] = False,
    quiet: options.Quiet = False,
    no_color: options.NoColor = False,
) -> None:
    """Take the decisions of a returned workbook into the file of decisions.

    Rows are found by their Id. A bad row is skipped whole and told with its number; the workbook itself is only read.
    """
    from gapcheck.cli.printing import Printer
    from gapcheck.review import add_decisions, read_reviews, read_sheet, take_in

    if len(reviewer or ()) > 2:
        raise UsageError("The sheet has columns for two reviewers.", where="--reviewer", todo="Name at most two.")
    kept = _store(store, results)
    intake = take_in(
        read_sheet(workbook),
        _assessments(results),
        read_reviews(kept),
        on=_date(on),
        reviewers=reviewer or (),
        accept_stale=accept_stale,
    )
    if not dry_run:
        add_decisions(kept, intake.new)
    printer = Printer(quiet=quiet, no_color=no_color)
    _tell_intake(intake, printer, accept_stale)
    if intake.new and not dry_run:
        printer.written([kept])
    raise typer.Exit(ExitCode.PARTIAL if intake.problems or (intake.stale and not accept_stale) else ExitCode.OK)


def _tell_intake(intake: Intake, printer: Printer, accept_stale: bool) -> None:
    from rich.text import Text

    if not printer.quiet:
        left = 0 if accept_stale else len(intake.stale)
        line = (
            f"{intake.rows} rows with decisions: {intake.taken} taken, {left} stale, {len(intake.problems)} skipped. "
            f"{len(intake.new)} new decisions, {intake.unchanged} known already."
        )
        printer.results.print(Text(line), soft_wrap=True)
    for kind, items in (("stale", intake.stale), ("skipped", intake.problems)):
        for item in items:
            key = f" ({item.key})" if item.key else ""
            printer.warn(f"row {item.row}{key} {kind}: {item.reason}")


@app.command()
def agree(
    results: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE.json...]", help="Only these jurisdictions; their folder says where the decisions are."),
    ] = None,
    store: Store = None,
    quiet: options.Quiet = False,
    no_color: options.NoColor = False,
    catalog: options.Catalog = None,
) -> None:
    """Tell how far reviewers agree: Cohen's kappa, agreement by article, every disagreement."""
    from gapcheck.catalog import read_catalog
    from gapcheck.cli.printing import Printer
    from gapcheck.review import agree as compare
    from gapcheck.review import read_reviews

    files = results or []
    kept = _store(store, files)
    if not kept.exists():
        raise InputError("There is no file of decisions.", where=str(kept), todo="Name it with --store, or import a sheet first.")
    reviews = read_reviews(kept)
    wanted = {item.jurisdiction for item in _assessments(files)} if files else set(reviews)
    found = compare([review for code, review in reviews.items() if code in wanted], read_catalog(catalog))
    printer = Printer(quiet=quiet, no_color=no_color)
    if quiet:
        return
    if not found:
        printer.warn("No test was decided by two reviewers.")
    for agreement in found:
        _tell_agreement(agreement, printer.results)


def _tell_agreement(agreement: Agreement, console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    from gapcheck.report.clean import one_line

    def number(value: float | None) -> str:
        return "–" if value is None else f"{value:.2f}"

    first, second = map(one_line, agreement.reviewers)
    share = 100 * agreement.agreed / agreement.tests
    console.print(Text(f"{first} and {second}", style="bold"))
    console.print(
        Text(
            f"{agreement.tests} tests decided by both; the same status on {agreement.agreed} ({share:.0f} %). "
            f"Cohen's kappa {number(agreement.kappa)}; addressed or not: {number(agreement.kappa_addressed)}."
        )
    )
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading, side in (("Article", "left"), ("Tests", "right"), ("Agreed", "right"), ("%", "right")):
        table.add_column(heading, justify="right" if side == "right" else "left")
    for item in agreement.articles:
        table.add_row(item.article, str(item.tests), str(item.agreed), f"{100 * item.agreed / item.tests:.0f}")
    console.print(table)
    if agreement.disagreements:
        console.print(Text(f"Disagreements ({agreement.settled} of {len(agreement.disagreements)} settled by consensus)", style="bold"))
    for one, two in agreement.disagreements:
        said = f"{first} {_words(one.status.value, one.comment)}; {second} {_words(two.status.value, two.comment)}"
        line = f"{one.jurisdiction} {one.test}: {said}"
        console.print(Text(line), soft_wrap=True)


def _words(status: str, comment: str) -> str:
    from gapcheck.report.clean import one_line

    said = status.replace("_", " ")
    return f"{said} ({one_line(comment)})" if comment else said


@app.command()
def export(
    results: Results,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where to write CODE.jsonl for each jurisdiction; it must exist.")
    ],
    store: Store = None,
    quiet: options.Quiet = False,
    no_color: options.NoColor = False,
) -> None:
    """Write decisions as readings, which `gapcheck evaluate` compares findings with."""
    from gapcheck.cli.printing import Printer
    from gapcheck.report.outputs import replacing
    from gapcheck.review import read_reviews, to_readings

    kept = _store(store, results)
    reviews = read_reviews(kept)
    if not output.is_dir():
        raise UsageError("The folder does not exist.", where=str(output), todo="Make it first.")
    printer = Printer(quiet=quiet, no_color=no_color)
    written = []
    for assessment in _assessments(results):
        review = reviews.get(assessment.jurisdiction)
        if review is None:
            printer.warn(f"{kept} holds no decision on {assessment.jurisdiction}.")
            continue
        path = output / f"{assessment.jurisdiction}.jsonl"
        with replacing(path) as temporary:
            temporary.write_text(to_readings(review, assessment), encoding="utf-8", newline="\n")
        written.append(path)
    printer.written(written)


def _assessments(files: list[Path]) -> list[Assessment]:
    from gapcheck.report.stored import read_assessment

    found = [read_assessment(file) for file in files]
    codes = [item.jurisdiction for item in found]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise UsageError(f"{', '.join(twice)} is named twice.", todo="Give each jurisdiction once.")
    return found


def _store(store: Path | None, results: list[Path]) -> Path:
    if store is not None:
        return store
    return (results[0].parent if results else Path()) / DEFAULT_STORE


def _date(text: str | None) -> str:
    import datetime

    if text is None:
        return datetime.date.today().isoformat()
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise UsageError(f"{text!r} is no date.", where="--on", todo="Write it as 2026-11-24.") from error
