"""Rules of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

import gapcheck as gc
from gapcheck.errors import CatalogError, InputError, UsageError

SENTENCE = "5. No person shall import a firearm without an import licence."
ROUTE = {"name": "licence to import", "all": ["act.import", "object.firearm"], "norms": ["licence", "prohibition"]}


def test_one_rule_in_every_form(tmp_path: Path) -> None:
    text = "all: [act.import, object.firearm]\nname: licence to import\nnorms: [licence, prohibition]\n"
    file = tmp_path / "own.yaml"
    file.write_text(text, encoding="utf-8")
    forms = [ROUTE, {"routes": [ROUTE]}, {"asks": "Is import licensed?", "rule": {"routes": [ROUTE]}}, text, file, str(file)]
    rules = [gc.rule(form) for form in forms]
    assert all(rule == rules[0] for rule in rules)
    assert rules[0].routes[0].all == (("act.import",), ("object.firearm",))
    notes = [gc.try_rule(form, SENTENCE) for form in forms]
    assert {(note.status, note.score) for note in notes} == {("covered", notes[0].score)}


def test_a_route_without_a_name_gets_one() -> None:
    assert [route.name for route in gc.rule({"routes": [{"all": ["act.import"]}, {"all": ["act.export"]}]}).routes] == [
        "route 1",
        "route 2",
    ]


def test_the_note_quotes_the_law_and_asks_the_question() -> None:
    note = gc.try_rule({"asks": "Is import licensed?", "rule": {"routes": [ROUTE]}}, SENTENCE)
    assert note.quotes == ("No person shall import a firearm without an import licence.",)
    assert "Is import licensed?" in str(note)
    assert "licence to import" in str(note)
    assert "What the instrument asks" not in str(note)
    assert gc.try_rule(ROUTE, SENTENCE, asks="Other?").explanation.question == "Other?"


def test_a_rule_that_finds_nothing() -> None:
    note = gc.try_rule(ROUTE, "5. The Minister may open and close ranges.")
    assert (note.status, note.quotes) == ("not_found", ())


def test_files_folders_and_laws(laws: dict[str, Path]) -> None:
    law = gc.load(laws["XTA"])
    found = [gc.try_rule(ROUTE, source).quotes for source in (laws["XTA"], str(laws["XTA"]), laws["XTA"].parent, [laws["XTA"]], law)]
    assert found[0]
    assert all(quotes == found[0] for quotes in found)


def test_it_may_rest_on_tests_of_the_catalog(laws: dict[str, Path]) -> None:
    body = {"rest": 0}
    with pytest.raises(CatalogError):
        gc.rule(body)
    rule = {"rests_on": [{"test": "FP-05.1.c.2#1"}]}
    note = gc.try_rule(rule, laws["XTA"])
    assert note.status == gc.assess(laws["XTA"], "XTA", only="FP-05.1.c.2#1").findings.loc[0, "status"]
    with pytest.raises(CatalogError, match=r"unknown test FP-05.1.c.2#9 \(did you mean FP-05.1.c.2#"):
        gc.rule({"rests_on": [{"test": "FP-05.1.c.2#9"}]})
    with pytest.raises(CatalogError, match="unknown test"):
        gc.rule({"routes": [ROUTE], "applies_if": [{"test": "FP-99#1", "statuses": ["covered"]}]})
    with pytest.raises(CatalogError, match="unknown test"):
        gc.rule({"absence": {"given": ["FP-99#1"], "routes": [ROUTE]}})


def test_all_errors_at_once() -> None:
    wrong = {"all": ["act.imprt", "object.firearm"], "witin": "sentence", "norms": ["licens"], "strength": "half"}
    with pytest.raises(CatalogError) as caught:
        gc.rule(wrong)
    message = str(caught.value)
    for words in (
        "did you mean within?",
        "did you mean licence?",
        "'half' is none of",
        "act.imprt (did you mean act.import?)",
        "docs/rules.md",
    ):
        assert words in message


@pytest.mark.parametrize("body", ["- a list", "just words", {}, {"routes": []}, {"rule": "words"}, {"routes": "act.import"}])
def test_what_is_no_rule(body: object) -> None:
    with pytest.raises(CatalogError):
        gc.rule(body)  # type: ignore[arg-type]


def test_broken_yaml_is_told() -> None:
    with pytest.raises(CatalogError, match=r"rule:[12]: is not valid YAML"):
        gc.rule("all: [act.import\nnorms: ]")
    with pytest.raises(CatalogError, match="cannot be read"):
        gc.rule("none.yaml")


@pytest.mark.parametrize("law", ["", "  \n", "no-such-file.txt"])
def test_what_is_no_law(law: str) -> None:
    with pytest.raises(InputError):
        gc.try_rule(ROUTE, law)


def test_a_language_without_a_pack() -> None:
    with pytest.raises(InputError, match="no language pack for 'xx'"):
        gc.try_rule(ROUTE, SENTENCE, text_language="xx")


def test_concepts() -> None:
    everything = gc.concepts()
    assert {column: str(dtype) for column, dtype in everything.dtypes.items()} == {
        "concept": "string",
        "label": "string",
        "words": "string",
    }
    assert everything["concept"].is_unique
    found = gc.concepts("act.import").set_index("concept")
    assert "import" in found.loc["act.import", "words"]
    assert len(gc.concepts("IMPORT")) < len(everything)
    with pytest.raises(UsageError, match="no language pack"):
        gc.concepts(language="xx")
