"""The schemas from which editors complete."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from gapcheck.catalog.checks.schema import KINDS, SCHEMAS, schema
from gapcheck.model.catalog import Obligation
from gapcheck.model.result import Status


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.schema.json")), ids=lambda path: path.name)
def test_each_is_a_schema_whose_references_lead_somewhere(path) -> None:
    body = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(body)
    waiting = [body]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            if "$ref" in part:
                name, _, pointer = part["$ref"].partition("#")
                target = json.loads((SCHEMAS / name).read_text(encoding="utf-8")) if name else body
                for step in filter(None, pointer.split("/")):
                    target = target[step]
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_used_with_all_references_in_place(kind: str) -> None:
    whole = schema(kind)
    Draft202012Validator.check_schema(whole)
    assert '"$ref"' not in json.dumps(whole)


def test_levels_and_statuses_are_those_of_the_model() -> None:
    properties = schema("provision")["properties"]
    assert set(properties["obligation"]["enum"]) == {level.value for level in Obligation}
    gates = properties["tests"]["items"]["properties"]["rule"]["properties"]["applies_if"]["items"]["properties"]["statuses"]["items"]
    assert set(gates["enum"]) == {status.value for status in Status}
