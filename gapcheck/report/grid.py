"""The same questions put to several jurisdictions, side by side: rows of the catalog, a column a jurisdiction.

One grid serves tables, comparison and heat map, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gapcheck.errors import UsageError
from gapcheck.model.result import Status
from gapcheck.report.view import Bar, Row, View
from gapcheck.score import weights

if TYPE_CHECKING:
    import pandas as pd

BY = ("article", "provision", "threat", "measure", "test")
VALUES = ("status", "symbol", "coverage", "score")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One row in one jurisdiction.

    Attributes:
        coverage: 0 to 1; of a test: 1 covered, ½ partly covered, 0 not found or contradicted; None where nothing can be said.
        score: of a test; None for groups of tests.
    """

    status: Status
    status_label: str
    symbol: str
    coverage: float | None
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one row of the grid is about: "FP-05.1.c.2", "art. 5(1)(c)", its title or question."""

    id: str
    label: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Rows and jurisdictions in order; `cells` by (row's id, jurisdiction). A cell is absent where the question was not asked there."""

    by: str
    lines: tuple[Line, ...]
    jurisdictions: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]


def grid(views: Sequence[View], by: str = "provision") -> Grid:
    """Put views side by side.

    Args:
        views: one a jurisdiction, all made with the same catalog.
        by: what a row is: "article" (of Protocol and Convention), "provision" (the same), "threat", "measure" or "test" (all tests).

    Raises:
        UsageError: `by` is none of these.
    """
    if by not in BY:
        raise UsageError(f"Nothing can be compared by {by!r}.", where="by", todo=f"Choose one of {', '.join(BY)}.")
    lines: dict[str, Line] = {}
    cells: dict[tuple[str, str], Cell] = {}
    for view in views:
        for line, cell in _tests(view) if by == "test" else _groups(view, by):
            lines.setdefault(line.id, line)
            cells[line.id, view.jurisdiction] = cell
    return Grid(by=by, lines=tuple(lines.values()), jurisdictions=tuple(view.jurisdiction for view in views), cells=cells)


def _tests(view: View) -> list[tuple[Line, Cell]]:
    _, share = weights()
    return [
        (
            Line(id=row.test, label=row.article_label, title=row.asks),
            Cell(
                status=row.status, status_label=row.status_label, symbol=row.symbol, coverage=share.get(row.status.value), score=row.score
            ),
        )
        for row in view.rows
    ]


def _groups(view: View, by: str) -> list[tuple[Line, Cell]]:
    rows: dict[str, Row] = {}
    for row in view.rows:
        rows.setdefault(row.entry, row)
    families = {"provision": ("protocol", "convention"), "measure": ("measure",)}
    if by in families:
        bars: Sequence[Bar] = [bar for bar in view.provisions if rows[bar.id].family in families[by]]
    else:
        bars = view.articles if by == "article" else view.threats
    return [
        (
            Line(id=bar.id, label=rows[bar.id].article_label if by == "provision" else bar.label, title=bar.title),
            Cell(status=bar.status, status_label=bar.status_label, symbol=bar.symbol, coverage=bar.coverage),
        )
        for bar in bars
    ]


_VALUE: Mapping[str, Callable[[Cell], Any]] = {
    "status": lambda cell: cell.status.value,
    "symbol": lambda cell: cell.symbol,
    "coverage": lambda cell: cell.coverage,
    "score": lambda cell: cell.score,
}


def matrix(sheet: Grid, values: str = "status") -> pd.DataFrame:
    """Return the grid as a DataFrame: a row each, a column a jurisdiction.

    Args:
        sheet: the grid.
        values: what cells hold: "status", "symbol", "coverage" (0 to 1) or, by test, "score" (0 to 1).

    Returns:
        the index has two levels: the id under the name of `by`, and "title". Cells are of type "string", or "float64" for figures.

    Raises:
        UsageError: there are no such values.
    """
    import pandas as pd

    if values not in VALUES or (values == "score" and sheet.by != "test"):
        known = VALUES if sheet.by == "test" else VALUES[:-1]
        raise UsageError(f"A matrix by {sheet.by} holds no {values!r}.", where="values", todo=f"Choose one of {', '.join(known)}.")
    of = _VALUE[values]
    dtype = "string" if values in ("status", "symbol") else "float64"
    columns = {}
    for code in sheet.jurisdictions:
        found = [sheet.cells.get((line.id, code)) for line in sheet.lines]
        columns[code] = pd.array([of(cell) if cell else None for cell in found], dtype=dtype)
    index = pd.MultiIndex.from_arrays([[line.id for line in sheet.lines], [line.title for line in sheet.lines]], names=[sheet.by, "title"])
    result = pd.DataFrame(columns, index=index, columns=pd.Index(sheet.jurisdictions, name="jurisdiction"))
    return result.astype(dtype)


def compare(sheet: Grid, *, differing: bool = True) -> pd.DataFrame:
    """Return where jurisdictions differ: coverage side by side, the greatest difference first.

    Args:
        sheet: the grid.
        differing: leave out rows in which all that can be compared are equal.

    Returns:
        `matrix(..., "coverage")` with the columns `lowest`, `highest` and `spread` (highest less lowest, 0 to 1) added; rows of equal
        spread in the order of the catalog.
    """
    figures = matrix(sheet, "coverage")
    codes = list(sheet.jurisdictions)
    low, high = figures[codes].min(axis=1), figures[codes].max(axis=1)
    result = figures.assign(lowest=low, highest=high, spread=(high - low).round(4))
    result.columns.name = None
    result = result.sort_values("spread", ascending=False, kind="stable", na_position="last")
    return result[result["spread"] > 0] if differing else result
