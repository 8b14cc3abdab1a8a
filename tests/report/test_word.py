"""The Word report: what stands in it, in which languages, and that no law can harm it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
import report_samples as samples
from lxml import etree

from gapcheck.model.result import Status
from gapcheck.model.review import Decision, Review, fingerprint
from gapcheck.report.view import View, build
from gapcheck.report.word import write_document
from gapcheck.report.word.findings import marks
from gapcheck.report.word.flow import bookmark
from gapcheck.report.word.xml import Run, W, paragraph, runs, safe, tag

_NAMES = {"w": W}
_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("word") / "report.docx"
    write_document(samples.view(), path)
    return path


def body_of(path: Path) -> Any:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def text_of(node: Any) -> str:
    return "".join(part.text or "" for part in node.iter(tag("w:t")))


def headings(path: Path, level: int) -> list[str]:
    return [item.text for item in docx.Document(str(path)).paragraphs if item.style.name == f"Heading {level}"]


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_parts_stand_in_order(made: Path) -> None:
    words = samples.view().words["word"]
    order = [
        "summary",
        "method",
        "by_article_heading",
        "by_threat_heading",
        "by_measure_heading",
        "recommendations",
        "other_sources",
        "annex",
    ]
    assert headings(made, 1) == [words[key] for key in order]


def test_every_finding_stands_in_it_with_its_quotation_and_place(made: Path) -> None:
    text = flat(text_of(body_of(made)))
    view = samples.view()
    for row in view.rows:
        assert flat(row.asks) in text, row.test
        assert flat(row.found) in text, row.test
    quoted = [row for row in view.rows if row.evidence]
    assert len(quoted) > 20
    assert all(flat(row.evidence[0].quote)[:300] in text for row in quoted)
    assert all(row.place.split(",")[0] in text for row in quoted)


def test_the_annex_has_one_row_a_question_and_its_status(made: Path) -> None:
    table = docx.Document(str(made)).tables[-1]
    lines = list(table._tbl.iterchildren(tag("w:tr")))[1:]
    rows = samples.view().rows
    assert len(lines) == len(rows)
    for made_row, row in zip(lines, rows, strict=True):
        cells = [text_of(cell) for cell in made_row.iterchildren(tag("w:tc"))]
        assert cells[0].startswith(row.test)
        assert row.status_label in cells[3]


def test_recommendations_stand_in_the_order_of_the_view(made: Path) -> None:
    view = samples.view()
    content = body_of(made)
    at = {mark.get(tag("w:name")): number for number, mark in enumerate(content.iter(tag("w:bookmarkStart")))}
    places = [at[bookmark(f"rec-{gap.entry}")] for gap in view.gaps]
    assert len(places) > 3
    assert places == sorted(places)


def test_the_contents_are_a_field_with_every_heading_linked(made: Path) -> None:
    content = body_of(made)
    codes = [node.text.strip() for node in content.iter(tag("w:instrText"))]
    assert codes[0].startswith('TOC \\o "1-2"')
    entries = [
        (text_of(item), item.find(tag("w:hyperlink")).get(tag("w:anchor")))
        for item in content.iter(tag("w:p"))
        if item.find(f"{tag('w:pPr')}/{tag('w:pStyle')}") is not None
        and item.find(f"{tag('w:pPr')}/{tag('w:pStyle')}").get(tag("w:val")).startswith("TOC")
        and item.find(tag("w:hyperlink")) is not None
    ]
    assert [text for text, _ in entries if text in headings(made, 1)] == headings(made, 1)
    assert len(entries) == len(headings(made, 1)) + len(headings(made, 2))


def test_links_lead_to_bookmarks_and_names_are_unique(made: Path) -> None:
    content = body_of(made)
    names = [mark.get(tag("w:name")) for mark in content.iter(tag("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    assert all(len(name) <= 40 for name in names)
    assert {link.get(tag("w:anchor")) for link in content.iter(tag("w:hyperlink"))} <= set(names)


def test_fields_begin_and_end_in_turn(made: Path) -> None:
    depth = 0
    for mark in body_of(made).iter(tag("w:fldChar")):
        kind = mark.get(tag("w:fldCharType"))
        depth += {"begin": 1, "separate": 0, "end": -1}[kind]
        assert depth in (0, 1, 2)
    assert depth == 0


def test_tables_are_captioned_counted_and_described(made: Path) -> None:
    document = docx.Document(str(made))
    captions = [item.text for item in document.paragraphs if item.style.name == "Caption"]
    assert [int(re.findall(r"\d+", text)[0]) for text in captions] == list(range(1, len(captions) + 1))
    for table in body_of(made).iter(tag("w:tbl")):
        assert table.find(f"{tag('w:tblPr')}/{tag('w:tblDescription')}").get(tag("w:val"))
        widths = [int(column.get(tag("w:w"))) for column in table.find(tag("w:tblGrid"))]
        for row in table.iterchildren(tag("w:tr")):
            assert [int(cell.find(f"{tag('w:tcPr')}/{tag('w:tcW')}").get(tag("w:w"))) for cell in row.iterchildren(tag("w:tc"))] == widths


def test_the_annex_lies_on_its_side_and_the_rest_does_not(made: Path) -> None:
    sections = docx.Document(str(made)).sections
    assert [section.page_width < section.page_height for section in sections] == [True, False]
    assert sections[0].different_first_page_header_footer
    assert samples.view().title in sections[0].header.paragraphs[0].text
    fields = [node.text.strip() for node in sections[1].footer._element.iter(tag("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_properties_keep_the_order_of_the_format(made: Path) -> None:
    """Word calls a file damaged in which the children of a paragraph's or run's properties stand in another order."""
    orders = {
        "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind contextualSpacing jc outlineLvl rPr sectPr",
        "rPr": "rStyle rFonts b bCs i iCs color spacing sz szCs u lang",
        "tcPr": "tcW gridSpan shd",
        "tblPr": "tblStyle tblW tblLayout tblLook tblDescription",
    }
    with zipfile.ZipFile(made) as archive:
        parts = [etree.fromstring(archive.read(f"word/{name}.xml")) for name in ("document", "styles")]
    for part in parts:
        for name, order in orders.items():
            known = order.split()
            for node in part.iter(tag(f"w:{name}")):
                children = [etree.QName(child).localname for child in node]
                places = [known.index(child) for child in children if child in known]
                assert places == sorted(places), (name, children)
                if part.tag == tag("w:document"):
                    assert set(children) <= set(known), (name, children)


@pytest.mark.parametrize("language", ["fr", "es"])
def test_the_report_speaks_french_and_spanish(language: str, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    view = samples.view(language)
    write_document(view, path)
    text = text_of(body_of(path)).replace("\u00a0", " ")
    english = samples.view().words["word"]
    assert headings(path, 1)[0] == view.words["word"]["summary"]
    for key in ("summary", "method", "act_first", "limits", "limit_comply", "recommendations_intro", "annex_intro", "findings_intro"):
        assert view.words["word"][key] in text, key
        assert english[key] not in text, key
    assert view.disclaimer in text
    assert docx.Document(str(path)).core_properties.language.startswith(language)


def test_french_signs_stay_with_their_words(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    write_document(samples.view("fr"), path)
    assert "Ce qui est demandé\u00a0:" in text_of(body_of(path))


def test_quotation_marks_fit_the_words_and_the_language() -> None:
    english, french = samples.view(), samples.view("fr")
    assert marks("plain words", english) == ("“", "”")
    assert marks('"firearm" means', english) == ("‘", "’")
    assert marks("plain words", french) == ("«\u00a0", "\u00a0»")


def test_the_same_view_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.docx"
    write_document(samples.view(), again)
    assert again.read_bytes() == made.read_bytes()


def test_no_law_can_break_out(tmp_path: Path) -> None:
    path = tmp_path / "hostile.docx"
    view = build(samples.hostile(), samples.catalog())
    write_document(view, path)
    content = body_of(path)
    text = text_of(content)
    assert "<script>alert(1)</script>" in text
    assert not _HARMFUL.search(text)
    assert {node.text.split()[0] for node in content.iter(tag("w:instrText"))} <= {"TOC", "SEQ", "PAGEREF"}
    assert max(len(word) for word in text.split()) < 30_000
    assert not list(content.iter("{*}object")) and not list(content.iter("{*}altChunk"))
    assert path.stat().st_size < 1_000_000
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if name.endswith((".bin", ".vml"))]
        relations = archive.read("word/_rels/document.xml.rels").decode()
    assert "External" not in relations


def test_reviewers_decisions_stand_beside_the_tools(tmp_path: Path) -> None:
    finding = samples.some(Status.NOT_FOUND)
    decisions = (
        Decision(jurisdiction="XOS", test=finding.test, reviewer="A. Jones", status=Status.COVERED, evidence=fingerprint(finding)),
    )
    view = build(samples.assessment(), samples.catalog(), review=Review(jurisdiction="XOS", decisions=decisions))
    path = tmp_path / "reviewed.docx"
    write_document(view, path)
    text = text_of(body_of(path))
    assert "covered (A. Jones)" in text
    assert view.words["word"]["unreviewed"] not in text
    assert view.words["word"]["confirmed"] in text
    assert text.count("○ not found") >= view.counts["not_found"]  # the tool's statuses stay


def test_a_law_without_gaps_and_a_view_of_one_test(tmp_path: Path) -> None:
    view: View = samples.view()
    covered = tuple(row for row in view.rows if row.status is Status.COVERED)[:1]
    small = replace(view, rows=covered, gaps=(), other_sources=(), needs_a_look=(), threats=(), articles=())
    path = tmp_path / "small.docx"
    write_document(small, path)
    assert view.words["no_gaps"] in text_of(body_of(path))
    assert view.words["word"]["other_sources"] not in headings(path, 1)


def test_safe_text_is_one_harmless_line() -> None:
    assert safe("a\n b\t\u202ec\x07") == "a b c"
    assert safe("tied\u00a0words") == "tied\u00a0words"
    assert len(safe("x" * 100_000)) < 25_000


def test_signs_get_a_font_that_has_them() -> None:
    made = paragraph("Normal", "● covered")
    fonts = [node.get(tag("w:ascii")) for node in made.iter(tag("w:rFonts"))]
    assert fonts == ["Segoe UI Symbol"]


def all_runs(piece: Run) -> Iterator[Any]:
    for made in runs(piece):
        yield from made.iter(tag("w:r"))


def test_a_link_is_wrapped_around_all_its_runs() -> None:
    (link,) = runs(Run(text="see ● there", to="g_x"))
    assert link.tag == tag("w:hyperlink")
    assert len(list(all_runs(Run(text="see ● there", to="g_x")))) == 3


def test_bookmarks_fit_and_stay_apart() -> None:
    assert bookmark("FP-05.1.c.2#1") == "g_FP_05_1_c_2_1"
    long, other = bookmark("x" * 60), bookmark("x" * 61)
    assert len(long) <= 40
    assert long != other
