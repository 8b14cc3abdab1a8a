"""Prints a law as the text layer of a page has it: broken lines, divided words, notes beside the words, page headers, misread letters.

For measuring and testing how much of the findings is lost on the way through a printer and a scanner. The same seed prints the same page.
"""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gapcheck.load import load
from gapcheck.segment import segment

_WIDTH = 56
_NOTE = 14
_PAGE = 42
_INNER = frozenset({"subsection", "paragraph", "item"})
_MISREAD = (
    ("rn", "m"),
    ("m", "rn"),
    ("l", "1"),
    ("e", "c"),
    ("h", "b"),
    ("i", "l"),
    ("u", "n"),
    ("cl", "d"),
    ("fi", "f"),
    ("o", "c"),
    ("f", "t"),
)


@dataclass(frozen=True, kw_only=True)
class Printer:
    """How a law is printed.

    Attributes:
        divided: share of the long words at the end of a line that a hyphen divides.
        notes: "" for headings above the words, "left" or "right" of the words, "outer" for the outer margin of each page.
        between: share of the lines of such notes that come to stand between two lines of the words, as many text layers have them.
        headers: whether pages have headers and footers.
        misread: share of the words in which letters may be misread.
        seed: of the choices.
    """

    divided: float = 0.0
    notes: str = ""
    between: float = 0.0
    headers: bool = False
    misread: float = 0.0
    seed: int = 1

    def printed(self, path: Path) -> str:
        """Return the text of a law as this printer prints it."""
        chance = random.Random(self.seed)
        return "\n".join(self._paged(list(self._rows(path, chance)), chance)) + "\n"

    def _rows(self, path: Path, chance: random.Random) -> Iterator[tuple[str, str]]:
        """Yield each line of the words with the line of the note beside it."""
        law = load(path)
        text, units = law.text, segment(law).units
        sections = [unit for unit in units if unit.kind == "section"]
        yield from ((line, "") for line in text[: sections[0].start].splitlines())
        for unit, end in zip(sections, [*(section.start for section in sections[1:]), len(text)], strict=True):
            starts = sorted(inner.start for inner in units if unit.start < inner.start < end and inner.kind in _INNER)
            body = "\n".join(text[low:high] for low, high in zip([unit.start, *starts], [*starts, end], strict=True))
            heading = text[slice(*unit.heading)].strip() if unit.heading else ""
            note: list[str] = []
            if self.notes and heading and heading in body[: len(heading) + 40]:
                note = textwrap.wrap(heading.rstrip(". "), _NOTE)
                before, _, behind = body.partition(heading)
                body = before.rstrip() + " " + behind.lstrip(" .—-\n")
            rows = [row for paragraph in body.splitlines() for row in self._wrapped(paragraph, chance)]
            for row in rows:
                yield row, note.pop(0) if note and row.strip() else ""
            yield from (("", piece) for piece in note)

    def _wrapped(self, paragraph: str, chance: random.Random) -> Iterator[str]:
        if not paragraph.strip():
            yield ""
            return
        indent = " " * (8 if re.match(r"\s*\([a-z]{1,4}\)", paragraph) else 4 if re.match(r"\s*\(\d+\)", paragraph) else 0)
        row = f"{indent}    "
        for printed in paragraph.split():
            word = self._read(printed, chance)
            if len(row) + len(word) + 1 > _WIDTH:
                cut = min(len(word) - 3, _WIDTH - len(row) - 2)
                if word.isalpha() and cut >= 2 and len(word) > 6 and chance.random() < self.divided:
                    yield f"{row}{' ' if row.strip() else ''}{word[:cut]}-"
                    word = word[cut:]
                else:
                    yield row
                row = indent
            row += f"{' ' if row.strip() else ''}{word}"
        yield row

    def _read(self, word: str, chance: random.Random) -> str:
        if chance.random() >= self.misread:
            return word
        right, wrong = chance.choice(_MISREAD)
        return word.replace(right, wrong, 1)

    def _paged(self, rows: list[tuple[str, str]], chance: random.Random) -> Iterator[str]:
        left = self.notes in {"left", "outer"}
        for number, (row, note) in enumerate(rows, start=1):
            apart = bool(note) and chance.random() < self.between
            if not self.notes:
                yield row
            elif left:
                yield from ((note, f"{'':<16}{row}") if apart else (f"{note:<16}{row}".rstrip(),))
            else:
                yield from ((f"    {row}", f"{'':<64}{note}") if apart else (f"    {row:<60}{note}".rstrip(),))
            if self.headers and number % _PAGE == 0:
                page = number // _PAGE
                yield from (
                    "",
                    "[Printed by authority]",
                    "",
                    f"{page}            FIREARMS" if page % 2 else f"            FIREARMS            {page}",
                    "",
                )
                left = left if self.notes != "outer" else not left
