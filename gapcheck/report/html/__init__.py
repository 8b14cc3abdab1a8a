"""The report as one self-contained page: findings, and the law itself beside them with every quotation marked in place.

The page asks nothing of any network, can be read without its script, and runs no script but its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gapcheck.model.law import Law
from gapcheck.report.view import View

__all__ = ["to_page", "write_page"]


def to_page(view: View, laws: Sequence[Law]) -> str:
    """Return the page as HTML.

    Args:
        view: what the report says.
        laws: the laws that it speaks of, under the names that its evidence uses. A quotation whose words do not stand at its place in one
            of them is shown without a link.
    """
    from gapcheck.report.html.page import render

    return render(view, laws)


def write_page(view: View, laws: Sequence[Law], path: str | Path) -> None:
    """Write the page to a file, in UTF-8. The same view and laws give the same bytes.

    Raises:
        OSError: the file cannot be written.
    """
    Path(path).write_text(to_page(view, laws), encoding="utf-8", newline="\n")
