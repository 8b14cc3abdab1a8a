"""The quick start of a pack: from the cache or from the files, it is the same pack; its tokenizer is spaCy's own."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.util import compile_infix_regex

from gapcheck.language import available, pack
from gapcheck.language import pack as load_pack
from gapcheck.language.splitter import Splitter

TEXT = (
    "12.—(1) No person shall, without a licence,import “gun-parts” (e.g. frames/receivers) worth $5,000.00; cannot, don't, it's s.5(1)(a)—\n"
    "Artículo 11 Bis: Quien fabrique «armas de fuego» será sancionado; l'arme à feu d'aujourd'hui, § 5 Abs. 1 [see www.example.org/a?b=c]\t"
    "10km 9mm 5% mark:number*note 'quoted' a.m. U.S.A. :-) état–major 3D-printed"
)


@pytest.mark.parametrize("code", ["en", "es", "fr", "pt", "de"])
def test_the_tokenizer_splits_as_that_of_spacy_does(code: str) -> None:
    splitter = Splitter(code, {})
    ours = splitter.tokenizer
    blank = spacy.blank(code)
    theirs = blank.tokenizer
    theirs.infix_finditer = compile_infix_regex([*blank.Defaults.infixes, r'["“”„«»()\[\]*;:—–=§]']).finditer
    as_told = [[(token.text, token.idx, token.lower_, token.is_space) for token in tokenizer(TEXT)] for tokenizer in (ours, theirs)]
    assert as_told[0] == as_told[1]
    assert splitter.stop_words() == blank.Defaults.stop_words


@pytest.mark.parametrize("code", available())
def test_a_remembered_pack_is_the_pack(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packs = []
    for place in ("off", str(tmp_path), str(tmp_path)):
        monkeypatch.setenv("GAPCHECK_CACHE", place)
        load_pack.cache_clear()
        packs.append(pack(code))
    load_pack.cache_clear()
    made, first, second = packs
    assert (tmp_path / f"pack-{code}.json").is_file()
    for other in (first, second):
        assert (other.chunks, other.terms, other.guards, other.settings) == (made.chunks, made.terms, made.guards, made.settings)
        assert all(isinstance(gap, tuple) for term in other.terms for gap in term.gaps)


def test_every_chunk_of_a_term_exists() -> None:
    words = pack("en")
    inside = [term for guard in words.guards.values() for term in guard.inside]
    assert {number for term in (*words.terms, *inside) for run in term.chunks for number in run} == set(range(len(words.chunks)))
    assert all(len(term.gaps) == len(term.chunks) - 1 for term in (*words.terms, *inside))
