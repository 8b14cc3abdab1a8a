"""Files against the JSON Schema of their kind, in words for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from gapcheck.catalog.checks.common import did_you_mean, mapping
from gapcheck.catalog.located import Document, Problem, Step

SCHEMAS = Path(__file__).parents[2] / "schemas"
KINDS = ("provision", "threat", "measure", "rule", "sentences", "concepts", "pack")
"""Kinds of file; `rule` is a part of the first three. Each has gapcheck/schemas/KIND.schema.json."""

_TYPES = {
    "string": "text",
    "array": "a list",
    "object": "a mapping",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}


@lru_cache(maxsize=16)
def _validator(kind: str) -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema(kind))


def schema(kind: str) -> dict[str, Any]:
    """Return the schema of a kind of file with all references to other schemas put in place (no schema refers to itself): quick to use."""
    name = f"{kind}.schema.json"
    whole: dict[str, Any] = _inlined(_body(name), name)
    whole.pop("$defs", None)
    return whole


@lru_cache(maxsize=16)
def _body(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


def _inlined(part: Any, file: str) -> Any:
    if isinstance(part, list):
        return [_inlined(item, file) for item in part]
    if not isinstance(part, dict):
        return part
    own = {key: _inlined(value, file) for key, value in part.items() if key not in ("$ref", "$defs")}
    if "$ref" not in part:
        return own
    name, _, pointer = part["$ref"].partition("#")
    target = _body(name or file)
    for step in filter(None, pointer.split("/")):
        target = target[step]
    return {**_inlined(target, name or file), **own}


def check_schema(kind: str, document: Document) -> Iterator[Problem]:
    """Go through what in a document is not as the schema of its kind has it."""
    for error in _validator(kind).iter_errors(document.value):
        steps: tuple[Step, ...] = tuple(error.absolute_path)
        if "propertyNames" in error.schema_path:  # the instance is the key itself
            steps = (*steps, str(error.instance))
            message = next(_messages(error))[0]
            yield document.problem(f"{_place(document.value, steps[:-1])}{message}", steps, key=True)
            continue
        for message, more, key in _messages(error):
            place = _place(document.value, (*steps, *more) if key else steps)
            yield document.problem(f"{place}{message}", (*steps, *more), key=key)


def _messages(error: Any) -> Iterator[tuple[str, tuple[Step, ...], bool]]:
    """Put an error of the validator into words: (message, further steps to the place, whether its key is meant)."""
    value, rule = error.instance, error.validator_value
    match error.validator:
        case "required":
            for name in rule:
                if name not in value:
                    yield f"{name} is missing", (), False
        case "additionalProperties":
            for name in value:
                if name not in error.schema["properties"]:
                    known = [option for option in error.schema["properties"] if option not in value]
                    why = (
                        "a note to the author was left behind"
                        if str(name).startswith("_")
                        else f"unknown key{did_you_mean(str(name), known)}"
                    )
                    yield why, (str(name),), True
        case "enum" if isinstance(value, bool):
            yield _truth(value), (), False
        case "enum":
            yield f"{value!r} is none of {', '.join(map(str, rule))}{did_you_mean(str(value), [str(option) for option in rule])}", (), False
        case "type" if isinstance(value, bool):
            yield _truth(value), (), False
        case "type":
            wanted = " or ".join(_TYPES[name] for name in ([rule] if isinstance(rule, str) else rule) if name != "null")
            yield f"must be {wanted}, not {_shown(value)}", (), False
        case "pattern":
            yield f"{value!r} is not right: {error.schema.get('patternErrorMessage', rule)}", (), False
        case "oneOf" | "anyOf" if not isinstance(value, dict):
            yield from ()  # its type is told as an error of its own
        case "oneOf":
            both = all(name in value for option in rule for name in option["required"])
            names = [name for option in rule for name in option["required"]]
            yield (f"has both {' and '.join(names)}: one must go" if both else f"has neither {' nor '.join(names)}"), (), False
        case "anyOf":
            yield f"needs one of {', '.join(name for option in rule for name in option['required'])}", (), False
        case "minLength" | "minItems" | "minProperties":
            yield "is empty", (), False
        case "uniqueItems":
            twice = next(item for number, item in enumerate(value) if item in value[:number])
            yield f"holds {twice!r} twice", (value.index(twice),), False
        case _:
            yield error.message, (), False


def _truth(value: bool) -> str:
    return f"YAML reads this word as {str(value).lower()}: put it in quotation marks"


def _shown(value: Any) -> str:
    match value:
        case None:
            return "nothing"
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case _:
            return repr(value)


def _place(value: Any, steps: tuple[Step, ...]) -> str:
    """Name a place as its author would: by the ids and names on the way, "FP-05.1.c.2#1, route 'offence ...', within: "."""
    named: list[str] = []
    at = value
    for step in steps:
        at = at[step] if isinstance(at, list) and isinstance(step, int) else mapping(at).get(str(step))
        if isinstance(step, int):
            name = (at.get("id") or at.get("name") or at.get("test")) if isinstance(at, dict) else None
            if name and not named:
                named.append(str(name))
            elif name:
                named[-1] = str(name) if named[-1] == "tests" else f"{named[-1]} {str(name)!r}"
        else:
            named.append(str(step))
    return f"{', '.join(name for name in named if name != 'rule')}: " if named else ""
