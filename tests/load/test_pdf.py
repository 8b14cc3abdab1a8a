"""PDF: reading order, paragraphs, headers and footnotes, and files that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from load_samples import ENGLISH, lines, pdf, write

from gapcheck.errors import InputError
from gapcheck.load import load

# Lines that fill 450 points of Helvetica 10, so that they are seen to go on.
FULL = [
    "1. No person shall manufacture, assemble or repair any firearm in the Republic of Arvenia unless he holds a",
    "licence issued by the Registrar under this Act, and every firearm that is manufactured in the Republic shall",
    "bear a serial number.",
]


def read(folder: Path, pages: list, **options: str):
    return load(write(folder, "act.pdf", pdf(pages, **options)))


def marked(law, kind: str) -> list[str]:
    return [law.text[mark.start : mark.end] for mark in law.marks if mark.kind == kind]


def test_lines_of_a_paragraph_are_joined_and_paragraphs_are_not(tmp_path: Path) -> None:
    law = read(tmp_path, [lines([*FULL, "2. The Registrar shall keep a register of licences."])])
    assert law.text.splitlines() == [" ".join(FULL), "2. The Registrar shall keep a register of licences."]
    assert (law.format, law.language, len(law.pages)) == ("pdf", "en", 1)


def test_an_item_after_a_full_line_begins_a_line_and_a_wrapped_reference_does_not(tmp_path: Path) -> None:
    item = [
        (72, 760, "3. A licence may be refused where the person who applies for it has been convicted of an offence under"),
        (72, 747, "section 12 or under paragraph 5 of the Second Schedule to the Customs Act, or if that person has been under"),
        (72, 734, "(2) of section 14 a prohibition order, and in such a case the Registrar shall give reasons for his decision that"),
        (100, 721, "(a) are in writing;"),
        (100, 708, "(b) are signed."),
    ]
    text = read(tmp_path, [item]).text.splitlines()
    assert len(text) == 3
    assert "has been under (2) of section 14 a prohibition" in text[0]
    assert text[1:] == ["(a) are in writing;", "(b) are signed."]


def test_words_divided_at_line_ends_are_whole_unless_written_with_a_hyphen_elsewhere(tmp_path: Path) -> None:
    law = read(
        tmp_path,
        [
            lines(
                [
                    "4. Every dealer shall keep a record of all firearms and of all ammunition, and of every self-loading ammu-",
                    "nition feeding device, that he has received or delivered; a dealer in self-loading rifles and other self-",
                    "loading firearms shall send it to the Registrar.",
                ]
            )
        ],
    )
    assert "self-loading ammunition feeding device" in law.text
    assert "other self-loading firearms" in law.text


def test_two_columns_are_read_one_after_the_other_and_bands_in_order(tmp_path: Path) -> None:
    left = [f"left line {number} of the gazette runs here to the end" for number in range(12)]
    right = [f"right line {number} of the gazette runs here to the end" for number in range(12)]
    page = [
        (120, 800, "SUPPLEMENT TO THE OFFICIAL GAZETTE OF THE REPUBLIC OF ARVENIA"),
        *lines(left, x=50, y=770),
        *lines(right, x=320, y=770),
        (60, 600, "This line goes across both of the columns, from the left edge of the page to its right edge, as titles often do."),
        *lines([line.replace("left", "lower left") for line in left], x=50, y=570),
        *lines([line.replace("right", "lower right") for line in right], x=320, y=570),
    ]
    text = read(tmp_path, [page]).text
    order = ["SUPPLEMENT", *left, *right, "This line goes across"] + [f"lower left line {n}" for n in range(12)]
    order += [f"lower right line {n}" for n in range(12)]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_a_contents_list_with_page_numbers_is_no_pair_of_columns(tmp_path: Path) -> None:
    entries = [(72, 760 - 13 * n, f"{n}. Heading of section {n} .......................") for n in range(1, 12)]
    numbers = [(480, 760 - 13 * n, str(n + 2)) for n in range(1, 12)]
    law = read(tmp_path, [entries + numbers])
    first = law.text.splitlines()[0]
    assert first.startswith("1. Heading of section 1 ...") and first.endswith("3")
    assert len(marked(law, "contents")) == 1


def test_marginal_notes_become_headings_before_their_section(tmp_path: Path) -> None:
    body = [
        "1. This Act may be cited as the Firearms Act and shall come into force on",
        "such day as the Minister may by order appoint.",
        "2. No person shall possess a firearm unless he holds a licence that was",
        "granted to him by the Registrar in the form that this Act prescribes and",
        "that is in force at the time of possession.",
        "3. The Registrar may refuse a licence where the public safety so requires",
        "and shall give his reasons in writing to the person who has applied for it",
        "within thirty days after the refusal of the licence.",
    ]
    notes = [(480, 760, "Short title."), (480, 734, "Prohibition of"), (480, 725, "possession."), (480, 695, "Refusal.")]
    law = read(tmp_path, [lines(body) + notes])
    assert marked(law, "heading") == ["Short title.", "Prohibition of possession.", "Refusal."]
    assert "Prohibition of possession.\n2. No person shall possess a firearm unless he holds a licence that was granted" in law.text


def test_line_numbers_in_the_margin_of_a_bill_are_dropped(tmp_path: Path) -> None:
    body = [f"words of line {number} of the bill that is before the House" for number in range(1, 17)]
    numbers = [(480, 760 - 13 * (number - 1), str(number)) for number in (5, 10, 15)]
    text = read(tmp_path, [lines(body) + numbers]).text
    assert "words of line 5 of the bill that is before the House" in text
    assert not any(line.endswith((" 5", "\t5", "\t10")) for line in text.splitlines())


def test_running_headers_are_marked_and_do_not_cut_a_sentence(tmp_path: Path) -> None:
    def page(number: int) -> list:
        return [
            (72, 810, "FIREARMS ACT OF ARVENIA"),
            *lines([*FULL[:2], f"and on page {number} the sentence has no end and goes on until"], y=770),
            (290, 30, str(number)),
        ]

    law = read(tmp_path, [page(number) for number in range(1, 5)])
    assert len(law.pages) == 4
    assert marked(law, "header").count("FIREARMS ACT OF ARVENIA") == 4
    assert {"1", "2", "3", "4"} <= set(marked(law, "header"))
    last = read(tmp_path, [page(number) if number < 3 else lines(["the end of it comes."]) for number in range(1, 4)])
    assert "goes on until the end of it comes." in last.text.replace("\n", " ")


def test_pages_cover_the_text_and_tell_the_page_of_a_quotation(tmp_path: Path) -> None:
    law = read(tmp_path, [lines([ENGLISH[:90]]), lines(["2. The Minister may make regulations."]), lines(["3. Repealed, all of it."])])
    assert law.page_of(law.text.index("The Minister")) == 2
    assert law.page_of(law.text.index("Repealed")) == 3
    assert law.pages[0].start == 0 and law.pages[-1].end == len(law.text)
    assert all(a.end == b.start for a, b in zip(law.pages, law.pages[1:], strict=False))


def test_footnotes_are_marked_as_notes_behind_the_text(tmp_path: Path) -> None:
    page = [
        *lines([*FULL, "2. A licence is valid for five years."]),
        (72, 60, "1 As amended by Act No. 3.", 7, False),
        (72, 50, "in all its parts.", 7, False),
    ]
    law = read(tmp_path, [page])
    assert marked(law, "note") == ["1 As amended by Act No. 3. in all its parts."]
    assert law.text.index("A licence is valid") < law.text.index("As amended")


def test_large_and_bold_lines_are_marked_as_headings(tmp_path: Path) -> None:
    page = [
        (200, 790, "THE FIREARMS ACT", 16, True),
        *lines(FULL, y=760),
        (72, 700, "Offences and penalties", 10, True),
        *lines(FULL, y=680),
    ]
    law = read(tmp_path, [page])
    assert marked(law, "heading") == ["THE FIREARMS ACT", "Offences and penalties"]
    assert law.title == "THE FIREARMS ACT"


def test_the_title_comes_from_the_properties_unless_they_hold_a_file_name(tmp_path: Path) -> None:
    assert read(tmp_path, [lines(FULL)], title="Law on Weapons of Arvenia").title == "Law on Weapons of Arvenia"
    assert read(tmp_path, [lines(["ARMS LAW 1999", *FULL])], title="Microsoft Word - final v2.doc").title == "ARMS LAW 1999"


def test_a_page_without_text_among_others_is_told(tmp_path: Path) -> None:
    law = read(tmp_path, [lines(FULL), [], lines(FULL)])
    assert law.warnings == ("No text on page 2: blank, or a picture that needs OCR.",)
    assert [page.number for page in law.pages] == [1, 2, 3]


@pytest.mark.parametrize("quarter", [1, 2, 3])
def test_a_turned_page_is_read_as_one_sees_it(tmp_path: Path, quarter: int) -> None:
    upright = read(tmp_path, [lines([*FULL, "2. The Registrar shall keep a register."])])
    turned = read(tmp_path, [lines([*FULL, "2. The Registrar shall keep a register."])], rotate=quarter)
    assert turned.text == upright.text


def test_columns_that_one_page_does_not_show_are_known_from_the_others(tmp_path: Path) -> None:
    def full(page: int, side: str) -> list[str]:
        return [f"{side} column of page {page}, line {number}, filled to its right end" for number in range(20)]

    pages = [[*lines(full(page, "left"), x=50), *lines(full(page, "right"), x=320)] for page in (1, 2)]
    short = [*lines([f"left item {number}" for number in range(5)], x=50), *lines([f"right item {number}" for number in range(5)], x=320)]
    text = read(tmp_path, [*pages, short]).text
    assert text.index("left item 4") < text.index("right item 0")


def test_a_text_layer_without_letters_is_refused(tmp_path: Path) -> None:
    import io

    import pikepdf

    document = pikepdf.open(io.BytesIO(pdf([lines(FULL * 3)])))
    font = document.pages[0].Resources.Font["/F"]
    font.ToUnicode = document.make_stream(
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange"
        b" 1 beginbfrange <21> <7e> <e021> endbfrange endcmap end"
    )
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(InputError, match="do not say which letters"):
        load(write(tmp_path, "act.pdf", out.getvalue()))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (pdf([[], []]), "no text, only pictures"),
        (pdf([lines(FULL)], password="secret"), "password"),
        (b"%PDF-1.7\nrubbish", "damaged"),
        (pdf([lines(FULL)])[:400], "damaged"),
    ],
)
def test_unreadable_pdfs_are_refused_with_a_reason(tmp_path: Path, data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what) as raised:
        load(write(tmp_path, "act.pdf", data))
    assert raised.value.where.endswith("act.pdf") and raised.value.todo
