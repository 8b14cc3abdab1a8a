"""The Markdown report: complete, and with nothing in it that a law could make into mark-up."""

from __future__ import annotations

import re

import pytest
import report_samples as samples
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from gapcheck.report.markdown import escape, to_markdown
from gapcheck.report.view import build


def rendered(text: str) -> str:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)


def words_of(html: str) -> str:
    import html as entities

    return " ".join(entities.unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_it_says_what_the_view_says() -> None:
    view = samples.view()
    text = words_of(rendered(to_markdown(view)))
    for part in (view.title, view.disclaimer, view.summary, view.laws[0].sha256):
        assert " ".join(part.split()) in text
    for row in view.rows:
        assert row.test in text and " ".join(row.asks.split()) in text
        for item in row.evidence:
            assert " ".join(item.quote.split()) in text
    for gap in view.gaps:
        assert " ".join(gap.recommendation.split()) in text
    for bar in (*view.articles, *view.threats):
        assert f"{bar.percent}" in text and bar.title in text


def test_tables_and_headings_are_what_they_should_be() -> None:
    view = samples.view()
    html = rendered(to_markdown(view))
    assert html.count("<h1>") == 1
    assert html.count("<tr>") == 1 + 1 + len(view.articles) + 1 + len(view.threats)
    assert html.count("<h3>") == len({row.entry for row in view.rows if not row.look_in})


def test_a_hostile_law_stays_text() -> None:
    text = to_markdown(build(samples.hostile(), samples.catalog()))
    html = rendered(text)
    assert html.count("<h1>") == 1 and "<script" not in html and "<a " not in html and "<img" not in html
    assert not set("\x1b\x07\u202e") & set(text)
    assert samples.HOSTILE.split("\x1b")[0].split("]]>")[0].strip() in words_of(html)


def test_no_gap_and_refused_files_are_told() -> None:
    from dataclasses import replace

    view = replace(samples.view(), gaps=(), refused=samples.hostile().refused)
    text = words_of(rendered(to_markdown(view)))
    assert view.words["no_gaps"] in text and view.words["refused"] in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5. First", "5\\. First"),
        ("# x", "\\# x"),
        ("a_b*c", "a\\_b\\*c"),
        ("see https://x.example", "see https\\://x.example"),
        ("(1) a", "(1) a"),
    ],
)
def test_escaping(text: str, expected: str) -> None:
    assert escape(text) == expected


@given(st.text())
def test_escaped_text_renders_as_itself(text: str) -> None:
    from gapcheck.report.clean import one_line

    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(f"{escape(text)}\n")
    assert re.fullmatch(r"(<p>[^<]*</p>\n)?", html), html
    assert words_of(html) == " ".join(one_line(text).split())
