"""What holds of the units of any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from gapcheck.model.law import Law, Segmentation
from gapcheck.segment import outline, segment

PIECES = [
    "1. Short title\n", "2.—(1) A person who—\n", "(a) makes a gun; or\n", "(b) sells a gun,\n", "commits an offence.\n", "PART II\nLicences\n",
    "Artículo 3 Bis.- ", "Art. 4. ", "§ 5 ", "第六条", "FIRST SCHEDULE\n", "(i) one; ", "(ii) two. ", "“1A. Words”.\n", "## Heading\n", "\n\n",
    "    ", "[amended by Act 3 of 2001]\n", "see section 5(1)(a), (b) or (c)\n", "Contents\n", "- item\n", "      * Note: x\n", "    * (a) one\n", "Stk. 2. Two. ", "２　二\n", "一　甲\n", "<sup>2</sup> text\n", "| a | b |\n", "“", "7\n",
    "---\ntitle: x\n---\n", "The States Parties,\nHave agreed as follows:\n", "Done at Nowhere\n", "1 of 48\n",
]  # fmt: skip


def law_of(text: str, language: str = "en", title: str = "") -> Law:
    return Law(name="x.txt", text=text, sha256="", language=language, title=title)


def check(text: str, result: Segmentation) -> None:
    units = result.units
    assert (units[0].start, units[0].end, units[0].parent, units[0].depth) == (0, len(text), None, 0)
    assert len({unit.eid for unit in units}) == len(units)
    assert 0 <= result.confidence <= 1
    assert 0 <= result.numbered_share <= 1
    last_end: dict[int, int] = {}
    for index, unit in enumerate(units):
        assert 0 <= unit.start <= unit.end <= len(text)
        if unit.heading is not None:
            assert unit.start <= unit.heading[0] < unit.heading[1] <= unit.end
        if unit.closing is not None:
            assert unit.start <= unit.closing[0] < unit.closing[1] <= unit.end
        if index == 0:
            continue
        assert unit.parent is not None
        assert unit.parent < index
        parent = units[unit.parent]
        assert unit.depth == parent.depth + 1
        assert parent.start <= unit.start
        assert unit.end <= parent.end
        assert unit.start >= last_end.get(unit.parent, 0), "siblings overlap"
        last_end[unit.parent] = unit.end


@given(st.lists(st.sampled_from(PIECES), max_size=60))
@settings(max_examples=300, deadline=None)
def test_drafted_pieces_in_any_order_give_a_proper_tree(pieces: list[str]) -> None:
    text = "".join(pieces)
    result = segment(law_of(text))
    check(text, result)
    assert len(outline(result, law_of(text), zones=True)) == len(result.units) - 1


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_a_proper_tree(text: str) -> None:
    check(text, segment(law_of(text)))
