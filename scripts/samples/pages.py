"""Writes blocks as HTML, Word and PDF."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from samples.blocks import Block, title_of


def to_html(blocks: Sequence[Block], language: str) -> bytes:
    """A page as a gazette's web site has it: headings, paragraphs, a navigation with the contents, notes apart."""
    title = title_of(blocks)
    out = [f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n</head>\n<body>']
    out.append("<nav><p>Home | Laws | Gazette</p></nav>")
    contents = [block for block in blocks if block.kind == "contents"]
    for block in blocks:
        text = escape(block.text.lstrip("\0"))
        label = escape(block.label)
        if block.kind == "contents":
            if block is contents[0]:
                out.append('<div class="toc">' + "".join(f"<p>{escape(line.text)}</p>" for line in contents) + "</div>")
        elif block.kind == "title":
            out.append(f"<h1>{text}</h1>" if block.text == title else f"<p>{text}</p>")
        elif block.kind == "part":
            out.append(f"<h2>{label} {text}</h2>")
        elif block.kind == "section":
            out.append(f"<p><b>{label}</b> {text}</p>" if block.text.startswith("\0") else f"<h3>{label} {text}</h3>")
        elif block.kind in {"notice", "amendment"}:
            out.append(f"<aside><p>{text}</p></aside>")
        elif block.kind in {"schedule", "treaty"}:
            out.append(f"<h2>{label}</h2>" if block.kind == "schedule" else f"<h4>{label}</h4>")
        elif block.kind == "caption":
            out.append(f"<h3>{text}</h3>")
        else:
            out.append(f"<p>{label} {text}</p>" if label else f"<p>{text}</p>")
    return ("\n".join(out) + "\n</body>\n</html>\n").encode()


def to_docx(blocks: Sequence[Block], language: str) -> bytes:
    """A Word document whose numbers are automatic, so that no number stands in its text."""
    from docx import Document
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Pt

    civil = any(block.label.startswith("Art") for block in blocks if block.kind == "section")
    word = {"en": "Article", "es": "Artículo"}[language] if civil else ""
    body_levels = [("decimal", f"{word} %1." if civil else "%1."), ("decimal", "%2." if civil else "(%2)")]
    body_levels.append(("lowerLetter", "%3)" if civil else "(%3)"))
    document = Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(11)
    document.core_properties.title = title_of(blocks)
    numbering = document.part.numbering_part.element

    def list_of(number: int, levels: Sequence[tuple[str, str]]) -> str:
        inner = "".join(
            f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
            f'<w:pPr><w:ind w:left="{360 * index}" w:hanging="0"/></w:pPr></w:lvl>'
            for index, (form, text) in enumerate(levels)
        )
        abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>'
        first = numbering.find(qn("w:num"))
        first.addprevious(parse_xml(abstract))
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
        return str(number)

    body = list_of(90, body_levels)
    current = body
    schedules = 0

    def paragraph(text: str, style: str | None = None, *, level: int | None = None, number: str = body) -> None:
        made = document.add_paragraph(text, style=style)
        if level is not None:
            properties = made._p.get_or_add_pPr()
            properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'))

    for block in blocks:
        if block.kind == "title":
            paragraph(block.text, "Title" if block.text == title_of(blocks) else None)
        elif block.kind == "part":
            paragraph(f"{block.label} {block.text}", "Heading 1")
        elif block.kind == "section":
            paragraph(block.text, "Heading 2", level=0)
        elif block.kind in {"subsection", "paragraph"}:
            paragraph(block.text, level=1 if block.kind == "subsection" else 2)
        elif block.kind == "schedule":
            schedules += 1
            current = list_of(90 + schedules, [("decimal", "%1.")])
            paragraph(block.label, "Heading 1")
        elif block.kind == "caption":
            paragraph(block.text, "Heading 2")
        elif block.kind == "item":
            paragraph(block.text, level=0, number=current)
        elif block.kind != "contents":
            paragraph(block.text)
    raw = io.BytesIO()
    document.save(raw)
    return _same_bytes(raw.getvalue())


def _same_bytes(archive: bytes) -> bytes:
    """Write a zip again without the time at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            new.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def to_pdf(blocks: Sequence[Block], columns: int) -> bytes:
    """A gazette's page: one or two columns, a running header, page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    title = title_of(blocks)
    width, height = A4
    margin, gap = 56.0, 18.0
    column = (width - 2 * margin - gap * (columns - 1)) / columns
    frames = [Frame(margin + index * (column + gap), margin, column, height - 2 * margin - 20, 0, 0, 0, 0) for index in range(columns)]
    size = 9 if columns == 2 else 10.5
    base = ParagraphStyle("base", fontName="Times-Roman", fontSize=size, leading=size * 1.2, spaceAfter=3)

    def style(**changes: object) -> ParagraphStyle:
        return ParagraphStyle("derived", parent=base, **changes)

    styles = {
        "title": style(fontName="Times-Bold", alignment=1, spaceAfter=6),
        "part": style(fontName="Times-Bold", alignment=1, spaceBefore=8),
        "section": style(fontName="Times-Bold", spaceBefore=5),
        "subsection": style(leftIndent=10),
        "paragraph": style(leftIndent=22),
        "notice": style(fontName="Times-Italic"),
        "amendment": style(fontName="Times-Italic"),
    }
    styles |= {"schedule": styles["part"], "caption": styles["part"], "reference": styles["part"], "treaty": styles["section"]}

    def page(canvas: object, document: BaseDocTemplate) -> None:
        canvas.setFont("Times-Roman", 8)  # type: ignore[attr-defined]
        canvas.drawCentredString(width / 2, height - 40, title.title())  # type: ignore[attr-defined]
        canvas.drawCentredString(width / 2, 34, str(document.page))  # type: ignore[attr-defined]

    story = []
    for block in blocks:
        text = escape(block.text.lstrip("\0"))
        if block.kind == "part":
            story.append(Paragraph(escape(block.label), styles["part"]))
        elif block.label:
            text = f"{escape(block.label)} {text}" if text else escape(block.label)
        chosen = base if block.text.startswith("\0") else styles.get(block.kind, base)
        story.append(Paragraph(text, chosen))
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, title=title, author="gapcheck", invariant=1)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=page))
    document.build(story)
    return out.getvalue()
