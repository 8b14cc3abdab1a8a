"""Numbers of units: "5", "5A", "11 Bis", "L312-1", "IV", "Primero", "二十一" become tuples that can be compared."""

from __future__ import annotations

import re

from gapcheck.segment.words import LATIN_SUFFIX_VALUES, words

Number = tuple[int, ...]

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_FORM = re.compile(r"M{0,3}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})", re.IGNORECASE)
_CJK_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "元": 1}
_CJK_UNITS = {"十": 10, "百": 100, "千": 1000}
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_CODE = re.compile(r"([A-Z])\*?\.?\s?(\d.*)", re.DOTALL)
_PIECE = re.compile(
    r"(\d+)\s?(bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies|[A-Za-zΑ-Ωα-ωА-Яа-я]{1,2}|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2})?(?![A-Za-z])",
    re.IGNORECASE,
)
_ORDINAL_MARK = re.compile(r"(?<=\d)\s?(?:<sup>\w{1,3}</sup>|\.?[º°ª]|er|ro|[oO])(?![\w])")


def roman(text: str) -> int | None:
    """Return the value of a roman number ("iv", "XII"), None if `text` is none."""
    if not text or not _ROMAN_FORM.fullmatch(text):
        return None
    total = last = 0
    for letter in reversed(text.upper()):
        value = _ROMAN[letter]
        total += value if value >= last else -value
        last = max(last, value)
    return total


def cjk(text: str) -> int | None:
    """Return the value of a Chinese or Japanese number ("二十一"), or of plain digits, None if `text` is none."""
    text = text.strip()
    if text.isdigit():
        return int(text)
    total = digit = 0
    for letter in text:
        if letter in _CJK_DIGITS:
            digit = digit * 10 + _CJK_DIGITS[letter]
        elif letter in _CJK_UNITS:
            total += (digit or 1) * _CJK_UNITS[letter]
            digit = 0
        elif not letter.isspace():
            return None
    return total + digit or None


def letter_value(letter: str) -> int:
    """Return the place of a letter in its alphabet: "A" 1, "Β" (Greek) 2, "в" (Cyrillic) 3."""
    letter = letter.upper()
    first = next((start for start in "АΑA" if letter >= start), letter)
    return ord(letter) - ord(first) + 1


def parse(text: str) -> tuple[str, Number] | None:
    """Read a printed number: its code letter ("L" of "L312-1", else "") and its value, None where it is no number.

    >>> parse("11 Bis")
    ('', (11, 1))
    """
    text = text.replace("*", "").strip().strip("()[].")
    if re.fullmatch(r"[A-Z](?: [A-Z])+", text):
        text = text.replace(" ", "")
    known = words().ordinals.get(text.lower())
    if known is not None:
        return "", (known,)
    prefix = ""
    code = _CODE.fullmatch(text)
    if code:
        prefix, text = code.group(1), code.group(2)
    text = _ORDINAL_MARK.sub("", text)
    if text[:1].isdigit():
        number: list[int] = []
        for piece in _PIECE.finditer(text):
            number.append(min(int(piece.group(1)), 10**6))
            suffix = piece.group(2)
            if suffix:
                latin = LATIN_SUFFIX_VALUES.get(suffix.lower())
                if suffix[0] in _RAISED:
                    number.append(int("".join(str(_RAISED.index(digit)) for digit in suffix)))
                    continue
                number.extend([latin - 1] if latin else [letter_value(letter) for letter in suffix])
        return (prefix, tuple(number)) if number else None
    head, *rest = text.split()
    value = roman(head)
    if value:
        latin = LATIN_SUFFIX_VALUES.get(rest[0].lower()) if rest else None
        return "", (value, latin - 1) if latin else (value,)
    value = cjk(text)
    if value:
        return "", (value,)
    if len(text) == 1 and text.isalpha():
        return "", (letter_value(text) if text.isascii() else ord(text),)
    return None


def step(before: Number, after: Number) -> int:
    """Tell how `after` follows `before` in a numbering: 0 directly, 1 to 9 with so many missing, 10 far off, -1 not at all (equal or back).

    "5" is followed directly by "6", "5A" and "5.1"; "5A" by "5AA", "5B" and "6"; "311-9" by "312-1".
    """
    if after <= before:
        return -1
    depth = 0
    limit = min(len(before), len(after))
    while depth < limit and before[depth] == after[depth]:
        depth += 1
    if depth == len(before):  # a child: 5 -> 5A
        missing = max(after[depth] - 2, 0)  # some count the first inserted one as the second: 3, 3-2 (bis, の二)
        extra = len(after) - depth - 1
    else:
        missing = after[depth] - before[depth] - 1
        extra = len(after) - depth - 1
        if extra and after[depth + 1] <= 1:
            extra -= 1
    return min(missing + extra, 10)
