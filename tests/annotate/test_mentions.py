"""Words to concepts: lemmas, gaps, guards."""

from __future__ import annotations

from gapcheck.evaluate.sentences import read_text


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
