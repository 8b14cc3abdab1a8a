"""Splitting a text into words and giving words their base forms (lemmas): spaCy's tokenizer and simplemma's dictionary, and what they said.

What stands between white space is split alone, whatever stands around it, and a word's lemma depends on the word alone. So both are
remembered, each printed word once, and the two libraries, whose start takes longer than reading a short act, are loaded only where a text
has a word that is new. What is remembered are words, never sentences (`gapcheck.cache` tells where, and how to turn it off).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from gapcheck.cache import digest, keep, recall, uncollected
from gapcheck.files import read_text

Pieces = list[tuple[int, int, str]]
"""The tokens in what stands between white space: where each begins in it, its length, its lower-case form."""

_SLICE = 900_000
"""Characters that are tokenised at a time."""
_MOST = 100_000
"""Printed words that are remembered of one language; a text that brings more starts anew."""
_LONGEST = 300
"""Characters of a printed word that is remembered: what is longer is neither word nor address."""
_VERSIONS = ("__init__.py", "__metadata__.py", "about.py")
"""Files of a library in which its version stands."""
_DASHES = "-–—"


class Splitter:
    """Splits texts of one language into words. Its answers are the same whatever is remembered.

    Attributes:
        code: language of the texts (BCP 47).
        settings: the pack's `pack.yaml`; "lemmas", "reflexive" and "gerunds" concern lemmas.
        version: digest of all that its answers depend on.
    """

    def __init__(self, code: str, settings: Mapping[str, Any]) -> None:
        self.code = code
        self.settings = settings
        self.version = digest([code, *_makers(), *(repr(settings.get(key)) for key in ("lemmas", "reflexive", "gerunds"))])
        self._name = f"words-{code}"
        self._pieces: dict[str, Pieces] = {}
        self._lemmas: dict[str, str] = {}
        self._in_dictionary: dict[str, bool] = {}
        self._new = False
        with uncollected():
            known = recall(self._name, self.version)
            if known is not None:
                self._pieces = {printed: [(0, len(printed), printed.lower())] for printed in known["whole"]}
                self._pieces.update((printed, [tuple(piece) for piece in pieces]) for printed, pieces in known["pieces"].items())
                self._lemmas = {word: word for word in known["base"]}
                self._lemmas.update(known["lemmas"])
                self._in_dictionary = known["in_dictionary"]

    @cached_property
    def tokenizer(self) -> Any:
        """spaCy's tokenizer of the language, which also splits at quotation marks and brackets that a publisher's text glues to a word.

        It is put together as `spacy.blank` does, but with these infixes from the start and with no more knowledge of a word than its
        lower-case form and whether it is white space: less than half the time.
        """
        from spacy.attrs import IS_SPACE, LOWER
        from spacy.tokenizer import Tokenizer
        from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
        from spacy.vocab import Vocab

        with uncollected():
            defaults = _defaults(self.code)
            return Tokenizer(
                Vocab(lex_attr_getters={LOWER: str.lower, IS_SPACE: str.isspace}),
                rules=defaults.tokenizer_exceptions,
                prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
                suffix_search=compile_suffix_regex(defaults.suffixes or ()).search,
                infix_finditer=compile_infix_regex([*(defaults.infixes or ()), r'["“”„«»()\[\]*;:—–=§]']).finditer,
                token_match=defaults.token_match,
                url_match=defaults.url_match,
            )

    def stop_words(self) -> frozenset[str]:
        """Return the words of the language that say nothing by themselves ("the", "of")."""
        return frozenset(_defaults(self.code).stop_words)

    def pieces(self, printed: Iterable[str]) -> dict[str, Pieces]:
        """Return what stands between white space -> the tokens in it; the tokenizer never looks over white space.

        A law says most of its words again and again, so each is split once. (The tokenizer remembers words by itself, but no more of
        them once a text had an abbreviation that it knows.)
        """
        known = self._pieces
        distinct = dict.fromkeys(printed)
        new = [word for word in distinct if word not in known]
        if new:
            if len(known) + len(new) > _MOST:
                known = self._pieces = {word: known[word] for word in distinct if word in known}
                self._lemmas.clear()
                self._in_dictionary.clear()
            self._split(new)
            self._new = True
        return known

    def _split(self, printed: list[str]) -> None:
        """Tokenise printed words that are not known yet."""
        pieces = self._pieces
        at = 0
        group: list[str] = []
        while at < len(printed):
            size = 0
            group.clear()
            while at < len(printed) and (not group or size < _SLICE):
                group.append(printed[at])
                size += len(printed[at]) + 1
                at += 1
            pieces.update((word, []) for word in group)
            begins = list(itertools.accumulate((len(word) + 1 for word in group), initial=0))
            number = 0
            # Three columns of numbers are read faster than three attributes of each token.
            for first, size, space in self.tokenizer(" ".join(group)).to_array(["IDX", "LENGTH", "IS_SPACE"]).tolist():
                if space:
                    continue
                while first >= begins[number + 1]:
                    number += 1
                whole = group[number]
                offset = first - begins[number]
                word = whole[offset : offset + size].lower()
                if word[-1] in _DASHES and len(word) > 1:
                    # "This Act does not apply-" before a list: a dash at the end of a word is no part of it.
                    after = whole[offset + size : offset + size + 1]
                    if not after or after == "(":
                        word = word.rstrip(_DASHES) or word
                pieces[whole].append((offset, size, word))

    def lemma(self, word: str) -> str:
        """Return the base form of a lower-case word."""
        found = self._lemmas.get(word)
        if found is None:
            found = self._lemmas[word] = self._look_up(word)
            self._new = True
        return found

    def lemmas(self, words: Iterable[str]) -> list[str]:
        """Return the base forms of lower-case words."""
        known = self._lemmas
        return [known.get(word) or self.lemma(word) for word in words]

    def _look_up(self, word: str) -> str:
        import simplemma

        found: str = (self.settings.get("lemmas") or {}).get(word) or simplemma.lemmatize(word, lang=self.code).lower()
        reflexive = str(self.settings.get("reflexive", ""))
        if reflexive and found.endswith(reflexive):
            # The dictionary gives some forms with a pronoun a lemma of their own: "aplíquese" is "aplicarse" to it.
            found = found[: -len(reflexive)] + reflexive[0]
        if self.settings.get("gerunds") and found == word and len(word) > 6 and word.endswith("ing"):
            # "marking" and "mark", "manufacturing" and "manufacture" are one act to a rule.
            stem = word[:-3]
            doubled = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
            found = next((base for base in (stem + "e", stem, doubled) if simplemma.is_known(base, lang=self.code)), found)
        return found

    def in_dictionary(self, word: str) -> bool:
        """Tell whether the dictionary of the language has a lower-case word."""
        found = self._in_dictionary.get(word)
        if found is None:
            import simplemma

            found = self._in_dictionary[word] = simplemma.is_known(word, lang=self.code)
            self._new = True
        return found

    def remember(self) -> None:
        """Keep what was new for the next start; without a folder for it, or where nothing was new, nothing happens."""
        if not self._new or len(self._pieces) > _MOST:
            return
        whole, divided = [], {}
        for printed, pieces in self._pieces.items():
            if len(printed) > _LONGEST:
                continue
            if pieces == [(0, len(printed), printed.lower())]:
                whole.append(printed)
            else:
                divided[printed] = pieces
        keep(
            self._name,
            self.version,
            {
                "whole": whole,
                "pieces": divided,
                "base": [word for word, base in self._lemmas.items() if word == base],
                "lemmas": {word: base for word, base in self._lemmas.items() if word != base},
                "in_dictionary": self._in_dictionary,
            },
        )
        self._new = False


def _defaults(code: str) -> Any:
    from spacy.util import get_lang_class

    return get_lang_class(code).Defaults


def _makers() -> list[str]:
    """Return the texts that tell which versions of the libraries, and of this module, answer: read, not imported."""
    texts = [read_text(Path(__file__))]
    for library in ("spacy", "simplemma"):
        found = find_spec(library)
        if found is None or found.origin is None:
            raise ModuleNotFoundError(f"No module named {library!r}", name=library)
        for name in _VERSIONS:
            file = Path(found.origin).with_name(name)
            if file.is_file():
                texts.append(read_text(file))
    return texts
