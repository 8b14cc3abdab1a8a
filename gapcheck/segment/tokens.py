"""Labels inside a unit: "(1)", "(a)", "a)", "1°", "2.", "一", "<sup>3</sup>", "- "; with all readings that each allows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from gapcheck.model.law import Law
from gapcheck.segment.candidates import is_reference_before
from gapcheck.segment.lines import Line
from gapcheck.segment.numbers import Number, cjk, roman
from gapcheck.segment.words import LATIN_SUFFIX_VALUES, words

Reading = tuple[str, Number]
"""Style ("(x)1", "(x)a", "(x)i", "x.1", ...) and ordinal."""


@dataclass(frozen=True, slots=True)
class Token:
    """A label inside a unit: `[start, end)` is the label, `hard` if it begins a line, `readings` what it may mean."""

    start: int
    end: int
    label: str
    hard: bool
    line: int
    readings: tuple[Reading, ...]


_LETTERS = "a-zα-ωа-яђјљњћџა-ჰء-ي"
_PAREN = re.compile(
    rf"[(（][*_ ]{{0,3}}(\d{{1,3}}(?:\.\d{{1,2}})?[A-Za-z]{{0,2}}|[{_LETTERS}]{{1,5}}(?:\.\d{{1,2}})?|[A-Z]{{1,5}}"
    r"|[一二三四五六七八九十]{1,3})[*_ ]{0,3}[)）]"
)
_HALF = re.compile(rf"(?<![\w(（.\-/*])(\d{{1,3}}[a-z]?|[{_LETTERS}]{{1,2}}|[A-Z])\)")
_DOT = re.compile(r"(?<=[.;:!?»”\])][ \n])(\d{1,3}[a-z]?)\.(?=[ \u00a0\u2009\u202f]?[A-ZÀ-ÞŁŚŻŹŠŽČĀĒĪŪ“„«\[А-ЯΑ-Ω])")
_DEGREE = re.compile(r"(?<![\w.°])(\d{1,3}(?: (?:bis|ter|quater))?)[°º](?=[ \u00a0\u2009\u202f])")
_LINE = re.compile(
    r"(?:(?P<sup><sup>(?P<raised>\d{1,2}(?:bis|ter|quater|[a-z])?)</sup>)"
    rf"|(?P<content>\d{{1,3}}(?:\.\d{{1,3}})*[A-Za-z]?|[IVXLC]{{1,7}}|[ivxl]{{1,6}}|[{_LETTERS}A-Z]{{1,2}})"
    r"(?:[ ](?P<latin>(?i:bis|ter|quater|quinquies|sexies)))?"
    r"(?P<form>\.[°º]|[.)](?:[ ]?[-–—])?|[°º]\.?[)]?|[ ]?[-–—](?=[ ]))"
    r"|(?P<cjk>[一二三四五六七八九十]{1,3}|[０-９]{1,2}|[イロハニホヘトチリヌルヲワカヨタレソツネナラム]"
    r"|（[一二三四五六七八九十]{1,3}）)(?=[、\n\u3000 ]))"
)
_PLAIN = re.compile(r"(\d{1,2})((?:bis|ter|quater|quinquies|sexies|[a-z])?)(?=[ \u00a0\u2009\u202f]+[\"“„«]?[A-ZÀ-ÞŁŚŻŹŠŽČĀĒĪŪА-ЯΑ-Ω])")
"""A number without a mark before a paragraph, as Swiss laws print it: "2 The authority shall ..."."""
MISREAD_ONE = frozenset({"(l)", "(I)"})
"""What scanners make of "(1)"."""
_BULLET = re.compile(r"[ \t\u00a0\u2000-\u200b\u202f]*(?:[-–—•‣▪]|\*(?!\*))[ \t\u00a0\u2000-\u200b\u202f]+(?=\S)")


@lru_cache(maxsize=4096)
def readings(content: str, form: str) -> tuple[Reading, ...]:
    """Return what the inside of a label may mean in a form of label.

    >>> readings("i", "(x)")
    (('(x)a', (9,)), ('(x)i', (1,)))
    """
    found: list[Reading] = []
    head, _, tail = content.partition(".")
    decimal = (int(tail),) if tail.isdigit() else ()
    digits = re.fullmatch(r"(\d+)([A-Za-z]{0,2}|bis|ter|quater|quinquies|sexies)", head)
    if digits:
        number: Number = (int(digits.group(1)),)
        if digits.group(2):
            number = (*number, _letters(digits.group(2).lower()))
        if tail and not decimal:
            parts = tuple(int(part) for part in content.split(".") if part.isdigit())
            return ((f"{form}n", parts),)
        found.append((f"{form}1", (*number, *decimal)))
        return tuple(found)
    if head.isalpha() and head.isascii():
        case = "a" if head.islower() else "A" if head.isupper() else ""
        if not case:
            return ()
        single = len(set(head)) == 1
        if len(head) == 1:
            found.append((f"{form}{case}", (ord(head.lower()) - 96, *decimal)))
        elif single and len(head) <= 3:
            found.append((f"{form}{case}", (26 * (len(head) - 1) + ord(head[0].lower()) - 96, *decimal)))
            found.append((f"{form}{case * len(head)}", (ord(head[0].lower()) - 96, *decimal)))
        elif len(head) == 2:
            found.append((f"{form}{case}", (ord(head[0].lower()) - 96, ord(head[1].lower()) - 96)))
        value = roman(head)
        if value and value < 100:
            found.append((f"{form}{'i' if case == 'a' else 'I'}", (value, *decimal)))
        return tuple(found)
    value = cjk(head)
    if value:
        return ((f"{form}一", (value,)),)
    for name, letters in words().alphabets.items():
        if len(head) == 1 and head in letters:
            found.append((f"{form}{name}", (letters.index(head) + 1,)))
    return tuple(found)


def _letters(text: str) -> int:
    latin = LATIN_SUFFIX_VALUES.get(text)
    if latin:
        return latin - 1
    value = 0
    for letter in text:
        value = value * 26 + ord(letter) - 96
    return value


def _form(form: str) -> str:
    form = form.replace(" ", "")
    if form.startswith("."):
        return "x." if form not in (".°", ".º") else "x°"
    if form.startswith(")"):
        return "x)"
    if form[:1] in "°º":
        return "x°"
    return "x-"


def tokens_of(law: Law, lines: list[Line]) -> list[Token]:
    """Return all labels that might begin a subsection, paragraph or item, in order and without overlap."""
    text = law.text
    numbers = {mark.start for mark in law.marks if mark.kind == "number"}
    found: dict[int, Token] = {}
    found.update(_plain_numbers(text, lines))
    bodies = {line.body: index for index, line in enumerate(lines)}
    starts = [line.start for line in lines]
    from bisect import bisect_right

    def line_index(offset: int) -> int:
        return bisect_right(starts, offset) - 1

    for index, line in enumerate(lines):
        match = _LINE.match(text, line.body, line.end + 1)
        if match:
            token = _line_token(text, match, index, line)
            if token is not None:
                found[token.start] = token
                continue
        bullet = _BULLET.match(text, line.start, line.end)
        if bullet and line.body >= bullet.end():
            at = bullet.end()
            if not _PAREN.match(text, line.body):
                mark = text[line.start : at].strip()
                found[line.start + line.indent] = Token(
                    line.start + line.indent, at, mark, True, index, ((f"bullet{mark}{line.indent}", (0,)),)
                )
    for match in _PAREN.finditer(text):
        start = match.start()
        read = readings(match.group(1), "(x)")
        if not read:
            continue
        index = bodies[start] if start in bodies else line_index(start)
        hard = start in bodies or start in numbers or (text[start - 3 : start] == "   " and start - lines[index].start < 50)
        label = match.group().replace(" ", "").replace("*", "").replace("_", "")
        if label in MISREAD_ONE:
            read = (*read, ("(x)1", (1,)))
        found[start] = Token(start, match.end(), label, hard, index, read)
    for match in _inner_words().finditer(text):
        start = match.start()
        hard = start in bodies
        found[start] = Token(start, match.end(), match.group().strip("*_"), hard, line_index(start), (("word1", (int(match.group(2)),)),))
    for pattern, form in ((_HALF, "x)"), (_DEGREE, "x°"), (_DOT, "x.")):
        for match in pattern.finditer(text):
            start = match.start()
            if start in found:
                continue
            read = readings(match.group(1).replace(" ", ""), form)
            if read:
                hard = start in bodies
                found[start] = Token(start, match.end(), match.group(), hard, bodies[start] if hard else line_index(start), read)
    return [found[start] for start in sorted(found)]


def _plain_numbers(text: str, lines: list[Line]) -> dict[int, Token]:
    """Return the numbers without a mark that begin paragraphs, in runs from 1 of at least two: one alone may be a date or an amount."""
    run: list[Token] = []
    found: dict[int, Token] = {}

    def end_run() -> None:
        if len({token.readings[0][1][0] for token in run}) > 1:
            found.update({token.start: token for token in run})
        run.clear()

    for index, line in enumerate(lines):
        match = _PLAIN.match(text, line.body, line.end)
        if match is None or (
            index and not line.gap and lines[index - 1].level is None and text[lines[index - 1].end - 1] not in ".;:!?)]»”"
        ):
            continue
        read = readings(match.group(1) + match.group(2), "plain")
        if not read:
            continue
        number = read[0][1]
        if number == (1,):
            end_run()
        elif not run or number[0] - run[-1].readings[0][1][0] not in (0, 1) or number <= run[-1].readings[0][1]:
            continue
        run.append(Token(match.start(), match.end(), match.group(), True, index, read))
    end_run()
    return found


@lru_cache(maxsize=1)
def _inner_words() -> re.Pattern[str]:
    known = "|".join(form[0].upper() + form[1:] for form in words().inner_words)
    return re.compile(rf"(?:(?<=[.;:)][ \n])|(?<=\n))[*_]{{0,3}}({known})\.? ?(\d{{1,2}})(?=[.:°º])[.:°º]{{1,2}}", re.MULTILINE)


def _line_token(text: str, match: re.Match[str], index: int, line: Line) -> Token | None:
    if match.group("sup"):
        read = readings(match.group("raised"), "sup")
        return Token(match.start(), match.end(), match.group("raised"), True, index, read) if read else None
    if match.group("cjk"):
        shown = match.group("cjk")
        content = shown.strip("（）")
        form = "cjk()" if shown != content else "cjk"
        if content.isdigit():
            form = "cjkfull"
        read = readings(content, form)
        return Token(match.start(), match.end(), shown, True, index, read) if read else None
    content = match.group("content")
    form = _form(match.group("form"))
    after = text[match.end() : match.end() + 1]
    if form == "x." and after and after.isdigit():
        return None
    if form == "x-" and not (content.isdigit() or content.isupper()):
        return None
    if form == "x." and len(content) > 1 and content.isalpha() and not roman(content):
        return None
    latin = (match.group("latin") or "").lower()
    read = readings(content + latin, form) if latin and content.isdigit() else readings(content, form)
    if latin and not content.isdigit():
        read = tuple((style, (*number, LATIN_SUFFIX_VALUES[latin] - 1)) for style, number in read)
    return Token(match.start(), match.end(), match.group().rstrip(" -–—"), True, index, read) if read else None


@lru_cache(maxsize=1)
def _join() -> re.Pattern[str]:
    """Return what may stand between two members of a chain of references: a comma, a conjunction."""
    known = "|".join(sorted(map(re.escape, words().joiners), key=len, reverse=True))
    return re.compile(rf"[\s,*_]*(?:(?:{known})(?![\w]))?[\s*_]*", re.IGNORECASE)


_BLANK_LINE = re.compile(r"\n[ \t]*\n[ \t#*_>]*$")


def is_reference(text: str, token: Token, previous_reference: int) -> bool:
    """Tell whether a label is part of a reference ("section 12(1)(a), (b) or (d)").

    Args:
        previous_reference: where the last label that was a reference ended, -1 if there is none.
    """
    start = token.start
    before = text[start - 1 : start]
    if before and (before.isalnum() or before in "°º§") and not token.hard:
        return True
    after = text[token.end : token.end + 1]
    if after in ("", "\n"):
        after = " "
    if text.startswith("](", token.end):
        return True  # the link of a footnote
    if not token.hard and after in ".,);:" and text[token.end : token.end + 2] != ".—":
        return True
    chained = not token.hard or (token.label[:1] == "(" and "\n\n" not in text[previous_reference:start])
    if chained and previous_reference >= 0 and start - previous_reference <= 12 and _join().fullmatch(text, previous_reference, start):
        return True
    if token.hard and _BLANK_LINE.search(text, max(0, start - 40), start):
        return False
    tail = text[max(0, start - 3) : start].rstrip("*_ \n\t\u00a0")
    if tail.endswith((".", ";", ":", "—", "–", "]", ")", "”", '"')) and not is_short_word_with_stop(text, start):
        return False
    return is_reference_before(text, start)


def is_short_word_with_stop(text: str, at: int) -> bool:
    """Tell whether a reference word with a full stop ("Abs.", "art.", "s.") stands before `at`."""
    head = text[max(0, at - 12) : at].rstrip("*_ \n\t\u00a0")
    return head.endswith(".") and is_reference_before(text, at)
