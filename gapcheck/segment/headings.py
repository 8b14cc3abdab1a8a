"""Headings of basic units: behind the label, on the next line, before the label, or run into the words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from gapcheck.segment.candidates import Candidate
from gapcheck.segment.lines import Line, is_small, may_begin
from gapcheck.segment.zones import Zone, zone_at

_DASHED = re.compile(
    r"[*_ \t]{0,4}(?P<head>[^\n.;:“”]{2,160}?(?:\n[^\n.;:“”]{2,80}?)?)(?:[*_]{1,3})?"
    r"(?:\.[*_ ]{0,4}[-–—]{1,3}|[*_]{2,3}[ ]?[-–—]{1,2})\s*(?=[*_]{0,3}[\w(“\"\[«])"
)
"""A heading set off by a dash: "Short title.—(1) This Act ..."."""

_BOLD = re.compile(r"[ \t]*(?P<mark>[*_]{2,3})?(?P<head>[^*_\n]{2,200}?)(?P<end>[*_]{2,3})")
_RUN_IN = re.compile(
    r"[ \t\n*_]*(?P<head>[^\n.;:()\[\]“”\"—]{3,160}?(?:\([^()\n]{3,40}\)[^\n.;:()\[\]“”\"—]{0,80}?)?)[.]?[ \t]+(?=\(1\)[ \u00a0*_])"
)
_CATCHLINE = re.compile(r"[ \t*_.]*(?P<head>[^\W\d_][^\n.:()\[\]“”\"—]{3,200}?)\.[ \t]+(?=\([aA]\)[ \u00a0*_])")
"""A heading and a full stop before the first lettered subsection: "§ 5. Sale to minors; penalty. (a) It is unlawful ..."."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How a file prints headings, from counting: `before` the label, and the width at which its lines wrap (0: they do not)."""

    before: bool
    width: int


def wrap_width(text: str, lines: list[Line]) -> int:
    """Return the width at which a file wraps its lines, 0 where every paragraph is one line."""
    sample = lines[:: max(1, len(lines) // 4000)] if len(lines) > 8000 else lines
    wraps = 0
    lengths: list[int] = []
    for line, following in pairwise(lines):
        length = line.end - line.start - line.indent
        if length < 35:
            continue
        lengths.append(line.end - line.start)
        if not following.gap and following.body < following.end and text[line.end - 1] not in ".;:!?—)" and is_small(text[following.body]):
            wraps += 1
    if len(lengths) < 5 or wraps < 0.25 * len(lengths) or not sample:
        return 0
    lengths.sort()
    return lengths[int(len(lengths) * 0.9)]


def heading_like(text: str, line: Line) -> bool:
    """Tell whether a line reads like a heading: short, begins as one, does not end as a sentence."""
    shown = text[line.start : line.end].strip(" \t*_#\u00a0")
    if not 2 <= len(shown) <= 150:
        return False
    if shown[0] in "（(" and shown[-1] in "）)":
        return len(shown) > 3
    if shown[0] == "[" and shown[-1] == "]":
        return False
    return (
        (may_begin(shown[0]) or shown[0].isdigit() or not shown[0].isascii())
        and shown[-1] not in '.;:,—–-。|”"»'
        and not shown.startswith(("(", "- "))
    )


def habit_of(text: str, lines: list[Line], path: list[Candidate], taken: set[int], zones: list[Zone]) -> Habit:
    """Count whether headings stand before labels. `taken` are the lines that begin with a label of their own."""
    before = total = 0
    for candidate in path:
        if candidate.inline or candidate.level is not None or candidate.line == 0:
            continue
        total += 1
        before += _heading_before(text, lines, candidate, taken, zones) is not None
    return Habit(before=total >= 2 and before >= 0.5 * total, width=wrap_width(text, lines))


def _heading_before(text: str, lines: list[Line], candidate: Candidate, taken: set[int], zones: list[Zone]) -> Line | None:
    index = candidate.line - 1
    if index < 0 or index in taken:
        return None
    line = lines[index]
    if not heading_like(text, line) or zone_at(zones, line.start + line.indent) is not None:
        return None
    if index > 0 and not line.gap:
        earlier = lines[index - 1]
        tail = text[earlier.end - 1]
        if is_small(tail) and index - 1 not in taken and is_small(text[line.body]):
            return None
        if tail in ",-":
            return None
    return line


def _in_brackets(text: str, line: Line) -> bool:
    """Tell whether a line is a heading in full-width brackets, as Japanese laws print them before an article."""
    return text[line.body] == "（" and text[line.end - 1] == "）"


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and (text[start].isspace() or text[start] in "*_#.:-–—|"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "*_#:-–—|"):
        end -= 1
    return (start, end) if end > start else None


def find_heading(
    text: str,
    lines: list[Line],
    candidate: Candidate,
    end: int,
    habit: Habit,
    taken: set[int],
    zones: list[Zone],
) -> tuple[int, tuple[int, int] | None, int]:
    """Return where the unit begins (a heading may stand before its label), its heading, and where its words begin."""
    start, content = candidate.start, candidate.content
    line = lines[candidate.line]
    line_end = min(line.end, end)
    if content > end:
        content = min(candidate.label_end, end)
    if content > line.end:  # the label came twice, with the heading between
        heading = _trim(text, candidate.label_end, _second_label(text, lines, candidate))
        if heading:
            shown = text[heading[0] : heading[1]].rstrip(".")
            at = content
            while at < end and text[at] in " *_\t":
                at += 1
            if shown and text.startswith(shown, at):
                content = at + len(shown)
        return start, heading, content
    index = candidate.line
    if candidate.margin is not None:
        return candidate.margin[0], candidate.margin, content
    following = lines[index + 1] if index + 1 < len(lines) and lines[index + 1].start < end else None
    rest = _trim(text, content, line_end)
    if candidate.level is not None:
        if rest is not None and following is not None and _runs_on(text, rest, following):
            return start, None, content
        if rest is not None:
            return start, rest, line_end
        if following is not None and following.level is not None and index + 1 not in taken:
            return start, _trim(text, following.body, following.end), following.end
        return start, None, content
    dashed = _DASHED.match(text, content, min(end, content + 300))
    if dashed and not text[content : dashed.end()].lstrip(" *_").startswith("(") and len(dashed.group("head").split()) <= 20:
        return start, _trim(text, dashed.start("head"), dashed.end("head")), dashed.end()
    bold = _BOLD.match(text, content, line_end)
    if bold and (bold.group("mark") or "**" in text[line.start : candidate.label_end]) and following is not None and bold.end() < end:
        return start, _trim(text, bold.start("head"), bold.end("head")), bold.end()
    if candidate.line and not candidate.inline and (habit.before or _in_brackets(text, lines[candidate.line - 1])):
        previous = _heading_before(text, lines, candidate, taken, zones)
        if previous is not None:
            return previous.start + previous.indent, _trim(text, previous.body, previous.end), content
    run_in = _RUN_IN.match(text, content, min(end, content + 260))
    if run_in is None and candidate.family == "sign":
        run_in = _CATCHLINE.match(text, content, min(end, content + 260))
    if run_in and run_in.end() < end:
        return start, _trim(text, run_in.start("head"), run_in.end("head")), run_in.end()
    if habit.before or following is None:
        return start, None, content
    if rest is not None:
        if _title(text, rest, line, following, habit):
            return start, rest, line_end
        broken = _broken_title(text, rest, lines, index, end)
        if broken is not None:
            return start, broken, broken[1]
    elif not candidate.inline and index + 1 not in taken and heading_like(text, following):
        after = lines[index + 2] if index + 2 < len(lines) and lines[index + 2].start < end else None
        if (
            after is not None
            and (not habit.width or following.end - following.start < 0.75 * habit.width)
            and following.end - following.start < 130
        ):
            first = text[after.body] if after.body < after.end else " "
            if not is_small(first):
                return start, _trim(text, following.body, following.end), following.end
    return start, None, content


_LONGEST_TITLE = 260
_FIRST_SUBSECTION = re.compile(r"\(1\)[ \u00a0]")
_ITEM = re.compile(r"[^\W\d_]{1,4}[.)\]°º]")


def _runs_on(text: str, rest: tuple[int, int], following: Line) -> bool:
    """Tell whether what a source marks as a heading is the first printed line of a sentence: the next line goes on in a small letter."""
    if following.level is not None or following.body >= following.end or text[rest[1] - 1] in ".:;!?":
        return False
    return is_small(text[following.body]) and _ITEM.match(text, following.body, following.end) is None


def _second_label(text: str, lines: list[Line], candidate: Candidate) -> int:
    at = text.rfind("\n", candidate.label_end, candidate.content)
    return at if at > 0 else candidate.label_end


def _broken_title(text: str, rest: tuple[int, int], lines: list[Line], index: int, end: int) -> tuple[int, int] | None:
    """Return a title that the width of the page breaks in two or three lines: a first subsection begins right behind it."""
    if not may_begin(text[rest[0]]) or text[rest[1] - 1] in ".;:,":
        return None
    for line, after in pairwise(lines[index + 1 : index + 4]):
        if after.start >= end or line.gap or line.level is not None or not text[line.start + line.indent].isalpha():
            return None
        if line.end - rest[0] > _LONGEST_TITLE:
            return None
        if _FIRST_SUBSECTION.match(text, after.start + after.indent, after.end):
            return None if text[line.start : line.end].rstrip(" *_")[-1:] in ";:,—–-" else _trim(text, rest[0], line.end)
    return None


def _title(text: str, rest: tuple[int, int], line: Line, following: Line, habit: Habit) -> bool:
    shown = text[rest[0] : rest[1]]
    first = text[following.body] if following.body < following.end else " "
    if len(shown) > 200 or shown[0] in "(（" or not (may_begin(shown[0]) or shown[0] in '[“"' or not shown[0].isascii()):
        return False
    tail = text[line.start : line.end].rstrip(" *_")[-1]
    if tail in ",;:—–-" or (tail != "." and re.match(r"\([a-z]\)", text[following.body : following.body + 3])):
        return False
    if is_small(first):
        return False
    if habit.width and line.end - line.start > 0.85 * habit.width and not following.gap:
        return False
    if tail in ".。":
        return len(shown) <= 110 and shown.count(". ") <= 1 and (first in "(0123456789" or not habit.width) and len(shown.split()) <= 14
    return True
