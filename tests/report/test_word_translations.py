"""The words of reports in French and Spanish: complete, with the same blanks to fill, and never of another text."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import report_samples as samples

from gapcheck.files import read_yaml
from gapcheck.report import view as view_module
from gapcheck.report.view import translated, wording

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(view_module.__file__).with_name("wording")
sys.path.insert(0, str(ROOT / "scripts"))

import catalog_translations  # noqa: E402


def flat(words: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in words.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


@pytest.mark.parametrize("language", ["fr", "es"])
def test_every_word_of_reports_is_translated(language: str) -> None:
    english, own = (dict(flat(read_yaml(FOLDER / f"{name}.yaml"))) for name in ("en", language))
    assert set(own) == set(english)


@pytest.mark.parametrize("language", ["fr", "es"])
def test_translations_fill_the_same_blanks(language: str) -> None:
    english, own = (dict(flat(read_yaml(FOLDER / f"{name}.yaml"))) for name in ("en", language))
    for key, value in own.items():
        if isinstance(value, str):
            assert sorted(re.findall(r"\{\w*\}", value)) == sorted(re.findall(r"\{\w*\}", english[key])), key


@pytest.mark.parametrize("language", ["fr", "es"])
def test_the_catalog_is_translated_but_for_what_has_just_changed(language: str) -> None:
    """`python scripts/catalog_translations.py` lists what is missing; reports show it in English."""
    known = len(set(catalog_translations.texts(samples.catalog())))
    assert len(catalog_translations.missing(samples.catalog(), language)) < 0.1 * known


@pytest.mark.parametrize("language", ["fr", "es"])
def test_questions_stay_questions(language: str) -> None:
    texts = wording(language)["catalog_texts"]
    for english, own in texts.items():
        assert own.strip(), english
        assert english.rstrip(")").endswith("?") == own.rstrip(")").endswith("?"), english
        if language == "es" and own.endswith("?"):
            assert "¿" in own


def test_a_text_that_has_changed_stands_in_english() -> None:
    words = wording("fr")
    row = next(row for row in samples.view("fr").rows if row.entry == "FP-05.1.c.1")
    english = next(row for row in samples.view().rows if row.entry == "FP-05.1.c.1")
    assert row.asks != english.asks
    assert translated(english.asks, words) == row.asks
    assert translated(f"{english.asks} Really?", words) == f"{english.asks} Really?"


def test_a_line_break_in_the_catalog_does_not_matter() -> None:
    words = wording("es")
    english = next(row for row in samples.view().rows if row.entry == "FP-05.1.c.1").asks
    assert translated(english.replace(" ", "\n  "), words) == translated(english, words) != english
