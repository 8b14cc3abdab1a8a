"""`gapcheck scan`: what it prints, writes and returns."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gapcheck.errors import ExitCode
from gapcheck.report.json import from_json, schema

Run = Callable[..., Any]
ONLY = ("--only", "FP-05.1.c.2,threat:f")


def test_the_report_is_printed(gapcheck: Run, law: Path) -> None:
    result = gapcheck("scan", law, "-j", "XOS", *ONLY)
    assert result.code == ExitCode.OK and result.err == ""
    assert "obliterates, removes or alters the serial number of a firearm" in result.out
    assert "FP-05.1.c.2#1" in result.out and "T6.1" in result.out and "FP-03" not in result.out


def test_with_files_a_short_report_is_printed(gapcheck: Run, law: Path, tmp_path: Path) -> None:
    result = gapcheck("scan", law, "-j", "xos", *ONLY, "-o", tmp_path / "a.json")
    assert "FP-05.1.c.2#1" not in result.out.split("WHERE TO ACT FIRST")[0]
    assert result.err == f"Written: {tmp_path / 'a.json'}\n"
    assert "obliterates" in gapcheck("scan", law, "-j", "XOS", *ONLY, "--table", "-o", tmp_path / "a.json").out
    assert "obliterates" not in gapcheck("scan", law, "-j", "XOS", *ONLY, "--no-table").out


def test_all_outputs_come_from_one_reading_and_agree(gapcheck: Run, law: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"a.{ending}" for ending in ("json", "csv", "md")]
    result = gapcheck("scan", law, "-j", "XOS", *ONLY, *(part for file in files for part in ("-o", file)))
    assert result.code == 0 and all(file.is_file() for file in files)
    body = json.loads(files[0].read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema()).validate(body)
    assert body["jurisdiction"] == "XOS"
    text = law.read_text(encoding="utf-8")
    quotes = [item for finding in body["findings"] for item in finding["evidence"]]
    assert quotes and all(text[item["start"] : item["end"]] == item["quote"] for item in quotes)
    for finding in body["findings"]:
        assert finding["test"] in files[1].read_text(encoding="utf-8-sig") and finding["test"] in files[2].read_text(encoding="utf-8")


def test_the_same_input_gives_the_same_bytes(gapcheck: Run, law: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        gapcheck(
            "scan",
            law,
            "-j",
            "XOS",
            *ONLY,
            "-q",
            "-o",
            tmp_path / f"{name}.json",
            "-o",
            tmp_path / f"{name}.md",
            "-o",
            tmp_path / f"{name}.csv",
        )
    for ending in ("json", "md", "csv"):
        assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()


def test_quiet_prints_nothing(gapcheck: Run, law: Path, tmp_path: Path) -> None:
    result = gapcheck("scan", law, "-j", "XOS", *ONLY, "--quiet", "-o", tmp_path / "a.json")
    assert (result.out, result.err) == ("", "") and (tmp_path / "a.json").exists()


def test_languages_of_the_report(gapcheck: Run, law: Path) -> None:
    english, french = (gapcheck("scan", law, "-j", "XOS", *ONLY, "--language", code) for code in ("en", "fr"))
    assert english.code == french.code == 0
    assert gapcheck("scan", law, "-j", "XOS", *ONLY, "--language", "xx").code == ExitCode.USAGE


def test_explain_prints_the_note_instead(gapcheck: Run, law: Path) -> None:
    result = gapcheck("scan", law, "-j", "XOS", "--only", "5", "--explain", "fp-05.1.c.2#1", "--explain", "T6.1")
    assert result.code == 0
    assert result.out.startswith("FP-05.1.c.2#1") and "T6.1" in result.out and "COVERAGE" not in result.out
    assert gapcheck("scan", law, "-j", "XOS", "--explain", "FP-99#1").code == ExitCode.USAGE


@pytest.mark.parametrize(("percent", "code"), [("0", ExitCode.OK), ("100", ExitCode.BELOW_THRESHOLD)])
def test_fail_under(gapcheck: Run, law: Path, percent: str, code: ExitCode, tmp_path: Path) -> None:
    result = gapcheck("scan", law, "-j", "XOS", "--only", "5", "--fail-under", percent, "-o", tmp_path / "a.json")
    assert result.code == code and (tmp_path / "a.json").exists()
    assert ("is below 100 %" in result.err) == (code == ExitCode.BELOW_THRESHOLD)


def test_fail_under_speaks_of_what_was_asked(gapcheck: Run, law: Path) -> None:
    assert gapcheck("scan", law, "-j", "XOS", "--only", "threat:f", "--fail-under", "100").code == ExitCode.BELOW_THRESHOLD
    result = gapcheck("scan", law, "-j", "XOS", "--only", "FP-01.1", "--fail-under", "1")
    assert result.code == ExitCode.USAGE and "Nothing was asked that a statute can answer" in result.err
    assert gapcheck("scan", law, "-j", "XOS", "--fail-under", "101").code == ExitCode.USAGE


def test_progress_can_be_forced_into_a_pipe(gapcheck: Run, law: Path) -> None:
    assert "Reading ostermark.txt (0/2)" in gapcheck("scan", law, "-j", "XOS", *ONLY, "--progress").err
    assert gapcheck("scan", law, "-j", "XOS", *ONLY, "--no-progress").err == ""


def test_a_folder_is_one_bundle(gapcheck: Run, law: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (law.parent / "regulations.txt").write_text(
        "REGULATIONS\n\n1. Every firearm shall bear a serial number at manufacture.\n", encoding="utf-8"
    )
    out = tmp_path_factory.mktemp("out") / "a.json"
    assert gapcheck("scan", law.parent, "-j", "XOS", *ONLY, "-q", "-o", out).code == 0
    assert [item.file for item in from_json(out.read_text(encoding="utf-8")).laws] == ["ostermark.txt", "regulations.txt"]


def test_readable_files_of_a_bundle_are_reported(gapcheck: Run, law: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.json"
    result = gapcheck("scan", law, tmp_path / "missing.txt", "-j", "XOS", *ONLY, "-o", out)
    assert result.code == ExitCode.PARTIAL and "missing.txt: There is no such file." in result.err
    assert [item.file for item in from_json(out.read_text(encoding="utf-8")).refused] == [str(tmp_path / "missing.txt")]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.txt", None, "There is no such file"),
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 40, ""),
        ("broken.pdf", b"%PDF-1.7\nnonsense", ""),
        ("broken.docx", b"PK\x03\x04nonsense", ""),
        ("blank.txt", b"  \n \n", "white space"),
    ],
)
def test_bad_input_is_one_clear_message(gapcheck: Run, tmp_path: Path, name: str, content: bytes | None, words: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    result = gapcheck("scan", path, "-j", "XOS", "-o", tmp_path / "a.json")
    assert result.code == ExitCode.INPUT and result.out == ""
    assert result.err.startswith("Error: ") and name in result.err and words in result.err and "Traceback" not in result.err
    assert not (tmp_path / "a.json").exists()


def test_a_folder_with_nothing_to_read(gapcheck: Run, tmp_path: Path) -> None:
    result = gapcheck("scan", tmp_path, "-j", "XOS")
    assert result.code == ExitCode.INPUT and "no file that can be read" in result.err


@pytest.mark.parametrize(
    ("code", "words"),
    [("JMA", "JAM (Jamaica)"), ("Jamaica", "JAM (Jamaica)"), ("XXXX", "XAA to XZZ"), ("irl1", "IRL (Ireland)"), ("", "XAA")],
)
def test_an_unknown_code_is_told_with_the_nearest(gapcheck: Run, law: Path, code: str, words: str) -> None:
    result = gapcheck("scan", law, "-j", code)
    assert result.code == ExitCode.USAGE and words in result.err


def test_a_broken_catalog_is_told(gapcheck: Run, law: Path, tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    (folder / "provisions").mkdir(parents=True)
    (folder / "threat_catalog").mkdir()
    (folder / "provisions" / "bad.yaml").write_text("id: FP-01\ntitle: [", encoding="utf-8")
    result = gapcheck("scan", law, "-j", "XOS", "--catalog", folder)
    assert result.code == ExitCode.CATALOG and "bad.yaml" in result.err and "Traceback" not in result.err


def test_a_rule_with_a_concept_that_does_not_exist_gives_no_answer(gapcheck: Run, law: Path, tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "provisions" / "article_05" / "FP-05.1.c.2.yaml"
    folder = tmp_path / "provisions" / "article_05"
    folder.mkdir(parents=True)
    (folder / source.name).write_text(source.read_text(encoding="utf-8").replace("act.obliterate", "act.oblitrate"), encoding="utf-8")
    result = gapcheck("scan", law, "-j", "XOS", "--catalog", tmp_path)
    assert result.code == ExitCode.CATALOG and result.out == ""
    assert "FP-05.1.c.2.yaml: The rule of FP-05.1.c.2#1 names the unknown concept act.oblitrate" in result.err


def test_outputs_are_checked_before_the_work(gapcheck: Run, law: Path, tmp_path: Path) -> None:
    before = law.read_bytes()
    for target, code, words in (
        (law, ExitCode.USAGE, "names no format"),
        (tmp_path / "a.xyz", ExitCode.USAGE, "Endings: .json .xlsx .html .docx .pdf .csv .md"),
        (tmp_path / "a", ExitCode.USAGE, "needs an ending"),
        (tmp_path / "no" / "a.json", ExitCode.OUTPUT, "folder does not exist"),
    ):
        result = gapcheck("scan", law, "-j", "XOS", "-o", target)
        assert result.code == code and words in result.err, target
    assert law.read_bytes() == before


def test_a_law_is_never_overwritten(gapcheck: Run, law: Path) -> None:
    markdown = law.with_suffix(".md")
    law.rename(markdown)
    before = markdown.read_bytes()
    link = markdown.with_name("link.md")
    link.symlink_to(markdown)
    for paths, target in (([markdown], markdown), ([markdown], link), ([markdown.parent], markdown)):
        result = gapcheck("scan", *paths, "-j", "XOS", *ONLY, "-o", target)
        assert result.code == ExitCode.USAGE and "is being read" in result.err
    assert markdown.read_bytes() == before


def test_a_report_is_not_put_among_the_laws(gapcheck: Run, law: Path) -> None:
    """The next scan of the folder would read it as a law; what is never read as one may lie there."""
    result = gapcheck("scan", law.parent, "-j", "XOS", *ONLY, "-o", law.parent / "sub.json")
    assert result.code == ExitCode.USAGE and "take this report for a law" in result.err
    assert gapcheck("scan", law.parent, "-j", "XOS", *ONLY, "-o", law.parent / "a.csv").code == 0


def test_two_files_of_one_law_are_a_note(gapcheck: Run, law: Path) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in law.read_text(encoding="utf-8").splitlines())
    law.with_suffix(".html").write_text(f"<html><body>{paragraphs}</body></html>", encoding="utf-8")
    result = gapcheck("scan", law.parent, "-j", "XOS", *ONLY)
    assert result.code == ExitCode.OK and "could not be read" not in result.out and "ostermark" in result.out.split("note: ")[1]


def test_decisions_of_reviewers_stand_beside_the_findings(gapcheck: Run, law: Path, tmp_path: Path) -> None:
    store = tmp_path / "decisions.yaml"
    store.write_text(
        "schema: gapcheck-review-1\ndecisions:\n"
        "- {jurisdiction: XOS, test: T6.5, reviewer: consensus, status: covered, decided_on: 2026-01-01}\n"
        "- {jurisdiction: XNN, test: T6.6, reviewer: consensus, status: covered, decided_on: 2026-01-01}\n",
        encoding="utf-8",
    )
    result = gapcheck("scan", law, "-j", "XOS", *ONLY, "--store", store)
    assert result.out.count("Reviewed: ● covered") == 1
    assert gapcheck("scan", law, "-j", "XOS", "--store", tmp_path / "no.yaml").code == ExitCode.INPUT
    store.write_text("decisions: 5", encoding="utf-8")
    assert gapcheck("scan", law, "-j", "XOS", "--store", store).code == ExitCode.INPUT


def test_a_file_is_whole_or_not_there(gapcheck: Run, law: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.json"
    target.write_text("old", encoding="utf-8")

    def fail(self: Path, *args: object, **kwargs: object) -> int:
        self.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", fail)
    result = gapcheck("scan", law, "-j", "XOS", *ONLY, "-o", target)
    assert result.code == ExitCode.OUTPUT and "No space left on device" in result.err
    assert target.read_bytes() == b"old" and sorted(item.name for item in tmp_path.iterdir()) == ["a.json", "ostermark.txt"]


def test_permissions_are_those_of_a_plain_file(gapcheck: Run, law: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    mask = os.umask(0o022)
    try:
        gapcheck("scan", law, "-j", "XOS", *ONLY, "-q", "-o", target)
        assert stat.S_IMODE(target.stat().st_mode) == 0o644
        target.chmod(0o600)
        gapcheck("scan", law, "-j", "XOS", *ONLY, "-q", "-o", target)
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    finally:
        os.umask(mask)
