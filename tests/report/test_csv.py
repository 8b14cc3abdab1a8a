"""The table as CSV: one row a test, safe in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest
import report_samples as samples
from hypothesis import given
from hypothesis import strategies as st

from gapcheck.report.csv import COLUMNS, safe_cell, to_csv
from gapcheck.report.view import build


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_one_row_a_test_with_the_views_words() -> None:
    view = samples.view()
    table = rows(to_csv(view))
    assert [row["test"] for row in table] == [row.test for row in view.rows]
    for cells, row in zip(table, view.rows, strict=True):
        assert cells["status"] == row.status.value and cells["question"] == row.asks and cells["found"] == row.found
        assert float(cells["score"]) == pytest.approx(row.score, abs=1e-4)
        assert cells["note"] == view.disclaimer and cells["jurisdiction"] == "XOS"
        if row.evidence:
            assert cells["quotation"].removeprefix("'") == row.evidence[0].quote
            assert samples.outcome().laws[0].text[int(cells["start"]) : int(cells["end"])] == row.evidence[0].quote
        else:
            assert cells["quotation"] == cells["place"] == cells["start"] == ""


def test_columns_are_those_documented() -> None:
    header = to_csv(samples.view()).split("\r\n", 1)[0].split(",")
    assert header == ["jurisdiction", *COLUMNS, "note"]


def test_a_hostile_law_makes_no_formula() -> None:
    text = to_csv(build(samples.hostile(), samples.catalog()))
    for row in rows(text):
        for cell in row.values():
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert not set("\x1b\x07\u202e") & set(text)


@given(st.text())
def test_no_cell_starts_a_formula(value: str) -> None:
    cell = safe_cell(value)
    assert not cell.lstrip(" \n").startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert not cell.startswith(("\t", "\r"))
