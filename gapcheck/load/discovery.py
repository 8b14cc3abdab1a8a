"""Finds the laws in files and folders."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from gapcheck.load.sniff import EXTENSIONS, UNREAD_EXTENSIONS
from gapcheck.model.result import Refusal

PREFERENCE = (".akn", ".xml", ".docx", ".docm", ".html", ".xhtml", ".htm", ".md", ".markdown", ".pdf", ".txt", ".text", ".json")
"""Of the same law in several formats this one is read: the first in the list, because it tells most of the structure. PDF goes before
plain text for its page numbers; JSON comes last because publishers cut and misnumber its records."""
_NOT_LAWS = frozenset({"readme", "license", "licence", "changelog", "contributing", "notice"})
_DUPLICATE = "not read, because the same law is read from "


def is_duplicate(refusal: Refusal) -> bool:
    """Tell whether a file was left out only because its law is read from another file."""
    return refusal.reason.startswith(_DUPLICATE)


def discover(paths: Iterable[str | Path]) -> tuple[list[Path], list[Refusal]]:
    """Return the files to read, sorted, and what is left out, each with its reason.

    A file that is named is always taken. A folder is searched with its subfolders: hidden files, unknown formats and readme files are
    passed over; documents in formats that cannot be read are told; of the files of one folder that differ only in extension, the
    one that comes first in `PREFERENCE` is taken and the others are told.

    Args:
        paths: files and folders.
    """
    found: dict[Path, None] = {}
    refused: list[Refusal] = []
    for given in paths:
        path = Path(given)
        try:
            is_folder = path.is_dir()
        except (OSError, ValueError):
            is_folder = False
        if not is_folder:
            found[path] = None  # load() says what is wrong with a file that does not exist
            continue
        files, left_out = _in_folder(path)
        if not files and not left_out:
            refused.append(Refusal(file=str(path), reason=f"The folder holds no file that can be read ({', '.join(sorted(EXTENSIONS))})."))
        found.update(dict.fromkeys(files))
        refused += left_out
    named = {str(path) for path in found}
    return (
        sorted(_once(found), key=lambda path: path.as_posix()),
        sorted((refusal for refusal in set(refused) if refusal.file not in named), key=lambda refusal: refusal.file),
    )


def distinct_names(paths: Sequence[Path]) -> list[str]:
    """Return a name for each file: its own, with as many folders before it as it takes to tell it from the others."""
    parts = [path.absolute().parts for path in paths]
    depth = [1] * len(paths)
    while True:
        groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for index, part in enumerate(parts):
            groups[part[-depth[index] :]].append(index)
        clashing = [
            index
            for group in groups.values()
            if len({parts[member] for member in group}) > 1
            for index in group
            if depth[index] < len(parts[index])
        ]
        if not clashing:
            return ["/".join(part[-depth[index] :]) for index, part in enumerate(parts)]
        for index in clashing:
            depth[index] += 1


def stem(name: str) -> str:
    """Return a file's name without its extensions of known formats: "act.pdf.txt" and "act.pdf" are both "act"."""
    path = Path(name)
    while path.suffix.lower() in EXTENSIONS and path.stem:
        path = Path(path.stem)
    return path.name


def _once(paths: Iterable[Path]) -> list[Path]:
    """Drop a file that was given twice, by whatever path."""
    seen: dict[str, Path] = {}
    for path in paths:
        seen.setdefault(os.path.realpath(path) if "\x00" not in str(path) else str(path), path)
    return list(seen.values())


def _in_folder(folder: Path) -> tuple[list[Path], list[Refusal]]:
    taken: list[Path] = []
    refused: list[Refusal] = []

    def unreadable(error: OSError) -> None:
        refused.append(Refusal(file=str(error.filename), reason="The folder cannot be opened. Check its permissions."))

    for here, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        groups: dict[str, list[Path]] = defaultdict(list)
        for name in sorted(names):
            extension = Path(name).suffix.lower()
            if name.startswith((".", "~$")) or stem(name).lower() in _NOT_LAWS:
                continue
            if extension in EXTENSIONS:
                groups[stem(name)].append(Path(here) / name)
            elif extension in UNREAD_EXTENSIONS:
                reason = f"{UNREAD_EXTENSIONS[extension]} cannot be read. Open it in a word processor and save it as .docx or PDF."
                refused.append(Refusal(file=str(Path(here) / name), reason=reason))
        for group in groups.values():
            best = min(group, key=lambda path: (PREFERENCE.index(path.suffix.lower()), len(path.name), path.name))
            taken.append(best)
            refused += [Refusal(file=str(path), reason=f"{_DUPLICATE}{best.name}.") for path in group if path != best]
    return taken, refused
