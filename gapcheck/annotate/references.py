"""References between the units of a law, and the penalty clauses that reach a rule through them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from gapcheck.annotate.words import Words
from gapcheck.model.annotation import Mention, Number, Passage, PenaltyClause, Reference
from gapcheck.model.law import Segmentation

_NUMBER = r"\(?\d{1,4}[A-Za-z]{0,3}\)?(?:\s?(?:bis|ter|quater))?(?:\s?\([0-9A-Za-z]{1,5}\))*"


def normalise_label(label: str) -> str:
    """Reduce a printed label to what references use: "Section 10A." -> "10a", "Artículo 11 Bis" -> "11bis"."""
    found = re.search(r"\d+\s?[A-Za-z]{0,3}(?:\s?(?:bis|ter|quater))?", label.lower())
    return re.sub(r"\s", "", found.group()) if found else ""


def _top(number: str) -> str:
    found = re.match(r"\(?(\d{1,4}[a-z]{0,3}(?:\s?(?:bis|ter|quater))?)", number.lower())
    return re.sub(r"\s", "", found.group(1)) if found else ""


def find_references(
    text: str, words: Words, segmentation: Segmentation, passages: list[Passage], settings: Mapping[str, Any]
) -> list[Reference]:
    """Find references to sections or articles of the same law, and resolve them to units.

    References to subsections resolve to the section they stand in. A label that the law does not have is dropped.
    """
    units = segmentation.units
    names: dict[str, list[str]] = settings.get("units", {})
    basic = [name for kind in ("section", "article", "regulation", "rule") for name in names.get(kind, ())]
    if not basic:
        return []
    joiners = "|".join(sorted((re.escape(str(word)) for word in settings.get("joiners", ())), key=len, reverse=True)) or ","
    pattern = re.compile(
        rf"(?:\b(?:{'|'.join(sorted(map(re.escape, basic), key=len, reverse=True))})\.?\s+|§§?\s*)"
        rf"(?P<list>{_NUMBER}(?:\s*(?:{joiners})\s*(?:{joiners})?\s*{_NUMBER})*)",
        re.IGNORECASE,
    )
    by_label: dict[str, int] = {}
    quoted: dict[str, int] = {}
    for index, unit in enumerate(units):
        if unit.kind == "section":
            # What an act puts into another one has numbers of that one: the act's own go first.
            put_in = any(units[above].kind == "quotation" for above in ancestors(index, segmentation))
            (quoted if put_in else by_label).setdefault(normalise_label(unit.label), index)
    by_label = quoted | by_label
    by_label.pop("", None)
    starts = [unit.start for unit in units]
    references = []
    for match in pattern.finditer(text):
        targets = []
        pieces = re.findall(_NUMBER, match["list"])
        for piece in pieces:
            target = by_label.get(_top(piece))
            if target is not None and target not in targets:
                targets.append(target)
        if not targets:
            continue
        index = _innermost(units, starts, match.start())
        if units[index].start == match.start():
            continue  # the label of the unit itself
        start, end = words.range_of(match.start(), match.end())
        references.append(Reference(unit=index, targets=tuple(targets), start=start, end=end))
    return references


def _innermost(units: tuple[Any, ...], starts: list[int], char: int) -> int:
    index = bisect_right(starts, char) - 1
    while index > 0 and units[index].end <= char:
        parent = units[index].parent
        index = parent if parent is not None else 0
    return max(index, 0)


def find_penalties(
    words: Words,
    passages: list[Passage],
    mentions: Mapping[str, list[Mention]],
    references: list[Reference],
    numbers: list[Number],
    settings: Mapping[str, Any],
) -> list[PenaltyClause]:
    """Read each passage that makes an offence or threatens a penalty as a penalty clause, with what it reaches."""
    laws = frozenset(settings.get("this_law", ()))
    parts = frozenset(settings.get("units", {}).get("part", ()))
    subs = frozenset(settings.get("units", {}).get("subsection", ())) | frozenset(settings.get("units", {}).get("section", ()))
    offence = [m.start for m in mentions.get("norm.offence", ())]
    penalty = [m.start for m in mentions.get("norm.penalty", ())]
    prison = [m.start for m in mentions.get("norm.imprisonment", ())]
    fine = [m.start for m in mentions.get("norm.fine", ())]
    general = mentions.get("norm.general_penalty", [])
    general_starts = [m.start for m in general]
    reference_starts = [reference.start for reference in references]
    years = [number for number in numbers if number.kind == "penalty"]
    year_starts = [number.start for number in years]
    clauses = []
    for passage in passages:
        if not passage.whole:
            continue
        if not (_any(offence, passage) or _any(penalty, passage)):
            continue
        longest = 0.0
        for start, end in passage.spans:
            for number in years[bisect_left(year_starts, start) : bisect_left(year_starts, end)]:
                longest = max(longest, number.value)
        targets: list[int] = []
        scope = "unit"
        for start, end in passage.spans:
            for reference in references[bisect_left(reference_starts, start) : bisect_left(reference_starts, end)]:
                targets += [target for target in reference.targets if target not in targets]
            for mention in general[bisect_left(general_starts, start) : bisect_left(general_starts, end)]:
                after = set(words.lower[mention.start : mention.end + 8])
                if after & laws:
                    scope = "law"
                elif after & parts and scope == "unit":
                    scope = "part"
                elif after & subs and scope == "unit":
                    scope = "section"
        if targets and scope != "law":
            scope = "targets"
        clauses.append(
            PenaltyClause(
                unit=passage.unit,
                start=passage.spans[0][0],
                end=passage.spans[-1][1],
                years=longest,
                imprisonment=_any(prison, passage) or longest > 0,
                fine=_any(fine, passage),
                scope=scope,
                targets=tuple(targets),
            )
        )
    return clauses


def _any(starts: list[int], passage: Passage) -> bool:
    for start, end in passage.spans:
        index = bisect_left(starts, start)
        if index < len(starts) and starts[index] < end:
            return True
    return False


def penalties_by_unit(
    clauses: list[PenaltyClause], segmentation: Segmentation
) -> tuple[dict[int, list[PenaltyClause]], list[PenaltyClause]]:
    """Return unit index -> clauses that reach that unit (itself, its section, as a target, through its part), and the general clauses."""
    units = segmentation.units
    reached: dict[int, list[PenaltyClause]] = defaultdict(list)
    general = []
    for clause in clauses:
        section = section_of(clause.unit, segmentation)
        if clause.scope == "law":
            general.append(clause)
        if clause.scope == "part":
            part = next((a for a in ancestors(clause.unit, segmentation) if units[a].kind in {"part", "chapter", "division"}), None)
            (reached[part] if part is not None else general).append(clause)
        for target in clause.targets:
            reached[target].append(clause)
        reached[section].append(clause)
    return reached, general


def ancestors(index: int, segmentation: Segmentation) -> list[int]:
    """Return the indices of a unit and of all units above it, innermost first, without the root."""
    chain = []
    at: int | None = index
    while at:
        chain.append(at)
        at = segmentation.units[at].parent
    return chain


def section_of(index: int, segmentation: Segmentation) -> int:
    """Return the basic unit (section, article) that holds a unit; the unit itself where there is none."""
    return next((a for a in ancestors(index, segmentation) if segmentation.units[a].kind == "section"), index)
