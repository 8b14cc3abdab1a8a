"""The bytes of a PDF that LibreOffice made, without what differs from one run to the next: the time, and the order of its fonts.

LibreOffice writes fonts in the order in which they happen to lie in memory. The objects are therefore numbered anew, in the order in which
the document refers to them, and written in that order.
"""

from __future__ import annotations

import hashlib
import re

_DATE = re.compile(rb"(/(?:CreationDate|ModDate) ?\(D:)([0-9Z+'-]+)(\))")
_SIGN = re.compile(rb"(?<=[</])[0-9A-F]{32}\b")
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_OBJECT = re.compile(rb"(\d+) 0 obj\b")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s+((?:\d{10} \d{5} [fn]\s*?\r?\n)+)trailer\b")


def settle(content: bytes) -> bytes:
    """Take the time of making and the accidents of memory out of a PDF.

    Args:
        content: a PDF as LibreOffice writes it: one table of objects, no updates.

    Returns:
        the same document; equal for equal documents. A file with another kind of table keeps the order of its objects.
    """
    content = _DATE.sub(lambda match: match[1] + b"20000101000000Z"[: len(match[2])].ljust(len(match[2]), b"'") + match[3], content)
    content = _in_order(content)
    at = content.rfind(b"trailer")
    head, tail = content[:at], _SIGN.sub(b"0" * 32, content[at:])
    sign = hashlib.sha256(head + tail).hexdigest()[:32].upper().encode()
    return head + tail.replace(b"0" * 32, sign)


def _in_order(content: bytes) -> bytes:
    table = _TABLE.search(content, content.rfind(b"\nxref") + 1)
    if table is None:
        return content
    objects = _objects(content, table)
    trailer = content[table.end() : content.rfind(b"startxref")]
    numbers = _numbers(objects, trailer)

    def renumber(part: bytes) -> bytes:
        return _REFERENCE.sub(lambda match: b"%d 0 R" % numbers.get(int(match[1]), 0), part)

    first = min(_places(table).values(), default=table.start())
    parts, places, length = [content[:first]], [], first
    for old in numbers:
        dictionary, stream = objects[old]
        part = b"%d 0 obj%s%s" % (numbers[old], renumber(dictionary), stream)
        places.append(length)
        parts.append(part)
        length += len(part)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%strailer%s" % (len(places) + 1, rows, _size(renumber(trailer), len(places) + 1)))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % length)
    return b"".join(parts)


def _size(trailer: bytes, size: int) -> bytes:
    return re.sub(rb"/Size \d+", b"/Size %d" % size, trailer)


def _places(table: re.Match[bytes]) -> dict[int, int]:
    """Return object -> its offset."""
    rows = table[2].split(b"\n")
    return {number: int(row[:10]) for number, row in enumerate(rows) if row[17:18] == b"n"}


def _objects(content: bytes, table: re.Match[bytes]) -> dict[int, tuple[bytes, bytes]]:
    """Return object -> its dictionary, and its stream with what follows."""
    places = sorted((place, number) for number, place in _places(table).items())
    ends = [*(place for place, _ in places[1:]), table.start()]
    objects = {}
    for (place, number), end in zip(places, ends, strict=True):
        body = content[place:end]
        name = _OBJECT.match(body)
        body = body[name.end() :] if name else body
        at = body.find(b">>\nstream")
        objects[number] = (body, b"") if at < 0 else (body[:at], body[at:])
    return objects


def _numbers(objects: dict[int, tuple[bytes, bytes]], trailer: bytes) -> dict[int, int]:
    """Return old number -> new number, in the order in which the document refers to its objects; the others stay at the end."""
    numbers: dict[int, int] = {}
    waiting = [trailer]
    while waiting:
        following = []
        for part in waiting:
            for match in _REFERENCE.finditer(part):
                old = int(match[1])
                if old in objects and old not in numbers:
                    numbers[old] = len(numbers) + 1
                    following.append(objects[old][0])
        waiting = following
    for old in objects:
        if old not in numbers:
            numbers[old] = len(numbers) + 1
    return numbers
