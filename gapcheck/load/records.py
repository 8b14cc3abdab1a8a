"""Reads JSON of publishers: any list of records that hold text, with their numbers and headings."""

from __future__ import annotations

import json
import re
from typing import Any

from gapcheck.errors import InputError
from gapcheck.load.builder import Builder
from gapcheck.load.reading import Reading

_TEXTS = ("content", "text", "body", "texte", "texto", "contenido", "fulltext", "full_text", "html", "markdown", "value", "paragraphs")
_NUMBERS = ("section", "number", "num", "article", "no", "label", "ref", "provision_ref", "id")
_HEADINGS = ("title", "heading", "name", "caption", "headline", "marginal_note")
_DIVISIONS = ("chapter", "part", "division", "book")
_TITLES = ("title", "short_title", "name", "title_en", "law_title")
_TODO = 'Give a list of records with text, such as [{"section": "1", "title": "...", "content": "..."}], or the law as text.'
_TAG = re.compile(r"<(p|br|div|span|b|i|em|li|td)\b[^>]{0,200}>", re.I)
_DEEPEST = 12


def read_records(text: str) -> Reading:
    """Read a law from JSON.

    Of all lists of records in the file the one with most text is the law. Each record gives a heading line with its number and title
    (unless its text already begins with them) and its text below.

    Raises:
        InputError: no JSON, or no records with text in it.
    """
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise InputError(f"The JSON is broken: {error}.", todo="Export it again.") from error
    records = _best_list(data)
    if records is None:
        raise InputError("The JSON holds no list of records with text.", todo=_TODO)
    head = data if isinstance(data, dict) else {}
    builder = Builder()
    title = _string(head, _TITLES)
    if title:
        _heading(builder, title, 1)
    division = ""
    for record in records:
        found = _string(record, _DIVISIONS)
        if found and found != division:
            _heading(builder, found, 2)
            division = found
        _write(builder, record, 3)
    canonical, marks = builder.finish()
    language = head.get("language") or head.get("lang") or ""
    return Reading(text=canonical, format="json", marks=marks, title=title, language=language if isinstance(language, str) else "")


def _write(builder: Builder, record: dict[str, Any], level: int) -> None:
    number, heading, body = _string(record, _NUMBERS), _string(record, _HEADINGS), _text_of(record)
    if heading and _says(body, heading):
        heading = ""
    builder.end(2)
    if number and not _tells_number(f"{heading} {body}", number):
        builder.number(number if number[-1:] in ".):" or not number[-1:].isalnum() else f"{number}.")
    if heading:
        start = builder.here()
        builder.words(heading)
        builder.mark("heading", start, level=min(level, 6))
        builder.end()
    for line in body.split("\n"):
        builder.words(line)
        builder.line()
    builder.end()
    for child in _children(record):
        if level < _DEEPEST:
            _write(builder, child, level + 1)


def _heading(builder: Builder, words: str, level: int) -> None:
    builder.end(2)
    start = builder.here()
    builder.words(words)
    builder.mark("heading", start, level=level)
    builder.end(2)


def _string(record: dict[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        value = record.get(name)
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            words = " ".join(str(value).split())
            if words and len(words) < 2000:
                return words
    return ""


def _text_of(record: dict[str, Any]) -> str:
    for name in _TEXTS:
        value = record.get(name)
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            value = "\n".join(value)
        if isinstance(value, str) and value.strip():
            return _plain(value)
    return ""


def _plain(value: str) -> str:
    """Publishers put HTML into their JSON: take its words."""
    if not _TAG.search(value):
        return value.strip()
    from gapcheck.load.html import read_html

    return read_html(value).text.strip()


def _says(body: str, words: str) -> bool:
    return body[: len(words) + 40].casefold().find(words.casefold()) >= 0


def _tells_number(words: str, number: str) -> bool:
    """Tell whether the text brings its own number ("Article 5.-", "§ 5"), so that it need not be put before it."""
    bare = re.sub(r"^\W+|\W+$", "", number)
    return bool(bare) and bool(re.match(rf"\s*(?:[^\W\d_]{{1,12}}\.?\s*|§+\s*)?{re.escape(bare)}(?!\w)", words[:60] + " ", re.I))


def _children(record: dict[str, Any]) -> list[dict[str, Any]]:
    for value in record.values():
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value) and any(map(_may_hold_text, value)):
            return value
    return []


def _may_hold_text(record: dict[str, Any]) -> bool:
    return bool(_text_of(record)) or any(isinstance(value, list) for value in record.values())


def _best_list(data: Any) -> list[dict[str, Any]] | None:
    best: list[dict[str, Any]] | None = None
    most = 0
    waiting: list[tuple[Any, int]] = [(data, 0)]
    while waiting:
        node, depth = waiting.pop()
        if isinstance(node, dict):
            waiting += [(value, depth + 1) for value in reversed(node.values()) if depth < _DEEPEST]
        elif isinstance(node, list):
            records = [item for item in node if isinstance(item, dict)]
            size = sum(_size(record, 0) for record in records)
            if records and 2 * len(records) >= len(node) and size > most:
                best, most = records, size
            # Records inside records are read with their parent.
            if not records:
                waiting += [(value, depth + 1) for value in reversed(node) if depth < _DEEPEST]
    return best


def _size(record: dict[str, Any], depth: int) -> int:
    own = len(_text_of(record))
    return own + (sum(_size(child, depth + 1) for child in _children(record)) if depth < _DEEPEST else 0)
