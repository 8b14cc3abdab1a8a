"""List numbers as word processors print them."""

from __future__ import annotations

import pytest

from gapcheck.load.numerals import format_number


@pytest.mark.parametrize(
    ("number", "style", "printed"),
    [
        (4, "decimal", "4"),
        (4, "unheardOf", "4"),
        (3, "lowerLetter", "c"),
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (54, "lowerLetter", "bbb"),
        (0, "lowerLetter", "0"),
        (14, "lowerRoman", "xiv"),
        (1999, "upperRoman", "MCMXCIX"),
        (4000, "upperRoman", "4000"),
        (1, "ordinal", "1st"),
        (12, "ordinal", "12th"),
        (23, "ordinal", "23rd"),
        (7, "decimalZero", "07"),
        (7, "decimalEnclosedParen", "(7)"),
        (3, "russianLower", "в"),
        (2, "arabicAbjad", "ب"),
        (10, "chineseCounting", "十"),
        (12, "chineseCounting", "十二"),
        (20, "japaneseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (10000, "chineseCounting", "10000"),
        (20, "ideographDigital", "二〇"),
        (12, "decimalFullWidth", "１２"),
        (3, "bullet", ""),
    ],
)
def test_number_formats(number: int, style: str, printed: str) -> None:
    assert format_number(number, style) == printed
