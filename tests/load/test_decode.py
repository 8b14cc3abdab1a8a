"""Encodings."""

from __future__ import annotations

import pytest

from gapcheck.errors import InputError
from gapcheck.load.decode import decode, normalise

SPANISH = "El que fabrique o comercialice armas de fuego sin autorización será reprimido con prisión de cuatro a diez años. " * 8
RUSSIAN = "Незаконное изготовление огнестрельного оружия наказывается лишением свободы на срок от четырёх лет. " * 8
POLISH = (
    "Kto bez wymaganego zezwolenia wyrabia broń palną albo nią handluje, podlega karze pozbawienia wolności. Również zażółć gęślą. " * 8
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", [SPANISH, RUSSIAN])
def test_unicode_in_all_its_forms(text: str, encoding: str) -> None:
    if encoding.endswith(("le", "be")) and text is RUSSIAN:
        text = SPANISH  # without a mark UTF-16 shows only where most characters are Latin
    assert normalise(decode(text.encode(encoding)).text)[0] == text


@pytest.mark.parametrize(("text", "encoding"), [(SPANISH, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (POLISH, "cp1250")])
def test_old_encodings_are_guessed_and_the_guess_is_told(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert any("guess" in warning for warning in decoded.warnings)


def test_a_few_damaged_bytes_do_not_change_the_encoding() -> None:
    decoded = decode(SPANISH.encode() * 3 + b"\xff fin")
    assert decoded.encoding == "utf-8" and decoded.text.endswith("\ufffd fin")
    assert decoded.warnings == ("1 characters are damaged in the file.",)


def test_a_false_byte_order_mark_is_refused() -> None:
    with pytest.raises(InputError, match="says that it is utf-32"):
        decode(b"\xff\xfe\x00\x00" + b"plain ascii text of a law." * 20)


def test_an_encoding_that_does_not_exist_or_is_no_encoding_of_text_is_not_believed() -> None:
    for stated in ("hex", "rot13", "nonsense"):
        html = f'<meta charset="{stated}"><p>Artículo añadido. {SPANISH}'.encode("cp1252")
        assert "añadido" in decode(html).text


def test_control_characters_become_spaces_one_for_one_and_many_of_them_are_binary() -> None:
    text, warnings = normalise("a\x00b\r\nc\x07d\x0be")
    assert text == "a b\nc d\ne" and warnings == ("2 control characters were read as spaces.",)
    with pytest.raises(InputError, match="binary"):
        normalise("\x01\x02ab" * 50)
