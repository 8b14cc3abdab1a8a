"""Makes small documents of invented States for the tests of `load`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf

ENGLISH = (
    "No person shall manufacture, assemble or repair any firearm in the Republic of Arvenia unless he holds a licence that the Registrar"
    " has issued under this Act, and every firearm so manufactured shall bear a serial number."
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

Placed = tuple[float, float, str]
"""Text at a place of a page: x and y in points from the lower left corner."""


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def pdf(
    pages: Sequence[Sequence[Placed | tuple[float, float, str, float, bool]]], *, title: str = "", password: str = "", rotate: int = 0
) -> bytes:
    """Make a PDF in Helvetica. An entry may also give its size (default 10) and whether it is bold.

    With `rotate` (quarter turns) the sheets are turned, and the text on them the other way, so that it reads as before.
    """
    turn, back = {0: ("1 0 0 1", "{x} {y}"), 1: ("0 1 -1 0", "{v} {x}"), 2: ("-1 0 0 -1", "{u} {v}"), 3: ("0 -1 1 0", "{y} {u}")}[rotate]
    document = pikepdf.new()
    for entries in pages:
        stream = io.BytesIO()
        for entry in entries:
            x, y, text = entry[:3]
            size, bold = (entry[3], entry[4]) if len(entry) == 5 else (10, False)
            escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
            place = back.format(x=x, y=y, u=595 - x, v=842 - y)
            stream.write(f"BT /{'B' if bold else 'F'} {size} Tf {turn} {place} Tm (".encode() + escaped + b") Tj ET\n")
        page = document.add_blank_page(page_size=(595, 842))
        fonts = {
            key: pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=name, Encoding=pikepdf.Name.WinAnsiEncoding
            )
            for key, name in (("/F", pikepdf.Name.Helvetica), ("/B", pikepdf.Name("/Helvetica-Bold")))
        }
        page.Rotate = 90 * rotate
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts))
        page.Contents = document.make_stream(stream.getvalue())
    if title:
        document.docinfo["/Title"] = title
    out = io.BytesIO()
    document.save(out, encryption=pikepdf.Encryption(owner=password, user=password) if password else False, static_id=not password)
    return out.getvalue()


def lines(texts: Sequence[str], *, x: float = 72, y: float = 760, step: float = 13) -> list[Placed]:
    """Place texts one below the other."""
    return [(x, y - index * step, text) for index, text in enumerate(texts)]


def docx(body: str, *, styles: str = "", numbering: str = "", footnotes: str = "", core: str = "") -> bytes:
    """Make a Word document from the inner XML of its parts."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }
    for name, inner in (("styles", styles), ("numbering", numbering), ("footnotes", footnotes)):
        if inner:
            parts[f"word/{name}.xml"] = f'<w:{name} xmlns:w="{WORD}">{inner}</w:{name}>'
    if core:
        parts["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="urn:x" xmlns:dc="http://purl.org/dc/elements/1.1/">' + core + "</cp:coreProperties>"
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def paragraph(text: str, *, style: str = "", number: tuple[int, int] | None = None, extra: str = "") -> str:
    """Make a paragraph of a Word document; `number` is its list and level, `extra` goes into its properties."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        properties += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    return f'<w:p><w:pPr>{properties}{extra}</w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def list_levels(*levels: tuple[str, str]) -> str:
    """Make an abstract list and the list 1 that uses it, from the format and pattern of each level."""
    inner = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for index, (form, pattern) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
