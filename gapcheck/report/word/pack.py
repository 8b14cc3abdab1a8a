"""Saving a document so that the same content gives the same bytes."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document

_DAY = datetime.datetime(2000, 1, 1)
"""Stands where the format wants a time. A result says nothing of the clock."""
_STAMP = (2000, 1, 1, 0, 0, 0)


def save(document: Document, path: Path) -> None:
    """Write a document without any time of its making."""
    properties = document.core_properties
    properties.created = properties.modified = _DAY
    properties.revision = 1
    loose = io.BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, _STAMP)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            target.writestr(member, source.read(name))
