"""Compares gapcheck with the expectations beside the sample laws, and writes legislation_samples/README.md.

python scripts/sample_findings.py           # prints the figures and every disagreement
python scripts/sample_findings.py --update  # writes README.md and the known misses: read the difference before you commit it
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from make_samples import MADE, OUT
from samples.expected import ADDRESSED, FOLDER, Comparison, Sample, compare, outcome, readable, samples, says, write_known

_INTRODUCTION = """# Laws of invented States

These laws were written for gapcheck. Their States do not exist, they are in force nowhere, and no sentence of them was copied from a
real law; each says so in its first line. They read like real legislation of different traditions, so that a newcomer can see what
gapcheck does, and each has beside it what a lawyer finds who reads it (`NAME.expected.yaml`).

    gapcheck scan legislation_samples/XBA-kestria-firearms-act-2024.txt -j XBA

The codes are from the range that ISO 3166-1 leaves to its users (XAA to XZZ).
"""

_EXPLANATION = """
## How gapcheck does on them

The expected status of each test, and the place where the evidence must lie, were set by reading the law, not by running the tool. They
are one careful reader's opinion; no lawyer has reviewed them. Where tool and expectation disagree, the words of the law decide: a wrong
expectation is corrected, a real miss is listed under `known_misses:` in the file, and the tests are strict about that list in both
directions. The laws were written to show what the tool must do, and to trap it, so these figures are no measure of accuracy on real
laws: see `docs/accuracy.md` for that.

- *addressed*: covered or partly covered; precision and recall are those of calling a test addressed; gap precision and recall those of
  calling it a gap (not found or contradicted);
- *same status*: the very status that was expected;
- *place*: among the tests that both call addressed, a quotation lies where the reader says it must; *first*: the first quotation does.
  The column is for all tests that name a place.

"""


def main(arguments: Iterable[str] | None = None) -> int:
    """Print the comparison, or write it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--update", action="store_true", help="write README.md and the known misses")
    options = parser.parse_args(None if arguments is None else list(arguments))
    compared = [(sample, compare(sample)) for sample in samples() if readable(sample)]
    if options.update:
        for sample, comparisons in compared:
            write_known(sample, comparisons)
        (FOLDER / "README.md").write_text(readme(), encoding="utf-8")
    print("\n".join(figures_table(compared)))
    for sample, comparisons in compared:
        for comparison in comparisons:
            if not comparison.right:
                wanted = "/".join(comparison.expected.statuses)
                places = ", ".join(comparison.expected.places)
                print(f"{sample.name[:12]} {comparison.test:16} expected {wanted} ({places}), found {says(comparison)}")
    return 0


def readme() -> str:
    """Return the text of legislation_samples/README.md."""
    everything = samples()
    compared = [(sample, compare(sample)) for sample in everything if readable(sample)]
    lines = [_INTRODUCTION]
    lines += ["| State | code | law | what it is for |", "| --- | --- | --- | --- |"]
    for sample in everything:
        files = ", ".join(f"`{file.relative_to(FOLDER).as_posix()}`" for file in sample.files)
        lines.append(f"| {sample.state} | {sample.jurisdiction} | {files} | {sample.describes} |")
    lines += ["", "`formats/` holds the same laws in the other formats that are read, made by `python scripts/make_samples.py`:", ""]
    lines += ["| file | made from |", "| --- | --- |"]
    lines += [f"| `{OUT.name}/{name}` | `{source}` |" for name, (source, _) in sorted(MADE.items())]
    lines += [_EXPLANATION.rstrip("\n"), "", *figures_table(compared), ""]
    missing = [sample.name for sample in everything if not readable(sample)]
    if missing:
        lines += [f"Not measured, because gapcheck has no language pack for it yet: {', '.join(f'`{name}`' for name in missing)}.", ""]
    lines += ["Made by `python scripts/sample_findings.py --update`."]
    return "\n".join(lines) + "\n"


def figures_table(compared: Sequence[tuple[Sample, Sequence[Comparison]]]) -> list[str]:
    """Return the table of figures, one line a law."""
    lines = [
        "| law | coverage | tests | precision | recall | gap precision | gap recall | kappa | same status | place | first |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for sample, comparisons in compared:
        coverage = outcome(sample.files, sample.jurisdiction).assessment.overall.coverage or 0.0
        cells = [f"`{sample.name}`", f"{coverage:.0%}", *_figures(comparisons)]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _figures(comparisons: Sequence[Comparison]) -> list[str]:
    counted = [comparison for comparison in comparisons if _is_clear(comparison)]
    pairs = [(_expects_addressed(item), item.finding.status.value in ADDRESSED) for item in counted]
    both, only_found, only_expected, neither = (
        sum(pair == wanted for pair in pairs) for wanted in ((True, True), (False, True), (True, False), (False, False))
    )
    placed = [item for item in comparisons if item.expected.places and item.status_right and item.finding.status.value in ADDRESSED]
    return [
        str(len(comparisons)),
        _ratio(both, both + only_found),
        _ratio(both, both + only_expected),
        _ratio(neither, neither + only_expected),
        _ratio(neither, neither + only_found),
        _kappa(both, only_found, only_expected, neither),
        _ratio(sum(item.status_right for item in comparisons), len(comparisons)),
        _ratio(sum(item.place_right for item in placed), len(placed)),
        _ratio(sum(item.first_place_right for item in placed), len(placed)),
    ]


def _is_clear(comparison: Comparison) -> bool:
    """Leave out tests that do not apply and those on which a reader may well say either."""
    statuses = set(comparison.expected.statuses)
    if "not_applicable" in statuses or comparison.finding.status.value == "not_applicable":
        # A test called not applicable although it applies is a gap that is missed: it counts as not addressed.
        return "not_applicable" not in statuses
    return statuses <= ADDRESSED or not statuses & ADDRESSED


def _expects_addressed(comparison: Comparison) -> bool:
    return set(comparison.expected.statuses) <= ADDRESSED


def _ratio(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def _kappa(both: int, only_found: int, only_expected: int, neither: int) -> str:
    total = both + only_found + only_expected + neither
    if not total:
        return "-"
    agreed = (both + neither) / total
    chance = ((both + only_found) * (both + only_expected) + (neither + only_found) * (neither + only_expected)) / total**2
    return f"{(agreed - chance) / (1 - chance):.2f}" if chance < 1 else "-"


if __name__ == "__main__":
    sys.exit(main())
