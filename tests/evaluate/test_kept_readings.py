"""Readings with words and with places are the same reading; what is wrong with one is told."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from evaluate_samples import ACT, BARREL, DEFACE, build, reading

from gapcheck.errors import InputError, UsageError
from gapcheck.evaluate.readings import locate, merge, read_bundles, read_manifest, with_words, without_words

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "benchmarks" / "readings"


def test_files_are_those_that_the_reading_cites(tmp_path: Path) -> None:
    gold, laws = build(tmp_path)
    first, second = read_bundles([gold], laws)
    assert (first.code, second.code) == ("XOS", "XWE")
    assert [path.name for path in first.paths] == ["act.txt"]
    assert [answer.gap for answer in first.answers] == [False, False, True]
    (cited,) = first.answers[1].cited
    assert cited.start is not None
    assert first.laws[0].text[cited.start : cited.end] == "removes or alters the serial number"


def test_one_jurisdiction_may_have_several_bundles(tmp_path: Path) -> None:
    gold, laws = build(tmp_path)
    (gold / "XOS-2003.jsonl").write_text((gold / "XOS.jsonl").read_text(encoding="utf-8"), encoding="utf-8")
    (gold / "manifest.toml").write_text(
        '[laws.XOS-2003]\nfolder = "XOS"\nlooked_at = "figures"\n[laws.XOS-2003.files]\n"act.txt" = ""\n', encoding="utf-8"
    )
    (bundle,) = read_bundles([gold], laws, ["XOS-2003"])
    assert (bundle.code, [path.parent.name for path in bundle.paths], bundle.looked_at) == ("XOS-2003", ["XOS"], "figures")


def test_a_quotation_is_found_whatever_its_white_space_and_mark_up() -> None:
    assert locate("portable barrelled\n weapon", "any portable barrelled weapon") == (4, 29)
    assert locate("the weapon is", "the **weapon** is") == (0, 17)
    assert locate("a cannon", "any weapon") is None
    assert locate("...", "any weapon") is None


def test_places_and_words_are_one_reading(tmp_path: Path) -> None:
    gold, laws = build(tmp_path)
    rows = [json.loads(line) for line in (gold / "XOS.jsonl").read_text(encoding="utf-8").splitlines()]
    places = without_words(rows, {"act.txt": ACT})
    assert all("quote" not in item for row in places for item in row["evidence"])
    (gold / "XOS.jsonl").write_text(reading(*places), encoding="utf-8")
    (bundle,) = read_bundles([gold], laws, ["XOS"])
    assert [row["evidence"] for row in with_words(bundle)] == [row["evidence"] for row in rows]
    assert [row["label"] for row in with_words(bundle)] == [row["label"] for row in rows]


def test_only_notes_in_the_readers_own_words_are_kept() -> None:
    notes = ["Broader than asked.", 'The words "serial number" decide.', "See removes or alters the serial number of a firearm.", "x" * 161]
    rows = [{"id": str(number), "label": "not_found", "note": note} for number, note in enumerate(notes)]
    assert [row.get("note") for row in without_words(rows, {"act.txt": ACT})] == ["Broader than asked.", None, None, None]


def test_a_quotation_that_is_not_in_the_law_is_not_kept() -> None:
    rows = [{"id": "T1.1", "label": "met", "evidence": [{"file": "act.txt", "where": "s. 9", "quote": "no such words"}]}]
    with pytest.raises(InputError, match=r"T1\.1"):
        without_words(rows, {"act.txt": ACT})


def test_two_readers_dispute_only_whether_a_law_addresses_a_test() -> None:
    first = [{"id": name, "label": label} for name, label in (("a", "met"), ("b", "met"), ("c", "na"), ("d", "not_found"))]
    second = [{"id": name, "label": label} for name, label in (("a", "partly"), ("b", "not_found"), ("c", "not_found"), ("d", "met"))]
    assert [row.get("disputed", False) for row in merge(first, second)] == [False, True, False, True]
    assert [row["label"] for row in merge(first, second)] == ["met", "met", "na", "not_found"]
    assert "second" not in merge(first)[0]


def test_a_manifest_names_files_and_who_looked(tmp_path: Path) -> None:
    gold, laws = build(tmp_path)
    (gold / "manifest.toml").write_text('[laws.XOS]\nlooked_at = "rules"\n[laws.XOS.files]\n"*.txt" = ""\n', encoding="utf-8")
    (bundle,) = read_bundles([gold], laws, ["XOS"])
    assert bundle.looked_at == "rules"
    assert len(bundle.laws) == 1


def test_a_readme_may_name_the_files(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(
        "| bundle | files | language |\n| --- | --- | --- |\n| XOS | every `.txt` in `XOS/` | x |\n| XWE | `XWE/a.txt`, `XWE/b.md` | x |\n",
        encoding="utf-8",
    )
    assert {code: list(entry.files) for code, entry in read_manifest(tmp_path).items()} == {"XOS": ["*.txt"], "XWE": ["a.txt", "b.md"]}


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ('[laws.XOS.files]\n"act.txt" = "0000"\n', "not the text that was read"),
        ('[laws.XOS.files]\n"other.txt" = ""\n', "not there"),
        ('[laws.XOS]\nlooked_at = "everybody"\n[laws.XOS.files]\n', "looked_at"),
        ("[laws.XOS]\n", "cannot be read"),
        ("[laws", "cannot be read"),
    ],
)
def test_an_error_in_a_manifest_is_told(tmp_path: Path, manifest: str, message: str) -> None:
    gold, laws = build(tmp_path)
    (gold / "manifest.toml").write_text(manifest, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_bundles([gold], laws, ["XOS"])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "T1.1", "label": "yes"}', "'yes' is no label"),
        ('{"label": "met"}', "no id"),
        ('{"id": "T1.1", "label": "met", "evidence": [{"file": "act.txt"', "not JSON"),
        ("", "no line"),
    ],
)
def test_an_error_in_a_reading_is_told(tmp_path: Path, line: str, message: str) -> None:
    gold, laws = build(tmp_path)
    (gold / "XOS.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_bundles([gold], laws, ["XOS"])


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    gold, laws = build(tmp_path)
    with pytest.raises(UsageError, match="XZZ"):
        read_bundles([gold], laws, ["XZZ"])
    with pytest.raises(InputError, match="no such folder"):
        read_bundles([tmp_path / "nowhere"], laws)
    with pytest.raises(InputError, match="No reading"):
        read_bundles([laws], laws)


def test_the_first_folder_counts(tmp_path: Path) -> None:
    gold, laws = build(tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    (other / "XOS.jsonl").write_text(
        reading({"id": BARREL, "label": "na", "evidence": [{"file": "act.txt", "start": 0, "end": 8}]}), encoding="utf-8"
    )
    first, second = read_bundles([other, gold], laws)
    assert [answer.label for answer in first.answers] == ["na"]
    assert second.answers[1].test == DEFACE


def test_the_readings_kept_here_hold_no_words_of_laws() -> None:
    files = sorted(KEPT.glob("*.jsonl"))
    assert len(files) >= 8
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert set(row) <= {"id", "label", "second", "disputed", "evidence", "second_evidence", "note"}
            for item in (*row["evidence"], *row.get("second_evidence", ())):
                assert set(item) == {"file", "where", "start", "end"}
                assert item["start"] < item["end"]
                assert len(item["where"]) <= 60


def test_every_reading_kept_here_has_files_with_their_sum() -> None:
    manifest = tomllib.loads((KEPT / "manifest.toml").read_text(encoding="utf-8"))["laws"]
    for path in KEPT.glob("*.jsonl"):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        cited = {item["file"] for row in rows for item in row["evidence"]}
        assert cited <= set(manifest[path.stem]["files"])
        assert all(len(sha256) == 64 for sha256 in manifest[path.stem]["files"].values())


def test_the_readings_kept_here_fit_the_real_laws(shared: Path) -> None:
    for bundle in read_bundles([KEPT], shared / "laws"):
        assert len(bundle.answers) == 210
        for answer in bundle.answers:
            assert answer.gap or answer.label == "na" or answer.cited
            assert all(1 <= len(item.quote.split()) <= 120 for item in answer.cited)
