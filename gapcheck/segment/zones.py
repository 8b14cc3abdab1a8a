"""Stretches of a text that are no enacted rule: front matter, contents, running headers, notes, quotations, treaties."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

from gapcheck.model.law import Law
from gapcheck.segment.candidates import BASIC, Candidate
from gapcheck.segment.lines import Line, line_at, plain
from gapcheck.segment.words import words


@dataclass(frozen=True, slots=True, order=True)
class Zone:
    """A stretch `[start, end)` of one kind of unit."""

    start: int
    end: int
    kind: str


def front_matter(text: str, lines: list[Line]) -> list[Zone]:
    """Find YAML front matter and leading HTML comments or meta tags."""
    match = re.match(r"\ufeff?\s*---[ \t]*\n(?:(?!---).*\n){0,400}?---[ \t]*(?:\n|$)", text)
    if match:
        return [Zone(0, match.end(), "preface")]
    return []


def contents(text: str, lines: list[Line], candidates: list[Candidate]) -> list[Zone]:
    """Find tables of contents: from their heading, or from a run of short entries, to where their first label comes again."""
    zones: list[Zone] = []
    vocabulary = words()
    done = 0
    for index, line in enumerate(lines):
        if line.start < done or line.end - line.start > 60:
            continue
        title = re.sub(r"\s+", " ", plain(text, line.body, line.end)).strip(" :.").lower()
        if title not in vocabulary.contents_headings:
            continue
        end = _contents_end(text, lines, index, candidates)
        if end > line.end + 1:
            zones.append(Zone(line.start, end, "contents"))
            done = end
    if not zones:
        zones.extend(_silent_contents(candidates))
    return zones


def _contents_end(text: str, lines: list[Line], index: int, candidates: list[Candidate]) -> int:
    after = [c for c in candidates if c.line > index]
    first = next((c for c in after if c.line <= index + 12 and c.weight > -3), None)
    if first is not None:
        for inside, candidate in enumerate(after[after.index(first) + 1 :]):
            if candidate.family == first.family and candidate.number == first.number and candidate.code == first.code and inside >= 1:
                if (candidate.start - first.start) / (inside + 1) < 400:
                    return candidate.start
                break
    at = index + 1
    while at < len(lines) and lines[at].end - lines[at].start < 160 and text[lines[at].end - 1] not in ".;:" and not lines[at].level:
        at += 1
    if at - index <= 3:
        return lines[index].end
    return lines[at].start if at < len(lines) else len(text)


def _silent_contents(candidates: list[Candidate]) -> list[Zone]:
    for family in BASIC:
        run = [c for c in candidates if c.family == family and c.weight > (0.6 if family == "bare" else -2)]
        starts = [at for at, c in enumerate(run) if c.number == (1,)]
        for first, second in pairwise(starts):
            length = second - first
            if length < 6:
                continue
            rising = all(a.number < b.number for a, b in pairwise(run[first:second]))
            again = 0
            for a, b in pairwise(run[second : second + 2 * length]):
                if b.number == (1,):
                    break
                again += a.number < b.number
            span = (run[second - 1].start - run[first].start) / max(length - 1, 1)
            if rising and again >= length * 0.6 and span < 130:
                end = run[second].start
                heads = [c for c in candidates if run[second - 1].start < c.start < end and c.family not in BASIC]
                return [Zone(run[first].start, heads[0].start if heads else end, "contents")]
        if starts:
            continue
    return []


_PAGE = re.compile(
    r"[-–—\[ ]*(?:page |p\. |pág\. |página |seite |strana |- )?(\d{1,4})(?: ?(?:of|de|/|von|sur|z) ?\d{1,4})?[-–—\] ]*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")


def headers(text: str, lines: list[Line], labelled: set[int]) -> list[Zone]:
    """Find running headers and page numbers: short lines that come again page by page, with rising numbers or beside page numbers.

    Args:
        labelled: lines that begin with a label and therefore are none.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    pages: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        if line.end - line.start > 130 or line.level is not None or index in labelled:
            continue
        shown = text[line.start : line.end].strip()
        if len(shown) < 3 and not shown.isdigit():
            continue
        match = _PAGE.fullmatch(shown)
        if match:
            pages.append((index, int(match.group(1))))
        else:
            groups[_DIGITS.sub("#", " ".join(shown.split()))].append(index)
    found: set[int] = set()
    page_lines = _rising_pages(lines, pages)
    found.update(page_lines)
    size = lines[-1].end if lines else 0
    for form, members in groups.items():
        if len(members) < 3 or len(form) < 6:
            continue
        distances = sorted(lines[b].start - lines[a].start for a, b in pairwise(members))
        middle = distances[len(distances) // 2]
        if "#" in form and 700 <= middle <= 15000 and _rising_edge([text[lines[m].start : lines[m].end] for m in members]):
            found.update(members)
            continue
        beside = sum(any(m + d in page_lines for d in (-4, -3, -2, -1, 1, 2, 3, 4)) for m in members)
        if page_lines and beside >= 0.7 * len(members) and len(members) >= max(3, 0.3 * len(page_lines)):
            found.update(members)
    # A header that was wrapped: its second line repeats as well and stands right behind it.
    followers = Counter(
        " ".join(text[lines[m + 1].start : lines[m + 1].end].split()) for m in found if m + 1 < len(lines) and m + 1 not in found
    )
    usual = {form for form, count in followers.items() if count >= 3 and len(form) < 90 and count >= 0.2 * max(len(found), 1)}
    found.update(
        m + 1 for m in list(found) if m + 1 < len(lines) and " ".join(text[lines[m + 1].start : lines[m + 1].end].split()) in usual
    )
    if sum(lines[m].end - lines[m].start for m in found) > 0.3 * size or not size:
        return []
    return [Zone(lines[m].start, min(lines[m].end + 1, len(text)), "header") for m in sorted(found)]


_EDGE = re.compile(r"\s*(?:(\d{1,4})\s{2,}\S.*|.*\S\s{2,}(\d{1,4})|\W*(?:page|p\.|pág\.|página|seite)\W*(\d{1,4}).*)\s*", re.IGNORECASE)


def _rising_edge(shown: list[str]) -> bool:
    """Tell whether lines carry a page number at their edge, set apart by space, that rises by a few from one to the next."""
    numbers: list[int] = []
    for line in shown:
        match = _EDGE.fullmatch(line)
        if match:
            numbers.append(int(match.group(1) or match.group(2) or match.group(3)))
    rises = sum(0 < b - a <= 4 for a, b in pairwise(numbers))
    return len(numbers) >= 0.8 * len(shown) and rises >= 0.7 * (len(shown) - 1)


def _rising_pages(lines: list[Line], pages: list[tuple[int, int]]) -> set[int]:
    """Keep page numbers that rise one by one over at least three pages."""
    kept: set[int] = set()
    last: tuple[int, int] | None = None
    chain: list[int] = []
    for index, number in pages:
        if last is not None and number == last[1] + 1 and lines[index].start - lines[last[0]].start > 600:
            chain.append(index)
            last = (index, number)
        elif last is None or number != last[1]:
            if last is not None and number > last[1] + 1 and lines[index].start - lines[last[0]].start < 600:
                continue
            if last is not None and number <= last[1] and len(chain) >= 3:
                continue
            if len(chain) >= 3:
                kept.update(chain)
            chain, last = [index], (index, number)
    if len(chain) >= 3:
        kept.update(chain)
    return kept


_BRACKETS = re.compile(r"\[[^\[\]\n]{5,300}\]|\([^()\n]{12,400}\)")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,12}\]:|<!--")
_HISTORY = re.compile(
    r"\W*(?:\d{4}(?:-\d+)?, (?:c|ch|No|no)\. ?[A-Z]?\d|(?:CAP|Cap)\. ?\d+\s*$|L\.N\. ?\d+ of \d{4}"
    r"|\d{1,3}\. (?:Ins|Subs|Rep|Added|Omitted)\.? )"
)
"""The opening of a line that cites the acts which made the text: "1995, c. 39, s. 9", "5. Ins. by Act 42"."""


def notes(text: str, lines: list[Line]) -> list[Zone]:
    """Find amendment notes: bracketed ones anywhere, and short lines that only tell the history."""
    cues = words().note_cues
    zones: list[Zone] = []
    for line in lines:
        length = line.end - line.start
        run_on = _RUN_ON.search(text, line.start, line.end) if length > 40 else None
        if run_on:
            zones.append(Zone(run_on.start(), line.end, "note"))
            continue
        if length <= 420 and (
            _FOOTNOTE.match(text, line.start + line.indent) or _HISTORY.match(text, line.start, line.end) or _only_history(text, line)
        ):
            zones.append(Zone(line.start + line.indent, line.end, "note"))
            continue
        if "[" in text[line.start : line.end] or "(" in text[line.start : line.end]:
            zones.extend(
                Zone(match.start(), match.end(), "note")
                for match in _BRACKETS.finditer(text, line.start, line.end)
                if cues.search(text, match.start() + 1, match.end()) and match.end() - match.start() < length
            )
    return zones


_RUN_ON = re.compile(
    r"(?<=[.;:\])”\"] )(?:\[Footnote\] )?\d{1,2}\. ?(?:(?:Ins|Subs|Rep|Added|Omitted)\b|Section [\w()]+ re-?numbered"
    r"|The (?:words?|figures?|brackets?|letters?|original|proviso)\b[^.]{0,150}\b(?:subs|ins|omitted|rep)\b)"
)
"""Footnotes that a source has joined to the end of a paragraph."""

_RULE = re.compile(r"\b(?:shall|may not|must|is amended|are amended|person|deberá|podrá|se aplica)\b", re.IGNORECASE)


def _only_history(text: str, line: Line) -> bool:
    """Tell whether a line tells who changed the law and nothing else: bracketed as a whole, or opened by such words."""
    start = line.start + line.indent
    cues = words().note_cues
    first, last = text[start], text[line.end - 1] if text[line.end - 1] != "." else text[line.end - 2]
    if (first == "[" and last == "]") or (first == "(" and last == ")" and text.find(")", start, start + 7) < 0):
        return cues.search(text, start, line.end) is not None
    cue = cues.search(text, start, min(line.end, start + 120))
    if cue is None or cue.start() - start >= 40 or line.end - start >= 200:
        return False
    shown = text[start : line.end]
    return not _RULE.search(shown) and (any(letter.isdigit() for letter in shown) or len(shown) < 60)


_CLOSE = {"“": "”", "«": "»", "„": "“”", '"': '"', "‘": "’"}
_LIMIT = 30000
_TERM = 80
"""Characters of the longest term in quotation marks."""


def quotations(text: str, lines: list[Line]) -> list[Zone]:
    """Find words put into or quoted from another act: a quotation mark that opens a line, behind words that announce it."""
    zones: list[Zone] = []
    intros = words().quotation_intros
    done = 0
    for index, line in enumerate(lines):
        if line.start < done or index == 0:
            continue
        at = line.body
        if at < line.end and text[at] in _CLOSE:
            previous = lines[index - 1]
            tail = text[max(0, previous.end - 240) : previous.end]
            if tail.rstrip(" *_")[-1:] in ":—–-" and intros.search(tail):
                end = 0 if _only_a_term(text, at, line.end) else _closing_quote(text, at)
                if end:
                    zones.append(Zone(line.start + line.indent, end, "quotation"))
                    done = end
    return zones


def _only_a_term(text: str, at: int, end: int) -> bool:
    """Tell whether the marks hold a word that is defined ("In this section — “silencer” means ...") and not what is put into an act."""
    opened = text[at]
    inner = at + 1
    while inner < end and text[inner].isspace():
        inner += 1
    if text[inner : inner + 1] == opened:  # “ “silencer” means ...”: a term inside what is put in
        return False
    closed = min((found for mark in _CLOSE[opened] if (found := text.find(mark, at + 1, end)) >= 0), default=-1)
    return 0 <= closed < end - 1 and bool(text[closed + 1 : end].strip(" .;,")) and closed - at <= _TERM


def _closing_quote(text: str, at: int) -> int:
    close = _CLOSE[text[at]]
    limit = min(len(text), at + _LIMIT)
    for match in re.finditer(rf"[{re.escape(close)}][.;,]?[ \t]*(?:and|or|y|et|und|a)?[.;,]?[ \t]*(?:\n|$)", text[at + 1 : limit]):
        return at + 1 + match.end() - (1 if match.group().endswith("\n") else 0)
    return 0


def treaty_start(text: str, start: int, end: int) -> int | None:
    """Return where a treaty begins in `[start, end)`: at the words that name its parties, if they are followed by their agreement."""
    vocabulary = words()
    agreement = vocabulary.treaty_agreements.search(text, start, end)
    if agreement is None:
        return None
    opening = None
    for match in vocabulary.treaty_openings.finditer(text, max(start, agreement.start() - 15000), agreement.start()):
        opening = match
        break
    if opening is None:
        return None
    return text.rfind("\n", start, opening.start()) + 1 or start


def from_marks(law: Law) -> list[Zone]:
    """Turn hints of the source into zones."""
    kinds = {"contents": "contents", "note": "note", "header": "header", "quotation": "quotation"}
    return [Zone(mark.start, mark.end, kinds[mark.kind]) for mark in law.marks if mark.kind in kinds and mark.end > mark.start]


def merge(zones: list[Zone]) -> list[Zone]:
    """Sort zones and drop those that overlap an earlier or larger one."""
    kept: list[Zone] = []
    for zone in sorted(zones, key=lambda z: (z.start, -z.end)):
        if kept and zone.start < kept[-1].end:
            continue
        kept.append(zone)
    return kept


def zone_at(zones: list[Zone], offset: int) -> Zone | None:
    """Return the zone that holds `offset`."""
    from bisect import bisect_right

    at = bisect_right(zones, offset, key=lambda zone: zone.start) - 1
    return zones[at] if at >= 0 and zones[at].end > offset else None


def find_zones(law: Law, lines: list[Line], candidates: list[Candidate]) -> list[Zone]:
    """Find all zones of a law, sorted and without overlap."""
    text = law.text
    zones = from_marks(law) + front_matter(text, lines)
    zones += contents(text, lines, candidates)
    zones += (
        headers(text, lines, {c.line for c in candidates if c.weight > 0 and (c.family != "bare" or text[c.label_end - 1] in ".—–-")})
        + notes(text, lines)
        + quotations(text, lines)
    )
    return merge(zones)


__all__ = ["Zone", "find_zones", "line_at", "treaty_start", "zone_at"]
