"""How results show themselves, and that nothing from a law can break out of the cell."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

import gapcheck as gc
from gapcheck.model.result import Status
from gapcheck.report.display import many_to_html, note_to_html, to_html, to_text
from gapcheck.report.explain import Explanation, Line, Section
from gapcheck.report.view import wording


class Tree(HTMLParser):
    """Collects tags, attributes and text, and notices tags that do not match."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in {"br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


ALLOWED = {"div", "span", "p", "b", "i", "br", "table", "thead", "tbody", "tr", "th", "td", "ol", "li", "details", "summary", "mark"}
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>' \" &amp; \u202e\x1b[31m</div>"


def check(html: str) -> Tree:
    tree = Tree(html)
    assert tree.open == []
    assert tree.tags <= ALLOWED
    assert tree.attributes <= {"style", "role", "aria-label", "title"}
    assert not re.search("[\x00-\x08\x1b\u202a-\u202e]", html)
    assert "url(" not in html
    assert "http" not in html
    return tree


def test_an_assessment_shows_every_figure(one: gc.Assessment) -> None:
    tree = check(one._repr_html_())
    view = one.view
    for words in (view.title, view.summary, view.disclaimer, view.overall.percent, "tessaland.txt"):
        assert words in tree.words
    for bar in (*view.articles, *view.threats):
        assert bar.label in tree.words
        assert f"aria-label='{bar.label}: {bar.percent}, {bar.status_label}'" in one._repr_html_()
    assert view.gaps[0].recommendation.split(". ")[0] in tree.words
    assert len(one._repr_html_()) < 60_000


def test_text_shows_every_figure(one: gc.Assessment) -> None:
    text = repr(one)
    assert one.view.summary in text
    for bar in (one.view.overall, *one.view.articles, *one.view.threats):
        assert re.search(rf"{re.escape(bar.label)} +[█░]{{20}} +{bar.percent}", text)
    assert str(one) == text


def test_many_show_a_row_each(many: gc.Assessments) -> None:
    tree = check(many._repr_html_())
    for view in many.views:
        assert view.jurisdiction in tree.words
        assert view.overall.percent in tree.words
        assert re.search(rf"{view.jurisdiction} .*{view.overall.percent}", repr(many))


def test_nothing_breaks_out(one: gc.Assessment) -> None:
    view = one.view
    law = replace(view.laws[0], title=HOSTILE, file=HOSTILE)
    gap = replace(view.gaps[0], title=HOSTILE, recommendation=HOSTILE)
    bar = replace(view.overall, label=HOSTILE, title=HOSTILE)
    hostile = replace(view, laws=(law,), gaps=(gap,), overall=bar, title=HOSTILE, jurisdiction=HOSTILE, summary=HOSTILE, threats=(bar,))
    tree = check(to_html(hostile))
    assert "<script>alert(1)</script>" in tree.words
    check(many_to_html([hostile], [(HOSTILE, HOSTILE)]))
    assert "\x1b" not in to_text(replace(view, laws=(law,)))
    lines = (
        Line(kind="quote", text=HOSTILE.replace("\u202e\x1b", ""), place=HOSTILE, marks=((0, 8), (20, 24))),
        Line(kind="item", text=HOSTILE),
        Line(kind="figure", text=HOSTILE, value=1.5),
        Line(kind="sum", text=HOSTILE, value=2.0),
        Line(kind="text", text=HOSTILE),
    )
    note = Explanation(
        test=HOSTILE, title=HOSTILE, subtitle=HOSTILE, question=HOSTILE, status=Status.COVERED, answer=HOSTILE, reason=HOSTILE,
        sections=(Section(heading=HOSTILE, lines=lines),),
    )  # fmt: skip
    tree = check(note_to_html(note))
    assert "<mark>&lt;script&gt;</mark>" in note_to_html(note)
    assert "+1.50" in tree.words


def test_a_law_without_gaps_says_so(one: gc.Assessment) -> None:
    assert one.view.words["no_gaps"] in check(to_html(replace(one.view, gaps=()))).words


def test_a_note_shows_itself(one: gc.Assessment) -> None:
    covered = next(item for item in one.result.findings if item.status is Status.COVERED and item.observations)
    note = one.explain(covered.test.lower())
    assert note.status == "covered"
    assert note.quotes
    tree = check(note._repr_html_())
    for words in (note.explanation.question, note.explanation.answer, note.explanation.sections[0].heading):
        assert words in tree.words
        assert words in str(note)
    assert "<mark>" in note._repr_html_()
    assert repr(note) == str(note) == note.as_text().rstrip()
    assert note.score == note.finding.score


def test_explaining_what_was_not_asked(laws: dict[str, Path], one: gc.Assessment) -> None:
    with pytest.raises(gc.api.UsageError, match="Did you mean"):
        one.explain("FP-05.1.c.2#77")
    part = gc.assess(laws["XTA"], "XTA", only="8")
    with pytest.raises(gc.api.UsageError, match="was not asked"):
        part.explain("FP-05.1.c.2#1")


def test_the_language_of_the_words_is_asked_for(laws: dict[str, Path]) -> None:
    a = gc.assess(laws["XTB"], "XTB", only="8", language="es")
    assert a.view.words == wording("es")
    assert a.explain(a.findings.loc[0, "test"]).explanation.sections[0].heading == wording("es")["requirement"]
