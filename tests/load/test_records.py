"""JSON of publishers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from load_samples import ENGLISH, write

from gapcheck.errors import InputError
from gapcheck.load import load
from gapcheck.model.law import Law


def read(folder: Path, data: Any) -> Law:
    return load(write(folder, "act.json", data if isinstance(data, str) else json.dumps(data)))


def test_records_become_sections_with_their_numbers_and_headings(tmp_path: Path) -> None:
    law = read(
        tmp_path,
        {
            "title": "Arms Act of Arvenia",
            "language": "en",
            "definitions": [{"term": "arm", "definition": "a weapon"}],
            "provisions": [
                {"section": "1", "chapter": "Part I", "title": "Short title", "content": "This Act may be cited as the Arms Act."},
                {"section": "2A", "chapter": "Part I", "title": "Making", "content": ENGLISH + "\n(a) first;"},
                {"section": 3, "chapter": "Part II", "title": "", "content": "Section 3. Nothing in this Act applies to antiques."},
                {"section": "4", "title": "4. Offences", "content": "<p>It is an <b>offence</b> to sell.</p><p>(2) Penalty: life.</p>"},
            ],
        },
    )
    assert [line for line in law.text.splitlines() if line] == [
        "Arms Act of Arvenia",
        "Part I",
        "1. Short title",
        "This Act may be cited as the Arms Act.",
        "2A. Making",
        ENGLISH,
        "(a) first;",
        "Part II",
        "Section 3. Nothing in this Act applies to antiques.",
        "4. Offences",
        "It is an offence to sell.",
        "(2) Penalty: life.",
    ]
    assert (law.format, law.title, law.language) == ("json", "Arms Act of Arvenia", "en")
    assert [mark.label for mark in law.marks if mark.kind == "number"] == ["1.", "2A."]
    assert ("Making", 3) in [(law.text[mark.start : mark.end], mark.level) for mark in law.marks if mark.kind == "heading"]


def test_records_inside_records_follow_their_parent(tmp_path: Path) -> None:
    law = read(
        tmp_path,
        [{"heading": "Licences", "articles": [{"number": "1", "text": ENGLISH}, {"number": "2", "text": ["It is void.", "It ends."]}]}],
    )
    assert [line for line in law.text.splitlines() if line] == ["Licences", "1. " + ENGLISH, "2. It is void.", "It ends."]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("{broken", "JSON is broken"),
        ("[" * 100_000, "JSON is broken"),
        ({"title": "A law without records"}, "no list of records"),
        ([1, 2, 3], "no list of records"),
        ({"rows": [{"a": 1}, {"a": 2}]}, "no list of records"),
    ],
)
def test_other_json_is_refused(tmp_path: Path, data: Any, what: str) -> None:
    with pytest.raises(InputError, match=what) as raised:
        read(tmp_path, data)
    assert raised.value.todo
