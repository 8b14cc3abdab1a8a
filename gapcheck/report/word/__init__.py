"""The report as a Word document: what a ministry reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gapcheck.report.clean import one_line
from gapcheck.report.view import View

if TYPE_CHECKING:
    from docx.document import Document

    from gapcheck.report.word.flow import Flow

__all__ = ["compose", "set_document", "write_document"]

LANGUAGES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES"}


def write_document(view: View, path: str | Path, template: str | Path | None = None) -> None:
    """Write the report of one jurisdiction as a Word document.

    Title, contents, executive summary, method and limits, findings by article and threat with quotations and places, recommendations in
    order of priority, what needs another source, and an annex with the whole table.

    Args:
        view: what to say; its words are in one language.
        path: the .docx file; an existing one is replaced.
        template: a Word document whose styles, page, header and footer are taken (docs/word.md); by default that of the package.

    The same view and template give the same bytes.

    Raises:
        InputError: the template is no Word document.
        UsageError: the template holds an unknown name in curly brackets.
        OSError: the file cannot be written.
    """
    set_document(view, path, template)


def set_document(view: View, path: str | Path, template: str | Path | None = None, pages: Mapping[str, int] | None = None) -> list[str]:
    """Write the document and return the bookmarks of its headings in order.

    Args:
        view, path, template: as for `write_document`.
        pages: bookmark of a heading -> its page, where a first setting has found it out. Word fills in the pages when fields are updated.
    """
    from gapcheck.report.word.findings import write_findings
    from gapcheck.report.word.front import write_method, write_summary, write_title
    from gapcheck.report.word.lists import write_annex, write_other_sources, write_recommendations

    def body(flow: Flow) -> None:
        for write in (write_summary, write_method, write_findings, write_recommendations, write_other_sources):
            write(flow, view)

    def front(flow: Flow) -> None:
        write_title(flow, view)

    def annex(flow: Flow) -> None:
        write_annex(flow, view)

    return compose(view, path, template, title=view.title, front=front, body=body, annex=annex, pages=pages)


def compose(
    view: View,
    path: str | Path,
    template: str | Path | None,
    *,
    title: str,
    front: Callable[[Flow], None],
    body: Callable[[Flow], None],
    annex: Callable[[Flow], None] | None = None,
    pages: Mapping[str, int] | None = None,
) -> list[str]:
    """Put a document together on a template: what `front` writes, the contents, what `body` writes, and `annex` on lying pages.

    Returns:
        the bookmarks of the headings in order.
    """
    from gapcheck.report.word.flow import STYLES, Flow
    from gapcheck.report.word.pack import save
    from gapcheck.report.word.template import fill_names, open_template, style_ids, take_place, text_width
    from gapcheck.report.word.xml import tag

    document = open_template(template)
    place, at = take_place(document)
    fill_names(document, {**_names(view), "title": title}, str(template or ""))
    section = place.find(tag("w:sectPr"))
    upright, lying_width = text_width(section)
    flow = Flow(style_ids(document, STYLES), upright, view.words["word"], pages)
    front(flow)
    start = len(flow.blocks)
    body(flow)
    turn = len(flow.blocks)
    flow.width = lying_width
    if annex is not None:
        annex(flow)
    blocks = [*flow.blocks[:start], *flow.contents(view.words["word"]["contents"]), *flow.blocks[start:turn]]
    blocks += _turned(place, section, at, flow.blocks[turn:])
    for number, block in enumerate(blocks):
        place.insert(at + number, block)
    _describe(document, view, title)
    save(document, Path(path))
    return [mark for _, _, mark in flow.headings]


def _turned(body: Any, section: Any, at: int, annex: list[Any]) -> list[Any]:
    """Put the annex on pages that lie on their side; what the template has after the report stands upright again."""
    from copy import deepcopy

    from gapcheck.report.word.template import lying, without_first_page
    from gapcheck.report.word.xml import element

    if section is None or not annex:
        return annex
    before = element("w:p", element("w:pPr", deepcopy(section)))
    side = lying(section)
    if at < len(body) - 1:  # something follows before the last section's properties
        without_first_page(section)
        return [before, *annex, element("w:p", element("w:pPr", side))]
    body.replace(section, side)
    return [before, *annex]


def _names(view: View) -> dict[str, str]:
    """Return the words that a template can ask for."""
    return {
        "title": view.title,
        "jurisdiction": view.jurisdiction_name,
        "code": view.jurisdiction,
        "laws": "; ".join(law.title or law.file for law in view.laws),
        "coverage": view.overall.percent,
        "catalog": view.catalog,
        "version": view.gapcheck,
        "indicators": view.words["workbook"]["indicators"],
        "disclaimer": view.disclaimer,
    }


def _describe(document: Document, view: View, title: str) -> None:
    properties = document.core_properties
    properties.title = one_line(title)[:200]
    properties.subject = one_line(view.words["word"]["kind"])[:200]
    properties.author = properties.last_modified_by = f"gapcheck {view.gapcheck}"
    properties.comments = one_line(view.disclaimer)[:250]
    properties.keywords = view.jurisdiction[:50]
    properties.category = one_line(view.catalog)[:200]
    properties.language = LANGUAGES.get(view.words["word"]["language"], "en-GB")
