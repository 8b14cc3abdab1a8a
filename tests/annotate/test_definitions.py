"""The law's own vocabulary: what is read as a definition, and what a term inherits."""

from __future__ import annotations

import pytest

from gapcheck.evaluate.sentences import read_text


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ('2. In this Act, "gadget" means any firearm or ammunition.', "gadget"),
        ("2. In this Act— “gadget”, in relation to a dealer, means any firearm of his stock.", "gadget"),
        ("2. In this Act,\n“gadget”\nmeans any firearm.", "gadget"),
        ('2. (1) The term "gadget" shall be understood as any firearm.', "gadget"),
        ('2. "Parts of gadgets" means any firearm.', "Parts of gadgets"),
        ("Article 3. Gadget means any firearm.", "Gadget"),
        ("2. For the purposes of this Law, gadget means any firearm.", "gadget"),
        ("2. Definitions\n(a) gadget means any firearm;\n(b) thing means any ammunition;", "gadget"),
        (
            "Article 2\nThe following expressions have the meanings given to them.\nThe word (gadget) means: every firearm of any kind.",
            "gadget",
        ),
        ("Article 1\nThe gadget: every firearm whatever its kind.", "gadget"),
        ("2. Terms of this chapter\n“Gadget”, a firearm of any kind, loaded or unloaded.", "Gadget"),
        ("2. In this Act —\ngadget —\n(a) means any firearm; but\n(b) does not include a toy;", "gadget"),
        ("2. Interpretation\n\nIn this Act —\n\ngadget —\n(a)\nmeans any firearm; and\n(b)\nincludes a barrel;", "gadget"),
        (
            "1. Meaning of terms\n1. Gadget – a firearm of any kind.\n2. Thing – a cartridge of any kind.\n3. Tool – a barrel of any kind.",
            "Gadget",
        ),
        ("Article 2\nFor the purposes of this Act:\na) thing: any ammunition of any kind;\nb) gadget: any firearm of any kind.", "gadget"),
        ("1. Terms\n1°. gadget: a firearm of any kind;\n2°. thing: a cartridge of any kind;\n3°. tool: a barrel of any kind.", "gadget"),
        (
            "Art. 1 Purpose\n\nThis Act is about gadgets.\n\nArt. 2 Terms\n\n1 Gadget means any firearm.\n\n2 Thing means any ammunition.\n\n"
            "Art. 3 Marks\n\nGadgets are marked.",
            "Gadget",
        ),
    ],
)
def test_forms_of_definition(text: str, term: str) -> None:
    reading = read_text(text, "en")
    found = {definition.term: definition for definition in reading.definitions}
    assert term in found
    assert "object.firearm" in found[term].head


@pytest.mark.parametrize(
    "text",
    [
        "5. The certificate includes a photograph of the holder of the firearm.",
        "5. The certificate covers any firearm that it names.",
        "5. The Minister may by order include any firearm.",
        "5. Whoever possesses a firearm by any means commits an offence.",
        "5. The carriage of firearms by means of public transport is forbidden.",
        "5. The application contains:\n(a) firearm: type and number of it;\n(b) owner: name and address of him.",
        "5. The import and the sale of the following are prohibited:\n(a) firearms that look like other things;\n(b) silencers.",
    ],
)
def test_ordinary_verbs_define_nothing(text: str) -> None:
    assert read_text(text, "en").definitions == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2. For the purposes of this Act, the expression gadget covers any firearm.", "en"),
        ("2. A reference to a gadget includes any ammunition or firearm.", "en"),
        ("Artículo 2. El término gadget comprende toda arma de fuego.", "es"),
        ("Artículo 2\nEl gadget: toda arma de fuego de cualquier clase.", "es"),
    ],
)
def test_what_is_called_a_term_needs_no_quotation_marks(text: str, language: str) -> None:
    (definition,) = read_text(text, language).definitions
    assert definition.term.endswith("gadget")
    assert "object.firearm" in definition.included | definition.head


def test_a_definition_may_stand_before_its_list() -> None:
    """Civil-law acts say "the following are weapons" and list them; the term is the thing that is named, the list its body."""
    reading = read_text("4. The following shall be deemed ammunition:\n(a) rounds with a bullet;\n(b) primers and propellant.", "en")
    (definition,) = reading.definitions
    assert definition.term == "ammunition"
    assert {"primers", "propellant"} <= set(reading.words.lower[definition.body_start : definition.body_end])


def test_a_term_inherits_what_it_is() -> None:
    reading = read_text('2. In this Act, "gadget" means any firearm.\n3. No person shall import a gadget without a licence.', "en")
    assert len(reading.inherited["object.firearm"]) == 1


def test_what_a_definition_adds_is_kept_apart() -> None:
    reading = read_text('2. In this Act, "gadget" means a firearm and includes any component part.\n3. Each gadget shall be marked.', "en")
    assert "object.part" not in reading.inherited
    assert len(reading.included["object.part"]) == 1


def test_a_dealer_is_a_person_and_no_sale() -> None:
    reading = read_text('2. "trader" means a person who sells firearms.\n3. Every trader shall keep a register.', "en")
    assert not reading.inherited


def test_a_law_about_firearms_is_no_firearm() -> None:
    reading = read_text('2. "the Principal Act" means the Firearms Act of 1950.\n3. The Principal Act is amended.', "en")
    assert not reading.inherited
