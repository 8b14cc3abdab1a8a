"""The public functions: a law in, an assessment with tables, notes and plots out.

>>> import gapcheck as gc
>>> a = gc.assess("firearms-act.pdf", jurisdiction="JAM")
>>> a.gaps().head()
>>> gc.assess_many({"JAM": "jamaica/", "UGA": "uganda.txt"}).plot_heatmap(by="threat")

docs/python.md tells of every function, frame and column.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from gapcheck.api.assessment import Assessment
from gapcheck.api.many import Assessments
from gapcheck.api.note import Note
from gapcheck.api.own import concepts, rule, try_rule
from gapcheck.catalog import Catalog, read_catalog
from gapcheck.catalog.selection import select_tests
from gapcheck.errors import InputError, UsageError
from gapcheck.load import load
from gapcheck.model.jurisdictions import check_code
from gapcheck.pipeline import run

__all__ = ["Assessment", "Assessments", "Catalog", "Note", "assess", "assess_many", "concepts", "load", "rule", "try_rule"]

T = TypeVar("T")

Paths = str | Path | Iterable[str | Path]
"""A file, a folder, or several: together the laws of one jurisdiction."""
Progress = Callable[[str, int, int], None]
"""Called with (what is being done, steps done, steps in all)."""


def assess(
    paths: Paths,
    jurisdiction: str,
    *,
    only: str | Iterable[str] | None = None,
    catalog: Catalog | str | Path | None = None,
    language: str = "en",
    progress: Progress | None = None,
) -> Assessment:
    """Read the laws of one jurisdiction and compare them with the catalog.

    Args:
        paths: a file, a folder or several of them; they are read together as one body of law.
        jurisdiction: ISO 3166-1 alpha-3 code, or a code from XAA to XZZ for what is no State.
        only: what to ask, as `--only` takes it: articles ("5", "art. 8(1)", "UNTOC 10"), threats ("threat:a"), obligation levels
            ("mandatory"), kinds ("criminalization"), ids of entries or tests; one text with commas, or several. By default everything.
        catalog: a catalog, or the folder of one; by default the one that comes with gapcheck.
        language: language of the report's own words ("en", "fr", "es").
        progress: told after every step.

    Raises:
        InputError: no file could be read.
        UsageError: the code or a selector does not exist.
        CatalogError: the catalog has errors.
    """
    files = [paths] if isinstance(paths, str | Path) else list(paths)
    code = _argument("jurisdiction", lambda: check_code(jurisdiction))
    entries = _catalog(catalog)
    chosen = (only,) if isinstance(only, str) else tuple(only or ())
    wanted = _argument("only", lambda: select_tests(entries, chosen))
    outcome = run(files, jurisdiction=code, catalog=entries, only=wanted, progress=progress)
    return Assessment(outcome.assessment, entries, laws=outcome.laws, inputs=tuple(map(Path, files)), language=language)


def assess_many(
    laws: Mapping[str, Paths] | Iterable[tuple[str, Paths]],
    *,
    only: str | Iterable[str] | None = None,
    catalog: Catalog | str | Path | None = None,
    language: str = "en",
    progress: Progress | None = None,
) -> Assessments:
    """Assess several jurisdictions with one catalog.

    Args:
        laws: code -> paths, or pairs of them; pairs of the same code are one jurisdiction.
        only, catalog, language: as for `assess`.
        progress: told after every jurisdiction.

    Returns:
        the assessments in the order given. A jurisdiction of which nothing can be read is told as a warning and in `.failed`; it stops
        nothing.

    Raises:
        InputError: nothing could be read of any jurisdiction.
        UsageError: no jurisdiction is given, or a code or selector does not exist.
        CatalogError: the catalog has errors.
    """
    pairs = laws.items() if isinstance(laws, Mapping) else laws
    bundles: dict[str, list[str | Path]] = {}
    for code, paths in pairs:
        checked = _argument("jurisdiction", lambda code=code: check_code(code))  # type: ignore[misc]
        bundles.setdefault(checked, []).extend([paths] if isinstance(paths, str | Path) else paths)
    if not bundles:
        raise UsageError("No jurisdiction is given.", where="laws", todo='Give, for instance, {"JAM": "jamaica/", "UGA": "uganda.txt"}.')
    chosen = only if isinstance(only, str) or only is None else tuple(only)
    entries = _catalog(catalog)
    done: list[Assessment] = []
    failed: list[tuple[str, str]] = []
    for number, (code, files) in enumerate(bundles.items()):
        if progress:
            progress(code, number, len(bundles))
        try:
            done.append(assess(files, code, only=chosen, catalog=entries, language=language))
        except InputError as error:
            failed.append((code, str(error)))
            warnings.warn(f"{code} is left out: {error}", stacklevel=2)
    if progress:
        progress("", len(bundles), len(bundles))
    if not done:
        raise InputError("No law of any jurisdiction could be read.", todo="\n".join(f"{code}: {reason}" for code, reason in failed))
    return Assessments(done, failed=failed)


def _catalog(given: Catalog | str | Path | None) -> Catalog:
    return given if isinstance(given, Catalog) else read_catalog(Path(given) if given is not None else None)


def _argument(name: str, check: Callable[[], T]) -> T:
    """Run a check that the command line shares, and name the argument as Python does."""
    try:
        return check()
    except UsageError as error:
        raise UsageError(error.what, where=name, todo=error.todo) from None
