"""Cutting a law's text where quotations begin and end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gapcheck.report.html.passages import Passage, cut, fragment

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=12)


def passages(spans: list[tuple[int, int]]) -> list[Passage]:
    return [Passage(number=number, law=0, start=start, end=end, uses=()) for number, (start, end) in enumerate(sorted(spans))]


@given(SPANS, st.lists(st.integers(-5, 80), max_size=5))
def test_pieces_join_without_a_gap_and_each_lies_in_exactly_the_passages_it_names(spans, also):
    given_passages = passages([(start, start + length) for start, length in spans])
    pieces = cut(0, 70, given_passages, also)
    assert [piece.start for piece in pieces] == [0, *(piece.end for piece in pieces[:-1])]
    assert pieces[-1].end == 70
    for piece in pieces:
        for offset in range(piece.start, piece.end):
            assert piece.passages == tuple(item.number for item in given_passages if item.start <= offset < item.end)
    assert {offset for offset in also if 0 < offset < 70} <= {piece.start for piece in pieces}


def test_quotations_that_overlap_nest_and_touch():
    pieces = cut(0, 10, passages([(1, 6), (2, 3), (4, 8), (8, 9)]))
    assert [(piece.start, piece.end, piece.passages) for piece in pieces] == [
        (0, 1, ()), (1, 2, (0,)), (2, 3, (0, 1)), (3, 4, (0,)), (4, 6, (0, 2)), (6, 8, (2,)), (8, 9, (3,)), (9, 10, ()),
    ]  # fmt: skip


def test_an_empty_text_has_no_pieces():
    assert cut(0, 0, []) == []


def test_a_link_to_a_test_writes_its_number_sign_as_fragments_must():
    assert fragment("FP-05.1.c.2#1") == "#FP-05.1.c.2%231"
