"""Which laws belong to which jurisdiction: from a folder, or from a manifest in TOML or CSV."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gapcheck.errors import InputError, UsageError
from gapcheck.load.sniff import EXTENSIONS
from gapcheck.model.jurisdictions import check_code

_CODE = re.compile(r"([A-Z]{3})(?:[-_. ]|$)")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_KEYS = frozenset({"code", "file", "files", "date", "language"})


@dataclass(frozen=True, kw_only=True)
class Job:
    """The laws of one jurisdiction.

    Attributes:
        code: ISO 3166-1 alpha-3, or a code left to users.
        paths: files and folders.
        dates: file name -> date of the text (ISO), where it is known.
        languages: file name -> language, where it is known.
    """

    code: str
    paths: tuple[Path, ...]
    dates: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)


def find_jobs(source: Path) -> tuple[tuple[Job, ...], tuple[str, ...]]:
    """Read a folder or a manifest.

    In a folder each subfolder whose name is a code, or starts with one ("JAM", "JAM-2022"), is a jurisdiction, and so are all files
    whose names start with a code ("JAM-firearms-act.pdf"). A manifest names them:

        # manifest.toml: paths are relative to the manifest
        [[law]]
        code = "JAM"
        file = "jamaica/act.pdf"       # or files = [...]
        date = "2022-03-01"            # may be left out
        language = "en"                # may be left out

    or the same as CSV with the columns code, file, date, language.

    Returns:
        the jobs by code, and the names in a folder that were passed over.

    Raises:
        InputError: the source does not exist, holds no jurisdiction, or the manifest has errors (all are told).
    """
    if source.is_dir():
        jobs, passed = _in_folder(source)
    elif not source.is_file():
        raise InputError("There is no such folder or manifest.", where=str(source), todo="Check the path.")
    elif source.suffix.lower() in (".toml", ".csv"):
        jobs, passed = _from_rows(_rows(source), source), ()
    else:
        raise InputError("A manifest ends in .toml or .csv.", where=str(source), todo="Name a folder, or a manifest.")
    if not jobs:
        raise InputError(
            "No jurisdiction was found.",
            where=str(source),
            todo="Name folders or files by their ISO 3166-1 alpha-3 code, as JAM or JAM-act.pdf.",
        )
    return jobs, passed


def _in_folder(folder: Path) -> tuple[tuple[Job, ...], tuple[str, ...]]:
    found: dict[str, list[Path]] = {}
    passed = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        code = _code_of(path.name)
        if code is None or (path.is_file() and path.suffix.lower() not in EXTENSIONS):
            if path.is_dir():
                passed.append(path.name)
        else:
            found.setdefault(code, []).append(path)
    return tuple(Job(code=code, paths=tuple(paths)) for code, paths in sorted(found.items())), tuple(passed)


def _code_of(name: str) -> str | None:
    match = _CODE.match(name)
    if match is None:
        return None
    try:
        return check_code(match[1])
    except UsageError:
        return None


def _rows(manifest: Path) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the entries of a manifest, each with its place for messages."""
    try:
        text = manifest.read_text(encoding="utf-8-sig")
        if manifest.suffix.lower() == ".toml":
            laws = tomllib.loads(text).get("law", [])
            if not isinstance(laws, list) or not all(isinstance(law, dict) for law in laws):
                raise ValueError("law must be tables: [[law]]")
            return [(f"{manifest}, law {number}", law) for number, law in enumerate(laws, start=1)]
        rows = csv.DictReader(text.splitlines())
        return [(f"{manifest}:{rows.line_num}", {str(key): value for key, value in row.items() if value}) for row in rows]
    except UnicodeDecodeError as error:
        raise InputError("The manifest is no UTF-8 text.", where=str(manifest), todo="Save it as UTF-8.") from error
    except (OSError, ValueError, csv.Error) as error:
        raise InputError(f"The manifest cannot be read ({error}).", where=str(manifest), todo="Correct it.") from error


def _from_rows(rows: Sequence[tuple[str, Mapping[str, Any]]], manifest: Path) -> tuple[Job, ...]:
    paths: dict[str, list[Path]] = {}
    dates: dict[str, dict[str, str]] = {}
    languages: dict[str, dict[str, str]] = {}
    problems = []
    for where, row in rows:
        wrong = list(_wrong(row))
        problems += [f"{where}: {text}" for text in wrong]
        if wrong:
            continue
        code = check_code(str(row["code"]))
        files = [row["file"]] if "file" in row else list(row["files"])
        for name in files:
            paths.setdefault(code, []).append(manifest.parent / name)
            if "date" in row:
                dates.setdefault(code, {})[Path(name).name] = str(row["date"])
            if "language" in row:
                languages.setdefault(code, {})[Path(name).name] = str(row["language"])
    if problems:
        raise InputError("The manifest has errors.", where=str(manifest), todo="\n".join(problems))
    return tuple(
        Job(code=code, paths=tuple(found), dates=dates.get(code, {}), languages=languages.get(code, {}))
        for code, found in sorted(paths.items())
    )


def _wrong(row: Mapping[str, Any]) -> Iterable[str]:
    """Say what is wrong with an entry of a manifest."""
    for key in sorted(set(row) - _KEYS):
        yield f"{key!r} is no key; keys are {', '.join(sorted(_KEYS))}."
    try:
        check_code(str(row.get("code", "")))
    except UsageError as error:
        yield f"{error.what} {error.todo}"
    files = row.get("files", [row["file"]] if "file" in row else [])
    if not isinstance(files, list) or not files or not all(isinstance(name, str) and name.strip() for name in files):
        yield "file, or files (a list), must name the law."
    if "date" in row and not _DATE.fullmatch(str(row["date"])):
        yield f"{str(row['date'])!r} is no date; write 2022, 2022-03 or 2022-03-01."
    if "language" in row and not _LANGUAGE.fullmatch(str(row["language"])):
        yield f"{str(row['language'])!r} is no language; write en, fr, es."
