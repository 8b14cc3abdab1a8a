"""An assessment as JSON, and back again: the form from which every other report can be made later, byte for byte the same.

The keys follow the nouns of `gapcheck.model.result`; `gapcheck/schemas/assessment.schema.json` describes them. Left out are the
observations behind a finding (every place that was considered, with its features): they serve `--explain`, which reads the law.
"""

from __future__ import annotations

import json
import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
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


def _encode(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _encode(getattr(value, field.name)) for field in fields(value) if (type(value), field.name) not in _LEFT_OUT}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): _encode(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_encode(item) for item in value]
    if isinstance(value, float):
        return round(value, _DIGITS) + 0.0
    return value


@lru_cache(maxsize=32)
def _hints(kind: type) -> Mapping[str, Any]:
    # The nouns import Law and Unit for type checking only.
    return get_type_hints(kind, localns={"Law": Law, "Unit": Unit})


def _decode(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        return _decode(next(option for option in get_args(kind) if option is not type(None)), value)
    if origin is tuple:
        inner = get_args(kind)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_decode(inner[0], item) for item in value)
        return tuple(_decode(part, item) for part, item in zip(inner, value, strict=True))
    if origin is not None:  # a mapping
        _, inner_kind = get_args(kind)
        return {key: _decode(inner_kind, item) for key, item in value.items()}
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        names = [field.name for field in fields(kind) if (kind, field.name) not in _LEFT_OUT]
        return kind(**{name: _decode(hints[name], value[name]) for name in names if name in value})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind is float:
        return float(value)
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value
