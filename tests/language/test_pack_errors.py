"""Packs and ontologies that cannot be read: one error that names all there is to mend."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gapcheck.errors import CatalogError
from gapcheck.language import ontology, pack

pack_module = sys.modules["gapcheck.language.pack"]
ontology_module = sys.modules["gapcheck.language.ontology"]


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("GAPCHECK_CACHE", "off")
    pack.cache_clear()
    ontology.cache_clear()
    yield
    monkeypatch.undo()
    pack.cache_clear()
    ontology.cache_clear()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pack_module, "_FOLDER", tmp_path)
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "pack.yaml").write_text("name: English\n")
    return tmp_path / "en"


def test_there_is_no_such_pack() -> None:
    with pytest.raises(CatalogError, match=r"no language pack for 'xx'.*Packs: .*en"):
        pack("xx")


def test_unknown_concepts_and_keys_are_told_together(folder: Path) -> None:
    (folder / "a.yaml").write_text("act.nothing: {terms: [x]}\nact.import: {term: [x]}\n")
    with pytest.raises(CatalogError) as error:
        pack("en")
    assert "unknown concept act.nothing" in str(error.value)
    assert "act.import has unknown keys term" in str(error.value)


def test_words_that_are_no_yaml(folder: Path) -> None:
    (folder / "a.yaml").write_text("act.import: {terms: [x}\n")
    with pytest.raises(CatalogError, match=r"language/en/a\.yaml:1: is not valid YAML"):
        pack("en")


def test_how_terms_are_read(folder: Path) -> None:
    (folder / "a.yaml").write_text(
        'act.import: {terms: [bring ~3 into|in * country, "Imported? weapons ~"], exact: [IMPORTS], not_in: [import duty]}\n'
    )
    read = pack("en")

    def shown(term: object) -> tuple[object, ...]:
        return tuple(tuple(read.chunks[number] for number in run) for run in term.chunks), term.gaps  # type: ignore[attr-defined]

    assert [shown(term) for term in read.terms] == [
        ((((False, ("bring",)),), ((False, ("into",)), (False, ("in",))), ((False, ("country",)),)), ((0, 3), (1, 1))),
        ((((False, ("import", "weapon")), (False, ("weapon",))),), ()),
        ((((True, ("imports",)),),), ()),
    ]
    assert [shown(term) for term in read.guards["act.import"].inside] == [((((False, ("import", "duty")),),), ())]


def test_a_run_of_optional_words_may_be_absent(folder: Path) -> None:
    (folder / "a.yaml").write_text('act.import: {terms: ["bring ~2 goods? ~1 into"]}\n')
    read = pack("en")
    shown = [([[read.chunks[number][1] for number in run] for run in term.chunks], term.gaps) for term in read.terms]
    assert shown == [([[("bring",)], [("good",)], [("into",)]], ((0, 2), (0, 1))), ([[("bring",)], [("into",)]], ((0, 3),))]


def test_an_ontology_that_names_what_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ontology_module, "_FOLDER", tmp_path)
    (tmp_path / "a.yaml").write_text("act.a: {label: a, broader: [act.b]}\nact.c: {label: c, wider: [act.d]}\n")
    with pytest.raises(CatalogError, match=r"act\.a names the unknown concept act\.b; .*act\.c names the unknown concept act\.d"):
        ontology()
