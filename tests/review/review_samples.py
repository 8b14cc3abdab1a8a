"""An invented law and its findings, for the tests of the round trip."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from gapcheck.catalog import Catalog, read_catalog
from gapcheck.catalog.selection import select_tests
from gapcheck.model.result import Assessment, Finding
from gapcheck.model.review import Review
from gapcheck.pipeline import run
from gapcheck.report.json import settle
from gapcheck.report.view import View, build

LAW = """KINGDOM OF THULEBY
WEAPONS ACT, 1998

1. Meaning of words
In this Act "firearm" means a portable barrelled weapon from which a shot, bullet or other missile can be discharged, and "licence" means
a licence under section 3.

2. Manufacture
A person who manufactures a firearm without a licence commits an offence and is liable to imprisonment for six years.

3. Licences
The Chief Officer may grant a licence to manufacture or to deal in firearms.

4. Import
No person shall import or export a firearm without a permit of the Chief Officer. A person who contravenes this section commits an offence
and is liable to a fine or to imprisonment for five years.

5. Marks
Each firearm shall be marked by its manufacturer with a serial number, the manufacturer's name and the place of manufacture.

6. Registers
A dealer shall keep a register of the firearms that he buys or sells and shall preserve it for twelve years.
"""


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    """The catalog that comes with gapcheck."""
    return read_catalog()


@lru_cache(maxsize=1)
def assessment() -> Assessment:
    """The findings on the invented law."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "thuleby.txt"
        path.write_text(LAW, encoding="utf-8")
        only = select_tests(catalog(), ["3", "8", "threat:a"])
        return settle(run([path], jurisdiction="XTH", catalog=catalog(), only=only).assessment)


def view(review: Review | None = None, of: Assessment | None = None) -> View:
    """The view of it."""
    return build(of or assessment(), catalog(), review=review)


def moved(test: str) -> Assessment:
    """The same findings after the law has changed in one place: the reason stays, the quotations of one test are others."""

    def turn(finding: Finding) -> Finding:
        return replace(finding, evidence=finding.evidence[1:]) if finding.test == test else finding

    return replace(assessment(), findings=tuple(map(turn, assessment().findings)))


def tests_with_evidence() -> list[str]:
    """Tests whose findings quote the law."""
    return [finding.test for finding in assessment().findings if finding.evidence]
