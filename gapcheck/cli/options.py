"""Options that several commands share, declared once so that they look and read the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from gapcheck.model.review import Review


class Language(StrEnum):
    """Languages of a report's own words."""

    EN = "en"
    FR = "fr"
    ES = "es"


class Codes(StrEnum):
    """How a workbook writes a status."""

    WORDS = "words"
    COMMITTEE = "1540"


ASKING = "What to ask"
WRITING = "What to write"
SCREEN = "On the screen"
"""Panels of the help."""

Jurisdiction = Annotated[
    str,
    typer.Option("--jurisdiction", "-j", metavar="ISO3", help="The State: its ISO 3166-1 alpha-3 code, or XAA to XZZ for what is none."),
]
Outputs = Annotated[
    list[Path] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write a report; its ending names the format: .json .xlsx .html .docx .pdf .csv .md. Repeatable.",
        rich_help_panel=WRITING,
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="WHAT",
        help='Ask only this: articles ("5", "art. 8(1)", "UNTOC 10"), threats ("a", "threat:a"), obligation levels ("mandatory"), '
        "kinds, entries or tests by their id. Repeatable, or separated by commas; levels narrow the rest.",
        rich_help_panel=ASKING,
    ),
]
Words = Annotated[
    Language,
    typer.Option(
        "--language", metavar="en|fr|es", help="Language of the report's own words; laws are quoted as they are.", rich_help_panel=WRITING
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print no report and no notes: only errors.", rich_help_panel=SCREEN)]
NoColor = Annotated[bool, typer.Option("--no-color", help="Print without colours (as does the variable NO_COLOR).", rich_help_panel=SCREEN)]
Table = Annotated[
    bool | None,
    typer.Option(
        "--table/--no-table",
        help="Print the table of all findings. By default where no file is written.",
        show_default=False,
        rich_help_panel=SCREEN,
    ),
]
Catalog = Annotated[
    Path | None,
    typer.Option(
        "--catalog",
        metavar="FOLDER",
        help="Use another catalog: a folder that holds provisions/ and threat_catalog/.",
        rich_help_panel=ASKING,
    ),
]
Template = Annotated[
    Path | None,
    typer.Option(
        "--template", metavar="FILE", help="Word template for .docx and .pdf in place of gapcheck's own.", rich_help_panel=WRITING
    ),
]
WorkbookCodes = Annotated[
    Codes,
    typer.Option(
        "--codes",
        metavar="words|1540",
        help="Statuses in a workbook: words, or the signs of the 1540 Committee's matrices.",
        rich_help_panel=WRITING,
    ),
]
Store = Annotated[
    Path | None,
    typer.Option(
        "--store",
        metavar="FILE",
        help="Decisions of reviewers, as `gapcheck review import` keeps them: shown beside the findings.",
        rich_help_panel=WRITING,
    ),
]


def reviews(store: Path | None) -> Mapping[str, Review]:
    """Return the decisions of a store by jurisdiction; none where no store was named.

    Raises:
        InputError: the store was named and cannot be read.
    """
    if store is None:
        return {}
    from gapcheck.errors import InputError
    from gapcheck.review import read_reviews

    if not store.is_file():
        raise InputError("There is no such file of decisions.", where=str(store), todo="`gapcheck review import` makes one.")
    return read_reviews(store)
