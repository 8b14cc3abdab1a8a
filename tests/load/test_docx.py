"""Word documents: automatic numbers, headings, notes, tables, tracked changes, and damaged files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from load_samples import ENGLISH, WORD, docx, list_levels, paragraph, write

from gapcheck.errors import InputError
from gapcheck.load import load

LAW = list_levels(("decimal", "%1."), ("decimal", "(%2)"), ("lowerLetter", "(%3)"), ("lowerRoman", "(%4)"))


def read(folder: Path, body: str, **parts: str):
    return load(write(folder, "act.docx", docx(body, **parts)))


def marked(law, kind: str) -> list[str]:
    return [law.text[mark.start : mark.end] for mark in law.marks if mark.kind == kind]


def test_automatic_numbers_are_written_out_and_start_again_in_each_section(tmp_path: Path) -> None:
    body = "".join(
        paragraph(text, number=(1, level))
        for text, level in [
            ("Licences", 0), ("A licence is needed to", 1), ("make a firearm;", 2), ("sell a firearm.", 2), ("The Registrar grants it.", 1),

            ("Offences", 0), ("A person who makes a firearm without a licence commits an offence.", 1), ("Item.", 2),
            ("Sub-item.", 3), ("Item.", 2),
        ]
    )  # fmt: skip
    law = read(tmp_path, body, numbering=LAW)
    assert [line.split(" ")[0] for line in law.text.splitlines()] == ["1.", "(1)", "(a)", "(b)", "(2)", "2.", "(1)", "(a)", "(i)", "(b)"]
    assert [mark.label for mark in law.marks if mark.kind == "number"][:3] == ["1.", "(1)", "(a)"]


def test_numbers_of_several_levels_legal_numbering_and_a_missing_parent(tmp_path: Path) -> None:
    levels = (
        '<w:abstractNum w:abstractNumId="7">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="PART %1"/><w:suff w:val="space"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    )
    body = paragraph("early item", number=(1, 1)) + paragraph("Title", number=(1, 0)) + paragraph("first item", number=(1, 1))
    text = read(tmp_path, body, numbering=levels).text.splitlines()
    assert text[1:] == ["PART II Title", "2.1 first item"]
    assert text[0] == "1.1 early item"


def test_a_list_that_is_started_anew_and_one_that_never_restarts(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlRestart w:val="0"/><w:lvlText w:val="Rule %2"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    items = [(1, 0), (1, 1), (1, 0), (1, 1), (2, 0), (2, 0)]
    body = "".join(paragraph("text of the rule", number=item) for item in items)
    starts = [line.removesuffix(" text of the rule") for line in read(tmp_path, body, numbering=numbering).text.splitlines()]
    assert starts == ["1.", "Rule 1", "2.", "Rule 2", "5.", "6."]


def test_numbers_and_heading_levels_come_from_styles_too(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sec"><w:name w:val="Section"/><w:basedOn w:val="Base"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    )
    body = (
        paragraph("Contents of the Act", style="T")
        + paragraph("Preliminary", style="H1")
        + paragraph("Short title", style="Sec")
        + paragraph("Not numbered", style="Sec", number=(0, 0))
    )
    law = read(tmp_path, body, styles=styles, numbering=LAW)
    assert law.text.splitlines() == ["Contents of the Act", "Preliminary", "1. Short title", "Not numbered"]
    headings = [(law.text[mark.start : mark.end], mark.level) for mark in law.marks if mark.kind == "heading"]
    assert headings == [("Preliminary", 1), ("Short title", 2), ("Not numbered", 2)]
    assert marked(law, "contents") == ["Contents of the Act"]


def test_deleted_and_hidden_text_is_left_out_and_inserted_text_kept(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>A permit </w:t></w:r><w:del><w:r><w:delText>shall</w:delText></w:r></w:del>"
        '<w:ins><w:r><w:t xml:space="preserve">may </w:t></w:r></w:ins><w:r><w:t>be granted.</w:t></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r></w:p>"
    )
    assert read(tmp_path, body).text == "A permit may be granted.\n"


def test_a_footnote_stands_behind_its_paragraph_and_is_a_note(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:t>Every dealer</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        '<w:r><w:t xml:space="preserve"> keeps a book.</w:t></w:r></w:p>' + paragraph("Next paragraph.")
    )
    note = f'<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">{paragraph("Amended in 1999.")}</w:footnote>'
    law = read(tmp_path, body, footnotes=note)
    assert law.text.splitlines() == ["Every dealer keeps a book.", "Amended in 1999.", "Next paragraph."]
    assert marked(law, "note") == ["Amended in 1999."]


def test_tables_are_rows_of_cells(tmp_path: Path) -> None:
    cells = [["Offence", "Penalty"], ["", "Ten years"], ["Trafficking", "Life"]]
    rows = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in cells)
    law = read(tmp_path, paragraph("Schedule") + f"<w:tbl>{rows}</w:tbl>" + paragraph("After."))
    assert law.text.splitlines() == ["Schedule", "Offence\tPenalty", "Ten years", "Trafficking\tLife", "After."]
    assert marked(law, "table") == ["Offence\tPenalty\nTen years\nTrafficking\tLife"]


def test_title_and_language_come_from_the_properties_or_the_text(tmp_path: Path) -> None:
    core = "<dc:title>Law on Firearms of Arvenia</dc:title>"
    assert read(tmp_path, paragraph(ENGLISH), core=core).title == "Law on Firearms of Arvenia"
    law = read(tmp_path, paragraph("THE FIREARMS ACT, 2022") + paragraph(ENGLISH), core="<dc:title>final2.docx</dc:title>")
    assert (law.title, law.language, law.format) == ("THE FIREARMS ACT, 2022", "en", "docx")


def test_breaks_symbols_hyphens_content_controls_and_text_boxes(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>self</w:t><w:noBreakHyphen/><w:t>loading</w:t><w:tab/><w:t>arm</w:t><w:br/><w:t>line two</w:t>"
        '<w:sym w:font="Symbol" w:char="00A7"/><w:sym w:font="Wingdings" w:char="F0A7"/><w:sym w:font="x" w:char="zz"/></w:r></w:p>'
        f"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{paragraph('1. Licences')}</w:sdtContent></w:sdt>"
        f"<w:p><w:r><w:t>Text</w:t></w:r><w:r><w:pict><w:txbxContent>{paragraph('Boxed note.')}</w:txbxContent></w:pict></w:r></w:p>"
    )
    law = read(tmp_path, body)
    assert law.text.splitlines() == ["self-loading arm", "line two§•", "1. Licences", "Text", "Boxed note."]
    assert marked(law, "contents") == ["1. Licences"]


def test_hidden_styles_quotations_and_headings_that_are_switched_off(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Hid"><w:name w:val="Hid"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
    )
    body = (
        paragraph("Arms Law of Arvenia", style="T")
        + paragraph("hidden", style="Hid")
        + paragraph("quoted words", style="Q")
        + paragraph("body text", style="T", extra='<w:outlineLvl w:val="9"/>')
        + paragraph("own level", style="Loop", extra='<w:outlineLvl w:val="2"/>')
    )
    law = read(tmp_path, body, styles=styles)
    assert law.text.splitlines() == ["Arms Law of Arvenia", "quoted words", "body text", "own level"]
    assert [(law.text[mark.start : mark.end], mark.level) for mark in law.marks if mark.kind == "heading"] == [
        ("Arms Law of Arvenia", 1),
        ("own level", 3),
    ]
    assert marked(law, "quotation") == ["quoted words"] and law.title == "Arms Law of Arvenia"


def test_deleted_paragraphs_and_rows_are_not_counted(tmp_path: Path) -> None:
    gone = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>x'
    gone += "</w:delText></w:r></w:del></w:p>"
    row = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('old row')}</w:tc></w:tr><w:tr><w:tc>{paragraph('new row')}</w:tc></w:tr>"
    body = paragraph("first", number=(1, 0)) + gone + paragraph("second", number=(1, 0)) + f"<w:tbl>{row}</w:tbl>"
    assert read(tmp_path, body, numbering=LAW).text.splitlines() == ["1. first", "2. second", "new row"]


def test_lists_that_a_numbering_style_names_and_levels_that_a_style_is_tied_to(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:pStyle w:val="Item"/><w:lvlText w:val="(%2)"/>'
        '<w:suff w:val="nothing"/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Rules"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl></w:lvlOverride></w:num>'
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="Rules"><w:name w:val="Rules"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = paragraph("rule", number=(2, 0)) + paragraph("item", style="Item") + paragraph("point", number=(3, 0))
    body += paragraph("unknown list", number=(99, 0))
    assert read(tmp_path, body, styles=styles, numbering=numbering).text.splitlines() == ["1. rule", "(a)item", "• point", "unknown list"]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 40_000_000)
    return out.getvalue()


def archive_of(name: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (bomb(), "ZIP bomb"),
        (b"this is no zip", "no Word document"),
        (docx(paragraph(ENGLISH))[:150], "damaged"),
        (archive_of("xl/workbook.xml", "<x/>"), "an Excel workbook"),
        (archive_of("mimetype", "application/vnd.oasis.opendocument.text"), "OpenDocument"),
        (archive_of("law.txt", "text"), "a ZIP archive"),
        (archive_of("word/document.xml", "<a><b></a>"), "damaged"),
        (archive_of("word/document.xml", f'<w:document xmlns:w="{WORD}"/>'), "no body"),
        (archive_of("word/document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "entities"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_files_that_are_no_readable_word_documents_are_refused(tmp_path: Path, data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what) as raised:
        load(write(tmp_path, "act.docx", data))
    assert raised.value.todo
