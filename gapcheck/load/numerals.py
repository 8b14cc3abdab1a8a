"""Renders list numbers as word processors and browsers show them."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"))
_ROMAN_END = ((4, "iv"), (1, "i"))
_LATIN = "abcdefghijklmnopqrstuvwxyz"
# Word numbers lists without the letters that begin no word.
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ARABIC_ALPHA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ARABIC_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_THAI = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_HAN = "〇一二三四五六七八九"


def roman(number: int) -> str:
    """Return a number in small roman numerals; numbers below 1 and from 4000 in digits."""
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, sign in (*_ROMAN, *_ROMAN_END):
        count, number = divmod(number, value)
        written += sign * count
    return written


def letters(number: int, alphabet: str = _LATIN) -> str:
    """Return a number as Word does: a ... z, aa, bb ... zz, aaa. Out of range in digits."""
    if not 0 < number <= 30 * len(alphabet):
        return str(number)
    turns, index = divmod(number - 1, len(alphabet))
    return alphabet[index] * (turns + 1)


def han(number: int) -> str:
    """Return a number in Chinese numerals up to 9999: 12 is 十二, 105 is 一百零五."""
    if not 0 < number < 10000:
        return str(number)
    written, gap = "", False
    for value, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        count, number = divmod(number, value)
        if count:
            written += ("零" if gap and written else "") + (_HAN[count] if not (value == 10 and count == 1 and not written) else "") + sign
            gap = False
        else:
            gap = bool(written)
    return written


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "ordinal": _ordinal,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalFullWidth": lambda number: str(number).translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"}),
    "russianLower": lambda number: letters(number, _RUSSIAN),
    "russianUpper": lambda number: letters(number, _RUSSIAN).upper(),
    "arabicAlpha": lambda number: letters(number, _ARABIC_ALPHA),
    "arabicAbjad": lambda number: letters(number, _ARABIC_ABJAD),
    "hebrew2": lambda number: letters(number, _HEBREW),
    "thaiLetters": lambda number: letters(number, _THAI),
    "chineseCounting": han,
    "chineseCountingThousand": han,
    "taiwaneseCounting": han,
    "taiwaneseCountingThousand": han,
    "japaneseCounting": han,
    "ideographDigital": lambda number: "".join(_HAN[int(digit)] for digit in str(max(number, 0))),
    "bullet": lambda _number: "",
    "none": lambda _number: "",
}


def format_number(number: int, style: str) -> str:
    """Return `number` in a number format of WordprocessingML (ECMA-376 17.18.59); formats that are not known in digits."""
    return _FORMATS.get(style, str)(number)
