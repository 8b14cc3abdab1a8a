"""Pages for the tests in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

KESTRIA = Path(__file__).resolve().parents[2] / "legislation_samples" / "XBA-kestria-firearms-act-2024.txt"


def write(folder: Path, view: Any, laws: Any) -> Path:
    """Write a page and return its file."""
    from gapcheck.report.html import write_page

    path = folder / "page.html"
    write_page(view, laws, path)
    return path


def page_of(law: Path, jurisdiction: str, folder: Path) -> Path:
    """Scan a law against the whole catalog and write its page."""
    from report_samples import catalog

    from gapcheck.pipeline import run
    from gapcheck.report.json import settle
    from gapcheck.report.view import build

    result = run([law], jurisdiction=jurisdiction, catalog=catalog())
    return write(folder, build(settle(result.assessment), catalog()), result.laws)
