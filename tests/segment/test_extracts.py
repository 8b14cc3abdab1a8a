"""Extracts: articles of a code whose numbers are far apart, and references by sign."""

from __future__ import annotations

import pytest

from gapcheck.evaluate.sentences import read_text

PENAL_CODE = (
    "PENAL CODE (extracts)\n\nArticle 141\n1. Whoever possesses a firearm without a licence shall be punished by imprisonment.\n"
    "2. The attempt shall be punished.\n\nArticle 279\n1. Whoever sells a firearm without a licence shall be punished.\n\n"
    "Article 326\n1. Whoever obliterates a serial number shall be punished by a fine.\n2. So shall be whoever alters it.\n"
)


def sections(text: str) -> list[str]:
    return [unit.label for unit in read_text(text, "en").segmentation.units if unit.kind == "section"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (PENAL_CODE, ["Article 141", "Article 279", "Article 326"]),
        (
            "Article 12. The holder shall keep arms in a safe.\nArticle 60. Whoever violates Article 12 shall be fined.\n"
            "Article 61. A fine is due.\nArticle 62. This law enters into force.\n",
            ["Article 12", "Article 60", "Article 61", "Article 62"],
        ),
    ],
)
def test_articles_far_apart_are_sections(text: str, labels: list[str]) -> None:
    assert sections(text) == labels


def test_labels_that_fall_are_references() -> None:
    text = "1. A dealer shall comply with\nArticle 60 of the Law and with\nArticle 12 of the Code.\n2. Fees are due.\n3. This rule enters into force.\n"
    assert not [label for label in sections(text) if label.startswith("Article")]


def test_a_long_sentence_is_no_heading() -> None:
    text = (
        "Article 22. It is forbidden to introduce into the territory, or to send out of it, any weapon lacking a serial number and a name.\n"
        "Article 80. Breach of Article 22 is punished with rigorous imprisonment from two to eight years.\n"
    )
    assert "introduce" in {
        reading.words.lower[word]
        for reading in [read_text(text, "en")]
        for passage in reading.passages
        for start, end in passage.spans
        for word in range(start, end)
    }


def test_the_only_sentence_of_a_section_before_its_penalty_is_no_heading() -> None:
    law = "9. A dealer must keep a register.\nPenalty: 50 penalty units.\n\n10. A dealer must not sell ammunition.\nPenalty: 60 penalty units."
    reading = read_text(law, "en")
    assert not any(reading.skip[slice(*reading.words.range_of(law.index("A dealer"), law.index("register.")))])


def test_a_catchline_before_the_first_lettered_subsection_is_a_heading() -> None:
    text = (
        "§ 11-1303. Sale of firearms to minors; penalty. (a) It is unlawful to sell a firearm to a child.\n(b) Whoever does so is fined.\n\n"
        "§ 11-1304. Removal of numbers. (a) It is unlawful to remove a serial number.\n(b) Whoever does so is fined.\n"
    )
    headings = [text[slice(*unit.heading)] for unit in read_text(text, "en").segmentation.units if unit.heading]
    assert headings == ["Sale of firearms to minors; penalty", "Removal of numbers"]


def test_a_penalty_reaches_a_section_named_by_its_sign() -> None:
    text = (
        "§ 12. A weapon shall be marked.\n§ 13. Fees are due.\n"
        "§ 60. (1) An administrative offence is committed by anyone who, contrary to § 12, does not mark a weapon.\n"
        "(2) It may be punished by a fine of up to 500 euros.\n"
    )
    reading = read_text(text, "en")
    number = next(number for number, passage in enumerate(reading.passages) if reading.segmentation.units[passage.unit].label == "§ 12")
    assert reading.norms(number).strengths["offence"] == 0.9


def places(text: str) -> list[str]:
    return [unit.locator for unit in read_text(text, "en").segmentation.units if unit.kind in ("section", "subsection")]


def test_the_only_article_of_an_extract_holds_the_first_paragraph_behind_its_label() -> None:
    text = "Article 326. 1. Whoever makes arms without a licence is punished.\n2. The attempt is punishable.\n3. Arms are seized.\n"
    assert places(text) == ["art. 326", "art. 326(1)", "art. 326(2)", "art. 326(3)"]


def test_two_articles_far_apart_with_paragraphs_of_their_own() -> None:
    text = (
        "Penal Code\n\nArticle 326. 1. Whoever makes arms is punished.\n2. The attempt is punishable.\n\n"
        "Article 341. 1. Whoever removes a mark is fined.\n2. Arms are confiscated.\n"
    )
    assert places(text) == ["art. 326", "art. 326(1)", "art. 326(2)", "art. 341", "art. 341(1)", "art. 341(2)"]


def test_an_article_of_another_law_before_the_first_section_does_not_hold_the_sections() -> None:
    text = "Law on Arms\n\nArticle 45 of the Constitution applies.\n\n1. Arms are registered.\n\n2. Records are kept.\n"
    assert places(text) == ["s. 1", "s. 2"]


def test_a_section_far_from_the_first_in_the_form_of_sections() -> None:
    text = "Storage of firearms\n36.-(1) A holder shall keep a firearm in a safe.\n(2) A person who contravenes subsection (1) commits an offence.\n"
    assert places(text) == ["s. 36", "s. 36(1)", "s. 36(2)"]


def test_numbers_with_hyphens_and_a_colon_are_sections() -> None:
    text = (
        "4-4-605: LICENCE REQUIRED: No person shall sell firearms without a licence.\n\n"
        "4-4-606: RECORDS: (A) Every licensee shall keep a record of each firearm sold.\n(B) The record shall show:\n1. The serial number.\n"
        "2. The name of the purchaser.\n\n4-4-607: PENALTY: A person who violates this chapter shall be fined.\n"
    )
    assert sections(text) == ["4-4-605", "4-4-606", "4-4-607"]
    assert sections("1. Fees are due.\n2. Forms are dated\n12-03-2010: the date of issue.\n3. This rule enters into force.\n") == [
        "1.",
        "2.",
        "3.",
    ]
