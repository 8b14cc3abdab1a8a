"""Make the pictures of the workbook in docs/img, of invented States' laws, as LibreOffice prints it.

    python scripts/make_workbook_pictures.py

Needs `soffice` (apt-get install libreoffice-calc fonts-crosextra-carlito).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from gapcheck.catalog import read_catalog
from gapcheck.model.result import Status
from gapcheck.model.review import Decision, Review
from gapcheck.pipeline import run
from gapcheck.report.excel import write_workbook
from gapcheck.report.view import View, build

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "legislation_samples"
OUT = ROOT / "docs" / "img"
LAWS = {
    "XBA": "XBA-kestria-firearms-act-2024.txt",
    "XBC": "XBC-dravinia-controlled-articles-act-1984.txt",
    "XBE": "XBE-lindemar",
}
SHEETS = {
    "Cover": "cover", "Matrix": "matrix", "Threats": "threats", "Evidence": "evidence", "Gaps and recommendations": "gaps",
    "Crosswalk": "crosswalk", "Unmapped": "unmapped", "Not assessed": "not-assessed", "Review": "review",
}  # fmt: skip
_WIDTH = 1500


def views() -> list[View]:
    """Three invented States; two reviewers have begun with the first."""
    catalog = read_catalog()
    made = []
    for code, name in LAWS.items():
        assessment = run([SAMPLES / name], jurisdiction=code, catalog=catalog).assessment
        view = build(assessment, catalog)
        if code == "XBA":
            view = build(assessment, catalog, review=_begun(view))
        made.append(view)
    return made


def _begun(view: View) -> Review:
    decisions = []
    for number, row in enumerate(view.rows[:14]):
        second = Status.PARTLY_COVERED if number % 5 == 2 else row.status
        for reviewer, status in (("A. Jones", row.status), ("B. Smith", second)):
            decisions.append(_decision(view, row, reviewer, status, "" if status is row.status else "only for licensed makers"))
        if number == 2:
            decisions.append(_decision(view, row, "consensus", row.status, "agreed on 4 May"))
    return Review(jurisdiction=view.jurisdiction, decisions=tuple(decisions))


def _decision(view: View, row: Any, reviewer: str, status: Status, comment: str) -> Decision:
    return Decision(
        jurisdiction=view.jurisdiction, test=row.test, reviewer=reviewer, status=status, comment=comment, decided_on="2026-05-04",
        evidence=row.fingerprint, tool_status=row.status.value,
    )  # fmt: skip


def printed(book: Path, folder: Path) -> Path:
    """Let LibreOffice print a workbook to PDF."""
    program = shutil.which("soffice")
    if program is None:
        sys.exit("soffice is not installed: apt-get install libreoffice-calc fonts-crosextra-carlito")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [program, "--headless", "--norestore", profile, "--convert-to", "pdf", "--outdir", str(folder), str(book)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return folder / f"{book.stem}.pdf"


def save_pages(pdf: Path, wanted: dict[str, str]) -> None:
    """Save the first page of each sheet; sheets are told by the heading that is printed above them. The first page is the cover."""
    import pypdfium2

    document = pypdfium2.PdfDocument(str(pdf))
    left = dict(wanted)
    for number in range(len(document)):
        heading = document[number].get_textpage().get_text_range().strip().splitlines()[0].strip()
        name = left.pop("Cover" if number == 0 else heading, None)
        if name:
            page = document[number]
            picture = page.render(scale=_WIDTH / page.get_width()).to_pil()
            picture.convert("P", palette=1, colors=128).save(OUT / f"workbook-{name}.png", optimize=True)
    if left:
        sys.exit(f"No page for {', '.join(left)}.")


def main() -> None:
    """Write all pictures."""
    OUT.mkdir(parents=True, exist_ok=True)
    made = views()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_workbook(made, folder / "words.xlsx")
        save_pages(printed(folder / "words.xlsx", folder), SHEETS)
        write_workbook(made, folder / "codes.xlsx", codes="1540")
        save_pages(printed(folder / "codes.xlsx", folder), {"Matrix": "matrix-1540"})


if __name__ == "__main__":
    main()
