"""Make the Word template of the package: `python scripts/make_word_template.py [FILE]`.

The styles are Word's own names where Word has one, so that a user's template with the same names takes over without further work.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from gapcheck.report.word.pack import save
from gapcheck.report.word.xml import element, field, paragraph

HERE = Path(__file__).resolve().parents[1] / "gapcheck" / "report" / "word" / "template.docx"
INK, BAND, GREY, LINE = "1F2937", "1F3A5F", "4B5563", "C3CAD5"
FONT = "Calibri"


def main(path: Path = HERE) -> None:
    """Write the template."""
    document = Document()
    _clean(document)
    _page(document)
    for make in (_text_styles, _heading_styles, _list_styles, _table_styles):
        make(document.styles)
    _in_order(document)
    _head_and_foot(document)
    document.element.body.insert(0, paragraph("Normal", "{{report}}"))
    properties = document.core_properties
    properties.author = properties.last_modified_by = "gapcheck"
    properties.title = "Template of reports"
    properties.comments = ""
    save(document, path)


def _clean(document: Any) -> None:
    """Leave out what python-docx's own template brings along and no report uses."""
    for key, part in list(document.part.package.rels.items()):
        if "thumbnail" in part.reltype:
            del document.part.package.rels[key]
    keep = {"Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption", "Quote", "Header", "Footer",
            "Default Paragraph Font", "Normal Table", "No List", "Table Grid"}  # fmt: skip
    for style in list(document.styles):
        if style.name not in keep and not (style.type == WD_STYLE_TYPE.CHARACTER and style.name.endswith(" Char")):
            style.element.getparent().remove(style.element)
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.CHARACTER and style.name.endswith(" Char") and style.name.removesuffix(" Char") not in keep:
            style.element.getparent().remove(style.element)


_ORDER = [
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs", "spacing", "ind",
    "contextualSpacing", "jc", "outlineLvl", "rPr",
]  # fmt: skip
"""The order that the format demands of a paragraph's properties."""


def _in_order(document: Any) -> None:
    for style in document.styles:
        settings = style.element.find(qn("w:pPr"))
        if settings is not None:
            settings[:] = sorted(settings, key=lambda child: _ORDER.index(child.tag.rpartition("}")[2]))


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.1)
    section.header_distance = section.footer_distance = Cm(1.1)
    section.different_first_page_header_footer = True


def _look(style: Any, *, size: float, colour: str = INK, bold: bool = False, italic: bool = False, before: float = 0, after: float = 0,
          line: float = 1.0) -> None:  # fmt: skip
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, italic
    font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)
    if style.type == WD_STYLE_TYPE.PARAGRAPH:
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), line
        form.widow_control = True


def _new(styles: Any, name: str, kind: Any = WD_STYLE_TYPE.PARAGRAPH, base: str | None = "Normal") -> Any:
    style = styles.add_style(name, kind, builtin=name.lower().startswith("toc ") or name in ("Hyperlink",))
    if base:
        style.base_style = styles[base]
    style.quick_style = True
    style.hidden = False
    return style


def _text_styles(styles: Any) -> None:
    _look(styles["Normal"], size=10.5, after=6, line=1.1)
    _look(styles["Title"], size=28, colour=BAND, bold=True, before=150, after=10)
    border = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if border is not None:
        styles["Title"].element.pPr.remove(border)
    _look(styles["Subtitle"], size=15, colour=GREY, after=24)
    _look(styles["Caption"], size=9.5, colour=BAND, bold=True, before=10, after=4)
    styles["Caption"].paragraph_format.keep_with_next = True
    _look(styles["Quote"], size=10, italic=True, before=2, after=6)
    styles["Quote"].paragraph_format.left_indent = Cm(0.6)
    _look(styles["Header"], size=8.5, colour=GREY)
    _look(styles["Footer"], size=8.5, colour=GREY)
    note = _new(styles, "Gap Note")
    _look(note, size=10, before=6, after=8, line=1.05)
    note.paragraph_format.left_indent = note.paragraph_format.right_indent = Cm(0.25)
    note.element.get_or_add_pPr().extend([_side_line(BAND), element("w:shd", val="clear", color="auto", fill="EEF2F7")])
    small = _new(styles, "Gap Small")
    _look(small, size=9, colour=GREY, after=4)
    link = _new(styles, "Hyperlink", WD_STYLE_TYPE.CHARACTER, base=None)
    link.font.color.rgb = RGBColor.from_string("1D4ED8")


def _side_line(colour: str) -> Any:
    return element("w:pBdr", element("w:left", val="single", sz=24, space=8, color=colour))


def _heading_styles(styles: Any) -> None:
    _look(styles["Heading 1"], size=20, colour=BAND, bold=True, before=0, after=10)
    styles["Heading 1"].paragraph_format.page_break_before = True
    _look(styles["Heading 2"], size=14, colour=BAND, bold=True, before=18, after=6)
    _look(styles["Heading 3"], size=11.5, colour=INK, bold=True, before=14, after=3)
    for level in (1, 2, 3):
        styles[f"Heading {level}"].paragraph_format.keep_with_next = True
    heading = _new(styles, "TOC Heading")
    _look(heading, size=20, colour=BAND, bold=True, after=10)
    heading.paragraph_format.page_break_before = True
    for level, (size, indent, before) in enumerate(((10.5, 0.0, 4), (9.5, 0.6, 0), (9, 1.2, 0)), start=1):
        entry = _new(styles, f"TOC {level}")
        _look(entry, size=size, bold=level == 1, before=before, after=0)
        form = entry.paragraph_format
        form.left_indent, form.right_indent = Cm(indent), Cm(0.9)
        entry.element.get_or_add_pPr().append(element("w:tabs", element("w:tab", val="right", leader="dot", pos=int(Cm(16.4).twips))))


def _list_styles(styles: Any) -> None:
    item = _new(styles, "Gap Item")
    _look(item, size=10.5, after=3, line=1.1)
    item.paragraph_format.left_indent, item.paragraph_format.first_line_indent = Cm(0.6), Cm(-0.6)
    item.paragraph_format.tab_stops.add_tab_stop(Cm(0.6))


def _table_styles(styles: Any) -> None:
    text = _new(styles, "Gap Cell")
    _look(text, size=9.5, after=2, line=1.05)
    quote = _new(styles, "Gap Quote", base="Gap Cell")
    _look(quote, size=9, italic=True, before=1, after=2, line=1.05)
    quote.paragraph_format.left_indent = Cm(0.3)
    head = _new(styles, "Gap Head", base="Gap Cell")
    _look(head, size=9.5, colour="FFFFFF", bold=True, before=2, after=2)
    head.paragraph_format.keep_with_next = True
    figure = _new(styles, "Gap Figure", base="Gap Cell")
    _look(figure, size=9.5, after=2)
    figure.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    bar = _new(styles, "Gap Bar", base="Gap Cell")
    _look(bar, size=7, before=2, after=2)
    small = _new(styles, "Gap Cell Small", base="Gap Cell")
    _look(small, size=8.5, after=0)
    grid = _new(styles, "Gap Table", WD_STYLE_TYPE.TABLE, base="Normal Table")
    sides = [element(f"w:{side}", val="single", sz=4, space=0, color=LINE) for side in ("top", "bottom", "insideH")]
    grid.element.append(
        element(
            "w:tblPr",
            element("w:tblBorders", *sides),
            element("w:tblCellMar", *(element(f"w:{side}", w=width, type="dxa")
                                      for side, width in (("top", 30), ("left", 85), ("bottom", 30), ("right", 85)))),
        )
    )  # fmt: skip
    grid.element.append(
        element("w:tblStylePr", element("w:tcPr", element("w:shd", val="clear", color="auto", fill=BAND)), type_="firstRow")
    )


def _head_and_foot(document: Any) -> None:
    section = document.sections[0]
    line = element("w:pBdr", element("w:bottom", val="single", sz=4, space=4, color=LINE))
    header = paragraph("Header", "{{title}}")
    header[0].insert(1, line)
    # Right-aligned, without tabs: it fits upright and lying pages of any width.
    footer = paragraph("Footer", "{{indicators}}", "   |   ", *field("PAGE", "1"), " / ", *field("NUMPAGES", "1"), jc="right")
    for part, content in ((section.header, header), (section.footer, footer)):
        part.is_linked_to_previous = False
        for old in list(part.paragraphs):
            old._p.getparent().remove(old._p)
        part._element.append(content)
    for part in (section.first_page_header, section.first_page_footer):
        part.is_linked_to_previous = False


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
