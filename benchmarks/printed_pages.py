"""What is lost when a law is read from printed pages instead of a clean text.

    python benchmarks/printed_pages.py LAW...            files whose text is clean; by default the sample laws

Each law is printed in several ways (lines broken at a width, words divided, headings as notes in the margin, page headers, misread
letters), read again and compared with the findings of the clean text: share of tests with the same status, of tests that count as
addressed or not as before, and, of the addressed ones, with the first quotation from the same section. Nothing passes or fails.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from samples.printed import Printer  # noqa: E402

from gapcheck.model.result import Finding  # noqa: E402
from gapcheck.pipeline import run  # noqa: E402

WAYS = {
    "lines broken": Printer(),
    "words divided": Printer(divided=0.25),
    "notes in the left margin": Printer(notes="left"),
    "notes in the right margin": Printer(notes="right"),
    "notes in the outer margin, page headers": Printer(divided=0.25, notes="outer", headers=True),
    "half of the notes between lines": Printer(divided=0.25, notes="outer", headers=True, between=0.5),
    "and two words in a hundred misread": Printer(divided=0.25, notes="outer", headers=True, between=0.5, misread=0.02),
}
_ADDRESSED = frozenset({"covered", "partly_covered"})
_BASIC = re.compile(r"^.*?\d+[A-Z]{0,2}")


def compared(clean: Sequence[Finding], printed: Sequence[Finding]) -> tuple[float, float, float]:
    """Return the shares of the same status, of the same answer (addressed or not) and of the same section."""
    again = {finding.test: finding for finding in printed}
    pairs = [(finding, again[finding.test]) for finding in clean]
    addressed = [(a, b) for a, b in pairs if a.status.value in _ADDRESSED]
    return (
        sum(a.status is b.status for a, b in pairs) / len(pairs),
        sum((a.status.value in _ADDRESSED) == (b.status.value in _ADDRESSED) for a, b in pairs) / len(pairs),
        sum(section(a) == section(b) for a, b in addressed) / max(1, len(addressed)),
    )


def section(finding: Finding) -> str:
    """Return the section of the first quotation, "" where there is none."""
    if not finding.evidence:
        return ""
    found = _BASIC.match(finding.evidence[0].locator)
    return found[0] if found else finding.evidence[0].locator


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one line for each way of printing."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("laws", nargs="*", type=Path, help="text files; by default the sample laws in English")
    options = parser.parse_args(arguments)
    laws = options.laws or sorted((ROOT / "legislation_samples").glob("X*-act-*.txt"))
    clean = {path: run([path], jurisdiction="XAA").assessment.findings for path in laws}
    print(f"{len(laws)} laws: {', '.join(path.name for path in laws)}")
    print(f"{'':45}{'same status':>12}{'same answer':>12}{'same section':>13}")
    with tempfile.TemporaryDirectory() as folder:
        for name, printer in WAYS.items():
            rows = []
            for number, path in enumerate(laws):
                page = Path(folder) / f"{number}-{path.stem}.txt"
                page.write_text(printer.printed(path), encoding="utf-8")
                rows.append(compared(clean[path], run([page], jurisdiction="XAA").assessment.findings))
            print(f"{name:45}" + "".join(f"{sum(column) / len(column):>12.3f}" for column in zip(*rows, strict=True)))


if __name__ == "__main__":
    main()
