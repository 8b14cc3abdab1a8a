"""Write the tables of columns in docs/python.md: `python scripts/python_tables.py`. A test compares the page with them."""

from __future__ import annotations

from pathlib import Path

from gapcheck.api.own import CONCEPTS
from gapcheck.catalog.frame import TABLES as CATALOG
from gapcheck.report.frame import TABLES
from gapcheck.tables import describe

PAGE = Path(__file__).resolve().parents[1] / "docs" / "python.md"
BEGIN, END = "<!-- columns: made by scripts/python_tables.py -->\n", "<!-- end of columns -->\n"


def page_with_tables(page: str) -> str:
    """Return the page with its tables of columns made anew."""
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n{describe({**TABLES, **CATALOG, 'concepts()': CONCEPTS})}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page_with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
