"""Units about firearms on which no finding rests."""

from __future__ import annotations

from pathlib import Path

from gapcheck.model.result import Evidence, Finding, Status
from gapcheck.pipeline import run
from gapcheck.score import find_unmapped

LAW = """DUCHY OF VELMARK
FIREARMS ACT, 2011

1. Licences
No person shall sell a firearm without a licence.

2. Officers
The Minister may appoint officers for the purposes of this Act.

3. Ranges
(1) A shooting range shall be inspected once a year.
(2) The operator of a range shall count the firearms on it every evening, shall write the number into a book with numbered pages, shall sign
the entry together with a second person who was present, and shall hand the book to the inspector whenever the inspector asks for it, on any day.
"""


def outcome(folder: Path) -> tuple[tuple[Evidence, ...], list[str]]:
    path = folder / "velmark.txt"
    path.write_text(LAW, encoding="utf-8")
    made = run([path], jurisdiction="XVE", only=frozenset({"FP-08.1.a#1"}))
    law, reading = made.laws[0], made.readings[0]
    first = next(unit for unit in reading.segmentation.units if unit.locator == "s. 1")
    at = law.text.index("No person shall sell")
    finding = Finding(
        test="t", provision="p", status=Status.COVERED, score=1.0, reason="", evidence=(Evidence.cut(law, first, at, at + 20),)
    )
    found = find_unmapped(made.readings, [finding])
    assert all(law.text[item.start : item.end] == item.quote for item in found)
    return found, [item.locator for item in find_unmapped(made.readings, [])]


def test_only_unused_units_about_firearms_are_named(tmp_path: Path) -> None:
    found, without_findings = outcome(tmp_path)
    assert [item.locator for item in found] == ["s. 3"]
    assert without_findings == ["s. 1", "s. 3"]


def test_an_opening_is_short_and_ends_with_a_word(tmp_path: Path) -> None:
    (item,) = outcome(tmp_path)[0]
    assert item.quote.startswith("3. Ranges") and len(item.quote) <= 240
    assert LAW[LAW.index(item.quote) + len(item.quote)] in " \n"


def test_a_selection_of_tests_lists_none(tmp_path: Path) -> None:
    path = tmp_path / "velmark.txt"
    path.write_text(LAW, encoding="utf-8")
    assert run([path], jurisdiction="XVE", only=frozenset({"FP-08.1.a#1"})).assessment.unmapped == ()
    assert run([path], jurisdiction="XVE").assessment.unmapped != ()
