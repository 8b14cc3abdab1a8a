"""The pipeline on one screen: files to an assessment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gapcheck import __version__
from gapcheck.annotate import Reading, read_law
from gapcheck.cache import uncollected
from gapcheck.catalog import Catalog, read_catalog
from gapcheck.catalog.wording import concepts_of_rule
from gapcheck.errors import CatalogError, InputError
from gapcheck.judge.judge import by_test, judge
from gapcheck.language import available, ontology, pack
from gapcheck.load import load_many
from gapcheck.model.law import Law
from gapcheck.model.result import Assessment, LawSummary, Refusal
from gapcheck.score import cover_articles, cover_law, cover_provisions, cover_threats, find_unmapped, weights
from gapcheck.segment import segment

Progress = Callable[[str, int, int], None]
"""Called with (what is being done, steps done, steps in all)."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """An assessment with the laws that it speaks of: reports that show the law itself need both."""

    assessment: Assessment
    laws: tuple[Law, ...]
    readings: tuple[Reading, ...]


def run(
    paths: Iterable[str | Path],
    *,
    jurisdiction: str,
    catalog: Catalog | None = None,
    only: frozenset[str] | None = None,
    progress: Progress | None = None,
    languages: Mapping[str, str] | None = None,
) -> Outcome:
    """Assess the laws of one jurisdiction: load, segment, annotate, match, judge, score.

    Args:
        paths: files and folders; together they are the jurisdiction's bundle.
        jurisdiction: ISO 3166-1 alpha-3 code, or any short name.
        catalog: the catalog to ask; by default the one that comes with gapcheck.
        only: ids of tests; by default all.
        progress: told after every step.
        languages: file name -> language (BCP 47), for files whose language is known: it goes before what is detected.

    Raises:
        InputError: no file could be read.
        CatalogError: a rule names a concept that does not exist: its answer would be wrong without a word.
    """
    tell = progress or (lambda what, done, total: None)
    catalog = catalog or read_catalog()
    _check_concepts(catalog)
    laws, refused = load_many(paths)
    readings: list[Reading] = []
    for number, law in enumerate(laws):
        language = (languages or {}).get(Path(law.name).name)
        law = replace(law, language=language) if language else law
        tell(f"Reading {law.name}", number, len(laws) + 1)
        if law.language in available():
            with uncollected():
                readings.append(read_law(law, segment(law), pack(law.language)))
        else:
            refused.append(Refusal(file=law.name, reason=_no_pack(law)))
    if not readings and len(refused) == 1:
        raise InputError(refused[0].reason, where=refused[0].file)
    if not readings:
        why = "\n".join(f"{item.file}: {item.reason}" for item in refused)
        raise InputError("No law could be read.", todo=why or "Name at least one file that holds the text of a law.")
    tell("Comparing with the catalog", len(laws), len(laws) + 1)
    outcome = Outcome(
        assessment=assess_readings(readings, jurisdiction=jurisdiction, catalog=catalog, only=only, refused=refused),
        laws=tuple(reading.law for reading in readings),
        readings=tuple(readings),
    )
    tell("Done", len(laws) + 1, len(laws) + 1)
    return outcome


def _check_concepts(catalog: Catalog) -> None:
    for entry, test in catalog.tests():
        unknown = sorted(concepts_of_rule(test.rule) - ontology().labels.keys()) if test.rule else []
        if unknown:
            raise CatalogError(
                f"The rule of {test.id} names the unknown concept {unknown[0]}.",
                where=entry.file,
                todo="Run `gapcheck catalog check` for all errors with their lines.",
            )


def assess_readings(
    readings: Sequence[Reading],
    *,
    jurisdiction: str,
    catalog: Catalog,
    only: frozenset[str] | None = None,
    refused: Sequence[Refusal] = (),
) -> Assessment:
    """Judge and score laws that were read already."""
    with uncollected():
        findings = judge(catalog, readings, wanted=only)
    known = by_test(findings)
    return Assessment(
        jurisdiction=jurisdiction,
        gapcheck=__version__,
        catalog=catalog.version,
        laws=tuple(_summary(reading) for reading in readings),
        findings=tuple(findings),
        provisions=cover_provisions(catalog, known),
        articles=cover_articles(catalog, known),
        threats=cover_threats(catalog, known),
        overall=cover_law(catalog, known),
        weights=weights()[0],
        refused=tuple(refused),
        unmapped=find_unmapped(readings, findings) if only is None else (),
    )


def _summary(reading: Reading) -> LawSummary:
    law, segmentation = reading.law, reading.segmentation
    warnings = [*law.warnings, *segmentation.warnings]
    if not reading.definitions:
        # A firearms act without definitions is rare; a failed reading is not (lessons on matching).
        warnings.append("No definition was recognised in this text: check how it was read before relying on gaps.")
    return LawSummary(
        file=law.name,
        sha256=law.sha256,
        language=law.language,
        title=law.title,
        units=len(segmentation.units) - 1,
        characters=len(law.text),
        numbered_share=round(segmentation.numbered_share, 4),
        warnings=tuple(warnings),
    )


def _no_pack(law: Law) -> str:
    if law.language == "und":
        return "The language of the text cannot be told: there is too little text."
    return f"The text is in a language ({law.language}) for which gapcheck has no language pack yet; packs: {', '.join(available())}."
