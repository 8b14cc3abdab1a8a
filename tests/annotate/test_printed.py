"""Printed lines: words and sentences that the width of a page breaks are read whole."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from gapcheck.annotate import Reading, read_law
from gapcheck.annotate.printed import divided_words
from gapcheck.language import pack
from gapcheck.load import load
from gapcheck.pipeline import run
from gapcheck.segment import segment

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from samples.printed import Printer

SAMPLE = Path(__file__).resolve().parents[2] / "legislation_samples" / "XBA-kestria-firearms-act-2024.txt"
ADDRESSED = {"covered", "partly_covered"}
WRAPPED = """\
2. In this Act unless the context requires another meaning, "firearm
certificate" means a certificate that is granted under this Act; "
dealer" means a person who buys or sells by way of trade; "firearm"
means any barrelled weapon that expels a shot, whether smooth-
bored or rifled, and includes its compo-
nents and each imita-
tion that can be con-
verted into a fire-
arm.
3. No person shall import a firearm into the country without a certi-
ficate that the Commissioner has granted, and no person shall re-
export it.
4. Every dealer shall keep a record of each firearm that he buys and
of each that he sells.
5. Any person who keeps no record commits an offence and is liable to
a fine of one thousand dollars.
"""


def _read(folder: Path, text: str) -> Reading:
    path = folder / "law.txt"
    path.write_text(text, encoding="utf-8")
    law = load(path)
    return read_law(law, segment(law), pack("en"))


def test_divided_words_are_put_together(tmp_path: Path) -> None:
    reading = _read(tmp_path, WRAPPED)
    lower = reading.words.lower
    assert {"components", "imitation", "converted", "certificate"} <= set(lower)
    assert lower.count("firearm") == 5
    # Where its two parts stand, the word stands.
    at = lower.index("components")
    assert reading.law.text[reading.words.starts[at] : reading.words.ends[at]] == "compo-\nnents"


def test_a_compound_keeps_its_two_words(tmp_path: Path) -> None:
    lower = _read(tmp_path, WRAPPED).words.lower
    assert "smooth" in lower
    assert "smoothbored" not in lower


@pytest.mark.parametrize("text", ["", "fire-", "fire-\n", "-\narm", "re-\n\n\nexport", "a\u00ad\nb"])
def test_what_is_no_divided_word_is_left_alone(text: str) -> None:
    joined = divided_words(text, pack("en"))
    assert all(0 < end <= start < len(text) for end, start in joined.items())


def test_a_term_broken_from_its_cue_is_defined(tmp_path: Path) -> None:
    reading = _read(tmp_path, WRAPPED)
    assert [" ".join(definition.term.split()) for definition in reading.definitions] == ["firearm certificate", "dealer", "firearm"]


@pytest.mark.parametrize(
    ("printer", "same"),
    [
        (Printer(), 0.97),
        (Printer(divided=0.25), 0.97),
        (Printer(notes="left"), 0.95),
        (Printer(notes="right"), 0.95),
        (Printer(divided=0.25, notes="outer", headers=True), 0.94),
    ],
    ids=["lines", "words", "left", "right", "outer"],
)
def test_a_printed_law_is_read_like_the_clean_one(tmp_path: Path, printer: Printer, same: float) -> None:
    path = tmp_path / "printed.txt"
    path.write_text(printer.printed(SAMPLE), encoding="utf-8")
    clean = {finding.test: finding.status.value in ADDRESSED for finding in run([SAMPLE], jurisdiction="XBA").assessment.findings}
    printed = {finding.test: finding.status.value in ADDRESSED for finding in run([path], jurisdiction="XBA").assessment.findings}
    assert sum(clean[test] == printed[test] for test in clean) >= same * len(clean)
