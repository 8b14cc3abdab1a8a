"""What gapcheck finds in laws that are about something else: a measure of false answers that needs no reading.

    python benchmarks/other_subjects.py FOLDER                 a folder of laws (XML, text, ...), searched with its subfolders
    python benchmarks/other_subjects.py FOLDER --laws 40 --seed 7

From the files of 60,000 to 500,000 bytes a random choice is taken that names arms, in English, at most twice. What is answered there is
wrong, but for rules on crimes, courts, confiscation and cooperation, which hold for every offence of a State wherever they stand.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from pathlib import Path

from gapcheck.catalog import read_catalog
from gapcheck.judge.judge import KINDS_ON_ARMS
from gapcheck.model.result import Status
from gapcheck.pipeline import run

ANSWERED = frozenset({Status.COVERED, Status.PARTLY_COVERED, Status.CONTRADICTED})
_ARMS = re.compile(r"\b(firearm|weapon|gun|ammunition|explosive|arm)s?\b", re.IGNORECASE)
_SIZES = range(60_000, 500_000)


def main() -> int:
    """Scan the laws and print how many tests were answered in one, by the kind of what is asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--laws", type=int, default=40)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--worst", type=int, default=20, help="how many tests to list")
    wanted = parser.parse_args()
    catalog = read_catalog()
    files = sorted(path for path in wanted.folder.rglob("*") if path.is_file() and path.stat().st_size in _SIZES)
    random.Random(wanted.seed).shuffle(files)
    kinds: Counter[str] = Counter()
    tests: Counter[str] = Counter()
    read = 0
    for path in files:
        if read == wanted.laws:
            break
        if len(_ARMS.findall(path.read_text(encoding="utf-8", errors="replace"))) > 2:
            continue
        assessment = run([path], jurisdiction="XAA", catalog=catalog).assessment
        read += 1
        for finding in assessment.findings:
            # Silence that satisfies and the answers of other tests have no observation of their own.
            if finding.status in ANSWERED and finding.observations:
                kinds[catalog.test(finding.test)[0].kind] += 1
                tests[finding.test] += 1
    if not read:
        raise SystemExit(f"no law of {_SIZES.start:,} to {_SIZES.stop:,} bytes that names no arms in {wanted.folder}")
    asked = Counter(entry.kind for entry, test in catalog.tests() if test.rule is not None)
    print(f"{read} laws, {sum(kinds.values()) / read:.1f} of {sum(asked.values())} tests answered in one")
    print(f"{'kind':<20}{'tests':>7}{'answered in a law':>19}{'share':>8}")
    for kind, count in sorted(asked.items(), key=lambda item: (item[0] not in KINDS_ON_ARMS, item[0])):
        print(f"{kind:<20}{count:>7}{kinds[kind] / read:>19.2f}{kinds[kind] / read / count:>8.3f}")
    for test, count in tests.most_common(wanted.worst):
        print(f"{count:>4}  {test}  {catalog.test(test)[1].asks}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
