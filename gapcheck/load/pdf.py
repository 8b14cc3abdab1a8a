"""Reads PDF files with a text layer: from the boxes of the characters to words, lines, columns and paragraphs."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from typing import Any

from gapcheck.errors import InputError
from gapcheck.load.pdf_flow import flow
from gapcheck.load.pdf_layout import Word
from gapcheck.load.reading import Reading

_OCR = "It is probably a scan. Run it through OCR (for instance ocrmypdf) and give the PDF with its text layer."
_BOLD = re.compile(r"bold|black|heavy|-bd", re.I)
_FEWEST_LETTERS = 20
"""Letters on a page below which it counts as a page without text (a stamp, a page number)."""
# Ligatures and the presentation forms of Arabic: print shapes of letters that a search would not find.
_SHAPES = re.compile(r"[\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc]")
_UNKNOWN = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x01\x03-\x08]")


def read_pdf(data: bytes) -> Reading:
    """Read a PDF.

    Args:
        data: the file's bytes.

    Returns:
        the text in reading order with a page for each sheet. Running headers, footers and footnotes are marked and stand behind the
        paragraph that they would interrupt; words that were divided at line ends are whole.

    Raises:
        InputError: encrypted, damaged, or without a text layer.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError("The PDF is protected by a password.", todo="Save a copy without the password.") from error
        raise InputError("The PDF is damaged.", todo="Download it again.") from error
    try:
        pages = [_words_of(document, index) for index in range(len(document))]
        metadata = document.get_metadata_dict()
    finally:
        document.close()
    if not pages:
        raise InputError("The PDF has no pages.", todo="Download it again.")
    empty = [index + 1 for index, words in enumerate(pages) if _letters(words) < _FEWEST_LETTERS]
    warnings = _warnings(pages, empty)
    if len(empty) == len(pages) and sum(map(_letters, pages)) < _FEWEST_LETTERS * min(len(pages), 3):
        raise InputError("The PDF holds no text, only pictures of pages.", todo=_OCR)
    text, marks, spans = flow(pages)
    return Reading(text=text, format="pdf", marks=marks, pages=spans, title=_title(metadata), warnings=warnings)


def _letters(words: list[Word]) -> int:
    return sum(character.isalpha() for word in words for character in word.text)


def _warnings(pages: list[list[Word]], empty: list[int]) -> tuple[str, ...]:
    warnings: list[str] = []
    if empty:
        listed = ", ".join(map(str, empty[:20])) + (" ..." if len(empty) > 20 else "")
        warnings.append(f"No text on page {listed}: blank, or a picture that needs OCR.")
    text = "".join(word.text for words in pages for word in words)
    share = len(_UNKNOWN.findall(text)) / max(len(text), 1)
    if share > 0.3:
        raise InputError("The text layer of the PDF is unreadable: its fonts do not say which letters they show.", todo=_OCR)
    if share > 0.01:
        warnings.append(f"{share:.0%} of the characters of the PDF cannot be read.")
    return tuple(warnings)


def _title(metadata: dict[str, Any]) -> str:
    """The title property, unless it is what a program put there: a file name, a template, a number."""
    title = " ".join(str(metadata.get("Title") or "").replace("\x00", "").split())
    plausible = len(title.split()) > 2 and not re.search(r"\.\w{2,4}$|^microsoft|^untitled|\\|_", title, re.I)
    return title if plausible else ""


def _words_of(document: Any, index: int) -> list[Word]:
    """Return the words of a page in the order of the file, upright, with y growing upwards."""
    import pypdfium2.raw as raw

    page = document[index]
    textpage = page.get_textpage()
    try:
        return _collect(raw, textpage.raw, raw.FPDFText_CountChars(textpage.raw), raw.FPDFPage_GetRotation(page.raw))
    finally:
        textpage.close()
        page.close()


def _collect(raw: Any, textpage: Any, count: int, rotation: int) -> list[Word]:
    box = raw.FS_RECTF()
    reference = ctypes.byref(box)
    words: list[Word] = []
    letters: list[str] = []
    left = right = bottom = top = 0.0
    first = 0
    spaced = True

    def close() -> None:
        if letters:
            name, size = _font(raw, textpage, first)
            text = _SHAPES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), "".join(letters))
            words.append(Word(text, left, right, bottom, top, size or (top - bottom), bool(_BOLD.search(name)), spaced))
            letters.clear()

    for position in range(count):
        code = raw.FPDFText_GetUnicode(textpage, position)
        character = chr(code) if code != 2 else "\u00ad"
        if character.isspace() or (code < 32 and code != 2) or not raw.FPDFText_GetLooseCharBox(textpage, position, reference):
            close()
            spaced = True
            continue
        x0, y0, x1, y1 = box.left, box.bottom, box.right, box.top
        if rotation:
            x0, y0, x1, y1 = _upright(x0, y0, x1, y1, rotation)
        height = y1 - y0
        if letters:
            apart = max(x0 - right, left - x1) > 0.14 * max(height, 1.0)
            level = min(top, y1) - max(bottom, y0) > 0.4 * min(height, top - bottom)
            if apart or not level:
                close()
                spaced = False
        if letters:
            left, right, bottom, top = min(left, x0), max(right, x1), min(bottom, y0), max(top, y1)
        else:
            left, right, bottom, top, first = x0, x1, y0, y1, position
        letters.append(character)
    close()
    return words


def _upright(x0: float, y0: float, x1: float, y1: float, rotation: int) -> tuple[float, float, float, float]:
    """Turn the box of a character on a rotated page (quarter turns clockwise) as a reader sees it."""
    if rotation == 1:
        x0, y0, x1, y1 = y0, -x1, y1, -x0
    elif rotation == 2:
        x0, y0, x1, y1 = -x1, -y1, -x0, -y0
    elif rotation == 3:
        x0, y0, x1, y1 = -y1, x0, -y0, x1
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _font(raw: Any, textpage: Any, position: int) -> tuple[str, float]:
    buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(textpage, position, buffer, 128, ctypes.byref(flags))
    name = buffer.raw[: max(min(length, 128) - 1, 0)].decode("latin-1") if length else ""
    return name, float(raw.FPDFText_GetFontSize(textpage, position))
