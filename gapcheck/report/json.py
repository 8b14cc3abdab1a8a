"""An assessment as JSON, and back again: the form from which every other report can be made later, byte for byte the same.

The keys follow the nouns of `gapcheck.model.result`; `gapcheck/schemas/assessment.schema.json` describes them. Left out are the
observations behind a finding (every place that was considered, with its features): they serve `--explain`, which reads the law.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from gapcheck.errors import InputError
from gapcheck.model.law import Law, Unit
from gapcheck.model.result import DISCLAIMER, Assessment, Finding, Status
from gapcheck.report.clean import escaped

SCHEMA = "gapcheck-assessment-1"
"""Name of the form: changes only when an older reader would misunderstand the file."""

_DIGITS = 6
"""Numbers are rounded to this many digits, so that processors that differ in the last bit write the same file."""
_LEFT_OUT = {(Finding, "observations")}
_FIRST = ("test", "provision", "status", "score", "reason", "evidence", "qualifiers", "near_misses", "recommendation")


def to_dict(assessment: Assessment) -> dict[str, Any]:
    """Return an assessment as plain lists and dictionaries in the order in which they are written."""
    body = _encode(assessment)
    findings = [{**{key: finding[key] for key in _FIRST}, **finding} for finding in body["findings"]]
    by_status = {status.value: sum(finding.status is status for finding in assessment.findings) for status in Status}
    ordered = {
        "schema": SCHEMA,
        "gapcheck": assessment.gapcheck,
        "catalog": assessment.catalog,
        "jurisdiction": assessment.jurisdiction,
        "disclaimer": DISCLAIMER,
        "laws": body["laws"],
        "refused": body["refused"],
        "summary": {**body["overall"], "tests": len(findings), "statuses": by_status},
        "weights": body["weights"],
        "articles": body["articles"],
        "threats": body["threats"],
        "provisions": body["provisions"],
    }
    # What later versions of the nouns add is carried without a change here; the long list comes last, for people who open the file.
    rest = {key: value for key, value in body.items() if key not in ordered and key not in ("overall", "findings")}
    return {**ordered, **rest, "findings": findings}


def to_json(assessment: Assessment, laws: Sequence[Law] = ()) -> str:
    """Return an assessment as JSON: UTF-8 text, keys in a fixed order, ended by a line break. The same assessment gives the same bytes.

    Args:
        assessment: the result.
        laws: the laws it speaks of; they are kept as `sources`, so that the page, which shows the law, can be made from the JSON alone
            and every quotation can be checked against its text.
    """
    body = to_dict(assessment)
    if laws:
        body["sources"] = [_encode(law) for law in laws]
    return escaped(json.dumps(body, ensure_ascii=False, indent=1, allow_nan=False)) + "\n"


def sources_of(text: str) -> tuple[Law, ...]:
    """Return the laws that a JSON of an assessment keeps, none where it keeps none. `from_json` has found the rest of it sound."""
    try:
        return tuple(_decode(Law, item) for item in json.loads(text).get("sources", ()))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"The laws that this assessment keeps are damaged ({type(error).__name__}: {error}).", todo="Scan the law again."
        ) from error


def from_dict(body: Mapping[str, Any]) -> Assessment:
    """Make an assessment of what `to_dict` returned.

    Raises:
        KeyError, TypeError, ValueError: something is missing or of the wrong kind.
    """
    values = {**body, "overall": body["summary"]}
    return _decode(Assessment, values)  # type: ignore[no-any-return]


def from_json(text: str, *, where: str = "") -> Assessment:
    """Read an assessment that `to_json` wrote.

    Args:
        text: the JSON.
        where: the file's name, for messages.

    Raises:
        InputError: the text is no JSON, of another form, or damaged.
    """
    todo = "Name a file that `gapcheck scan ... -o FILE.json` wrote."
    try:
        body = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"This is not JSON ({error}).", where=where, todo=todo) from error
    if not isinstance(body, dict) or "schema" not in body:
        raise InputError("This JSON is no assessment of gapcheck.", where=where, todo=todo)
    if body["schema"] != SCHEMA:
        raise InputError(
            f"This assessment has a form that this version cannot read: {body['schema']!r}.", where=where, todo="Scan the law again."
        )
    try:
        return from_dict(body)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"The assessment is damaged ({type(error).__name__}: {error}).", where=where, todo="Scan the law again."
        ) from error


def settle(assessment: Assessment) -> Assessment:
    """Return the assessment as it comes back from JSON.

    All reports of a scan are made of this one, so that the same reports made later from the JSON cannot differ.
    """
    return from_dict(to_dict(assessment))


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the form."""
    path = Path(__file__).resolve().parents[1] / "schemas" / "assessment.schema.json"
    body: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return body


def check_quotations(assessment: Assessment, laws: tuple[Law, ...]) -> list[str]:
    """Return what in an assessment does not agree with the laws it speaks of: one sentence for each quotation that is not verbatim."""
    texts = {law.name: law.text for law in laws}
    return [
        f"{finding.test}: the quotation at {item.start} is not in {item.file}."
        for finding in assessment.findings
        for item in (*finding.evidence, *finding.qualifiers, *finding.near_misses)
        if texts.get(item.file, "")[item.start : item.end] != item.quote
    ]


_AS_IT_IS = frozenset({str, int, bool, type(None)})


@cache
def _written(kind: type) -> tuple[str, ...] | None:
    """Return the fields of a noun that are written, None for what is no noun."""
    return tuple(field.name for field in fields(kind) if (kind, field.name) not in _LEFT_OUT) if is_dataclass(kind) else None


def _encode(value: Any) -> Any:
    kind: Any = type(value)
    if kind in _AS_IT_IS:
        return value
    names = _written(kind)
    if names is not None:
        return {name: _encode(getattr(value, name)) for name in names}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): _encode(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_encode(item) for item in value]
    if isinstance(value, float):
        return round(value, _DIGITS) + 0.0
    return value


def _decode(kind: Any, value: Any) -> Any:
    return _decoder(kind)(value)


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    """Return what makes a value of a kind of what JSON has; worked out once a kind, since a report has thousands of each."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = _decoder(next(option for option in get_args(kind) if option is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        parts = get_args(kind)
        if len(parts) == 2 and parts[1] is Ellipsis:
            each = _decoder(parts[0])
            return lambda value: tuple([each(item) for item in value])
        decoders = tuple(_decoder(part) for part in parts)
        return lambda value: tuple(decode(item) for decode, item in zip(decoders, value, strict=True))
    if origin is not None:  # a mapping
        held = _decoder(get_args(kind)[1])
        return lambda value: {key: held(item) for key, item in value.items()}
    if isinstance(kind, type) and is_dataclass(kind):
        return _noun_decoder(kind)
    if isinstance(kind, type) and (kind is float or issubclass(kind, Enum)):
        return kind

    def checked(value: Any) -> Any:
        if not isinstance(value, kind):
            raise TypeError(f"{value!r} is no {kind.__name__}")
        return value

    return checked


def _noun_decoder(kind: type) -> Callable[[Any], Any]:
    # The nouns import Law and Unit for type checking only.
    hints = get_type_hints(kind, localns={"Law": Law, "Unit": Unit})
    decoders = [(name, _decoder(hints[name])) for name in _written(kind) or ()]
    return lambda value: kind(**{name: decode(value[name]) for name, decode in decoders if name in value})
