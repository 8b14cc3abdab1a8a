"""Test sentences beside the rules: constructed little laws with the answer that a rule must give.

The files are `NAME.test.yaml` beside `NAME.yaml`; docs/rules.md gives their form.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gapcheck.annotate import Reading, read_law
from gapcheck.catalog import Catalog
from gapcheck.errors import CatalogError
from gapcheck.files import read_yaml
from gapcheck.judge import judge
from gapcheck.language import available, pack
from gapcheck.model.law import Law
from gapcheck.model.result import Finding, Status
from gapcheck.segment import segment

_ADDRESSED = (Status.COVERED, Status.PARTLY_COVERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One test sentence.

    Attributes:
        polarity: "must_match", "must_not_match" or "known_miss" (a sentence that should match and does not yet).
        quote: words that the evidence must hold, or "".
        status: the exact status expected, or "" for covered or partly covered.
        because: why it must not match, or "".
    """

    file: str
    number: int
    test: str
    language: str
    polarity: str
    text: str
    quote: str = ""
    status: str = ""
    because: str = ""

    @property
    def name(self) -> str:
        """A name for reports: "FP-05.1.c.2#1-must_match-1"."""
        return f"{self.test}-{self.polarity}-{self.number}"


def cases(folder: Path) -> Iterator[Case]:
    """Go through all test sentences below a catalog folder, in the order of files."""
    for path in sorted(folder.rglob("*.test.yaml")):
        yield from cases_of(path)


def cases_of(path: Path) -> Iterator[Case]:
    """Go through the test sentences of one file."""
    for group in read_yaml(path) or ():
        for polarity in ("must_match", "must_not_match", "known_miss"):
            for number, item in enumerate(group.get(polarity) or (), 1):
                body = {"text": item} if isinstance(item, str) else item
                yield Case(
                    file=path.name,
                    number=number,
                    test=group["test"],
                    language=group.get("language", "en"),
                    polarity=polarity,
                    text=body["text"],
                    quote=body.get("quote", ""),
                    status=body.get("status", ""),
                    because=body.get("because", ""),
                )


def read_text(text: str, language: str, name: str = "sentence.txt") -> Reading:
    """Read a text as a law of its own."""
    if language not in available():
        raise CatalogError(f"There is no language pack for {language!r}.")
    law = Law(name=name, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), language=language)
    return read_law(law, segment(law), pack(language))


def answer(catalog: Catalog, case: Case) -> Finding:
    """Judge the case's test on its text alone."""
    return judge(catalog, [read_text(case.text, case.language)], wanted=frozenset({case.test}))[0]


def complaint(catalog: Catalog, case: Case) -> str:
    """Return what is wrong with the rule's answer to a case, "" if nothing is."""
    found = answer(catalog, case)
    matched = found.status in _ADDRESSED
    if case.polarity == "must_not_match":
        return f"matched ({found.status.value}, {found.score:.2f}: {found.reason}) although {case.because}" if matched else ""
    if case.polarity == "known_miss":
        return "is matched now: move it to must_match" if matched else ""
    if case.status and found.status.value != case.status:
        return f"is {found.status.value} ({found.score:.2f}), expected {case.status}: {found.reason}"
    if not case.status and not matched:
        return f"is {found.status.value} ({found.score:.2f}): {found.reason}"
    if case.quote and not any(" ".join(case.quote.split()) in " ".join(e.quote.split()) for e in found.evidence):
        return f"quotes {[e.quote for e in found.evidence]} and not {case.quote!r}"
    return ""
