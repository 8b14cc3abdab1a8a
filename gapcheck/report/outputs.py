"""Writing reports to files: which writer belongs to which ending, all or nothing, never onto a law.

The heavy writers are imported when they are asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp

from gapcheck.errors import OutputError, UsageError
from gapcheck.load.sniff import EXTENSIONS
from gapcheck.model.law import Law
from gapcheck.model.result import Assessment
from gapcheck.report.view import View


@dataclass(frozen=True, kw_only=True)
class Material:
    """What reports are made of. All outputs of a scan share one.

    Attributes:
        assessments, views: one for each jurisdiction, in the same order.
        laws: the texts of the laws of the only jurisdiction, where they are at hand: the page shows them.
        template: a Word file to use in place of the one in the package.
        codes: "words", or "1540" for the signs of the 1540 Committee's matrices in workbooks.
    """

    assessments: tuple[Assessment, ...]
    views: tuple[View, ...]
    laws: tuple[Law, ...] | None = None
    template: Path | None = None
    codes: str = "words"


def write_all(paths: Sequence[str | Path], material: Material, *, inputs: Sequence[str | Path] = ()) -> list[Path]:
    """Write every file, each by its ending.

    Args:
        paths: where to write.
        material: what to write.
        inputs: files that were read and must not be overwritten.

    Returns:
        the files written.

    Raises:
        UsageError: an ending is unknown, or the material does not fit it.
        OutputError: a file cannot be written. No half-written file is left behind; files that were complete before stay.
    """
    check_outputs(paths, inputs=inputs)
    written = []
    for path in map(Path, paths):
        with replacing(path) as temporary:
            WRITERS[path.suffix.lower()](material, temporary)
        written.append(path)
    return written


def check_outputs(paths: Sequence[str | Path], *, inputs: Sequence[str | Path] = (), endings: Sequence[str] | None = None) -> None:
    """Find out before the work whether all files can be written; by default any ending of `WRITERS` will do.

    Raises:
        UsageError: an ending is unknown, a file is named twice, or is one of the inputs.
        OutputError: the folder does not exist or does not let us write.
    """
    read = {os.path.realpath(item) for item in inputs}
    seen: set[str] = set()
    for path in map(Path, paths):
        where = str(path)
        if path.suffix.lower() not in (endings or WRITERS):
            raise UsageError(
                f"The ending {path.suffix!r} names no format." if path.suffix else "The file needs an ending that names its format.",
                where=where,
                todo=f"Endings: {' '.join(endings or WRITERS)}.",
            )
        real = os.path.realpath(path)
        if real in read or (path.exists() and any(_same(path, item) for item in inputs)):
            raise UsageError("This file is being read; it is not overwritten.", where=where, todo="Name another file for the output.")
        if real in seen:
            raise UsageError("The file is named twice.", where=where, todo="Name it once.")
        seen.add(real)
        around = next((item for item in inputs if _holds(item, real)), None)
        if around is not None and path.suffix.lower() in EXTENSIONS:
            raise UsageError(
                f"The folder {around} is being read: the next scan would take this report for a law.",
                where=where,
                todo="Write it somewhere else.",
            )
        folder = Path(real).parent
        if path.is_dir():
            raise OutputError("This is a folder.", where=where, todo="Name a file.")
        if not folder.is_dir():
            raise OutputError("The folder does not exist.", where=str(folder), todo="Make it first, or name another.")
        if not os.access(folder, os.W_OK | os.X_OK) or (path.exists() and not os.access(path, os.W_OK)):
            raise OutputError("It is not allowed to write there.", where=where, todo="Check the permissions, or name another folder.")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary file beside `path` that takes its place when all went well, and vanishes when not.

    Raises:
        OutputError: the file cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        handle, name = mkstemp(prefix=f".{target.stem[:40]}-", suffix=target.suffix, dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise OutputError(f"The file cannot be written ({error.strerror}).", where=str(path), todo="Name another folder.") from error
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except OSError as error:
        what = f"The file cannot be written ({error.strerror or error})."
        raise OutputError(what, where=str(path), todo="Check space and permissions.") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _mode(target: Path) -> int:
    """Return the permissions that a plain `open` would have given."""
    with suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _holds(folder: str | Path, real: str) -> bool:
    """Tell whether a file would lie in a folder, at any depth."""
    try:
        return Path(folder).is_dir() and Path(real).is_relative_to(os.path.realpath(folder))
    except (OSError, ValueError):
        return False


def _same(path: Path, other: str | Path) -> bool:
    with suppress(OSError):
        return path.samefile(other)
    return False


def _one(material: Material) -> View:
    if len(material.views) != 1:
        raise UsageError("This format holds one jurisdiction.", where="--output", todo="For several use .xlsx.")
    return material.views[0]


def _json(material: Material, path: Path) -> None:
    from gapcheck.report.json import to_json

    _one(material)
    path.write_text(to_json(material.assessments[0], material.laws or ()), encoding="utf-8", newline="\n")


def _csv(material: Material, path: Path) -> None:
    from gapcheck.report.csv import to_csv

    # Excel takes a CSV for UTF-8 only with the mark.
    path.write_text(to_csv(_one(material)), encoding="utf-8-sig", newline="")


def _markdown(material: Material, path: Path) -> None:
    from gapcheck.report.markdown import to_markdown

    path.write_text(to_markdown(_one(material)), encoding="utf-8", newline="\n")


def _excel(material: Material, path: Path) -> None:
    from gapcheck.report.excel import write_workbook

    write_workbook(material.views, path, codes=material.codes)


def _html(material: Material, path: Path) -> None:
    from gapcheck.report.html import write_page

    view = _one(material)
    if material.laws is None:
        raise UsageError(
            "The page shows the law itself, and its text is not at hand.", where="--output", todo="Name its files with --laws."
        )
    write_page(view, material.laws, path)


def _word(material: Material, path: Path) -> None:
    from gapcheck.report.word import write_document

    write_document(_one(material), path, template=material.template)


def _pdf(material: Material, path: Path) -> None:
    from gapcheck.report.pdf import write_pdf

    write_pdf(_one(material), path, template=material.template)


WRITERS: Mapping[str, Callable[[Material, Path], None]] = {
    ".json": _json,
    ".xlsx": _excel,
    ".html": _html,
    ".docx": _word,
    ".pdf": _pdf,
    ".csv": _csv,
    ".md": _markdown,
}
"""Ending -> writer. A writer gets a temporary file with the right ending."""
