"""From candidates to the upper structure: which labels are the law's basic units, its parts and its schedules."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cmp_to_key
from itertools import pairwise

from gapcheck.segment.candidates import BASIC, Candidate, inline_candidates
from gapcheck.segment.lines import Line
from gapcheck.segment.numbers import step
from gapcheck.segment.path import best_path, gaps_and_duplicates
from gapcheck.segment.words import words
from gapcheck.segment.zones import Zone, treaty_start, zone_at

_PLAIN = 1.5
"""Weight from which a label with a word looks like one."""
_FEWEST_EXTRACTS = 2


@dataclass(slots=True)
class Structure:
    """The labels that count: `basic` units, `containers` with their depth, `schedules` and `treaties` with their ends, all in order."""

    basic: list[Candidate] = field(default_factory=list)
    containers: list[tuple[Candidate, int]] = field(default_factory=list)
    schedules: list[Candidate] = field(default_factory=list)
    treaties: list[tuple[int, int]] = field(default_factory=list)
    resumes: list[int] = field(default_factory=list)
    gaps: list[tuple[Candidate, Candidate]] = field(default_factory=list)
    duplicates: int = 0


def find_structure(text: str, lines: list[Line], candidates: list[Candidate], zones: list[Zone]) -> Structure:
    """Choose among the candidates outside of zones."""
    usable = [c for c in candidates if zone_at(zones, c.label_start) is None]
    result = Structure()
    size = len(text)
    whole, family = _primary(usable)
    first_basic = whole[0].start if whole else size
    schedules = [c for c in usable if c.family == "schedule" and c.start > first_basic and c.weight > 0]
    schedules = _no_references(schedules)
    ends = [schedule.start for schedule in schedules] + [size]
    regions: list[tuple[int, int, Candidate | None]] = [(0, ends[0], None)]
    regions += [(schedule.start, end, schedule) for schedule, end in zip(schedules, ends[1:], strict=True)]
    starts = [c.start for c in whole]
    for start, end, schedule in regions:
        if schedule is None:
            _region(text, lines, usable, start, end, result, family)
            continue
        resume = _resumption(whole, starts, start, end, family)
        result.schedules.append(schedule)
        if resume is not None:
            result.resumes.append(resume)
            _region(text, lines, usable, start + 1, resume, result, None)
            _region(text, lines, usable, resume, end, result, family)
        else:
            _region(text, lines, usable, start + 1, end, result, None)
    result.basic.sort(key=lambda c: c.start)
    _add_containers(usable, result)
    return result


def _no_references(schedules: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in schedules:
        if kept and candidate.number and candidate.number == kept[-1].number and candidate.start - kept[-1].content < 200:
            continue
        kept.append(candidate)
    return kept


def _resumption(whole: list[Candidate], starts: list[int], start: int, end: int, family: str | None) -> int | None:
    """Return where the body goes on behind a schedule printed in its midst: a labelled unit that follows directly."""
    at = bisect_right(starts, start)
    if family in (None, "bare") or at == 0 or at >= len(whole) or whole[at].start >= end:
        return None
    return whole[at].start if 0 <= step(whole[at - 1].number, whole[at].number) <= 3 and whole[at].weight >= 2.0 else None


def _primary(candidates: list[Candidate]) -> tuple[list[Candidate], str | None]:
    """Return the best numbering among the families that can be basic units, all codes of it together, and its family."""
    scored: dict[str, tuple[float, list[Candidate]]] = {}
    for family in BASIC:
        codes: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            if candidate.family == family:
                codes[candidate.code].append(candidate)
        path: list[Candidate] = []
        total = 0.0
        for group in codes.values():
            chosen, score = best_path(group)
            if score > 0:
                path.extend(chosen)
                total += score
        if path:
            scored[family] = (total, sorted(path, key=lambda c: c.start))
    extracts = _extracts(candidates)
    if extracts and all(name in ("bare", extracts[0].family) for name in scored):
        held = scored.get(extracts[0].family, (0.0, []))[1]
        if len(extracts) > len(held):
            return extracts, extracts[0].family
    if not scored:
        # A section or two far from 1, in a form that only sections have ("36.-(1)"): an extract.
        strong = [c for c in candidates if c.strong and c.weight > 0]
        rising = all(a.number < b.number for a, b in pairwise(strong))
        return (strong, "bare") if strong and rising else ([], None)
    best = max(scored, key=lambda name: scored[name][0])
    if best == "bare":
        # Numbers without a word are mostly subsections where labels with a word make a numbering of their own.
        for name, (total, path) in sorted(scored.items(), key=lambda item: -item[1][0]):
            direct = sum(step(a.number, b.number) == 0 for a, b in pairwise(path))
            if name != "bare" and (len(path) >= 3 or _pair(path)) and total >= 0.12 * scored[best][0] and direct >= 0.5 * (len(path) - 1):
                best = name
                break
    return scored[best][1], best


def _extracts(candidates: list[Candidate]) -> list[Candidate]:
    """Return the labels of an extract ("Article 12", "Article 279", "Article 326"): labels with a word that rise, however far apart.

    Every label of the kind that looks like one must be in order: a text that only refers to articles at the beginning of lines has some
    that fall. One label is enough where the text begins with it, or where the other numbers are its paragraphs.
    """
    for family in BASIC:
        plain = [c for c in candidates if c.family == family and c.weight >= _PLAIN and not c.inline]
        if (
            family != "bare"
            and (len(plain) >= _FEWEST_EXTRACTS or (len(plain) == 1 and (plain[0].line == 0 or _holds_paragraphs(plain[0], candidates))))
            and all(a.number < b.number and a.code == b.code for a, b in pairwise(plain))
        ):
            return plain
    return []


def _holds_paragraphs(label: Candidate, candidates: list[Candidate]) -> bool:
    """Tell whether the numbers of a text are the paragraphs of its only article ("Article 326. 1. ... 2. ... 3. ...")."""
    bare = [c.number for c in candidates if c.family == "bare" and c.weight > 0]
    if not label.opens or any(c.family == "bare" and c.start < label.start for c in candidates):
        return False
    return not bare or bare[0] in ((1,), (2,))


def _pair(path: list[Candidate]) -> bool:
    """Tell whether two labels alone are a numbering: 1 and 2, both of which look like labels."""
    return len(path) == 2 and path[0].number == (1,) and step(path[0].number, path[1].number) == 0 and all(c.weight >= 1.5 for c in path)


def _region(text: str, lines: list[Line], usable: list[Candidate], start: int, end: int, result: Structure, family: str | None) -> None:
    """Choose the basic units of one stretch: the body, a schedule, or what follows a treaty's opening in it."""
    first, last = (bisect_left(usable, at, key=lambda c: c.start) for at in (start, end))
    inside = usable[first:last]
    treaty = treaty_start(text, start, end)
    if (
        treaty is not None
        and treaty > start
        and (result.basic or result.schedules or any(c.start < treaty and c.family in BASIC for c in inside))
    ):
        result.treaties.append((treaty, end))
        _basic(text, lines, [c for c in inside if c.start < treaty], start, treaty, result, family)
        _basic(text, lines, [c for c in inside if c.start >= treaty], treaty, end, result, None)
    else:
        _basic(text, lines, inside, start, end, result, family)


def _basic(text: str, lines: list[Line], inside: list[Candidate], start: int, end: int, result: Structure, family: str | None) -> None:
    if family is not None:
        path, chosen = _primary([c for c in inside if c.family == family])
    else:
        path, chosen = _primary([c for c in inside if c.weight > -1.0])
        if chosen == "bare" and (len(path) < 2 or path[0].number[0] > 3) and not all(c.strong for c in path):
            path = []
    if not path or chosen is None:
        return
    if chosen != "bare":
        path = _fill_gaps(text, lines, path, end, chosen)
        path = path + _tail(inside, path, chosen)
    path = _add_strong(inside, sorted(path, key=lambda c: c.start))
    gaps, duplicates = gaps_and_duplicates(path)
    result.gaps += gaps
    result.duplicates += duplicates
    result.basic += path


def _add_strong(inside: list[Candidate], path: list[Candidate]) -> list[Candidate]:
    """Add labels beside the path whose form ("6.—(1)") is that of basic units only, and plain ones that go on from them.

    Such labels are missing from a path where the numbering of the source is out of order.
    """
    chosen = {c.start for c in path}
    strong = sum(c.strong for c in inside)
    if not strong:
        return path
    result: list[Candidate] = []
    for candidate in inside:
        if candidate.start in chosen:
            result.append(candidate)
            continue
        if candidate.family != "bare":
            continue
        distance = step(result[-1].number, candidate.number) if result else 0
        if (candidate.strong and (0 <= distance <= 3 or candidate.number == (1,))) or (
            strong >= 5 and distance == 0 and candidate.weight >= (0.3 if candidate.margin else 0.8)
        ):
            result.append(candidate)
    return result


def _tail(inside: list[Candidate], path: list[Candidate], family: str) -> list[Candidate]:
    """Return a second numbering behind the last unit (transitional articles that begin again with 1)."""
    last = max(path, key=lambda c: c.start)
    rest = [c for c in inside if c.start > last.start and c.family == family and c.weight > 0]
    found: list[Candidate] = []
    while rest:
        again, _score = best_path(rest)
        if not again or again[0].number[0] != 1:
            break
        found += again
        rest = [c for c in rest if c.start > again[-1].start]
    return found


def _fill_gaps(text: str, lines: list[Line], path: list[Candidate], end: int, family: str) -> list[Candidate]:
    """Look for missing labels in the middle of lines, where several units run together."""
    result: list[Candidate] = []
    starts = [line.start for line in lines]
    for candidate, following in zip(path, [*path[1:], None], strict=False):
        result.append(candidate)
        stop = following.start if following is not None else end
        if following is not None and step(candidate.number, following.number) == 0 and candidate.code == following.code:
            continue
        if stop - candidate.content > 200000:
            continue
        last = candidate
        for found in inline_candidates(text, candidate.content, stop, 0, family):
            if (
                found.code == last.code
                and step(last.number, found.number) == 0
                and (following is None or found.number < following.number or found.code != following.code)
            ):
                line = bisect_right(starts, found.start) - 1
                last = replace(found, line=line)
                result.append(last)
    return result


def _add_containers(usable: list[Candidate], result: Structure) -> None:
    """Choose parts, chapters and divisions: labels of upper classes that stand like headings, in an order of depth read from the law."""
    basic = {c.start for c in result.basic}
    used = Counter(c.family for c in result.basic)
    main = used.most_common(1)[0][0] if used else ""
    found: list[Candidate] = []
    for candidate in usable:
        if candidate.start in basic or candidate.family in ("schedule", "bare") or candidate.weight <= 0:
            continue
        if candidate.family == main or (candidate.family == "article" and main == "section"):
            continue
        if candidate.family in BASIC and candidate.family != "section" and candidate.level is None and candidate.weight < 2:
            continue
        if not _plausible(candidate, found):
            continue
        if (
            found
            and candidate.family == found[-1].family
            and candidate.number == found[-1].number
            and not _between(result.basic, found[-1], candidate)
        ):
            continue
        found.append(candidate)
    order = _order(found, result.basic)
    result.containers = [(candidate, order[candidate.family]) for candidate in found]


def _plausible(candidate: Candidate, found: list[Candidate]) -> bool:
    """Tell whether a container's number goes on from the last of its class, begins again, or is marked as a heading."""
    if candidate.level is not None or candidate.number[0] == 1:
        return True
    before = next((c for c in reversed(found) if c.family == candidate.family), None)
    if before is None:
        return candidate.number[0] <= 30
    return candidate.number[0] - before.number[0] <= 5


def _between(basic: list[Candidate], first: Candidate, second: Candidate) -> bool:
    at = bisect_left(basic, first.start, key=lambda c: c.start)
    return at < len(basic) and basic[at].start < second.start


def _order(found: list[Candidate], basic: list[Candidate]) -> dict[str, int]:
    """Return the depth of each class of container: by which stands directly above which in this law, else by custom."""
    ranks = words().ranks
    above: Counter[tuple[str, str]] = Counter()
    for first, second in pairwise(found):
        if first.family != second.family and not _between(basic, first, second):
            above[first.family, second.family] += 1

    def compare(one: str, other: str) -> int:
        down, up = above[one, other], above[other, one]
        if down != up and max(down, up) >= 2 * min(down, up):
            return -1 if down > up else 1
        return ranks[one] - ranks[other]

    families = sorted({c.family for c in found}, key=lambda name: ranks[name])
    families.sort(key=cmp_to_key(compare))
    return {name: depth for depth, name in enumerate(families)}
