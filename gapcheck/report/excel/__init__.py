"""The gap matrix as an Excel workbook, for one law or many."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gapcheck.errors import UsageError
from gapcheck.model.review import CONSENSUS
from gapcheck.report.view import View

if TYPE_CHECKING:
    from openpyxl import Workbook

    from gapcheck.report.excel.plan import Plan

__all__ = ["write_workbook"]


def write_workbook(
    views: Sequence[View], path: str | Path, codes: str = "words", *, reviewers: Sequence[str] = (), open_at: str = ""
) -> None:
    """Write a workbook with the sheets Cover, Matrix, Threats, Evidence, Gaps, Crosswalk, Unmapped, Not assessed and Review.

    Args:
        views: one for each jurisdiction; no two of the same.
        path: the file; an existing one is replaced.
        codes: "words", or "1540" for the codes X, ?, NA and blank in the style of the 1540 Committee's matrices.
        reviewers: names of up to two reviewers for the sheet Review; by default those who have decided already.
        open_at: name of the sheet that is shown first; by default the cover.

    The same views give the same bytes. No word of a law becomes a formula.

    Raises:
        UsageError: there is no view, one jurisdiction twice, an unknown code, more than two reviewers.
        OSError: the file cannot be written.
    """
    from openpyxl import Workbook

    from gapcheck.report.excel.cells import add_styles
    from gapcheck.report.excel.cover import add_cover
    from gapcheck.report.excel.lists import add_lists
    from gapcheck.report.excel.matrix import add_matrix, add_threats
    from gapcheck.report.excel.plan import Plan
    from gapcheck.report.excel.review import add_review
    from gapcheck.report.excel.save import save
    from gapcheck.report.excel.tables import add_crosswalk, add_evidence, add_gaps, add_not_assessed, add_unmapped

    _check(views, codes, reviewers)
    plan = Plan(views=tuple(views), codes=codes, reviewers=_reviewers(views, reviewers))
    book = Workbook()
    book.remove(book.active)
    add_styles(book)
    for add in (add_matrix, add_threats, add_evidence, add_gaps, add_crosswalk, add_unmapped, add_not_assessed, add_review, add_lists):
        add(book, plan)
    add_cover(book, plan)
    book.active = book.sheetnames.index(open_at) if open_at in book.sheetnames else 0
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is book.active
    _describe(book, plan)
    save(book, Path(path))


def _check(views: Sequence[View], codes: str, reviewers: Sequence[str]) -> None:
    if not views:
        raise UsageError("A workbook needs at least one jurisdiction.")
    names = [view.jurisdiction for view in views]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UsageError(f"{', '.join(twice)} stands twice.", todo="Give each jurisdiction once: read its laws together.")
    if codes not in ("words", "1540"):
        raise UsageError(f"There are no codes {codes!r}.", todo="Codes: words, 1540.")
    if len(reviewers) > 2:
        raise UsageError("The sheet has columns for two reviewers.", todo="Name two, and write another sheet for the others.")
    if len(set(reviewers)) < len(reviewers) or CONSENSUS in reviewers or any(not name.strip() or ":" in name for name in reviewers):
        raise UsageError("Each reviewer needs a name of their own.", todo=f'Not empty, without a colon, not "{CONSENSUS}".')


def _reviewers(views: Sequence[View], wanted: Sequence[str]) -> tuple[str, str]:
    """Return two names: those wanted, else the first two who decided."""
    known = dict.fromkeys(wanted)
    if not wanted:
        for view in views:
            for row in view.rows:
                known.update(dict.fromkeys(decision.reviewer for decision in row.decisions if decision.reviewer != CONSENSUS))
    names = [*known, "", ""]
    return names[0], names[1]


def _describe(book: Workbook, plan: Plan) -> None:
    from gapcheck.report.clean import one_line

    first, words = plan.views[0], plan.words
    title = first.title if len(plan.views) == 1 else words["many"].format(count=len(plan.views))
    book.properties.title = one_line(title)
    book.properties.subject = words["subject"]
    book.properties.creator = f"gapcheck {first.gapcheck}"
    book.properties.description = one_line(first.disclaimer)
    book.properties.keywords = ", ".join(view.jurisdiction for view in plan.views)
    book.properties.category = one_line(first.catalog)
