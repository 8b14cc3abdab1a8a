"""The questionnaire as a workbook: an overview, and one row a theme with cells to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gapcheck.report.clean import one_line
from gapcheck.report.phrases import catalog_line
from gapcheck.report.questionnaire.answers import NO, OPEN, PART, YES, Answer
from gapcheck.report.questionnaire.document import FILL, Drafts
from gapcheck.report.view import COLOURS, FILLS, View

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_LINES = 30
"""A row is at most so many lines high."""


def write_sheet(view: View, drafts: Drafts, path: Path) -> None:
    """Write the workbook."""
    from openpyxl import Workbook

    from gapcheck.report.excel.cells import add_styles
    from gapcheck.report.excel.save import save

    book = Workbook()
    book.remove(book.active)
    add_styles(book)
    choices = _overview(book, view, drafts)
    _answers(book, view, drafts, choices)
    book.properties.title = one_line(view.words["questionnaire"]["title"].format(jurisdiction=view.jurisdiction_name))
    book.properties.creator = f"gapcheck {view.gapcheck}"
    book.properties.description = one_line(view.disclaimer)
    save(book, path)


def _overview(book: Workbook, view: View, drafts: Drafts) -> str:
    """Write the overview and return the range that holds the three answers."""
    from gapcheck.report.excel.cells import page, put, put_formula, quoted

    words, frame = view.words["questionnaire"], view.words["workbook"]
    sheet = book.create_sheet(words["sheet_overview"])
    page(sheet, words["overview"], frame)
    sheet.column_dimensions["A"].width = 70
    for letter in "BCDE":
        sheet.column_dimensions[letter].width = 15
    row = 1
    put(sheet, row, 1, words["title"].format(jurisdiction=view.jurisdiction_name), "gap title", frame)
    put(sheet, 2, 1, words["subtitle"], "gap note", frame)
    row = 4
    texts = [words[key].format(fill=words["fill"]) for key in ("how_1", "how_2", "how_3")]
    for text in (*texts, words["instruments"], view.disclaimer, *(law.title or law.file for law in view.laws), catalog_line(view)):
        put(sheet, row, 1, text, "gap note", frame)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=5)
        sheet.row_dimensions[row].height = 14 * (len(text) // 125 + 1)
        row += 1
    row += 1
    kinds = (YES, PART, NO, OPEN)
    put(sheet, row, 1, words["overview"], "gap head", frame)
    for column, kind in enumerate(kinds, start=2):
        put(sheet, row, column, words["answers"][kind], "gap head", frame)
    first = row + 1
    choices = f"'{sheet.title}'!$B${row}:$D${row}"
    name = f"'{words['sheet_answers']}'"
    last = 4 + sum(len(answers) for _, answers in drafts)
    for cluster, _ in drafts:
        row += 1
        title = words["cluster"].format(id=cluster.id, title=cluster.title)
        put(sheet, row, 1, title, "gap text", frame)
        for column, kind in enumerate(kinds, start=2):
            where = f"{name}!$B$5:$B${last},{quoted(title)},{name}!$F$5:$F${last},{quoted(words['answers'][kind])}"
            put_formula(sheet, row, column, f"=COUNTIFS({where})", "gap number")
    row += 1
    put(sheet, row, 1, words["count"], "gap provision", frame)
    for column in range(2, 6):
        letter = "ABCDE"[column - 1]
        put_formula(sheet, row, column, f"=SUM({letter}{first}:{letter}{row - 1})", "gap number")
    return choices


def _answers(book: Workbook, view: View, drafts: Drafts, choices: str) -> None:
    from openpyxl.styles import Font, PatternFill

    from gapcheck.report.excel.cells import Heading, begin, end, fit, put

    words, frame = view.words["questionnaire"], view.words["workbook"]
    sheet = book.create_sheet(words["sheet_answers"])
    headings = (
        Heading(text=words["number"], width=7, style="gap code"),
        Heading(text=words["cluster"].format(id="", title="").strip(" ."), width=22),
        Heading(text=words["article"], width=15, style="gap code"),
        Heading(text=words["theme"], width=26),
        Heading(text=words["question"], width=40),
        Heading(text=words["proposed"], width=14, style="gap status"),
        Heading(text=words["basis_heading"], width=26),
        Heading(text=words["law"], width=70),
        Heading(text=words["missing"], width=50),
        Heading(text=words["other"], width=40),
        Heading(text=words["final"], width=16, style="gap input"),
        Heading(text=words["difficulties"], width=32, style="gap input"),
        Heading(text=words["assistance"], width=22, style="gap input"),
        Heading(text=words["practice"], width=32, style="gap input"),
        Heading(text=words["authority"], width=26, style="gap input"),
    )
    begin(sheet, words["title"].format(jurisdiction=view.jurisdiction_name), words["how_sheet"], headings, frame, freeze="E5")
    sheet.page_setup.fitToWidth = 2
    sheet.print_title_cols = "A:A"
    row = 4
    for cluster, answers in drafts:
        for answer in answers:
            row += 1
            values = _values(view, answer, words["cluster"].format(id=cluster.id, title=cluster.title))
            values += [None] * (len(headings) - len(values))
            for column, (value, heading) in enumerate(zip(values, headings, strict=True), start=1):
                put(sheet, row, column, value, heading.style, frame)
            status = next(item for item in FILLS if item.value == FILL[answer.proposal])
            cell = sheet.cell(row, 6)
            cell.fill = PatternFill("solid", start_color=FILLS[status])
            cell.font = Font(name="Calibri", size=10, bold=True, color=COLOURS[status])
            texts = [(value, heading.width) for value, heading in zip(values, headings, strict=True) if isinstance(value, str)]
            fit(sheet, row, texts, most=_LINES)
    end(sheet, row, len(headings))
    _choices(sheet, view, row, choices)


def _values(view: View, answer: Answer, cluster: str) -> list[Any]:
    words = view.words["questionnaire"]
    theme = answer.theme
    basis = [
        words["open_why"] if answer.proposal == OPEN else words["basis"].format(met=answer.met, part=answer.part, counted=answer.counted)
    ]
    if answer.look:
        basis.append(words["look"])
    if answer.reviewed:
        basis.append(words["reviewed"])
    missing = [f"{row.symbol} {row.asks}" for row in answer.missing]
    if answer.optional:
        missing += [f"{words['optional']}:", *(f"{row.symbol} {row.asks}" for row in answer.optional)]
    other = [f"{row.asks} → {row.look_in}" if row.look_in else row.asks for row in answer.other]
    cited = [item.text for item in answer.citations] or [words["no_law"]]
    return [
        theme.id,
        cluster,
        theme.article,
        theme.title,
        theme.question,
        words["answers"][answer.proposal],
        "\n".join(basis),
        "\n".join(cited),
        "\n".join(missing),
        "\n".join(other),
    ]


def _choices(sheet: Worksheet, view: View, last: int, answers: str) -> None:
    """Offer the answers and the kinds of assistance to choose from; `answers` is the range that holds the former."""
    from openpyxl.worksheet.datavalidation import DataValidation

    words = view.words["questionnaire"]
    kinds = ",".join(words["assistance_kinds"].values())
    for letter, options, message in (("K", f"={answers}", words["choose"]), ("M", f'"{kinds}"', words["choose_list"])):
        check = DataValidation(type="list", formula1=options, allow_blank=True, showErrorMessage=letter == "K", showInputMessage=True)
        check.error = check.prompt = message
        sheet.add_data_validation(check)
        check.add(f"{letter}5:{letter}{last}")
