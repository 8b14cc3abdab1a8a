"""How long a workbook of eight jurisdictions takes, and how much memory.

    python benchmarks/workbook.py

An invented law is read once; its findings stand for eight jurisdictions with 5,000 quotations in all.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from gapcheck.catalog import Catalog, read_catalog
from gapcheck.model.result import Assessment
from gapcheck.pipeline import run
from gapcheck.report.excel import write_workbook
from gapcheck.report.view import View, build

LAW = Path(__file__).resolve().parents[1] / "legislation_samples" / "XBA-kestria-firearms-act-2024.txt"
CODES = ("XAA", "XAB", "XAC", "XAD", "XAE", "XAF", "XAG", "XAH")


def stretch(assessment: Assessment, quotations: int) -> Assessment:
    """Return the assessment with exactly this many quotations: those of each finding repeated in turn, the last ones left out."""
    cited = sum(bool(finding.evidence) for finding in assessment.findings)
    findings = []
    for finding in assessment.findings:
        share = -(-quotations // cited) if finding.evidence else 0
        evidence = (finding.evidence * (share // max(len(finding.evidence), 1) + 1))[:share]
        quotations -= len(evidence)
        cited -= bool(finding.evidence)
        findings.append(replace(finding, evidence=evidence))
    return replace(assessment, findings=tuple(findings))


def eight_views(catalog: Catalog, quotations: int = 5000) -> list[View]:
    """Return views of eight jurisdictions over all tests with this many quotations together."""
    assessment = run([LAW], jurisdiction=CODES[0], catalog=catalog).assessment
    views = []
    for number, code in enumerate(CODES):
        share = quotations * (number + 1) // len(CODES) - quotations * number // len(CODES)
        views.append(build(replace(stretch(assessment, share), jurisdiction=code), catalog))
    return views


def main() -> int:
    """Measure and print; fail above five seconds or 400 MB."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-o", "--output", type=Path, help="keep the workbook")
    wanted = parser.parse_args().output
    views = eight_views(read_catalog())
    with tempfile.TemporaryDirectory() as folder:
        path = wanted or Path(folder) / "eight.xlsx"
        start = time.perf_counter()
        write_workbook(views, path)
        seconds = time.perf_counter() - start
        size = path.stat().st_size / 1e6
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = sum(len(row.evidence) for view in views for row in view.rows)
    what = f"{len(views)} jurisdictions, {len(views[0].rows)} tests each, {rows} quotations"
    print(f"{what}: {seconds:.2f} s, {memory:.0f} MB, a file of {size:.1f} MB")
    return 0 if seconds < 5 and memory < 400 else 1


if __name__ == "__main__":
    sys.exit(main())
