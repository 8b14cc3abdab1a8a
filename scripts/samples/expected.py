"""Compares what gapcheck finds in the sample laws with what a lawyer finds who reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from gapcheck.catalog import read_catalog
from gapcheck.language import available
from gapcheck.model.result import Evidence, Finding, Status
from gapcheck.pipeline import Outcome, run

FOLDER = Path(__file__).resolve().parents[2] / "legislation_samples"
ADDRESSED = frozenset({"covered", "partly_covered"})
_ORDINALS = {"FIRST": "1", "SECOND": "2", "THIRD": "3", "FOURTH": "4"}
_MARKER = "# What the tool gets wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What is expected of one test: the right statuses, and the places of which one must hold the evidence."""

    statuses: tuple[str, ...]
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A sample law, or a bundle of laws, with its expectations.

    Attributes:
        path: the expectations' own file.
        files: the laws, as paths.
        short: the words that stand for a file of a bundle in a place ("act s. 2"), each with the file's name.
        known: ids of tests that the tool is known to get wrong, with what it says.
    """

    path: Path
    files: tuple[Path, ...]
    jurisdiction: str
    state: str
    describes: str
    expected: Mapping[str, Expectation]
    short: Mapping[str, str]
    known: Mapping[str, str]

    @property
    def name(self) -> str:
        """The name of the law, or of the folder of a bundle."""
        return self.files[0].name if len(self.files) == 1 else self.path.parent.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One test: what was expected and what was found."""

    test: str
    expected: Expectation
    finding: Finding
    status_right: bool
    place_right: bool
    first_place_right: bool

    @property
    def right(self) -> bool:
        """True where both the status and the place are right."""
        return self.status_right and self.place_right


def samples() -> list[Sample]:
    """Read every `*.expected.yaml` of legislation_samples/."""
    return [read_sample(path) for path in sorted(FOLDER.rglob("*.expected.yaml"))]


def read_sample(path: Path) -> Sample:
    """Read one file of expectations; `same_as` takes over those of another file, `otherwise` fills in all tests that have a rule."""
    own: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    written: dict[str, Any] = own.get("expected") or {}
    if "same_as" in own:
        written = yaml.safe_load((path.parent / own["same_as"]).read_text(encoding="utf-8"))["expected"]
    expected = {
        test: Expectation(statuses=tuple(values[0].split("/")), places=tuple(values[1:]))
        for test, values in written.items()
        if test != "otherwise"
    }
    if "otherwise" in written:
        rest = Expectation(statuses=(written["otherwise"],))
        expected |= {test.id: rest for _, test in read_catalog().tests() if test.rule is not None and test.id not in expected}
    return Sample(
        path=path,
        files=tuple(path.parent / name for name in own.get("laws") or [own["law"]]),
        jurisdiction=own["jurisdiction"],
        state=own["state"],
        describes=own["describes"],
        expected=expected,
        short=own.get("files") or {},
        known=own.get("known_misses") or {},
    )


def problems(sample: Sample) -> list[str]:
    """Say what is wrong with a file of expectations: unknown tests or statuses, places missing where something is expected."""
    known = {test.id: test for _, test in read_catalog().tests()}
    statuses = {status.value for status in Status}
    found = [f"{test}: there is no such test" for test in sample.expected if test not in known]
    found += [f"{test}: no rule answers it" for test in sample.expected if test in known and known[test].rule is None]
    for test, expectation in sample.expected.items():
        found += [f"{test}: {status} is no status" for status in expectation.statuses if status not in statuses]
    found += [f"{test}: a known miss that nothing is expected of" for test in sample.known if test not in sample.expected]
    return found


def readable(sample: Sample) -> bool:
    """Tell whether there is a language pack for the sample: Spanish laws wait for theirs."""
    return "ley-de-armas" not in sample.name or "es" in available()


@lru_cache(maxsize=16)
def outcome(files: tuple[Path, ...], jurisdiction: str) -> Outcome:
    """Assess the laws, once a process."""
    return run(files, jurisdiction=jurisdiction)


def compare(sample: Sample) -> list[Comparison]:
    """Compare every expectation with the finding."""
    findings = {finding.test: finding for finding in outcome(sample.files, sample.jurisdiction).assessment.findings}
    return [_compare(sample, test, expectation, findings[test]) for test, expectation in sorted(sample.expected.items())]


def _compare(sample: Sample, test: str, expectation: Expectation, finding: Finding) -> Comparison:
    status_right = finding.status.value in expectation.statuses
    asked = bool(expectation.places) and finding.status.value in ADDRESSED | {"contradicted"}
    held = [lies_in(evidence, expectation.places, sample.short) for evidence in finding.evidence]
    return Comparison(
        test=test,
        expected=expectation,
        finding=finding,
        status_right=status_right,
        place_right=not asked or any(held),
        first_place_right=not asked or held[:1] == [True],
    )


def lies_in(evidence: Evidence, places: Sequence[str], short: Mapping[str, str] | None = None) -> bool:
    """Tell whether evidence lies in one of the places: "s. 3" holds s. 3, s. 3(1) and s. 3(1)(a), but not s. 30."""
    locator = plain_locator(evidence.locator)
    for place in places:
        first, _, rest = place.partition(" ")
        wanted = place
        if short and first in short:
            if evidence.file.rsplit("/", 1)[-1] != short[first]:
                continue
            wanted = rest
        # A regulation is "reg. 3" to some readers of its heading and "s. 3" to others.
        forms = [f"{prefix} {wanted}" for prefix in ("s.", "reg.", "r.", "art.", "para.")] if wanted[:1].isdigit() else [wanted]
        if any(locator == form or re.match(re.escape(form) + r"(?![\w])", locator) for form in forms):
            return True
    return False


def plain_locator(locator: str) -> str:
    """Write the number of a schedule in figures: "Sch. SECOND para. 7" is "Sch. 2 para. 7"."""
    return re.sub(r"\b(FIRST|SECOND|THIRD|FOURTH)\b", lambda match: _ORDINALS[match[0].upper()], locator, flags=re.I)


def says(comparison: Comparison) -> str:
    """Say in a few words what the tool found instead."""
    finding = comparison.finding
    where = plain_locator(finding.evidence[0].locator) if finding.evidence else ""
    return f"{finding.status.value} at {where}" if where else finding.status.value


def write_known(sample: Sample, comparisons: Sequence[Comparison]) -> None:
    """Write the list of known misses of a sample anew, at the end of its file."""
    text = sample.path.read_text(encoding="utf-8").split(f"\n{_MARKER}")[0].rstrip("\n") + "\n"
    misses = [comparison for comparison in comparisons if not comparison.right]
    if misses:
        text += (
            f"\n{_MARKER}, and what it says instead. Written by scripts/sample_findings.py --update.\n"
            "# The tests are strict: what the tool learns must be taken off the list.\n"
            "known_misses:\n"
        )
        text += "".join(f"  {comparison.test}: {says(comparison)}\n" for comparison in misses)
    sample.path.write_text(text, encoding="utf-8")
