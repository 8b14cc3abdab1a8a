"""A rule of one's own, tried on a law before it enters the catalog."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gapcheck.annotate import Reading, read_law
from gapcheck.api.note import Note
from gapcheck.catalog import Catalog, read_catalog
from gapcheck.catalog.checks.common import did_you_mean
from gapcheck.catalog.checks.rules import concepts_named
from gapcheck.catalog.checks.schema import check_schema
from gapcheck.catalog.located import Document
from gapcheck.catalog.read import read_entry
from gapcheck.errors import CatalogError, InputError, UsageError
from gapcheck.files import parse_yaml, read_yaml
from gapcheck.language import available, ontology, pack
from gapcheck.load import load_many
from gapcheck.model.catalog import Entry, Rule
from gapcheck.model.law import Law
from gapcheck.pipeline import assess_readings
from gapcheck.report.explain import Explanation, explain
from gapcheck.report.view import wording
from gapcheck.segment import segment
from gapcheck.tables import Column, table

if TYPE_CHECKING:
    import pandas as pd

OWN = "OWN-1"
"""Id of the entry that holds a rule of one's own while it is tried; its test is `OWN-1#1`."""

RuleText = str | Path | Mapping[str, Any]
"""A rule: YAML text, the path of a YAML file, or what YAML would make of it."""


_SHOWN = 8

CONCEPTS: tuple[Column[tuple[str, str, str]], ...] = (
    Column("concept", "string", "id, as rules name it", lambda c: c[0]),
    Column("label", "string", "what it means", lambda c: c[1]),
    Column("words", "string", f"up to {_SHOWN} of the words that express it, in base form; `...` is a gap", lambda c: c[2]),
)


def concepts(about: str = "", *, language: str = "en") -> pd.DataFrame:
    """Return the concepts that rules may ask for, one a row.

    Args:
        about: keep those whose id, label or words hold this text; capitals do not matter.
        language: the pack whose words are shown.

    Raises:
        UsageError: there is no pack for the language.
    """
    if language not in available():
        raise UsageError(f"There is no language pack for {language!r}.", where="language", todo=f"Packs: {', '.join(available())}.")
    words: dict[str, list[str]] = {}
    known = pack(language)
    for term in known.terms:
        words.setdefault(term.concept, []).append(
            " ... ".join("|".join(" ".join(known.chunks[number][1]) for number in run) for run in term.chunks)
        )
    rows = [
        (concept, label, "; ".join(list(dict.fromkeys(words.get(concept, ())))[:_SHOWN])) for concept, label in ontology().labels.items()
    ]
    return table(CONCEPTS, [row for row in rows if about.lower() in " ".join(row).lower()])


def rule(body: RuleText, *, catalog: Catalog | None = None) -> Rule:
    """Read and check a rule.

    Args:
        body: the rule as docs/rules.md describes it: `{routes: [...]}`; also a test that holds it (`{asks: ..., rule: {...}}`), or one
            route by itself (`{all: [...]}`).
        catalog: the catalog whose tests it may rest on; by default the one that comes with gapcheck.

    Returns:
        the rule as the engine takes it (`gapcheck.model.catalog.Rule`).

    Raises:
        CatalogError: the rule has errors; the message tells all of them and names the nearest concepts.
    """
    return _rule_of(_entry(body, catalog or read_catalog()))


def try_rule(
    body: RuleText,
    law: str | Path | Law | Iterable[str | Path],
    *,
    asks: str = "",
    text_language: str = "en",
    catalog: Catalog | None = None,
) -> Note:
    """Run a rule of one's own on a law.

    >>> gc.try_rule({"all": ["act.import", "doc.import_licence"]}, "5. No person shall import a firearm without an import licence.")

    Args:
        body: the rule, as for `rule`.
        law: the text of a law, or its file, folder or several of them. A string is a file if there is one of that name, else a text.
        asks: the question that the rule answers, for the note.
        text_language: language of a text; the language of a file is found out.
        catalog: the catalog whose tests the rule may rest on; by default the one that comes with gapcheck.

    Returns:
        the note on the finding: status, words, score and what comes near. It shows itself in a notebook; `.finding` is the finding.

    Raises:
        CatalogError: the rule has errors.
        InputError: the law cannot be read.
    """
    known = catalog or read_catalog()
    entry = _entry(body, known, asks)
    readings = [_read(item) for item in _laws(law, text_language)]
    own = Catalog(entries=(*known.entries, entry), digest=known.digest)
    test = entry.tests[0]
    result = assess_readings(readings, jurisdiction="XAA", catalog=own, only=frozenset({test.id}))
    return Note(result.findings[0], _own_words(explain(result, own, test.id), entry))


def _entry(body: RuleText, catalog: Catalog, asks: str = "") -> Entry:
    """Put a rule into a catalog entry of its own.

    Raises:
        CatalogError: the rule has errors.
    """
    where = str(body) if isinstance(body, Path) else "rule"
    value = _value(body)
    if not isinstance(value, Mapping):
        raise CatalogError("A rule is a mapping with `routes`.", where=where, todo="docs/rules.md is the grammar on one page.")
    question = asks or str(value.get("asks", ""))
    value = value.get("rule", value)
    if isinstance(value, Mapping) and "all" in value:
        value = {"routes": [value]}
    if isinstance(value, Mapping) and isinstance(value.get("routes"), list):
        value = {**value, "routes": [_named(route, number) for number, route in enumerate(value["routes"], 1)]}
    if problems := _problems(value, catalog):
        raise CatalogError("\n".join(problems), where=where, todo="docs/rules.md is the grammar on one page.")
    return _made(value, question)


def _value(body: RuleText) -> Any:
    if isinstance(body, Mapping):
        return body
    if isinstance(body, Path) or ("\n" not in body and body.endswith((".yaml", ".yml"))):
        return read_yaml(Path(body))
    return parse_yaml(body, "rule")


def _named(route: Any, number: int) -> Any:
    return {"name": f"route {number}", **route} if isinstance(route, Mapping) else route


def _made(value: Mapping[str, Any], question: str) -> Entry:
    return read_entry(
        {
            "id": OWN,
            "title": wording()["notebook"]["own_rule"],
            "obligation": "optional",
            "kind": "measure",
            "basis": "",
            "requirement": "",
            "recommendation": "",
            "source": {"document": "", "locator": "", "checked_on": ""},
            "tests": [{"id": f"{OWN}#1", "asks": question, "rule": value}],
        },
        "",
    )


def _problems(value: Any, catalog: Catalog) -> list[str]:
    """Return all that is wrong with a rule, in the words of `gapcheck catalog check`."""
    import yaml

    text = yaml.safe_dump({"tests": [{"rule": value}]})
    whole = Document(file="rule", value=yaml.safe_load(text), node=yaml.compose(text))
    alone = Document(file="rule", value=whole.value["tests"][0]["rule"], node=yaml.compose(yaml.safe_dump(value)))
    found = [problem.message for problem in check_schema("rule", alone)]
    known = ontology().labels
    concepts = dict.fromkeys(concept for _, concept in concepts_named(whole))
    found += [f"unknown concept {concept}{did_you_mean(concept, known)}" for concept in concepts if concept not in known]
    if found:
        return found
    made = _rule_of(_made(value, ""))
    tests = [test.id for _, test in catalog.tests()]
    named = [*(item.test for item in made.rests_on), *(gate.test for gate in made.applies_if)]
    named += made.absence.given if made.absence else ()
    return [f"unknown test {name}{did_you_mean(name, tests)}" for name in dict.fromkeys(named) if name not in tests]


def _own_words(note: Explanation, entry: Entry) -> Explanation:
    """Leave out of a note what a rule of one's own has not: article, obligation, requirement, source."""
    words = wording()
    without = (words["requirement"], words["explain"]["sources"])
    return replace(
        note,
        title=words["notebook"]["own_rule"],
        subtitle=", ".join(route.name for route in _rule_of(entry).routes),
        sections=tuple(section for section in note.sections if section.heading not in without),
    )


def _rule_of(entry: Entry) -> Rule:
    return entry.tests[0].rule or Rule()


def _laws(law: str | Path | Law | Iterable[str | Path], language: str) -> list[Law]:
    if isinstance(law, Law):
        return [law]
    if isinstance(law, str) and not _is_file(law):
        if not law.strip():
            raise InputError("The text is empty.", where="law", todo="Give the text of a law, or the name of its file.")
        return [Law(name="text", text=law, sha256=hashlib.sha256(law.encode()).hexdigest(), language=language)]
    laws, refused = load_many([law] if isinstance(law, str | Path) else law)
    if refused:
        raise InputError(refused[0].reason, where=refused[0].file)
    return laws


def _is_file(words: str) -> bool:
    """Tell a file's name from a text: it exists, or has no space and ends like a file."""
    if "\n" in words or len(words) > 1024:
        return False
    return Path(words).exists() or (" " not in words and Path(words).suffix != "" and not words.endswith("."))


@lru_cache(maxsize=2)
def _read(law: Law) -> Reading:
    # A rule is tried on the same law many times; reading the law takes longer than the rule.
    if law.language not in available():
        raise InputError(f"There is no language pack for {law.language!r}.", where=law.name, todo=f"Packs: {', '.join(available())}.")
    return read_law(law, segment(law), pack(law.language))
