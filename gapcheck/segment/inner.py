"""The inside of a basic unit: a stack parser that builds subsections, paragraphs and items from labels."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from gapcheck.segment.lines import Line, is_small, may_begin
from gapcheck.segment.numbers import Number, step
from gapcheck.segment.tokens import MISREAD_ONE, Token, is_reference
from gapcheck.segment.words import words

Aside = Callable[[int], bool]
"""Tells whether a place lies in a zone that is no law (a note, a running header)."""


HeadingOf = Callable[[Token], tuple[int, int] | None]
"""Gives the heading that stands before a subsection's label, if there is one."""


@dataclass(slots=True)
class Node:
    """A unit under construction. `closing` are words after the last child."""

    kind: str
    label: str
    number: Number
    start: int
    end: int
    content: int
    family: str = ""
    code: str = ""
    printed: str = ""
    heading: tuple[int, int] | None = None
    closing: tuple[int, int] | None = None
    children: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class _Level:
    style: str
    number: Number
    node: Node
    parent: Node
    indent: int


def parse_inner(
    text: str, lines: list[Line], root: Node, tokens: list[Token], *, wrapped: bool, aside: Aside, heading_of: HeadingOf | None = None
) -> None:
    """Give `root` its children from the labels inside it.

    Each label may continue an open level or open a new one; which is decided by its number, by how far the next sibling is,
    and by whether it begins a line. A label that fits nowhere is text.
    """
    if not tokens:
        return
    places: dict[tuple[str, Number], list[int]] = defaultdict(list)
    for index, token in enumerate(tokens):
        for style, number in token.readings:
            places[style, number].append(index)
    stack: list[_Level] = []
    reference_end = -1
    label_end = root.content
    for index, token in enumerate(tokens):
        adjoining = token.start >= label_end and _ADJOINING.fullmatch(text, label_end, token.start) is not None
        if not adjoining and is_reference(text, token, reference_end) and not _opens_list(text, lines, tokens, index):
            reference_end = token.end
            continue
        choice = _choose(text, root, token, index, stack, places, adjoining, lines[token.line].indent)
        if choice is None:
            if not token.hard:
                reference_end = token.end if text[token.start - 1 : token.start] not in (";", ".") else -1
            continue
        depth, (style, number) = choice
        if depth == _WRAP:
            first = root.children[0]
            begin = root.content + len(text[root.content : first.start]) - len(text[root.content : first.start].lstrip(" \t\n\u3000*_"))
            implicit = Node("", "", (1,), begin, root.end, begin, children=list(root.children))
            root.children[:] = [implicit]
            stack[:] = [_Level(style, (1,), implicit, root, 0)]
            depth = 0
        del stack[depth + 1 :]
        parent = stack[depth].parent if depth < len(stack) else (stack[-1].node if stack else root)
        start = token.start
        line = lines[token.line]
        if line.body == start and line.start + line.indent >= label_end:
            start = line.start + line.indent  # with the bracket of an amendment before it
        heading = heading_of(token) if heading_of is not None and parent is root else None
        if heading is not None and heading[0] >= label_end:
            start = heading[0]
        else:
            heading = None
        label = "(1)" if style == "(x)1" and token.label in MISREAD_ONE else token.label
        node = Node("", label, number, start, root.end, token.end, heading=heading)
        if depth < len(stack):
            level = stack[depth]
            level.node.end = start
            if number == (1,) and level.number != (0,) and style != "word1":
                _end_before_intro(text, lines, level, token, wrapped, aside)
            level.style, level.number, level.node = style, number, node
        else:
            stack.append(_Level(style, number, node, parent, line.indent))
        parent.children.append(node)
        label_end = token.end
    _finish(text, lines, root, wrapped, aside)


def _opens_list(text: str, lines: list[Line], tokens: list[Token], index: int) -> bool:
    """Tell whether a label that looks like a reference ("with the exception of the") opens a list: the next begins a line too."""
    token, following = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None or not (token.hard and following.hard and text[lines[token.line].end - 1] in ";,"):
        return False
    nexts = set(following.readings)
    return any(number == (1,) and (style, (2,)) in nexts for style, number in token.readings)


_ADJOINING = re.compile(r"[*_ \t\u00a0\n\[—–\-.]*(?:[A-Z]{0,2}\d{0,3}\[[*_ ]*)?")
"""What may stand between a label and one that belongs to it: "5.—F1[(1)"."""

_AMENDED = re.compile(r"[A-Z]{0,2}\d{0,3}\[$")


def _bullet_depth(token: Token, indent: int, stack: list[_Level]) -> int:
    """Return the depth of a bullet: among its like, else where it is indented more than the levels above."""
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].style == token.readings[0][0]:
            return depth
    return next((depth for depth, level in enumerate(stack) if level.indent >= indent and depth > 0), len(stack))


def _first(style: str) -> Number:
    return (0,) if style.startswith("bullet") else (1,)


def _next_sibling(places: dict[tuple[str, Number], list[int]], style: str, number: Number, index: int) -> int | None:
    """Return how many labels further the next sibling stands, None if there is none."""
    best = None
    for following in ((*number[:-1], number[-1] + 1), (number[0] + 1,), (*number, 1)):
        spots = places.get((style, following))
        if spots:
            at = bisect_right(spots, index)
            if at < len(spots) and (best is None or spots[at] - index < best):
                best = spots[at] - index
    return best


def _choose(
    text: str,
    root: Node,
    token: Token,
    index: int,
    stack: list[_Level],
    places: dict[tuple[str, Number], list[int]],
    adjoining: bool,
    indent: int,
) -> tuple[int, tuple[str, Number]] | None:
    """Return the depth at which a label belongs, and its reading; None if it is text."""
    if token.readings[0][0] == "word1" and stack and all(level.style != "word1" for level in stack) and token.readings[0][1] == (1,):
        return 0, token.readings[0]  # "Parágrafo 1" stands beside the lists of its article, not in them
    if token.readings[0][0].startswith("bullet"):
        return _bullet_depth(token, indent, stack), token.readings[0]
    options: list[tuple[float, int, tuple[str, Number]]] = []
    lead = _AMENDED.sub("", text[max(root.content, token.start - 12) : token.start].rstrip(' *_\t\n\u00a0“"'))
    before = lead.rstrip(' *_\t\n\u00a0“"[')[-1:]
    opening = 0.8 if before and before in "—:–" else 0.0
    stopped = before in ';:.—–-,)]”"!?»' or not before
    joined = (
        text[max(0, token.start - 6) : token.start]
        .rstrip(" *_\n")
        .endswith(("and", "or", " y", " o", " et", " ou", "und", "oder", " а", " и", " i"))
    )
    for style, number in token.readings:
        ahead = _next_sibling(places, style, number, index)
        near = 0.0 if ahead is None else 0.6 / (1 + 0.1 * ahead)
        continued = False
        for depth in range(len(stack) - 1, -1, -1):
            level = stack[depth]
            if level.style != style:
                continue
            continued = True
            distance = step(level.number, number)
            if distance == 0:
                options.append((2.5 + near - opening - 0.05 * (len(stack) - 1 - depth), depth, (style, number)))
            elif 0 < distance <= 3 and token.hard:
                options.append((1.2 + near - 0.2 * distance, depth, (style, number)))
            elif number == (1,) and (ahead is not None or token.hard):
                options.append((1.0 + near + 0.2 * token.hard, depth, (style, number)))
            break
        if not continued:
            opens = number == _first(style) or (len(number) == 2 and number[1] == 1 and number[0] == 1)
            if style.endswith("n") and root.number and number[:-1] == root.number and number[-1] == 1:
                opens = True
            score = 0.9 + near + 0.5 * token.hard + 0.5 * adjoining + (opening if ahead is not None else 0.0)
            if opens:
                options.append((score, len(stack), (style, number)))
            elif number == (2,) and not stack and _sentence_before(text, root, token) and style[-1] in "1Iα一":
                options.append((score - 0.3, 0, (style, number)))
            elif token.hard and not stack and ahead is not None and number[0] <= 4 and style[-1] == "1":
                options.append((0.6 + near, 0, (style, number)))
            elif number == (2,) and stack and stack[0].parent is root and stack[0].style != style and _opens_second(style, token, before):
                options.append((1.2 + near, _WRAP, (style, number)))
    if not options:
        return None
    score, depth, reading = max(options)
    if token.hard or adjoining:
        return (depth, reading) if score >= 0.9 else None
    if not (stopped or joined):
        return None
    if score >= 2.0:
        return depth, reading
    # A list that begins in the middle of a line needs a second member.
    return (depth, reading) if _next_sibling(places, *reading, index) is not None and score >= 1.0 else None


_WRAP = -1
"""Depth of a "2." behind a list: the list and its introduction become the first, unnumbered subsection."""


def _opens_second(style: str, token: Token, before: str) -> bool:
    """Tell whether a 2 may open a second subsection after a first without number that holds a list."""
    if style.startswith("cjkfull"):
        return token.hard
    return style in ("x.1", "(x)1", "word1") and before in '.。”"»)]' and before != ""


def _sentence_before(text: str, root: Node, token: Token) -> bool:
    """Tell whether the words before a "2." are a sentence: an implicit first subsection."""
    before = text[root.content : token.start].rstrip()
    return len(before) > 15 and before[-1] in '.!?。»”")'


def _end_before_intro(text: str, lines: list[Line], level: _Level, token: Token, wrapped: bool, aside: Aside) -> None:
    """A second list begins in the same unit: its introduction and heading are no part of the last item of the first."""
    node = level.node
    line = lines[token.line]
    at = token.start
    if token.hard:
        index = token.line
        while index > 0 and lines[index - 1].start > node.content and _introduces(text, lines[index - 1], index == token.line):
            index -= 1
        at = min(lines[index].start + lines[index].indent, token.start)
    elif line.start > node.content:
        at = line.start
    else:
        stop = max(text.rfind("; ", node.content, token.start), text.rfind(". ", node.content, token.start))
        at = stop + 2 if stop > 0 else token.start
    tail = _tail_start(text, lines, node, wrapped, aside)
    _clip(node, max(min(at, tail or at), node.content))


def _introduces(text: str, line: Line, nearest: bool) -> bool:
    """Tell whether a line before a list introduces it: it ends with a colon or dash, or is a heading set in bold."""
    if nearest and text[line.end - 1] in ":—–-":
        return True
    return line.level is not None or (text[line.start : line.end].strip().startswith("**") and text[line.end - 2 : line.end] == "**")


_ANNOUNCEMENT = 7
"""Words from which what a colon ends is an introduction and no heading."""
_DEFINITION = re.compile(r"[;.]\s+(?=[\"“«„‘][^\"“”«»„‘’\n]{2,80}[\"”»“’])")


def _finish(text: str, lines: list[Line], root: Node, wrapped: bool, aside: Aside) -> None:
    """Set the ends of last children, detach closing words, and name the kinds."""
    _close(text, lines, root, wrapped, aside)
    dangling = _dangling(text[root.content : root.children[0].start]) if root.children else False
    if root.children and root.children[0].label[:1] in _KANJI:
        dangling = True  # Japanese lists follow a sentence ("the following:")
    first = root.children[0] if root.children else None
    if first is not None and first.number == (2,):
        begin = root.content
        while begin < first.start and text[begin].isspace():
            begin += 1
        root.children.insert(0, Node("", "", (1,), begin, first.start, begin))
        dangling = False
    _name(text, root, ["paragraph", "item"] if dangling and not _sentences(text, root) else ["subsection", "paragraph", "item"])


def _sentences(text: str, root: Node) -> bool:
    """Tell whether numbered children are sentences of their own: "(1)" behind an unrecognised heading, no list."""
    if len(root.children) < 2 or not root.children[0].label.startswith("(") or not root.children[0].label[1:2].isdigit():
        return False
    if _announces(text[root.content : root.children[0].start]):
        return False
    ended = sum(text[_strip_end(text, child.start, child.end) - 1] in '.]”"' or bool(child.children) for child in root.children[:-1])
    return ended >= 0.7 * (len(root.children) - 1)


def _announces(intro: str) -> bool:
    """Tell whether an introduction opens its list by a colon, behind more words than a heading has.

    "A person commits an offence who does any of the following:" does, whether the items end in semicolons or in full stops.
    """
    return intro.rstrip(" \n\t*_-–—").endswith(":") and len(intro.split()) >= _ANNOUNCEMENT


_KANJI = tuple("一二三四五六七八九十イロハ")


def _dangling(intro: str) -> bool:
    """Tell whether an introduction runs into its list ("A person who—") or is complete by itself."""
    intro = _AMENDED.sub("", intro.strip(" \n\t*_")).strip(" \n\t*_[")
    return bool(intro.strip("—–-.")) and intro[-1] not in ".。!?"


def _name(text: str, node: Node, kinds: list[str]) -> None:
    """Give children their kinds; bullets of a sentence are items, bullets by themselves are paragraphs of the unit."""
    dangling = bool(node.children) and _dangling(text[node.content : node.children[0].start])
    for child in node.children:
        bullet = child.number == (0,)
        child.kind = "item" if bullet and dangling else kinds[0]
        _name(text, child, kinds[1:] or kinds)


def _close(text: str, lines: list[Line], node: Node, wrapped: bool, aside: Aside) -> None:
    for at, child in enumerate(node.children):
        following = node.children[at + 1].start if at + 1 < len(node.children) else node.end
        child.end = min(child.end, following)
    if not node.children:
        return
    last = node.children[-1]
    last.end = min(last.end, node.end)
    cut = _tail_start(text, lines, last, wrapped, aside) if _dangling(text[node.content : node.children[0].start]) else None
    if cut is not None and len(text[cut : node.end].strip(" \n\t*_]")) > 6:
        _clip(last, cut)
        node.closing = (cut, _strip_end(text, cut, node.end))
        if node.closing[0] >= node.closing[1]:
            node.closing = None

    for child in node.children:
        _close(text, lines, child, wrapped, aside)


def _clip(node: Node, end: int) -> None:
    node.end = min(node.end, end)
    node.children = [child for child in node.children if child.start < end]
    if node.children:
        _clip(node.children[-1], end)


def _strip_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _tail_start(text: str, lines: list[Line], last: Node, wrapped: bool, aside: Aside) -> int | None:
    """Return where words after the last item begin that belong to the whole list."""
    deepest = last
    while deepest.children:
        deepest = deepest.children[-1]
    cues = words().closing_cues
    index = bisect_right(lines, deepest.start, key=lambda line: line.start)
    label_line = lines[index - 1]
    list_line = lines[bisect_right(lines, last.start, key=lambda line: line.start) - 1]
    hard_list = not text[list_line.start : last.start].strip(" \t*_[>-") or text[last.start - 3 : last.start] == "   "
    column = last.start - list_line.start
    while index < len(lines) and lines[index].start < last.end and hard_list:
        line = lines[index]
        if aside(line.start + line.indent):
            index += 1
            continue
        previous = lines[index - 1]
        tail = text[previous.end - 1]
        first = text[line.body] if line.body < line.end else " "
        begins = False
        if line.start > deepest.content or line.start > label_line.start:
            ended = tail in ";.,:)]»”。—–"
            if line.gap:
                begins = previous.start > label_line.start or previous.end - deepest.content > 2
            elif not wrapped:
                begins = ended and previous.end - deepest.content > 2
            elif column > 0 and line.indent < column - 1:
                begins = ended or is_small(first)
            elif ended and tail != ",":
                begins = (may_begin(first) and tail == ".") or bool(cues.match(text, line.body, line.end))
            elif tail == ",":
                begins = bool(cues.match(text, line.body, line.end))
        if begins:
            return line.start + line.indent
        index += 1
    stretch_end = min(last.end, last.start + 20000)
    definition = _DEFINITION.search(text, deepest.content, stretch_end)
    found = _inline_closing(text, deepest, stretch_end, cues)
    if definition and (found is None or definition.end() < found):
        return definition.end()
    return found


def _inline_closing(text: str, deepest: Node, end: int, cues: re.Pattern[str]) -> int | None:
    for match in re.finditer(r"[;,—–]\s+", text[deepest.content : end]):
        at = deepest.content + match.end()
        if cues.match(text, at, end):
            return at
    return None
