"""`gapcheck catalog check`, `list` and `show`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gapcheck.catalog import read_catalog
from gapcheck.cli import main
from gapcheck.errors import ExitCode


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["catalog", *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_check_tells_errors_and_ends_with_their_code(run, tmp_path: Path) -> None:
    folder = tmp_path / "provisions"
    folder.mkdir()
    (folder / "FP-90.yaml").write_text("id: FP-90\nobligation: [must]\n")
    code, out, _ = run("check", str(tmp_path), "--no-notes")
    assert code == ExitCode.CATALOG
    assert "FP-90.yaml:2: error: obligation: ['must'] is none of mandatory" in out
    assert "FP-90.yaml:1: error: title is missing" in out
    assert "[/" not in out, "no mark-up leaks"


def test_check_of_a_folder_without_a_catalog(run, tmp_path: Path) -> None:
    code, out, err = run("check", str(tmp_path))
    assert (code, out) == (ExitCode.USAGE, "")
    assert "holds no catalog" in err


def test_list_of_all_and_of_some(run) -> None:
    code, out, _ = run("list")
    assert code == ExitCode.OK
    assert all(f"\n{entry.id} " in out for entry in read_catalog().entries)
    code, out, _ = run("list", "--article", "8", "--tests")
    assert "FP-08.1.a.1#1" in out
    assert "FP-05" not in out.partition("Catalog:")[0]
    code, out, _ = run("list", "--instrument", "PoA", "--reference", "II.8")
    assert "(PoA II.8)" in out


def test_list_as_json(run) -> None:
    code, out, _ = run("list", "--threat", "a", "--family", "threat", "--json")
    assert code == ExitCode.OK
    data = json.loads(out)
    assert [entry["id"] for entry in data][:1] == ["T1"]
    assert data[0]["tests"][0]["id"] == "T1.1"


def test_list_of_nothing_that_exists(run) -> None:
    code, out, err = run("list", "--kind", "x")
    assert (code, out) == (ExitCode.USAGE, "")
    assert "criminalization" in err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("fp-05.1.c.2", ["WHAT THE STATE MUST DO", "PoA II.8", "(not verified", "FALSE FRIENDS", "FP-05.1.c.2#4", "Test sentences:", "last checked on 2"]),
        ("T1", ["THE THREAT", "HOW FAR THE PROTOCOL COVERS IT", "EXAMPLES"]),
        ("I01", ["WHAT IS RECOMMENDED", "Needs another source"]),
        ("FP-05.1.c.2#1", ["It is answered by any of these", "within", "yes: ", "no: ", "because: "]),
        ("I01#2", ["Needs another source", "Look in: "]),
        ("act.import", ["WORDS: EN", "NAMED BY THE RULES OF"]),
        ("=object.firearm", ["NARROWER CONCEPTS", "object.handgun", "WORDS: EN"]),
    ],
)  # fmt: skip
def test_show(run, name: str, words: list[str]) -> None:
    code, out, _ = run("show", name)
    assert code == ExitCode.OK
    assert [word for word in words if word not in out] == []


def test_show_of_several_and_as_json(run) -> None:
    _, out, _ = run("show", "T1", "FP-08.2", "--json")
    assert [entry["id"] for entry in json.loads(out)] == ["T1", "FP-08.2"]


def test_show_of_what_does_not_exist(run) -> None:
    code, out, err = run("show", "FP-05.1.c.22")
    assert (code, out) == (ExitCode.USAGE, "")
    assert "Did you mean" in err
    assert "FP-05.1.c.2" in err


def test_on_a_terminal_of_80_columns_no_line_is_longer(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    from rich.text import Text

    for arguments in (("list", "--tests"), ("show", "T6", "FP-05.1.c.2#1", "act.import")):
        _, out, _ = run(*arguments)
        lines = [Text.from_ansi(line).plain for line in out.splitlines()]
        assert max(map(len, lines)) <= 80
