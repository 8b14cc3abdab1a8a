"""The sample laws against what a lawyer finds in them, and the other formats against the text."""

from __future__ import annotations

import sys
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from make_samples import MADE, OUT, make
from sample_findings import readme
from samples.blocks import Block, read_blocks
from samples.expected import ADDRESSED, FOLDER, Sample, compare, lies_in, outcome, problems, readable, samples

from gapcheck.errors import InputError
from gapcheck.load import load_many
from gapcheck.model.law import Law, Segmentation
from gapcheck.model.result import Evidence
from gapcheck.segment import segment

UPDATE = "Run `python scripts/sample_findings.py --update` and read the difference."
SAMPLES = samples()
# Numbers with a word ("Article 1") of an appended treaty are taken for the numbering of the whole law where no contents list weighs against them.
BROKEN_OUTLINES = {"XBC-dravinia-controlled-articles-act-1984.xml", "XBC-dravinia-controlled-articles-act-1984.pdf"}
QUICK = [name for name in sorted(MADE) if not name.startswith("XBD")]


def by_name(sample: Sample) -> str:
    return sample.name


@pytest.mark.parametrize("sample", SAMPLES, ids=by_name)
def test_expectations_are_well_formed_and_many(sample: Sample) -> None:
    assert problems(sample) == []
    assert len(sample.expected) >= 60
    assert all(file.is_file() for file in sample.files)


def test_the_strong_act_has_many_expectations_of_its_own_and_covers_most() -> None:
    strong = next(sample for sample in SAMPLES if sample.jurisdiction == "XBA")
    assert sum(set(item.statuses) <= ADDRESSED for item in strong.expected.values()) >= 150


@pytest.mark.parametrize("sample", SAMPLES, ids=by_name)
def test_findings_are_as_expected_but_for_the_known_misses(sample: Sample) -> None:
    if not readable(sample):
        with pytest.raises(InputError, match="no language pack"):
            outcome(sample.files, sample.jurisdiction)
        return
    wrong = {comparison.test for comparison in compare(sample) if not comparison.right}
    learnt = sorted(set(sample.known) - wrong)
    lost = sorted(wrong - set(sample.known))
    assert (lost, learnt) == ([], []), f"newly wrong: {lost}; learnt, take off the list: {learnt}. {UPDATE}"


@pytest.mark.parametrize("sample", SAMPLES, ids=by_name)
def test_every_quotation_is_verbatim(sample: Sample) -> None:
    if not readable(sample):
        assert load_many(sample.files)[0][0].language == "es"
        return
    result = outcome(sample.files, sample.jurisdiction)
    texts = {law.name: law.text for law in result.laws}
    quotations = [evidence for finding in result.assessment.findings for evidence in finding.evidence]
    assert quotations
    assert [item for item in quotations if texts[item.file][item.start : item.end] != item.quote] == []


def test_the_twins_give_the_same_statuses() -> None:
    english, spanish = (
        next(sample for sample in SAMPLES if sample.jurisdiction == "XBD" and word in sample.name) for word in ("law", "ley-de-armas")
    )
    if not readable(spanish):
        with pytest.raises(InputError, match="no language pack"):
            outcome(spanish.files, spanish.jurisdiction)
        return
    first, second = ({item.test: item for item in compare(sample)} for sample in (english, spanish))
    statuses = {test: (item.finding.status, second[test].finding.status) for test, item in first.items()}
    assert {test: pair for test, pair in statuses.items() if pair[0] != pair[1]} == {}


@pytest.mark.parametrize("source", sorted({source for source, _ in MADE.values()} | {"XBD-montecorvo-firearms-law-2016.txt"}))
def test_the_first_line_says_that_the_state_is_invented(source: str) -> None:
    first = (FOLDER / source).read_text(encoding="utf-8").splitlines()[0]
    assert "gapcheck" in first
    assert "invented" in first or "inventado" in first


def test_the_twins_have_the_same_articles_and_parts() -> None:
    outlines = [
        [
            (block.kind, block.label.split()[-1] if block.kind != "part" else block.label.split()[1])
            for block in read_blocks(text)
            if block.label
        ]
        for text in ((FOLDER / f"XBD-montecorvo-{name}-2016.txt").read_text(encoding="utf-8") for name in ("firearms-law", "ley-de-armas"))
    ]
    assert outlines[0] == outlines[1]
    assert sum(kind == "section" for kind, _ in outlines[0]) == 61


@pytest.mark.parametrize("name", sorted(MADE))
def test_the_other_formats_are_made_from_the_text(name: str) -> None:
    if name.endswith(".pdf"):
        # Written with reportlab, which the tests do without: its words are compared instead.
        printed = words_of(read(OUT / name)[0].text)
        source = Counter(word for block in blocks_of(name) for word in f"{block.label} {block.text}".replace("\0", "").split())
        assert sum((source - printed).values()) <= 0.02 * sum(source.values())
    else:
        assert (OUT / name).read_bytes() == make(name), "Run `python scripts/make_samples.py`."


@pytest.mark.parametrize("name", sorted(MADE))
def test_the_other_formats_have_the_same_sections(name: str) -> None:
    expected = sections(*read(FOLDER / MADE[name][0]))
    found = sections(*read(OUT / name))
    share = sum((expected & found).values()) / sum(expected.values())
    assert (share < 0.9) == (name in BROKEN_OUTLINES), f"{share:.2f} of the sections are found"


@pytest.mark.parametrize("name", QUICK)
def test_the_other_formats_give_the_same_statuses(name: str) -> None:
    source = FOLDER / MADE[name][0]
    code = name[:3]
    text, made = ({finding.test: finding.status for finding in outcome((path,), code).assessment.findings} for path in (source, OUT / name))
    different = [test for test in text if text[test] != made[test]]
    assert len(different) <= (12 if name in BROKEN_OUTLINES else 3), different


def test_a_place_holds_what_lies_below_it_and_no_longer_number() -> None:
    def at(locator: str, file: str = "act.md") -> Evidence:
        return Evidence(file=file, quote="x", start=0, end=1, eid="", locator=locator, page=None)

    assert lies_in(at("s. 3(1)(a)"), ["s. 3"])
    assert not lies_in(at("s. 30"), ["s. 3"])
    assert lies_in(at("Sch. SECOND para. 7"), ["Sch. 2"])
    assert lies_in(at("reg. 3"), ["regs 3"], {"regs": "act.md"})
    assert not lies_in(at("reg. 3"), ["regs 3"], {"regs": "other.md"})


def test_the_readme_shows_the_figures_of_today() -> None:
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == readme(), UPDATE


@lru_cache(maxsize=32)
def read(path: Path) -> tuple[Law, Segmentation]:
    laws, refused = load_many([path])
    assert refused == []
    return laws[0], segment(laws[0])


def words_of(text: str) -> Counter[str]:
    return Counter(text.split())


def blocks_of(name: str) -> list[Block]:
    return read_blocks((FOLDER / MADE[name][0]).read_text(encoding="utf-8"))


def sections(law: Law, segmentation: Segmentation) -> Counter[str]:
    # An old ordinance's chapter number stands before its first part in one format and in its title in another.
    return Counter(unit.locator.split(", ")[-1] for unit in segmentation.units if unit.kind == "section")
