"""The page as a file: whole, the same every time, and with nothing in it that a law could make into mark-up."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import replace
from pathlib import Path

import html_samples
import pytest
import report_samples as samples

from gapcheck.model.result import Status
from gapcheck.model.review import Decision, Review, fingerprint
from gapcheck.report.clean import plain
from gapcheck.report.html import to_page, write_page
from gapcheck.report.html.passages import find_passages
from gapcheck.report.view import build, wording

PAGES = pytest.mark.parametrize("sample", [html_samples.little, html_samples.attacking], ids=["little", "attacking"])


@PAGES
def test_every_element_is_closed_in_its_place_and_no_id_is_given_twice(sample):
    found = html_samples.elements(sample()[2])
    ids = [element["id"] for element in found if "id" in element.attributes]
    assert len(ids) == len(set(ids))


@PAGES
def test_every_link_leads_to_a_place_of_the_page(sample):
    from urllib.parse import unquote

    found = html_samples.elements(sample()[2])
    ids = {element["id"] for element in found}
    links = [element["href"] for element in found if element.name == "a" and "href" in element.attributes]
    assert len(links) > 50
    assert all(link.startswith("#") and unquote(link[1:]) in ids for link in links)


@PAGES
def test_every_row_of_the_view_is_a_row_of_the_table_with_its_words(sample):
    view, _, page = sample()
    rows = {element["id"]: element for element in html_samples.elements(page) if element["class"] == "finding"}
    assert list(rows) == [row.test for row in view.rows]
    for row in view.rows:
        assert row.asks in rows[row.test].text
        assert row.status_label in rows[row.test].text
        assert rows[row.test]["data-status"] == row.status


@PAGES
def test_the_text_of_the_law_is_the_canonical_text_without_harmful_characters(sample):
    _, laws, page = sample()
    (text,) = [element.text for element in html_samples.elements(page) if element["class"] == "text"]
    assert text == plain(laws[0].text)


@PAGES
def test_every_quotation_is_marked_in_place_word_for_word(sample):
    view, laws, page = sample()
    marks = [element for element in html_samples.elements(page) if element.name == "mark"]
    passages = find_passages(view, laws)
    quoted = [item for row in view.rows for item in (*row.evidence, *row.qualifiers, *row.near_misses)]
    assert quoted
    for item in quoted:
        passage = passages.find(item)
        assert passage is not None
        words = "".join(mark.text for mark in marks if str(passage.number) in mark["data-p"].split())
        assert words == plain(item.quote)


def test_there_is_a_passage_that_lies_in_two_quotations():
    marks = [element for element in html_samples.elements(html_samples.attacking()[2]) if element.name == "mark"]
    assert any(len(mark["data-p"].split()) > 1 for mark in marks)


@PAGES
def test_the_only_script_and_style_are_those_that_the_policy_names(sample):
    found = html_samples.elements(sample()[2])
    (policy,) = [element["content"] for element in found if element["http-equiv"] == "Content-Security-Policy"]
    for name in ("script", "style"):
        (own,) = [element for element in found if element.name == name]
        assert f"{name}-src 'sha256-{b64encode(hashlib.sha256(own.text.encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@PAGES
def test_the_policy_comes_before_everything_that_it_governs(sample):
    names = [element.name for element in html_samples.elements(sample()[2])]
    assert names[:4] == ["html", "head", "meta", "meta"]
    assert names.index("style") > 3


@PAGES
def test_no_element_can_ask_for_anything_or_run_anything(sample):
    found = html_samples.elements(sample()[2])
    assert {element.name for element in found}.isdisjoint({"img", "iframe", "object", "embed", "base", "video", "audio", "use", "image"})
    attributes = {name for element in found for name in element.attributes}
    assert not {name for name in attributes if name.startswith("on") or name in ("style", "src", "srcset", "action", "xlink:href")}
    assert [element["href"] for element in found if element.name == "link"] == ["data:,"]


def test_what_an_attack_holds_is_shown_as_words():
    page = html_samples.attacking()[2]
    assert "&lt;script&gt;alert(" in page
    assert "{{ 7 * 7 }}" in page
    assert "\u202e" not in page
    assert "\x07" not in page


def test_a_hostile_assessment_is_shown_and_marks_no_other_words():
    view = build(samples.hostile(), samples.catalog())
    page = to_page(view, samples.outcome().laws)
    found = html_samples.elements(page)
    # Its quotations are not those of the law: they are shown, and nothing is marked for them.
    assert not [element for element in found if "evidence" in element["class"].split()]
    assert [element for element in found if element.name == "q" and samples.HOSTILE[:30] in element.text]


def test_the_same_view_and_laws_give_the_same_bytes(tmp_path: Path):
    view, laws, page = html_samples.little()
    path = tmp_path / "page.html"
    write_page(view, laws, path)
    assert path.read_bytes() == page.encode()
    assert page == to_page(samples.view(), laws)


def test_every_figure_is_that_of_the_view():
    view, _, page = html_samples.little()
    text = " ".join(html_samples.elements(page)[0].text.split())
    assert view.title in text
    assert " ".join(view.summary.split()) in text
    assert " ".join(view.disclaimer.split()) in text
    for bar in (*view.articles, *view.threats):
        assert f"{bar.label} {bar.title} {bar.percent}" in text


def test_a_report_on_threats_alone_has_a_headline_too(tmp_path: Path):
    from gapcheck.catalog.selection import select_tests
    from gapcheck.pipeline import run

    path = tmp_path / "law.txt"
    path.write_text(samples.LAW, encoding="utf-8")
    result = run([path], jurisdiction="XOS", catalog=samples.catalog(), only=select_tests(samples.catalog(), ["threat:f"]))
    view = build(result.assessment, samples.catalog())
    (figure,) = [element.text for element in html_samples.elements(to_page(view, result.laws)) if element["class"] == "figure"]
    assert figure == f"{view.threats[0].percent} {view.threats[0].label}"


def test_bars_are_as_long_as_the_coverage_and_shares_fill_the_width():
    view, _, page = html_samples.little()
    found = html_samples.elements(page)
    lengths = [float(element["width"]) for element in found if element["class"] == "length"]
    bars = [bar for bar in (*view.articles, *view.threats) if bar.coverage is not None]
    assert lengths == pytest.approx([100 * (bar.coverage or 0) for bar in bars], abs=0.01)
    shares = [float(element["width"]) for element in found if element.name == "rect" and element["y"]]
    assert sum(shares) == pytest.approx(100 * (len(view.articles) + len(view.threats)), abs=0.2)


def test_the_filters_offer_what_was_asked_about_and_no_more():
    found = html_samples.elements(html_samples.little()[2])
    rows = [element for element in found if element["class"] == "finding"]
    offered = {element["value"]: element.text for element in found if element.name == "option" and element["value"]}
    for name in ("data-area", "data-threat", "data-obligation"):
        assert {row[name] for row in rows} - {""} <= set(offered)
    assert offered["5"] == "art. 5 Criminalization"
    assert offered["measure"] == "Measures of investigation and prosecution"
    assert "7" not in offered


def test_an_entry_with_a_gap_says_what_to_do():
    view, _, page = html_samples.little()
    advice = [element.text for element in html_samples.elements(page) if element["class"] == "advice"]
    assert len(advice) == len(view.gaps)
    assert all(any(gap.recommendation in text for text in advice) for gap in view.gaps)


def test_what_reviewers_decided_stands_beside_the_status_of_the_tool():
    finding = samples.some(Status.COVERED)
    decision = Decision(
        jurisdiction="XOS", test=finding.test, reviewer="A. Jones", status=Status.PARTLY_COVERED, comment="<b>only dealers</b>",
        evidence=fingerprint(finding),
    )  # fmt: skip
    view = build(samples.assessment(), samples.catalog(), review=Review(jurisdiction="XOS", decisions=(decision,)))
    found = html_samples.elements(to_page(view, samples.outcome().laws))
    (row,) = [element for element in found if element["id"] == finding.test]
    text = " ".join(row.text.split())
    assert "● covered" in text
    assert "Reviewed: partly covered A. Jones: partly covered – <b>only dealers</b>" in text


def test_several_laws_stand_one_after_the_other_and_places_name_their_file(tmp_path: Path):
    from gapcheck.pipeline import run

    (tmp_path / "a.txt").write_text(samples.LAW, encoding="utf-8")
    (tmp_path / "b.txt").write_text("SECOND ACT\n\n1. Short title\nThis Act may be cited as the Second Act.\n", encoding="utf-8")
    result = run([tmp_path / "a.txt", tmp_path / "b.txt"], jurisdiction="XOS", catalog=samples.catalog(), only=frozenset({"FP-07#1"}))
    view = build(result.assessment, samples.catalog())
    found = html_samples.elements(to_page(view, result.laws))
    assert [element["id"] for element in found if element.name == "article"] == ["law-0", "law-1"]
    assert all("a.txt" in element.text for element in found if element["class"] == "place")


def test_a_law_without_a_single_quotation_is_shown_whole():
    view, laws, _ = html_samples.little()
    bare = replace(view, rows=(), gaps=(), unmapped=(), needs_a_look=(), other_sources=())
    found = html_samples.elements(to_page(bare, laws))
    assert not [element for element in found if element.name == "mark"]
    (text,) = [element.text for element in found if element["class"] == "text"]
    assert text == plain(laws[0].text)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_page_speaks_each_language_of_reports_and_says_so(language):
    words = wording(language)["page_words"]
    assert words["lang"] == language
    page = to_page(build(samples.assessment(), samples.catalog(), language=language), samples.outcome().laws)
    assert f'<html lang="{language}">' in page
    assert words["the_law"] in page


@pytest.mark.parametrize("language", ["fr", "es"])
def test_translations_have_the_words_and_the_figures_of_the_english_ones(language):
    from gapcheck.files import read_yaml

    folder = Path(samples.__file__).resolve().parents[2] / "gapcheck" / "report" / "wording"
    english, other = (read_yaml(folder / f"{name}.yaml")["page_words"] for name in ("en", language))
    assert set(english) == set(other)
    figures = re.compile(r"{\w+}")
    assert {key: sorted(figures.findall(text)) for key, text in english.items()} == {
        key: sorted(figures.findall(text)) for key, text in other.items()
    }
