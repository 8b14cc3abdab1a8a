"""What all sheets need to know of each other: which rows there are, under which keys, and how sheets refer to one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from gapcheck.model.catalog import Family
from gapcheck.report.view import Bar, Row, View


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The content of a workbook.

    Attributes:
        views: one for each jurisdiction.
        codes: "words" or "1540".
        reviewers: names of the two reviewers; "" where none is known yet.
    """

    views: tuple[View, ...]
    codes: str
    reviewers: tuple[str, str]

    @property
    def report_words(self) -> Mapping[str, Any]:
        """The words of reports."""
        return self.views[0].words

    @property
    def words(self) -> Mapping[str, Any]:
        """The words of the workbook alone."""
        words: Mapping[str, Any] = self.views[0].words["workbook"]
        return words

    @cached_property
    def rows(self) -> tuple[Mapping[str, Row], ...]:
        """For each view its rows by test."""
        return tuple({row.test: row for row in view.rows} for view in self.views)

    @cached_property
    def bars(self) -> tuple[Mapping[str, Bar], ...]:
        """For each view its coverage figures by entry."""
        return tuple({bar.id: bar for bar in view.provisions} for view in self.views)

    @cached_property
    def tests(self) -> tuple[Row, ...]:
        """One row for each test that any view has, as the first of them has it, in the order of the views."""
        first: dict[str, Row] = {}
        for view in self.views:
            for row in view.rows:
                first.setdefault(row.test, row)
        if len({len(rows) for rows in self.rows}) > 1:  # views over different selections: entries together, families apart
            order = {row.entry: number for number, row in reversed(list(enumerate(first.values())))}
            families = {family.value: number for number, family in enumerate(Family)}
            return tuple(sorted(first.values(), key=lambda row: (families[row.family], order[row.entry])))
        return tuple(first.values())

    def groups(self) -> Iterator[tuple[Row, list[list[Row]]]]:
        """Go through the articles: a row of each, and for each of its entries the rows of the tests."""
        for _, article in groupby(self.tests, key=lambda row: (row.family, _article(row))):
            entries = [list(rows) for _, rows in groupby(article, key=lambda row: row.entry)]
            yield entries[0][0], entries

    def article_bar(self, number: int, row: Row) -> Bar | None:
        """Return the coverage of a row's article or threat in a view; None where there is no such figure."""
        view = self.views[number]
        bars: Sequence[Bar] = view.threats if row.family == Family.THREAT else view.articles
        return next((bar for bar in bars if bar.id == row.article), None) if row.family != Family.MEASURE else None


def _article(row: Row) -> str:
    return "" if row.family == Family.MEASURE else row.article


def row_key(view: View, test: str) -> str:
    """Return the key of a jurisdiction's row: what links, formulas and returned sheets find it by."""
    return f"{view.jurisdiction}/{test}"


def name_column(book: Any, name: str, sheet: Any, column: int, last_row: int, first_row: int = 5) -> None:
    """Give the cells of a column a name that formulas use; it follows the column when it is moved."""
    from openpyxl.utils import get_column_letter, quote_sheetname
    from openpyxl.workbook.defined_name import DefinedName

    letter = get_column_letter(column)
    reference = f"{quote_sheetname(sheet.title)}!${letter}${first_row}:${letter}${max(last_row, first_row)}"
    book.defined_names[name] = DefinedName(name, attr_text=reference)


def name_part(code: str) -> str:
    """Return a jurisdiction's code as a part of a name: letters, digits and underscores."""
    return "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in code)
