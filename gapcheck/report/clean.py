"""Making the words of a law harmless: a law is input that nobody has checked."""

from __future__ import annotations

import re

_HARMFUL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, and with them every escape sequence of a terminal
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks, embeddings, overrides and isolates: they make text lie
    "\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"  # invisible characters that no script needs
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"  # surrogates, non-characters, tags
)
_BREAKS = re.compile("[\r\n\t\u0085\u2028\u2029]+")


def plain(text: str) -> str:
    """Return text without control, direction-changing and invisible characters; line breaks and tabs stay.

    Joiners that scripts need (U+200C, U+200D) and soft hyphens stay.
    """
    return _HARMFUL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n"))


def escaped(body: str) -> str:
    """Return a JSON text with harmful characters as escapes: a reader gets them back exactly, and no editor or terminal obeys them."""
    return _HARMFUL.sub(lambda match: "".join(f"\\u{unit:04x}" for unit in _units(match[0])), body)


def _units(character: str) -> tuple[int, ...]:
    """Return a character's UTF-16 code units: JSON writes escapes in these."""
    code = ord(character)
    return (code,) if code <= 0xFFFF else (0xD800 + ((code - 0x10000) >> 10), 0xDC00 + ((code - 0x10000) & 0x3FF))


def one_line(text: str) -> str:
    """Return harmless text on one line, every run of white space made one space."""
    return " ".join(plain(_BREAKS.sub(" ", text)).split())
