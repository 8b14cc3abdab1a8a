"""Concepts and the packs' words for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import prod
from typing import Any

from gapcheck.catalog.checks.common import Files, did_you_mean, listed, mapping
from gapcheck.catalog.checks.rules import concepts_named
from gapcheck.catalog.located import Problem

_PIECE = re.compile(r"~\d*|\*|[^~*?|\s]+(?:\|[^~*?|\s]+)*\??|\?")
_MOST_VARIANTS = 1000
"""As many ways to write one term are read (`gapcheck.language.pack`)."""


def concepts_of(files: Files) -> dict[str, tuple[set[str], set[str]]]:
    """Return concept -> (its broader, its wider concepts), added up over the files."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for document in files.concepts:
        for concept, body in mapping(document.value).items():
            broader, wider = found.setdefault(str(concept), (set(), set()))
            broader.update(map(str, listed(mapping(body).get("broader"))))
            wider.update(map(str, listed(mapping(body).get("wider"))))
    return found


def check_concepts(files: Files) -> Iterator[Problem]:
    """Go through concepts that name others which do not exist, and concepts that are broader than themselves."""
    known = concepts_of(files)
    for document in files.concepts:
        for concept, body in mapping(document.value).items():
            for key in ("broader", "wider"):
                for number, other in enumerate(listed(mapping(body).get(key))):
                    if other not in known:
                        yield document.problem(
                            f"{concept}: {key} names the unknown concept {other}{did_you_mean(str(other), known)}", (concept, key, number)
                        )
                    elif concept in _above(str(other), known):
                        yield document.problem(f"{concept} is broader than itself, by way of {other}", (concept, key, number))


def _above(concept: str, known: Mapping[str, tuple[set[str], set[str]]]) -> set[str]:
    found: set[str] = set()
    waiting = [concept]
    while waiting:
        at = waiting.pop()
        if at in found or at not in known:
            continue
        found.add(at)
        waiting.extend(known[at][0])
    return found


def check_words(files: Files) -> Iterator[Problem]:
    """Go through words of unknown concepts and terms that are not written as docs/rules.md says."""
    known = concepts_of(files)
    for documents in files.words.values():
        for document in documents:
            for concept, body in mapping(document.value).items():
                if concept not in known:
                    yield document.problem(f"unknown concept {concept}{did_you_mean(str(concept), known)}", (str(concept),), key=True)
                for key in ("terms", "exact", "not_in"):
                    for number, text in enumerate(listed(mapping(body).get(key))):
                        if isinstance(text, str) and (message := term_problem(text)):
                            yield document.problem(f"{concept}: {text!r} {message}", (str(concept), key, number))
                for key in ("not_before", "not_after"):
                    for number, text in enumerate(listed(mapping(body).get(key))):
                        if isinstance(text, str) and (len(text.split()) != 1 or set(text) & set("~*|")):
                            yield document.problem(
                                f"{concept}: {key} takes single words; phrases go into not_in", (str(concept), key, number)
                            )


def term_problem(text: str) -> str:
    """Return what is wrong with how a term is written, "" if nothing is."""
    pieces = text.split()
    for piece in pieces:
        if not _PIECE.fullmatch(piece):
            return f"holds {piece!r}, which is neither a word, a|b, word?, * nor ~3"
    if not pieces:
        return "is empty"
    if any(end.startswith("~") or end == "*" for end in (pieces[0], pieces[-1])):
        return "begins or ends with a gap, which has no effect there"
    if all(piece.endswith("?") and len(piece) > 1 for piece in pieces):
        return "may be nothing at all"
    ways = prod(piece.count("|") + 1 + (piece.endswith("?") and len(piece) > 1) for piece in pieces)
    return f"can be written in {ways} ways, of which only {_MOST_VARIANTS} are read: split it" if ways > _MOST_VARIANTS else ""


def check_expression(files: Files) -> Iterator[Problem]:
    """Go through concepts that rules need and no pack can express; what a single pack lacks is one note a pack."""
    known = concepts_of(files)
    able = {code: _expressed(documents, known) for code, documents in files.words.items()}
    lacking: dict[str, set[str]] = {code: set() for code in able}
    told: set[str] = set()
    for document in files.entries:
        for steps, concept in concepts_named(document):
            if concept not in known or concept.startswith("norm."):
                continue
            without = [code for code, concepts in able.items() if concept not in concepts]
            for code in without:
                lacking[code].add(concept)
            if able and len(without) == len(able) and concept not in told:
                told.add(concept)
                yield document.problem(f"no pack has words for {concept}", steps)
    for code, concepts in lacking.items():
        if missing := sorted(concepts - told):
            where = files.settings[code].file if code in files.settings else files.words[code][0].file
            shown = ", ".join(missing[:10]) + (f" and {len(missing) - 10} more" if len(missing) > 10 else "")
            yield Problem(file=where, line=1, message=f"{len(missing)} concepts of the rules have no words in {code}: {shown}", note=True)


def _expressed(documents: list[Any], known: Mapping[str, tuple[set[str], set[str]]]) -> set[str]:
    """Return the concepts for which a pack has words: of their own, of a narrower concept, or of a wider one that may stand for them."""
    own = {
        str(concept)
        for document in documents
        for concept, body in mapping(document.value).items()
        if mapping(body).get("terms") or mapping(body).get("exact")
    }
    found: set[str] = set()
    for concept in own:
        found |= _above(concept, known)
    return found | {concept for concept, (_, wider) in known.items() if wider & found}
