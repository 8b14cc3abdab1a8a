"""Terms that stand behind what they are short for."""

from __future__ import annotations

import pytest

from gapcheck.annotate.reading import Reading
from gapcheck.catalog import read_catalog
from gapcheck.evaluate.sentences import read_text
from gapcheck.judge import judge
from gapcheck.model.result import Status


def terms(reading: Reading) -> list[str]:
    return [definition.term for definition in reading.short_names]


@pytest.mark.parametrize(
    ("text", "language", "term"),
    [
        (
            "Firearms, ammunition and explosives (hereinafter referred to as 'controlled goods') are subject to this Act.",
            "en",
            "controlled goods",
        ),
        (
            "No person shall make weapons of war (in this Part called the restricted articles) without a licence.",
            "en",
            "restricted articles",
        ),
        (
            "Las armas de guerra y sus municiones, en adelante material sujeto a control, quedan sujetas a esta ley.",
            "es",
            "material sujeto a control",
        ),
    ],
)
def test_things_have_a_short_name(text: str, language: str, term: str) -> None:
    reading = read_text(f"1. {text}\n\n2. {text.split('.')[0]}.", language)
    assert terms(reading) == [term] * 2


@pytest.mark.parametrize(
    "text",
    [
        "A dealer in firearms (hereinafter the dealer) keeps a register of firearms (hereinafter the register).",
        "The sale of firearms (hereinafter the sale) is subject to this Act.",
        "Arms are licensed as hereinafter provided, and no arms are sold otherwise.",
        "Firearms (hereinafter referred to as firearms) are subject to this Act.",
        "Ammunition means cartridges for any firearm as hereinafter defined, and includes shells.",
    ],
)
def test_persons_papers_acts_and_running_words_do_not(text: str) -> None:
    assert not terms(read_text(f"1. {text}", "en"))


def test_a_span_of_time_names_nothing() -> None:
    assert not terms(read_text("1. Se registran las armas de 1900 en adelante, los permisos y las guías.", "es"))


def test_a_rule_on_the_short_name_is_one_on_the_things_and_quotes_where_it_is_introduced() -> None:
    law = (
        "1. Firearms and ammunition (hereinafter referred to as controlled goods) are subject to this Act.\n\n"
        "2. A person who imports controlled goods without a licence commits an offence and is liable to imprisonment for five years."
    )
    finding = judge(read_catalog(), [read_text(law, "en")], wanted=frozenset({"FP-05.1.b.1#1"}))[0]
    assert finding.status is Status.COVERED
    assert any("Firearms and ammunition (hereinafter" in piece.quote for place in finding.observations for piece in place.path)
