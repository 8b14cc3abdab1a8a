"""The bytes of a PDF do not tell when, or in which order of memory, it was made."""

from __future__ import annotations

import pypdfium2

from gapcheck.report.pdfbytes import settle


def _pdf(
    objects: dict[int, bytes], root: int, *, time: str = "20261124232238+01'00'", sign: str = "867BE1DFB7C431DC9F31693C4E54FB19"
) -> bytes:
    """Write objects by their numbers, with a table as LibreOffice writes it."""
    content, places = b"%PDF-1.7\n", {}
    for number, body in sorted(objects.items()):
        places[number] = len(content)
        content += b"%d 0 obj\n%s\nendobj\n\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % places[number] for number in sorted(places))
    at = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n" % (len(objects) + 1, rows)
    content += b"<</Size %d/Root %d 0 R/CreationDate(D:%s)\n" % (len(objects) + 1, root, time.encode())
    signed = sign.encode()
    return content + b"/ID [ <%s>\n<%s> ]\n/DocChecksum /%s\n>>\nstartxref\n%d\n%%%%EOF\n" % (signed, signed, signed, at)


def _two_fonts(first: int, second: int) -> bytes:
    """A page with two fonts whose objects stand in either order."""
    fonts = {
        first: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        second: b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
    }
    words = b"BT /F1 12 Tf 20 50 Td (5 0 R stays) Tj /F2 12 Tf 0 -20 Td (words) Tj ET"
    resources = b"<</Font<</F1 %d 0 R/F2 %d 0 R>>>>" % (first, second)
    return _pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 6 0 R/Resources " + resources + b">>",
            6: b"<</Length 7 0 R>>\nstream\n" + words + b"\nendstream",
            7: b"%d" % len(words),
            **fonts,
        },
        root=1,
    )


def test_the_order_of_fonts_in_memory_does_not_show() -> None:
    one, other = _two_fonts(4, 5), _two_fonts(5, 4)
    assert one != other
    assert settle(one) == settle(other)


def test_the_document_stays_readable() -> None:
    document = pypdfium2.PdfDocument(settle(_two_fonts(5, 4)))
    assert "5 0 R stays" in document[0].get_textpage().get_text_bounded()
    document.close()


def test_settling_twice_changes_nothing() -> None:
    once = settle(_two_fonts(4, 5))
    assert settle(once) == once


def test_the_time_does_not_show() -> None:
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"}
    then = _pdf(objects, 1)
    later = _pdf(objects, 1, time="20270101000000Z00'00'", sign="000000DFB7C431DC9F31693C4E54FB19")
    assert settle(then) == settle(later)
    assert b"2026" not in settle(then)


def test_a_file_without_a_table_keeps_its_order() -> None:
    content = b"%PDF-1.7\n1 0 obj\n<</Type/XRef>>\nendobj\nstartxref\n9\n%%EOF\n"
    assert settle(content).startswith(content[:40])
