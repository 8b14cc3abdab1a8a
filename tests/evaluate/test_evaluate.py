"""`gapcheck evaluate`: from laws and readings to figures."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from evaluate_samples import BARREL, DEFACE, DRONES, build
from rich.console import Console

from gapcheck.catalog import read_catalog
from gapcheck.cli import main
from gapcheck.errors import ExitCode, UsageError
from gapcheck.evaluate.compare import FITTED, LEFT_OUT, SHIPPED, compare, evaluate, plain_words, spans, state
from gapcheck.evaluate.metrics import figures
from gapcheck.evaluate.readings import Bundle, read_bundles, with_words
from gapcheck.evaluate.refit import CALIBRATION
from gapcheck.evaluate.refit import main as refit
from gapcheck.evaluate.report import print_evaluation, sections, to_dict, to_json, to_markdown, worst_of
from gapcheck.pipeline import run
from gapcheck.report.json import to_json as assessment_json
from gapcheck.report.paper import Paper

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "accuracy.md"
Bundles = tuple[Bundle, ...]


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Bundles:
    gold, laws = build(tmp_path_factory.mktemp("evaluate"))
    return read_bundles([gold], laws)


def test_findings_are_put_beside_readings(bundles: Bundles) -> None:
    found = evaluate(bundles, refit=False)
    items = {(item.law, item.test): item for item in found.variants[SHIPPED]}
    assert found.main == SHIPPED
    assert len(items) == 6
    deface = items["XOS", DEFACE]
    assert (deface.gold, deface.said, deface.hits[:1], deface.article) == ("met", "covered", (True,), "art. 5")
    assert items["XOS", DRONES].said_gap
    assert items["XOS", DRONES].article == "threat i"
    assert items["XOS", BARREL].second == "met"


def test_a_test_that_the_catalog_does_not_hold_counts_as_unanswered(bundles: Bundles) -> None:
    (item, *_) = compare(bundles[0], [], read_catalog())
    assert (item.said, item.score, item.hits) == ("not_found", 0.0, ())


def test_a_long_quotation_is_no_hit(bundles: Bundles) -> None:
    (finding,) = [item for item in run(bundles[0].paths, jurisdiction="XOS").assessment.findings if item.test == DEFACE]
    whole = finding.evidence[0].__class__(
        file="act.txt", quote="word " * 121 + "removes or alters the serial number", start=0, end=1, eid="", locator="", page=None
    )
    changed = type(finding)(test=DEFACE, provision="", status=finding.status, score=0.9, reason="", evidence=(whole, finding.evidence[0]))
    item = next(item for item in compare(bundles[0], [changed], read_catalog()) if item.test == DEFACE)
    assert item.hits == (False, True)


def test_words_are_compared_without_mark_up() -> None:
    assert plain_words("A **person** who [keeps](x.html) <b>arms</b>, shall") == "a person who keeps arms shall"
    assert spans("a b", "a b a b") == [(0, 3), (4, 7)]
    assert spans("", "a") == []


def test_refitting_leaves_each_law_out(bundles: Bundles) -> None:
    found = evaluate(bundles)
    assert set(found.variants) == {SHIPPED, LEFT_OUT, FITTED}
    assert found.main == LEFT_OUT
    assert all(law.in_pool for law in found.laws)
    assert [len(items) for items in found.variants.values()] == [6, 6, 6]
    assert {section.title for section in sections(found)} >= {"Laws", "Fitted figures beside left-out ones", "Confusion"}


def test_a_law_outside_the_pool_is_measured_only(bundles: Bundles) -> None:
    assert evaluate(bundles, pool=["XOS"]).main == SHIPPED, "one law alone cannot be left out"
    with pytest.raises(UsageError, match="XZZ"):
        evaluate(bundles, pool=["XZZ"])


def test_the_same_figures_everywhere(bundles: Bundles) -> None:
    found = evaluate(bundles, refit=False)
    body = json.loads(to_json(found))
    assert body == json.loads(json.dumps(to_dict(found)))
    assert body["variants"]["shipped"]["all"]["tests"] == 6
    assert len(body["answers"]) == 6
    wide = Console(width=200, force_terminal=True, color_system=None, record=True, file=sys.stderr)
    print_evaluation(found, Paper(wide))
    screen, page = wide.export_text(), to_markdown(found)
    for section in sections(found):
        assert f"## {section.title}" in page
        assert section.title.upper() in screen
    kappa = figures(found.items(["XOS"]), found.guess).kappa
    assert f"| XOS | 3 | 1 | 1.000 | 1.000 | 1.000 | {kappa:.3f}" in page


def test_the_worst_tests_give_no_finding_away_that_nobody_is_to_see(bundles: Bundles) -> None:
    wrong = replace(bundles[1], answers=tuple(replace(answer, label="not_found", cited=()) for answer in bundles[1].answers))
    seen = evaluate([bundles[0], replace(wrong, looked_at="rules")], refit=False)
    assert any("XWE" in item.missed_gaps for item in worst_of(seen)[0])
    kept = evaluate([bundles[0], replace(wrong, looked_at="figures")], refit=False)
    assert worst_of(kept)[1] == ["XOS"]
    assert all("XWE" not in item.missed_gaps for item in worst_of(kept)[0])
    assert worst_of(evaluate([replace(wrong, looked_at="figures")], refit=False))[1] == ["XWE"]


def test_the_terminal_report_holds_in_80_columns(bundles: Bundles) -> None:
    console = Console(width=80, force_terminal=True, color_system=None, record=True, file=sys.stderr)
    print_evaluation(evaluate(bundles, refit=False), Paper(console))
    assert max(len(line) for line in console.export_text().splitlines()) <= 80


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, laws = build(tmp_path)
    code = main(["evaluate", str(gold), str(laws), "--no-refit", "-o", str(tmp_path / "x.json"), "-o", str(tmp_path / "x.md")])
    out = capsys.readouterr().out
    assert code == ExitCode.OK
    assert re.search(r"^XOS +3 +1 ", out, re.MULTILINE)
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["schema"] == "gapcheck-evaluation-1"
    assert (tmp_path / "x.md").read_text(encoding="utf-8").startswith("## Laws\n")
    assert main(["evaluate", str(gold), str(laws), "--law", "XOS", "--quiet"]) == ExitCode.OK
    assert capsys.readouterr().out == ""


def test_a_law_in_a_language_without_a_pack_is_told_and_passed_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, laws = build(tmp_path)
    words = "Die Waffe ist eine tragbare Schusswaffe, die durch Explosion ein Geschoss verschiesst. Wer sie ohne Erlaubnis besitzt, wird bestraft. "
    (laws / "XWE" / "decree.txt").write_text(words * 20, encoding="utf-8")
    (gold / "XWE.jsonl").write_text('{"id": "T9.6", "label": "contradicted", "evidence": [{"file": "decree.txt", "start": 0, "end": 9}]}\n')
    assert main(["evaluate", str(gold), str(laws), "--no-refit"]) == ExitCode.PARTIAL
    captured = capsys.readouterr()
    assert "NOT READ" in captured.out
    assert "XWE" in captured.err
    assert main(["evaluate", str(gold), str(laws), "--law", "XWE"]) == ExitCode.INPUT


def test_what_makes_no_sense_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, laws = build(tmp_path)
    assert main(["evaluate", str(gold), str(laws), "--no-refit", "--pool", "XOS"]) == ExitCode.USAGE
    assert main(["evaluate", str(gold), str(laws), "-o", str(tmp_path / "x.xlsx")]) == ExitCode.USAGE
    assert main(["evaluate", str(tmp_path / "nowhere"), str(laws)]) == ExitCode.INPUT
    assert "Error" in capsys.readouterr().err


def test_the_calibration_is_refitted_by_its_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, laws = build(tmp_path)
    before = CALIBRATION.read_bytes()
    refit([str(gold), str(laws), "--laws", "XOS,XWE", "--output", str(tmp_path / "calibration.json")])
    body = json.loads((tmp_path / "calibration.json").read_text(encoding="utf-8"))
    assert body["fitted_on"] == "readings of XOS, XWE"
    assert "--laws XOS,XWE" in body["command"]
    assert set(body) | {"languages"} == set(json.loads(before))
    assert set(body["weights"]) == set(json.loads(before)["weights"])
    assert CALIBRATION.read_bytes() == before
    with pytest.raises(SystemExit, match="XZZ"):
        refit([str(gold), str(laws), "--laws", "XZZ"])


def test_a_language_may_have_a_calibration_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, laws = build(tmp_path)
    output = tmp_path / "calibration.json"
    refit([str(gold), str(laws), "--laws", "XOS,XWE", "--output", str(output)])
    alone = json.loads(output.read_text(encoding="utf-8"))
    refit([str(gold), str(laws), "--language", "en", "--laws", "XOS,XWE", "--output", str(output)])
    body = json.loads(output.read_text(encoding="utf-8"))
    own = body.pop("languages")["en"]
    assert body == alone
    assert own["weights"] == alone["weights"]
    assert "--language en --laws XOS,XWE" in own["command"]
    with pytest.raises(SystemExit, match="language"):
        refit([str(gold), str(laws), "--language", "mt", "--laws", "XOS,XWE", "--output", str(output)])


def test_the_command_of_the_calibration_exists() -> None:
    command = json.loads(CALIBRATION.read_text(encoding="utf-8"))["command"].split()
    assert command[:2] == ["python", "-m"]
    asked = subprocess.run([sys.executable, "-m", command[2], "--help"], capture_output=True, text=True, check=False)
    assert asked.returncode == 0
    assert "--laws" in asked.stdout


def test_the_page_speaks_of_todays_catalog_packs_and_calibration() -> None:
    """`python scripts/make_accuracy.py` writes it anew."""
    (named,) = re.findall(r"^State of catalog, packs and calibration: `(\w+)`\.$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert named == state(read_catalog()), "docs/accuracy.md is stale: run `python scripts/make_accuracy.py`"


def test_the_page_says_what_is_measured_today(shared: Path) -> None:
    table = PAGE.read_text(encoding="utf-8").partition("## Fitted figures beside left-out ones")[2]
    (row,) = re.findall(r"^\| UGA \| (.*) \|$", table.partition("\n## ")[0], re.MULTILINE)
    shipped = [float(cell) for cell in row.split(" | ")[::3]]
    found = evaluate(read_bundles([shared / "gold"], shared / "laws", ["UGA"]), refit=False)
    today = figures(found.items(), found.guess)
    assert shipped == pytest.approx([today.kappa, today.recall, today.auc, today.hit1], abs=0.0006)


def test_figures_are_those_of_the_script_that_judges(shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, results = tmp_path / "gold", tmp_path / "results"
    gold.mkdir()
    results.mkdir()
    bundles = read_bundles([ROOT / "benchmarks" / "readings", shared / "gold"], shared / "laws", ["MWI", "UGA"])
    for bundle in bundles:
        lines = "".join(json.dumps(row) + "\n" for row in with_words(bundle))
        (gold / f"{bundle.code}.jsonl").write_text(lines, encoding="utf-8")
        (results / f"{bundle.code}.json").write_text(
            assessment_json(run(bundle.paths, jurisdiction=bundle.code).assessment), encoding="utf-8"
        )
    script = runpy.run_path(str(shared / "gold" / "score.py"))
    judges: Callable[..., None] = script["main"]
    judges(gold, shared / "laws", results)
    printed = {line.split()[0]: [float(cell) for cell in line.split()[1:]] for line in capsys.readouterr().out.splitlines()[1:]}
    found = evaluate(bundles, refit=False)
    for code in ("MWI", "UGA"):
        item = figures(found.items([code]), found.guess)
        own = [item.tests, item.gaps, item.precision, item.recall, item.f2, item.kappa, item.auc, item.hit1, item.hit3, item.exact]
        assert [*own, item.unread, item.varying, item.varying_unread] == pytest.approx(printed[code], abs=0.00051)
