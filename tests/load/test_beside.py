"""Notes beside the words of a printed page: told from columns of tables, labels of lists and terms of definitions."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest
from load_samples import write

from gapcheck.annotate import read_law
from gapcheck.language import pack
from gapcheck.load import load
from gapcheck.load.beside import notes_beside
from gapcheck.model.law import Law
from gapcheck.segment import segment

LEFT = """\
                4. No person shall import any firearm into the Island except
Import of       under a licence issued by the Commissioner in the form that
firearms and    is prescribed.
ammunition.
                     (2) A person who contravenes subsection (1) commits an
                offence and is liable to imprisonment for ten years.
Records of      5. Every dealer shall keep a record of each firearm that he
dealers.        buys or sells, and shall produce it to a police officer who
                asks for it.
Marks.          6.—(1) No person shall remove, alter or deface the mark of a
                firearm.
                     (2) A person who contravenes this section commits an
                offence.
"""
RIGHT = "".join(
    f"{words:<68}{note}".rstrip() + "\n"
    for words, note in (
        ("    4. No person shall import any firearm into the Island", "Import of"),
        ("except under a licence issued by the Commissioner in the form", "firearms."),
        ("that is prescribed.", ""),
        ("    5. Every dealer shall keep a record of each firearm that he", "Records of"),
        ("buys or sells, and shall produce it to a police officer who", "dealers."),
        ("asks for it.", ""),
        ("    6. No person shall remove, alter or deface the mark of a fire-", "Marks."),
        ("arm, and a person who does commits an offence and is liable to", ""),
        ("imprisonment for ten years.", ""),
    )
)
TABLE = """\
The fees are these:
Licence            Fee to be paid on the grant of it, and whether it may be waived by
                   the Commissioner in the case of a person under the age of
                   twenty-one
Import licence     one hundred dollars, which is not waived in any case of which
                   the Commissioner has not been told
Dealer's licence   three hundred dollars, which is not waived in any case of which
                   the Commissioner has not been told
Export licence     one hundred dollars, which is not waived in any case of which
                   the Commissioner has not been told
"""
LIST = """\
    7. A licence is not granted to a person—
          (a)      who has been convicted of an offence of violence within the
                   last ten years;
          (b)      who is under the age of twenty-one years and does not belong
                   to a club; or
          (iii)    who has no place where the firearm can be kept out of the
                   reach of others.
    8. A licence lapses—
          (a)      on the death of its holder, unless the heir applies for it
                   within a month;
          (b)      after five years.
"""
TERMS = """\
    2. In this Act—
    "ammunition"     means the complete round, and each of its components that
                     the Minister prescribes;
    "dealer"         means a person who buys or sells firearms by way of trade
                     or business;
    "firearm"        means any portable barrelled weapon that expels a shot by
                     the action of an explosive;
"""


def _law(tmp_path: Path, text: str) -> Law:
    return load(write(tmp_path, "law.txt", text.encode()))


def _notes(text: str) -> list[str]:
    return [
        " ".join(text[mark.start : mark.end] for mark in pieces) for _, pieces in groupby(notes_beside(text), key=lambda mark: mark.label)
    ]


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (LEFT, ["Import of firearms and ammunition.", "Records of dealers.", "Marks."]),
        (RIGHT, ["Import of firearms.", "Records of dealers.", "Marks."]),
    ],
)
def test_notes_in_the_margin_are_found(text: str, notes: list[str]) -> None:
    assert _notes(text) == notes


@pytest.mark.parametrize("text", [TABLE, LIST, TERMS, "", " \n" * 50, "word  word\n" * 200])
def test_other_columns_are_no_notes(text: str) -> None:
    assert notes_beside(text) == []


def test_the_text_stays_as_it_is_and_is_read_without_the_notes(tmp_path: Path) -> None:
    law = _law(tmp_path, LEFT)
    assert law.text == LEFT
    alone = law.words_alone()
    assert len(alone) == len(LEFT)
    assert "except under a licence issued by the Commissioner in the form that is prescribed." in " ".join(alone.split())
    assert "Import" not in alone


def test_a_note_is_the_heading_of_the_section_beside_it(tmp_path: Path) -> None:
    law = _law(tmp_path, LEFT)
    segmentation = segment(law)
    sections = [unit for unit in segmentation.units if unit.kind == "section"]
    assert [unit.locator for unit in sections] == ["s. 4", "s. 5", "s. 6"]
    assert [" ".join(law.text[start:end] for start, end in unit.beside) for unit in sections] == [
        "Import of firearms and ammunition.",
        "Records of dealers.",
        "Marks.",
    ]
    reading = read_law(law, segmentation, pack("en"))
    named = reading.heading_concepts[segmentation.units.index(sections[0])]
    assert "object.firearm" in named
    # A heading is context, never evidence: no passage holds its words.
    assert not any(reading.words.starts[end - 1] >= len(law.text) for passage in reading.passages for _, end in passage.spans)


def test_a_word_divided_before_a_note_is_one_word(tmp_path: Path) -> None:
    law = _law(tmp_path, RIGHT)
    reading = read_law(law, segment(law), pack("en"))
    assert "fire-" not in reading.words.lower
    # Two in the words, one of them divided, and one in a note.
    assert reading.words.lower.count("firearm") == 3
