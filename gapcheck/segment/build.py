"""Putting the tree together: nodes from the chosen labels, their ends, their insides, and the flat tuple of units."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import partial

from gapcheck.model.law import Law, Unit
from gapcheck.segment.candidates import Candidate
from gapcheck.segment.headings import Habit, _trim, find_heading, habit_of, heading_like
from gapcheck.segment.inner import Node, parse_inner
from gapcheck.segment.lines import Line, is_small, may_begin
from gapcheck.segment.naming import KIND, EIds, eid_part, locator, section_prefix
from gapcheck.segment.structure import Structure
from gapcheck.segment.tokens import Token, tokens_of
from gapcheck.segment.words import words
from gapcheck.segment.zones import Zone, zone_at

Entry = tuple[int, int, Node]
"""Start, level (smaller is outer) and node."""

SCHEDULE, TREATY, CONTAINER, CROSSHEADING, SECTION = 0, 1, 10, 90, 100


def build_tree(law: Law, lines: list[Line], structure: Structure, zones: list[Zone]) -> Node:
    """Return the root of the tree of nodes, with everything but the zones inserted."""
    text = law.text
    taken = {c.line for c in structure.basic if not c.inline}
    taken |= {c.line for c, _ in structure.containers} | {c.line for c in structure.schedules}
    habit = habit_of(text, lines, structure.basic, taken, zones)
    entries = _entries(law, lines, structure, zones, habit, taken)
    root = Node("law", "", (), 0, len(text), 0)
    stack: list[tuple[int, Node]] = [(-1, root)]
    for (start, level, node), following in zip(entries, [*entries[1:], None], strict=False):
        while stack[-1][0] >= level:
            stack.pop()[1].end = start
        if not node.kind:  # the body goes on behind a schedule
            continue
        stack[-1][1].children.append(node)
        stack.append((level, node))
        node.end = following[0] if following is not None and level >= CROSSHEADING else len(text)
        if level == CROSSHEADING:
            stack.pop()
            node.end = min(node.end, node.content)
    while len(stack) > 1:
        stack.pop()[1].end = len(text)
    _end_treaties(root, structure, len(text))
    _fill(law, lines, root, zones, habit)
    if root.children and text[: root.children[0].start].strip():
        root.children.insert(0, Node("preface", "", (), 0, root.children[0].start, 0))
    _paragraphs(text, lines, root, habit, zones)
    return root


def _walk(node: Node) -> list[Node]:
    found = [node]
    for child in node.children:
        found += _walk(child)
    return found


def _entries(law: Law, lines: list[Line], structure: Structure, zones: list[Zone], habit: Habit, taken: set[int]) -> list[Entry]:
    text = law.text
    pending: list[tuple[Candidate, int, str]] = [(c, SECTION, "section") for c in structure.basic]
    pending += [(c, CONTAINER + depth, KIND.get(c.family, "division")) for c, depth in structure.containers]
    pending += [(c, SCHEDULE, "schedule") for c in structure.schedules]
    pending.sort(key=lambda item: item[0].start)
    entries: list[Entry] = []
    edges = [begin for begin, _end in structure.treaties] + structure.resumes
    for (candidate, level, kind), following in zip(pending, [*pending[1:], None], strict=False):
        stop = following[0].start if following is not None else len(text)
        stop = min([stop, *(begin for begin in edges if begin > candidate.start)])
        label = text[candidate.label_start : candidate.label_end].strip(" *_\t")
        if level == SECTION:
            start, heading, content = find_heading(text, lines, candidate, stop, habit, taken, zones)
        else:
            start = candidate.start
            heading, content = _container_heading(text, lines, candidate, stop, taken, zones)
        node = Node(
            kind,
            " ".join(label.split()),
            candidate.number,
            start,
            stop,
            min(content, stop),
            candidate.family,
            candidate.code,
            candidate.printed,
            heading,
        )
        if level == SECTION and habit.before and start < candidate.start:
            crossed = _crossheading(text, lines, start, entries[-1][0] if entries else 0, taken, zones)
            if crossed is not None and (not entries or crossed.start > entries[-1][2].content):
                cross = Node(
                    "crossheading",
                    "",
                    (),
                    crossed.start + crossed.indent,
                    crossed.end,
                    crossed.end,
                    heading=_trim(text, crossed.body, crossed.end),
                )
                entries.append((cross.start, CROSSHEADING, cross))
        entries.append((start, level, node))
    entries += [(start, SCHEDULE, Node("", "", (), start, start, start)) for start in structure.resumes]
    entries += [(start, TREATY, Node("treaty", "", (), start, start, start)) for start, _end in structure.treaties]
    entries.sort(key=lambda entry: (entry[0], entry[1]))
    return entries


def _container_heading(
    text: str, lines: list[Line], candidate: Candidate, stop: int, taken: set[int], zones: list[Zone]
) -> tuple[tuple[int, int] | None, int]:
    line = lines[candidate.line]
    rest = _trim(text, candidate.content, min(line.end, stop))
    if rest is not None:
        return rest, min(line.end, stop)
    index = candidate.line + 1
    while index < len(lines) and zone_at(zones, lines[index].start + lines[index].indent) is not None:
        index += 1
    if index < len(lines) and index not in taken and lines[index].end <= stop and heading_like(text, lines[index]):
        return _trim(text, lines[index].body, lines[index].end), lines[index].end
    return None, min(line.end, stop)


def _crossheading(text: str, lines: list[Line], start: int, floor: int, taken: set[int], zones: list[Zone]) -> Line | None:
    """Return the line before a heading that is a heading of its own (it stands over several units)."""
    index = bisect_left(lines, start, key=lambda line: line.start + line.indent) - 1
    if index < 1 or index in taken:
        return None
    line = lines[index]
    if line.start <= floor or not heading_like(text, line) or line.end - line.start > 110 or zone_at(zones, line.start + line.indent):
        return None
    before = lines[index - 1]
    return line if line.gap or line.level is not None or text[before.end - 1] in ".;:)]”" or index - 1 in taken else None


def _end_treaties(root: Node, structure: Structure, size: int) -> None:
    ends = dict(structure.treaties)
    for node in _walk(root):
        if node.kind == "treaty":
            node.end = min(node.end, ends.get(node.start, size))


def _fill(law: Law, lines: list[Line], root: Node, zones: list[Zone], habit: Habit) -> None:
    """Parse the insides of all basic units, and cut signatures off the last one."""
    text = law.text
    tokens = [token for token in tokens_of(law, lines) if zone_at(zones, token.start) is None]
    starts = [token.start for token in tokens]
    sections = [node for node in _walk(root) if node.kind == "section"]
    if sections:
        _cut_signature(text, lines, root, sections)
    for node in sections:
        inside: list[Token] = tokens[bisect_left(starts, node.content) : bisect_left(starts, node.end)]
        inside_headings = partial(_heading_of_token, text, lines, zones, node) if habit.before else None
        parse_inner(
            text, lines, node, inside, heading_of=inside_headings, wrapped=habit.width > 0, aside=lambda at: zone_at(zones, at) is not None
        )


def _heading_of_token(text: str, lines: list[Line], zones: list[Zone], node: Node, token: Token) -> tuple[int, int] | None:
    """Return the heading that stands on the line before a subsection, where a file prints headings before labels."""
    index = token.line - 1
    if not token.hard or token.readings[0][0] != "(x)1" or index < 1 or lines[index].start <= node.content:
        return None
    line = lines[index]
    if not heading_like(text, line) or zone_at(zones, line.start + line.indent) is not None or line.end - line.start > 110:
        return None
    before = text[lines[index - 1].end - 1]
    return _trim(text, line.body, line.end) if line.level is not None or line.gap or not (before.isalnum() or before == ",") else None


def _cut_signature(text: str, lines: list[Line], root: Node, sections: list[Node]) -> None:
    body = [node for node in root.children if node.kind not in ("schedule", "treaty")]
    if not body:
        return
    last = body[-1]
    while last.children:
        last = last.children[-1]
    if last.kind != "section":
        return
    index = bisect_left(lines, last.content, key=lambda line: line.start)
    while index < len(lines) and lines[index].start < last.end:
        line = lines[index]
        if words().signatures.match(text, line.start, line.end) and last.end - line.start < 5000:
            node = Node("signature", "", (), line.start + line.indent, last.end, line.start)
            for parent in _chain(root, last):
                parent.end = line.start + line.indent
            at = next((i for i, child in enumerate(root.children) if child.start > node.start), len(root.children))
            root.children.insert(at, node)
            return
        index += 1


def _chain(root: Node, leaf: Node) -> list[Node]:
    found: list[Node] = []
    node = root
    while node is not leaf:
        node = next(child for child in node.children if child.start <= leaf.start < child.end)
        found.append(node)
    return found


def _paragraphs(text: str, lines: list[Line], root: Node, habit: Habit, zones: list[Zone]) -> None:
    """Divide what carries no numbers: a whole text, a schedule, or an article of several paragraphs.

    A paragraph that ends with a colon or semicolon goes on in the next one: a list stays whole.
    """
    for node in _walk(root):
        if node.children or node.kind in ("crossheading", "preface", "contents", "signature", "paragraph", "item"):
            continue
        if node.kind == "subsection":
            continue
        spans = _spans(text, lines, node, habit, zones)
        if len(spans) > 1 or node is root:
            kind = "subsection" if node.kind == "section" else "paragraph"
            node.children = [Node(kind, "", (number,), start, end, start) for number, (start, end) in enumerate(spans, 1)]


def _spans(text: str, lines: list[Line], node: Node, habit: Habit, zones: list[Zone]) -> list[tuple[int, int]]:
    """Return the unnumbered paragraphs of a node."""
    spans: list[tuple[int, int]] = []
    at = bisect_left(lines, node.content, key=lambda line: line.end)
    start: int | None = None
    last = node.content
    open_end = False
    for line in lines[at:]:
        if line.start >= node.end:
            break
        begin = max(line.start + line.indent, node.content)
        end = min(line.end, node.end)
        if zone_at(zones, line.start + line.indent) is not None or not text[begin:end].strip(" *_.—–-"):
            continue
        tail = text[last - 1]
        if start is not None and not open_end and _breaks(text, line, lines, tail, habit):
            spans.append((start, last))
            start = None
        if start is None:
            start = begin
        last = end
        open_end = text[last - 1] in ":;,—–" or end - begin < 8  # a number alone on its line
    if start is not None and last > start:
        spans.append((start, last))
    return spans


def _breaks(text: str, line: Line, lines: list[Line], tail: str, habit: Habit) -> bool:
    first = text[line.body] if line.body < line.end else " "
    if is_small(first) and tail not in ".。;:":
        return False
    if not habit.width:
        return line.gap or tail in ".。!?»”)]" or line.level is not None
    return (line.gap and not is_small(first)) or (
        tail in ".。" and (may_begin(first) or not (first.isascii() or first.isalpha())) and _short_before(line, lines, habit)
    )


def _short_before(line: Line, lines: list[Line], habit: Habit) -> bool:
    """Tell whether the line before ends well before the margin, as the last one of a paragraph does."""
    index = bisect_left(lines, line.start, key=lambda other: other.start) - 1
    return index >= 0 and lines[index].end - lines[index].start < 0.93 * habit.width


def insert_zones(root: Node, zones: list[Zone]) -> None:
    """Hang notes, headers, quotations and contents into the smallest unit that holds their beginning, clipped to it."""
    for zone in zones:
        if zone.kind == "preface":
            continue
        node = root
        while True:
            at = bisect_right(node.children, zone.start, key=lambda child: child.start) - 1
            if at >= 0 and node.children[at].end > zone.start:
                if node.children[at].kind in ("note", "header", "quotation", "contents"):
                    break
                node = node.children[at]
                continue
            end = min(zone.end, node.end)
            if at + 1 < len(node.children):
                end = min(end, node.children[at + 1].start)
            if end > zone.start and node.kind != "crossheading":
                node.children.insert(at + 1, Node(zone.kind, "", (), zone.start, end, zone.start))
            break


def tidy(node: Node) -> None:
    """Hold the promise of the tree: children inside their parent, one behind the other, none empty, spans inside their unit."""
    kept: list[Node] = []
    reached = last = node.start
    for child in node.children:
        child.start = max(child.start, reached)
        child.end = min(child.end, node.end)
        if child.end <= child.start:
            continue
        reached = child.end
        if child.kind not in ("note", "header", "quotation", "contents"):
            last = child.end
        kept.append(child)
        tidy(child)
    node.children = kept
    if node.heading is not None and not node.start <= node.heading[0] < node.heading[1] <= node.end:
        node.heading = None
    if node.closing is not None and not last <= node.closing[0] < node.closing[1] <= node.end:
        node.closing = None


def flatten(law: Law, root: Node) -> tuple[Unit, ...]:
    """Turn the tree of nodes into the flat tuple of units in pre-order."""
    units: list[Unit] = []
    eids = EIds()
    bare = section_prefix(law.title or law.text[:300], law.language)

    def visit(node: Node, parent: int | None, path: str, shown: str, zone: str, depth: int, place: int) -> None:
        if parent is None:
            eid, where = "law", ""
        else:
            part = eid_part(node, place)
            eid = eids.take(f"{path}__{part}" if path else part)
            where = locator(node, shown, zone=zone, bare=bare)
        index = len(units)
        units.append(
            Unit(
                eid=eid, kind=node.kind, label=node.label, locator=where, start=node.start, end=node.end, heading=node.heading,
                parent=parent, depth=depth, closing=node.closing,
            )
        )  # fmt: skip
        below = where if node.kind in ("schedule", "treaty") else zone
        if node.kind == "quotation" and where:
            where = below = f"{where}:"
        counts: Counter[str] = Counter()
        for child in node.children:
            if not child.number or child.number == (0,):
                counts[child.kind] += 1
            visit(child, index, "" if parent is None else eid, where, below, depth + 1, counts[child.kind])

    visit(root, None, "", "", "", 0, 0)
    return tuple(units)
