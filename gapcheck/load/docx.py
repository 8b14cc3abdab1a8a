"""Reads Word documents (DOCX) as they are printed: with the automatic numbers, without deleted and hidden text."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field

from gapcheck.errors import InputError
from gapcheck.load.builder import Builder
from gapcheck.load.docx_numbering import Element, Numbering, W, is_on, level_of_style, read_numbering
from gapcheck.load.reading import Reading
from gapcheck.load.tree import local_name

_LARGEST_PART = 150_000_000
_LARGEST_RATIO = 250
_TODO = "Open it in Word or LibreOffice and save it again as .docx."
_HEADING_NAME = re.compile(r"^heading ([1-9])$", re.I)
_TOC_NAME = re.compile(r"^toc( ?\d| heading)?$", re.I)
_FOOTNOTE_NAME = re.compile(r"^(footnote|endnote) text$", re.I)
_QUOTE_NAME = re.compile(r"^(intense )?quote$", re.I)
# Parts of a paragraph that are not printed.
_SILENT = frozenset({
    "del", "movefrom", "instrtext", "deltext", "delinstrtext", "fallback", "rpr", "ppr", "pprchange", "commentreference", "annotationref",
    "footnoteref", "endnoteref", "prooferr", "bookmarkstart", "bookmarkend", "sdtpr", "sdtendpr", "rt", "ptab",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """What a paragraph style says, with what it inherits."""

    name: str = ""
    level: int | None = None
    number_id: str | None = None
    number_level: int | None = None
    hidden: bool = False


@dataclass(slots=True)
class _Document:
    """What the paragraphs need to be read."""

    builder: Builder
    styles: dict[str, _Style]
    numbering: Numbering
    notes: dict[tuple[str, str], Element] = field(default_factory=dict)
    waiting: list[Element] = field(default_factory=list)


def read_docx(data: bytes) -> Reading:
    """Read a Word document.

    Args:
        data: the file's bytes.

    Raises:
        InputError: no Word document, damaged, or a small archive that unpacks into a huge one.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read_archive(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError, KeyError) as error:
        raise InputError(f"The Word document is damaged ({error}).", todo=_TODO) from error


def _read_archive(archive: zipfile.ZipFile) -> Reading:
    names = set(archive.namelist())
    main = "word/document.xml"
    if main not in names:
        raise InputError(f"The file is {_other_archive(names)}, no Word document.", todo="Save the law as .docx, or unpack the archive.")
    _refuse_bombs(archive)
    styles_root = _part(archive, "word/styles.xml", names)
    numbering_root = _part(archive, "word/numbering.xml", names)
    styles, style_lists = _read_styles(styles_root)
    document = _Document(builder=Builder(), styles=styles, numbering=read_numbering(numbering_root, style_lists))
    for kind in ("footnote", "endnote"):
        root = _part(archive, f"word/{kind}s.xml", names)
        if root is not None:
            document.notes |= {(kind, note.get(f"{W}id", "")): note for note in root if note.get(f"{W}type") is None}
    root = _part(archive, main, names)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise InputError("The Word document has no body.", todo=_TODO)
    _blocks(body, document)
    text, marks = document.builder.finish()
    title, language = _properties(_part(archive, "docProps/core.xml", names))
    return Reading(text=text, format="docx", marks=marks, title=title, language=language)


def _other_archive(names: set[str]) -> str:
    if any(name.startswith("xl/") for name in names):
        return "an Excel workbook"
    if any(name.startswith("ppt/") for name in names):
        return "a PowerPoint file"
    return "an OpenDocument or EPUB file" if "mimetype" in names else "a ZIP archive"


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    """Look at the sizes before anything is unpacked."""
    for info in archive.infolist():
        ratio = info.file_size / max(info.compress_size, 1)
        bloated = ratio > _LARGEST_RATIO and info.file_size > 20_000_000
        if info.filename.endswith(".xml") and (bloated or info.file_size > _LARGEST_PART):
            raise InputError("The Word document unpacks into far more than it should (a ZIP bomb).", todo="Ask for a clean copy.")


def _part(archive: zipfile.ZipFile, name: str, names: set[str]) -> Element | None:
    """Parse one part of the document, None where it has none."""
    from lxml import etree

    if name not in names:
        return None
    with archive.open(name) as stream:
        data = stream.read(_LARGEST_PART + 1)
    if len(data) > _LARGEST_PART:
        raise InputError("The Word document unpacks into far more than it should (a ZIP bomb).", todo="Ask for a clean copy.")
    if b"<!ENTITY" in data:
        raise InputError("The Word document declares entities of its own, which gapcheck does not expand.", todo=_TODO)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"The Word document is damaged ({name}: {error}).", todo=_TODO) from error


def _read_styles(root: Element | None) -> tuple[dict[str, _Style], dict[str, str]]:
    """Return the paragraph styles with what they inherit, and the list that each numbering style names."""
    if root is None:
        return {}, {}
    elements = {style.get(f"{W}styleId", ""): style for style in root.iterfind(f"{W}style")}
    styles: dict[str, _Style] = {}
    lists: dict[str, str] = {}
    for key, element in elements.items():
        chain, seen = [], set()
        current: str | None = key
        while current in elements and current not in seen:
            seen.add(current)
            chain.append(elements[current])
            current = _val(elements[current], "basedOn")
        name = _val(element, "name") or ""
        level = _first_int(chain, f"{W}pPr/{W}outlineLvl")
        heading = _HEADING_NAME.match(name)
        if heading:
            level = int(heading[1]) - 1
        elif name.lower() == "title":
            level = 0
        number_id = next((found for style in chain if (found := _val(style, f"pPr/{W}numPr/{W}numId")) is not None), None)
        styles[key] = _Style(
            name=name,
            level=level + 1 if level is not None and level < 9 else None,
            number_id=number_id,
            number_level=_first_int(chain, f"{W}pPr/{W}numPr/{W}ilvl"),
            hidden=any(is_on(style.find(f"{W}rPr/{W}vanish")) for style in chain),
        )
        if element.get(f"{W}type") == "numbering" and number_id:
            lists[key] = number_id
    return styles, lists


def _blocks(parent: Element, document: _Document) -> None:
    for element in parent:
        name = local_name(element)
        if name == "p":
            _paragraph(element, document)
        elif name == "tbl":
            _table(element, document)
        elif name in {"sdt", "sdtcontent", "ins", "moveto", "customxml", "smarttag", "alternatecontent", "choice"}:
            start = document.builder.here()
            _blocks(element, document)
            if name == "sdt" and element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery[@{W}val='Table of Contents']") is not None:
                document.builder.mark("contents", start)


def _paragraph(paragraph: Element, document: _Document) -> None:
    builder = document.builder
    properties = paragraph.find(f"{W}pPr")
    style = document.styles.get(_val(properties, "pStyle") or "", _Style()) if properties is not None else _Style()
    builder.line()
    start = builder.here()
    label, space = _label(properties, style, document)
    if label:
        builder.number(label, space=space)
    if not style.hidden:
        _runs(paragraph, document)
    level = style.level
    if properties is not None:
        own = _first_int([properties], f"{W}outlineLvl")
        level = level if own is None else (own + 1 if own < 9 else None)
    if level is not None:
        heading_start = start
        if label and builder.marks and builder.marks[-1].kind == "number":
            heading_start = builder.marks[-1].end
        builder.mark("heading", heading_start, level=level)
    for pattern, kind in ((_TOC_NAME, "contents"), (_FOOTNOTE_NAME, "note"), (_QUOTE_NAME, "quotation")):
        if pattern.match(style.name):
            builder.mark(kind, start)
    builder.end()
    notes, document.waiting = document.waiting, []
    for note in notes:
        builder.line()
        start = builder.here()
        _blocks(note, document)
        builder.mark("note", start)
        builder.end()


def _label(properties: Element | None, style: _Style, document: _Document) -> tuple[str, bool]:
    """The number that Word prints before a paragraph: its own list, else that of its style."""
    number_id, level = style.number_id, style.number_level
    if properties is not None:
        own = _val(properties, f"numPr/{W}numId")
        own_level = _first_int([properties], f"{W}numPr/{W}ilvl")
        number_id = own if own is not None else number_id
        level = own_level if own_level is not None else level
        deleted = properties.find(f"{W}rPr/{W}del") is not None and not any(True for _ in properties.getparent().iter(f"{W}t"))
        if deleted:
            return "", True  # a deleted paragraph is not counted
    if number_id in {None, "0"} or number_id is None:
        return "", True
    if level is None and properties is not None:
        level = level_of_style(document.numbering.lists.get(number_id), _val(properties, "pStyle") or "")
    return document.numbering.next_label(number_id, level or 0)


def _runs(parent: Element, document: _Document) -> None:
    builder = document.builder
    for element in parent:
        name = local_name(element)
        if name in _SILENT:
            continue
        if name == "t":
            builder.words(element.text or "")
        elif name == "tab":
            builder.words(" ")
        elif name in {"br", "cr"}:
            builder.line()
        elif name == "nobreakhyphen":
            builder.words("-")
        elif name == "sym":
            builder.words(_symbol(element.get(f"{W}char", "")))
        elif name in {"footnotereference", "endnotereference"}:
            note = document.notes.get((name.removesuffix("reference"), element.get(f"{W}id", "")))
            if note is not None:
                document.waiting.append(note)
        elif name == "r":
            if not is_on(element.find(f"{W}rPr/{W}vanish")):
                _runs(element, document)
        elif name == "txbxcontent":
            builder.line()
            _blocks(element, document)
        elif name == "p":
            _paragraph(element, document)
        else:
            _runs(element, document)


def _symbol(code: str) -> str:
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    # Symbol fonts live in the private use area; their meaning is not text.
    return character if not "\ue000" <= character <= "\uf8ff" else "•"


def _table(table: Element, document: _Document) -> None:
    builder = document.builder
    builder.line()
    start = builder.here()
    for row in table.iterfind(f".//{W}tr"):
        if next(row.iterancestors(f"{W}tbl"), None) is not table:
            continue
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        builder.row()
        for cell in row.iterfind(f".//{W}tc"):
            if next(cell.iterancestors(f"{W}tr"), None) is not row:
                continue
            builder.cell()
            _blocks(cell, document)
    builder.mark("table", start)
    builder.end()


def _properties(core: Element | None) -> tuple[str, str]:
    if core is None:
        return "", ""
    found = {local_name(child): " ".join((child.text or "").split()) for child in core}
    return _plausible_title(found.get("title", "")), found.get("language", "")


def _plausible_title(title: str) -> str:
    """Word's title property is often the template's or a file name: a name of a law has several words."""
    return title if len(title.split()) > 2 and not re.search(r"\.(docx?|dotx?|pdf|rtf|wpd)$|^microsoft word", title, re.I) else ""


def _val(element: Element, path: str) -> str | None:
    child = element.find(f"{W}{path}")
    if child is None:
        return None
    value = child.get(f"{W}val")
    return None if value is None else str(value)


def _first_int(elements: list[Element], path: str) -> int | None:
    for element in elements:
        child = element.find(path)
        value = child.get(f"{W}val", "") if child is not None else ""
        if value.isdecimal() and len(value) < 4:
            return int(value)
    return None
