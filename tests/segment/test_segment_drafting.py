"""One constructed law of an invented State for every way of drafting that is read."""

from __future__ import annotations

import pytest

from gapcheck.model.law import Law, Mark, Segmentation, Unit
from gapcheck.segment import outline, segment


def read(text: str, *, language: str = "en", title: str = "", marks: tuple[Mark, ...] = ()) -> tuple[Law, Segmentation]:
    law = Law(name="x.txt", text=text, sha256="", language=language, title=title, marks=marks)
    return law, segment(law)


def locators(result: Segmentation, *kinds: str) -> list[str]:
    return [unit.locator for unit in result.units if unit.kind in kinds]


def one(result: Segmentation, locator: str) -> Unit:
    found = [unit for unit in result.units if unit.locator == locator and unit.kind not in ("note", "header", "quotation")]
    assert found, f"no unit {locator} among {[unit.locator for unit in result.units]}"
    return found[0]


def words(law: Law, span: tuple[int, int] | None) -> str:
    return "" if span is None else " ".join(law.text[span[0] : span[1]].split())


ISLAND = """\
REPUBLIC OF ARVENIA
FIREARMS CONTROL ACT, 2019

PART I
PRELIMINARY

1. This Act may be cited as the Firearms Control Act, 2019.

2.—(1) In this Act—
"firearm" means a barrelled weapon.
(2) A reference to a dealer includes—
(a) a gunsmith;
(b) a broker; and
(c) a person who, in the course of trade—
(i) imports firearms; or
(ii) exports firearms.

PART II
OFFENCES

3.—(1) A person who—
(a) manufactures a firearm without a licence; or
(b) assembles one from parts,
commits an offence and is liable to imprisonment for ten years.
(2) Subsection (1)(a) and (b) does not apply to an officer acting under section 2(2)(c) or (d) of another law.

3A.—(1) A person shall not sell a firearm.
(2) A person who contravenes subsection
(1) commits an offence.

4. The Minister may make regulations.

FIRST SCHEDULE (Section 4)
Fees

1. The fee for a licence is ten crowns.
2. The fee for a permit is two crowns.

SECOND SCHEDULE
Forms

1. The form of a licence is set out here.
2. The form of a permit is set out here.
"""


def test_common_law_parts_sections_lists_and_schedules() -> None:
    _law, result = read(ISLAND)
    assert locators(result, "part") == ["Part I", "Part II"]
    assert locators(result, "section") == [
        "s. 1", "s. 2", "s. 3", "s. 3A", "s. 4", "Sch. FIRST para. 1", "Sch. FIRST para. 2", "Sch. SECOND para. 1", "Sch. SECOND para. 2",
    ]  # fmt: skip
    assert locators(result, "subsection") == ["s. 2(1)", "s. 2(2)", "s. 3(1)", "s. 3(2)", "s. 3A(1)", "s. 3A(2)"]
    assert locators(result, "paragraph") == ["s. 2(2)(a)", "s. 2(2)(b)", "s. 2(2)(c)", "s. 3(1)(a)", "s. 3(1)(b)"]
    assert locators(result, "item") == ["s. 2(2)(c)(i)", "s. 2(2)(c)(ii)"]
    assert one(result, "s. 3(1)(b)").eid == "part_2__sec_3__subsec_1__para_b"
    assert one(result, "s. 3A").eid == "part_2__sec_3a"
    assert one(result, "Sch. FIRST para. 2").eid == "att_1__sec_2"
    assert result.confidence > 0.9
    assert result.numbered_share > 0.7


def test_closing_words_belong_to_the_whole_list() -> None:
    law, result = read(ISLAND)
    subsection = one(result, "s. 3(1)")
    assert words(law, subsection.closing) == "commits an offence and is liable to imprisonment for ten years."
    assert law.text[: one(result, "s. 3(1)(b)").end].rstrip().endswith("from parts,")


def test_references_at_the_start_of_a_line_and_in_chains_are_text() -> None:
    law, result = read(ISLAND)
    assert words(law, (one(result, "s. 3A(2)").start, one(result, "s. 3A(2)").end)).endswith("subsection (1) commits an offence.")
    assert "s. 3(2)(a)" not in locators(result, "paragraph")


def test_a_list_may_follow_a_word_that_often_stands_before_references() -> None:
    text = """\
WEAPONS RULES, 2021

1 The following pistols are prohibited, with the exception of the
(a) Arvenia Sporter;
(b) Arvenia Sporter Left Hand; and
(c) Arvenia Junior.
2 A person who holds a pistol to which rule 1 applies shall report it as the
(a) or (b) form of the schedule asks.
"""
    result = read(text)[1]
    assert [place.rpartition(" ")[2] for place in locators(result, "paragraph")] == ["1(a)", "1(b)", "1(c)"]


def test_a_wrapped_section_reference_begins_no_section() -> None:
    text = (
        "1. Short title.\nThis is the Arms Act.\n\n2. Licences.\nA licence granted under the conditions of section\n"
        "3 applies to every holder named in\n4 or in the register kept by the Board.\n\n3. Board.\nThere is a Board.\n\n4. Register.\nThe Board keeps a register.\n"
    )
    law, result = read(text)
    assert locators(result, "section") == ["s. 1", "s. 2", "s. 3", "s. 4"]
    assert words(law, one(result, "s. 3").heading) == "Board."


def test_heading_without_full_stop_before_the_first_subsection() -> None:
    text = (
        "Section 1\nScope of the Act\n(1) This Act governs firearms.\n(2) It does not govern knives.\n\nSection 2\nDefinitions\n"
        "(1) A firearm is a weapon.\n(2) A part is a barrel.\n\nSection 3\nDuties\n(1) Holders register.\n(2) Dealers record.\n"
    )
    law, result = read(text)
    assert [words(law, one(result, f"s. {number}").heading) for number in (1, 2, 3)] == ["Scope of the Act", "Definitions", "Duties"]
    assert locators(result, "subsection") == ["s. 1(1)", "s. 1(2)", "s. 2(1)", "s. 2(2)", "s. 3(1)", "s. 3(2)"]


def test_heading_that_the_width_of_the_page_breaks() -> None:
    text = (
        "21. Penalty for taking firearms or ammunition as\nsecurity for a debt\n(1) No person shall take a firearm from any person as a\n"
        "security for money.\n(2) A person who does commits an offence.\n"
        "22. No person shall sell a firearm to a person who has\nno licence, and no dealer shall repair one for a person who has\nnone.\n"
        "23. Provisions as to the forfeiture of firearms and of\nammunition, and as to the cancellation of certificates of\n"
        "their holders\n(1) The court may order the forfeiture of a firearm.\n(2) The court may cancel the certificate.\n"
    )
    law, result = read(text)
    assert [words(law, one(result, f"s. {number}").heading) for number in (21, 22, 23)] == [
        "Penalty for taking firearms or ammunition as security for a debt",
        "",
        "Provisions as to the forfeiture of firearms and of ammunition, and as to the cancellation of certificates of their holders",
    ]
    assert locators(result, "subsection") == ["s. 21(1)", "s. 21(2)", "s. 23(1)", "s. 23(2)"]


def test_a_first_subsection_that_a_scanner_misread() -> None:
    text = (
        "4. (l) No person shall import a firearm without a licence.\n(2) A person who does commits an offence.\n"
        "5. The following need no licence:\n" + "".join(f"({letter}) a person of class {letter};\n" for letter in "abcdefghijklm")
    )
    _, result = read(text)
    assert locators(result, "subsection") == ["s. 4(1)", "s. 4(2)"]
    assert locators(result, "paragraph")[-2:] == ["s. 5(l)", "s. 5(m)"]


def test_heading_printed_before_its_number() -> None:
    text = (
        "Short title\n1 This Act may be cited as the Arms Act.\nPurposes and Scope\nPurpose\n2 (1) The purpose is safety.\nException\n"
        "(2) Knives are excepted.\nDealers\n3 No person shall deal without a licence.\nRecords\n4 Every dealer keeps a record.\n"
    )
    law, result = read(text)
    assert [words(law, one(result, f"s. {n}").heading) for n in (1, 2, 3, 4)] == ["Short title", "Purpose", "Dealers", "Records"]
    assert words(law, one(result, "s. 2(2)").heading) == "Exception"
    assert [words(law, unit.heading) for unit in result.units if unit.kind == "crossheading"] == ["Purposes and Scope"]


def test_heading_set_off_by_a_dash_and_bold_headings() -> None:
    text = (
        "1.  **Short title.** – (1) These rules are the Arms Rules.\n(2) They apply at once.\n\n2.  **Definitions.** – In these rules a dealer sells arms.\n\n"
        "3.  **Fees.** – The fee is ten crowns.\n"
    )
    law, result = read(text, title="The Arms Rules")
    assert [words(law, one(result, f"r. {n}").heading) for n in (1, 2, 3)] == ["Short title", "Definitions", "Fees"]
    assert locators(result, "subsection") == ["r. 1(1)", "r. 1(2)"]


def test_marginal_notes_beside_the_words() -> None:
    text = (
        "Seal of         1.—(1) The seal of the Board shall be kept by the\nthe Board.      Chairman and used only when the Board\n                so resolves.\n"
        "                (2) The seal shall be judicially noticed by every\n                court.\n"
        "Funds.          2.—(1) The funds of the Board shall consist of fees\n                paid under this Act.\n                (2) The funds shall be banked.\n"
        "Staff.          3.—(1) The Board may employ staff.\n                (2) The Minister approves salaries.\n"
    )
    law, result = read(text)
    assert locators(result, "section", "subsection") == [
        "s. 1", "s. 1(1)", "s. 1(2)", "s. 2", "s. 2(1)", "s. 2(2)", "s. 3", "s. 3(1)", "s. 3(2)",
    ]  # fmt: skip
    assert words(law, one(result, "s. 2").heading) == "Funds."


def test_everything_of_a_section_on_one_line() -> None:
    text = (
        "5. Issue of certificates\n(1) The Registrar may refuse a certificate unless satisfied that the applicant— (a) is of age; "
        "(b) is sober; and (c) can shoot. (2) Any person who— (a) lies; or (b) forges a paper, shall be guilty of an offence. "
        "(3) A certificate under subsection (1) or (2) lasts one year.\n\n6. Fees\nNo fee is payable.\n"
    )
    law, result = read(text)
    assert locators(result, "subsection", "paragraph") == [
        "s. 5(1)", "s. 5(1)(a)", "s. 5(1)(b)", "s. 5(1)(c)", "s. 5(2)", "s. 5(2)(a)", "s. 5(2)(b)", "s. 5(3)",
    ]  # fmt: skip
    assert words(law, one(result, "s. 5(2)").closing) == "shall be guilty of an offence."


def test_roman_item_or_letter_is_told_by_what_follows() -> None:
    text = (
        "1. A person shall—\n(a) one;\n(b) two;\n(c) three;\n(d) four;\n(e) five;\n(f) six;\n(g) seven;\n(h) eight, that is—\n(i) first;\n(ii) second;\n(i) nine;\n(j) ten.\n\n"
        "2. A person may—\n(g) seven;\n"
    )
    _, result = read(text)
    assert locators(result, "item") == ["s. 1(h)(i)", "s. 1(h)(ii)"]
    assert locators(result, "paragraph")[-3:] == ["s. 1(h)", "s. 1(i)", "s. 1(j)"]


def test_inserted_labels_and_ranges() -> None:
    text = "5. One rule.\n\n5A. Inserted rule.\n\n5AA. Inserted later.\n\n5B. Another.\n\n6. Six.\n\n7. [Repealed]\n\n8. Eight.\n"
    _, result = read(text)
    assert locators(result, "section") == ["s. 5", "s. 5A", "s. 5AA", "s. 5B", "s. 6", "s. 7", "s. 8"]


def test_amendment_brackets_before_labels_and_label_repeated_after_the_heading() -> None:
    text = (
        "##### 1. **Definitions.**\n\n1.—F1[(1) In this Act—\n\n(*a*) a gun is a firearm, and\n\n(*b*) a dealer sells guns.\n\nF2[(2) A Directive is a law of the Union.]]\n\n"
        "##### 1A. **Carrying.**\n\n**1A.**(1) No person shall carry a gun.\n\n(2) A person who carries a gun commits an offence.\n"
    )
    law, result = read(text)
    assert locators(result, "section", "subsection", "paragraph") == [
        "s. 1", "s. 1(1)", "s. 1(1)(a)", "s. 1(1)(b)", "s. 1(2)", "s. 1A", "s. 1A(1)", "s. 1A(2)",
    ]  # fmt: skip
    assert words(law, one(result, "s. 1A").heading) == "Carrying."


CIVIL = """\
LEY DE ARMAS DE VALDORIA

TITULO PRIMERO
CAPITULO UNICO
Bases generales

Artículo 1o.- La presente Ley es de orden público y de observancia general.

Artículo 1o Bis.- En la presente Ley se entiende por:
I.- Arma, todo instrumento que dispara;
II.- Munición, los cartuchos.

Artículo reformado DOF 29-05-2025

TITULO SEGUNDO
CAPITULO I
De la posesión

Artículo 2.- Está prohibida la posesión sin licencia.

La autoridad llevará un registro de las armas.

Artículo 3.- A quien infrinja el
artículo 2 de esta Ley se le impondrá:
a) prisión de dos años; y
b) multa.

TRANSITORIOS

Artículo Primero.- Esta Ley entrará en vigor mañana.

Artículo Segundo.- Se deroga la ley anterior.
"""


def test_civil_law_articles_with_bis_roman_fractions_and_transitional_articles() -> None:
    law, result = read(CIVIL, language="es")
    assert locators(result, "section") == ["art. 1o", "art. 1o Bis", "art. 2", "art. 3", "art. Primero", "art. Segundo"]
    assert locators(result, "paragraph") == ["art. 1o Bis(I)", "art. 1o Bis(II)", "art. 3(a)", "art. 3(b)"]
    assert one(result, "art. 1o Bis").eid.endswith("chp_1__art_1obis")
    assert [words(law, (unit.start, unit.end)) for unit in result.units if unit.kind == "note"] == ["Artículo reformado DOF 29-05-2025"]
    assert locators(result, "subsection") == ["art. 2(1)", "art. 2(2)"]


def test_german_paragraphs_with_wrapped_lists_and_closing_words() -> None:
    text = (
        "## Abschnitt 1 - Allgemeines\n\n### § 1 Zweck\n\n(1) Dieses Gesetz regelt den Umgang mit Waffen.\n\n(2) Einer Erlaubnis bedarf nicht, wer eine Waffe\n\n"
        "1.  als Inhaber von einem Berechtigten nach § 2\n    Abs. 1\n\n    a)  vorübergehend oder\n\n    b)  zum Transport\n\n    erwirbt;\n\n2.  findet.\n\n"
        "### § 2 Erlaubnis\n\n(1) Die Erlaubnis nach § 1 Abs. 2 Nr. 1 erteilt das Amt.\n\n### § 2a Widerruf\n\nSie kann widerrufen werden.\n"
    )
    law, result = read(text, language="de")
    assert locators(result, "section") == ["§ 1", "§ 2", "§ 2a"]
    assert locators(result, "subsection", "paragraph", "item") == [
        "§ 1(1)", "§ 1(2)", "§ 1(2)(1)", "§ 1(2)(1)(a)", "§ 1(2)(1)(b)", "§ 1(2)(2)", "§ 2(1)",
    ]  # fmt: skip
    assert words(law, one(result, "§ 1(2)(1)").closing) == "erwirbt;"
    assert words(law, one(result, "§ 2a").heading) == "Widerruf"


def test_implicit_first_subsection() -> None:
    text = (
        "1. Art. 1\nUstawa określa zasady posiadania broni.\n\n2. Art. 2\nPrzepisy nie dotyczą: 1) broni wojska, 2) broni policji. "
        "2. Minister może wydać rozporządzenie. 3. Rozporządzenie określi wzory.\n\n3. Art. 3\nOrgan prowadzi rejestr.\n"
    )
    _law, result = read(text, language="pl")
    assert locators(result, "section") == ["art. 1", "art. 2", "art. 3"]
    assert locators(result, "subsection", "paragraph") == ["art. 2(1)", "art. 2(1)(1)", "art. 2(1)(2)", "art. 2(2)", "art. 2(3)"]
    assert one(result, "art. 2(1)").label == ""


def test_several_articles_run_together_on_one_line() -> None:
    text = "Madde 1 - Silah yapmak yasaktır.Madde 2 – Silah satmak yasaktır.Cezalar:Madde3 – Aykırı davranan cezalandırılır.\nMadde 4 - Kanun yürürlüğe girer.\n"
    _, result = read(text, language="tr")
    assert locators(result, "section") == ["art. 1", "art. 2", "art. 3", "art. 4"]


def test_french_codes_with_letters_and_degrees() -> None:
    text = (
        "### TITRE Ier : ARMES\n\n#### Chapitre Ier : Dispositions\n\n##### Article L311-1\n\nLes armes sont classées.\n\n##### Article L311-2\n\n"
        "Les armes sont classées :\n\n1° Catégorie A ;\n\n2° Catégorie B.\n\n#### Chapitre II : Acquisition\n\n##### Article L312-1\n\nNul ne peut acquérir.\n\n"
        "##### Article L312-1-1\n\nUn décret précise.\n\n##### Article R312-2\n\nLe préfet décide.\n"
    )
    _, result = read(text, language="fr")
    assert locators(result, "section") == ["art. L311-1", "art. L311-2", "art. L312-1", "art. L312-1-1", "art. R312-2"]
    assert locators(result, "paragraph") == ["art. L311-2(1)", "art. L311-2(2)"]
    assert locators(result, "chapter") == ["title Ier, ch. Ier", "title Ier, ch. II"]


def test_us_code_with_markdown_headings_inside_sections() -> None:
    text = (
        "### CHAPTER 9— WEAPONS\n#### § 921. Definitions\n###### (a) As used in this chapter\n\n(1) The term “weapon” includes\n\n(A) a gun;\n\n(B) a bomb; or\n\n(C) a mine.\n\n"
        "(2) The term “dealer” means a seller.\n\n###### (b) The term “State” includes the District.\n\n#### § 922. Unlawful acts\n###### (a) It shall be unlawful\n\n"
        "(1) to sell a gun; or\n\n(2) to ship a gun.\n"
    )
    law, result = read(text)
    assert locators(result, "section") == ["§ 921", "§ 922"]
    assert "§ 921(a)(1)(B)" in locators(result, "item")
    assert locators(result, "subsection") == ["§ 921(a)", "§ 921(b)", "§ 922(a)"]
    assert words(law, one(result, "§ 922").heading) == "Unlawful acts"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("lt", "1 straipsnis. Tikslas\n1. Tikslas – tvarka.\n2. Taikymas platus.\n\n2 straipsnis. Sąvokos\n1. Ginklas – daiktas.\n\n2-1 straipsnis. Kita\nTekstas.\n", ["art. 1", "art. 2", "art. 2-1"]),
        ("el", "Άρθρο 1: Τίτλος\nΟ νόμος αναφέρεται ως νόμος.\n\nΆρθρο 2: Ερμηνεία\n(α) όπλο·\n(β) πυρομαχικό·\n\nΆρθρο 2Α: Άδεια\nΑπαιτείται άδεια.\n", ["art. 1", "art. 2", "art. 2Α"]),
        ("bg", "Чл. 1. (1) Законът урежда оръжията.\n(2) Той не важи за ножове.\n\nЧл. 2. Забранява се:\n1. производство;\n2. търговия.\n\nЧл. 2а. Нова разпоредба.\n", ["art. 1", "art. 2", "art. 2а"]),
        ("ar", "المادة 1\nيقصد بالسلاح كل آلة.\n\nالمادة 2\nيحظر حمل السلاح.\n\nالمادة 3\nيعاقب المخالف.\n", ["art. 1", "art. 2", "art. 3"]),
        ("ka", "მუხლი 1. მიზანი\nკანონი აწესრიგებს იარაღს.\n\nმუხლი 2. ტერმინები\nა) იარაღი;\nბ) ვაზნა.\n\nმუხლი 2^1. სხვა\nტექსტი.\n", ["art. 1", "art. 2", "art. 2^1"]),
        ("zh", "第 1 條\n本法管制武器。\n\n第 2 條\n下列為武器：\n一、槍。\n二、砲。\n\n第 2-1 條\n不得持有。\n", ["art. 1", "art. 2", "art. 2-1"]),
        ("sv", "1 § Lagen gäller vapen.\n\n2 § Tillstånd krävs.\n\n2 a § Tillstånd ges av polisen.\n", ["§ 1", "§ 2", "§ 2 a"]),
        ("cs", "Čl. 1\nÚčel\nZákon upravuje zbraně.\n\nČl. 2\nPojmy\n(1) Zbraň je věc.\n(2) Střelivo je věc.\n\nČl. 3\nÚčinnost\nZákon platí.\n", ["art. 1", "art. 2", "art. 3"]),
        ("nl", "### Artikel  1\n\nDeze wet regelt wapens.\n\n### Artikel  2\n\n1.  Het is verboden.\n2.  De minister beslist.\n\n### Artikel  2a\n\nTekst.\n", ["art. 1", "art. 2", "art. 2a"]),
    ],
)  # fmt: skip
def test_other_languages_and_alphabets(language: str, text: str, expected: list[str]) -> None:
    _, result = read(text, language=language)
    assert locators(result, "section") == expected
    assert result.confidence > 0.9


def test_japanese_paragraphs_after_a_list() -> None:
    text = (
        "目次\n第一章　総則\n（第一条―第二条）\n第二章　罰則\n（第三条）\n第一章　総則\n（目的）\n第一条\nこの法律は、武器を規制する。\n（定義）\n第二条\n次に掲げる物を武器という。\n一\n銃\n二\n砲\n"
        "２\n前項の銃には部品を含む。\n第二条の二\n何人も、武器を所持してはならない。\n第二章　罰則\n第三条\n第二条の二の規定に違反した者は、罰する。\n"
    )
    law, result = read(text, language="ja")
    assert locators(result, "section") == ["art. 1", "art. 2", "art. 2-2", "art. 3"]
    assert locators(result, "subsection") == ["art. 2(1)", "art. 2(2)"]
    assert locators(result, "paragraph") == ["art. 2(1)(一)", "art. 2(1)(二)"]
    assert words(law, one(result, "art. 1").heading) == "（目的）"
    assert [unit.kind for unit in result.units].count("contents") == 1


def test_table_of_contents_is_no_law_and_ends_where_its_first_label_comes_again() -> None:
    text = (
        "THE ARMS BILL\n\nARRANGEMENT OF SECTIONS\n\nPART I—PRELIMINARY\n1. Short title.\n2. Interpretation.\nPART II—LICENCES\n3. Licences.\n4. Fees.\n\n"
        "PART I—PRELIMINARY\n1. This Act may be cited as the Arms Act.\n2. In this Act a gun is a weapon.\nPART II—LICENCES\n3. No person shall hold a gun without a licence.\n4. Fees are payable.\n"
    )
    law, result = read(text)
    contents = [unit for unit in result.units if unit.kind == "contents"]
    assert len(contents) == 1
    assert law.text[contents[0].end :].startswith("PART I—PRELIMINARY\n1. This Act")
    assert locators(result, "section") == ["s. 1", "s. 2", "s. 3", "s. 4"]


def test_contents_without_a_heading() -> None:
    entries = "".join(f"{number}. Subject {number}\n" for number in range(1, 9))
    body = "".join(
        f"{number}. The authority shall decide on the subject of number {number} and shall publish its decision in the Gazette.\n\n"
        for number in range(1, 9)
    )
    _, result = read(entries + "\n" + body)
    assert locators(result, "section") == [f"s. {number}" for number in range(1, 9)]
    assert [unit.kind for unit in result.units].count("contents") == 1


def test_running_headers_and_page_numbers() -> None:
    body = []
    for number in range(1, 9):
        body.append(
            f"{number}. The holder of a licence shall keep the weapon in a safe place and shall show it to the police on demand. "
            + "It is so. " * 90
            + "\n"
        )
        body.append(f"        The Arms Act, 2001        [No. 7]        {100 + number}\n")
    _law, result = read("".join(body))
    assert locators(result, "section") == [f"s. {number}" for number in range(1, 9)]
    headers = [unit for unit in result.units if unit.kind == "header"]
    assert len(headers) == 8
    assert all(units.parent for units in headers)


def test_amendment_notes_and_footnotes() -> None:
    text = (
        "1. Licences\nNo person shall hold a gun. [section as amended by section 4 of Act No. 22 of 2001]\n2001, c. 9, s. 4; 2003, c. 8, s. 12\n\n"
        "2. Fees\nFees are payable. 1. Subs. by Act 42 of 1988, s. 2 (w.e.f. 27-5-1988). 2. Ins. by Act 25 of 1983, s. 2.\n"
    )
    law, result = read(text)
    notes = [words(law, (unit.start, unit.end)) for unit in result.units if unit.kind == "note"]
    assert notes[0].startswith("[section as amended")
    assert notes[1].startswith("2001, c. 9")
    assert notes[2].startswith("1. Subs. by Act 42")
    assert not locators(result, "paragraph")


def test_words_put_into_another_act_are_a_quotation() -> None:
    text = (
        "1. This Act may be cited as the Arms (Amendment) Act.\n\n2. The principal Act is amended by inserting the following new section after section 13:\n\n"
        "    “Hunting licence\n    13A.—(1) A hunter shall apply for a licence.\n    (2) The Commissioner may refuse it.”.\n\n3. Section 15 of the principal Act is repealed.\n"
    )
    law, result = read(text)
    assert locators(result, "section") == ["s. 1", "s. 2", "s. 3"]
    quoted = [words(law, (unit.start, unit.end)) for unit in result.units if unit.kind == "quotation"]
    assert quoted == ["“Hunting licence 13A.—(1) A hunter shall apply for a licence. (2) The Commissioner may refuse it.”."]


def test_words_put_into_another_act_are_divided_as_they_stand_there() -> None:
    text = (
        "1. This Act may be cited as the Arms (Amendment) Act.\n\n2. The principal Act is amended by inserting the following new section after section 13:\n\n"
        "    “13A.—(1) A hunter shall apply for a licence for every firearm that he keeps or wants to keep for hunting, in the form prescribed.\n"
        "    (2) The Commissioner may refuse it where he is not satisfied that the hunter is fit to be entrusted with it.”.\n\n"
        "3. A person who contravenes section 2 commits an offence.\n"
    )
    _, result = read(text)
    assert locators(result, "section") == ["s. 1", "s. 2", "s. 2: s. 13A", "s. 3"]
    assert locators(result, "subsection") == ["s. 2: s. 13A(1)", "s. 2: s. 13A(2)"]
    # A word that is defined opens a line with a quotation mark, too; and what closes far below does not close it.
    text = (
        "1. The Arms Act is amended as follows.\n\n2. (1) In this section—\n\n“silencer” means a device that is fixed to a firearm;\n\n"
        "“dealer” means a person who deals.\n\n3. A reference to a licence is one to “permit”\n\n4. This Act commences on its passing.\n"
    )
    _, result = read(text)
    assert [unit.kind for unit in result.units if unit.kind == "quotation"] == []
    assert locators(result, "section") == ["s. 1", "s. 2", "s. 3", "s. 4"]


def test_a_printed_line_that_goes_on_is_no_heading() -> None:
    """Sources mark the first printed line of an article as its heading, whatever stands on it."""
    text = (
        "##### Article 10.- It is forbidden to build firearms from\n\nparts bought as spares.\n\n##### Article 11.- Marks\n\nA maker puts a number on each firearm.\n\n"
        "##### Article 12.- Terms\n\na) firearm: a weapon;\nb) part: a barrel.\n"
    )
    law, result = read(text)
    headings = [words(law, unit.heading) if unit.heading else "" for unit in result.units if unit.kind == "section"]
    assert headings == ["", "Marks", "Terms"]


def test_treaty_reproduced_in_an_act_of_approval() -> None:
    text = (
        "Artículo 1º.- Apruébase la Convención, cuyo texto es el siguiente:\n\nCONVENCIÓN CONTRA EL TRÁFICO\n\nLOS ESTADOS PARTES,\n\nCONSIDERANDO la urgencia,\n\nHAN DECIDIDO adoptar la presente Convención:\n\n"
        "Artículo I\nDefiniciones\n\n1. Arma es todo instrumento.\n2. Munición es el cartucho.\n\nArtículo II\nPropósito\n\nEl propósito es impedir el tráfico.\n"
    )
    law, result = read(text, language="es")
    treaty = [unit for unit in result.units if unit.kind == "treaty"]
    assert len(treaty) == 1
    assert law.text[treaty[0].start :].startswith("LOS ESTADOS PARTES")
    assert locators(result, "section") == ["art. 1º", "treaty art. I", "treaty art. II"]


def test_publishers_records_with_a_second_number() -> None:
    text = "".join(
        f"{number}. Section {number}. Title {number}\n{number}. The Board shall do thing {number}.\n\n" for number in range(1, 6)
    )
    _, result = read(text)
    assert locators(result, "section") == [f"s. {number}" for number in range(1, 6)]


def test_publishers_records_repeat_an_inserted_number() -> None:
    text = "\n".join(
        f"{label}. § {sign}. Ministeren fører tilsyn med handlende."
        for label, sign in (("1", "1"), ("1a", "1 a"), ("1b", "1 b"), ("2", "2"))
    )
    _, result = read(text, language="da")
    assert [place.replace(" ", "") for place in locators(result, "section")] == ["§1", "§1a", "§1b", "§2"]


def test_danish_stykker() -> None:
    text = "§ 1. Det er forbudt at have våben. Stk. 2. Forbuddet gælder ikke politiet. Stk. 3. Ministeren fastsætter regler.\n\n§ 2. Tilladelse gives af politiet.\n"
    _, result = read(text, language="da")
    assert locators(result, "section", "subsection") == ["§ 1", "§ 1(1)", "§ 1(2)", "§ 1(3)", "§ 2"]


def test_lists_of_several_definitions_in_one_section() -> None:
    text = (
        "1. Interpretation.\nIn this Act—\n\n“ammunition” means—\n\n(a) a cartridge, or\n\n(b) a component of a cartridge;\n\n“dealer” means a person who sells guns;\n\n"
        "“firearm” means—\n\n(a) a gun, or\n\n(b) a part of a gun;\n\nand includes a silencer.\n\n2. Duty.\nA dealer keeps records.\n"
    )
    law, result = read(text)
    shown = [words(law, (unit.start, unit.end)) for unit in result.units if unit.kind == "paragraph"]
    assert shown == ["(a) a cartridge, or", "(b) a component of a cartridge;", "(a) a gun, or", "(b) a part of a gun;"]
    assert words(law, one(result, "s. 1").closing) == "and includes a silencer."
    assert [unit.eid for unit in result.units if unit.kind == "paragraph"][2] == "sec_1__para_a-2"


def test_definitions_run_together_in_one_paragraph() -> None:
    text = (
        '1. Interpretation\nIn this Act— "ammunition" means— (a) a cartridge; or (b) a bullet; but does not include a blank; '
        '"firearm" means— (a) a gun; or (b) a rifle; "Minister" means the Minister of Police.\n\n2. Duty\nHolders keep records.\n'
    )
    law, result = read(text)
    shown = [words(law, (unit.start, unit.end)) for unit in result.units if unit.kind == "paragraph"]
    assert shown == ["(a) a cartridge; or", "(b) a bullet;", "(a) a gun; or", "(b) a rifle;"]


def test_paragrafos_stand_beside_the_list_of_their_article() -> None:
    text = (
        "Artículo 1°. El permiso requiere:\n1. Solicitud, con:\na) formulario;\nb) recibo.\n2. Examen.\n\nParágrafo 1°. El plazo es de un mes.\n\n"
        "Parágrafo 2°. El plazo es prorrogable.\n\nArtículo 2°. Rige desde hoy.\n\nArtículo 3°. Derógase la ley anterior.\n"
    )
    _law, result = read(text, language="es")
    article = one(result, "art. 1°")
    below = [unit.label for unit in result.units if unit.parent is not None and result.units[unit.parent] == article]
    assert below == ["1.", "2.", "Parágrafo 1°.", "Parágrafo 2°."]


def test_decimal_subsections_under_articles() -> None:
    text = (
        "**Artículo 1.- Objeto**\n\n1.1. El Reglamento regula las armas.\n\n1.2. Se aplica a todos:\n\na) Personas naturales.\n\nb) Personas jurídicas.\n\n"
        "**Artículo 2.- Alcance**\n\n2.1. Alcanza a las armas.\n\n2.2. No alcanza a los cuchillos.\n\n**Artículo 3.- Vigencia**\n\nRige desde hoy.\n"
    )
    law, result = read(text, language="es")
    assert locators(result, "section") == ["art. 1", "art. 2", "art. 3"]
    assert [words(law, one(result, f"art. {n}").heading) for n in (1, 2, 3)] == ["Objeto", "Alcance", "Vigencia"]
    assert [unit.label for unit in result.units if unit.kind == "subsection"] == ["1.1.", "1.2.", "2.1.", "2.2."]


def test_marks_of_the_source_are_used() -> None:
    text = "Fees\nTitle\n1 Fees are payable under this Act\n2 The amounts are in the table\nThe table\nof amounts\n1 Ten crowns for each gun\n2 Two crowns for each knife\n"
    at = text.index("The table\n")
    marks = (
        Mark(kind="heading", start=0, end=4, level=2),
        Mark(kind="heading", start=5, end=10, level=3),
        Mark(kind="number", start=11, end=12, label="1"),
        Mark(kind="number", start=text.index("2 The"), end=text.index("2 The") + 1, label="2"),
        Mark(kind="schedule", start=at, end=len(text)),
        Mark(kind="note", start=at + 10, end=at + 20),
    )
    _, result = read(text, marks=marks)
    assert locators(result, "schedule") == ["Sch."]
    assert locators(result, "section")[:2] == ["s. 1", "s. 2"]
    assert [unit.kind for unit in result.units].count("note") == 1


def test_text_without_numbering_falls_back_to_paragraphs() -> None:
    text = "A policy on guns\n\nGuns are dangerous. They should be kept safe.\n\nThe following are exempt:\n\nfarmers;\n\nhunters.\n\nThis policy ends.\n"
    law, result = read(text)
    paragraphs = [words(law, (unit.start, unit.end)) for unit in result.units if unit.kind == "paragraph"]
    assert paragraphs == [
        "A policy on guns",
        "Guns are dangerous. They should be kept safe.",
        "The following are exempt: farmers; hunters.",
        "This policy ends.",
    ]
    assert result.confidence <= 0.2
    assert result.numbered_share == 0
    assert "No usable numbering" in result.warnings[0]


def test_gaps_and_duplicates_are_told() -> None:
    text = "1. One.\n\n2. Two.\n\n6. Six.\n\n7. Seven.\n"
    _, result = read(text)
    assert result.warnings == ("Between 2 and 6 the numbering has a gap.",)
    assert result.confidence < 0.9


def test_signature_is_cut_off_the_last_section() -> None:
    text = "Artículo 1.- Se prohíben las armas.\n\nArtículo 2.- Rige desde hoy.\n\nDado en la ciudad de Valdoria, a tres de mayo.\n\nEl Presidente\n"
    law, result = read(text, language="es")
    assert [words(law, (unit.start, unit.end)) for unit in result.units if unit.kind == "signature"] == [
        "Dado en la ciudad de Valdoria, a tres de mayo. El Presidente"
    ]
    assert law.text[: one(result, "art. 2").end].rstrip().endswith("Rige desde hoy.")


@pytest.mark.parametrize("text", ["", "   \n \n", "x"])
def test_texts_with_next_to_nothing(text: str) -> None:
    _, result = read(text)
    assert result.units[0].end == len(text)


def test_outline_shows_headings_and_closing_words() -> None:
    law, result = read(ISLAND)
    lines = outline(result, law)
    assert "part Part II | OFFENCES" in lines
    assert any(line.strip().startswith("subsection s. 3(1)") and "... commits an offence" in line for line in lines)


def test_amending_sections_keep_their_own_number() -> None:
    text = (
        "1. This Act may be cited as the Arms (Amendment) Act.\n\n2. Section 2 of the Arms Act is amended\n(a) by deleting the definition of a gun; and\n(b) by deleting the definition of a bomb.\n\n"
        "3. Section 15 of the principal Act is repealed.\n\n4. Section 16 of the principal Act is repealed.\n"
    )
    _, result = read(text)
    assert locators(result, "section") == ["s. 1", "s. 2", "s. 3", "s. 4"]
    assert locators(result, "paragraph") == ["s. 2(a)", "s. 2(b)"]


def test_paragraphs_numbered_without_a_mark() -> None:
    """Swiss laws print the bare number of a paragraph; the letters of a list belong to the paragraph above them."""
    _, result = read(
        "Art. 4 Terms\n\n1 Weapons are devices.\n\n2 Parts are parts.\n\nArt. 5 Prohibitions\n\n1 The sale of the following is prohibited:\n\na. automatic firearms;\n\nb. launching devices.\n\n"
        "2 Possession of the objects in paragraph 1 is prohibited.\n\n2bis The canton may grant exceptions.\n\n3 The Council sets the details.\n\n"
        "Art. 6 Force\n\nThis Act is in force.\n"
    )
    units = result.units
    assert [unit.label for unit in units if unit.kind == "subsection" and unit.label] == ["1", "2", "1", "2", "2bis", "3"]
    first = next(index for index, unit in enumerate(units) if unit.label == "1" and unit.locator.startswith("art. 5"))
    assert [unit.label for unit in units if unit.parent == first] == ["a.", "b."]


def test_a_number_alone_is_no_paragraph() -> None:
    _, result = read(
        "Art. 5 Transition\n\nThe former law applies until\n\n1 January 2010 at the latest.\n\nArt. 6 Force\n\nThis Act is in force.\n"
    )
    assert not [unit for unit in result.units if unit.label == "1"]


def test_what_a_colon_opens_is_a_list_though_its_items_end_in_full_stops() -> None:
    text = (
        "5. A person commits an offence who does any of the following:\n(1) Uses a false licence to buy a firearm.\n"
        "(2) Sells a firearm to a child.\n(3) Gives another his licence.\n"
        "6. Duties of dealers:\n(1) A dealer shall keep a register.\n(2) A dealer shall show it.\n(3) A dealer shall keep it safe.\n"
    )
    _, result = read(text)
    kinds = {unit.locator: unit.kind for unit in result.units if unit.label.startswith("(")}
    assert kinds == {
        "s. 5(1)": "paragraph",
        "s. 5(2)": "paragraph",
        "s. 5(3)": "paragraph",
        "s. 6(1)": "subsection",
        "s. 6(2)": "subsection",
        "s. 6(3)": "subsection",
    }
