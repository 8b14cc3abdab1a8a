"""The ontology: the concepts that rules ask for, and which is broader than which. Free of language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gapcheck.errors import CatalogError

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
    from gapcheck.files import read_yaml

    labels: dict[str, str] = {}
    broader: dict[str, tuple[str, ...]] = {}
    wider: dict[str, frozenset[str]] = {}
    where: dict[str, str] = {}
    problems = []
    for path in sorted(_FOLDER.glob("*.yaml")):
        for concept, body in (read_yaml(path) or {}).items():
            # A concept may be named in several files, each for its own subject: the first label stands, the relations add up.
            labels.setdefault(concept, body["label"])
            broader[concept] = (*broader.get(concept, ()), *(body.get("broader") or ()))
            wider[concept] = wider.get(concept, frozenset()) | frozenset(body.get("wider") or ())
            where.setdefault(concept, path.name)
    for concept in labels:
        problems += [
            f"{where[concept]}: {concept} names the unknown concept {other}"
            for other in (*broader[concept], *wider[concept])
            if other not in labels
        ]
    if problems:
        raise CatalogError("; ".join(problems), where="language/concepts")
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
    return Ontology(labels=labels, narrower={c: frozenset(n) for c, n in narrower.items()}, wider=wider)
