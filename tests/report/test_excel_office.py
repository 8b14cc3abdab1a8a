"""The workbook as LibreOffice opens and calculates it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import office
import pytest
import report_samples as samples
from openpyxl import load_workbook

from gapcheck.model.result import Status
from gapcheck.model.review import Decision, Review
from gapcheck.report.excel import write_workbook
from gapcheck.report.view import View, build

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")  # of LibreOffice, in its own files


@pytest.fixture(scope="module")
def views() -> list[View]:
    row = samples.view().rows[0]
    decision = Decision(jurisdiction="XOS", test=row.test, reviewer="A. Jones", status=Status.CONTRADICTED, evidence=row.fingerprint)
    review = Review(jurisdiction="XOS", decisions=(decision,))
    hostile = build(replace(samples.hostile(), jurisdiction="XHO"), samples.catalog())
    return [build(samples.assessment(), samples.catalog(), review=review), hostile]


def test_it_opens_and_calculates_without_an_error(views: list[View], tmp_path: Path) -> None:
    path = tmp_path / "matrix.xlsx"
    write_workbook(views, path)
    values = load_workbook(office.convert(path, "xlsx:Calc MS Excel 2007 XML", tmp_path), data_only=True)
    formulas = load_workbook(path)
    calculated = 0
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    value = values[sheet.title][cell.coordinate].value
                    assert not str(value).startswith(("#", "Err:")), f"{sheet.title}!{cell.coordinate} {cell.value}: {value}"
                    calculated += value not in (None, "")
    assert calculated > 100
    _check_figures(values, views)


def _check_figures(values: object, views: list[View]) -> None:
    book: object = values
    matrix, review, crosswalk, cover = (book[name] for name in ("Matrix", "Review", "Crosswalk", "Cover"))  # type: ignore[index]
    heads = [cell.value for cell in matrix[4]]
    for row in matrix.iter_rows(min_row=5, values_only=True):
        cells = dict(zip(heads, row, strict=True))
        if cells["Entry / Test"] == views[0].rows[0].test:
            assert cells["XOS Reviewed"] == "contradicted"
        for view in views:
            own = {item.test: item for item in view.rows}.get(cells["Entry / Test"])
            if own and own.evidence:
                assert int(cells[f"{view.jurisdiction} Quotations"]) == len(own.evidence)
    first = [cell.value for cell in review[5]]
    assert first[15:17] == ["contradicted", "one reviewer"]
    heads = [cell.value for cell in crosswalk[4]]
    coverages: dict[str, list[float]] = {}
    for row in crosswalk.iter_rows(min_row=5, values_only=True):
        cells = dict(zip(heads, row, strict=True))
        coverages.setdefault(cells["Instrument"], []).extend([cells["XOS Coverage"]] if cells["XOS Coverage"] is not None else [])
    told = {row[0]: row for row in cover.iter_rows(values_only=True) if row[0] in coverages}
    assert told.keys() == coverages.keys()
    for name, figures in coverages.items():
        if figures:
            assert told[name][2] == pytest.approx(sum(figures) / len(figures)), name
    opened = sum(len(view.rows) for view in views) - 1
    assert ("open", opened) in [row[:2] for row in cover.iter_rows(values_only=True)]
