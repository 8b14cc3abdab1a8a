"""What is remembered of words changes no answer, and spares the start of the libraries that gave it."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from gapcheck.language import splitter as module
from gapcheck.language.splitter import Splitter

SETTINGS = {"lemmas": {"arms": "arm"}, "gerunds": True}
TEXT = (
    "12.—(1) No person shall, without a licence,import “gun-parts” (e.g. frames/receivers) worth $5,000.00; cannot, don't, it's s.5(1)(a)- "
    "This Act does not apply- to marking or manufacturing arms; fire-\narm 9mm 5% U.S.A. :-) 3D-printed \u00ad \x00 İstanbul ẞtraße"
)
PRINTED = TEXT.split()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GAPCHECK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def answers(splitter: Splitter) -> tuple[object, object, object]:
    pieces = splitter.pieces(PRINTED)
    words = [word for printed in PRINTED for _, _, word in pieces[printed]]
    return (
        [list(map(tuple, pieces[printed])) for printed in PRINTED],
        splitter.lemmas(words),
        [splitter.in_dictionary(word) for word in ("firearm", "firearmz")],
    )


def test_what_is_remembered_is_what_was_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Splitter("en", SETTINGS)
    said = answers(first)
    first.remember()
    second = Splitter("en", SETTINGS)
    # It has nothing to ask: its libraries would fail.
    monkeypatch.setattr(Splitter, "_split", lambda *_: pytest.fail("the tokenizer was asked"))
    monkeypatch.setattr(Splitter, "_look_up", lambda *_: pytest.fail("the dictionary was asked"))
    monkeypatch.setitem(sys.modules, "simplemma", None)
    assert answers(second) == said
    assert said[2] == [True, False]


def test_other_settings_or_languages_have_words_of_their_own(folder: Path) -> None:
    first = Splitter("en", SETTINGS)
    assert first.lemma("arms") == "arm"
    first.remember()
    other = Splitter("en", {"lemmas": {"arms": "weapon"}})
    assert other.version != first.version
    assert other.lemma("arms") == "weapon"
    other.remember()
    assert Splitter("en", SETTINGS).lemma("arms") == "arm"
    assert len({Splitter(code, {}).version for code in ("en", "es")}) == 2


def test_nothing_is_kept_where_the_user_wants_no_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GAPCHECK_CACHE", "off")
    monkeypatch.chdir(tmp_path)
    first = Splitter("en", SETTINGS)
    said = answers(first)
    first.remember()
    assert answers(Splitter("en", SETTINGS)) == said
    assert not list(tmp_path.iterdir())


def test_only_words_are_kept_and_not_without_end(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    splitter = Splitter("en", SETTINGS)
    endless = "x" * 400
    splitter.pieces(["a", "firearm", endless])
    splitter.remember()
    kept = json.loads((folder / "words-en.json").read_bytes().partition(b"\n")[2])
    assert sorted([*kept["whole"], *kept["pieces"]]) == ["a", "firearm"]
    monkeypatch.setattr(module, "_MOST", 3)
    assert splitter.pieces(["firearm", "pistol"])["pistol"] == [(0, 6, "pistol")]
    splitter.remember()
    kept = json.loads((folder / "words-en.json").read_bytes().partition(b"\n")[2])
    assert sorted([*kept["whole"], *kept["pieces"]]) == ["firearm", "pistol"], "a text that brings more than fit starts anew"
    splitter.pieces(["one", "two", "three", "four"])
    splitter.remember()
    assert sorted(json.loads((folder / "words-en.json").read_bytes().partition(b"\n")[2])["whole"]) == ["firearm", "pistol"]


def test_the_libraries_versions_belong_to_the_key() -> None:
    texts = "\n".join(module._makers())
    for library in ("spacy", "simplemma"):
        assert f'"{version(library)}"' in texts, f"{library} says its version in no file that is read"


def test_a_second_scan_starts_neither_library(folder: Path, tmp_path: Path) -> None:
    law = tmp_path / "act.txt"
    law.write_text("Firearms Act of an invented State\n\n1. No person shall import a firearm without a licence.\n", encoding="utf-8")
    program = (
        "import sys; from gapcheck.cli import main; "
        f"code = main(['scan', {str(law)!r}, '-j', 'XXA', '-o', {str(tmp_path / 'out.json')!r}, '-q']); "
        "print(code, 'spacy' in sys.modules, 'simplemma' in sys.modules)"
    )
    told = [subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split() for _ in range(2)]
    assert told == [["0", "True", "True"], ["0", "False", "False"]]
