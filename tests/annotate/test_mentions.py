"""Words to concepts: lemmas, gaps, guards."""

from __future__ import annotations

from pathlib import Path

import pytest

from gapcheck.annotate import mentions
from gapcheck.evaluate.sentences import read_text

KESTRIA = Path(__file__).resolve().parents[2] / "legislation_samples" / "XBA-kestria-firearms-act-2024.txt"


def words(text: str, concept: str) -> list[str]:
    reading = read_text(text, "en")
    return [text[slice(*reading.char_span(m.start, m.end))] for m in reading.mentions.get(concept, ())]


def test_lemmas_and_case() -> None:
    assert words("3. RIFLES and a rifle are kept.", "object.rifle") == ["RIFLES", "rifle"]


def test_a_phrase_may_run_over_a_line_break() -> None:
    assert words("3. He holds an import\nlicence for it.", "doc.import_licence") == ["import\nlicence"]


def test_a_gap_does_not_cross_a_sentence() -> None:
    assert words("3. He shall bring it here. A list goes into the file.", "act.import") == []
    assert words("3. No person shall bring any firearm into the country.", "act.import") == ["bring any firearm into the country"]


def test_guards_keep_homonyms_out() -> None:
    assert words("3. A person may carry on the business of a baker.", "act.carry") == []


def test_headings_are_no_evidence() -> None:
    reading = read_text("4. Import of firearms\n(1) A form is prescribed.\n(2) A fee is prescribed.", "en")
    assert "act.import" not in reading.mentions
    assert "act.import" in reading.skipped_mentions


def test_a_short_text_and_a_long_one_are_looked_through_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    text = KESTRIA.read_text(encoding="utf-8")[:20_000]
    monkeypatch.setattr(mentions, "_LONG", 0)
    long = read_text(text, "en")
    monkeypatch.setattr(mentions, "_LONG", 1_000_000)
    short = read_text(text, "en")
    assert len(long.mentions) > 50
    assert list(short.mentions.items()) == list(long.mentions.items())
    assert short.skipped_mentions == long.skipped_mentions
