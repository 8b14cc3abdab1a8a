"""From the lines of printed pages to running text: paragraphs across lines and pages, headers and footnotes out of their way."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from gapcheck.load.pdf_layout import Line, Word, common_gutters, join_words, reading_order, rows_of
from gapcheck.load.reading import tidy_marks
from gapcheck.load.running import contents_lines, running_lines
from gapcheck.model.law import Mark, Page

_ENDS = re.compile(r"[.;:!?。；：؛۔—–]['\"”»’)\]]*$")
_AND = re.compile(r"[;,]\s+\w{1,4}$")
"""The end of an item before the last one: "; and"."""
_LABEL = re.compile(r"^(\(?(\d{1,4}[A-Za-z]{0,2}|[ivxlcIVXLC]{1,6}|[^\W\d_])[.)º°ª]|[IVXLC\d]+\s*[–—-]|[•–—-]\s|§)")
_NOTE_SIGN = re.compile(r"^\W{0,2}(\d{1,3}|\*|†|[a-z])(?![\w.,)])")
_HYPHEN = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_SENTENCE = re.compile(r"[.;:,]['\"”»’)\]]*$")
_LONGEST_HEADING = 200
_TAIL = 80
"""Characters at the end of a line that tell how it ends."""
_SOFT = "\u00ad"


@dataclass(slots=True)
class _Flow:
    """The text so far. `apart` holds the headers and footnotes that wait for the end of a paragraph."""

    parts: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    apart: list[tuple[str, str]] = field(default_factory=list)
    length: int = 0
    ending: str = ""
    heading_from: int | None = None

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def break_line(self, wide: bool) -> None:
        """End a paragraph; what waits stands behind it."""
        if (
            self.heading_from is not None
            and not _SENTENCE.search(self.ending[-_TAIL:])
            and not _AND.search(self.ending[-_TAIL:])
            and self.length - self.heading_from < _LONGEST_HEADING
        ):
            self.marks.append(Mark(kind="heading", start=self.heading_from, end=self.length))
        self.heading_from = None
        if self.length:
            self.add("\n\n" if wide and not self.apart else "\n")
        for kind, words in self.apart:
            start = self.length
            self.add(words)
            self.marks.append(Mark(kind=kind, start=start, end=self.length))
            self.add("\n")
        self.apart.clear()


def flow(pages: list[list[Word]]) -> tuple[str, tuple[Mark, ...], tuple[Page, ...]]:
    """Write the words of all pages as one text.

    Args:
        pages: the words of each page in any order.

    Returns:
        the text; marks for headings (large, bold or from the margin), headers, footnotes and contents; the stretch of each page.
    """
    body_size = _body_size(pages)
    whole_words = _vocabulary(pages)
    bodies, asides = _take_running_lines(pages)
    gutters = common_gutters(bodies)
    out = _Flow()
    before: Line | None = None
    for number, words in enumerate(bodies):
        kept, notes = _take_footnotes(words, body_size)
        fresh = True
        for region in reading_order(kept, gutters):
            previous: Line | None = None
            for line in region:
                before = _write(out, line, before, previous, body_size, whole_words, number if fresh else None)
                previous, fresh = line, False
        if fresh:
            out.starts.append(out.length)
        out.apart += [("header", aside) for aside in asides[number]] + [("note", note) for note in notes]
    out.break_line(wide=False)
    text = "".join(out.parts)
    marks = out.marks + contents_lines(text)
    return text, tidy_marks(text, marks), _pages(out.starts, len(text))


def _write(
    out: _Flow, line: Line, before: Line | None, above: Line | None, body_size: float, whole_words: Counter[str], page: int | None
) -> Line:
    text = line.text
    if before is not None and _continues(before, line, above, out.ending, text):
        hyphen = _HYPHEN.search(out.ending[-_TAIL:])
        if hyphen and text[:1].islower():
            _join_divided(out, hyphen, text, whole_words)
        else:
            out.add(" ")
    else:
        out.break_line(wide=above is not None and _distance(above, line) > 1.0 * (line.y1 - line.y0))
        out.heading_from = out.length
    if page is not None:
        out.starts.append(out.length)
    if line.kind == "margin":
        out.marks.append(Mark(kind="heading", start=out.length, end=out.length + len(text)))
        out.heading_from = None
    elif not _is_heading(line, body_size):
        out.heading_from = None
    out.add(text)
    out.ending = text
    return line


def _join_divided(out: _Flow, hyphen: re.Match[str], text: str, whole_words: Counter[str]) -> None:
    """Make a divided word whole, unless the document writes it with its hyphen elsewhere ("self-" + "propelled")."""
    rest = re.match(r"[^\W\d_]+", text)
    first, second = hyphen[1].casefold(), (rest[0].casefold() if rest else "")
    hyphenated = whole_words[f"{first}-{second}"] > whole_words[first + second]
    last = out.parts[-1]
    out.parts[-1] = last[:-1] + ("-" if hyphenated else "")
    out.length += len(out.parts[-1]) - len(last)


def _continues(before: Line, line: Line, above: Line | None, ending: str, text: str) -> bool:
    """Tell whether a line goes on with the sentence of the line before it, because that one was full."""
    if before.kind != line.kind or before.kind == "margin" or "\t" in ending[8:] or "\t" in text[8:]:
        return False  # notes and the rows of tables stand for themselves
    if _HYPHEN.search(ending[-_TAIL:]) and text[:1].islower():
        return True
    ended = bool(_ENDS.search(ending[-_TAIL:]))
    if above is None:
        # The next column or page: only the words can tell.
        return not ended and text[:1].islower() and abs(before.size - line.size) < 1.0
    if abs(before.size - line.size) > 0.8 or _distance(before, line) > 0.9 * (line.y1 - line.y0):
        return False
    if before.bold != line.bold and not text[:1].islower():
        return False
    first = line.words[0]
    if before.right - before.x1 >= (first.x1 - first.x0) + 0.4 * first.size or line.x0 - line.left > 0.35 * (line.right - line.left):
        return False  # the first word would have found room on the line before, or the line is centred
    if text[:1].islower() and not _LABEL.match(text):
        return True
    hanging = len(before.words) > 1 and abs(line.x0 - before.words[1].x0) < 3
    return not ended and not _AND.search(ending[-_TAIL:]) and (hanging or line.x0 < before.x0 + 3)


def _distance(above: Line, line: Line) -> float:
    return above.y0 - line.y1


def _is_heading(line: Line, body_size: float) -> bool:
    """A line in large or in bold type."""
    return line.size > 1.12 * body_size or line.bold


def _body_size(pages: list[list[Word]]) -> float:
    sizes: Counter[float] = Counter()
    for words in pages:
        for word in words:
            sizes[round(word.size, 1)] += len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 10.0


def _vocabulary(pages: list[list[Word]]) -> Counter[str]:
    """Count the words of the document that stand whole, with or without a hyphen inside."""
    words: Counter[str] = Counter()
    for page in pages:
        for word in page:
            bare = word.text.strip(".,;:()[]\"'“”«»‘’").casefold()
            if bare and not bare.endswith(("-", _SOFT)):
                words[bare] += 1
    return words


def _take_running_lines(pages: list[list[Word]]) -> tuple[list[list[Word]], list[list[str]]]:
    rows = [rows_of(words) for words in pages]
    texts = [[join_words(row) for row in page] for page in rows]
    running = running_lines(texts)
    bodies = [
        [word for index, row in enumerate(page) if index not in found for word in row] for page, found in zip(rows, running, strict=True)
    ]
    asides = [[texts[number][index] for index in sorted(found)] for number, found in enumerate(running)]
    return bodies, asides


def _take_footnotes(words: list[Word], body_size: float) -> tuple[list[Word], list[str]]:
    """Part the footnotes from the text: small lines at the foot of the page that begin with a sign."""
    rows = rows_of(words)
    start = len(rows)
    while start and max(rows[start - 1], key=lambda word: len(word.text)).size < 0.9 * body_size:
        start -= 1
    while start < len(rows) and not _NOTE_SIGN.match(join_words(rows[start])):
        start += 1
    if start == 0 or start == len(rows):
        return words, []
    notes: list[str] = []
    for row in rows[start:]:
        text = join_words(row)
        if notes and not _NOTE_SIGN.match(text):
            notes[-1] += " " + text
        else:
            notes.append(text)
    return [word for row in rows[:start] for word in row], notes


def _pages(starts: list[int], length: int) -> tuple[Page, ...]:
    edges = [0, *starts[1:], length]
    return tuple(Page(number=index + 1, start=edges[index], end=edges[index + 1]) for index in range(len(starts)))
