"""Names of units: Akoma Ntoso element ids, and locators for people."""

from __future__ import annotations

import re
from collections import Counter

from gapcheck.segment.inner import Node

EID = {
    "book": "book", "title": "title", "part": "part", "chapter": "chp", "division": "dvs", "subdivision": "subdvs",
    "section": "sec", "article": "art", "sign": "sec", "bare": "sec", "subsection": "subsec", "paragraph": "para", "item": "item",
    "schedule": "att", "crossheading": "crosshdg", "preface": "preface", "contents": "toc", "note": "note", "header": "hdr",
    "quotation": "qstr", "treaty": "treaty", "signature": "sig",
}  # fmt: skip
"""Short names of elements in ids, after the Akoma Ntoso naming convention where it has one."""

KIND = {"book": "part", "title": "part", "part": "part", "chapter": "chapter", "division": "division", "subdivision": "division"}
"""Classes of label words that are containers, to the kinds of units."""

_SHORT = {
    "article": "art.",
    "section": "s.",
    "sign": "§",
    "bare": "s.",
    "book": "book",
    "title": "title",
    "part": "Part",
    "chapter": "ch.",
    "division": "div.",
    "subdivision": "subdiv.",
}


_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_MARKUP = re.compile(r"<[^<>]{1,10}>")


def bare_number(label: str) -> str:
    """Return a label without its punctuation: "(a)" and "a)" give "a", "2.—" gives "2"."""
    return re.sub(r"\s+", " ", label.strip(" \t\n()（）.*_[]—–-:°º\u00a0"))


def slug(text: str) -> str:
    """Return a number in the form of an id: "11 Bis" gives "11bis", "271.1A" gives "271-1a"."""
    text = _MARKUP.sub("", text).translate(_WIDE).lower()
    return re.sub(r"[^\w]+", "-", re.sub(r"\s+", "", text)).strip("-")


class EIds:
    """Gives out ids that are unique in a file; a second one of the same name gets a number."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def take(self, wanted: str) -> str:
        """Return `wanted`, or `wanted-2`, `wanted-3` where it is taken."""
        self._seen[wanted] += 1
        count = self._seen[wanted]
        if count == 1:
            return wanted
        other = f"{wanted}-{count}"
        while self._seen[other]:
            count += 1
            other = f"{wanted}-{count}"
        self._seen[other] += 1
        return other


def eid_part(node: Node, place: int) -> str:
    """Return the last part of a node's id; `place` is its place among unnumbered siblings of its kind."""
    short = EID.get(node.family or node.kind, node.kind)
    if node.kind in ("division",) and short in ("sec", "art"):
        short = "dvs"
    if len(node.number) == 1 and node.number != (0,) and (node.family not in ("", "bare") or not node.label or node.label[:1].isdigit()):
        return f"{short}_{node.number[0]}" if not node.code else f"{short}_{slug(node.printed)}"
    number = slug(node.printed or bare_number(node.label))
    return f"{short}_{number}" if number and node.number != (0,) else f"{short}_{place}"


def section_prefix(title: str, language: str) -> str:
    """Return how a law with bare numbers calls its units: "s.", in rules "r.", in regulations "reg."."""
    if language in ("en", "und"):
        last = title.lower()
        if re.search(r"\bregulations\b", last) and "act" not in last.split():
            return "reg."
        if re.search(r"\brules\b", last) and "act" not in last.split():
            return "r."
    return "s."


def locator(node: Node, parent: str, *, zone: str, bare: str) -> str:
    """Return a locator for people.

    Args:
        parent: the parent's locator ("" for the root).
        zone: "" in the body, else the locator of the schedule or treaty around it; of what is put into another act the locator of the
            unit that puts it there, with a colon.
        bare: the word for units without one ("s.").
    """
    printed = _MARKUP.sub("", node.printed or bare_number(node.label)).strip().translate(_WIDE)
    if node.kind == "paragraph" and not node.label and (not parent or parent.endswith(":")):
        return f"{parent} para. {node.number[0]}".strip()
    if node.kind in ("subsection", "paragraph", "item") and not node.family:
        if node.number == (0,):
            return parent
        if re.match(r"[^\W\d]{3,}\.? \d", node.label):  # "Stk. 2.", "Parágrafo 1°": the number alone for Stk., as lawyers cite
            printed = printed.split()[-1] if len(printed.split()[0]) <= 4 else printed
        return f"{parent}{' ' if parent.endswith(':') else ''}({printed or node.number[0]})"
    if node.kind == "section":
        rule = re.match(r"(?i)(reg|rule|clause|cl)", node.label)
        short = _SHORT.get(node.family, "s.")
        if node.family == "bare":
            short = "para." if zone and not zone.endswith(":") else bare
        elif rule:
            short = {"reg": "reg.", "rule": "r.", "clause": "cl.", "cl": "cl."}[rule.group().lower()]
        return f"{zone} {short} {printed}".strip()
    if node.kind == "schedule":
        word = next(iter(node.label.split()), "").strip(".:")
        name = word.capitalize() if word.isascii() and word.isalpha() and "sched" not in node.label.lower() else "Sch."
        return f"{name} {printed or (node.number[0] if node.number else '')}".strip()
    if node.kind in ("part", "chapter", "division"):
        return f"{parent + ', ' if parent else ''}{_SHORT.get(node.family, node.kind)} {printed}".strip()
    if node.kind == "treaty":
        return f"{parent} treaty".strip()
    return parent
