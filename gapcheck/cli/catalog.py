"""`gapcheck catalog`: checking, listing and showing what laws are compared with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gapcheck.cli import options
from gapcheck.errors import ExitCode

if TYPE_CHECKING:
    from gapcheck.model.catalog import Entry
    from gapcheck.report.paper import Paper

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="Check, list and show what laws are compared with.",
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead.")]
Limit = Annotated[int, typer.Option("--words", min=0, metavar="N", help="Words of a concept to show in each pack.")]

_FAMILIES = {"protocol": "Firearms Protocol", "convention": "Organized Crime Convention", "threat": "Threats", "measure": "Measures"}


@app.command()
def check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="A catalog of one's own; by default that of gapcheck.", show_default=False)
    ] = None,
    notes: Annotated[bool, typer.Option("--notes/--no-notes", help="Print what is no error too.")] = True,
    no_color: options.NoColor = False,
) -> int:
    """Check the catalog, its test sentences and the language packs: all errors at once, as file:line: message."""
    from rich.text import Text

    from gapcheck.catalog.check import check as problems_of
    from gapcheck.cli.console import results
    from gapcheck.report.clean import one_line

    console = results(no_color=no_color)
    problems = problems_of(folder)
    for problem in problems:
        if notes or not problem.note:
            place = (f"{problem.file}:{problem.line}: ", "bold")
            kind = ("note: ", "cyan") if problem.note else ("error: ", "red")
            console.print(Text.assemble(place, kind, one_line(problem.message)), soft_wrap=True, highlight=False, markup=False)
    errors = sum(not problem.note for problem in problems)
    if errors:
        console.print(f"{errors} error{'s' if errors > 1 else ''}.", style="bold red")
        return ExitCode.CATALOG
    console.print("The catalog has no errors.", style="green")
    return ExitCode.OK


@app.command("list")
def list_entries(
    article: Annotated[str | None, typer.Option("--article", metavar="ARTICLE", help='As "5", "5(1)(c)" or "UNTOC 10".')] = None,
    threat: Annotated[str | None, typer.Option("--threat", metavar="LETTER", help="A threat, a to i, and what is related to it.")] = None,
    obligation: Annotated[str | None, typer.Option("--obligation", metavar="LEVEL", help='As "mandatory" or "optional".')] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help='As "criminalization" or "control measure".')] = None,
    instrument: Annotated[
        str | None,
        typer.Option("--instrument", metavar="NAME", help='What the crosswalk finds in another instrument: "PoA", "ITI", "ATT", "EU" ...'),
    ] = None,
    reference: Annotated[
        str | None, typer.Option("--reference", metavar="PLACE", help='What the crosswalk finds at a place of an instrument, as "II.8".')
    ] = None,
    family: Annotated[str | None, typer.Option("--family", metavar="NAME", help="protocol, convention, threat or measure.")] = None,
    tests: Annotated[bool, typer.Option("--tests", help="List the questions of each entry too.")] = False,
    as_json: AsJson = False,
    catalog: options.Catalog = None,
    no_color: options.NoColor = False,
) -> None:
    """List the entries of the catalog that fulfil all conditions given; without conditions all."""
    from itertools import groupby

    from gapcheck.catalog import read_catalog
    from gapcheck.catalog.wording import entry_as_data
    from gapcheck.cli.console import results
    from gapcheck.report.paper import Paper

    whole = read_catalog(catalog)
    found = whole.select(
        article=article, threat=threat, obligation=obligation, kind=kind, instrument=instrument, reference=reference, family=family
    )
    if as_json:
        _print_json([entry_as_data(entry) for entry in found])
        return
    paper = Paper(results(no_color=no_color))
    for name, group in groupby(found, key=lambda entry: entry.family.value):
        paper.headline(_FAMILIES[name])
        entries = list(group)
        if paper.flat:
            for entry in entries:
                paper.line(f"{entry.id}  {entry.article}  {entry.obligation.value}  {entry.title}{_places(entry, instrument, reference)}")
                _list_tests(paper, entry, tests)
            continue
        articles = name in ("protocol", "convention")  # the basis of a measure is a phrase
        grid = paper.grid(max(len(entry.id) for entry in entries), 12, *([_width(entries)] if articles else []), None)
        for entry in entries:
            article_cell = [paper.text(entry.article)] if articles else []
            title = paper.text((entry.title, "bold"), _places(entry, instrument, reference))
            grid.add_row(paper.text((entry.id, "cyan")), paper.text(entry.obligation.value), *article_cell, title)
            for test in entry.tests if tests else ():
                grid.add_row("", *([""] * (1 + articles)), paper.text((f"{test.id}  ", "cyan"), test.asks))
        paper.show(grid)
    paper.line()
    total = sum(len(entry.tests) for entry in found)
    asked = sum(test.rule is not None for entry in found for test in entry.tests)
    paper.line(f"{len(found)} entries, {total} tests, {asked} of them with a rule. Catalog: {whole.version}.", style="dim")


@app.command()
def show(
    names: Annotated[
        list[str], typer.Argument(metavar="ID...", help="An entry (FP-05.1.c.2), a test (FP-05.1.c.2#1) or a concept (act.import).")
    ],
    words: Limit = 40,
    as_json: AsJson = False,
    catalog: options.Catalog = None,
    no_color: options.NoColor = False,
) -> None:
    """Show an entry with its crosswalk and tests, a test with its rule in words and its test sentences, or a concept with its words."""
    from gapcheck.catalog import read_catalog
    from gapcheck.catalog.wording import entry_as_data
    from gapcheck.cli.console import results
    from gapcheck.cli.show import find, show_concept, show_entry, show_test
    from gapcheck.report.paper import Paper

    whole = read_catalog(catalog)
    paper = Paper(results(no_color=no_color))
    data: list[dict[str, Any]] = []
    for number, name in enumerate(names):
        entry, test, concept = find(whole, name)
        if as_json and entry is not None:
            data.append(entry_as_data(entry))
            continue
        if number:
            paper.line()
        if concept:
            show_concept(paper, whole, concept, limit=words)
        elif entry is not None and test is not None:
            show_test(paper, entry, test, catalog)
        elif entry is not None:
            show_entry(paper, whole, entry)
    if as_json:
        _print_json(data)


def _width(entries: Sequence[Entry]) -> int:
    return min(10, max(len(entry.article) for entry in entries))


def _places(entry: Entry, instrument: str | None, reference: str | None) -> str:
    """Return what the crosswalk has of an entry, where it was asked for."""
    from gapcheck.catalog.catalog import references

    if instrument is None and reference is None:
        return ""
    found = references(entry, instrument, reference)
    return f" ({'; '.join(f'{name} {place}' + ('' if read else ', not verified') for name, place, read in found)})"


def _list_tests(paper: Paper, entry: Entry, wanted: bool) -> None:
    for test in entry.tests if wanted else ():
        paper.line(f"{test.id}  {test.asks}", indent=2)


def _print_json(data: Any) -> None:
    import json

    typer.echo(json.dumps(data, ensure_ascii=False, indent=1))
