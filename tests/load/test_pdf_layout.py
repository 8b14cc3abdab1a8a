"""The geometry of a page, without a PDF."""

from __future__ import annotations

from gapcheck.load.pdf_layout import Word, join_words, reading_order, rows_of


def word(text: str, x: float, *, y: float = 0, size: float = 10, spaced: bool = True) -> Word:
    return Word(text, x, x + 5 * len(text), y, y + size, size, False, spaced)


def test_words_are_parted_by_spaces_and_columns_of_a_table_by_tabs() -> None:
    assert join_words([word("two", 0), word("words", 18), word("far", 100)]) == "two words\tfar"


def test_a_word_that_was_drawn_in_two_pieces_is_one() -> None:
    assert join_words([word("fire", 0), word("arm", 20, spaced=False)]) == "firearm"


def test_the_sign_of_a_footnote_does_not_stick_to_its_word() -> None:
    assert join_words([word("ammunition", 0), word("2", 50, y=5, size=5, spaced=False)]) == "ammunition 2"


def test_lines_of_scripts_that_run_from_right_to_left_begin_at_the_right() -> None:
    assert join_words([word("السلاح", 0), word("حيازة", 40), word("1", 80)]) == "1 حيازة السلاح"


def test_a_raised_figure_belongs_to_its_line() -> None:
    rows = rows_of([word("upper", 0, y=30), word("lower", 0, y=18), word("3", 30, y=34, size=5)])
    assert [[entry.text for entry in row] for row in rows] == [["upper", "3"], ["lower"]]


def test_notes_on_a_page_without_text_beside_them_are_kept() -> None:
    assert reading_order([]) == []
    regions = reading_order([word("alone", 10)])
    assert [line.text for region in regions for line in region] == ["alone"]
