"""The sheet on which reviewers decide. What `gapcheck review import` reads back is described in docs/review.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gapcheck.model.review import COMMENT, COMMENTS, CONSENSUS, DECIDES, ID, SHEET, SIGN, STATE, TEST, TOOL, Decision
from gapcheck.report.excel.cells import HEAD, Heading, begin, end, fit, put, put_formula, quoted
from gapcheck.report.excel.lists import add_choices
from gapcheck.report.excel.plan import Plan, name_column, row_key
from gapcheck.report.excel.status import colour_statuses, shown_score
from gapcheck.report.view import Row, View

if TYPE_CHECKING:
    from openpyxl import Workbook

_R1, _C1, _R2, _C2, _AGREED, _COMMENT, _FINAL, _STATE = "JKLMNOPQ"
"""Letters of the columns in which reviewers decide, and of the two that count themselves."""


def add_review(book: Workbook, plan: Plan) -> None:
    """One row a question and jurisdiction, with what was decided before on the same evidence."""
    words = plan.words
    sheet = book.create_sheet(SHEET)
    headings = _headings(plan)
    begin(sheet, SHEET, words["how_review"], headings, words, freeze=f"E{HEAD + 1}")
    at = HEAD
    for view in plan.views:
        for row in view.rows:
            at += 1
            _row(sheet, plan, at, view, row, headings)
    last = max(at, HEAD + 1)
    for letter in (_R1, _R2, _AGREED):
        add_choices(sheet, f"{letter}{HEAD + 1}:{letter}{last}", "Status_List", words["choose"])
    areas = [f"{letter}{HEAD + 1}:{letter}{last}" for letter in ("F", _R1, _R2, _AGREED, _FINAL)]
    colour_statuses(sheet, areas, plan.report_words, "label")
    for name, column in (("Review_Id", 1), ("Review_Tool", 6), ("Review_Final", 16), ("Review_State", 17)):
        name_column(book, name, sheet, column, at)
    end(sheet, at, len(headings))


def _headings(plan: Plan) -> list[Heading]:
    words = plan.words
    names = [f"{heading}: {name}" if name else heading for heading, name in zip(DECIDES, (*plan.reviewers, ""), strict=True)]
    return [
        Heading(text=ID, width=20, style="gap code"),
        Heading(text=words["jurisdiction"], width=11, style="gap centre"),
        Heading(text=words["article"], width=14),
        Heading(text=TEST, width=16, style="gap code"),
        Heading(text=words["question"], width=46),
        Heading(text=TOOL, width=18, style="gap status"),
        Heading(text=words["score"], width=8, style="gap percent"),
        Heading(text=words["quotation"], width=60),
        Heading(text=words["place"], width=16),
        Heading(text=names[0], width=18, style="gap input"),
        Heading(text=COMMENTS[0], width=26, style="gap input"),
        Heading(text=names[1], width=18, style="gap input"),
        Heading(text=COMMENTS[1], width=26, style="gap input"),
        Heading(text=names[2], width=18, style="gap input"),
        Heading(text=COMMENT, width=26, style="gap input"),
        Heading(text=words["final"], width=18, style="gap status"),
        Heading(text=STATE, width=14),
        Heading(text=words["other_decisions"], width=34),
        Heading(text=SIGN, width=18, style="gap code"),
    ]


def _row(sheet: Any, plan: Plan, at: int, view: View, row: Row, headings: list[Heading]) -> None:
    labels = plan.report_words["status"]
    standing = {decision.reviewer: decision for decision in row.decisions if decision.evidence in ("", row.fingerprint)}
    chosen = [standing.get(name) if name else None for name in (*plan.reviewers, CONSENSUS)]
    decided: list[str] = []
    for decision in chosen:
        decided += [labels[decision.status.value], decision.comment] if decision else ["", ""]
    others = [decision for decision in row.decisions if not any(decision is item for item in chosen)]
    other = "\n".join(_other(plan, decision, stale=standing.get(decision.reviewer) is not decision) for decision in others)
    values: tuple[Any, ...] = (
        row_key(view, row.test), view.jurisdiction, row.article_label, row.test, row.asks, labels[row.status.value],
        shown_score(row.status, row.score),
        row.quote, row.place, *decided, None, None, other, row.fingerprint,
    )  # fmt: skip
    for column, (value, heading) in enumerate(zip(values, headings, strict=True), start=1):
        put(sheet, at, column, value, heading.style, plan.words)
    put_formula(sheet, at, 16, _final(at), "gap status")
    put_formula(sheet, at, 17, _state(at, plan), "gap text")
    fit(sheet, at, [(row.asks, 46), (row.quote, 60), (other, 34), *((text, 26) for text in decided[1::2])], most=6)


def _other(plan: Plan, decision: Decision, *, stale: bool) -> str:
    text = f"{decision.reviewer}: {plan.report_words['status'][decision.status.value]} ({decision.decided_on})"
    return f"{text}; {plan.report_words['stale']}" if stale else text


def _final(at: int) -> str:
    """The consensus; else what both chose; else what the only one chose."""
    one, two, both = f"{_R1}{at}", f"{_R2}{at}", f"{_AGREED}{at}"
    return f'=IF({both}<>"",{both},IF({two}="",{one}&"",IF({one}="",{two}&"",IF({one}={two},{one}&"",""))))'


def _state(at: int, plan: Plan) -> str:
    one, two, both = f"{_R1}{at}", f"{_R2}{at}", f"{_AGREED}{at}"
    agree, differ, single, none = (quoted(plan.words[key]) for key in ("agree", "differ", "one", "open"))
    return f'=IF({both}<>"",{agree},IF(AND({one}="",{two}=""),{none},IF(OR({one}="",{two}=""),{single},IF({one}={two},{agree},{differ}))))'
