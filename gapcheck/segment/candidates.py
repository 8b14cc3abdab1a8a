"""Everything in a text that might be the label of a part, chapter, section, article or schedule, with how likely it looks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from gapcheck.model.law import Law
from gapcheck.segment.lines import Line, is_small, may_begin
from gapcheck.segment.numbers import Number, cjk, parse
from gapcheck.segment.patterns import BLANK, label_patterns
from gapcheck.segment.words import words

_FIRST_PARAGRAPH = re.compile(r"1[.)][*_]{0,3}[ \u00a0](?=\S)")

BASIC = ("article", "section", "sign", "bare")
"""Classes that may be the basic unit of a law."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible label.

    Attributes:
        line: index of its line.
        start: where the unit would begin; label_start, label_end: the printed label; content: where heading or words go on.
        family: class of the label word, or "bare"; code: the letter of a code ("L"), else "".
        number: its value; empty for a schedule without a number.
        weight: how likely it looks by itself.
        level: heading level of its line.
        inline: it stands in the middle of a line.
        printed: the number as printed.
        strong: its form is used for basic units only ("5.—(1)").
        margin: a marginal note that stands before the label in the same line.
        opens: a first paragraph, numbered 1, begins right behind it.
    """

    line: int
    start: int
    label_start: int
    label_end: int
    content: int
    family: str
    code: str
    number: Number
    weight: float
    level: int | None = None
    inline: bool = False
    printed: str = ""
    strong: bool = False
    margin: tuple[int, int] | None = None
    opens: bool = False


def _word_before(text: str, at: int) -> str:
    """Return the last word before `at` in lower case, "" where punctuation stands between."""
    end = at
    floor = max(0, at - 60)
    while end > floor and text[end - 1] in " \t\u00a0\n*_":
        end -= 1
    if end and text[end - 1] in ".":
        end -= 1
        start = end
        while start > floor and (text[start - 1].isalpha() or text[start - 1] in "'’-"):
            start -= 1
        word = text[start:end].lower()
        return word if word in words().abbreviations else ""
    start = end
    while start > floor and (text[start - 1].isalpha() or text[start - 1] in "'’-§"):
        start -= 1
    return text[start:end].lower()


def is_reference_before(text: str, at: int) -> bool:
    """Tell whether the words before `at` make a label there a reference ("in section" before "5")."""
    word = _word_before(text, at)
    return bool(word) and (word in words().reference_before or word in words().abbreviations)


def _wrapped(text: str, line: Line, previous: Line | None) -> float:
    """Return a penalty where the line before seems to run on into this one with a reference."""
    if previous is None or line.gap or line.level is not None:
        return 0.0
    tail = text[previous.end - 1]
    if tail in '.;:!?»”"’)]}—–-。*|':
        return 0.0
    word = _word_before(text, line.start)
    if previous.level is not None or (
        previous.end - previous.start < 32 and previous.indent == line.indent and may_begin(text[previous.body])
    ):
        return -0.3  # a short line of its own: rather a heading that ends with such a word
    if word in words().reference_before:
        return -4.0
    if word in words().joiners:
        return -3.0 if word not in {"and", "or"} else -1.5
    if tail == ",":
        return -3.0
    return -0.3


def _after(text: str, at: int, end: int, *, word: bool) -> float:
    """Weigh what follows a label in its line: a heading or a sentence for it, running words against it."""
    while at < end and text[at] in " \t\u00a0*_.":
        at += 1
    if at >= end:
        return 0.3
    first = text[at]
    if first in "—–-:":
        return 0.8
    if first in ",;)/]":
        return -4.0
    if first == "(" or first == "[":
        return 0.2
    if word and first.isalpha():
        stop = at
        while stop < end and text[stop].isalpha():
            stop += 1
        if text[at:stop].lower() in words().reference_after:
            return -3.0
    if is_small(first):
        return -3.0 if word else -0.8
    if first.isdigit():
        return 0.6 if _opens_paragraphs(text, at, end) else -1.0
    return 0.6


def _opens_paragraphs(text: str, at: int, end: int) -> bool:
    """Tell whether the words behind a label begin with the number of a first paragraph ("Article 326. 1. Whoever ...")."""
    while at < end and text[at] in " \t\n\u00a0*_.":
        at += 1
    return bool(_FIRST_PARAGRAPH.match(text, at))


def _word_candidate(text: str, index: int, line: Line, previous: Line | None) -> Candidate | None:
    vocabulary = words()
    patterns = label_patterns()
    start = line.body
    shown = start
    if text[start] in '“"«„':
        return None
    match = patterns["cjk"].match(text, start, line.end)
    if match:
        first, *inserted = match.group("number").split("-")
        value = cjk(first)
        if value is None:
            return None
        tail = [cjk(part) or 0 for part in [*inserted, *re.split("[のノ之]", match.group("tail"))[1:]]]
        shown = match.start("label")
        after = text[match.end() : match.end() + 1]
        weight = 2.0 if not after or after in " \u3000\n\t（(" else -2.5
        family = vocabulary.cjk_words[match.group("word")]
        if weight > 0 and family == "article" and any(mark in text[match.end() : line.end] for mark in "第項号項款"):
            # a reference that begins a line in the middle of a sentence
            weight -= 1.5 if previous is not None and text[previous.end - 1] not in "。" else 0
        return Candidate(
            index,
            line.start + line.indent,
            shown,
            match.end(),
            match.end(),
            family,
            "",
            (value, *tail),
            weight,
            line.level,
            printed="-".join(map(str, (value, *tail))),
        )
    for name in ("suffix", "word", "ordinal"):
        match = patterns[name].match(text, start, line.end)
        if not match:
            continue
        word = re.sub(f"{BLANK}+", " ", match.group("word"))
        lowered = word.lower()
        spaced = " " in word and lowered not in vocabulary.word_class
        if spaced:
            lowered = lowered.replace(" ", "")
        family = (vocabulary.suffix_class if name == "suffix" else vocabulary.word_class).get(lowered, "")
        if not family:
            continue
        if name == "word":
            between = text[match.end("word") : match.start("number")]
            if not between and not match.group("number")[0].isdigit():
                continue
            if lowered in vocabulary.need_stop and not (
                match.group("stop") or word.isupper() or (may_begin(word[0]) and between[:1].isspace() and line.level)
            ):
                continue
        read = parse(match.group("number"))
        if read is None:
            continue
        code, number = read
        if name == "suffix":
            raised = match.group("sup") or match.group("sup2")
            if raised:
                number = (*number, "0¹²³⁴⁵⁶⁷⁸⁹".index(raised) if not raised.isdigit() else int(raised))
        if (
            len(number) == 1
            and not match.group("number")[0].isdigit()
            and family in {"article", "sign"}
            and len(match.group("number")) == 1
            and match.group("number") not in "IVXLC"
        ):
            continue
        end = match.end()
        if text[end : end + 1].isalnum():
            continue
        weight = 1.5 if name == "suffix" or not is_small(word[0]) or line.level is not None else -1.0
        if line.level is not None:
            weight += 2.0
        weight += _wrapped(text, line, previous)
        weight += _after(text, end, line.end, word=name != "suffix" or family not in BASIC)
        if name == "ordinal" and family in BASIC:
            weight -= 1.0
        if name != "word" and line.end - end > 150 and family not in BASIC:
            weight -= 3.0
        if family not in BASIC and line.end - end > 250:
            weight -= 2.0
        label_start = match.start("word") if name == "word" else match.start("number")
        return Candidate(
            index, line.start + line.indent, label_start, end, end, family, code, number, weight, line.level,
            printed=match.group("number"), opens=_opens_paragraphs(text, end, min(line.end + 3, len(text))),
        )  # fmt: skip
    match = patterns["schedule"].match(text, start, line.end)
    if match and (
        match.group("word").isupper() or line.level is not None or (may_begin(match.group("word")[0]) and line.end - match.end() < 3)
    ):
        rest = text[match.end() : line.end].strip()
        weight = 2.0 + _wrapped(text, line, previous)
        if match.group().endswith(".") and not rest and not match.group("word").isupper():
            return None
        if (
            line.level is None
            and not match.group("word").isupper()
            and previous is not None
            and not line.gap
            and text[previous.end - 1].isalnum()
        ):
            return None
        if len(rest) > 80 or (rest and not (may_begin(rest[0]) or rest[0] in "([—–-:*")):
            return None
        if match.group("word").lower() in vocabulary.need_stop:
            return None
        return Candidate(index, line.start + line.indent, match.start(), match.end(), match.end(), "schedule", "", (), weight, line.level)
    for form in vocabulary.cjk_schedule:
        if text.startswith(form, start) and line.end - start < 40:
            return Candidate(
                index, line.start + line.indent, start, start + len(form), start + len(form), "schedule", "", (), 2.0, line.level
            )
    return None


def _bare_candidate(text: str, index: int, line: Line, previous: Line | None) -> Candidate | None:
    start = line.body
    if not text[start].isdigit():
        return None
    match = label_patterns()["bare"].match(text, start, line.end)
    if not match:
        return None
    read = parse(match.group("number"))
    if read is None:
        return None
    end = match.end()
    label_end = match.end("sep") if "." in match.group("sep") else match.end("number")
    sep = match.group("sep").strip("*_")
    follows = text[end : end + 1]
    weight = 0.3
    if sep.startswith(".") or sep[:1] in ("—", "–"):
        weight += 0.7 if sep == "." else 1.2
    elif end >= line.end:
        weight -= 0.8
    elif follows == "(" and text[end + 1 : end + 2].isalnum():
        weight += 0.2
    elif ((follows and may_begin(follows)) or follows in '[“"‘') and match.group("space"):
        weight -= 0.4
    else:
        return None
    if follows.isdigit() and sep == "":
        return None
    weight += _wrapped(text, line, previous)
    if end < line.end:
        weight += _after(text, end, line.end, word=False)
    if line.level is not None:
        weight += 2.0
    if previous is not None:
        tail = text[previous.end - 1]
        if tail in ";:,—":
            weight -= 1.2
        elif tail in ".":
            weight += 0.3
    if line.gap:
        weight += 0.3
    if "**" in text[line.start : start]:
        weight += 0.7
    return Candidate(
        index, line.start + line.indent, start, label_end, end, "bare", "", read[1], weight, line.level, printed=match.group("number"),
        strong=sep[:1] == "." and ((len(sep) > 1 and sep[-1] in "—–-") or text[end : end + 3] == "(1)"),
    )  # fmt: skip


def _margin_candidate(text: str, index: int, line: Line) -> Candidate | None:
    """Find a label behind a marginal note that is printed beside the words ("Seal of board      6.—(1) The seal ...")."""
    match = label_patterns()["margin"].match(text, line.start, line.end)
    if not match:
        return None
    shifted = Line(line.start, line.end, match.end(), line.indent, None, True)
    found = _bare_candidate(text, index, shifted, None)
    return replace(found, weight=found.weight - 0.4, margin=match.span("note")) if found else None


def _doubt(bare: Candidate, labelled: Candidate) -> float:
    """Return how much better a bare number must look than the label behind it: a publisher's record repeats the number ("4. Section 4")."""
    if bare.number != labelled.number:
        return 0.0
    return 2.0 if labelled.family == "sign" else 1.5  # "1a. § 1 a": nobody writes the sign of a section before a number without meaning it


def candidates_of(law: Law, lines: list[Line]) -> list[Candidate]:
    """Return all candidates at the beginnings of lines, in order; one line gives one at most."""
    text = law.text
    numbers = {mark.start for mark in law.marks if mark.kind == "number"}
    schedules = {mark.start for mark in law.marks if mark.kind == "schedule"}
    found: list[Candidate] = []
    previous: Line | None = None
    for index, line in enumerate(lines):
        if line.body < line.end:
            first = text[line.body]
            candidate = None
            if first.isalnum() or first in "§<*_第":
                candidate = _word_candidate(text, index, line, previous)
                if candidate is None or first.isdigit():
                    bare = _bare_candidate(text, index, line, previous)
                    if bare is not None and (candidate is None or bare.weight > candidate.weight + _doubt(bare, candidate)):
                        candidate = bare
            if candidate is None and text.find("   ", line.body, line.end) > 0:
                candidate = _margin_candidate(text, index, line)
            if line.start + line.indent in schedules and (candidate is None or candidate.family != "schedule"):
                at = line.start + line.indent
                candidate = Candidate(index, at, at, at, at, "schedule", "", (), 2.0, line.level)
            if candidate is not None:
                if candidate.label_start in numbers:  # the source says that this is a label
                    candidate = replace(candidate, weight=max(candidate.weight, 0.0) + 1.5)
                found.append(candidate)
        previous = line
    return _merge_doubles(found)


def _is_double(candidate: Candidate, following: Candidate) -> bool:
    return (
        candidate.family in BASIC
        and following.family in (BASIC if candidate.family != "bare" else ("bare",))
        and candidate.number == following.number
        and candidate.code == following.code
        and following.line - candidate.line <= 2
        and following.start - candidate.content <= 300
    )


def _merge_doubles(found: list[Candidate]) -> list[Candidate]:
    """Join a label that is printed twice: as a heading and again before the words ("5. Heading" / "5.—(1) ...").

    A 1 behind a label 1 may as well be its first subsection: it is joined only where the file prints other labels twice too.
    """
    doubles = [_is_double(a, b) for a, b in pairwise(found)] if found else []
    doubles += [False] * (len(found) - len(doubles))
    others = sum(1 for c in found if c.family in BASIC and c.family != "bare" and c.number != (1,)) or 1
    habit = sum(double and c.number != (1,) for double, c in zip(doubles, found, strict=True)) >= 0.25 * others
    result: list[Candidate] = []
    skip = False
    for at, candidate in enumerate(found):
        if skip:
            skip = False
            continue
        if doubles[at] and (candidate.number != (1,) or habit):
            following = found[at + 1]
            family = candidate.family if candidate.family != "bare" else following.family
            weight = max(candidate.weight, following.weight) + 1.0
            candidate = replace(candidate, family=family, content=following.content, weight=weight, strong=following.strong)
            skip = True
        result.append(candidate)
    return result


def inline_candidates(text: str, start: int, end: int, line_of: int, family: str) -> list[Candidate]:
    """Return labels with a word in the middle of lines ("... law. Article 6.- ..."), for filling gaps of a numbering."""
    found: list[Candidate] = []
    vocabulary = words()
    for match in label_patterns()["inline"].finditer(text, start, end):
        if vocabulary.word_class.get(match.group("word").lower()) != family:
            continue
        read = parse(match.group("number"))
        if read is None:
            continue
        found.append(
            Candidate(
                line_of,
                match.start("all"),
                match.start("word"),
                match.end("number"),
                match.end("all"),
                family,
                read[0],
                read[1],
                0.0,
                None,
                True,
                match.group("number"),
            )
        )
    return found
