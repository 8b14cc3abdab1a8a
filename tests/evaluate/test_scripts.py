"""The scripts around readings: keeping places, giving quotations back, the page, the comparison with simple methods."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from evaluate_samples import BARREL, DEFACE, DRONES, build

from gapcheck.catalog import read_catalog
from gapcheck.evaluate.compare import compare, evaluate, truth_of
from gapcheck.evaluate.metrics import Guess
from gapcheck.evaluate.readings import read_bundles
from gapcheck.pipeline import run

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "benchmarks")]

import accuracy  # noqa: E402
import keep_readings  # noqa: E402
import make_accuracy  # noqa: E402


def test_readings_are_kept_as_places_and_given_back_with_their_words(tmp_path: Path) -> None:
    gold, laws = build(tmp_path)
    raw, kept, back = tmp_path / "raw", tmp_path / "kept", tmp_path / "back"
    raw.mkdir()
    kept.mkdir()
    (raw / "XOS.1.jsonl").write_bytes((gold / "XOS.jsonl").read_bytes())
    second = [{"id": BARREL, "label": "not_found", "evidence": []}, {"id": DRONES, "label": "na", "evidence": []}]
    (raw / "XOS.2.jsonl").write_text("".join(json.dumps(row) + "\n" for row in second), encoding="utf-8")
    (kept / "manifest.toml").write_text('# who\n[laws.XOS]\nlooked_at = "engine"\n[laws.XOS.files]\n"act.txt" = ""\n', encoding="utf-8")
    keep_readings.keep(raw, laws, kept)
    assert "weapon" not in (kept / "XOS.jsonl").read_text(encoding="utf-8")
    (bundle,) = read_bundles([kept], laws)
    assert bundle.looked_at == "engine"
    assert [(answer.second, answer.disputed) for answer in bundle.answers] == [("not_found", True), ("", False), ("na", False)]
    keep_readings.quote(kept, laws, back)
    rows = [json.loads(line) for line in (back / "XOS.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows[1]["evidence"][0]["quote"] == "removes or alters the serial number"
    (laws / "XOS" / "act.txt").write_text("another text", encoding="utf-8")
    with pytest.raises(Exception, match="not the text that was read"):
        read_bundles([kept], laws)


def test_the_page_has_its_parts(tmp_path: Path) -> None:
    gold, laws = build(tmp_path)
    (gold / "manifest.toml").write_text(
        '[laws.XOS]\nlooked_at = "rules"\n[laws.XOS.files]\n"act.txt" = ""\n[laws.XWE]\nlooked_at = "figures"\n[laws.XWE.files]\n"decree.txt" = ""\n',
        encoding="utf-8",
    )
    found = evaluate(read_bundles([gold], laws), refit=False)
    text = make_accuracy.page(found, "| a table |\n")
    assert f"{make_accuracy.STATE}{found.state}`." in text
    assert "| laws that nobody looked at, en (XWE) |" in text
    assert text.partition(make_accuracy.BENCHMARK)[2].partition(make_accuracy.END)[0].strip() == "| a table |"
    assert text.index("## Laws") < text.index("## Beside simple methods")


def test_the_page_of_the_repository_holds_every_table() -> None:
    text = make_accuracy.PAGE.read_text(encoding="utf-8")
    titles = [
        "Laws",
        "Who looked at the laws",
        "Fitted figures beside left-out ones",
        "Readers against each other",
        "By article and threat",
    ]
    titles += ["By kind of provision", "Confusion", "Reliability of the score", "Findings that need a look", "The ten worst tests"]
    assert [title for title in titles if f"\n## {title}\n" not in text] == []
    assert "gapcheck, as shipped" in make_accuracy.kept_benchmark()


def test_windows_overlap_and_hold_every_word() -> None:
    text = " ".join(f"word{number}" for number in range(200))
    cut = accuracy.windows(text)
    assert [len(window.split()) for window in cut] == [120, 120, 80]
    assert set(" ".join(cut).split()) == set(text.split())
    assert cut[1].split()[0] == "word60"
    assert accuracy.windows("one, two") == ["one, two"]
    assert accuracy.windows("...") == []


def test_a_simple_method_is_measured_as_gapcheck_is(tmp_path: Path) -> None:
    gold, laws = build(tmp_path)
    bundles = read_bundles([gold], laws)
    catalog = read_catalog()
    own = compare(bundles[1], run(bundles[1].paths, jurisdiction="XWE", catalog=catalog).assessment.findings, catalog)
    queries = accuracy.queries_of(gold, catalog)
    items = accuracy.with_method(own, bundles[1], queries, accuracy.token_set)
    assert [item.test for item in items] == [BARREL, DEFACE, DRONES]
    assert items[0].hits == (True,), "the law is one window, which holds the cited words"
    assert items[2].hits == ()
    guess = Guess(truth_of(bundles))
    row = accuracy.row_of("words", items, guess, 1.0)
    assert row.kappa >= accuracy.row_of("words", accuracy.judged(items, 0.0), guess, 1.0, best=False).kappa
    assert (row.hit1, row.hit3, row.seconds) == (1.0, 1.0, 1.0)
    assert "| words | " in accuracy.table([row], ["XWE"], "nobody looked")


def test_the_codebook_is_the_query_where_it_is_there(tmp_path: Path) -> None:
    (tmp_path / "codebook.json").write_text('[{"id": "T9.6", "test": "Drones are seized.", "looks_like": "unmanned"}]', encoding="utf-8")
    assert accuracy.queries_of(tmp_path, read_catalog()) == {"T9.6": "Drones are seized. unmanned"}
