"""Checking the catalog and the language packs: all errors at once, each with its file and line.

The checks read the files as data. Whether a rule answers its test sentences rightly is another question (tests/catalog/test_sentences.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gapcheck.cache import uncollected
from gapcheck.catalog.checks.common import Files, mapping
from gapcheck.catalog.checks.entries import check_entries
from gapcheck.catalog.checks.names import check_names
from gapcheck.catalog.checks.rules import check_concepts_named, check_tests_named
from gapcheck.catalog.checks.schema import check_schema
from gapcheck.catalog.checks.sentences import check_sentences
from gapcheck.catalog.checks.words import check_concepts, check_expression, check_words, concepts_of
from gapcheck.catalog.located import Document, Problem, read_located
from gapcheck.catalog.read import FOLDERS, data_folder
from gapcheck.errors import CatalogError, UsageError

_PACKAGE = Path(__file__).parents[1]
_KINDS = {"provisions": "provision", "threat_catalog": "threat", "measures": "measure"}
_TEXT_ENDINGS = frozenset({".yaml", ".md"})


def check(folder: Path | None = None, *, language: Path | None = None) -> tuple[Problem, ...]:
    """Check a catalog, the language packs and the wording of reports.

    Args:
        folder: the folder that holds provisions/, threat_catalog/ and measures/; by default gapcheck's own catalog, which must hold exactly
            the entries and tests of its fixed list of ids.
        language: the folder of concepts and packs; by default gapcheck's own.

    Returns:
        All errors, and notes on what is no error, by file and line.

    Raises:
        UsageError: the folder holds no catalog.
    """
    root = folder or data_folder()
    if not any((root / name).is_dir() for name in FOLDERS):
        raise UsageError(
            "holds no catalog.", where=str(root), todo=f"A catalog is a folder with {', '.join(f'{name}/' for name in FOLDERS)}."
        )
    with uncollected():
        return tuple(sorted(_problems(root, language or _PACKAGE / "language")))


def _problems(root: Path, language: Path) -> set[Problem]:
    files = Files(root=root)
    problems = set(_read(files, language))
    whole = root.resolve() == data_folder().resolve()
    for found in (
        _schemas(files),
        check_entries(files, whole=whole),
        check_tests_named(files),
        check_concepts_named(files, concepts_of(files)),
        check_concepts(files),
        check_words(files),
        check_expression(files),
        check_sentences(files),
        check_names(files),
    ):
        problems.update(found)
    return problems


def _read(files: Files, language: Path) -> Iterator[Problem]:
    """Read all files into `files`, and go through those that cannot be read or lie where no file is read."""

    def read(path: Path, into: list[Document]) -> Iterator[Problem]:
        name = _shown(path)
        try:
            document = read_located(path, name)
        except CatalogError as error:
            place, _, line = error.where.rpartition(":")
            yield Problem(file=place or error.where, line=int(line) if place and line.isdigit() else 1, message=error.what)
            return
        files.paths[name] = path
        into.append(document)
        yield from document.twice()

    for name in FOLDERS:
        for path in sorted((files.root / name).rglob("*")):
            if path.is_dir() or path.name.startswith("."):
                continue
            if path.suffix not in _TEXT_ENDINGS:
                yield Problem(file=_shown(path), line=1, message="is not read: files of the catalog end in .yaml")
            elif path.suffix == ".yaml":
                yield from read(path, files.sentences if path.name.endswith(".test.yaml") else files.entries)
    for path in sorted((language / "concepts").glob("*.yaml")):
        yield from read(path, files.concepts)
    for settings in sorted(language.glob("*/pack.yaml")):
        code = settings.parent.name
        several: list[Document] = []
        yield from read(settings, several)
        if several:
            files.settings[code] = several[0]
        for path in sorted(settings.parent.glob("*.yaml")):
            if path != settings and not path.name.endswith(".test.yaml"):
                yield from read(path, files.words.setdefault(code, []))
    for path in sorted((_PACKAGE / "report" / "wording").glob("*.yaml")):
        yield from read(path, files.wording)


def _shown(path: Path) -> str:
    """Return a path as messages print it: from the current folder on where it lies there, so that an editor can open it."""
    path = path.resolve()
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)


def _schemas(files: Files) -> Iterator[Problem]:
    for document in files.entries:
        folder = files.paths[document.file].relative_to(files.root).parts[0]
        yield from check_schema(_KINDS[folder], document)
    for document in files.sentences:
        yield from check_schema("sentences", document)
    for document in files.concepts:
        yield from check_schema("concepts", document)
    for documents in files.words.values():
        for document in documents:
            yield from check_schema("pack", document)
    for document in files.settings.values():
        if not mapping(document.value).get("name"):
            yield document.problem("name is missing: what the language is called")
