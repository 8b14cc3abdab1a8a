"""The catalog check: each kind of error in a little catalog made for the purpose, told with its line and a guess."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gapcheck.catalog import check as check_module
from gapcheck.catalog import data_folder
from gapcheck.catalog.check import check
from gapcheck.catalog.checks import words as word_checks
from gapcheck.catalog.checks.names import names_in
from gapcheck.catalog.checks.words import term_problem
from gapcheck.errors import UsageError
from gapcheck.language.pack import _MAX_VARIANTS

ENTRY = """\
id: FP-90
article: "90"
title: A provision
obligation: mandatory
kind: criminalization
requirement: Something must be a crime.
recommendation: Make it one.
source: {document: A document, locator: art. 90, checked_on: "2026-01-31"}
crosswalk: {PoA: [{ref: II.1, verified: true}]}
related: []
tests:
  - id: FP-90#1
    asks: Is it a crime?
    rule:
      routes:
        - name: the offence
          all: [act.import, object.firearm]
          within: 10
  - id: FP-90#2
    asks: Is it prosecuted?
    needs_other_source: {reason: Practice., look_in: Reports}
"""
SENTENCES = """\
- test: FP-90#1
  must_match:
    - {text: "1. Importing a firearm is an offence.", quote: Importing a firearm}
    - {text: "1. A person who imports a firearm commits an offence.", status: covered}
  must_not_match:
    - {text: "1. Importing a boat is an offence.", because: a boat}
    - {text: "1. A firearm shall be clean.", because: no import}
"""
CONCEPTS = """\
act.import: {label: importing}
object.firearm: {label: firearm}
object.pistol: {label: pistol, broader: [object.firearm]}
"""
WORDS = """\
act.import: {terms: [import]}
object.pistol: {terms: [pistol], not_before: [ammunition]}
object.firearm: {terms: [firearm]}
"""


class Place:
    """A catalog of one entry, and a language of three concepts."""

    def __init__(self, folder: Path) -> None:
        self.catalog = folder / "catalog"
        self.language = folder / "language"
        self.entry = self.catalog / "provisions" / "FP-90.yaml"
        self.sentences = self.catalog / "provisions" / "FP-90.test.yaml"
        self.concepts = self.language / "concepts" / "all.yaml"
        self.words = self.language / "en" / "all.yaml"
        self.settings = self.language / "en" / "pack.yaml"
        for path, text in (
            (self.entry, ENTRY),
            (self.sentences, SENTENCES),
            (self.concepts, CONCEPTS),
            (self.words, WORDS),
            (self.settings, "name: English\n"),
        ):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def change(self, path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        path.write_text(text.replace(old, new), encoding="utf-8")

    def told(self, *, notes: bool = False) -> list[str]:
        """Return what the check says, as "file:line: message" with the file's name alone."""
        found = check(self.catalog, language=self.language)
        return [re.sub(r"^\S*/", "", str(problem)) for problem in found if notes or not problem.note]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_a_right_catalog_has_no_errors(place: Place) -> None:
    assert place.told(notes=True) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        # the schema
        ("entry", "obligation: mandatory", "obligation: manditory", "4: obligation: 'manditory' is none of .* (did you mean mandatory?)"),
        ("entry", "title: A provision\n", "titel: A provision\n", "3: titel: unknown key (did you mean title?)"),
        ("entry", "title: A provision\n", "", "1: title is missing"),
        ("entry", "related: []", "related: []\n_for_author: x", "11: _for_author: a note to the author was left behind"),
        ("entry", "within: 10", "within: near", "18: FP-90#1, routes 'the offence', within: 'near' is not right: a number of words"),
        ("entry", "within: 10", "within: [3]", "18: FP-90#1, routes 'the offence', within: must be a whole number or text, not a list"),
        ("entry", "{PoA: [", "{Poa: [", "9: crosswalk: 'Poa' is none of .* (did you mean PoA?)"),
        ("entry", "verified: true", "verified: perhaps", "9: crosswalk, PoA, verified: must be true or false, not 'perhaps'"),
        ("entry", '"2026-01-31"', '"2026-13-31"', "8: source, checked_on: '2026-13-31' is not right: a day"),
        ("entry", "asks: Is it a crime?", "asks: on", "13: FP-90#1, asks: YAML reads this word as true: put it in quotation marks"),
        ("entry", "related: []", "related: [FP-91, FP-91]", "10: related: holds 'FP-91' twice"),
        ("entry", "rule:\n      routes:", "rule:\n      boost: []\n      routes:", "15: FP-90#1, boost: unknown key"),
        ("entry", "    rule:\n", "    needs_other_source: {reason: a, look_in: b}\n    rule:\n", "12: FP-90#1: has both rule and needs_other_source"),
        ("entry", "    needs_other_source: {reason: Practice., look_in: Reports}\n", "", "19: FP-90#2: has neither rule nor needs_other_source"),
        ("entry", "all: [act.import, object.firearm]", "all: []", "17: FP-90#1, routes 'the offence', all: is empty"),
        ("entry", "kind: criminalization\n", "kind: criminalization\nkind: scope\n", "6: kind stands twice (first in line 5); only this one counts"),
        ("entry", "title: A provision", "title: 'A", "22: is no valid YAML"),
        # ids, relations, placeholders
        ("entry", "id: FP-90\n", "id: FP-91\n", "1: the file of FP-91 must be named FP-91.yaml"),
        ("entry", "id: FP-90#2", "id: FP-90#1", "19: test id FP-90#1 is taken by .*FP-90.yaml:12"),
        ("entry", "id: FP-90#2", "id: FP-9#2", "19: test id FP-9#2 does not begin with FP-90"),
        ("entry", "related: []", "related: [FP-90]", "10: FP-90 is related to itself"),
        ("entry", "related: []", "related: [FP-99]", "10: related names the unknown entry FP-99 (did you mean FP-90?)"),
        ("entry", "Make it one.", "WRITE", "7: WRITE: a text is still to be written"),
        # rules
        ("entry", "[act.import, object.firearm]", "[act.inport, object.firearm]", "17: unknown concept act.inport (did you mean act.import?)"),
        ("entry", "within: 10", "boost: [=object.pistl]", "18: unknown concept object.pistl (did you mean object.pistol?)"),
        ("entry", "within: 10", "also: [{all: [act.x]}]", "18: unknown concept act.x"),
        ("entry", "      routes:", "      rests_on: [{test: FP-90#7}]\n      routes:", "15: FP-90#1: rests_on names the unknown test FP-90#7 (did you mean"),
        ("entry", "      routes:", "      rests_on: [{test: FP-90#1}]\n      routes:", "12: FP-90#1 rests on itself: FP-90#1 -> FP-90#1"),
        ("entry", "      routes:", "      applies_if: [{test: FP-90#7, statuses: [covered]}]\n      routes:", "15: FP-90#1: applies_if names the unknown test FP-90#7"),
        ("entry", "      routes:", "      absence: {given: [FP-90#7], routes: [{name: x, all: [act.import]}]}\n      routes:", "15: FP-90#1: given names the unknown test FP-90#7"),
        # sentences
        ("sentences", "test: FP-90#1", "test: FP-90#4", "1: sentences of the unknown test FP-90#4 (did you mean"),
        ("sentences", "test: FP-90#1", "test: FP-90#2", "1: FP-90#2 has no rule that sentences could test"),
        ("sentences", ", because: a boat", "", "6: FP-90#1, must_not_match: because is missing"),
        ("sentences", "quote: Importing a firearm", "quote: imported", "3: FP-90#1: the words to quote are not in the text: 'imported'"),
        ("sentences", "A firearm shall be clean.", "Importing a firearm is an offence.", "7: FP-90#1: the same sentence is must_match in line 3"),
        ("sentences", '    - {text: "1. A firearm shall be clean.", because: no import}\n', "", "12: FP-90#1 has only 1 must_not_match"),
        ("sentences", "  must_match:", "  language: eng\n  must_match:", "2: there is no language pack 'eng' (did you mean en?)"),
        # concepts and words
        ("concepts", "broader: [object.firearm]", "broader: [object.fire]", "3: object.pistol: broader names the unknown concept object.fire (did you mean"),
        ("concepts", "{label: firearm}", "{label: firearm, broader: [object.pistol]}", "2: object.firearm is broader than itself, by way of object.pistol"),
        ("concepts", "{label: importing}", "{label: importing, or bringing in}", "1: act.import, or bringing in: unknown key"),
        ("words", "act.import:", "act.inport:", "1: unknown concept act.inport (did you mean act.import?)"),
        ("words", "terms: [import]", "term: [import]", "1: act.import, term: unknown key (did you mean terms?)"),
        ("words", "not_before: [ammunition]", "not_before: [on]", "2: object.pistol, not_before: YAML reads this word as true"),
        ("words", "not_before: [ammunition]", "not_before: [of the act]", "2: object.pistol: not_before takes single words"),
        ("words", "terms: [import]", "terms: [import ~x good]", "1: act.import: 'import ~x good' holds '~x'"),
        ("words", "act.import: {terms: [import]}\n", "", "17: no pack has words for act.import"),
        ("settings", "name: English", "gerunds: true", "1: name is missing"),
        # names
        ("entry", "name: the offence", "name: the offence of the Arms Act, 1959", "16: names a law, State or file: 'Act, 1959'"),
        ("words", "terms: [import]", "terms: [import into kenya]", "1: names a law, State or file: 'kenya'"),
        ("sentences", "A firearm shall be clean.", "A South African firearm is clean.", "7: names a law, State or file: 'South African'"),
    ],
)  # fmt: skip
def test_an_error_is_told_with_its_line(place: Place, file: str, old: str, new: str, message: str) -> None:
    path: Path = getattr(place, file)
    place.change(path, old, new)
    told = place.told()
    pattern = re.escape(message).replace(r"\.\*", ".*")
    assert any(re.match(rf"[\w.-]+:{pattern}", line) for line in told), told


def test_all_errors_at_once(place: Place) -> None:
    place.change(place.entry, "obligation: mandatory", "obligation: must")
    place.change(place.entry, "act.import, object.firearm", "act.x, object.y")
    place.change(place.words, "import]", "imp|]")
    place.concepts.write_text("a: [")
    told = place.told()
    assert {line.split(":")[0] for line in told} == {"FP-90.yaml", "all.yaml"}
    assert len(told) >= 5


def test_files_that_nobody_reads_are_told(place: Place) -> None:
    (place.entry.parent / "FP-91.yml").write_text("x")
    (place.entry.parent / "README.md").write_text("what lies here")
    assert place.told() == ["FP-91.yml:1: is not read: files of the catalog end in .yaml"]


def test_sentences_lie_beside_their_entry(place: Place) -> None:
    place.sentences.rename(place.sentences.with_name("other.test.yaml"))
    assert any("there is no other.yaml beside this file" in line for line in place.told())
    assert any("the sentences of FP-90#1 belong beside" in line for line in place.told())


def test_text_that_is_no_utf8(place: Place) -> None:
    place.words.write_bytes(WORDS.encode() + "# né".encode("latin-1"))
    assert any(re.match(r"all.yaml:4: is not UTF-8 text", line) for line in place.told())


@pytest.mark.parametrize(
    "content", ["", "[]", "null", "42", "- 1\n- [a]", "a: {b: {c: [1, {d: null}]}}", "tests: [1, {rule: [x]}, {id: 3, rule: {routes: 7}}]"]
)
@pytest.mark.parametrize("file", ["entry", "sentences", "concepts", "words", "settings"])
def test_no_shape_of_a_file_breaks_the_check(place: Place, file: str, content: str) -> None:
    getattr(place, file).write_text(content, encoding="utf-8")
    assert place.told() or file in ("concepts", "words", "sentences")


def test_a_circle_over_several_tests_is_told_once(place: Place) -> None:
    rule = "    rule: {rests_on: [{test: FP-90#%d}]}\n"
    tests = "".join(f"  - id: FP-90#{number}\n    asks: What?\n" + rule % (number % 3 + 1) for number in (1, 2, 3))
    place.entry.write_text(ENTRY.partition("  - id:")[0] + tests)
    assert [line for line in place.told() if "rests on itself" in line] == [
        "FP-90.yaml:12: FP-90#1 rests on itself: FP-90#1 -> FP-90#2 -> FP-90#3 -> FP-90#1"
    ]


def test_what_one_pack_lacks_is_a_note(place: Place) -> None:
    other = place.language / "xx"
    other.mkdir()
    (other / "pack.yaml").write_text("name: Another\n")
    (other / "all.yaml").write_text("object.pistol: {terms: [pi]}\n")
    assert place.told() == []
    assert place.told(notes=True) == ["pack.yaml:1: note: 1 concepts of the rules have no words in xx: act.import"]


def test_a_folder_without_a_catalog(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no catalog"):
        check(tmp_path)


@pytest.mark.parametrize(
    ("term", "problem"),
    [
        ("make ~3 firearm", ""),
        ("a|b c? * d", ""),
        ("re - activate", ""),
        ("make ~ firearm", ""),
        ("make firearm ~4", "begins or ends with a gap"),
        ("* make", "begins or ends with a gap"),
        ("a|b| c", "holds 'a|b|'"),
        ("make~3 firearm", "holds 'make~3'"),
        ("a? b?", "may be nothing at all"),
        (" ", "is empty"),
        (" ".join(["a|b|c|d"] * 5), "can be written in 1024 ways"),
    ],
)
def test_how_terms_are_written(term: str, problem: str) -> None:
    found = term_problem(term)
    assert found.startswith(problem) if problem else found == ""


def test_the_limit_of_variants_is_that_of_the_packs() -> None:
    assert word_checks._MOST_VARIANTS == _MAX_VARIANTS


@pytest.mark.parametrize(
    "text",
    ["the Republic of Kenya", "South African Police", "Firearms Act 1968", "Cap. 114", "18 U.S.C. 922", "firearms-act-1967", "law.pdf", "Trinidad", "JAM", "No. 5 of 2010"],
)  # fmt: skip
def test_names_are_found(text: str) -> None:
    assert names_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "a person who makes a firearm",
        "before 1 January 1900",
        "an act or omission",
        "section 12 of this Act",
        "polish the barrel",
        "chapter 5",
    ],
)
def test_other_words_are_no_names(text: str) -> None:
    assert names_in(text) == []


def test_gapchecks_own_catalog_has_no_errors() -> None:
    assert [str(problem) for problem in check() if not problem.note] == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('article: "1(1)"', 'article: "1(2)"', "FP-01.1 stands for '1(1)', not '1(2)'"),
        ("obligation: interpretive", "obligation: mandatory", "the obligation of FP-01.1 is interpretive, not mandatory"),
        ("id: FP-01.1#1", "id: FP-01.1#2", "test FP-01.1#1 is missing: ids are never given up"),
    ],
)
def test_ids_keep_their_meaning(tmp_path: Path, old: str, new: str, message: str) -> None:
    folder = tmp_path / "provisions"
    folder.mkdir()
    text = (data_folder() / "provisions" / "article_01" / "FP-01.1.yaml").read_text(encoding="utf-8")
    text = re.sub(r"^article: .*$", 'article: "1(1)"', text, flags=re.MULTILINE)
    text = text.replace(old, new)
    (folder / "FP-01.1.yaml").write_text(text, encoding="utf-8")
    assert any(message in str(problem) for problem in check(tmp_path, language=tmp_path))


def test_errors_are_sorted_by_file_and_line(place: Place) -> None:
    place.change(place.entry, "title: A provision\n", "titel: A provision\n")
    place.change(place.entry, "within: 10", "within: near")
    lines = [int(line.split(":")[1]) for line in place.told() if line.startswith("FP-90.yaml")]
    assert lines == sorted(lines)
    assert len(lines) >= 3


def test_gapchecks_own_catalog_holds_exactly_the_fixed_ids(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_module, "data_folder", lambda: place.catalog)
    told = place.told()
    assert "FP-90.yaml:1: FP-90 is not in the fixed list of ids: add it to ids.json" in [re.sub(r" \(did.*?\)", "", line) for line in told]
    assert any(line.endswith("FP-05.1.c.2 is missing: ids are never given up") for line in told)


def test_a_test_that_is_not_in_the_fixed_list(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_module, "data_folder", lambda: place.catalog)
    place.entry.unlink()
    place.sentences.unlink()
    file = place.entry.with_name("FP-08.2.yaml")
    file.write_text(ENTRY.replace("FP-90", "FP-08.2"))
    assert any("test FP-08.2#2 is not in the fixed list of ids" in line for line in place.told())


def test_an_id_that_two_files_have(place: Place) -> None:
    other = place.entry.parent / "article_90" / "FP-90.yaml"
    other.parent.mkdir()
    other.write_text(ENTRY)
    assert any(re.search(r"id FP-90 is taken by .*provisions/FP-90.yaml", line) for line in place.told())


def test_a_rule_that_says_nothing_and_sentences_in_the_wrong_place(place: Place) -> None:
    place.change(place.entry, "      routes:\n", "      contradicted_by:\n")
    assert any("FP-90#1: needs one of routes, rests_on, absence" in line for line in place.told())
    (place.entry.with_name("FP-91.yaml")).write_text(ENTRY.replace("FP-90", "FP-91"))
    place.sentences.rename(place.sentences.with_name("FP-91.test.yaml"))
    assert any(re.search(r"the sentences of FP-90#1 belong beside .*FP-90.yaml", line) for line in place.told())


def test_a_date_that_no_calendar_has(place: Place) -> None:
    place.change(place.entry, '"2026-01-31"', "2026-02-31")
    assert any("FP-90.yaml:1: holds a value that cannot be read" in line for line in place.told())
