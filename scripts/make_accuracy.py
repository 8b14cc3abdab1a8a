"""Write docs/accuracy.md: `python scripts/make_accuracy.py`, with the real laws in ../shared (or where GAPCHECK_SHARED says).

    python scripts/make_accuracy.py                      measure all laws that have a reading, and write the page
    python scripts/make_accuracy.py --benchmark FILE     take the comparison with simple methods from FILE (benchmarks/accuracy.py --output)

Without --benchmark the comparison that the page holds stays. The page names the state of catalog, packs and calibration that it
speaks of; a test fails when that is not today's.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from gapcheck.evaluate.compare import Evaluation, evaluate
from gapcheck.evaluate.metrics import figures, interval
from gapcheck.evaluate.readings import read_bundles
from gapcheck.evaluate.report import sections, to_markdown

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
STATE = "State of catalog, packs and calibration: `"
BENCHMARK, END = "<!-- made by benchmarks/accuracy.py -->", "<!-- end of benchmark -->"
NAMES = {
    "rules": "laws that authors of rules looked at", "engine": "laws that only the author of the engine looked at",
    "figures": "laws that nobody looked at", "unknown": "laws of which it is not told",
}  # fmt: skip
ORDER = list(NAMES)
AIMS = {"kappa": 0.75, "varying": 0.62, "precision": 0.80, "recall": 0.88, "auc": 0.93, "hit1": 0.65, "hit3": 0.80}
"""What was asked of laws that were left out of the fitting."""
_NAMES = {
    "kappa": "kappa",
    "varying": "kappa, varying tests",
    "precision": "gap precision",
    "recall": "gap recall",
    "auc": "AUC",
    "hit1": "hit@1",
    "hit3": "hit@3",
}


def measured(shared: Path) -> Evaluation:
    """Measure every law that has a reading."""
    return evaluate(read_bundles([ROOT / "benchmarks" / "readings", shared / "gold"], shared / "laws"))


def page(found: Evaluation, benchmark: str) -> str:
    """Return the page."""
    guess = found.guess
    rows = []
    for looked, language in sorted(
        {(law.looked_at, law.language) for law in found.laws}, key=lambda pair: (pair[1] != found.language, -ORDER.index(pair[0]))
    ):
        codes = [law.code for law in found.laws if (law.looked_at, law.language) == (looked, language)]
        name = f"{NAMES[looked]}, {language} ({', '.join(codes)})"
        low, high = interval(found.items(codes))
        rows.append((name, figures(found.items(codes), guess), f"{low:.2f} to {high:.2f}"))
    columns = list(AIMS)
    parts = [
        "# How accurate it is",
        "",
        "Made by `python scripts/make_accuracy.py`; never edited by hand. The same tables on your own readings: `gapcheck evaluate GOLD "
        "LAWS`. How the readings were made and what they are worth: [readings.md](readings.md).",
        "",
        f"{STATE}{found.state}`.",
        "",
        "## What to expect",
        "",
        "With the calibration refitted without the law in question:",
        "",
        f"| | {' | '.join(_NAMES[key] for key in columns)} | kappa, 95 % |",
        f"| --- |{' ---: |' * len(columns)} ---: |",
        *(f"| {name} | {' | '.join(f'{getattr(item, key):.2f}' for key in columns)} | {spread} |" for name, item, spread in rows),
        f"| aim | {' | '.join(f'{AIMS[key]:.2f}' for key in columns)} | |",
        "",
        "The row of laws that authors of rules looked at flatters: rules and words were corrected by people who saw what went wrong there. "
        "**The laws that nobody looked at tell what to expect of a law that gapcheck has not met.** The distance between the two is how "
        "far the rules are fitted to the laws they were written on. The interval is that of tests drawn anew, not of laws.",
        "",
        to_markdown(found),
        "## Beside simple methods",
        "",
        BENCHMARK,
        "",
        benchmark.strip(),
        "",
        END,
        "",
        "Made by `python benchmarks/accuracy.py`: the query is a test with its examples, the law is cut into overlapping windows of 120 "
        "words, and each simple method has the thresholds that are best on these very laws. Seconds are those of one process on a busy "
        "machine.",
        "",
    ]
    return "\n".join(parts)


def kept_benchmark() -> str:
    """Return the comparison that the page holds."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""
    return text.partition(BENCHMARK)[2].partition(END)[0].strip()


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--benchmark", type=Path)
    options = parser.parse_args()
    shared = Path(os.environ.get("GAPCHECK_SHARED", ROOT.parent / "shared"))
    found = measured(shared)
    benchmark = options.benchmark.read_text(encoding="utf-8") if options.benchmark else kept_benchmark()
    PAGE.write_text(page(found, benchmark), encoding="utf-8", newline="\n")
    print(f"Written: {PAGE.name} ({len(sections(found))} tables)")


if __name__ == "__main__":
    main()
