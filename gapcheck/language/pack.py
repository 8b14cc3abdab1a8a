"""A language pack: the words of one language for the concepts of the ontology, its numbers and its drafting cues.

The words live in YAML files (`language/en/*.yaml`); docs/rules.md explains their grammar. Here they are compiled into chunks
of lemmas, which `annotate` finds in one pass over a law. The compiled form is remembered until a file changes.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from gapcheck.cache import digest, remembered, uncollected
from gapcheck.errors import CatalogError
from gapcheck.files import parse_yaml, read_text
from gapcheck.language.ontology import ontology
from gapcheck.language.splitter import Splitter

_FOLDER = Path(__file__).parent
_SETTINGS = "pack.yaml"
_MAX_VARIANTS = 1000
_DEFAULT_GAP = 5

Chunk = tuple[bool, tuple[str, ...]]
"""A run of words without gaps: whether the printed form counts (not the lemma), and the words."""


class Term(NamedTuple):
    """One way to express a concept: for each of its runs of words the chunks (numbers in `Pack.chunks`) of which one must stand there, and
    how many words may stand between each run and the next.

    (A named tuple, not a dataclass: a pack has thousands, made at every start.)
    """

    concept: str
    chunks: tuple[tuple[int, ...], ...]
    gaps: tuple[tuple[int, int], ...] = ()


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
        chunks: all chunks of all terms.
        terms: all terms of all concepts.
        guards: concept id -> contexts in which a mention does not count.
        settings: the pack's `pack.yaml`: numbers in words, units of time, words that name units of a law, definition cues.
        splitter: splits texts into words and gives words their lemmas.
        stop_words: words that say nothing by themselves ("the", "of").
    """

    code: str
    chunks: tuple[Chunk, ...]
    terms: tuple[Term, ...]
    guards: Mapping[str, Guard]
    settings: Mapping[str, Any]
    splitter: Splitter
    stop_words: frozenset[str]
    compiled: dict[str, Any] = field(default_factory=dict)


def available() -> tuple[str, ...]:
    """Return the codes of the languages that have a pack."""
    return tuple(sorted(path.parent.name for path in _FOLDER.glob(f"*/{_SETTINGS}")))


def _parse(
    concept: str, text: str, exact: bool, words_of: Callable[[str, bool], tuple[str, ...]], number: Callable[[Chunk], int]
) -> list[Term]:
    """Read one term of a pack file into its variants.

    Args:
        words_of: splits a word as the tokenizer does and, unless exact, gives lemmas.
        number: gives a chunk its number.
    """
    runs: list[list[list[tuple[str, ...]]]] = [[]]
    gaps: list[tuple[int, int]] = []
    for piece in text.split():
        if piece.startswith("~") or piece == "*":
            gap = (1, 1) if piece == "*" else (0, int(piece[1:]) if piece[1:] else _DEFAULT_GAP)
            if runs[-1]:
                runs.append([])
                gaps.append(gap)
            elif gaps:
                gaps[-1] = (gaps[-1][0] + gap[0], gaps[-1][1] + gap[1])
            continue
        optional = piece.endswith("?") and len(piece) > 1
        body = piece[:-1] if optional else piece
        variants = [words_of(part.lower(), exact) for part in body.split("|") if part]
        if optional:
            variants.append(())
        runs[-1].append(list(dict.fromkeys(variants)))  # "convert|converts" is one lemma
    if not runs[-1]:
        runs.pop()
        gaps = gaps[: len(runs) - 1]
    spelt = [
        list(
            dict.fromkeys(
                tuple(itertools.chain.from_iterable(choice)) for choice in itertools.islice(itertools.product(*run), _MAX_VARIANTS)
            )
        )
        for run in runs
    ]
    terms = []
    # A run of which all words are optional may be absent: then the gaps around it join.
    for present in itertools.product(*([True, False] if () in run else [True] for run in spelt)):
        chunks: list[tuple[int, ...]] = []
        between: list[tuple[int, int]] = []
        gap = (0, 0)
        for place, (run, here) in enumerate(zip(spelt, present, strict=True)):
            if here:
                if chunks:
                    between.append(gap)
                chunks.append(tuple(number((exact, words)) for words in run if words))
                gap = (0, 0)
            if place < len(gaps):
                gap = (gap[0] + gaps[place][0], gap[1] + gaps[place][1])
        if chunks and all(chunks):
            terms.append(Term(concept, tuple(chunks), tuple(between)))
    return terms


def _words_of(splitter: Splitter) -> Callable[[str, bool], tuple[str, ...]]:
    """Return the splitter of the words of pack files; they repeat a lot, so each is split once."""

    @cache
    def split(text: str) -> tuple[str, ...]:
        return tuple(token.text for token in splitter.tokenizer(text) if not token.is_space)

    @cache
    def words_of(text: str, exact: bool) -> tuple[str, ...]:
        return split(text) if exact else tuple(map(splitter.lemma, split(text)))

    return words_of


def _read(files: Mapping[str, str], splitter: Splitter) -> dict[str, Any]:
    """Read the files of words (name -> text) into terms and guards, in the form that is remembered; `_unpacked` takes it apart.

    Raises:
        CatalogError: a file names an unknown concept or key.
    """
    code, lemma = splitter.code, splitter.lemma
    concepts = ontology()
    words_of = _words_of(splitter)
    chunks: dict[Chunk, int] = {}
    terms: dict[Term, None] = {}
    guards: dict[str, tuple[set[str], set[str], list[Term]]] = {}
    problems = []

    def parse(concept: str, text: object, exact: bool) -> list[Term]:
        return _parse(concept, str(text), exact, words_of, lambda chunk: chunks.setdefault(chunk, len(chunks)))

    for name, content in files.items():
        for concept, body in (parse_yaml(content, f"language/{code}/{name}") or {}).items():
            if concept not in concepts:
                problems.append(f"{code}/{name}: unknown concept {concept}")
                continue
            unknown = set(body) - {"terms", "exact", "not_before", "not_after", "not_in"}
            if unknown:
                problems.append(f"{code}/{name}: {concept} has unknown keys {', '.join(sorted(unknown))}")
            for key, exact in (("terms", False), ("exact", True)):
                for text in body.get(key) or ():
                    terms.update(dict.fromkeys(parse(concept, text, exact)))
            before, after, inside = guards.setdefault(concept, (set(), set(), []))
            after.update(lemma(str(word).lower()) for word in body.get("not_before") or ())
            before.update(lemma(str(word).lower()) for word in body.get("not_after") or ())
            for text in body.get("not_in") or ():
                inside += parse(concept, text, False)
    if problems:
        raise CatalogError("; ".join(problems), where=f"language/{code}")
    return {
        "stop_words": sorted(splitter.stop_words()),
        "chunks": list(chunks),
        "terms": list(terms),
        "guards": {
            concept: [sorted(before), sorted(after), inside]
            for concept, (before, after, inside) in guards.items()
            if before or after or inside
        },
    }


def _unpacked(value: Mapping[str, Any]) -> tuple[tuple[Chunk, ...], tuple[Term, ...], dict[str, Guard]]:
    """Return chunks, terms and guards from the form that is remembered."""

    def terms(items: list[list[Any]]) -> tuple[Term, ...]:
        return tuple([Term(concept, tuple(map(tuple, chunks)), tuple(map(tuple, gaps))) for concept, chunks, gaps in items])

    guards = {
        concept: Guard(before=frozenset(before), after=frozenset(after), inside=terms(inside))
        for concept, (before, after, inside) in value["guards"].items()
    }
    return tuple([(exact, tuple(words)) for exact, words in value["chunks"]]), terms(value["terms"]), guards


@lru_cache(maxsize=8)
def pack(code: str) -> Pack:
    """Load the pack of a language.

    Raises:
        CatalogError: there is no such pack, or a file of it names an unknown concept or key.
    """
    folder = _FOLDER / code
    if not (folder / _SETTINGS).is_file():
        raise CatalogError(f"There is no language pack for {code!r}.", todo=f"Packs: {', '.join(available())}.")
    texts = {path.name: read_text(path) for path in sorted(folder.glob("*.yaml")) if not path.name.endswith(".test.yaml")}
    settings_text = texts.pop(_SETTINGS)
    settings = parse_yaml(settings_text, f"language/{code}/{_SETTINGS}") or {}
    splitter = Splitter(code, settings)
    # All that terms are made of: what splits and lemmatises, this module, the settings, the concepts, the words.
    makers = [splitter.version, read_text(Path(__file__))]
    key = digest([*makers, settings_text, *sorted(ontology().labels), "", *itertools.chain(*texts.items())])
    with uncollected():
        made = remembered(f"pack-{code}", key, lambda: _read(texts, splitter))
        chunks, terms, guards = _unpacked(made)
    return Pack(
        code=code,
        chunks=chunks,
        terms=terms,
        guards=guards,
        settings=settings,
        splitter=splitter,
        stop_words=frozenset(made["stop_words"]),
    )
