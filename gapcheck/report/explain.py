"""Why a finding is what it is: a note that a lawyer can check against the law in a minute.

Like the view it holds words and figures; the terminal, a notebook or a page lay them out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gapcheck.catalog import Catalog
from gapcheck.judge.calibration import Calibration, calibration, language_of, sigmoid
from gapcheck.language.ontology import ontology
from gapcheck.model.catalog import Entry, Test
from gapcheck.model.result import Assessment, Evidence, Finding, Observation, Status
from gapcheck.report.clean import one_line
from gapcheck.report.view import SYMBOLS, View, build, place_of

_PLACES = 3
"""Further places say little that the first three do not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a note.

    Attributes:
        kind: "text", "quote" (words of the law), "item" (one of several), "figure" (a label with a number) or "sum".
        text: the words.
        place: where a quotation stands.
        value: the number of a figure.
        marks: half-open ranges of `text` that carried a match.
    """

    kind: str
    text: str
    place: str = ""
    value: float | None = None
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with its lines."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The note on one test: `answer` is its status in words with symbol and score."""

    test: str
    title: str
    subtitle: str
    question: str
    status: Status
    answer: str
    reason: str
    sections: tuple[Section, ...]

    def as_text(self) -> str:
        """Return the note as plain text without any layout but indentation."""
        out = [self.title, self.subtitle, "", self.question, self.answer, self.reason]
        for section in self.sections:
            out += ["", section.heading]
            out += [f"  {_plain_line(line)}" for line in section.lines]
        return "\n".join(out) + "\n"


def explain(assessment: Assessment, catalog: Catalog, test_id: str, *, language: str = "en") -> Explanation:
    """Explain one finding.

    Args:
        assessment: a result with its observations, as the pipeline makes it. One that was read from JSON has none: the note then says less.
        catalog: the catalog that it was made with.
        test_id: the test; capitals do not matter.
        language: language of the note's own words.

    Raises:
        UsageError: there is no such test.
    """
    known = {finding.test.lower(): finding.test for finding in assessment.findings}
    entry, test = catalog.test(known.get(test_id.strip().lower(), test_id.strip()))
    finding = next(finding for finding in assessment.findings if finding.test == test.id)
    model = calibration(language_of((law.language, law.characters) for law in assessment.laws))
    return _Note(build(assessment, catalog, language=language), entry, test, finding, model).write()


class _Note:
    """Writes the note of one finding: what all parts need, in one place."""

    def __init__(self, view: View, entry: Entry, test: Test, finding: Finding, model: Calibration) -> None:
        self.view = view
        self.row = next(row for row in view.rows if row.test == test.id)
        self.words: Mapping[str, Any] = view.words
        self.say: Mapping[str, str] = view.words["explain"]
        self.several = len(view.laws) > 1
        self.entry = entry
        self.test = test
        self.finding = finding
        self.model = model

    def write(self) -> Explanation:
        row, finding = self.row, self.finding
        score = "" if finding.status in (Status.NOT_APPLICABLE, Status.NEEDS_OTHER_SOURCE) else f" ({finding.score:.2f})"
        look = f", {self.words['needs_a_look']}" if finding.needs_a_look else ""
        sections = [
            Section(heading=self.words["requirement"], lines=(Line(kind="text", text=one_line(self.entry.requirement)),)),
            *self._places(),
            *self._quotes(self.words["qualifiers"], finding.qualifiers),
            *self._score(),
            *self._quotes(self.words["near_misses"], finding.near_misses),
            *self._rests(),
            *self._advice(),
        ]
        return Explanation(
            test=self.test.id,
            title=f"{self.test.id}  {row.title}",
            subtitle=f"{row.article_label}, {row.obligation_label}, {row.kind}",
            question=row.asks,
            status=finding.status,
            answer=f"{SYMBOLS[finding.status]} {row.status_label}{score}{look}",
            reason=one_line(finding.reason),
            sections=tuple(section for section in sections if section.lines),
        )

    def _places(self) -> list[Section]:
        supports, against = _distinct(self.finding.observations, "supports"), _distinct(self.finding.observations, "contradicts")
        sections = [
            Section(heading=self._place_heading(number, item), lines=self._observation(item))
            for number, item in enumerate(supports[:_PLACES], start=1)
        ]
        sections += [Section(heading=self.say["against"], lines=self._observation(item)) for item in against[:1]]
        if not sections and self.finding.evidence:
            # The answer rests on another test, or comes from JSON: only the quotations are at hand.
            return self._quotes(self.words["evidence"], self.finding.evidence)
        if not sections and self.finding.status is Status.NOT_APPLICABLE:
            return [Section(heading=self.say["why"], lines=(Line(kind="text", text=self.say["gate"]),))]
        if not sections and self.finding.status is Status.NOT_FOUND:
            return [Section(heading=self.say["why"], lines=(Line(kind="text", text=self.say["no_place"]),))]
        return sections

    def _place_heading(self, number: int, item: Observation) -> str:
        probability = sigmoid(self.model.logit(item.features))
        return self.say["place"].format(number=number, place=self._place(item.evidence), weight=f"{probability:.2f}")

    def _observation(self, item: Observation) -> tuple[Line, ...]:
        quote = one_line(item.evidence.quote)
        labels = ontology().labels
        carried = "; ".join(
            dict.fromkeys(f"{labels.get(concept, concept)}: “{one_line(words)}”" for concept, words in item.concepts if words.strip())
        )
        lines = [
            Line(kind="quote", text=quote, place=self._place(item.evidence), marks=_marks(quote, [words for _, words in item.concepts])),
            Line(kind="item", text=self.say["route"].format(route=item.route, strength=self.say[item.strength])),
        ]
        if carried:
            lines.append(Line(kind="item", text=f"{self.say['words']}: {carried}"))
        norms = ", ".join(f"{name} ({strength:.1f})" for name, strength in item.norms)
        if norms:
            lines.append(Line(kind="item", text=f"{self.say['norms']}: {norms}"))
        lines += [
            Line(kind="item", text=f"{self.say['path']}: “{one_line(further.quote)}” ({self._place(further)})") for further in item.path
        ]
        return tuple(lines)

    def _score(self) -> list[Section]:
        parts = self.finding.contributions
        if not parts:
            return []
        total = sum(part.value for part in parts)
        probability = sigmoid(total)
        base, *rest = parts
        rest.sort(key=lambda part: (-abs(part.value), part.name))
        shown = [part for part in (base, *rest) if abs(part.value) >= 0.005]  # what two digits show as nothing says nothing
        lines = [Line(kind="figure", text=part.explanation, value=part.value) for part in shown]
        lines.append(Line(kind="sum", text=self.say["sum"], value=total))
        lines.append(Line(kind="sum", text=self.say["probability"], value=probability))
        if abs(probability - self.finding.score) > 0.005:
            note = self.say["rests"] if any(part.name == "rests_on" for part in parts) else self.say["silence"]
            text = self.say["finding_score"].format(score=f"{self.finding.score:.2f}", probability=f"{probability:.2f}", note=note)
            lines.append(Line(kind="text", text=text))
        model = self.model
        low, high = model.look
        text = self.say["thresholds"].format(threshold=f"{model.threshold:.2f}", low=f"{low:.2f}", high=f"{high:.2f}")
        lines.append(Line(kind="text", text=text))
        return [Section(heading=self.say["score"], lines=tuple(lines))]

    def _rests(self) -> list[Section]:
        rule = self.test.rule
        named = [] if rule is None else [*(item.test for item in rule.rests_on), *(gate.test for gate in rule.applies_if)]
        named += list(rule.absence.given) if rule is not None and rule.absence is not None else []
        rows = {row.test: row for row in self.view.rows}
        lines = [
            Line(kind="item", text=f"{name}: {rows[name].status_label}. {rows[name].asks}") for name in dict.fromkeys(named) if name in rows
        ]
        return [Section(heading=self.say["tests"], lines=tuple(lines))]

    def _advice(self) -> list[Section]:
        gap = self.finding.status in (Status.NOT_FOUND, Status.CONTRADICTED, Status.PARTLY_COVERED)
        items: list[tuple[str, tuple[str, ...]]] = [(self.words["recommendation"], (self.entry.recommendation,) if gap else ())]
        items.append((self.say["typical_gaps"], self.entry.typical_gaps if gap else ()))
        items.append((self.say["false_friends"], self.entry.false_friends))
        items.append((self.words["look_in"].capitalize(), (self.row.look_in,) if self.row.look_in else ()))
        source = self.entry.source
        items.append((self.say["sources"], (f"{source.document}, {source.locator}",)))
        return [
            Section(heading=heading, lines=tuple(Line(kind="text" if len(texts) == 1 else "item", text=one_line(text)) for text in texts))
            for heading, texts in items
        ]

    def _quotes(self, heading: str, quotes: Sequence[Evidence]) -> list[Section]:
        return [Section(heading=heading, lines=tuple(Line(kind="quote", text=one_line(q.quote), place=self._place(q)) for q in quotes))]

    def _place(self, evidence: Evidence) -> str:
        return one_line(place_of(evidence, self.words, self.several))


def _distinct(observations: Sequence[Observation], role: str) -> list[Observation]:
    """Return the observations of a role, one for each quotation: the first by which it was found."""
    seen: dict[tuple[str, int, int], Observation] = {}
    for item in observations:
        if item.role == role:
            seen.setdefault((item.evidence.file, item.evidence.start, item.evidence.end), item)
    return list(seen.values())


def _marks(quote: str, carried: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return where the words that carried a match stand in a quotation, each once, sorted and apart."""
    found: list[tuple[int, int]] = []
    lower = quote.lower()
    for words in carried:
        needle = one_line(words).lower()
        at = lower.find(needle) if needle else -1
        while at >= 0 and any(at < end and start < at + len(needle) for start, end in found):
            at = lower.find(needle, at + 1)
        if at >= 0:
            found.append((at, at + len(needle)))
    return tuple(sorted(found))


def _plain_line(line: Line) -> str:
    if line.kind == "quote":
        return f"“{line.text}” ({line.place})"
    if line.value is not None:
        return f"{line.value:+7.2f}  {line.text}"
    return f"- {line.text}" if line.kind == "item" else line.text
