"""Turns the bytes of a text file into characters, whatever its encoding."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from gapcheck.errors import InputError

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What an XML or HTML file says of its own encoding.
_STATED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})|<meta[^>]{0,300}?charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.I
)
# Encodings in which laws have been published. More of them would only add wrong guesses.
_CANDIDATES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "iso8859_2", "iso8859_5",
    "iso8859_7", "iso8859_9", "koi8_r", "koi8_u", "mac_roman", "cp850", "cp437", "cp866",
    "shift_jis", "cp932", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip
_TEXT_ENCODINGS = ("iso8859", "cp", "koi8", "mac", "shift", "euc", "gb", "big5", "utf-8", "johab", "tis")
_USUAL = (
    ("en fr de es it pt nl da no sv fi is af ga ca gl eu sw id ms lb", ("cp1252", "mac_roman", "cp850", "cp437")),
    ("pl cs sk hu sl hr bs ro", ("cp1250", "iso8859_2")),
    ("tr az", ("cp1254", "iso8859_9")),
    ("lt lv et", ("cp1257",)),
)
"""Languages in Latin script, and the encodings that their laws were written in before Unicode, the likeliest first."""
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SAMPLE = 64_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Characters, the encoding they were in, and what had to be mended."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Decode a text file: byte order mark, strict UTF-8, what the file states, UTF-16 without a mark, then a guess.

    Raises:
        InputError: the bytes are no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    wide = _wide_encoding(data)
    if wide:
        return _lenient(data, wide)
    try:
        return Decoded(text=data.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError:
        pass
    stated = _stated_encoding(data)
    if stated:
        try:
            return Decoded(text=data.decode(stated), encoding=stated)
        except (UnicodeDecodeError, LookupError):
            pass
    mended = data.decode("utf-8", "replace")
    high = len(_HIGH.findall(data))
    if mended.count("\ufffd") * 20 < high:
        return Decoded(text=mended, encoding="utf-8", warnings=(f"{mended.count(chr(0xFFFD))} characters are damaged in the file.",))
    return _guess(data)


def normalise(text: str) -> tuple[str, tuple[str, ...]]:
    """Give a decoded text its canonical form: "\\n" ends lines, and a control character becomes a space, one for one.

    Returns:
        the text and a warning where control characters stood in it.

    Raises:
        InputError: so many control characters that the file is no text.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    text, count = _CONTROL.subn(" ", text)
    if count > 20 and count * 20 > len(text):
        raise InputError("The file is binary, not text.", todo="Give the law as text, Markdown, HTML, DOCX, XML or PDF.")
    return text, ((f"{count} control characters were read as spaces.",) if count else ())


def _lenient(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(text=data.decode(encoding), encoding=encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        damaged = text.count("\ufffd")
        if damaged * 20 > len(text):
            raise InputError(f"The file says that it is {encoding}, but is not.", todo="Save it again as UTF-8.") from None
        return Decoded(text=text, encoding=encoding, warnings=(f"{damaged} characters are damaged in the file.",))


def _wide_encoding(data: bytes) -> str:
    """Tell UTF-16 without a byte order mark: in most scripts every other byte is nought."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.3 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.3 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def _stated_encoding(data: bytes) -> str:
    match = _STATED.search(data[:4096])
    if not match:
        return ""
    name = (match[1] or match[2]).decode("ascii").lower()
    try:
        canonical = codecs.lookup(name).name
    except LookupError:
        return ""
    # Browsers read Latin-1 as Windows-1252, and publishers rely on it. Others than text encodings ("hex") are no answer.
    if canonical in {"iso8859-1", "ascii"}:
        return "cp1252"
    return canonical if canonical.startswith(_TEXT_ENCODINGS) else ""


def _guess(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    sample = _telling_part(data)
    best = from_bytes(sample, cp_isolation=_CANDIDATES, enable_fallback=False).best()
    guessed = [best.encoding] if best else []
    for encoding in [*_usual_encodings(sample, guessed), *guessed, "cp1252", "latin-1"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return Decoded(text=text, encoding=encoding.replace("_", "-"), warnings=(f"The encoding is a guess: {encoding}.",))
    raise InputError("The file's encoding cannot be told.", todo="Save it again as UTF-8.")


def _usual_encodings(sample: bytes, guessed: list[str]) -> list[str]:
    """Return the encoding in which the language of the sample is usually written, unless the guess is one of its kind.

    Latin encodings differ in a few letters that a statistic of characters confuses ("ańos"), while the words tell the language.
    """
    from gapcheck.load.language import detect_languages

    for encoding in guessed or ["cp1252"]:
        language = detect_languages(sample.decode(encoding, "replace"))[0]
        for languages, kinds in _USUAL:
            if language in languages.split() and encoding not in kinds:
                return [kinds[0]]
    return []


def _telling_part(data: bytes) -> bytes:
    """Return the lines that hold bytes beyond ASCII: only they tell the encoding, and a law of 3 MB need not be tried whole."""
    lines, size = [], 0
    for line in data.split(b"\n"):
        if _HIGH.search(line):
            lines.append(line[:2000])
            size += len(lines[-1])
            if size > _SAMPLE:
                break
    return b"\n".join(lines)
