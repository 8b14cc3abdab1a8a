"""The template: a Word file whose styles, page, header and footer the report takes, with a place for the text.

In the template's paragraphs, also in headers and footers, `{{title}}` and the other names of `NAMES` stand for words of the report.
A paragraph `{{report}}` is the place of the text; without one the text stands at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gapcheck.errors import InputError, UsageError
from gapcheck.report.word.xml import element, safe, tag

if TYPE_CHECKING:
    from docx.document import Document

OWN = Path(__file__).with_name("template.docx")
"""The template of the package; `scripts/make_word_template.py` makes it."""

PLACE = "report"
NAMES = ("title", "jurisdiction", "code", "laws", "coverage", "catalog", "version", "indicators", "disclaimer")
"""Names that a template may use, with two curly brackets around them."""

_NAME = re.compile(r"\{\{\s*([^{}]{1,40}?)\s*\}\}")


def open_template(path: str | Path | None) -> Document:
    """Open a template; None is that of the package.

    Raises:
        InputError: it is no Word file, or holds macros or an unknown name in curly brackets.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    where = Path(path) if path is not None else OWN
    if not where.is_file():
        raise InputError("There is no such template.", where=str(where), todo="Name a .docx file.")
    try:
        return docx.Document(str(where))
    except (PackageNotFoundError, KeyError, ValueError, OSError, SyntaxError) as error:
        todo = "Save it in Word as a document (.docx); .dotx, .dotm, .docm and .doc cannot be used."
        raise InputError("This is no Word document that can be a template.", where=str(where), todo=todo) from error


def fill_names(document: Document, values: Mapping[str, str], where: str) -> None:
    """Put words in place of the names in curly brackets.

    Raises:
        UsageError: a name is unknown; the message names the nearest.
    """
    for part in _parts(document):
        for paragraph in part.iter(tag("w:p")):
            _fill(paragraph, values, where)


def take_place(document: Document) -> tuple[Any, int]:
    """Return the element and position where the text goes, and remove the mark that stands there."""
    body = document.element.body
    for paragraph in body.iterchildren(tag("w:p")):
        match = _NAME.fullmatch(_text_of(paragraph).strip())
        if match and match.group(1) == PLACE:
            at = body.index(paragraph)
            body.remove(paragraph)
            return body, at
    last = body.find(tag("w:sectPr"))
    return body, len(body) if last is None else body.index(last)


def style_ids(document: Document, wanted: Mapping[str, str]) -> dict[str, str]:
    """Return the id of each style that the report uses, found by its name; the package's own styles stand in for what a template lacks.

    Args:
        document: the template.
        wanted: key -> name of the style.
    """
    styles = document.styles.element
    ids = {_name_of(style): style.get(tag("w:styleId")) for style in styles.iterchildren(tag("w:style"))}
    missing = [name for name in wanted.values() if name.lower() not in ids]
    if missing:
        import docx

        own = {_name_of(style): style for style in docx.Document(str(OWN)).styles.element.iterchildren(tag("w:style"))}
        for name in missing:
            style = deepcopy(own[name.lower()])
            ids[name.lower()] = _add(style, styles, ids, {item.get(tag("w:styleId")): key for key, item in own.items()})
    return {key: ids[name.lower()] for key, name in wanted.items()}


def _add(style: Any, styles: Any, ids: Mapping[str, str], own_names: Mapping[str, str]) -> str:
    """Add one of the package's styles to a template and tie it to the template's styles of the same names."""
    taken = {item.get(tag("w:styleId")) for item in styles.iterchildren(tag("w:style"))}
    name = style.get(tag("w:styleId"))
    while name in taken:
        name += "Gap"
    style.set(tag("w:styleId"), name)
    for link in ("w:basedOn", "w:next", "w:link"):
        target = style.find(tag(link))
        if target is None:
            continue
        known = ids.get(own_names.get(target.get(tag("w:val")), ""))
        if known is None:
            style.remove(target)
        else:
            target.set(tag("w:val"), known)
    styles.append(style)
    return str(name)


def text_width(section: Any) -> tuple[int, int]:
    """Return the width of the text on upright and on lying pages of a section, in twips."""
    size, margin = section.find(tag("w:pgSz")), section.find(tag("w:pgMar"))
    wide, high = (int(size.get(tag(f"w:{key}"))) for key in ("w", "h")) if size is not None else (11906, 16838)
    sides = [int(margin.get(tag(f"w:{key}"), 1134)) if margin is not None else 1134 for key in ("left", "right")]
    short, long = sorted((wide, high))
    return max(short - sum(sides), 4000), max(long - sum(sides), 6000)


def lying(section: Any) -> Any:
    """Return a copy of a section's properties for pages that lie on their side."""
    copy = deepcopy(section)
    size = copy.find(tag("w:pgSz"))
    if size is None:
        size = element("w:pgSz", w=11906, h=16838)
        copy.insert(len(copy.findall(tag("w:headerReference"))) + len(copy.findall(tag("w:footerReference"))), size)
    short, long = sorted(int(size.get(tag(f"w:{key}"))) for key in ("w", "h"))
    size.set(tag("w:w"), str(long))
    size.set(tag("w:h"), str(short))
    size.set(tag("w:orient"), "landscape")
    return without_first_page(copy)


def without_first_page(section: Any) -> Any:
    """Take away the header and footer of its own that a section's first page may have."""
    for child in list(section):
        reference = child.tag in (tag("w:headerReference"), tag("w:footerReference"))
        if child.tag == tag("w:titlePg") or (reference and child.get(tag("w:type")) == "first"):
            section.remove(child)
    return section


def _name_of(style: Any) -> str:
    name = style.find(tag("w:name"))
    return "" if name is None else str(name.get(tag("w:val"))).lower()


def _parts(document: Document) -> Iterator[Any]:
    yield document.element.body
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.rpartition("/")[2] in ("header", "footer"):
            yield relation.target_part._element


def _text_of(paragraph: Any) -> str:
    return "".join(node.text or "" for node in paragraph.iter(tag("w:t")))


def _fill(paragraph: Any, values: Mapping[str, str], where: str) -> None:
    """Fill the names of one paragraph. Word may have split a name over several runs: its words go where it begins."""
    nodes = list(paragraph.iter(tag("w:t")))
    text = "".join(node.text or "" for node in nodes)
    for match in reversed(list(_NAME.finditer(text))):
        name = match.group(1)
        if name == PLACE:
            continue
        if name not in values:
            raise UsageError(f"The template has {match.group(0)}, and there is no such name.", where=where, todo=_nearest(name))
        at = 0
        for node in nodes:
            content = node.text or ""
            start, end = max(match.start() - at, 0), min(match.end() - at, len(content))
            if start < end:
                own = safe(values[name]) if match.start() >= at else ""
                node.text = content[:start] + own + content[end:]
            at += len(content)


def _nearest(name: str) -> str:
    from rapidfuzz import process

    best = process.extractOne(name, (*NAMES, PLACE), score_cutoff=60)
    return f"Did you mean {{{{{best[0]}}}}}?" if best else f"Names: {', '.join((*NAMES, PLACE))}."
