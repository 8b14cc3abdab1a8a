"""A law, read: everything that matching needs, computed once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from gapcheck.annotate.definitions import find_definitions, inherited_mentions
from gapcheck.annotate.mentions import find_mentions
from gapcheck.annotate.names import named_laws, without_names
from gapcheck.annotate.numbers import find_numbers
from gapcheck.annotate.passages import cut_passages, skipped_words, without_definitions
from gapcheck.annotate.printed import divided_words, running_text
from gapcheck.annotate.references import ancestors, find_penalties, find_references, penalties_by_unit
from gapcheck.annotate.shortnames import short_names
from gapcheck.annotate.words import SENTENCE_ENDS, Words, label_words, sentence_ends, split_words
from gapcheck.language import Pack
from gapcheck.model.annotation import Definition, Mention, NormReading, Number, Passage, PenaltyClause, Reference
from gapcheck.model.law import Law, Segmentation

NORMS = ("definition", "prohibition", "offence", "penalty", "obligation", "licence", "power", "permission", "exemption", "repeal")
"""The kinds of norm that a rule may ask for."""

CLAUSE_ENDS = frozenset({".", ";", "?", "!"})
_PENAL_BASES = frozenset({"prohibition", "obligation", "licence"})
_ARMS = ("object.firearm", "object.weapon", "object.ammunition")
_OPENING = 2
"""Words among which a line that is nothing but a penalty says so."""
_TOO_SHORT = 1_000
"""Words below which a text does not show what the law is about."""
_ABOUT_ARMS = 0.005
"""Arms named per word from which on a law is one about arms. Laws on firearms that were measured have 0.008 to 0.06; customs, export
control and criminal codes and laws on other things 0 to 0.0035."""


@dataclass(kw_only=True)
class Reading:
    """One law with its words, mentions, passages, definitions, references, penalties and norms.

    Attributes:
        skipped_mentions: concept -> mentions in headings, contents and other text that is no enacted rule.
        short_names: terms introduced behind the things they stand for ("hereinafter ..."); no passages of their own.
        inherited: concept -> mentions of defined terms that *are* such a thing by definition.
        included: concept -> mentions of defined terms whose definition adds such a thing.
        settings: the settings of the language pack that read it.
        labels: the words that are labels of subsections and items.
        text: the text as it was read: that of the law, with blanks for the notes beside the words, which follow behind its end.
    """

    law: Law
    segmentation: Segmentation
    words: Words
    skip: bytearray
    mentions: dict[str, list[Mention]]
    skipped_mentions: dict[str, list[Mention]]
    passages: list[Passage]
    definitions: list[Definition]
    short_names: list[Definition]
    inherited: dict[str, list[Mention]]
    included: dict[str, list[Mention]]
    numbers: list[Number]
    references: list[Reference]
    settings: Mapping[str, Any]
    penalties: list[PenaltyClause]
    text: str
    labels: frozenset[int] = frozenset()
    fills: dict[object, object] = field(default_factory=dict)
    _norms: dict[int, NormReading] = field(default_factory=dict)
    _unit_words: dict[int, tuple[int, int]] = field(default_factory=dict)

    @cached_property
    def passages_by_word(self) -> list[tuple[int, ...]]:
        """For each word the numbers of the passages that hold it."""
        edges: dict[int, tuple[list[int], list[int]]] = {}
        for number, passage in enumerate(self.passages):
            for start, end in passage.spans:
                if start < end:
                    edges.setdefault(start, ([], []))[0].append(number)
                    edges.setdefault(end, ([], []))[1].append(number)
        table: list[tuple[int, ...]] = []
        held: Counter[int] = Counter()
        inside: tuple[int, ...] = ()
        for edge in sorted(edges):
            table += [inside] * (edge - len(table))
            begun, ended = edges[edge]
            held.update(begun)
            held.subtract(ended)
            for number in ended:
                if not held[number]:
                    del held[number]
            inside = tuple(sorted(held))
        return table + [()] * (len(self.words) - len(table))

    @cached_property
    def number_starts(self) -> list[int]:
        """First words of the numbers, in order."""
        return [number.start for number in self.numbers]

    @cached_property
    def sentence_of(self) -> list[int]:
        """For each word the number of its sentence; a full stop ends one where a capital letter or a label follows."""
        lower, starts, text, labels = self.words.lower, self.words.starts, self.text, self.labels
        numbers = [0] * len(lower)
        number = 0
        for index in range(1, len(lower)):
            before = index - 1
            if lower[before] in SENTENCE_ENDS and before not in labels and starts[index] > self.words.ends[before]:
                number += index in labels or text[starts[index]].isupper()
            numbers[index] = number
        return numbers

    @cached_property
    def clause_ends(self) -> list[int]:
        """Words that end a clause (a full stop, a semicolon), in order."""
        return [index for index, word in enumerate(self.words.lower) if word in CLAUSE_ENDS]

    @cached_property
    def arms_sections(self) -> frozenset[int] | None:
        """Sections in which arms are named, of a law about something else; None of a law about arms, in which every section is on them.

        A text of a few sections may be from anywhere and counts as one about arms. A term that the law defines so that it is or
        includes an arm names one.
        """
        named = [m.start for table in (self.mentions, self.inherited, self.included) for concept in _ARMS for m in table.get(concept, ())]
        if len(self.words) < _TOO_SHORT or len(named) >= _ABOUT_ARMS * len(self.words):
            return None
        held = self.passages_by_word
        return frozenset(self.passages[number].section for word in named for number in held[word])

    @cached_property
    def compound_heads(self) -> frozenset[str]:
        """Base forms of the nouns that make the noun before them say which one is meant ("firearm certificate")."""
        return frozenset(self.settings.get("compound_heads", ()))

    @cached_property
    def clause_openers(self) -> frozenset[str]:
        """Words that open another clause ("unless", "who")."""
        return frozenset(self.settings.get("clause_openers", ()))

    @cached_property
    def passives(self) -> frozenset[str]:
        """Forms of the verb that makes a participle a passive."""
        return frozenset(self.settings.get("passives", ()))

    @cached_property
    def mention_starts(self) -> dict[str, list[int]]:
        """Concept -> start words of its mentions."""
        return {concept: [m.start for m in found] for concept, found in self.mentions.items()}

    @cached_property
    def _reach(self) -> tuple[dict[int, list[PenaltyClause]], list[PenaltyClause]]:
        reached, general = penalties_by_unit(self.penalties, self.segmentation)
        units = self.segmentation.units
        for clause in self.penalties:
            unit, before = units[clause.unit], units[clause.unit - 1]
            beside = unit.kind == before.kind == "paragraph" and unit.parent == before.parent
            if beside and self.has("norm.penalty", clause.start, clause.start + _OPENING):
                # In a text without sections ("14. The holder must report ..." / "Penalty: 2 years.") the line before is what is punished.
                reached[clause.unit - 1].append(clause)
        return reached, general

    def unit_words(self, unit: int) -> tuple[int, int]:
        """Return the range of words of a unit."""
        known = self._unit_words.get(unit)
        if known is None:
            held = self.segmentation.units[unit]
            known = self._unit_words[unit] = self.words.range_of(held.start, held.end)
        return known

    def has(self, concept: str, start: int, end: int) -> bool:
        """Tell whether a concept is mentioned (by its own words) in the words `[start, end)`."""
        starts = self.mention_starts.get(concept, ())
        index = bisect_left(starts, start)
        return index < len(starts) and starts[index] < end

    def passage_has(self, number: int, concept: str) -> bool:
        """Tell whether a concept is mentioned in a passage."""
        return any(self.has(concept, start, end) for start, end in self.passages[number].spans)

    def norms(self, number: int) -> NormReading:
        """Read what a passage does, with the offence by reference followed (design: "the engine", 2 and 4)."""
        known = self._norms.get(number)
        if known is not None:
            return known
        strengths = {norm: 1.0 for norm in NORMS if self.passage_has(number, f"norm.{norm}")}
        passage = self.passages[number]
        penalty: PenaltyClause | None = None
        if "exemption" in strengths and "prohibition" not in strengths:
            # "may, without holding a licence, possess": the licence is what the passage does not ask for.
            strengths.pop("licence", None)
        bases = _PENAL_BASES & strengths.keys()
        if bases == {"licence"} and "permission" in strengths:
            bases = frozenset()
        if "offence" not in strengths and bases:
            reached, general = self._reach
            chain = ancestors(passage.unit, self.segmentation)
            direct = [clause for unit in chain for clause in reached.get(unit, ())]
            if direct:
                penalty = max(direct, key=lambda clause: (clause.imprisonment, clause.years))
                strengths["offence"] = 0.9
            elif general:
                penalty = max(general, key=lambda clause: (clause.imprisonment, clause.years))
                strengths["offence"] = 0.8
            elif self.penalties:
                strengths["offence"] = 0.5
        elif "offence" in strengths or "penalty" in strengths:
            penalty = next((c for c in self.penalties if c.start < passage.spans[-1][1] and c.end > passage.spans[0][0]), None)
        reading = NormReading(strengths=strengths, penalty=penalty)
        self._norms[number] = reading
        return reading

    def char_span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a range of words into a range of characters."""
        return self.words.starts[start], self.words.ends[end - 1]

    def unit_at(self, char: int) -> int:
        """Return the index of the innermost unit at a character."""
        units = self.segmentation.units
        index = bisect_right(self._unit_starts, char) - 1
        while index > 0 and units[index].end <= char:
            index = units[index].parent or 0
        return max(index, 0)

    @cached_property
    def heading_concepts(self) -> dict[int, frozenset[str]]:
        """Unit index -> concepts that its heading names. Headings rank places; they are never evidence."""
        found: dict[int, set[str]] = {}
        flat = sorted((m.start, concept) for concept, items in self.skipped_mentions.items() for m in items)
        starts = [start for start, _ in flat]
        for index, unit in enumerate(self.segmentation.units):
            if unit.heading is None:
                continue
            start, end = self.words.range_of(*unit.heading)
            named = {concept for _, concept in flat[bisect_left(starts, start) : bisect_left(starts, end)]}
            if named:
                found[index] = named
        return {index: frozenset(named) for index, named in found.items()}

    @cached_property
    def introductions(self) -> dict[int, tuple[int, int]]:
        """Item or paragraph of a list -> words of the introduction that governs it; of a list in a list, that of the inner one."""
        found: dict[int, tuple[int, int]] = {}
        first: dict[int, tuple[int, int]] = {}
        for index, unit in enumerate(self.segmentation.units):
            if unit.parent is None or unit.kind not in ("paragraph", "item"):
                continue
            if unit.parent not in first:
                first[unit.parent] = self.words.range_of(self.segmentation.units[unit.parent].start, unit.start)
            found[index] = first[unit.parent]
        return found

    @cached_property
    def _unit_starts(self) -> list[int]:
        return [unit.start for unit in self.segmentation.units]


def read_law(law: Law, segmentation: Segmentation, pack: Pack) -> Reading:
    """Annotate a law with the words of a language pack. Linear in the law's length."""
    alone = law.words_alone()
    divided = divided_words(alone, pack)
    text, headed = _notes_behind(law, running_text(law, alone, segmentation), segmentation)
    words = split_words(text, pack, divided)
    # What the units are headed by in the text is skipped as well where a note takes its place.
    skip = skipped_words(words, segmentation, frozenset(pack.settings.get("finite", ())))
    segmentation = headed
    behind = words.range_of(len(law.text), len(text))
    skip[slice(*behind)] = b"\x01" * (behind[1] - behind[0])
    labels = label_words(words, segmentation)
    ends = sentence_ends(words, labels)
    mentions, skipped = find_mentions(words, pack, skip, ends)
    mentions = without_names(mentions, named_laws(text, words, pack.settings))
    passages = cut_passages(words, segmentation, skip)
    definitions = find_definitions(text, words, segmentation, mentions, skip, pack)
    passages = without_definitions(passages, definitions)
    passages += [
        Passage(
            spans=((definition.term_start, definition.body_end),),
            unit=definition.unit,
            section=definition.unit,
            whole=False,
        )
        for definition in definitions
    ]
    short = short_names(text, words, segmentation, mentions, skip, pack)
    by_term = inherited_mentions(definitions + short, words, skip)
    numbers = find_numbers(words, pack.settings)
    references = find_references(text, words, segmentation, passages, pack.settings)
    return Reading(
        law=law,
        segmentation=segmentation,
        words=words,
        skip=skip,
        mentions=mentions,
        skipped_mentions=skipped,
        passages=passages,
        definitions=definitions,
        short_names=short,
        inherited={concept: pair[0] for concept, pair in by_term.items() if pair[0]},
        included={concept: pair[1] for concept, pair in by_term.items() if pair[1]},
        numbers=numbers,
        references=references,
        settings=pack.settings,
        penalties=find_penalties(words, passages, mentions, references, numbers, pack.settings),
        labels=labels,
        text=text,
    )


def _notes_behind(law: Law, text: str, segmentation: Segmentation) -> tuple[str, Segmentation]:
    """Return a law's text with the notes beside its words behind its end, and the units with these as headings.

    So a note says what its section is about, and stands in no sentence.
    """
    parts = [text]
    size = len(text)
    units = list(segmentation.units)
    for index, unit in enumerate(units):
        if unit.beside:
            note = "\n" + " ".join(law.text[start:end] for start, end in unit.beside)
            units[index] = replace(unit, heading=(size + 1, size + len(note)))
            parts.append(note)
            size += len(note)
    return "".join(parts), replace(segmentation, units=tuple(units))
