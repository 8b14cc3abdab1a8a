"""Definitions whose cue stands before the term, as Romance drafting writes them."""

from __future__ import annotations

import pytest

from gapcheck.evaluate.sentences import read_text

LIST = "Artículo 2. En esta Ley se entiende por:\nI.- Chisme{0} toda arma de fuego;\nII.- Cosa{0} todo cartucho completo;\nIII.- Útil{0} todo cañón."


@pytest.mark.parametrize("mark", [",", ":", "."])
def test_terms_of_an_announced_list(mark: str) -> None:
    found = {definition.term: definition for definition in read_text(LIST.format(mark), "es").definitions}
    assert set(found) == {"Chisme", "Cosa", "Útil"}
    assert "object.firearm" in found["Chisme"].head
    assert "object.ammunition" in found["Cosa"].head


def test_the_mark_that_parts_most_items_parts_them_all() -> None:
    text = (
        "Artículo 2. Se establecen las siguientes definiciones:\n"
        "a) Chisme, artefacto o cosa: toda arma de fuego.\nb) Munición: todo cartucho.\nc) Útil: todo cañón."
    )
    assert [definition.term for definition in read_text(text, "es").definitions] == ["Chisme, artefacto o cosa", "Munición", "Útil"]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Artículo 7. Se entenderá por chisme toda arma de fuego.", "chisme"),
        ("Artículo 7. Se entiende por chisme a cualquier arma de fuego.", "chisme"),
        ("Artículo 7. Para los efectos de esta Ley se entiende por “chisme”, un arma de fuego.", "chisme"),
        ("Artículo 7. Se entiende por tenencia de las armas cualquier arma de fuego guardada.", "tenencia de las armas"),
    ],
)
def test_a_term_between_cue_and_explanation(text: str, term: str) -> None:
    found = {definition.term: definition for definition in read_text(text, "es").definitions}
    assert set(found) == {term}
    assert found[term].body_end > found[term].body_start


def test_a_term_of_an_announced_list_is_inherited() -> None:
    reading = read_text(LIST.format(",") + "\nArtículo 3. Nadie podrá importar chismes sin licencia.", "es")
    assert len(reading.inherited["object.firearm"]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Artículo 7. Se entiende por qué.",
        "Artículo 7. Se prohíbe:\na) la venta, toda ella, de armas de fuego;\nb) la compra, toda ella, de armas de fuego.",
        "Artículo 1º — Declárase de interés general el registro de armas de fuego.",
    ],
)
def test_no_definition(text: str) -> None:
    assert read_text(text, "es").definitions == []


def test_a_pack_without_such_cues_has_no_such_definitions() -> None:
    assert read_text("Article 2. Se entiende por:\na) Gadget, any firearm;\nb) Thing, any cartridge.", "en").definitions == []


def test_tens_and_units() -> None:
    numbers = read_text("Artículo 9. Será castigado con prisión de treinta y cinco años.", "es").numbers
    assert [round(number.value) for number in numbers if number.kind == "penalty"] == [35]
