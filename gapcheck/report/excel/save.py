"""Saving a workbook so that the same content gives the same bytes."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook

_DAY = datetime.datetime(2000, 1, 1)
"""Stands where the format wants a time. A result says nothing of the clock."""
_STAMP = (2000, 1, 1, 0, 0, 0)


def save(book: Workbook, path: Path) -> None:
    """Write a workbook without any time of its making."""
    from openpyxl.writer.excel import ExcelWriter

    book.properties.created = book.properties.modified = _DAY
    loose = io.BytesIO()
    # Stored first and packed once at the end: openpyxl notes the time in every member of the archive.
    with zipfile.ZipFile(loose, "w", zipfile.ZIP_STORED) as archive:
        ExcelWriter(book, archive).write_data()
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, _STAMP)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            target.writestr(member, source.read(name))
