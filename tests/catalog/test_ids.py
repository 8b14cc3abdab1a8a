"""Ids never change their meaning: the fixed list, the catalog and the fact base say the same."""

from __future__ import annotations

import json
from pathlib import Path

from gapcheck.catalog import read_catalog
from gapcheck.catalog.checks.entries import fixed_ids
from gapcheck.model.catalog import Family

LEVELS = {
    "M": "mandatory", "MQ": "qualified", "MC": "conditional", "SC": "consider", "O": "optional", "E": "optional", "ALT": "optional",
    "D": "definition", "I": "interpretive",
}  # fmt: skip


def test_the_catalog_holds_what_the_list_names() -> None:
    found = {
        entry.id: {"article": entry.article, "obligation": entry.obligation.value, "tests": [test.id for test in entry.tests]}
        for entry in read_catalog().entries
    }
    assert found == fixed_ids()


def test_its_families_are_whole() -> None:
    counted = {family: sum(entry.family is family for entry in read_catalog().entries) for family in Family}
    assert counted == {Family.PROTOCOL: 79, Family.CONVENTION: 12, Family.THREAT: 9, Family.MEASURE: 22}
    assert sum(len(entry.tests) for entry in read_catalog().threats) == 70


def test_the_list_is_that_of_the_fact_base(shared: Path) -> None:
    facts = json.loads((shared / "protocol" / "facts.json").read_text(encoding="utf-8"))
    expected: dict[str, dict[str, object]] = {}
    for item in facts["provisions"]:
        expected[item["id"]] = {
            "article": item["art"].replace("UNTOC ", "").replace("art. ", ""),
            "obligation": LEVELS[item["level_code"]],
            "tests": [f"{item['id']}#{number}" for number in range(1, len(item["elements"]) + 1)],
        }
    for item in facts["threats"]:
        tests = [element.split(" ")[0] for element in item["elements"]]
        expected[item["id"]] = {"article": item["letter"], "obligation": "interpretive", "tests": tests}
    for item in facts["item3"]:
        tests = [f"{item['id']}#{number}" for number in range(1, len(item["elements"]) + 1)]
        expected[item["id"]] = {"article": item["basis"], "obligation": "optional", "tests": tests}
    assert fixed_ids() == expected


def test_every_test_of_the_codebook_has_a_rule(shared: Path) -> None:
    codebook = json.loads((shared / "gold" / "codebook.json").read_text(encoding="utf-8"))
    rules = {test.id for _, test in read_catalog().tests() if test.rule is not None}
    assert [item["id"] for item in codebook if item["id"] not in rules] == []
