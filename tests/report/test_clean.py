"""Words of a law made harmless."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from gapcheck.report.clean import escaped, one_line, plain


def test_what_goes_and_what_stays() -> None:
    assert plain("a\x1b[31mb\u202ec\u200fd\x00e\x9b") == "a[31mbcde"
    assert plain("a\r\nb\rc\td\u2028e") == "a\nb\nc\td\ne"
    assert plain("ni\u200cm \u0627\u0644 §\u00ad5 \u00e9 \U0001f52b") == "ni\u200cm \u0627\u0644 §\u00ad5 \u00e9 \U0001f52b"
    assert one_line(" a\n\t b\x85c \x07") == "a b c"


@given(st.text())
def test_no_control_and_no_override_is_left(text: str) -> None:
    for character in plain(text):
        assert character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")
        assert unicodedata.bidirectional(character) not in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    assert not set("\n\r\t") & set(one_line(text)) and one_line(text) == one_line(text).strip()


@given(st.text())
def test_it_is_done_after_once(text: str) -> None:
    assert plain(plain(text)) == plain(text) and one_line(one_line(text)) == one_line(text)


def test_json_keeps_harmful_characters_as_escapes() -> None:
    words = "a\u202eb\x7f\U000e0041 \n\u200d \\u202e"
    body = escaped(json.dumps(words, ensure_ascii=False))
    assert body.isascii() is False and "\u202e" not in body and "\U000e0041" not in body
    assert json.loads(body) == words
