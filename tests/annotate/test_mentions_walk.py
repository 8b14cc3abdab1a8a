"""The walk along the tree of phrases finds what spaCy's PhraseMatcher finds."""

from __future__ import annotations

from collections import defaultdict

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from gapcheck.annotate.mentions import Places, Tree, _walk

VOCAB = spacy.blank("en").vocab
WORDS = st.sampled_from(["no", "person", "shall", "import", "a", "firearm", "part", "of"])


def tree_of(phrases: list[tuple[str, ...]]) -> Tree:
    tree: Tree = {}
    for number, phrase in enumerate(phrases):
        node = tree
        for word in phrase:
            node = node.setdefault(word, {})
        node[None] = number
    return tree


@given(st.lists(WORDS, max_size=60), st.lists(st.lists(WORDS, min_size=1, max_size=5).map(tuple), min_size=1, max_size=25, unique=True))
@settings(max_examples=150, deadline=None)
def test_same_places_as_phrasematcher(words: list[str], phrases: list[tuple[str, ...]]) -> None:
    found: Places = defaultdict(list)
    _walk(words, tree_of(phrases), found)
    matcher = PhraseMatcher(VOCAB, attr="ORTH")
    for number, phrase in enumerate(phrases):
        matcher.add(str(number), [Doc(VOCAB, words=list(phrase))])
    expected: Places = defaultdict(list)
    for key, start, end in matcher(Doc(VOCAB, words=words)):
        expected[int(VOCAB.strings[key])].append((start, end))
    assert dict(found) == {number: sorted(places) for number, places in expected.items()}
