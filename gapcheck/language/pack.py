"""A language pack: the words of one language for the concepts of the ontology, its numbers and its drafting cues.

The words live in YAML files (`language/en/*.yaml`); docs/rules.md explains their grammar. Here they are compiled into chunks
of lemmas that spaCy's PhraseMatcher finds in one pass over a law.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from gapcheck.errors import CatalogError
from gapcheck.files import read_yaml
from gapcheck.language.ontology import ontology

_FOLDER = Path(__file__).parent
_SETTINGS = "pack.yaml"
_MAX_VARIANTS = 64
_DEFAULT_GAP = 5

Chunk = tuple[bool, tuple[str, ...]]
"""A run of words without gaps: whether the printed form counts (not the lemma), and the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One way to express a concept: chunks, with the least and greatest number of words between each and the next."""

    concept: str
    chunks: tuple[Chunk, ...]
    gaps: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Contexts in which a mention of a concept does not count: lemmas right before or after, phrases around it."""

    before: frozenset[str]
    """Lemmas that may not stand right before the mention (`not_after` in the file)."""
    after: frozenset[str]
    """Lemmas that may not stand right after it (`not_before`)."""
    inside: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """The knowledge of one language.

    Attributes:
        code: "en", "es", ...
        terms: all terms of all concepts.
        guards: concept id -> contexts in which a mention does not count.
        settings: the pack's `pack.yaml`: numbers in words, units of time, words that name units of a law, definition cues.
        tokenizer: text -> spaCy Doc (with white-space tokens).
        lemma: lower-case printed word -> lemma.
        stop_words: words that say nothing by themselves ("the", "of").
    """

    code: str
    terms: tuple[Term, ...]
    guards: Mapping[str, Guard]
    settings: Mapping[str, Any]
    tokenizer: Any
    lemma: Callable[[str], str]
    stop_words: frozenset[str]
    compiled: dict[str, Any] = field(default_factory=dict)


def available() -> tuple[str, ...]:
    """Return the codes of the languages that have a pack."""
    return tuple(sorted(path.parent.name for path in _FOLDER.glob(f"*/{_SETTINGS}")))


def _lemmatiser(code: str, settings: Mapping[str, Any]) -> Callable[[str], str]:
    import simplemma

    irregular: dict[str, str] = dict(settings.get("lemmas", {}))
    cache: dict[str, str] = {}
    gerunds = bool(settings.get("gerunds", False))

    def lemma(word: str) -> str:
        found = cache.get(word)
        if found is None:
            found = irregular.get(word) or simplemma.lemmatize(word, lang=code).lower()
            if gerunds and found == word and len(word) > 6 and word.endswith("ing"):
                # "marking" and "mark", "manufacturing" and "manufacture" are one act to a rule.
                stem = word[:-3]
                doubled = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
                found = next((base for base in (stem + "e", stem, doubled) if simplemma.is_known(base, lang=code)), found)
            cache[word] = found
        return found

    return lemma


def _parse(concept: str, text: str, *, exact: bool, words_of: Callable[[str], list[str]], lemma: Callable[[str], str]) -> list[Term]:
    """Read one term of a pack file into its variants."""
    options: list[list[tuple[str | tuple[int, int], ...]]] = []
    for piece in text.split():
        if piece.startswith("~"):
            options.append([((0, int(piece[1:]) if piece[1:] else _DEFAULT_GAP),)])
            continue
        if piece == "*":
            options.append([((1, 1),)])
            continue
        optional = piece.endswith("?") and len(piece) > 1
        body = piece[:-1] if optional else piece
        variants: list[tuple[str | tuple[int, int], ...]] = [
            tuple(word if exact else lemma(word) for word in words_of(part.lower())) for part in body.split("|") if part
        ]
        if optional:
            variants.append(())
        options.append(variants)
    terms = []
    for choice in itertools.islice(itertools.product(*options), _MAX_VARIANTS):
        chunks: list[Chunk] = []
        gaps: list[tuple[int, int]] = []
        current: list[str] = []
        pending: tuple[int, int] | None = None
        for element in itertools.chain.from_iterable(choice):
            if isinstance(element, tuple):
                if current:
                    chunks.append((exact, tuple(current)))
                    current = []
                    pending = element
                elif pending is not None:
                    pending = (pending[0] + element[0], pending[1] + element[1])
            else:
                if pending is not None and not current:
                    gaps.append(pending)
                    pending = None
                current.append(element)
        if current:
            chunks.append((exact, tuple(current)))
        if chunks and len(gaps) == len(chunks) - 1:
            terms.append(Term(concept=concept, chunks=tuple(chunks), gaps=tuple(gaps)))
    return terms


def _tokenizer(nlp: Any) -> Any:
    """Return a language's tokenizer, made to split at quotation marks and brackets that a publisher's text glues to a word."""
    from spacy.util import compile_infix_regex

    tokenizer = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex([*nlp.Defaults.infixes, r'["“”„«»()\[\]*;:—–=§]']).finditer
    return tokenizer


@lru_cache(maxsize=8)
def pack(code: str) -> Pack:
    """Load the pack of a language.

    Raises:
        CatalogError: there is no such pack, or a file of it names an unknown concept or key.
    """
    folder = _FOLDER / code
    if not (folder / _SETTINGS).is_file():
        raise CatalogError(f"There is no language pack for {code!r}.", todo=f"Packs: {', '.join(available())}.")
    import spacy

    settings = read_yaml(folder / _SETTINGS) or {}
    lemma = _lemmatiser(code, settings)
    nlp = spacy.blank(code)
    tokenizer = _tokenizer(nlp)
    concepts = ontology()

    def words_of(text: str) -> list[str]:
        return [token.text for token in tokenizer(text) if not token.is_space]

    terms: dict[Term, None] = {}
    raw_guards: dict[str, tuple[set[str], set[str], list[Term]]] = {}
    problems = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name == _SETTINGS or path.name.endswith(".test.yaml"):
            continue
        for concept, body in (read_yaml(path) or {}).items():
            if concept not in concepts:
                problems.append(f"{code}/{path.name}: unknown concept {concept}")
                continue
            unknown = set(body) - {"terms", "exact", "not_before", "not_after", "not_in"}
            if unknown:
                problems.append(f"{code}/{path.name}: {concept} has unknown keys {', '.join(sorted(unknown))}")
            for key, exact in (("terms", False), ("exact", True)):
                for text in body.get(key) or ():
                    terms.update(dict.fromkeys(_parse(concept, str(text), exact=exact, words_of=words_of, lemma=lemma)))
            before, after, inside = raw_guards.setdefault(concept, (set(), set(), []))
            after.update(lemma(str(word).lower()) for word in body.get("not_before") or ())
            before.update(lemma(str(word).lower()) for word in body.get("not_after") or ())
            for text in body.get("not_in") or ():
                inside += _parse(concept, str(text), exact=False, words_of=words_of, lemma=lemma)
    if problems:
        raise CatalogError("; ".join(problems), where=f"language/{code}")
    guards = {
        concept: Guard(before=frozenset(before), after=frozenset(after), inside=tuple(inside))
        for concept, (before, after, inside) in raw_guards.items()
        if before or after or inside
    }
    return Pack(code=code, terms=tuple(terms), guards=guards, settings=settings, tokenizer=tokenizer, lemma=lemma, stop_words=frozenset(nlp.Defaults.stop_words))
