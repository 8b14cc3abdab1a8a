"""A small law of an invented State, its assessment, and a hostile twin: what the tests of reports share."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from gapcheck.catalog import Catalog, read_catalog
from gapcheck.catalog.selection import select_tests
from gapcheck.model.result import Assessment, Evidence, Finding, Refusal, Status
from gapcheck.pipeline import Outcome, run
from gapcheck.report.json import settle
from gapcheck.report.view import View, build

LAW = """REPUBLIC OF OSTERMARK
FIREARMS ACT, 2003

1. Short title
This Act may be cited as the Firearms Act, 2003.

2. Interpretation
In this Act—
"ammunition" means the complete round or its components, including cartridge cases, primers, propellant powder, bullets or projectiles;
"firearm" means any portable barrelled weapon that expels, is designed to expel or may be readily converted to expel a shot, bullet or
projectile by the action of an explosive;
"licence" means a licence granted under section 4.

3. Manufacture
(1) No person shall manufacture or assemble a firearm or ammunition except under a licence.
(2) A person who contravenes subsection (1) commits an offence and is liable to imprisonment for eight years.

4. Licences
The Commissioner may grant a licence to manufacture firearms, subject to such conditions as he thinks fit.

5. Import and export
(1) A person who imports or exports a firearm or ammunition without a permit issued by the Commissioner commits an offence and is liable
to imprisonment for a term not exceeding ten years.
(2) Subsection (1) does not apply to a member of the armed forces acting in the course of duty.

6. Marking
Every manufacturer shall mark each firearm at the time of manufacture with the name of the manufacturer, the country of manufacture and a
unique serial number.

7. Defacing marks
A person who obliterates, removes or alters the serial number of a firearm commits an offence and is liable to imprisonment for five years.

8. Records
A licensed dealer shall keep a record of every firearm that he acquires or sells for not less than ten years.
"""

HOSTILE = (
    "=cmd|' /C calc'!A0 <script>alert(1)</script> ]]> [bold red]x[/bold red] | `a` *b* _c_ \x1b[31mred\x1b[0m \u202egnol\u202c &lt; \x07"
)


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    """The catalog that comes with gapcheck."""
    return read_catalog()


@lru_cache(maxsize=1)
def outcome() -> Outcome:
    """The little law against some articles, a threat and a measure: every status that a law can get at once is not needed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ostermark.txt"
        path.write_text(LAW, encoding="utf-8")
        return run(
            [path], jurisdiction="XOS", catalog=catalog(), only=select_tests(catalog(), ["1", "3", "5", "8", "9", "threat:f", "I01"])
        )


def assessment() -> Assessment:
    """The assessment as reports take it."""
    return settle(outcome().assessment)


def view(language: str = "en") -> View:
    """The view of it."""
    return build(assessment(), catalog(), language=language)


def hostile() -> Assessment:
    """The same assessment as if the law had tried to break out of every format, with words of 100,000 letters."""
    base = assessment()
    long = iter([f"{HOSTILE} {'x' * 100_000}"] * 3)

    def evil(item: Evidence) -> Evidence:
        return replace(item, quote=next(long, HOSTILE), file=f"{HOSTILE}.txt", locator=HOSTILE)

    def turn(finding: Finding) -> Finding:
        return replace(
            finding,
            reason=f"=1+1 {HOSTILE}",
            evidence=tuple(map(evil, finding.evidence)),
            qualifiers=tuple(map(evil, finding.qualifiers)),
            near_misses=tuple(map(evil, finding.near_misses)),
        )

    first = base.laws[0]
    return replace(
        base,
        laws=(replace(first, title=HOSTILE, file=f"{HOSTILE}.txt", warnings=(HOSTILE, "b", "c", "d", "e")),),
        findings=tuple(map(turn, base.findings)),
        refused=(Refusal(file=HOSTILE, reason=HOSTILE),),
    )


def some(status: Status) -> Finding:
    """The first finding of a status; the little law has some of each that the tests ask for."""
    return next(finding for finding in assessment().findings if finding.status is status)
