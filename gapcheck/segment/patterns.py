"""Regular expressions of labels, built from the vocabulary. Pieces have names, so that each alternative can say what it is for."""

from __future__ import annotations

import re
from functools import lru_cache

from gapcheck.segment.words import words

BLANK = r"[ \u00a0\u2009\u202f]"
"""One space, also of the narrow kinds that stand between "§" and its number."""

BLANKS = r"[ \t\u00a0\u2000-\u200b\u202f]*"

_LATIN = r"(?i:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies)"
_LATIN_SUFFIX = rf"{_LATIN}\b(?:{BLANK}[A-Z]\b)?"  # "11 bis", "11 bis A"
_ORDINAL_MARK = r"(?:\.?[º°ª]|(?:er|ro|o)(?![\w])|<sup>(?:er|re|o|e|ème)</sup>)"  # "1º", "1er", "1<sup>er</sup>"
_LETTER_SUFFIX = r"[A-Za-zΑ-Ωα-ωА-Яа-я]{1,2}(?![\w])"  # "5A", "2а"
_SPACED_LETTER = rf"(?:[*_]{{2}})?{BLANK}[a-zA-Z](?=\.?[*_]*[ \t]*(?:$|\n|\()|\.|[ ]+[A-ZÀ-Þ][a-zà-ÿ])"  # "§ 3 a", "**Art. 6** b Title"
ARABIC = (
    rf"(?:[LRDA]\*?\.?{BLANK}?)?"  # the letter of a code: "L312-1"
    r"\d{1,5}(?:[.\-–^]\d{1,4}(?![\d/]))*+[¹²³⁴⁵⁶⁷⁸⁹⁰]{0,2}"
    rf"(?:{BLANK}?{_LATIN_SUFFIX}|{_ORDINAL_MARK}(?:{BLANK}{_LATIN_SUFFIX})?|{_LETTER_SUFFIX}|{_SPACED_LETTER})?"
)
ROMAN = rf"[IVXLCDM]{{1,8}}(?![\w])(?:{BLANK}{_LATIN}\b)?"
_SINGLE_LETTER = r"[A-Z](?:[ ][A-Z])+(?![\w])|[A-Z](?![\w.]\w)"  # "Schedule A", and spaced capitals "P A R T  O N E"
_PUBLISHERS_NUMBER = r"\d[^\s.()]{0,7}"  # the number of a record before the label itself: "12. Article 12"
_NUMBER_SIGN = r"(?:n[.º°o]+|nr\.?|no\.?|č\.|№)?"
_KANJI = "〇零一二三四五六七八九十百千"


def _alternatives(forms: list[str]) -> str:
    ordered = sorted(forms, key=len, reverse=True)
    return "|".join(re.escape(form).replace(r"\ ", f"{BLANK}+") for form in ordered)


@lru_cache(maxsize=1)
def label_patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns by name.

    "word" (Article 5), "suffix" (5 §), "ordinal" (First Schedule), "schedule" (SCHEDULE), "cjk" (第五条), "bare" (5.—),
    "margin" (a marginal note before a label) and "inline" (a label in the middle of a line).
    """
    vocabulary = words()
    known = _alternatives(list(vocabulary.word_class))
    spaced = "|".join(" ".join(form.upper()) for form in vocabulary.word_class if form.isascii() and form.isalpha() and len(form) > 3)
    ordinals = _alternatives(list(vocabulary.ordinals))
    suffix = _alternatives(list(vocabulary.suffix_class))
    schedules = _alternatives([form for form, name in vocabulary.word_class.items() if name == "schedule"])
    containers = _alternatives([form for form, name in vocabulary.word_class.items() if name not in {"article", "sign"}])
    return {
        "word": re.compile(
            rf"(?:{_PUBLISHERS_NUMBER}\.?[ \t]+)?(?:<sup>[^<\n]{{1,8}}</sup>[ \t]*){{0,2}}[*_]{{0,3}}"
            rf"(?P<word>{known}|(?-i:{spaced}))(?P<stop>\.?)(?:[*_]{{1,3}})?{BLANKS}[-–:]?{BLANKS}{_NUMBER_SIGN}{BLANKS}"
            rf"\(?(?P<number>(?-i:{ARABIC})|(?-i:{ROMAN})|(?:{ordinals})(?![\w])|(?-i:{_SINGLE_LETTER}))\)?",
            re.IGNORECASE,
        ),
        "suffix": re.compile(
            rf"(?:{_PUBLISHERS_NUMBER}\.[ \t]+)?"
            rf"(?P<number>(?-i:\d{{1,4}}(?:[-.]\d{{1,2}})?(?:{BLANK}?[a-zA-Z](?![\w]))?|[IVXLC]{{1,7}}))\.?"
            rf"(?:<sup>(?P<sup>\d{{1,2}})</sup>|(?P<sup2>[¹²³⁴⁵⁶⁷⁸⁹]))?{BLANK}?(?P<word>{suffix})(?![\w])\.?",
            re.IGNORECASE,
        ),
        "ordinal": re.compile(
            rf"(?:the[ ]+)?(?P<number>{ordinals}|\d{{1,2}}(?:st|nd|rd|th))[ ]+(?P<word>{containers})(?![\w])\.?", re.IGNORECASE
        ),
        "schedule": re.compile(rf"(?:the[ ]+)?(?P<word>{schedules})(?![\w])[.:]?", re.IGNORECASE),
        "cjk": re.compile(
            rf"(?:\d[^\s.]{{0,7}}\.[ \t]+)?(?P<label>第[ \u3000]*(?P<number>[{_KANJI}\d]+(?:-\d+)*)[ \u3000]*"
            r"(?P<word>[編编章節节款条條])(?P<tail>(?:[のノ之][一二三四五六七八九十\d]+)*))"
        ),
        "bare": re.compile(
            r"(?P<number>(?:\d{1,3}(?:-\d{1,4}){1,3}(?=[.:][ \t]+[^\W\d_a-z])|\d{1,4}(?:\.\d{1,3})*+)"  # "4-4-606: Records", "5.1"
            r"(?:[a-zA-Z]{1,3}(?=[.)]|[ ]?[—–]|[*_]|[ \t]+[(A-Z\[\"“]|\(|$)|[ ][a-z](?=\.))?)"
            r"(?P<sep>[*_]{0,3}(?:\.[ ]?[—–-]{1,2}|[.][*_]{0,3}|[—–]|(?:(?<=-\d)|(?<=-\d\d)|(?<=-\d{3})|(?<=-\d{4})):|(?=\())?)"
            r"(?P<space>[ \t\u00a0\u202f*_]*)"
        ),
        "margin": re.compile(r"\s*(?P<note>\S[^\n]{1,30}?)[ ]{3,}(?=\d{1,4}[A-Z]{0,2}\.(?:[—–-]|[ ]+\S))"),
        "inline": re.compile(
            rf"(?<=[.;:»”\"\])。*]){BLANKS}(?P<all>[*_]{{0,3}}(?P<word>{known})(?P<stop>\.?){BLANK}*(?P<number>(?-i:{ARABIC}))"
            rf"[*_]{{0,3}}(?P<sep>{BLANK}?[.:]?{BLANK}?[-–—]|[.:°º]))",
            re.IGNORECASE,
        ),
    }
