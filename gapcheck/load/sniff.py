"""Tells what a file is: by its first bytes, and by its extension where these leave it open."""

from __future__ import annotations

import re

from gapcheck.errors import InputError

EXTENSIONS = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".docx": "docx", ".docm": "docx", ".pdf": "pdf", ".xml": "xml", ".akn": "xml", ".json": "json",
}  # fmt: skip
"""File name extensions that are read, and the format that they promise."""
UNREAD_EXTENSIONS = {
    ".doc": "old Word", ".rtf": "RTF", ".odt": "OpenDocument", ".pages": "Pages", ".epub": "EPUB", ".wpd": "WordPerfect", ".djvu": "DjVu",
}  # fmt: skip
"""Extensions of documents that may well be laws and cannot be read: a folder that holds them says so."""
_AS_DOCX = "Open it in Word or LibreOffice and save it as .docx, or export it as PDF."
_OCR = "Run it through OCR (for instance ocrmypdf) and give the PDF with its text layer."
_MAGIC = (
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"), (b"BM", "a picture"), (b"\x1f\x8b", "an archive"),
    (b"7z\xbc\xaf", "an archive"), (b"Rar!", "an archive"), (b"\xfd7zXZ", "an archive"),
    (b"BZh", "an archive"), (b"\x7fELF", "a program"), (b"MZ", "a program"),
    (b"AT&TFORM", "a DjVu scan"), (b"SQLite format 3", "a database"),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(r"^\s*(?:<\?xml[^>]*\?>\s*)?(?:(?><!--.*?-->)\s*)*+(?:<!doctype\s+html|<html|<head|<body)\b", re.I | re.S)
_XML = re.compile(r"^\s*(?:<\?xml\b|<(?:[A-Za-z_][\w.-]*:)?akomaNtoso\b)")
_TAG = re.compile(r"^\s*<[A-Za-z_!?]")


def binary_format(data: bytes, extension: str) -> str:
    """Return "pdf" or "docx" for these, "" for what may be text.

    Raises:
        InputError: for every other binary format, with what to do.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return "docx"
    if data.startswith(_OLE):
        if _ENCRYPTED in data[:65536] or _ENCRYPTED in data[-65536:]:
            raise InputError("The document is protected by a password.", todo="Remove the password in Word and save it again.")
        raise InputError("The file is in the old Office format of before 2007 (.doc).", todo=_AS_DOCX)
    if data.lstrip()[:5] == b"{\\rtf":
        raise InputError("The file is RTF, which gapcheck does not read.", todo=_AS_DOCX)
    for magic, what in _MAGIC:
        # Two letters alone are no proof: a law may begin with "BM" or "MZ".
        if data.startswith(magic) and (len(magic) > 2 or b"\x00" in data[:64]):
            todo = _OCR if "picture" in what or "scan" in what else "Give the law's text."
            raise InputError(f"The file is {what}, not a text.", todo=todo)
    if extension == ".pdf":
        raise InputError("The file is called .pdf, but is no PDF.", todo="Download it again: servers send error pages under such names.")
    if extension in {".docx", ".docm"}:
        raise InputError("The file is called .docx, but is no Word document.", todo="Save it again in Word as .docx.")
    return ""


def text_format(text: str, extension: str) -> str:
    """Return "html", "xml", "json", "markdown" or "text" for a decoded file."""
    promised = EXTENSIONS.get(extension, "text")
    head = text[:4096]
    if _HTML.match(head):
        return "html"
    if promised in {"html", "json", "markdown"}:
        return promised
    if promised == "xml" or _XML.match(head):
        if not _TAG.match(head):
            raise InputError("The file is called .xml, but is no XML.", todo="Download it again, or name it .txt.")
        return "xml"
    return "text"
