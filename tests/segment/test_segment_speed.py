"""Cost grows with the length of a text and not with its square, also for texts that no legislature wrote."""

from __future__ import annotations

import time

import pytest

from gapcheck.model.law import Law
from gapcheck.segment import segment

UNITS = "A person who— (a) makes; or (b) sells a gun, commits an offence under section 3(1)(a) or (b). (2) Text.\n"
TEXTS = {
    "blanks": " " * 200_000,
    "blanks behind words": ("x" + " " * 5000 + "\n") * 40,
    "one label again and again": "1.\n" * 15_000,
    "labels on one line": "1. " * 60_000,
    "open brackets": "(" * 100_000 + "[" * 100_000,
    "open quotations": "the following:\n“x\n" * 8_000,
    "contents": "Contents\n" * 8_000,
    "schedules": "SCHEDULE\n\n1. x\n2. y\n" * 2_500,
    "articles on one line": "Art. 1.- x " + "y. Art. 5.- " * 8_000 + "\nArt. 9.- z",
    "page numbers": "5\n6\n7\n" * 8_000,
    "bullets": "- x\n" * 12_000,
    "sections": "".join(f"{number}. {UNITS}" for number in range(1, 1500)),
}


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_odd_texts_are_read_in_seconds(name: str) -> None:
    started = time.process_time()
    result = segment(Law(name="x.txt", text=TEXTS[name], sha256="", language="en"))
    assert time.process_time() - started < 5
    assert result.units[0].end == len(TEXTS[name])


def test_ten_times_the_text_takes_not_much_more_than_ten_times_as_long() -> None:
    def seconds(count: int) -> float:
        text = "".join(f"{number}. {UNITS}" for number in range(1, count))
        started = time.process_time()
        segment(Law(name="x.txt", text=text, sha256="", language="en"))
        return time.process_time() - started

    seconds(100)  # reads the vocabulary
    assert seconds(2000) < 40 * max(seconds(200), 0.01)
