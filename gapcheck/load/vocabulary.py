"""What the tags of the known law-XML vocabularies mean: Akoma Ntoso, Justice Canada, e-Gov, USLM, CLML, BWB, gii and their like.

One table serves them all, because publishers of laws name the same few things, and the names hardly clash. A tag that is not
listed is a block of its own, or part of the sentence where it stands among words. All names in lower case.
"""

from __future__ import annotations

from gapcheck.load.tree import AUTO, Role

_SKIP = """
    meta metadata head ukmetadata billhistory runninghead rt rp processinginstruction footnoteref noteref
    commentaryref colspec col style script resources recentamendments bwb-inputbestand meta-data redactionele-correctie toegevoegd
    image img jurabk amtabk ausfertigung-datum fundstelle standangabe gliederungskennzahl
"""
_INLINE = """
    b i u em strong emphasis span ref xrefexternal xrefinternal definedtermen definedtermfr definitionref def term sup sub superscript
    subscript ins mref rref a sentence column ruby language inline date quantity person organization role location docnumber doctitle
    nadruk extref intref repealed leader addition substitution abbr acronym fraction formulatext
"""
_NUMBER = """
    num label number pnumber articletitle paragraphnum itemtitle subitem1title subitem2title subitem3title subitem4title
    lidnr dt enum no nr enbez no.p ti.art.nr articlenum
"""
_HEADING = """
    heading subheading marginalnote scheduleformheading crossheading articlecaption paragraphcaption chaptertitle parttitle sectiontitle
    subsectiontitle divisiontitle lawtitle shorttitle longtitle supplprovisionlabel appdxtabletitle titel kop ti.art sti.art titl
    schedulesubtitle titleblock langue kurzue
"""
_NOTE = """
    note authorialnote notes historicalnote footnote footnotes commentary commentaries editorialnote sourcecredit relatedornotinforce
    amendmentnote noot wetsgeschiedenis changenote
"""
_CONTENTS = "toc contents arrangement inhaltsuebersicht"
_QUOTATION = "quotedstructure quotedtext quotedcontent embeddedstructure embeddedtext amendedtext readastext blockamendment"
_SCHEDULE = "schedule schedules annex attachment attachments appdx appdxtable appdxnote appdxstyle appdxformat bijlage appendix"
_HEADER = "instrumentnumber registrationdate consolidationdate enablingauthority regulationmakerorder chapternumber lawnum"
_DIVISION = """
    title subchapter subdivision subsection paragraph level hcontainer clause subclause lid p2 p3
"""
_LARGE_DIVISION = """
    book tome part chapter division section article boek deel hoofdstuk afdeling paragraaf artikel mainprovision supplprovision
    p1group p1 pblock norm
"""
_BLOCK = "dl dd la ul ol li list blocklist item definition quote blockquote lijst al pre"
"""Blocks even where they stand among words: the items of a list in the middle of a sentence."""
_ROW = "tr row tablerow"
_CELL = "td th entry tablecolumn tableheadercolumn"
_TABLE = "table tablegroup tablestruct"


def _table() -> dict[str, Role]:
    roles: dict[str, Role] = {}
    for names, role in (
        (_DIVISION, Role(flow="block", deep=True)),
        (_LARGE_DIVISION, Role(flow="block", gap=2, deep=True)),
        (_SKIP, Role(flow="skip")),
        (_INLINE, Role(flow="inline")),
        (_NUMBER, Role(flow="number")),
        (_HEADING, Role(flow="block", mark="heading")),
        (_NOTE, Role(flow="block", mark="note")),
        (_CONTENTS, Role(flow="block", mark="contents", gap=2)),
        (_QUOTATION, Role(flow="block", mark="quotation")),
        (_SCHEDULE, Role(flow="block", mark="schedule", gap=2, deep=True)),
        (_HEADER, Role(flow="block", mark="header")),
        (_BLOCK, Role(flow="block")),
        (_ROW, Role(flow="row")),
        (_CELL, Role(flow="cell")),
        (_TABLE, Role(flow="block", mark="table")),
        ("br eol", Role(flow="break")),
    ):
        roles.update(dict.fromkeys(names.split(), role))
    return roles


ROLES = _table()
DIVISIONS = frozenset((_DIVISION + _LARGE_DIVISION).split())
NUMBERS = frozenset(_NUMBER.split())
HEADINGS = frozenset(_HEADING.split())
NOTES = frozenset(_NOTE.split())
TITLES = ("shorttitle", "lawtitle", "longtitle", "doctitle", "citeertitel", "langue")
"""Tags that hold the law's name, the best first."""


def role_of_name(name: str) -> Role:
    """Return the role of a tag of any of the vocabularies."""
    return ROLES.get(name, AUTO)
