"""What the checks share: going through values of unknown shape, and guessing what was meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gapcheck.catalog.located import Document, Step


@dataclass(frozen=True, kw_only=True)
class Files:
    """All files of a catalog and of the language packs, read with the places of their values.

    Attributes:
        root: the catalog's folder.
        entries, sentences: its documents; `paths` gives the path of each by the name that messages print.
        concepts: the ontology.
        words: language code -> the files of words; `settings`: language code -> its pack.yaml.
        wording: the words of the reports.
    """

    root: Path
    entries: list[Document] = field(default_factory=list)
    sentences: list[Document] = field(default_factory=list)
    concepts: list[Document] = field(default_factory=list)
    words: dict[str, list[Document]] = field(default_factory=dict)
    settings: dict[str, Document] = field(default_factory=dict)
    wording: list[Document] = field(default_factory=list)
    paths: dict[str, Path] = field(default_factory=dict)


def mapping(value: Any) -> Mapping[str, Any]:
    """Return the value if it is a mapping, an empty one otherwise: the schema has told of the error."""
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> Sequence[Any]:
    """Return a list as it is, a text as a list of one, anything else as an empty list."""
    return value if isinstance(value, list) else [value] if isinstance(value, str) else []


def strings(value: Any, steps: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Go through all texts in a value, with the steps that lead to each."""
    if isinstance(value, str):
        yield steps, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(inner, (*steps, str(key)))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from strings(inner, (*steps, number))


def tests_of(document: Document) -> Iterator[tuple[tuple[Step, ...], Mapping[str, Any]]]:
    """Go through the tests of an entry, with the steps that lead to each."""
    for number, test in enumerate(listed(mapping(document.value).get("tests"))):
        if isinstance(test, dict):
            yield ("tests", number), test


def did_you_mean(word: str, options: Collection[str]) -> str:
    """Return " (did you mean X?)", or "" where nothing is near."""
    from rapidfuzz import process

    names = list(map(str, options))
    if best := process.extractOne(word, names, score_cutoff=70, processor=str.lower):
        return f" (did you mean {best[0]}?)"
    # "object.manufacture" for act.manufacture: the name after the full stop is what people remember.
    best = process.extractOne(word.rpartition(".")[2], [name.rpartition(".")[2] for name in names], score_cutoff=85)
    return f" (did you mean {names[best[2]]}?)" if best else ""
