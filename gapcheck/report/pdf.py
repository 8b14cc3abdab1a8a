"""The Word report as PDF, set by LibreOffice.

LibreOffice does not number the table of contents of a file that it converts. The document is therefore set twice: the first setting tells
on which page each heading stands (its bookmarks), the second carries the numbers.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from gapcheck.errors import OutputError
from gapcheck.report.pdfbytes import settle
from gapcheck.report.view import View

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_PATIENCE = 300
"""Seconds that a setting may take; a long report takes five."""
_FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}'
_DAY = "946684800"
"""The first second of 2000 stands where a PDF wants a time. A result says nothing of the clock."""


def write_pdf(view: View, path: str | Path, template: str | Path | None = None) -> None:
    """Write the report of one jurisdiction as a PDF; it is the Word report, with the same template.

    Args:
        view: what to say.
        path: the .pdf file; an existing one is replaced.
        template: a Word template, as for `gapcheck.report.word.write_document`.

    Raises:
        OutputError: LibreOffice is not there, or cannot set the document.
    """
    from gapcheck.report.word import set_document

    office = find_office()
    with tempfile.TemporaryDirectory(prefix="gapcheck-pdf-") as name:
        folder = Path(name)
        document = folder / "report.docx"
        marks = set_document(view, document, template)
        set_document(view, document, template, _pages(set_pdf(office, document, folder), marks))
        made = set_pdf(office, document, folder)
        Path(path).write_bytes(settle(made.read_bytes()))


def find_office() -> str:
    """Return the program of LibreOffice.

    Raises:
        OutputError: it is not installed.
    """
    for name in ("soffice", "libreoffice", *_PLACES):
        found = shutil.which(name)
        if found:
            return found
    raise OutputError(
        "PDF is set by LibreOffice, and it is not installed.",
        where=".pdf",
        todo="Install it (Debian, Ubuntu: apt install libreoffice-writer; others: libreoffice.org), or write .docx and save that as PDF.",
    )


def set_pdf(office: str, document: Path, folder: Path) -> Path:
    """Let LibreOffice set a document as PDF, under a profile of its own so that a running one does not matter.

    Args:
        office: the program (`find_office`).
        document: the .docx file.
        folder: where the PDF and the profile go.

    Returns:
        the PDF: the document's name with the ending .pdf.

    Raises:
        OutputError: it does not work; the message holds what LibreOffice said.
    """
    profile = (folder / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", _FILTER, "--outdir", str(folder)]
    made = folder / f"{document.stem}.pdf"
    made.unlink(missing_ok=True)
    what = "LibreOffice could not set the PDF."
    try:
        done = subprocess.run(
            [*command, str(document)],
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env={**os.environ, "SOURCE_DATE_EPOCH": _DAY},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise OutputError(f"{what} {error}", where=".pdf", todo="Write .docx and save that as PDF.") from error
    if not made.is_file():
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise OutputError(f"{what} {said[-1] if said else ''}".strip(), where=".pdf", todo="Write .docx and save that as PDF.")
    return made


def _pages(made: Path, marks: Sequence[str]) -> Mapping[str, int]:
    """Return the page of each heading, counted from 1; nothing where the bookmarks are not those of the headings."""
    import pypdfium2

    document = pypdfium2.PdfDocument(made)
    try:
        targets = [item.get_dest() for item in document.get_toc()]
        pages = [None if target is None else target.get_index() for target in targets]
    finally:
        document.close()
    if len(pages) != len(marks):
        return {}
    return {mark: page + 1 for mark, page in zip(marks, pages, strict=True) if page is not None}
