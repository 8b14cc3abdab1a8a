"""Reading definitions: the law's own vocabulary.

Recognised: a quoted or emphasised term before a cue ("firearm" means ..., “firearm”, in relation to ..., means ...), a term without
quotation marks at the start of a unit or line before a cue, and, under a heading or beside other definitions, a term followed by a colon
or dash.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import Any

from gapcheck.annotate.announced import announced
from gapcheck.annotate.words import Words
from gapcheck.language import Pack
from gapcheck.model.annotation import Definition, Mention
from gapcheck.model.law import Segmentation

_QUOTED = re.compile(
    r"(?:^|[\s(\[*_—–-])(?:“\s?(?P<a>[^“”\n;:]{2,80}?)\s?”|„\s?(?P<b>[^„“”\n;:]{2,80}?)\s?[“”]|«\s?(?P<c>[^«»\n;:]{2,80}?)\s?»"
    r"|\"\s?(?P<d>[^\"\n;:]{2,80}?)\s?\"|‘\s?(?P<e>[^‘’\n;:]{2,80}?)\s?’|'(?P<f>[^'\n;:]{2,80}?)'"
    r"|\*\*(?P<g>[^*\n;:]{2,80}?)\*\*|\*(?P<h>[^*\n;:]{2,80}?)\*)(?P<between>[^\n;.“„«\"‘]{0,120}\n?[^\n;.“„«\"‘]{0,40})$"
)
_LABEL = re.compile(r"^[\s>#*_\-–—•]*(?:\(?[0-9ivxlIVXL]{1,5}[a-zA-Z]?[.)\]°º]+|\(?[a-zA-Z]{1,2}[.)\]]+|§\s*\d+\w*\.?)?[\s*_.\-–—]*")
_ITEM = r"^[ \t>#*_•]*(?:(?:\(?[0-9ivxlIVXL]{1,5}[a-zA-Z]?[.)\]°º]+|\(?[a-zA-Z]{1,2}[.)\]]+)[ \t]*)?"
"""The beginning of a line, with the label of an item or without one."""
_GLOSSARY = re.compile(
    _ITEM + r"[*_\"“„«]{0,3}"
    r"(?P<term>[^\W\d][^\n.;:()–—]{2,70}?)[*_\"”“»]{0,3}(?:\([^)\n]{1,60}\)[ \t]?)?[ \t]*"
    r"(?:[–—][ \t]+|:[ \t]+|[ \t]-[ \t]+)(?P<body>(?:\([a-z0-9]\)[ \t])?[^\W\d_]\w*,?[ \t]+\w+,?[ \t]+\w+)",
    re.MULTILINE,
)
_GLOSSARY_LINES = 3
"""So many lines of the form "term - explanation" under one unit make it a glossary."""
_OPEN_TERM = re.compile(r"^(?:an? |the )?(?P<term>[^\d\W][\w\-’' /,]{1,60})$", re.IGNORECASE)
_TERM_ALONE = re.compile(r"(?:^|\n)[ \t>#*_]*(?P<term>[^\W\d][\w\-’' ]{1,60}?)[*_]*[ \t]*[—–-]{1,2}\s*$")
"""A term on a line of its own, before items that say what it means: "firearm —" / "(a) means ...; but" / "(b) does not include ..."."""
_NOT_TERMS = frozenset(
    {
        "this",
        "it",
        "that",
        "which",
        "he",
        "she",
        "they",
        "these",
        "those",
        "such",
        "any",
        "no",
        "nothing",
        "section",
        "subsection",
        "following",
        "and",
        "or",
        "other",
    }
)
_INTRODUCTION = 25
"""Words before the first term of a list in which it may be announced."""
_HEAD_WORDS = 22
_BODY_WORDS = 420
_SHORT_BODY = 2
"""A body of fewer words is only the line that introduces a list."""
_KINDS = ("object.", "act.", "doc.", "mark.", "person.", "topic.")


def _cues(words: Words, settings: Mapping[str, Any]) -> list[tuple[int, int, bool]]:
    """Find cues: (start, end, whether it says what the term is)."""
    table: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for key, says in (("is", True), ("adds", False)):
        for phrase in settings.get("definition", {}).get(key, ()):
            parts = tuple(str(phrase).split())
            table.setdefault(parts[0], []).append((parts, says))
    for options in table.values():
        options.sort(key=lambda option: -len(option[0]))
    lower = words.lower
    not_before = frozenset(settings.get("definition", {}).get("not_before", ()))
    cues = []
    at = 0
    while at < len(lower):
        for parts, says in table.get(lower[at], ()):
            # "by means of": the noun, not the verb.
            if tuple(lower[at : at + len(parts)]) == parts and not not_before.intersection(lower[at + len(parts) : at + len(parts) + 1]):
                cues.append((at, at + len(parts), says))
                at += len(parts) - 1
                break
        at += 1
    return cues


def find_definitions(
    text: str, words: Words, segmentation: Segmentation, mentions: Mapping[str, list[Mention]], skip: bytearray, pack: Pack
) -> list[Definition]:
    """Return the definitions of a law in the order of the text."""
    settings = pack.settings
    lead_ins = tuple(str(phrase) for phrase in settings.get("definition", {}).get("lead_ins", ()))
    named_by = tuple(f"{phrase} " for phrase in settings.get("definition", {}).get("named", ()))
    starts = [unit.start for unit in segmentation.units]
    raw: list[tuple[int, int, int, bool, int, str]] = []
    last_end = -1
    for cue_start, cue_end, says in _cues(words, settings):
        if cue_start == 0 or skip[cue_start]:
            continue
        char = words.starts[cue_start]
        index = bisect_left(starts, char + 1) - 1
        unit_start = starts[index] if index >= 0 else 0
        line = text.rfind("\n", max(0, char - 220), char) + 1
        begin = max(line, char - 220, 0) if line else max(unit_start, char - 220)
        begin = max(begin, words.ends[last_end - 1] if last_end > 0 and words.ends[last_end - 1] <= char else 0)
        before = text[begin:char].rstrip(" ,—–-")
        # The cue may stand on the line after the term.
        above = max(text.rfind("\n", max(0, char - 300), max(line - 1, 0)) + 1, unit_start, char - 300) if line else begin
        quoted = _QUOTED.search(before)
        if not quoted and above < begin and len(before) < 40:
            longer = text[above:char].rstrip(" ,—–-")
            quoted = _QUOTED.search(longer)
            if quoted:
                begin, before = above, longer
        if quoted:
            group = next(name for name in "abcdefgh" if quoted[name])
            term = quoted[group].strip(" ,*_")
            term_char = begin + quoted.start(group)
        elif (alone := _term_alone(text, segmentation, index, char)) is not None:
            term, term_char, index = alone
        else:
            rest = _without_lead(before, segmentation.units[index].label if index >= 0 and unit_start >= begin else "", lead_ins)
            rest, named = _without_name(rest.strip(" ,"), named_by)
            rest = rest.strip("() ") if named else rest  # 'the word (weapon) means'
            opened = _OPEN_TERM.match(rest)
            # Without quotation marks "includes" is an ordinary verb ("the certificate includes ..."); "also means" is not, nor is it
            # one after "the expression firearm".
            plain = says or named or "also" in words.lower[cue_start:cue_end]
            if not opened or not plain or len(rest.split()) > 9 or begin > max(line, unit_start):
                continue
            # "by any means": the noun, not the verb.
            if words.lower[cue_start - 1] in {"any", "all", "other", "no", "such", "the", "what", "whatever"}:
                continue
            term = opened["term"].strip(" ,")
            if term.lower() in _NOT_TERMS or term.lower().split()[0] in _NOT_TERMS:
                continue
            term_char = begin + before.find(term)
        if not term or term.lower() in _NOT_TERMS or not any(letter.isalpha() for letter in term):
            continue
        term_start, term_end = words.range_of(term_char, term_char + len(term))
        if term_end <= term_start or term_end > cue_start or pack.stop_words.issuperset(words.lower[term_start:term_end]):
            continue
        raw.append((term_start, term_end, cue_end, says, index, term))
        last_end = cue_end
    laws = frozenset(settings.get("this_law", ()))
    headings = frozenset(settings.get("definition", {}).get("headings", ()))
    concept_at, whole_at = _index(mentions)
    before_term = announced(text, words, segmentation, skip, pack, headings)
    if settings.get("definition", {}).get("before_things_only"):
        before_term = [item for item in before_term if _is_thing(whole_at(item[0], item[1]))]
    if before_term:
        # "Para los efectos de esta Ley se entiende por:" defines the items of its list, not the words before it.
        taken = {item[0] for item in before_term}
        raw = [item for item in raw if item[0] not in taken and not _announces_only(words, item, settings)] + before_term
        raw.sort()
    names = frozenset(name for kind in settings.get("units", {}).values() for name in kind)
    raw = [
        item
        for item in _with_glossaries(text, words, segmentation, skip, starts, raw, headings, lead_ins, _alone(settings))
        if not (words.lower[item[0]] in names and _is_number(words.lower[item[0] + 1 : item[1]]))
    ]
    turns = frozenset(settings.get("definition", {}).get("turns", ("includes", "include", "including")))
    definitions: list[Definition] = []
    for number, (term_start, term_end, body_start, says, unit, term) in enumerate(raw):
        limit = raw[number + 1][0] if number + 1 < len(raw) else len(words)
        holder = segmentation.units[unit] if unit >= 0 else segmentation.units[0]
        unit_end = words.range_of(holder.start, holder.end)[1]
        body_end = min(limit, body_start + _BODY_WORDS)
        if unit_end - body_start < _SHORT_BODY and holder.parent:
            # "X means -" with its items printed as units of the section: read on to the end of the unit above.
            above_unit = segmentation.units[holder.parent]
            unit_end = words.range_of(above_unit.start, above_unit.end)[1]
        body_end = min(body_end, max(unit_end, body_start))
        if body_end <= body_start:
            continue
        turn = next((i for i in range(body_start, body_end) if words.lower[i] in turns), body_end) if says else body_start
        head_end = min(turn, body_start + _HEAD_WORDS) if says else body_start
        own = concept_at(term_start, term_end)
        head = concept_at(body_start, head_end)
        if laws.intersection(words.lower[body_start : body_start + 9]):
            head = []  # "the Principal Act" is a law about firearms, not a firearm
        # The kind of thing that a term is, is the kind of what its body names first: a dealer is a person who sells, not a sale.
        first = head or ([] if own else concept_at(head_end, body_end)[:1])
        kind = first[0].split(".")[0] + "." if first else ""
        own_kinds = tuple({concept.split(".")[0] + "." for concept in own}) or ((kind,) if kind else ())
        definitions.append(
            Definition(
                term=term,
                term_start=term_start,
                term_end=term_end,
                body_start=body_start,
                body_end=body_end,
                concepts=frozenset(own),
                whole=frozenset(whole_at(term_start, term_end)),
                head=frozenset(concept for concept in head if concept.startswith(kind)),
                included=frozenset(concept for concept in concept_at(head_end, body_end) if own_kinds and concept.startswith(own_kinds)),
                unit=max(unit, 0),
            )
        )
    return definitions


def _term_alone(text: str, segmentation: Segmentation, index: int, cue: int) -> tuple[str, int, int] | None:
    """Return the term that stands on a line of its own right before the item that begins with a cue, where, and the unit above the item."""
    unit = segmentation.units[max(index, 0)]
    if index < 1 or unit.parent is None or unit.kind not in {"paragraph", "item"}:
        return None
    if text[unit.start : cue].strip(" \t\n*_") != unit.label.strip("*_ "):
        return None
    floor = max(unit.start - 90, segmentation.units[unit.parent].start)
    found = _TERM_ALONE.search(text[floor : unit.start])
    return (found["term"].strip(), floor + found.start("term"), unit.parent) if found else None


def _is_thing(concepts: list[str]) -> bool:
    """Tell whether a term as a whole names a thing: "the following are weapons" defines, "the following are prohibited" does not."""
    return any(concept.startswith("object.") for concept in concepts)


def _is_number(rest: list[str]) -> bool:
    """Tell whether what follows the name of a unit is its number ("Article 3", "Part IV"): "parts and components" is a term."""
    return not rest or bool(re.fullmatch(r"(?:\d+\w{0,3}|[ivxlcdm]+|[a-z])[.)º°]?", rest[0]))


def _without_lead(before: str, label: str, lead_ins: tuple[str, ...]) -> str:
    """Strip from the words before a cue the unit's label ("Article 3. X means") and a lead-in ("For the purposes of this Law, X means")."""
    rest = before.lstrip(" #*_>-–—")
    if label and rest.startswith(label):
        rest = rest[len(label) :].lstrip(" .:)–—-*_")
    found = _LABEL.match(rest)
    rest = rest[found.end() :] if found else rest
    if lead_ins and rest.lower().startswith(lead_ins) and "," in rest:
        rest = rest.rsplit(",", 1)[1]
    return rest


def _without_name(rest: str, named_by: tuple[str, ...]) -> tuple[str, bool]:
    """Strip "the term", "a reference to" before a term; tell whether it stood there."""
    lower = rest.lower()
    found = max((phrase for phrase in named_by if lower.startswith(phrase)), key=len, default="")
    return rest[len(found) :].lstrip(), bool(found)


def _announces_only(words: Words, item: tuple[int, int, int, bool, int, str], settings: Mapping[str, Any]) -> bool:
    """Tell whether the cue of a definition is the beginning of a phrase that announces other terms ("se entiende" of "se entiende por")."""
    for phrase in settings.get("definition", {}).get("before", ()):
        parts = tuple(str(phrase).split())
        for length in range(1, len(parts)):
            at = item[2] - length
            if at >= item[1] and tuple(words.lower[at : at + len(parts)]) == parts:
                return True
    return False


def _alone(settings: Mapping[str, Any]) -> re.Pattern[str] | None:
    """Return what finds lines that define alone, without a cue: "“Firearm”, a pistol, rifle or ..." and "The weapon: every firearm ..."."""
    own = settings.get("definition", {}).get("alone", {})
    if not own:
        return None
    articles, opens = ("|".join(map(re.escape, own[key])) for key in ("articles", "opens"))
    return re.compile(
        _ITEM
        + rf"(?:[“\"«](?P<quoted>[^\n“”\"«»;:]{{2,70}}?)[”\"»][ \t]*[,:]|(?:{articles}) (?P<term>[^\W\d][^\n.;:,()–—]{{2,50}}?):)[ \t]+"
        rf"(?P<body>(?:{opens})[ \t]+\w+[ \t,]+\w+)",
        re.MULTILINE | re.IGNORECASE,
    )


def _with_glossaries(
    text: str,
    words: Words,
    segmentation: Segmentation,
    skip: bytearray,
    starts: list[int],
    raw: list[tuple[int, int, int, bool, int, str]],
    headings: frozenset[str],
    lead_ins: tuple[str, ...],
    alone: re.Pattern[str] | None,
) -> list[tuple[int, int, int, bool, int, str]]:
    """Add the entries of glossaries: lines "term - explanation" of which several stand under one unit, and lines that define alone."""
    found: dict[int, list[tuple[int, int, int, bool, int, str]]] = {}
    for match in _GLOSSARY.finditer(text):
        term_start, term_end = words.range_of(match.start("term"), match.end("term"))
        body_start = words.range_of(match.start("body"), match.end("body"))[0]
        if term_end <= term_start or term_end - term_start > 7 or body_start <= term_end - 1 or skip[term_start]:
            continue
        unit = max(bisect_left(starts, match.start("term") + 1) - 1, 0)
        holder = segmentation.units[unit]
        group = holder.parent if holder.parent is not None and holder.start >= match.start() - 2 else unit
        found.setdefault(group, []).append((term_start, term_end, body_start, True, unit, match["term"].strip()))
    known = {item[0] for item in raw}
    raw = list(raw)
    for match in alone.finditer(text) if alone else ():
        name = "quoted" if match["quoted"] else "term"
        term_start, term_end = words.range_of(match.start(name), match.end(name))
        body_start = words.range_of(match.start("body"), match.end("body"))[0]
        if term_start < term_end < body_start and not skip[term_start] and term_start not in known:
            known.add(term_start)
            raw.append(
                (term_start, term_end, body_start, True, max(bisect_left(starts, match.start(name) + 1) - 1, 0), match[name].strip())
            )
    for holder_index, lines in found.items():
        announced_here = _heading_says(segmentation, words, holder_index, headings) or _introduces(
            segmentation, words, holder_index, lines[0][0], headings, lead_ins
        )
        if len(lines) >= _GLOSSARY_LINES or announced_here:
            raw = raw + [item for item in lines if item[0] not in known]
    return sorted(raw)


def _heading_says(segmentation: Segmentation, words: Words, index: int, headings: frozenset[str]) -> bool:
    """Tell whether the heading of a unit, or of the one above it, announces definitions."""
    for at in (index, segmentation.units[index].parent):
        heading = segmentation.units[at].heading if at is not None else None
        if heading is not None:
            start, end = words.range_of(*heading)
            if headings.intersection(words.lower[start:end]):
                return True
    return False


def _introduces(
    segmentation: Segmentation, words: Words, holder: int, first: int, headings: frozenset[str], lead_ins: tuple[str, ...]
) -> bool:
    """Tell whether the words before a list of terms announce it: "For the purposes of this Act:", "The following terms mean:"."""
    start = words.range_of(segmentation.units[holder].start, segmentation.units[holder].end)[0]
    opening = words.lower[max(start, first - _INTRODUCTION) : first]
    if ":" not in opening:
        return False
    said = " ".join(opening)
    return bool(headings.intersection(opening)) or any(lead_in in said for lead_in in lead_ins)


def _index(mentions: Mapping[str, list[Mention]]) -> Any:
    """Return two functions of a range of words: the inheritable concepts mentioned inside it, and those that all of it expresses."""
    flat = sorted((m.start, m.end, concept) for concept, found in mentions.items() if concept.startswith(_KINDS) for m in found)
    keys = [item[0] for item in flat]

    def inside(start: int, end: int) -> list[str]:
        first = bisect_left(keys, start)
        found = []
        while first < len(flat) and flat[first][0] < end:
            if flat[first][1] <= end:
                found.append(flat[first][2])
            first += 1
        return found

    spans: dict[tuple[int, int], list[str]] = {}
    for start, end, concept in flat:
        spans.setdefault((start, end), []).append(concept)

    return inside, lambda start, end: spans.get((start, end), [])


def inherited_mentions(definitions: list[Definition], words: Words, skip: bytearray) -> dict[str, tuple[list[Mention], list[Mention]]]:
    """Return concept -> (mentions by what a term is, mentions by what its definition includes).

    A term inherits only concepts of things, acts and documents, never one that its own words already express. What a definition merely
    includes is kept apart: "firearm includes any part" must not turn every rule on firearms into a rule on parts.
    """
    by_first: dict[str, list[tuple[tuple[str, ...], Definition]]] = {}
    for definition in definitions:
        lemmas = tuple(words.lemmas[definition.term_start : definition.term_end])
        if len(lemmas) > 3 and not definition.head:
            # "Firearms of all categories shall also mean ...": what is added belongs to the leading word.
            lemmas = lemmas[:1]
        wanted = (definition.head | definition.included) - definition.concepts
        if not any(concept.startswith(("object.", "act.", "doc.")) for concept in wanted):
            continue
        by_first.setdefault(lemmas[0], []).append((lemmas, definition))
    result: dict[str, tuple[list[Mention], list[Mention]]] = {}
    if not by_first:
        return result
    for options in by_first.values():
        options.sort(key=lambda option: -len(option[0]))
    for index, lemma in enumerate(words.lemmas):
        if skip[index]:
            continue
        for lemmas, definition in by_first.get(lemma, ()):
            if tuple(words.lemmas[index : index + len(lemmas)]) != lemmas:
                continue
            if definition.term_start <= index < definition.body_end:
                break  # inside its own definition the term says nothing new
            mention = Mention(index, index + len(lemmas), tuple(range(index, index + len(lemmas))))
            for concept in definition.head - definition.concepts:
                if concept.startswith(("object.", "act.", "doc.")):
                    result.setdefault(concept, ([], []))[0].append(mention)
            for concept in definition.included - definition.head - definition.concepts:
                if concept.startswith(("object.", "act.")):
                    result.setdefault(concept, ([], []))[1].append(mention)
            break
    return result
