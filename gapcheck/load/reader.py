"""Reads one file, or many, into laws."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from gapcheck.errors import GapcheckError, InputError
from gapcheck.load.decode import decode, normalise
from gapcheck.load.discovery import discover, distinct_names
from gapcheck.load.language import UNKNOWN, detect_languages
from gapcheck.load.reading import Reading
from gapcheck.load.sniff import binary_format, text_format
from gapcheck.load.titles import find_title
from gapcheck.model.law import Law
from gapcheck.model.result import Refusal

LARGEST = 200_000_000
"""Bytes. No law comes near it; what is larger is something else, or a way to fill the memory."""


def load(path: str | Path, *, name: str | None = None, largest: int = LARGEST) -> Law:
    """Read a law.

    Args:
        path: the file: text, Markdown, HTML, DOCX, PDF with a text layer, Akoma Ntoso or another law XML, or JSON.
        name: what evidence shall call the file; its own name by default.
        largest: the largest file that is read, in bytes.

    Returns:
        the law with its canonical text. The text is never empty.

    Raises:
        InputError: the file cannot be read, with what is wrong and what to do.
    """
    file = Path(path)
    data = _bytes_of(file, largest)
    try:
        reading = _read(data, file.suffix.lower())
        if not any(character.isalpha() for character in reading.text):
            raise InputError("The file holds no words.", todo="Check that it is the right file and not a scan.")
        return _law(reading, name or file.name, data)
    except GapcheckError as error:
        raise InputError(error.what, where=error.where or str(file), todo=error.todo) from error
    except (Exception, RecursionError, MemoryError) as error:
        # The formats are read by other people's libraries; what one of them stumbles over is a fault of the file to the user.
        raise InputError(
            f"The file cannot be read ({type(error).__name__}: {str(error)[:200]}).", where=str(file), todo="Save it in another format."
        ) from error


def load_many(paths: Iterable[str | Path], *, largest: int = LARGEST) -> tuple[list[Law], list[Refusal]]:
    """Read laws from files and folders. A file that cannot be read becomes a refusal and stops nothing.

    Files of the same name from different folders get names that tell them apart ("A/act.txt", "B/act.txt").

    Args:
        paths: files and folders, as for `discover`.
        largest: the largest file that is read, in bytes.
    """
    files, refused = discover(paths)
    laws: list[Law] = []
    for file, name in zip(files, distinct_names(files), strict=True):
        try:
            laws.append(load(file, name=name, largest=largest))
        except InputError as error:
            refused.append(Refusal(file=str(file), reason=f"{error.what} {error.todo}".strip()))
    return laws, refused


def _bytes_of(file: Path, largest: int) -> bytes:
    where = str(file)
    try:
        if file.is_dir():
            raise InputError("This is a folder.", where=where, todo="Name the file in it, or use load_many.")
        if not file.exists():
            raise InputError("There is no such file.", where=where, todo="Check the path.")
        if not file.is_file():
            raise InputError("This is no regular file.", where=where, todo="Name a file.")
        size = file.stat().st_size
        if size > largest:
            raise InputError(f"The file is too large ({size / 1e6:.0f} MB, limit {largest / 1e6:.0f} MB).", where=where, todo="Split it.")
        data = file.read_bytes()
    except PermissionError as error:
        raise InputError("The file may not be read.", where=where, todo="Check its permissions.") from error
    except (OSError, ValueError) as error:
        raise InputError(f"The file cannot be opened ({error}).", where=where, todo="Check the path.") from error
    if not data:
        raise InputError("The file is empty.", where=where, todo="Download or export it again.")
    return data


def _read(data: bytes, extension: str) -> Reading:
    binary = binary_format(data, extension)
    if binary == "pdf":
        from gapcheck.load.pdf import read_pdf

        return read_pdf(data)
    if binary == "docx":
        from gapcheck.load.docx import read_docx

        return read_docx(data)
    decoded = decode(data)
    text, repaired = normalise(decoded.text)
    if not text.strip():
        raise InputError("The file holds nothing but white space.", todo="Download or export it again.")
    reading = _text_reader(text_format(text, extension))(text)
    return replace(reading, encoding=decoded.encoding, warnings=(*decoded.warnings, *repaired, *reading.warnings))


def _text_reader(format_name: str) -> Callable[[str], Reading]:
    from gapcheck.load.html import read_html
    from gapcheck.load.lawxml import read_xml
    from gapcheck.load.plain import read_markdown, read_plain
    from gapcheck.load.records import read_records

    readers = {"html": read_html, "xml": read_xml, "json": read_records, "markdown": read_markdown}
    return readers.get(format_name, read_plain)


def _law(reading: Reading, name: str, data: bytes) -> Law:
    language, *others = detect_languages(reading.text, reading.marks, reading.language)
    warnings = list(reading.warnings)
    if others:
        warnings.append(f"The text is in two languages ({language}, {others[0]}); it is read as {language}.")
    if language == UNKNOWN:
        warnings.append("The language cannot be told from so short a text.")
    return Law(
        name=name,
        text=reading.text,
        sha256=hashlib.sha256(data).hexdigest(),
        language=language,
        title=find_title(reading.text, reading.marks, reading.title),
        format=reading.format,
        encoding=reading.encoding,
        pages=reading.pages,
        marks=reading.marks,
        warnings=tuple(warnings),
    )
