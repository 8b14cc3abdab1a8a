"""How `gapcheck catalog show` lays out an entry, a test and a concept."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from gapcheck.catalog import Catalog, data_folder
from gapcheck.catalog.wording import LEGEND, concepts_of_rule, rule_in_words
from gapcheck.errors import UsageError
from gapcheck.evaluate.sentences import Case, cases_of
from gapcheck.language import ontology
from gapcheck.language.lookup import words_for
from gapcheck.model.catalog import Entry, Test, Threat
from gapcheck.report.paper import Paper

_KEYS = {"terms": "", "exact": "as printed", "not_before": "not before", "not_after": "not after", "not_in": "not in"}
_POLARITIES = {"must_match": ("yes", "green"), "must_not_match": ("no", "magenta"), "known_miss": ("missed", "yellow")}


def find(catalog: Catalog, name: str) -> tuple[Entry | None, Test | None, str]:
    """Return (entry, test, concept) that a name stands for; a test comes with its entry, a concept alone.

    Raises:
        UsageError: nothing has this name; the message names the nearest ids.
    """
    wanted = name.lower().removeprefix("=")
    for entry in catalog.entries:
        if entry.id.lower() == wanted:
            return entry, None, ""
        for test in entry.tests:
            if test.id.lower() == wanted:
                return entry, test, ""
    concepts = ontology().labels
    if wanted in concepts:
        return None, None, wanted
    from rapidfuzz import process

    names = [*(entry.id for entry in catalog.entries), *(test.id for _, test in catalog.tests()), *concepts]
    best = [found for found, _, _ in process.extract(name, names, limit=3, score_cutoff=70)]
    todo = f"Did you mean {' or '.join(best)}?" if best else "`gapcheck catalog list --tests` names entries and tests."
    raise UsageError(f"{name!r} is no entry, test or concept of the catalog.", todo=todo)


def show_entry(paper: Paper, catalog: Catalog, entry: Entry) -> None:
    """Print all that the catalog says of an entry, its tests without their rules."""
    _head(paper, entry)
    if isinstance(entry, Threat):
        _text(paper, "The threat", entry.definition)
        _text(paper, "How far the Protocol covers it", entry.protocol_coverage)
    _text(paper, "What the State must do" if entry.obligation != "optional" else "What is recommended", entry.requirement)
    _text(paper, "What to enact", entry.recommendation)
    _items(paper, "Typical gaps", entry.typical_gaps)
    _items(paper, "False friends", entry.false_friends)
    if isinstance(entry, Threat):
        _items(paper, "Examples", entry.examples)
    if entry.crosswalk:
        paper.headline("The same in other instruments")
        for cross in entry.crosswalk:
            note = "" if cross.verified else "  (not verified: from memory or from lists)"
            _row(paper, cross.instrument, "; ".join(cross.references) + note)
    if entry.related:
        paper.headline("Related")
        for other in entry.related:
            _row(paper, other, catalog.entry(other).title)
    paper.headline("Tests")
    sentences = Counter((case.test, case.polarity) for case in _sentences(entry, None))
    for test in entry.tests:
        paper.line((f"{test.id}  ", "bold cyan"), test.asks)
        if test.rule is None and test.other_source is not None:
            paper.line(f"Needs another source: {test.other_source.reason} Look in: {test.other_source.look_in}", indent=2)
        elif test.rule is not None:
            ways = [route.name for route in test.rule.routes] or [other.test for other in test.rule.rests_on]
            paper.line(f"Rule: {'; '.join(ways) or 'silence'}", indent=2)
            counts = ", ".join(f"{count} {polarity.replace('_', ' ')}" for (of, polarity), count in sentences.items() if of == test.id)
            if counts:
                paper.line(f"Test sentences: {counts}", style="dim", indent=2)
    paper.line()
    paper.line(f"File: {entry.file}. `gapcheck catalog show {entry.tests[0].id}` shows a rule whole.", style="dim")


def show_test(paper: Paper, entry: Entry, test: Test, folder: Path | None) -> None:
    """Print a test with its rule in words and its test sentences."""
    _head(paper, entry)
    paper.headline(f"Test {test.id}")
    paper.line(test.asks, style="bold")
    if test.other_source is not None:
        paper.line()
        paper.line(f"Needs another source: {test.other_source.reason}")
        paper.line(f"Look in: {test.other_source.look_in}")
    if test.rule is not None:
        for heading, items in rule_in_words(test.rule, ontology().labels):
            paper.line()
            paper.line(f"{heading}:", style="bold")
            for number, (name, words) in enumerate(items, 1):
                if name:
                    paper.line((f"{number}. ", "cyan"), (name, "bold"))
                    paper.line(words, indent=3)
                else:
                    paper.item(words)
        paper.line()
        paper.line(LEGEND, style="dim")
    found = [case for case in _sentences(entry, folder) if case.test == test.id]
    if found:
        paper.headline("Test sentences")
    for case in found:
        word, style = _POLARITIES[case.polarity]
        because = f"because: {case.because}" if case.because else ""
        if paper.flat:
            paper.line(f"{word}: {case.text}" + (f" ({because})" if because else ""))
            continue
        grid = paper.grid(6, None)
        grid.add_row(paper.text((word, style)), paper.text(case.text))
        if because:
            grid.add_row("", paper.text((because, "dim")))
        paper.show(grid)


def show_concept(paper: Paper, catalog: Catalog, concept: str, *, limit: int) -> None:
    """Print a concept with its relations, its words in each pack and the tests whose rules name it."""
    known = ontology()
    paper.line((concept, "bold cyan"), "  ", (known.labels[concept], "bold"))
    broader = sorted(other for other, below in known.narrower.items() if concept in below and other != concept)
    for heading, several in (
        ("Counts as a mention of", broader),
        ("Narrower concepts, whose mentions count too", sorted(known.narrower[concept] - {concept})),
        ("More general concepts that may stand for it", sorted(known.wider[concept])),
    ):
        _items(paper, heading, [f"{other}  {known.labels[other]}" for other in several])
    for code, file, body in words_for(concept):
        paper.headline(f"Words: {code}")
        for key, label in _KEYS.items():
            words = [str(word) for word in body.get(key) or ()]
            if words:
                more = f" ... and {len(words) - limit} more" if len(words) > limit else ""
                paper.line((f"{label}: " if label else "", "dim"), ", ".join(words[:limit]) + more)
        paper.line(f"File: {file}", style="dim")
    tests = [test.id for _, test in catalog.tests() if test.rule is not None and concept in concepts_of_rule(test.rule)]
    paper.headline("Named by the rules of")
    paper.line(", ".join(tests) or "no test itself")


def _head(paper: Paper, entry: Entry) -> None:
    paper.line((entry.id, "bold cyan"), "  ", (entry.title, "bold"))
    source = entry.source
    paper.line(f"{source.document}, {source.locator}; last checked on {source.checked_on}", style="dim")
    paper.line(", ".join(dict.fromkeys(word for word in (entry.obligation.value, entry.kind, entry.nature) if word)))


def _text(paper: Paper, heading: str, words: str) -> None:
    paper.headline(heading)
    paper.line(words)


def _items(paper: Paper, heading: str, items: Any) -> None:
    if items:
        paper.headline(heading)
        for item in items:
            paper.item(item)


def _row(paper: Paper, name: str, words: str) -> None:
    if paper.flat:
        paper.line(f"{name}  {words}")
        return
    grid = paper.grid(14, None)
    grid.add_row(paper.text((name, "cyan")), paper.text(words))
    paper.show(grid)


def _sentences(entry: Entry, folder: Path | None) -> list[Case]:
    """Return the test sentences beside an entry's file, none where there is no such file."""
    file = (folder or data_folder()) / entry.file
    beside = file.with_name(f"{file.stem}.test.yaml")
    return list(cases_of(beside)) if beside.is_file() else []
