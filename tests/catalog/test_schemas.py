"""The schemas from which editors complete."""

from __future__ import annotations

import json
import re

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


def test_editors_find_the_schema_of_every_file() -> None:
    """The globs of editor.json, read as editors do, give each file one schema, and the right one."""
    globs = json.loads((SCHEMAS / "editor.json").read_text(encoding="utf-8"))["yaml.schemas"]
    root = SCHEMAS.parents[1]
    files = [path for name in ("provisions", "threat_catalog", "measures", "gapcheck/language") for path in (root / name).rglob("*.yaml")]
    assert files
    for path in files:
        name = path.relative_to(root).as_posix()
        found = [schema for schema, several in globs.items() if any(as_regex(glob).fullmatch(name) for glob in several)]
        settings = path.name in ("pack.yaml", "numbering.yaml")
        assert len(found) == (0 if settings else 1), name
        assert all((root / schema).is_file() for schema in found)


def as_regex(glob: str) -> re.Pattern[str]:
    out = re.escape(glob).replace(r"\*\*/", "(?:.*/)?").replace(r"\?", "[^/]")
    out = re.sub(r"!\\\((.*?)\\\)", lambda found: f"(?!{found[1]}\\.yaml)[^/]*", out.replace(r"\*\.test\)", r"[^/]*\.test\)"))
    return re.compile(out.replace(r"\*", "[^/]*"))
