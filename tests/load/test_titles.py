"""What a law calls itself."""

from __future__ import annotations

import pytest

from gapcheck.load.titles import clean_title, find_title, front_matter_title
from gapcheck.model.law import Mark


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("THE FIREARMS ACT, 2022\n\nArrangement of sections\n", "THE FIREARMS ACT, 2022"),
        ("THE FIREARMS (PROHIBITION)\nACT, 2022\nPART I\n", "THE FIREARMS (PROHIBITION) ACT, 2022"),
        ("REPUBLIC OF ARVENIA\nOfficial Gazette\nARMS LAW 1999\n", "ARMS LAW 1999"),
        ("1\n\nhttps://example.org\nPART I\nLaw on weapons\nText.", "Law on weapons"),
        ("12\n34\n", ""),
    ],
)
def test_the_first_line_that_can_be_a_title(text: str, title: str) -> None:
    assert find_title(text, ()) == title


def test_a_heading_goes_before_lines_but_not_the_number_of_a_chapter() -> None:
    text = "Ministry\nCHAPTER I\nArms Rules\n"
    marks = (Mark(kind="heading", start=9, end=18, level=1), Mark(kind="heading", start=19, end=29, level=2))
    assert find_title(text, marks) == "Arms Rules"


def test_what_the_source_states_goes_first_and_is_cut_at_300_characters() -> None:
    assert find_title("Other words\n", (), "Law on  arms") == "Law on arms"
    long = clean_title("law on arms and ammunition " * 30)
    assert len(long) <= 300 and long.endswith("…")


@pytest.mark.parametrize(
    ("matter", "title"),
    [
        ('---\ntitle: "Arms Law"\n---\nx', "Arms Law"),
        ("---\nTitle: Arms Law\n---\nx", "Arms Law"),
        ("---\ntitle: >-\n  Arms\n  Law\nother: x\n---\nx", "Arms Law"),
        ("---\nname: x\n---\ntitle: no\n", ""),
        ("title: no\n", ""),
    ],
)
def test_titles_in_front_matter(matter: str, title: str) -> None:
    assert front_matter_title(matter) == title
