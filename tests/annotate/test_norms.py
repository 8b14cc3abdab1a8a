"""What a passage does: prohibitions, offences by reference, penalties, licences."""

from __future__ import annotations

import math

import pytest

from gapcheck.annotate import Reading
from gapcheck.evaluate.sentences import read_text


def norms_at(reading: Reading, words: str) -> dict[str, float]:
    char = reading.law.text.index(words)
    word = reading.words.range_of(char, char + 1)[0]
    strengths: dict[str, float] = {}
    for number in reading.passages_by_word[word]:
        for norm, strength in reading.norms(number).strengths.items():
            strengths[norm] = max(strength, strengths.get(norm, 0.0))
    return strengths


def test_offence_in_the_passage_itself() -> None:
    reading = read_text("7. A person who sells a firearm to a child commits an offence.", "en")
    assert norms_at(reading, "sells")["offence"] == 1.0


def test_offence_by_reference_to_the_section() -> None:
    text = (
        "7. No person shall sell a firearm to a child.\n\n8. A person who contravenes section 7 is liable to imprisonment for five years."
    )
    reading = read_text(text, "en")
    number = reading.passages_by_word[reading.words.range_of(text.index("sell"), text.index("sell") + 1)[0]][0]
    read = reading.norms(number)
    assert read.strengths["offence"] == 0.9
    assert read.penalty is not None
    assert read.penalty.years == 5


def test_a_general_penalty_reaches_less_surely() -> None:
    text = (
        "7. No person shall sell a firearm to a child.\n\n"
        "8. A person who contravenes any provision of this Act commits an offence and is liable to a fine."
    )
    assert norms_at(read_text(text, "en"), "sell")["offence"] == 0.8


def test_no_penalty_anywhere_is_no_offence() -> None:
    assert "offence" not in norms_at(read_text("7. No person shall sell a firearm to a child.", "en"), "sell")


@pytest.mark.parametrize(
    "text",
    [
        "7. No person shall manufacture a firearm except under a licence.",
        "7. A person must not manufacture a firearm unless the person holds a permit.",
        "7. Whoever manufactures a firearm without a licence commits an offence.",
        "7. The manufacture of firearms requires a licence.",
    ],
)
def test_forms_of_licence(text: str) -> None:
    reading = read_text(text, "en")
    assert norms_at(reading, "manufacture")["licence"] == 1.0


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("imprisonment for a term not exceeding ten years", "penalty", 10),
        ("imprisonment for a term of twenty-five (25) years", "penalty", 25),
        ("imprisonment for life", "penalty", math.inf),
        ("imprisonment of six months", "penalty", 0.5),
        ("a register kept for at least 20 years", "duration", 20),
        ("made before 1899", "year", 1899),
    ],
)
def test_numbers(words: str, kind: str, value: float) -> None:
    reading = read_text(f"7. The law speaks of {words}.", "en")
    assert any(n.kind == kind and n.value == pytest.approx(value, abs=0.01) for n in reading.numbers)


@pytest.mark.parametrize(
    ("norm", "sentence"),
    [
        ("licence", "A weapon may be imported only on the basis of an accompanying document."),
        ("licence", "The trade of a gunsmith is contingent on a licence."),
        ("licence", "Ammunition shall be imported after an import permit has been issued."),
        ("licence", "Brokers shall carry out transactions only when in possession of an individual licence."),
        ("licence", "Firearms shall not be handed to a person who does not produce a permit."),
        ("prohibition", "Nobody is allowed to convert a weapon."),
        ("prohibition", "Deactivated weapons are not to be restored to working order."),
        ("prohibition", "Dealers shall refrain from altering the number."),
        ("offence", "The sale of arms without authorisation shall constitute a very serious infringement."),
        ("offence", "Whoever sells unmarked arms acts in an administratively irregular manner."),
        ("offence", "Whoever sells unmarked arms shall be held criminally responsible."),
        ("obligation", "The dealer keeps a register of all arms."),
        ("obligation", "Every firearm is to be marked."),
        ("obligation", "The marking of firearms is compulsory."),
        ("obligation", "The records are kept for twenty years."),
        ("exemption", "The provisions of this Act are not applicable to the armed forces."),
        ("exemption", "Antique arms do not fall under this Act."),
        ("exemption", "The police need no permit."),
        ("power", "The Minister issues implementing provisions."),
        ("power", "The Federal Council determines the marking procedure."),
        ("power", "The procedure shall be established by the Minister."),
    ],
)
def test_norms_in_the_words_of_codes_and_ordinances(norm: str, sentence: str) -> None:
    assert norm in norms_at(read_text(f"12. {sentence}\n", "en"), sentence.split()[1])


@pytest.mark.parametrize(
    ("norm", "sentence"),
    [
        ("prohibition", "The dealer is to mark every firearm."),
        ("offence", "The Minister may fine-tune the form of the register."),
        ("obligation", "The register of dealers stands open to the police."),
        ("exemption", "Antique arms fall under this Act."),
        ("power", "The buyer determines the calibre."),
    ],
)
def test_norms_that_are_not_there(norm: str, sentence: str) -> None:
    assert norm not in norms_at(read_text(f"12. {sentence}\n", "en"), sentence.split()[1])


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_a_dash_at_the_end_of_a_word_before_a_list_is_no_part_of_it(dash: str) -> None:
    text = f"3. This Act does not apply{dash}\n(a) to the police; or\n(b) to museums.\n"
    assert "exemption" in norms_at(read_text(text, "en"), "police")


def test_the_label_of_an_item_ends_no_sentence() -> None:
    text = "1. Fees are due.\n2. A dealer is obliged to keep\n1. Records of sales;\n2. Stocks in a safe.\n3. Fees are due.\n"
    reading = read_text(text, "en")
    at = {word: reading.words.range_of(text.index(word), text.index(word) + 1)[0] for word in ("obliged", "Records", "Stocks")}
    assert reading.sentence_of[at["obliged"]] == reading.sentence_of[at["Records"]] == reading.sentence_of[at["Stocks"]]


def test_an_item_after_a_full_stop_begins_a_sentence() -> None:
    text = "2. Dealers:\n(a) shall keep records. Fees are due.\n(b) Marks are checked.\n"
    reading = read_text(text, "en")
    fees, marks = (reading.words.range_of(text.index(word), text.index(word) + 1)[0] for word in ("Fees", "Marks"))
    assert reading.sentence_of[fees] < reading.sentence_of[marks]


def test_a_penalty_on_the_next_line_of_a_lone_section_reaches_it() -> None:
    text = (
        "14. The holder shall report the theft of a firearm within a day.\nPenalty: imprisonment for 2 years.\nDealers shall close at noon."
    )
    reading = read_text(text, "en")
    assert norms_at(reading, "report")["offence"] == 0.9
    assert norms_at(reading, "close")["offence"] < 0.9, "what stands behind a penalty is not what it punishes"
