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
        tokenizer: text -> spaCy Doc (with white-space tokens).
        lemma: lower-case printed word -> lemma.
        stop_words: words that say nothing by themselves ("the", "of").
    """

    code: str
    chunks: tuple[Chunk, ...]
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
    reflexive = str(settings.get("reflexive", ""))
    gerunds = bool(settings.get("gerunds", False))

    def lemma(word: str) -> str:
        found = cache.get(word)
        if found is None:
            found = irregular.get(word) or simplemma.lemmatize(word, lang=code).lower()
            if reflexive and found.endswith(reflexive):
                # The dictionary gives some forms with a pronoun a lemma of their own: "aplíquese" is "aplicarse" to it.
                found = found[: -len(reflexive)] + reflexive[0]
            if gerunds and found == word and len(word) > 6 and word.endswith("ing"):
                # "marking" and "mark", "manufacturing" and "manufacture" are one act to a rule.
                stem = word[:-3]
                doubled = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
                found = next((base for base in (stem + "e", stem, doubled) if simplemma.is_known(base, lang=code)), found)
            cache[word] = found
        return found

    return lemma


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


def _tokenizer(code: str) -> tuple[Any, frozenset[str]]:
    """Return (spaCy's tokenizer of a language, its stop words).

    The tokenizer also splits at quotation marks and brackets that a publisher's text glues to a word. It is put together here as
    `spacy.blank` does, but with these infixes from the start and with no more knowledge of a word than its lower-case form and whether
    it is white space: less than half the time.
    """
    from spacy.attrs import IS_SPACE, LOWER
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, get_lang_class
    from spacy.vocab import Vocab

    defaults = get_lang_class(code).Defaults
    tokenizer = Tokenizer(
        Vocab(lex_attr_getters={LOWER: str.lower, IS_SPACE: str.isspace}),
        rules=defaults.tokenizer_exceptions,
        prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
        suffix_search=compile_suffix_regex(defaults.suffixes or ()).search,
        infix_finditer=compile_infix_regex([*(defaults.infixes or ()), r'["“”„«»()\[\]*;:—–=§]']).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )
    return tokenizer, frozenset(defaults.stop_words)


def _words_of(tokenizer: Any, lemma: Callable[[str], str]) -> Callable[[str, bool], tuple[str, ...]]:
    """Return the splitter of the words of pack files; they repeat a lot, so each is split once."""

    @cache
    def split(text: str) -> tuple[str, ...]:
        return tuple(token.text for token in tokenizer(text) if not token.is_space)

    @cache
    def words_of(text: str, exact: bool) -> tuple[str, ...]:
        return split(text) if exact else tuple(map(lemma, split(text)))

    return words_of


def _read(code: str, files: Mapping[str, str], tokenizer: Any, lemma: Callable[[str], str]) -> dict[str, Any]:
    """Read the files of words (name -> text) into terms and guards, in the form that is remembered; `_unpacked` takes it apart.

    Raises:
        CatalogError: a file names an unknown concept or key.
    """
    concepts = ontology()
    words_of = _words_of(tokenizer, lemma)
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
    import simplemma
    from spacy.about import __version__ as spacy_version

    texts = {path.name: read_text(path) for path in sorted(folder.glob("*.yaml")) if not path.name.endswith(".test.yaml")}
    settings_text = texts.pop(_SETTINGS)
    settings = parse_yaml(settings_text, f"language/{code}/{_SETTINGS}") or {}
    lemma = _lemmatiser(code, settings)
    # All that terms are made of: the libraries that split and lemmatise, this module, the settings, the concepts, the words.
    makers = [spacy_version, simplemma.__version__, read_text(Path(__file__))]
    key = digest([*makers, settings_text, *sorted(ontology().labels), "", *itertools.chain(*texts.items())])
    with uncollected():
        tokenizer, stop_words = _tokenizer(code)
        chunks, terms, guards = _unpacked(remembered(f"pack-{code}", key, lambda: _read(code, texts, tokenizer, lemma)))
    return Pack(
        code=code,
        chunks=chunks,
        terms=terms,
        guards=guards,
        settings=settings,
        tokenizer=tokenizer,
        lemma=lemma,
        stop_words=stop_words,
    )
