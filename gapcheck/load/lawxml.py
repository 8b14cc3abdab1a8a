"""Reads laws in XML: Akoma Ntoso, Justice Canada and, by the same table of tags, the other vocabularies of publishers."""

from __future__ import annotations

import re
from html.entities import html5

from gapcheck.errors import InputError
from gapcheck.load.builder import Builder
from gapcheck.load.reading import Reading, tidy_marks
from gapcheck.load.running import mark_running_lines
from gapcheck.load.tree import Element, Role, all_text, is_mixed, local_name, walk
from gapcheck.load.vocabulary import DIVISIONS, HEADINGS, NOTES, NUMBERS, TITLES, role_of_name

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,31});")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
# XML 1.0 allows no other control characters, not even as character references.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ROOT = re.compile(r"<[A-Za-z_]")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_CLML_BRACKETED = frozenset({"p2", "p3", "p4", "p5"})
_NOT_LAWS = frozenset({"svg", "rss", "feed", "urlset", "stylesheet", "schema", "project", "plist"})


def read_xml(text: str) -> Reading:
    """Read a law in XML.

    Args:
        text: the decoded file.

    Raises:
        InputError: the XML is not well formed, declares entities, is no law or holds no words.
    """
    root = parse_xml(text)
    name = local_name(root)
    if name in _NOT_LAWS:
        raise InputError(f"The file is XML, but no law: its outermost tag is <{name}>.", todo="Give the law's own file.")
    _flatten_identification(root)
    _place_notes_behind_their_block(root)
    _place_headings_before_numbers(root)
    builder = Builder()
    printed = _lines_are_meant(root)
    walk(root, builder, _role_of, label_of=_label_of, level_of=_level_of, keep_lines=printed)
    canonical, marks = builder.finish()
    if printed:
        marks = tidy_marks(canonical, [*marks, *mark_running_lines(canonical)])
    return Reading(text=canonical, format=_format_of(root), marks=marks, title=_title_of(root), language=_language_of(root))


def parse_xml(text: str) -> Element:
    """Parse XML without resolving anything outside of it.

    Raises:
        InputError: not well formed, nested too deeply, or with entities of its own (a way to blow up or to read other files).
    """
    from lxml import etree

    start = _ROOT.search(text)
    if "<!ENTITY" in text[: start.start() if start else len(text)]:
        raise InputError("The XML declares entities of its own, which gapcheck does not expand.", todo="Save it without a DOCTYPE.")
    text = _FORBIDDEN.sub(" ", _DECLARATION.sub("", text))
    text = _ENTITY.sub(_named_character, text)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        what = re.sub(r" ?\(<string>, line \d+\)", "", str(error))  # lxml names its own buffer
        raise InputError(f"The XML is broken: {what}.", todo="Download or export it again.") from error


def _named_character(match: re.Match[str]) -> str:
    """Replace the names that HTML gives to characters; publishers use them without declaring them."""
    name = match[1]
    if name in _XML_ENTITIES:
        return match[0]
    character = html5.get(f"{name};")
    return match[0] if character is None or character in "<&" else character


def _role_of(element: Element) -> Role:
    name = local_name(element)
    if name == "title":
        # Akoma Ntoso: a division of the law. Elsewhere: a heading.
        structural = any(local_name(child) in DIVISIONS or local_name(child) in NUMBERS for child in element)
        return role_of_name("title" if structural else "heading")
    if name == "number" and len(element):
        return role_of_name("heading")
    return role_of_name(name)


def _label_of(element: Element) -> str:
    label = all_text(element)
    parent = element.getparent()
    if label and parent is not None and local_name(element) == "pnumber" and local_name(parent) in _CLML_BRACKETED:
        return label if label.startswith("(") else f"({label})"
    return label


def _level_of(element: Element, depth: int) -> int:
    stated = element.get("level", "")
    return int(stated) if stated.isdecimal() and 0 < int(stated) < 10 else max(depth, 1)


def _format_of(root: Element) -> str:
    name = local_name(root)
    if name == "akomantoso":
        return "akomantoso"
    if name in {"statute", "regulation"} and any(local_name(child) == "identification" for child in root):
        return "justice-canada"
    return "xml"


def _lines_are_meant(root: Element) -> bool:
    """Tell whether the line ends inside words come from a printed page.

    Files made from PDF keep them: then the tags are indented and the lines of the words are not. Their line ends tell where an
    item begins. Where the words are indented as well, an editor has wrapped them and the line ends mean nothing.
    """
    flush = indented = 0
    indented_tags = False
    for element in root.iter():
        indented_tags = indented_tags or (element.tail or "").startswith("\n ")
        words = (element.text or "").strip()
        if "\n" in words:
            lines = words.split("\n")[1:]
            loose = sum(line[:1].isspace() for line in lines if line.strip())
            indented += loose
            flush += len(lines) - loose
    return indented_tags and flush > 10 * indented


def _flatten_identification(root: Element) -> None:
    """Justice Canada keeps dates and chapter numbers in parts: one line each."""
    for block in root:
        if local_name(block) != "identification":
            continue
        for child in block:
            name = local_name(child)
            if len(child) and not name.endswith("title") and name != "billhistory":
                words = " ".join(" ".join(child.itertext()).split())
                tail = child.tail
                child.clear()
                child.text, child.tail = words, tail
                if name == "chapter":
                    child.tag = "chapternumber"


def _place_notes_behind_their_block(root: Element) -> None:
    """A footnote in the middle of a sentence would cut it in two: it goes behind the block that holds the sentence."""
    known: dict[Element, bool] = {}  # by element, so that a parent of a thousand notes is looked through once

    def mixed(element: Element) -> bool:
        if element not in known:
            known[element] = is_mixed(element)
        return known[element]

    for note in [element for element in root.iter() if local_name(element) in NOTES]:
        block = note.getparent()
        if block is None or not mixed(block):
            continue
        while block.getparent() is not None and mixed(block.getparent()):
            block = block.getparent()
        if block.getparent() is None:
            continue
        _detach(note)
        block.addnext(note)
        note.tail, block.tail = block.tail, None


def _place_headings_before_numbers(root: Element) -> None:
    """A number whose heading stands in the first subsection: the heading goes before it, as it is printed."""
    for number in [element for element in root.iter() if local_name(element) in NUMBERS]:
        parent, following = number.getparent(), number.getnext()
        if parent is None or following is None or local_name(parent) not in DIVISIONS or local_name(following) not in DIVISIONS:
            continue
        first = next(iter(following), None)
        if first is None or local_name(first) != "marginalnote":
            continue
        if not any(local_name(child) in HEADINGS for child in parent):
            _detach(first)
            number.addprevious(first)


def _detach(element: Element) -> None:
    """Take an element out of the tree and leave the words behind it where they are."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
        element.tail = None
    parent.remove(element)


def _title_of(root: Element) -> str:
    best: dict[str, str] = {}
    for element in root.iter():
        name = local_name(element)
        if name in TITLES and name not in best:
            best[name] = all_text(element)
        elif name == "frbralias" and "frbralias" not in best:
            best[name] = " ".join(element.get("value", "").split())
    return next((best[name] for name in (*TITLES, "frbralias") if best.get(name)), "")


def _language_of(root: Element) -> str:
    declared = root.get(_LANGUAGE) or root.get("Lang") or ""
    if not declared:
        for element in root.iter():
            if local_name(element) == "frbrlanguage":
                return str(element.get("language", ""))
    return str(declared)
