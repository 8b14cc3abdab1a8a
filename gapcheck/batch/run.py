"""Assessing many jurisdictions, in several processes: what fails is a result that says why, and the order is that of the codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from gapcheck import __version__
from gapcheck.batch.jobs import Job
from gapcheck.catalog import Catalog, read_catalog
from gapcheck.errors import GapcheckError
from gapcheck.model.result import Assessment, Refusal
from gapcheck.pipeline import run
from gapcheck.report.json import settle
from gapcheck.score import cover_law, weights

Tell = Callable[[str, int, int], None]


def assess_jobs(
    jobs: Sequence[Job],
    *,
    catalog: Path | None = None,
    only: frozenset[str] | None = None,
    workers: int = 1,
    progress: Tell | None = None,
) -> tuple[Assessment, ...]:
    """Assess the laws of many jurisdictions.

    Args:
        jobs: what to read.
        catalog: folder of another catalog.
        only: ids of tests; by default all.
        workers: number of processes. The result does not depend on it.
        progress: told after every jurisdiction.

    Returns:
        one assessment for each job, in their order. A jurisdiction whose laws cannot be read has no findings, and says why in `refused`.
    """
    tell = progress or (lambda what, done, total: None)
    results = []
    for number, result in enumerate(_results(jobs, catalog, only, workers)):
        tell(f"Read {result.jurisdiction}", number + 1, len(jobs))
        results.append(result)
    return tuple(results)


def failed(assessment: Assessment) -> bool:
    """Tell whether nothing of a jurisdiction could be read."""
    return not assessment.laws


def _results(jobs: Sequence[Job], catalog: Path | None, only: frozenset[str] | None, workers: int) -> Iterator[Assessment]:
    if workers <= 1 or len(jobs) <= 1:
        for job in jobs:
            yield assess_job(job, catalog, only)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Processes that start afresh: the same on every system, and safe beside threads.
    with ProcessPoolExecutor(max_workers=min(workers, len(jobs)), mp_context=get_context("spawn")) as pool:
        futures = [pool.submit(assess_job, job, catalog, only) for job in jobs]
        for future in futures:
            yield future.result()


def assess_job(job: Job, catalog: Path | None, only: frozenset[str] | None) -> Assessment:
    """Assess one jurisdiction; never raises for what a law does."""
    entries = read_catalog(catalog)
    try:
        outcome = run(job.paths, jurisdiction=job.code, catalog=entries, only=only, languages=job.languages)
    except GapcheckError as error:
        return _empty(job, entries, f"{error.what} {error.todo}".strip(), error.where)
    except Exception as error:  # one jurisdiction must not take the others with it
        return _empty(job, entries, f"A fault of gapcheck itself ({type(error).__name__}: {error}). Please report it.", "")
    laws = tuple(replace(law, date=job.dates.get(Path(law.file).name, law.date)) for law in outcome.assessment.laws)
    return settle(replace(outcome.assessment, laws=laws))


def _empty(job: Job, catalog: Catalog, reason: str, where: str) -> Assessment:
    return Assessment(
        jurisdiction=job.code,
        gapcheck=__version__,
        catalog=catalog.version,
        laws=(),
        findings=(),
        provisions=(),
        articles=(),
        threats=(),
        overall=cover_law(catalog, {}),
        weights=weights()[0],
        refused=(Refusal(file=where or ", ".join(str(path) for path in job.paths), reason=reason),),
    )
