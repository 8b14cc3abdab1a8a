"""The national law: its text, and pointers into it.

A `Law` is one file as it was read: one canonical text that is never edited afterwards. Everything else (units, passages,
definitions, evidence) points into that text with half-open character offsets `[start, end)` and holds no copy of it.
"provision" is always the Protocol's word, "unit" always the national law's.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a paginated source (PDF): `number` counts from 1, `[start, end)` is its part of the text."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A hint that the source itself gives on a stretch of text: a tag, a style, a list number.

    Hints are evidence for the segmenter, never truth: publishers mislabel.

    Attributes:
        kind: "heading", "number", "contents", "note", "header", "quotation", "table", "schedule" or "beside" (one line of a note that
            stands beside the words).
        start, end: the stretch of text, half-open.
        level: depth of a heading (1 is the highest), where the source tells it.
        label: the number as the source tells it ("5", "11 Bis"), where it does; of lines of a note beside the words, which note it is.
    """

    kind: str
    start: int
    end: int
    level: int | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """One file of a national law, read.

    Attributes:
        name: the file's name without folders; evidence refers to it.
        text: the canonical text. Lines end with "\\n"; for plain text and Markdown it is the decoded file itself, so that a
            quotation is verbatim in the file.
        sha256: of the file's bytes.
        language: BCP 47 primary tag ("en", "es", ...), "und" where it cannot be told.
        title: the law's title as found in it, or "".
        format: "text", "markdown", "html", "docx", "pdf", "akomantoso" or "justice-canada".
        encoding: of text files; "" for others.
        pages: where the source has pages, else empty.
        marks: hints of the source on its structure, sorted by start.
        warnings: what a reader should know of the reading (for instance pages without text).
    """

    name: str
    text: str
    sha256: str
    language: str
    title: str = ""
    format: str = "text"
    encoding: str = ""
    pages: tuple[Page, ...] = ()
    marks: tuple[Mark, ...] = ()
    warnings: tuple[str, ...] = ()

    def page_of(self, offset: int) -> int | None:
        """Return the number of the page that holds `offset`, None for a source without pages."""
        from bisect import bisect_right

        if not self.pages:
            return None
        at = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[max(at, 0)].number

    def words_alone(self) -> str:
        """Return the text with blanks for the notes that stand beside the words, so that the words of a line run on in the next.

        It has the length of the text: offsets mean the same in both. A line that holds nothing but a note is no line of its own.
        """
        pieces = [mark for mark in self.marks if mark.kind == "beside"]
        if not pieces:
            return self.text
        shown: list[str] = []
        at = 0
        for mark in pieces:
            shown += (self.text[at : mark.start], " " * (mark.end - mark.start))
            at = mark.end
            end = self.text.find("\n", at)
            line = self.text.rfind("\n", 0, mark.start) + 1
            if end > 0 and not self.text[line : mark.start].strip() and not self.text[at:end].strip():
                shown.append(" " * (end + 1 - at))
                at = end + 1
        return "".join((*shown, self.text[at:]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One unit of a law's structure, in pre-order: a parent stands before its children.

    Attributes:
        eid: Akoma Ntoso element id ("part_2__sec_5__subsec_1__para_a"), unique within the file.
        kind: "law" (the root), "part", "chapter", "division", "section" (also: article, paragraph of civil-law acts, regulation,
            rule: the basic numbered unit), "subsection", "paragraph", "item", "schedule", "crossheading", and for text that
            is no enacted rule: "preface", "contents", "note" (amendment notes, footnotes, editorial text), "header" (running headers),
            "quotation" (text quoted from or put into another act), "treaty" (a treaty reproduced), "signature".
        label: the number as printed ("5", "(1)", "(a)", "11 Bis", "Art. 3"), "" where there is none.
        locator: for people: "s. 5(1)(a)", "art. 11 Bis", "Sch. 1 para. 3".
        start, end: half-open, covering the label, the heading, the content and all descendants.
        heading: span of the heading or marginal note, or None.
        parent: index of the parent in the tuple of units; None for the root.
        depth: 0 for the root.
        closing: span of closing words after the last child ("... commits an offence"), or None.
        beside: spans of the note beside the words that is its heading, one a line; they lie in lines of the unit or just before them.
    """

    eid: str
    kind: str
    label: str
    locator: str
    start: int
    end: int
    heading: tuple[int, int] | None = None
    parent: int | None = None
    depth: int = 0
    closing: tuple[int, int] | None = None
    beside: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmentation:
    """The tree of units of one law, flat and in pre-order, with what the segmenter thinks of its own work.

    Attributes:
        units: `units[0]` is the root that covers the whole text.
        confidence: 0 to 1, from gaps, duplicates and coverage of the numbering.
        numbered_share: share of the characters that lie inside a numbered unit.
        warnings: gaps, duplicates and fall-backs, in words.
    """

    units: tuple[Unit, ...]
    confidence: float
    numbered_share: float
    warnings: tuple[str, ...] = field(default=())

    def at(self, offset: int) -> int:
        """Return the index of the innermost unit that covers `offset`."""
        best = 0
        for index, unit in enumerate(self.units):
            if unit.start > offset:
                break
            if unit.end > offset and unit.depth >= self.units[best].depth:
                best = index
        return best
