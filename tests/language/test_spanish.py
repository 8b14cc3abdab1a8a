"""The Spanish pack: its forms of words, its numbers, its references and definitions, and a law that is read as its English twin is."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

import pytest

from gapcheck.evaluate.sentences import read_text
from gapcheck.files import read_yaml
from gapcheck.language import pack
from gapcheck.pipeline import run

LANGUAGE = Path(__file__).resolve().parents[2] / "gapcheck" / "language"
SAMPLES = Path(__file__).resolve().parents[2] / "legislation_samples"


@lru_cache(maxsize=1)
def twins() -> tuple[dict[str, str], dict[str, str]]:
    """Return test -> status for the English sample law and for its Spanish twin."""
    found = []
    for name in ("XBD-montecorvo-firearms-law-2016.txt", "XBD-montecorvo-ley-de-armas-2016.txt"):
        assessment = run([SAMPLES / name], jurisdiction="XBD").assessment
        found.append({finding.test: str(finding.status.value) for finding in assessment.findings})
    return found[0], found[1]


@pytest.mark.parametrize("name", ["core.yaml", "definitions.yaml", "offences.yaml"])
def test_every_concept_with_english_words_has_spanish_ones(name: str) -> None:
    spanish = {concept for path in (LANGUAGE / "es").glob("*.yaml") if path.name != "pack.yaml" for concept in read_yaml(path)}
    assert sorted(set(read_yaml(LANGUAGE / "en" / name)) - spanish) == []


@pytest.mark.parametrize(
    "forms",
    [
        "munición municiones municion",
        "portar porte porten portan",
        "prohibir prohibida prohibido prohíbe prohibirá prohíbese",
        "importar importe importen importadas importare",
        "automático automáticas automática",
        "imponer impondrá impondrán impóngase",
        "penar penado penada penados",
        "decomisar decomiso comiso decomisadas",
        "artículo artículos articulo",
        "de del",
        "el la los las",
        "fusil fusiles",
        "punzón punzones",
        "matriz matrices",
        "lanzar lanza lance lancen lanzados",
        "utilizar utilizados utilizadas utilizarse utilizare",
        "considerar considerada considerarse",
        "encubierto encubierta encubiertos encubiertas",
        "electrónico electrónica electrónicas",
        "sujeto sujeta sujetas",
        "interno interna internas",
        "estado estados",
    ],
)
def test_forms_of_one_word_have_one_lemma(forms: str) -> None:
    lemma = pack("es").splitter.lemma
    assert {lemma(form) for form in forms.split()} == {lemma(forms.split()[0])}


@pytest.mark.parametrize(
    ("text", "kind", "years"),
    [
        ("Artículo 9. Será castigado con prisión de dos a seis años.", "penalty", 6),
        ("Art. 9.- Se le impondrá de 2 a 12 años de prisión.", "penalty", 12),
        ("Artículo 9. Incurrirá en pena privativa de libertad de treinta años.", "penalty", 30),
        ("Artículo 9. Sufrirá reclusión perpetua.", "penalty", math.inf),
        ("Artículo 9. Los registros se conservarán durante veinte (20) años.", "duration", 20),
        ("Artículo 9. Los libros se conservarán por tiempo indefinido.", "duration", math.inf),
        ("Artículo 9. Dará aviso dentro de un mes.", "duration", 1 / 12),
    ],
)
def test_numbers(text: str, kind: str, years: float) -> None:
    assert any(number.kind == kind and number.value == pytest.approx(years, abs=1e-4) for number in read_text(text, "es").numbers)


def test_references_with_ordinal_signs() -> None:
    articles = "".join(f"Artículo {number}. La autoridad llevará el libro número {number}.\n" for number in range(1, 9))
    reading = read_text(articles + "Artículo 9. Será castigado con prisión quien infrinja los artículos 5º, 6º y 7º de esta Ley.", "es")
    labels = [reading.segmentation.units[target].label for reference in reading.references for target in reference.targets]
    assert [label for label in labels if any(number in label for number in "567")] == labels
    assert len(labels) == 3


@pytest.mark.parametrize(
    ("text", "term"),
    [
        (
            "Artículo 2. Se entiende por:\na) Chisme: toda arma de fuego;\nb) Cosa: toda clase de cartucho;\nc) Útil: toda clase de cañón.",
            "Chisme",
        ),
        ("Artículo 2. A los efectos de esta Ley, «chisme» significa toda arma de fuego.", "chisme"),
        ("Artículo 2. Por «chisme» se entenderá cualquier arma de fuego.", "chisme"),
        ("Artículo 2. Definiciones\na) Chisme es toda arma de fuego portátil.", "Chisme"),
    ],
)
def test_forms_of_definition(text: str, term: str) -> None:
    found = {definition.term: definition for definition in read_text(text, "es").definitions}
    assert "object.firearm" in found[term].head


@pytest.mark.parametrize(
    ("text", "concept", "words"),
    [
        ("Al que porte armas se le impondrá pena de prisión.", "act.carry", "porte"),
        ("Queda prohibida la fabricación de armas.", "norm.prohibition", "queda prohibida"),
        ("Prohíbese la fabricación de armas.", "norm.prohibition", "prohíbese"),
        ("Nadie podrá vender armas sin licencia.", "manner.without_licence", "sin licencia"),
        ("Los comerciantes no aceptarán armas sin numeración.", "norm.prohibition", "no aceptarán"),
        ("El juez ordenará el comiso del arma.", "act.confiscate", "comiso"),
        ("Se entrega el cuerpo del arma.", "object.frame", "cuerpo del arma"),
        ("Al que fabrique pistolas se le impondrán cuatro años de prisión.", "norm.offence", "se le impondrán"),
    ],
)
def test_words_of_statutes(text: str, concept: str, words: str) -> None:
    reading = read_text(f"Artículo 4. {text}", "es")
    said = [" ".join(reading.words.lower[mention.start : mention.end]) for mention in reading.mentions[concept]]
    assert any(found.startswith(words) for found in said), said


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Los Estados Partes cooperarán.", "object.part"),
        ("Las Fuerzas Armadas cooperarán.", "act.assemble"),
        ("El embargo de armas de fuego no obsta, sin embargo, a la venta.", "act.freeze"),
        ("Introdúcense las siguientes modificaciones en el Código Penal.", "act.import"),
        ("Se refuerza la lucha contra el crimen organizado.", "act.organise"),
        ("La asociación actúa sin fines de lucro.", "manner.trade"),
        ("La comisión de un delito se denunciará.", "person.authority"),
        ("Se revisará la ley de tránsito.", "act.transit"),
        ("Fracasó la tentativa de notificación.", "topic.attempt_to_commit"),
        ("Las ventas internas se registrarán.", "act.import"),
        ("Llegó una persona del extranjero.", "person.visitor"),
    ],
)
def test_homonyms_are_guarded(text: str, concept: str) -> None:
    assert not read_text(f"Artículo 4. {text}", "es").mentions.get(concept)


def test_the_spanish_law_is_read_as_its_english_twin() -> None:
    english, spanish = twins()
    assert english.keys() == spanish.keys()
    assert {test: (status, spanish[test]) for test, status in english.items() if spanish[test] != status} == {}
