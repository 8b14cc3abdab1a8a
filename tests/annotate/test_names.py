"""Names of laws are no evidence; each of several definitions is a passage of its own."""

from __future__ import annotations

import pytest

from gapcheck.annotate import Reading
from gapcheck.evaluate.sentences import read_text


def words_of(reading: Reading, concept: str) -> list[str]:
    return [" ".join(reading.words.lower[m.start : m.end]) for m in reading.mentions.get(concept, ())]


@pytest.mark.parametrize(
    ("text", "concept", "left"),
    [
        ("7. A licence under the Imports and Exports (Control) Act, 1950, is needed.", "act.import", []),
        ("7. A licence under the Imports and Exports (Control) Act, 1950, is needed to import goods.", "act.import", ["import"]),
        ("7. He cooperates under the Protocol Against the Manufacturing of Firearms and their Parts.", "object.firearm", []),
        ("7. No Act allows the import of firearms.", "act.import", ["import"]),
        ("7. The import of firearms without the Permit is an offence.", "act.import", ["import"]),
        ("7. THE IMPORT OF FIREARMS IS FORBIDDEN BY THIS ACT.", "act.import", ["import"]),
    ],
)
def test_words_in_the_name_of_a_law_do_not_count(text: str, concept: str, left: list[str]) -> None:
    assert words_of(read_text(text, "en"), concept) == left


def test_words_in_the_name_of_a_spanish_law_do_not_count() -> None:
    reading = read_text("Artículo 7. Se aplicará la Ley Federal de Armas de Fuego a la importación de municiones.", "es")
    assert words_of(reading, "object.firearm") == []
    assert words_of(reading, "act.import") == ["importación"]


def test_each_of_several_definitions_is_read_apart() -> None:
    text = (
        '2. In this Act— "dealer" means a person who repairs firearms; "import permit" means a permit under section 12; '
        '"transit" means carriage through the country.'
    )
    reading = read_text(text, "en")
    assert len(reading.definitions) == 3
    repairs, permit = (next(m.start for m in reading.mentions[concept]) for concept in ("object.firearm", "act.import"))
    assert not set(reading.passages_by_word[repairs]) & set(reading.passages_by_word[permit])


def test_a_single_definition_stays_with_its_section() -> None:
    reading = read_text('2. No person shall sell a gun. In this section "gun" means a firearm of any kind.', "en")
    assert len(reading.definitions) == 1
    rule, term = reading.words.lower.index("sell"), reading.definitions[0].term_start
    assert set(reading.passages_by_word[rule]) & set(reading.passages_by_word[term])
