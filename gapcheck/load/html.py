"""Reads laws in HTML and XHTML as a browser would show them."""

from __future__ import annotations

import re

from gapcheck.errors import InputError
from gapcheck.load.builder import Builder
from gapcheck.load.numerals import format_number
from gapcheck.load.reading import Reading
from gapcheck.load.tree import AUTO, Element, Role, all_text, local_name, walk

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NUL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_UNLISTED = re.compile(r"list-style(-type)?\s*:\s*none", re.I)
_LABELLED = re.compile(r"\W{0,2}\w{1,4}\W|[§]|art", re.I)
_TOC = re.compile(r"(^|[\s_-])(toc|table-?of-?contents|tableofcontents|sommaire)($|[\s_-])", re.I)
_FOOTNOTE = re.compile(r"(^|[\s_-])(footnotes?|endnotes?|historicalnotes?|fn|fussnoten?)($|[\s_-])", re.I)
_SKIPPED = "head script style noscript template svg button select option textarea iframe object audio video canvas map dialog form-control"
_INLINE = """
    a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark q s samp small span strike strong sub sup
    time tt u var wbr nobr
"""
_BLOCK = """
    address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form header hgroup html legend li
    main nav ol p section summary ul caption thead tbody tfoot hr
"""
_LIST_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
_HEADING = re.compile(r"h[1-6]$")


def _table() -> dict[str, Role]:
    roles = {name: Role(flow="skip") for name in _SKIPPED.split()}
    roles |= {name: Role(flow="inline") for name in _INLINE.split()}
    roles |= {name: Role(flow="block") for name in _BLOCK.split()}
    roles |= {f"h{level}": Role(flow="block", mark="heading", gap=2) for level in range(1, 7)}
    roles["nav"] = Role(flow="block", mark="contents")
    roles["footer"] = Role(flow="block", mark="header")
    roles["aside"] = Role(flow="block", mark="note")
    roles["table"] = Role(flow="block", mark="table")
    roles["pre"] = Role(flow="pre")
    roles["br"] = Role(flow="break")
    roles["tr"] = Role(flow="row")
    roles["td"] = roles["th"] = Role(flow="cell")
    return roles


_ROLES = _table()


def read_html(text: str) -> Reading:
    """Read a law in HTML. Scripts, styles and what is hidden are dropped; numbers of lists are written out as a browser shows them.

    Raises:
        InputError: the HTML holds no words.
    """
    from lxml import etree

    cleaned = _NUL.sub(" ", _DECLARATION.sub("", text))
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(cleaned.encode("utf-8"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"The HTML cannot be read: {error}.", todo="Save the page again.") from error
    if any(entry.level_name == "FATAL" or "depth" in entry.message for entry in parser.error_log):
        # The parser would leave out the rest without a word.
        raise InputError("The HTML is nested too deeply to be read to its end.", todo="Save the page as text or print it to PDF.")
    if root is None:
        raise InputError("The HTML holds no text.", todo="Save the page with its text, not only its frame.")
    _write_list_numbers(root)
    builder = Builder()
    walk(root, builder, _role_of, level_of=_level_of)
    canonical, marks = builder.finish()
    language = root.get("lang") or root.get("xml:lang") or ""
    return Reading(text=canonical, format="html", marks=marks, title=_title_of(root), language=language)


def _role_of(element: Element) -> Role:
    name = local_name(element)
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return Role(flow="skip")
    if name == "gapcheck-number":
        return Role(flow="number")
    role = _ROLES.get(name, AUTO)
    if role.flow == "block" and not role.mark and name not in {"body", "html"}:
        named = f"{element.get('class', '')} {element.get('id', '')}"
        if _TOC.search(named):
            return Role(flow="block", mark="contents")
        if _FOOTNOTE.search(named):
            return Role(flow="block", mark="note")
        if element.get("role") == "heading":
            return Role(flow="block", mark="heading")
    return role


def _level_of(element: Element, _depth: int) -> int | None:
    name = local_name(element)
    if _HEADING.match(name):
        return int(name[1])
    level = element.get("aria-level", "")
    return int(level) if level.isdecimal() else None


def _write_list_numbers(root: Element) -> None:
    """Give each item of a numbered list the number that a browser shows, unless the items bring their own."""
    from lxml import etree

    for listing in root.iter("ol"):
        items = [child for child in listing if local_name(child) == "li"]
        if not items or _UNLISTED.search(listing.get("style", "")):
            continue
        if sum(bool(_LABELLED.match(all_text(item)[:8])) for item in items) == len(items):
            continue
        style = _LIST_STYLES.get(listing.get("type", "1"), "decimal")
        number = _integer(listing.get("start"), 1)
        for item in items:
            number = _integer(item.get("value"), number)
            label = etree.Element("gapcheck-number")
            label.text = f"{format_number(number, style)}."
            label.tail, item.text = item.text, None
            item.insert(0, label)
            number += 1


def _integer(text: str | None, otherwise: int) -> int:
    stripped = (text or "").strip()
    return int(stripped) if stripped.isdecimal() and len(stripped) < 7 else otherwise


def _title_of(root: Element) -> str:
    for name in ("h1", "title", "h2"):
        for element in root.iter(name):
            words = all_text(element)
            if words:
                return words
    return ""
