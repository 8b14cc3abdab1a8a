"""The sheets that are plain tables: evidence, gaps, crosswalk, unmapped, not assessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gapcheck.model.result import Status
from gapcheck.report.excel.cells import HEAD, Heading, begin, end, quoted, rows_of
from gapcheck.report.excel.lists import add_choices, add_dates
from gapcheck.report.excel.plan import Plan, name_column, name_part, row_key
from gapcheck.report.excel.status import colour_coverage, colour_statuses, shown_score, status_text
from gapcheck.report.view import COLOURS, Gap, Row, View, place_of

if TYPE_CHECKING:
    from openpyxl import Workbook


def add_evidence(book: Workbook, plan: Plan) -> None:
    """One row a quotation."""
    words = plan.words
    sheet = book.create_sheet(words["evidence"])
    headings = [
        Heading(text=words["id"], width=20, style="gap code"),
        Heading(text=words["jurisdiction"], width=12, style="gap centre"),
        Heading(text=words["article"], width=14),
        Heading(text=words["test"], width=16, style="gap code"),
        Heading(text=words["question"], width=40),
        Heading(text=words["status"], width=19, style="gap status"),
        Heading(text=words["score"], width=8, style="gap percent"),
        Heading(text=words["law"], width=26),
        Heading(text=words["place"], width=16),
        Heading(text=words["page"], width=7, style="gap number"),
        Heading(text=words["quotation"], width=70),
        Heading(text=words["reason"], width=44),
        Heading(text=words["qualifier"], width=36),
    ]
    begin(sheet, words["evidence"], words["how_evidence"], headings, words, freeze=f"F{HEAD + 1}")
    at = HEAD
    for view in plan.views:
        titles = {law.file: law.title or law.file for law in view.laws}
        for row in view.rows:
            status = status_text(row.status, plan.report_words, plan.codes, look=row.needs_a_look)
            qualifiers = "\n".join(f"{place_of(item, view.words, False)}: {item.quote}" for item in row.qualifiers)
            for item in row.evidence:
                at += 1
                values = (
                    row_key(view, row.test), view.jurisdiction, row.article_label, row.test, row.asks, status,
                    shown_score(row.status, row.score),
                    titles.get(item.file, item.file), item.locator or view.words["unnumbered"], item.page, item.quote,
                    row.found, qualifiers,
                )  # fmt: skip
                rows_of(sheet, at, values, headings, words)
    colour_statuses(sheet, [f"F{HEAD + 1}:F{max(at, HEAD + 1)}"], plan.report_words, plan.codes)
    name_column(book, "Evidence_Id", sheet, 1, at)
    end(sheet, at, len(headings))


def evidence_link(plan: Plan, view: View, row: Row) -> str:
    """Return a formula that jumps to the first quotation of a row, wherever the evidence has been sorted to."""
    sheet = plan.words["evidence"].replace("'", "''")
    target = f"\"#'{sheet}'!A\"&(MATCH({quoted(row_key(view, row.test))},Evidence_Id,0)+{HEAD})"
    return f"=HYPERLINK({target},{len(row.evidence)})"


def add_gaps(book: Workbook, plan: Plan) -> None:
    """What to act on first, with columns to fill in."""
    words = plan.words
    sheet = book.create_sheet(words["gaps"])
    headings = [
        Heading(text=words["rank"], width=6, style="gap number"),
        Heading(text=words["priority"], width=9, style="gap decimal"),
        Heading(text=words["jurisdiction"], width=12, style="gap centre"),
        Heading(text=words["article"], width=14),
        Heading(text=words["entry"], width=14, style="gap code"),
        Heading(text=words["title"], width=28),
        Heading(text=words["obligation"], width=13),
        Heading(text=words["open_questions"], width=48),
        Heading(text=words["score"], width=8, style="gap percent"),
        Heading(text=words["instruments_count"], width=12, style="gap number"),
        Heading(text=words["instruments"], width=22),
        Heading(text=words["asks"], width=44),
        Heading(text=words["recommendation"], width=50),
        Heading(text=words["nearest"], width=40),
        Heading(text=words["level"], width=20, style="gap input"),
        Heading(text=words["assistance"], width=20, style="gap input"),
        Heading(text=words["owner"], width=18, style="gap input"),
        Heading(text=words["deadline"], width=12, style="gap date"),
        Heading(text=words["success"], width=30, style="gap input"),
    ]
    begin(sheet, words["gaps"], words["how_gaps"], headings, words, freeze=f"G{HEAD + 1}")
    at = HEAD
    ordered = sorted(((view, gap) for view in plan.views for gap in view.gaps), key=lambda pair: -pair[1].priority)
    for number, (view, gap) in enumerate(ordered, start=1):
        at += 1
        rows_of(sheet, at, _gap(plan, view, gap, number), headings, words, most=16)
    last = max(at, HEAD + 1)
    add_choices(sheet, f"O{HEAD + 1}:O{last}", "Level_List", words["choose_list"])
    add_choices(sheet, f"P{HEAD + 1}:P{last}", "Assistance_List", words["choose_list"])
    add_dates(sheet, f"R{HEAD + 1}:R{last}", words["choose_date"])
    _bars(sheet, f"B{HEAD + 1}:B{last}", COLOURS[Status.NOT_FOUND])
    name_column(book, "Gap_Priority", sheet, 2, at)
    end(sheet, at, len(headings))


def _gap(plan: Plan, view: View, gap: Gap, number: int) -> tuple[Any, ...]:
    words = plan.report_words
    near = next((item for row in gap.rows for item in row.near_misses), None)
    return (
        number, gap.priority, view.jurisdiction, gap.article_label, gap.entry, gap.title, gap.obligation_label,
        "\n".join(f"{row.symbol} {row.asks} ({words['status'][row.status.value]})" for row in gap.rows),
        max(row.score for row in gap.rows), len(gap.instruments), ", ".join(gap.instruments), gap.requirement, gap.recommendation,
        f"{place_of(near, view.words, len(view.laws) > 1)}: {near.quote}" if near else "",
        _level(gap.rows[0].kind, plan.words["levels"]), None, None, None, None,
    )  # fmt: skip


def _level(kind: str, levels: dict[str, str]) -> str:
    """Suggest the level of law: crimes, penalties and what words mean want an act; for the rest a drafter decides."""
    if kind in ("criminalization", "sanctions", "confiscation", "jurisdiction", "definition", "scope", "threat"):
        return levels["act"]
    return levels["agreement"] if kind == "cooperation" else levels["either"]


def _bars(sheet: Any, area: str, colour: str) -> None:
    from openpyxl.formatting.rule import DataBarRule

    sheet.conditional_formatting.add(area, DataBarRule(start_type="num", start_value=0, end_type="num", end_value=1, color=colour))


def add_crosswalk(book: Workbook, plan: Plan) -> None:
    """The same subjects in other instruments, with the coverage found."""
    from openpyxl.utils import get_column_letter

    words = plan.words
    sheet = book.create_sheet(words["crosswalk"])
    fixed = [
        Heading(text=words["instrument"], width=18),
        Heading(text=words["references"], width=26),
        Heading(text=words["checked"], width=16),
        Heading(text=words["article"], width=14),
        Heading(text=words["entry"], width=14, style="gap code"),
        Heading(text=words["title"], width=44),
        Heading(text=words["obligation"], width=18),
    ]
    headings = [*fixed]
    for view in plan.views:
        headings += [
            Heading(text=f"{view.jurisdiction} {words['coverage']}", width=11, style="gap percent"),
            Heading(text=f"{view.jurisdiction} {words['status']}", width=18, style="gap status"),
        ]
    begin(sheet, words["crosswalk"], words["how_crosswalk"], headings, words, freeze=f"B{HEAD + 1}")
    lines = sorted(_crosswalk(plan), key=lambda line: line[0])
    at = HEAD
    for line in lines:
        at += 1
        rows_of(sheet, at, line, headings, words)
    columns = range(len(fixed) + 1, len(headings) + 1, 2)
    last = max(at, HEAD + 1)
    for column in columns:
        colour_coverage(sheet, f"{get_column_letter(column)}{HEAD + 1}:{get_column_letter(column)}{last}")
    colour_statuses(
        sheet,
        [f"{get_column_letter(column + 1)}{HEAD + 1}:{get_column_letter(column + 1)}{last}" for column in columns],
        plan.report_words,
        plan.codes,
    )
    end(sheet, at, len(headings))
    name_column(book, "Crosswalk_Instrument", sheet, 1, at)
    for view, column in zip(plan.views, columns, strict=True):
        name_column(book, f"Crosswalk_{name_part(view.jurisdiction)}", sheet, column, at)


def _crosswalk(plan: Plan) -> list[tuple[Any, ...]]:
    words = plan.words
    first: dict[str, Row] = {}
    for row in plan.tests:
        first.setdefault(row.entry, row)
    lines = []
    for row in first.values():
        for instrument in row.instruments:
            crosses = [cross for cross in row.crosswalk if cross.instrument == instrument]
            references = "; ".join(", ".join(cross.references) for cross in crosses)
            known = {cross.verified for cross in crosses}
            checked = words["checked_part"] if len(known) == 2 else words["checked_yes"] if known == {True} else words["checked_no"]
            figures: list[Any] = []
            for bars in plan.bars:
                bar = bars.get(row.entry)
                text = status_text(bar.status, plan.report_words, plan.codes) if bar else None
                figures += [bar.coverage if bar else None, text]
            lines.append((instrument, references, checked, row.article_label, row.entry, row.title, row.obligation_label, *figures))
    return lines


def add_unmapped(book: Workbook, plan: Plan) -> None:
    """Units about firearms on which no finding rests."""
    words = plan.words
    sheet = book.create_sheet(words["unmapped"])
    headings = [
        Heading(text=words["jurisdiction"], width=12, style="gap centre"),
        Heading(text=words["law"], width=36),
        Heading(text=words["place"], width=18),
        Heading(text=words["page"], width=8, style="gap number"),
        Heading(text=words["opening"], width=90),
        Heading(text=words["what_to_do"], width=50, style="gap input"),
    ]
    begin(sheet, words["unmapped"], words["how_unmapped"], headings, words, freeze=f"A{HEAD + 1}")
    at = HEAD
    for view in plan.views:
        titles = {law.file: law.title or law.file for law in view.laws}
        for item in view.unmapped:
            at += 1
            values = (
                view.jurisdiction,
                titles.get(item.file, item.file),
                item.locator or view.words["unnumbered"],
                item.page,
                item.quote,
                None,
            )
            rows_of(sheet, at, values, headings, words)
    end(sheet, at, len(headings))


def add_not_assessed(book: Workbook, plan: Plan) -> None:
    """Questions that no statute answers, and files that could not be read."""
    words = plan.words
    sheet = book.create_sheet(words["not_assessed"])
    headings = [
        Heading(text=words["jurisdiction"], width=12, style="gap centre"),
        Heading(text=words["article"], width=16),
        Heading(text=words["test"], width=18, style="gap code"),
        Heading(text=words["question"], width=60),
        Heading(text=words["why_not"], width=50),
        Heading(text=words["look_in"], width=50),
        Heading(text=words["answer"], width=40, style="gap input"),
    ]
    begin(sheet, words["not_assessed"], words["how_not_assessed"], headings, words, freeze=f"D{HEAD + 1}")
    at = HEAD
    for view in plan.views:
        for refused in view.refused:
            at += 1
            rows_of(sheet, at, (view.jurisdiction, words["refused_file"], None, refused.file, refused.reason, None, None), headings, words)
        for row in view.rows:
            if row.status is Status.NEEDS_OTHER_SOURCE:
                at += 1
                values = (view.jurisdiction, row.article_label, row.test, row.asks, row.found, row.look_in, None)
                rows_of(sheet, at, values, headings, words)
    end(sheet, at, len(headings))
