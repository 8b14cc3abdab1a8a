"""The matrix: provisions and questions against jurisdictions; and the same for the threats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gapcheck.model.catalog import Family
from gapcheck.report.excel.cells import HEAD, Heading, begin, end, fit, page, put, put_formula, quoted
from gapcheck.report.excel.plan import Plan, name_column, row_key
from gapcheck.report.excel.status import colour_coverage, colour_statuses, shown_score, status_text
from gapcheck.report.excel.tables import evidence_link
from gapcheck.report.view import Bar, Row

if TYPE_CHECKING:
    from openpyxl import Workbook

_WIDTHS = (16, 16, 60, 19, 17)
_PER_VIEW = 5
"""Columns of a jurisdiction: status, score, place, quotations, reviewed."""


def add_matrix(book: Workbook, plan: Plan) -> None:
    """Provisions and questions in rows, jurisdictions in columns, with an outline by article."""
    words = plan.words
    sheet = book.create_sheet(words["matrix"])
    how = words["how_matrix" if plan.codes == "words" else "how_matrix_codes"]
    begin(sheet, words["matrix"], how, _headings(plan), words, freeze=f"D{HEAD + 1}")
    sheet.sheet_properties.outlinePr.summaryBelow = False
    sheet.sheet_properties.outlinePr.summaryRight = False
    _name_views(sheet, plan)
    at = HEAD
    for first, entries in plan.groups():
        at += 1
        _article(sheet, plan, at, first)
        for rows in entries:
            at += 1
            _entry(sheet, plan, at, rows[0])
            for row in rows:
                at += 1
                _test(sheet, plan, at, row)
    _colours(sheet, plan, at)
    name_column(book, "Matrix_Test", sheet, 2, at)
    # On paper three jurisdictions stand side by side, with the questions repeated at the left of every page.
    page(sheet, words["matrix"], words, wide=True, across=-(-len(plan.views) // 3))
    sheet.print_title_cols = "A:E"
    end(sheet, at, len(_headings(plan)))


def _headings(plan: Plan) -> list[Heading]:
    words = plan.words
    names = (words["article"], f"{words['entry']} / {words['test']}", words["question"], words["obligation"], words["kind"])
    headings = [Heading(text=text, width=width) for text, width in zip(names, _WIDTHS, strict=True)]
    for view in plan.views:
        code = view.jurisdiction
        headings += [
            Heading(text=f"{code} {words['status']}", width=20),
            Heading(text=f"{code} {words['score']}", width=9),
            Heading(text=f"{code} {words['place']}", width=18),
            Heading(text=f"{code} {words['quotations']}", width=11),
            Heading(text=f"{code} {words['reviewed']}", width=16),
        ]
    return headings


def _name_views(sheet: Any, plan: Plan) -> None:
    """Write the names of the jurisdictions above their columns, and let all but the status be folded where there are several."""
    from openpyxl.utils import get_column_letter

    for number, view in enumerate(plan.views):
        first = len(_WIDTHS) + 1 + number * _PER_VIEW
        put(sheet, HEAD - 1, first, view.jurisdiction_name, "gap subtitle", plan.words)
        if len(plan.views) > 1:
            for column in range(first + 1, first + _PER_VIEW):
                sheet.column_dimensions[get_column_letter(column)].outlineLevel = 1


def _article(sheet: Any, plan: Plan, at: int, row: Row) -> None:
    bars = [plan.article_bar(number, row) for number in range(len(plan.views))]
    title = next((bar.title for bar in bars if bar), row.title if row.family == Family.THREAT else "")
    label = next((bar.label for bar in bars if bar and row.family != Family.THREAT), row.article_label)
    for column, value in enumerate((label, None, title or label, None, None), start=1):
        put(sheet, at, column, value, "gap article", plan.words)
    for number, bar in enumerate(bars):
        _bar(sheet, plan, at, number, bar, "gap article")
    sheet.row_dimensions[at].height = 18


def _entry(sheet: Any, plan: Plan, at: int, row: Row) -> None:
    for column, value in enumerate((row.article_label, row.entry, row.title, row.obligation_label, row.kind), start=1):
        put(sheet, at, column, value, "gap provision", plan.words)
    for number, bars in enumerate(plan.bars):
        _bar(sheet, plan, at, number, bars.get(row.entry), "gap provision")
    sheet.row_dimensions[at].outlineLevel = 1
    fit(sheet, at, [(row.title, _WIDTHS[2])])


def _bar(sheet: Any, plan: Plan, at: int, number: int, bar: Bar | None, style: str) -> None:
    first = len(_WIDTHS) + 1 + number * _PER_VIEW
    put(sheet, at, first, status_text(bar.status, plan.report_words, plan.codes) if bar else None, style, plan.words)
    put(sheet, at, first + 1, bar.coverage if bar else None, f"{style} percent", plan.words)
    for column in range(first + 2, first + _PER_VIEW):
        put(sheet, at, column, None, style, plan.words)


def _test(sheet: Any, plan: Plan, at: int, row: Row) -> None:
    styles = ("gap text", "gap code", "gap text", "gap text", "gap text")
    for column, (value, style) in enumerate(
        zip((row.article_label, row.test, row.asks, row.obligation_label, row.kind), styles, strict=True), start=1
    ):
        put(sheet, at, column, value, style, plan.words)
    texts = [(row.asks, float(_WIDTHS[2]))]
    for number, (view, rows) in enumerate(zip(plan.views, plan.rows, strict=True)):
        first = len(_WIDTHS) + 1 + number * _PER_VIEW
        own = rows.get(row.test)
        text = status_text(own.status, plan.report_words, plan.codes, look=own.needs_a_look) if own else None
        put(sheet, at, first, text, "gap status", plan.words)
        put(sheet, at, first + 1, shown_score(own.status, own.score) if own else None, "gap percent", plan.words)
        put(sheet, at, first + 2, own.place if own else None, "gap text", plan.words)
        if own and own.evidence:
            put_formula(sheet, at, first + 3, evidence_link(plan, view, own), "gap link")
        else:
            put(sheet, at, first + 3, None, "gap centre", plan.words)
        if own:
            found = f'=IFERROR(INDEX(Review_Final,MATCH({quoted(row_key(view, row.test))},Review_Id,0))&"","")'
            put_formula(sheet, at, first + 4, found, "gap text")
            texts += [(own.place, 18.0), (text or "", 20.0)]
        else:
            put(sheet, at, first + 4, None, "gap text", plan.words)
    sheet.row_dimensions[at].outlineLevel = 2
    fit(sheet, at, texts, most=5)


def _colours(sheet: Any, plan: Plan, last: int) -> None:
    from openpyxl.utils import get_column_letter

    last = max(last, HEAD + 1)
    statuses, reviewed = [], []
    for number in range(len(plan.views)):
        first = len(_WIDTHS) + 1 + number * _PER_VIEW
        statuses.append(f"{get_column_letter(first)}{HEAD + 1}:{get_column_letter(first)}{last}")
        reviewed.append(f"{get_column_letter(first + 4)}{HEAD + 1}:{get_column_letter(first + 4)}{last}")
    colour_statuses(sheet, statuses, plan.report_words, plan.codes)
    colour_statuses(sheet, reviewed, plan.report_words, "label")


def add_threats(book: Workbook, plan: Plan) -> None:
    """The nine threats as a heat map, and their elements below them."""
    from openpyxl.utils import get_column_letter

    words = plan.words
    sheet = book.create_sheet(words["threats"])
    headings = [
        Heading(text=words["threat"], width=14),
        Heading(text=words["test"], width=16, style="gap code"),
        Heading(text=words["element"], width=76),
    ]
    for view in plan.views:
        headings += [
            Heading(text=f"{view.jurisdiction} {words['coverage']}", width=11),
            Heading(text=f"{view.jurisdiction} {words['status']}", width=22),
        ]
    begin(sheet, words["threats"], words["how_threats"], headings, words, freeze=f"D{HEAD + 1}")
    sheet.sheet_properties.outlinePr.summaryBelow = False
    for number, view in enumerate(plan.views):
        put(sheet, HEAD - 1, 4 + 2 * number, view.jurisdiction_name, "gap subtitle", words)
    groups = [(first, entries) for first, entries in plan.groups() if first.family == Family.THREAT]
    at = HEAD
    for first, entries in groups:
        at += 1
        for column, value in enumerate((first.article_label, first.entry, first.title), start=1):
            put(sheet, at, column, value, "gap article", words)
        sheet.row_dimensions[at].height = 18
        for number in range(len(plan.views)):
            bar = plan.article_bar(number, first)
            put(sheet, at, 4 + 2 * number, bar.coverage if bar else None, "gap article percent", words)
            put(sheet, at, 5 + 2 * number, status_text(bar.status, plan.report_words, plan.codes) if bar else None, "gap article", words)
        for row in (row for rows in entries for row in rows):
            at += 1
            _element(sheet, plan, at, row)
    last = max(at, HEAD + 1)
    for number in range(len(plan.views)):
        coverage, status = get_column_letter(4 + 2 * number), get_column_letter(5 + 2 * number)
        colour_coverage(sheet, f"{coverage}{HEAD + 1}:{coverage}{last}")
        colour_statuses(sheet, [f"{status}{HEAD + 1}:{status}{last}"], plan.report_words, plan.codes)
    end(sheet, at, len(headings))


def _element(sheet: Any, plan: Plan, at: int, row: Row) -> None:
    for column, (value, style) in enumerate(((row.article_label, "gap text"), (row.test, "gap code"), (row.asks, "gap text")), start=1):
        put(sheet, at, column, value, style, plan.words)
    for number, rows in enumerate(plan.rows):
        own = rows.get(row.test)
        put(sheet, at, 4 + 2 * number, None, "gap percent", plan.words)
        text = status_text(own.status, plan.report_words, plan.codes, look=own.needs_a_look) if own else None
        put(sheet, at, 5 + 2 * number, text, "gap status", plan.words)
    sheet.row_dimensions[at].outlineLevel = 1
    fit(sheet, at, [(row.asks, 76)])
