"""Tells the language of a law from slices of its text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from gapcheck.model.law import Mark

UNKNOWN = "und"
_SLICES, _SLICE = 9, 700
_FEWEST_LETTERS = 40
_NO_WORD = re.compile(r"[a-zA-Z\u00c0-\u024f]{60,}")
"""Runs of letters that are no word of any language: they say nothing of it, and may fill a slice."""
# Languages in which the laws of States are written. Fewer candidates, fewer wrong answers: a list of weapons in capitals
# looks like many small languages.
LANGUAGES = """
    af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka kk km ko ky lb lo lt lv mk
    mn ms mt my ne nl nn no pl ps pt ro ru rw si sk sl so sq sr sv sw ta tg th tk tl tr uk ur uz vi zh
"""
# Scripts that one language of law alone is written in.
_SCRIPTS = {
    "GEORGIAN": "ka", "GREEK": "el", "ARMENIAN": "hy", "HEBREW": "he", "THAI": "th", "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja",
    "KHMER": "km", "LAO": "lo", "MYANMAR": "my", "SINHALA": "si", "TAMIL": "ta", "BENGALI": "bn", "ETHIOPIC": "am",
}  # fmt: skip
_ENOUGH_WORDS = 40
_EVERYDAY = {
    "en": (
        ("the", "and", "shall", "which"),
        ("of", "or", "in", "to", "any", "be", "by", "for", "that", "is", "with", "under", "such", "a", "an", "not"),
    ),
    "es": (
        ("el", "los", "las", "del", "y"),
        ("de", "la", "que", "en", "por", "para", "se", "una", "con", "no", "a", "al", "su", "o", "un"),
    ),
}
"""For the commonest languages of laws, words that hardly a sentence lacks: telling ones, and ones that neighbours share."""
# ISO 639-2 codes that publishers write into their files, and the two written forms of Norwegian.
_SHORT = {
    "eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "por": "pt", "deu": "de", "ger": "de", "ita": "it",
    "nld": "nl", "dut": "nl", "ara": "ar", "rus": "ru", "zho": "zh", "chi": "zh", "jpn": "ja", "ell": "el",
    "gre": "el", "pol": "pl", "ces": "cs", "cze": "cs", "slk": "sk", "slo": "sk", "ron": "ro", "rum": "ro",
    "bul": "bg", "srp": "sr", "hrv": "hr", "swe": "sv", "dan": "da", "nor": "no", "nob": "no", "nno": "no",
    "nb": "no", "nn": "no", "isl": "is", "ice": "is", "fin": "fi", "est": "et", "lav": "lv", "lit": "lt", "tur": "tr",
    "kat": "ka", "geo": "ka", "mlt": "mt", "swa": "sw", "afr": "af", "gle": "ga", "cym": "cy", "hun": "hu",
    "ukr": "uk", "slv": "sl", "sqi": "sq", "mkd": "mk", "bos": "bs",
}  # fmt: skip


def primary_tag(declared: str) -> str:
    """Return the BCP 47 primary tag of what a source declares ("en-GB", "eng", "pt_BR"), "" where it is none."""
    tag = declared.strip().replace("_", "-").split("-")[0].lower()
    tag = _SHORT.get(tag, tag)
    return tag if 2 <= len(tag) <= 3 and tag.isascii() and tag.isalpha() and tag != UNKNOWN else ""


def detect_languages(text: str, marks: tuple[Mark, ...] = (), declared: str = "") -> tuple[str, ...]:
    """Return the language of a law's text as a BCP 47 primary tag, and a second one where half of the text is in another language.

    Args:
        text: the canonical text.
        marks: notes and headers are left out of the sample: a front matter is often in English.
        declared: what the source says of its language. It decides where the text is too short to tell or where a tenth of it is in
            that language; not alone, because publishers put their template's language on every page.

    Returns:
        the tag of the language, "und" for a text without a declared language that is too short or has no letters. Of two languages
        in about equal parts, the one that stands first in the text comes first.
    """
    slices = _sample(text, marks)
    stated = primary_tag(declared)
    letters = sum(character.isalpha() for part in slices for character in part)
    if not letters:
        return (stated or UNKNOWN,)
    script = _by_script("".join(slices))
    if script:
        return (script,)
    if letters < _FEWEST_LETTERS:
        return (stated or UNKNOWN,)
    return _by_words(slices, stated)


def _sample(text: str, marks: tuple[Mark, ...]) -> list[str]:
    """Cut slices from beginning to end of what is law."""
    kept: list[str] = []
    at = 0
    for mark in marks:
        if mark.kind in {"note", "header"}:
            if mark.start > at:
                kept.append(text[at : mark.start])
            at = max(at, mark.end)
    kept.append(text[at:])
    law = _NO_WORD.sub(" ", "\n".join(kept))
    if not law.strip():
        law = text
    if len(law) <= _SLICES * _SLICE:
        return [law[start : start + _SLICE] for start in range(0, len(law), _SLICE)]
    step = (len(law) - _SLICE) // (_SLICES - 1)
    return [law[index * step : index * step + _SLICE] for index in range(_SLICES)]


def _by_script(text: str) -> str:
    scripts: Counter[str] = Counter()
    for character in text:
        if character.isalpha():
            scripts[unicodedata.name(character, "?").split(" ")[0].split("-")[0]] += 1
    total = sum(scripts.values())
    for script, language in _SCRIPTS.items():
        if language != "ja" and scripts[script] > total / 2:
            return language
    han = scripts["CJK"]
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if han + kana > total / 2:
        # Japanese law is a third kana; Chinese has none.
        return "ja" if kana * 20 > han else "zh"
    return ""


def _by_words(slices: list[str], stated: str) -> tuple[str, ...]:
    votes: Counter[str] = Counter()
    # The model takes words, not their capitals: headings in capitals look foreign to it.
    parts = [" ".join(part.lower().split()) for part in slices if sum(map(str.isalpha, part)) >= _FEWEST_LETTERS / 2]
    plain = [_plainly(part) for part in parts]
    for language in _EVERYDAY:
        # Two thirds in one language leave no room for a second.
        if 3 * plain.count(language) >= 2 * len(plain) and plain and stated in {"", language}:
            return (language,)
    for part, known in zip(parts, plain, strict=True):
        best = known or _classify(part)
        votes[_SHORT.get(best, best)] += 1
    if not votes:
        return (UNKNOWN,)
    # A law that quotes names in another language is still in the one that its source declares, if some of it is.
    if stated != max(votes, key=lambda language: votes[language]) and votes[stated] >= 0.1 * sum(votes.values()):
        return (stated,)
    # A treaty in two languages, one after the other: the first is the one to read it in. `votes` keeps the order of the text.
    most = max(votes.values())
    return tuple(language for language, count in votes.items() if count >= max(0.6 * most, 0.3 * sum(votes.values())))[:2] or (
        max(votes, key=lambda language: votes[language]),
    )


def _plainly(text: str) -> str:
    """Return the language whose everyday words tell it without a model, which takes longer to load than a law to read; "" for a doubt.

    The first words of each row are those that no other language of the list shares in such numbers.
    """
    words = text.split()
    if len(words) < _ENOUGH_WORDS:
        return ""
    counts = Counter(words)
    for language, (own, common) in _EVERYDAY.items():
        telling = sum(counts[word] for word in own)
        if telling >= 0.07 * len(words) and telling + sum(counts[word] for word in common) >= 0.25 * len(words):
            return language
    return ""


@cache
def _prepare() -> None:
    """Choose the candidates once: the model takes half a second to load."""
    import py3langid

    py3langid.set_languages(LANGUAGES.split())


def _classify(text: str) -> str:
    import py3langid

    _prepare()
    return str(py3langid.classify(text)[0])
