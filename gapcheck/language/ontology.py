"""The ontology: the concepts that rules ask for, and which is broader than which. Free of language."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from gapcheck.cache import digest, remembered
from gapcheck.errors import CatalogError
from gapcheck.files import parse_yaml, read_text

_FOLDER = Path(__file__).parent / "concepts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """The concepts.

    Attributes:
        labels: concept id -> label for people.
        narrower: concept id -> itself and every concept below it.
        wider: concept id -> more general concepts that may stand for it.
    """

    labels: Mapping[str, str]
    narrower: Mapping[str, frozenset[str]]
    wider: Mapping[str, frozenset[str]]

    def __contains__(self, concept: object) -> bool:
        return concept in self.labels


@lru_cache(maxsize=1)
def ontology() -> Ontology:
    """Read every file of `language/concepts/`.

    Raises:
        CatalogError: a concept names a broader or wider concept that does not exist.
    """
    files = {path.name: read_text(path) for path in sorted(_FOLDER.glob("*.yaml"))}
    made = remembered("concepts", digest([read_text(Path(__file__)), *itertools.chain(*files.items())]), lambda: _read(files))
    labels: dict[str, str] = made["labels"]
    broader: dict[str, list[str]] = made["broader"]
    narrower: dict[str, set[str]] = {concept: {concept} for concept in labels}
    for concept in labels:
        queue = list(broader[concept])
        seen: set[str] = set()
        while queue:
            above = queue.pop()
            if above in seen:
                continue
            seen.add(above)
            narrower[above].add(concept)
            queue.extend(broader[above])
    return Ontology(
        labels=labels, narrower={c: frozenset(n) for c, n in narrower.items()}, wider={c: frozenset(w) for c, w in made["wider"].items()}
    )


def _read(files: Mapping[str, str]) -> dict[str, Any]:
    """Read the files of concepts (name -> text), in the form that is remembered.

    Raises:
        CatalogError: a concept names a broader or wider concept that does not exist.
    """
    labels: dict[str, str] = {}
    broader: dict[str, list[str]] = {}
    wider: dict[str, set[str]] = {}
    where: dict[str, str] = {}
    for name, text in files.items():
        for concept, body in (parse_yaml(text, f"language/concepts/{name}") or {}).items():
            # A concept may be named in several files, each for its own subject: the first label stands, the relations add up.
            labels.setdefault(concept, body["label"])
            broader.setdefault(concept, []).extend(body.get("broader") or ())
            wider.setdefault(concept, set()).update(body.get("wider") or ())
            where.setdefault(concept, name)
    problems = [
        f"{where[concept]}: {concept} names the unknown concept {other}"
        for concept in labels
        for other in (*broader[concept], *sorted(wider[concept]))
        if other not in labels
    ]
    if problems:
        raise CatalogError("; ".join(problems), where="language/concepts")
    return {"labels": labels, "broader": broader, "wider": {concept: sorted(names) for concept, names in wider.items()}}
