"""The cover: what was read and how, what the signs mean, the figures, who reviewed what when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from gapcheck.model.result import Status
from gapcheck.model.review import SHEET as REVIEW
from gapcheck.report.excel.cells import fit, page, put, put_formula, quoted
from gapcheck.report.excel.plan import Plan, name_part
from gapcheck.report.excel.status import CODES, colour_coverage, colour_statuses, status_text
from gapcheck.report.phrases import catalog_line, language_name, law_size, weights_line

if TYPE_CHECKING:
    from openpyxl import Workbook

_WIDTHS = (26, 44, 24, 16, 40, 34)
_SHEETS = ("matrix", "threats", "evidence", "gaps", "crosswalk", "unmapped", "not_assessed")


def add_cover(book: Workbook, plan: Plan) -> None:
    """Write the first sheet; the others must stand already, for the links to them."""
    from openpyxl.utils import get_column_letter

    words = plan.words
    sheet = book.create_sheet(words["cover"], 0)
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    title = plan.views[0].title if len(plan.views) == 1 else words["many"].format(count=len(plan.views))
    put(sheet, 1, 1, title, "gap title", words).alignment = _flat()
    put(sheet, 2, 1, words["indicators"], "gap subtitle", words).alignment = _flat()
    at = _lines(sheet, plan, 3, [plan.views[0].disclaimer, *_summaries(plan)])
    at = _contents(sheet, plan, at + 1)
    at = _laws(sheet, plan, at + 1)
    at = _figures(sheet, plan, at + 1)
    at = _legend(sheet, plan, at + 1)
    at = _instruments(book, sheet, plan, at + 1)
    at = _reviews(sheet, plan, at + 1)
    at = _lines(sheet, plan, at + 1, [catalog_line(plan.views[0]), weights_line(plan.views[0])])
    page(sheet, title, words)
    sheet.print_area = f"A1:{get_column_letter(max(len(_WIDTHS), 2 + len(Status), 2 + len(plan.views)))}{at}"


def _summaries(plan: Plan) -> list[str]:
    if len(plan.views) == 1:
        return [plan.views[0].summary]
    nothing = f"{plan.report_words['nothing_read']}."
    return [f"{view.jurisdiction_name}: {view.summary if view.laws else nothing}" for view in plan.views]


def _flat() -> Any:
    from openpyxl.styles import Alignment

    return Alignment(vertical="center", wrap_text=False)


def _lines(sheet: Any, plan: Plan, at: int, texts: Sequence[str]) -> int:
    """Write paragraphs over the whole width; return the next free row."""
    for text in texts:
        put(sheet, at, 1, text, "gap note", plan.words)
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(_WIDTHS))
        fit(sheet, at, [(text, sum(_WIDTHS) * 0.95)], most=20)
        at += 1
    return at


def _table(
    sheet: Any, plan: Plan, at: int, title: str, headings: Sequence[str], rows: Sequence[Sequence[Any]], styles: Sequence[str]
) -> int:
    """Write a small table with a title; return the next free row."""
    put(sheet, at, 1, title, "gap subtitle", plan.words).alignment = _flat()
    at += 1
    for column, text in enumerate(headings, start=1):
        put(sheet, at, column, text, "gap head", plan.words)
    for row in rows:
        at += 1
        texts = []
        for column, (value, style) in enumerate(zip(row, styles, strict=True), start=1):
            if isinstance(value, _Formula):
                put_formula(sheet, at, column, value.text, style)
            else:
                put(sheet, at, column, value, style, plan.words)
            if isinstance(value, str):
                texts.append((value, float(_WIDTHS[column - 1]) if column <= len(_WIDTHS) else 14.0))
        fit(sheet, at, texts, most=20)
    return at + 1


class _Formula:
    """A formula of gapcheck's own, told apart from text that begins with "="."""

    def __init__(self, text: str) -> None:
        self.text = text


def _contents(sheet: Any, plan: Plan, at: int) -> int:
    from openpyxl.utils import quote_sheetname
    from openpyxl.worksheet.hyperlink import Hyperlink

    words = plan.words
    put(sheet, at, 1, words["contents"], "gap subtitle", words)
    for name, about in [*((words[key], words[f"{key}_is"]) for key in _SHEETS), (REVIEW, words["review_is"])]:
        at += 1
        cell = put(sheet, at, 1, name, "gap contents", words)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quote_sheetname(name)}!A1", display=name)
        cell.style = "gap contents"
        put(sheet, at, 2, about, "gap note", words).alignment = _flat()
    return at + 1


def _laws(sheet: Any, plan: Plan, at: int) -> int:
    words = plan.words
    rows: list[tuple[Any, ...]] = []
    notes: list[str] = []
    for view in plan.views:
        for number, law in enumerate(view.laws):
            size = f"{language_name(view, law.language)}; {law_size(view, number)}"
            rows.append((view.jurisdiction_name, law.title or law.file, law.file, law.date or words["to_fill"], size, law.sha256))
            notes += [f"{view.jurisdiction}, {law.file}: {text}" for text in law.warnings[:3]]
            if len(law.warnings) > 3:
                notes.append(f"{view.jurisdiction}, {law.file}: {view.words['more_notes'].format(count=len(law.warnings) - 3)}.")
        rows += [(view.jurisdiction_name, words["refused_file"], item.file, None, item.reason, None) for item in view.refused]
    headings = [words[key] for key in ("jurisdiction", "law", "file", "date", "size", "sha256")]
    at = _table(
        sheet,
        plan,
        at,
        plan.report_words["laws"],
        headings,
        rows,
        ("gap text", "gap text", "gap code", "gap input", "gap text", "gap code"),
    )
    if notes:
        put(sheet, at + 1, 1, words["notes"], "gap subtitle", words).alignment = _flat()
        at = _lines(sheet, plan, at + 2, notes)
    return at


def _figures(sheet: Any, plan: Plan, at: int) -> int:
    """Weighted coverage and numbers of statuses: a row a jurisdiction."""
    from openpyxl.utils import get_column_letter

    words, labels = plan.words, plan.report_words["status"]
    put(sheet, at, 1, words["figures"], "gap subtitle", words).alignment = _flat()
    headings = [words["jurisdiction"], words["weighted"], *(labels[status.value] for status in Status)]
    at += 1
    for column, text in enumerate(headings, start=1):
        put(sheet, at, column, text, "gap head", words)
        if column > len(_WIDTHS):
            sheet.column_dimensions[get_column_letter(column)].width = 14
    sheet.row_dimensions[at].height = 30
    first = at + 1
    for view in plan.views:
        at += 1
        put(sheet, at, 1, view.jurisdiction_name, "gap text", words)
        put(sheet, at, 2, view.overall.coverage, "gap percent", words)
        for column, status in enumerate(Status, start=3):
            put(sheet, at, column, view.counts[status.value], "gap number", words)
    colour_coverage(sheet, f"B{first}:B{at}")
    return at + 1


def _legend(sheet: Any, plan: Plan, at: int) -> int:
    words, labels = plan.words, plan.report_words["status"]
    rows = [(status_text(status, plan.report_words, "words"), words[f"means_{status.value}"]) for status in Status]
    rows.append((f"… · {words['look_mark']}", words["means_look"]))
    start = at + 2
    at = _table(sheet, plan, at, plan.report_words["legend"], (words["status"], words["meaning"]), rows, ("gap status", "gap text"))
    colour_statuses(sheet, [f"A{start}:A{at - 1}"], plan.report_words, "words")
    if plan.codes == "1540":
        codes = [(code, words[key]) for code, key in (("X", "code_x"), ("?", "code_q"), ("NA", "code_na"), ("", "code_blank"))]
        unsaid = ", ".join(labels[status.value] for status in Status if not CODES[status])
        codes[-1] = ("", f"{codes[-1][1]} ({unsaid})")
        start = at + 3
        at = _table(sheet, plan, at + 1, words["codes_title"], (words["sign"], words["meaning"]), codes, ("gap status", "gap text"))
        colour_statuses(sheet, [f"A{start}:A{at - 1}"], plan.report_words, "1540")
    return at


def _instruments(book: Workbook, sheet: Any, plan: Plan, at: int) -> int:
    """Mean coverage of the entries on the same subject as each instrument: formulas over the sheet of the crosswalk."""
    words = plan.words
    names = sorted({instrument for row in plan.tests for instrument in row.instruments})
    if not names:
        return at
    first = at + 2
    rows: list[tuple[Any, ...]] = []
    for number, name in enumerate(names, start=first):
        means = [
            _Formula(f'=IFERROR(AVERAGEIFS(Crosswalk_{name_part(view.jurisdiction)},Crosswalk_Instrument,$A{number}),"")')
            for view in plan.views
        ]
        rows.append((name, _Formula(f"=COUNTIF(Crosswalk_Instrument,$A{number})"), *means))
    headings = (words["instrument"], words["entries"], *(view.jurisdiction for view in plan.views))
    at = _table(sheet, plan, at, words["mean"], headings, rows, ("gap text", "gap number", *["gap percent"] * len(plan.views)))
    from openpyxl.utils import get_column_letter

    colour_coverage(sheet, f"C{first}:{get_column_letter(2 + len(plan.views))}{at - 1}")
    return at


def _reviews(sheet: Any, plan: Plan, at: int) -> int:
    words = plan.words
    made: dict[tuple[str, str], list[str]] = {}
    for view in plan.views:
        for row in view.rows:
            for decision in row.decisions:
                made.setdefault((view.jurisdiction_name, decision.reviewer), []).append(decision.decided_on)
    rows = [(where, len(days), min(days), max(days), who) for (where, who), days in sorted(made.items())]
    headings = [words[key] for key in ("jurisdiction", "decisions", "first", "last", "reviewer")]
    styles = ("gap text", "gap number", "gap text", "gap text", "gap text")
    at = _table(sheet, plan, at, words["review_by"], headings, rows, styles)
    if not rows:
        at = _lines(sheet, plan, at, [words["nobody"]])
    counts = [(words[key], _Formula(f"=COUNTIF(Review_State,{quoted(words[key])})")) for key in ("agree", "one", "differ", "open")]
    return _table(sheet, plan, at + 1, words["progress"], (words["status"], words["decisions"]), counts, ("gap text", "gap number"))
