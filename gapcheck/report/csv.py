"""The gap table as CSV: one row a test, for spreadsheets and programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping

from gapcheck.report.clean import plain
from gapcheck.report.view import Row, View

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

COLUMNS: Mapping[str, Callable[[Row], object]] = {
    "test": lambda row: row.test,
    "entry": lambda row: row.entry,
    "family": lambda row: row.family,
    "article": lambda row: row.article_label,
    "title": lambda row: row.title,
    "obligation": lambda row: row.obligation_label,
    "kind": lambda row: row.kind,
    "question": lambda row: row.asks,
    "status": lambda row: row.status.value,
    "status_label": lambda row: row.status_label,
    "score": lambda row: f"{row.score:.4f}",
    "needs_a_look": lambda row: "yes" if row.needs_a_look else "no",
    "found": lambda row: row.found,
    "quotation": lambda row: row.evidence[0].quote if row.evidence else "",
    "place": lambda row: row.place,
    "file": lambda row: row.evidence[0].file if row.evidence else "",
    "eid": lambda row: row.evidence[0].eid if row.evidence else "",
    "page": lambda row: "" if not row.evidence or row.evidence[0].page is None else row.evidence[0].page,
    "start": lambda row: row.evidence[0].start if row.evidence else "",
    "end": lambda row: row.evidence[0].end if row.evidence else "",
    "quotations": lambda row: len(row.evidence),
    "recommendation": lambda row: row.recommendation if row.priority else "",
    "look_in": lambda row: row.look_in,
    "priority": lambda row: f"{row.priority:.4f}",
    "reviewed_status": lambda row: row.reviewed.status.value if row.reviewed else "",
    "review_stale": lambda row: "yes" if row.stale else "",
}
"""The columns between `jurisdiction`, which comes first, and `note`, which comes last. Names are stable; new ones are added at the end."""


def to_csv(view: View) -> str:
    """Return the table: a heading and one row a test in the order of the catalog, RFC 4180, with `\\r\\n` between rows.

    A cell that a spreadsheet would take for a formula starts with an apostrophe; control and direction-changing characters are left out.
    The quotation keeps its line breaks.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["jurisdiction", *COLUMNS, "note"])
    for row in view.rows:
        cells = (view.jurisdiction, *(column(row) for column in COLUMNS.values()), view.disclaimer)
        writer.writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()


def safe_cell(value: object) -> str:
    """Return a cell's text that no spreadsheet takes for a formula."""
    text = plain(str(value))
    return f"'{text}" if text.lstrip(" \n").startswith(_FORMULA) or text.startswith(_FORMULA) else text
