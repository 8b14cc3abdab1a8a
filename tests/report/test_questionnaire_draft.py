"""The questionnaire: every entry has its theme, proposals follow the findings, provisions are cited, fields are left to complete."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
import report_samples as samples
from lxml import etree

from gapcheck.errors import UsageError
from gapcheck.model.result import Status
from gapcheck.model.review import Decision
from gapcheck.report.questionnaire import write_questionnaire
from gapcheck.report.questionnaire.answers import Answer, draft
from gapcheck.report.questionnaire.themes import clusters
from gapcheck.report.view import Row, View, build
from gapcheck.report.word.xml import tag

LANGUAGES = ("en", "fr", "es")


def answer_on(view: View, entry: str) -> Answer:
    return next(answer for _, answers in draft(view, "en") for answer in answers if entry in answer.theme.entries)


def with_statuses(entry: str, *statuses: Status) -> View:
    """The view in which the questions of an entry have these statuses in turn, and no other question is asked."""
    view = samples.view()
    rows = [row for row in view.rows if row.entry == entry][: len(statuses)]
    assert len(rows) == len(statuses)
    return replace(view, rows=tuple(replace(row, status=status, reviewed=None) for row, status in zip(rows, statuses, strict=True)))


def test_every_entry_of_the_catalog_stands_in_one_theme() -> None:
    counted = Counter(entry for cluster in clusters() for theme in cluster.themes for entry in theme.entries)
    assert set(counted) == {entry.id for entry in samples.catalog().entries}
    assert set(counted.values()) == {1}


def test_the_clusters_are_those_of_the_mechanism() -> None:
    assert [cluster.id for cluster in clusters()] == ["I", "II", "III", "IV"]
    assert [theme.id for theme in clusters()[0].themes][:3] == ["I.1", "I.2", "I.3"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_themes_are_questions_in_every_language(language: str) -> None:
    questions = [theme.question for cluster in clusters(language) for theme in cluster.themes]
    titles = [theme.title for cluster in clusters(language) for theme in cluster.themes]
    assert all(question.endswith("?") for question in questions)
    assert len(set(questions)) == len(questions)
    assert len(set(titles)) == len(titles)
    if language != "en":
        assert not set(questions) & {theme.question for cluster in clusters() for theme in cluster.themes}


@pytest.mark.parametrize(
    ("statuses", "proposal"),
    [
        ((Status.COVERED, Status.COVERED), "yes"),
        ((Status.COVERED, Status.NOT_FOUND), "part"),
        ((Status.PARTLY_COVERED, Status.NOT_FOUND), "part"),
        ((Status.NOT_FOUND, Status.CONTRADICTED), "no"),
        ((Status.COVERED, Status.NOT_APPLICABLE), "yes"),
        ((Status.COVERED, Status.NEEDS_OTHER_SOURCE), "yes"),
        ((Status.NEEDS_OTHER_SOURCE, Status.NOT_APPLICABLE), "open"),
    ],
)
def test_the_proposal_follows_the_statuses(statuses: tuple[Status, ...], proposal: str) -> None:
    assert answer_on(with_statuses("FP-05.1.c.2", *statuses), "FP-05.1.c.2").proposal == proposal


def test_what_a_treaty_leaves_to_the_state_does_not_lessen_a_yes() -> None:
    view = samples.view()
    rows = tuple(
        replace(row, status=Status.COVERED if row.entry == "FP-08.1.a.1" else Status.NOT_FOUND, reviewed=None)
        for row in view.rows
        if row.entry in ("FP-08.1.a.1", "FP-08.1.a.2")
    )
    answer = answer_on(replace(view, rows=rows), "FP-08.1.a.1")
    assert answer.proposal == "yes"
    assert {row.entry for row in answer.optional} == {"FP-08.1.a.2"}
    assert not answer.missing


def test_a_reviewers_decision_counts_unless_the_evidence_has_changed() -> None:
    view = with_statuses("FP-05.1.c.1", Status.NOT_FOUND)
    decision = Decision(jurisdiction="XOS", test=view.rows[0].test, reviewer="consensus", status=Status.COVERED)

    def decided(row: Row, stale: bool) -> View:
        return replace(view, rows=(replace(row, reviewed=decision, stale=stale),))

    assert answer_on(decided(view.rows[0], False), "FP-05.1.c.1").proposal == "yes"
    assert answer_on(decided(view.rows[0], False), "FP-05.1.c.1").reviewed
    assert answer_on(decided(view.rows[0], True), "FP-05.1.c.1").proposal == "no"


def test_provisions_are_cited_as_the_mechanism_asks() -> None:
    answer = answer_on(samples.view(), "FP-05.1.c.2")
    (citation, *_) = answer.citations
    assert citation.text.startswith("FIREARMS ACT, 2003, s. 7: “")
    assert "obliterates, removes or alters the serial number" in citation.quote
    quotes = [item.quote for item in answer.citations]
    assert len(set(quotes)) == len(quotes)


def text_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        content = etree.fromstring(archive.read("word/document.xml"))
    return " ".join("".join(node.text or "" for node in part.iter(tag("w:t"))) for part in content.iter(tag("w:p")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_has_every_theme_with_fields_to_complete(language: str, tmp_path: Path) -> None:
    view = samples.view(language)
    path = tmp_path / "q.docx"
    write_questionnaire(view, path)
    text = text_of(path).replace("\u00a0", " ")
    words = view.words["questionnaire"]
    themes = [theme for cluster in clusters(language) for theme in cluster.themes]
    assert all(theme.question in text for theme in themes)
    with zipfile.ZipFile(path) as archive:
        content = etree.fromstring(archive.read("word/document.xml"))
    boxes = list(content.iter("{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"))
    assert len(boxes) == len(themes) * (3 + len(words["assistance_kinds"]))
    assert text.count(f"[{words['fill']}]") == 5 * len(themes)
    numbers = [node.get(tag("w:val")) for node in content.iter(tag("w:id")) if node.getparent().tag == tag("w:sdtPr")]
    assert len(set(numbers)) == len(numbers)
    assert docx.Document(str(path)).core_properties.title == words["title"].format(jurisdiction="XOS")


def test_the_workbook_has_a_row_a_theme_and_counts_itself(tmp_path: Path) -> None:
    path = tmp_path / "q.xlsx"
    write_questionnaire(samples.view(), path)
    book = openpyxl.load_workbook(path)
    overview, answers = book.worksheets
    rows = list(answers.iter_rows(min_row=5, values_only=True))
    themes = [theme for cluster in clusters() for theme in cluster.themes]
    assert [row[0] for row in rows] == [theme.id for theme in themes]
    drafts = [answer for _, items in draft(samples.view(), "en") for answer in items]
    words = samples.view().words["questionnaire"]
    assert [row[5] for row in rows] == [words["answers"][answer.proposal] for answer in drafts]
    formulas = [cell.value for row in overview.iter_rows() for cell in row if isinstance(cell.value, str) and cell.value.startswith("=")]
    assert len(formulas) == 5 * 4
    lists = {item.formula1: str(item.sqref) for item in answers.data_validations.dataValidation}
    where = next(formula for formula in lists if formula.startswith("='"))
    name, first, row, last = re.match(r"='(.+)'!\$(\w)\$(\d+):\$(\w)\$\d+", where).groups()  # type: ignore[union-attr]
    assert [cell.value for cell in book[name][f"{first}{row}:{last}{row}"][0]] == [words["answers"][key] for key in ("yes", "part", "no")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_to_choose_from_fit_the_format(language: str) -> None:
    kinds = samples.view(language).words["questionnaire"]["assistance_kinds"].values()
    assert not [kind for kind in kinds if "," in kind]
    assert len(",".join(kinds)) <= 255


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_the_same_view_gives_the_same_bytes_and_no_law_breaks_out(ending: str, tmp_path: Path) -> None:
    view = build(samples.hostile(), samples.catalog())
    paths = [tmp_path / f"{name}.{ending}" for name in ("a", "b")]
    for path in paths:
        write_questionnaire(view, path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    if ending == "docx":
        text = text_of(paths[0])
        assert "<script>alert(1)</script>" in text
    else:
        sheet = openpyxl.load_workbook(paths[0]).worksheets[1]
        cells = [cell for row in sheet.iter_rows(min_row=5) for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f"]
        text = " ".join(str(cell.value) for cell in cells)
    assert not re.search("[\x07\x1b\u202e]", text)


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"FILE\.docx or FILE\.xlsx"):
        write_questionnaire(samples.view(), tmp_path / "q.pdf")
