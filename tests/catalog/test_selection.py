"""Choosing tests by words."""

from __future__ import annotations

import pytest

from gapcheck.catalog import Catalog, read_catalog
from gapcheck.catalog.selection import select_tests
from gapcheck.errors import UsageError


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read_catalog()


def entries(catalog: Catalog, *words: str) -> set[str]:
    return {catalog.test(test)[0].id for test in select_tests(catalog, words) or ()}


def test_nothing_asked_is_all(catalog: Catalog) -> None:
    assert select_tests(catalog, []) is None and select_tests(catalog, ["", " , "]) is None


@pytest.mark.parametrize("word", ["5", "art. 5", "art 5", "Article 5", "article:5", "ART.5"])
def test_articles(catalog: Catalog, word: str) -> None:
    found = entries(catalog, word)
    assert found == {entry.id for entry in catalog.select(article="5")} and all(name.startswith("FP-05") for name in found)


def test_paragraphs_and_the_convention(catalog: Catalog) -> None:
    assert all(name.startswith("FP-08.1.a") for name in entries(catalog, "8(1)(a)")) and entries(catalog, "8(1)(a)")
    assert entries(catalog, "UNTOC 10") == {"UN-10"} == entries(catalog, "untoc10")


@pytest.mark.parametrize("word", ["f", "(f)", "threat:f", "threat f", "Threat (F)"])
def test_threats(catalog: Catalog, word: str) -> None:
    (threat,) = entries(catalog, word)
    assert catalog.entry(threat).article == "f"


def test_ids_and_families(catalog: Catalog) -> None:
    assert entries(catalog, "fp-05.1.c.2") == {"FP-05.1.c.2"}
    assert select_tests(catalog, ["fp-05.1.C.2#1"]) == {"FP-05.1.c.2#1"}
    assert entries(catalog, "measures") == {entry.id for entry in catalog.measures}
    assert entries(catalog, "convention") == {entry.id for entry in catalog.select(family="convention")}


def test_places_add_up_and_levels_narrow(catalog: Catalog) -> None:
    assert entries(catalog, "5,8") == entries(catalog, "5") | entries(catalog, "8") == entries(catalog, "5", "8")
    narrow = entries(catalog, "8", "optional")
    assert narrow and narrow < entries(catalog, "8") and all(catalog.entry(name).obligation == "optional" for name in narrow)
    assert entries(catalog, "mandatory", "optional") == entries(catalog, "mandatory") | entries(catalog, "optional")
    assert entries(catalog, "5", "criminalization") <= entries(catalog, "criminalization")


@pytest.mark.parametrize(
    ("word", "words"),
    [("mandatry", "mandatory"), ("FP-05.1.c.9", "FP-05.1.c"), ("99", "Articles: 1, 2"), ("z", "Threats: a to i"), ("FP-05.1.c.2#9", "#1")],
)
def test_what_names_nothing_is_told(catalog: Catalog, word: str, words: str) -> None:
    with pytest.raises(UsageError) as error:
        select_tests(catalog, [word], where="--explain")
    assert words in str(error.value) and error.value.where == "--explain"


def test_what_leaves_nothing_is_told(catalog: Catalog) -> None:
    with pytest.raises(UsageError, match="No test is"):
        select_tests(catalog, ["UNTOC 10", "optional"])
