"""Laws of an invented State for the tests of the page: a plain one and one that tries to break out of it."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

from report_samples import LAW, catalog, outcome, view

from gapcheck.model.law import Law
from gapcheck.pipeline import run
from gapcheck.report.html import to_page
from gapcheck.report.json import settle
from gapcheck.report.view import View, build

ATTACK = """<script>alert("law")</script></div></mark><img src=x onerror=alert(1)>{{ 7 * 7 }} {% raw %} ]]> <!-- --> &lt;b&gt; "'` \x07\u202egnol\u202c </script><style>*{display:none}</style>"""
"""Mark-up, template code, a comment, entities, quotation marks, a control character and a direction override."""

ATTACKING = LAW.replace("REPUBLIC OF OSTERMARK", f"REPUBLIC OF {ATTACK}").replace("6. Marking", f"6. Marking {ATTACK}").replace(
    "unique serial number.", f"unique serial number {ATTACK} {'x' * 100_000}."
).replace("imports or exports a firearm", f"imports or exports a firearm {ATTACK}")  # fmt: skip


@lru_cache(maxsize=1)
def little() -> tuple[View, tuple[Law, ...], str]:
    """The little law, its view and its page."""
    return view(), outcome().laws, to_page(view(), outcome().laws)


@lru_cache(maxsize=1)
def attacking() -> tuple[View, tuple[Law, ...], str]:
    """The same law with an attack in its title, a heading and two rules."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "<img src=x onerror=alert(2)>.txt"
        path.write_text(ATTACKING, encoding="utf-8")
        result = run([path], jurisdiction="XOS", catalog=catalog(), languages={path.name: "en"})
    shown = build(settle(result.assessment), catalog())
    return shown, result.laws, to_page(shown, result.laws)


class Element:
    """One element of a page: its name, attributes, and the text in it."""

    def __init__(self, name: str, attributes: dict[str, str | None]) -> None:
        self.name, self.attributes, self.text = name, attributes, ""

    def __getitem__(self, attribute: str) -> str:
        return self.attributes.get(attribute) or ""


class _Reader(HTMLParser):
    _VOID = frozenset({"meta", "link", "br", "input", "img", "rect"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.elements.append(element)
        if tag not in self._VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def elements(page: str) -> list[Element]:
    """Return the elements of a page in order; an element that is not closed in its place fails the test."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert not reader.open
    return reader.elements
