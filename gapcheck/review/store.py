"""The file of decisions: YAML that people read, edit and keep under version control beside the laws."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import mkstemp
from typing import Any

from gapcheck.errors import CatalogError, InputError, OutputError
from gapcheck.files import parse_yaml
from gapcheck.model.result import Status
from gapcheck.model.review import Decision, Review

SCHEMA = "gapcheck-review-1"
_HEAD = f"""\
# Decisions of reviewers on what the text of a law says. They stand beside the findings of gapcheck and overwrite nothing.
# New decisions are added at the end; the last one of a reviewer on a test counts. `evidence` is the sign of the quotations that the
# reviewer saw: where they have changed since, reports mark the decision as stale.
schema: {SCHEMA}
decisions:
"""
_FIELDS = ("jurisdiction", "test", "reviewer", "status", "comment", "decided_on", "evidence", "tool_status")
_NEEDED = ("jurisdiction", "test", "reviewer", "status")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def read_reviews(path: Path) -> dict[str, Review]:
    """Return the decisions of each jurisdiction.

    Args:
        path: the file; one that does not exist yet holds no decisions.

    Raises:
        InputError: the file cannot be read or has errors; the message lists them all.
    """
    if not path.exists():
        return {}
    return by_jurisdiction(_parse(_text(path), str(path)))


def by_jurisdiction(decisions: Iterable[Decision]) -> dict[str, Review]:
    """Sort decisions by jurisdiction, keeping their order."""
    found: dict[str, list[Decision]] = {}
    for decision in decisions:
        found.setdefault(decision.jurisdiction, []).append(decision)
    return {code: Review(jurisdiction=code, decisions=tuple(items)) for code, items in found.items()}


def add_decisions(path: Path, decisions: Sequence[Decision]) -> None:
    """Add decisions at the end of the file. What stands there stays byte for byte, comments included.

    Raises:
        InputError: the file has errors, or its end is not the list of decisions.
        OutputError: it cannot be written.
    """
    if not decisions:
        return
    old = _text(path) if path.exists() else _HEAD
    before = _parse(old, str(path))
    text = re.sub(r"(?m)^decisions:[ \t]*\[[ \t]*\][ \t]*$", "decisions:", old)
    text = text if text.endswith("\n") else f"{text}\n"
    text += "".join(_entry(decision) for decision in decisions)
    try:
        whole = _parse(text, str(path)) == [*before, *(_clean(decision) for decision in decisions)]
    except InputError:
        whole = False
    if not whole:
        raise InputError(
            "Decisions cannot be added at the end of this file.",
            where=str(path),
            todo='Let it end with the list "decisions:", its items not indented, or name a new file with --store.',
        )
    _replace(path, text)


def _entry(decision: Decision) -> str:
    import yaml

    item = {name: getattr(decision, name) for name in _FIELDS}
    item["status"] = decision.status.value
    item = {name: _CONTROL.sub("", value) for name, value in item.items() if value or name in _NEEDED}
    text: str = yaml.safe_dump([item], allow_unicode=True, sort_keys=False, width=110)
    return text


def _clean(decision: Decision) -> Decision:
    """Return the decision as it comes back from the file."""
    words: Any = {name: _CONTROL.sub("", getattr(decision, name)) for name in _FIELDS if name != "status"}
    return replace(decision, **words)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("The file of decisions is no UTF-8 text.", where=str(path), todo="Save it as UTF-8.") from error
    except OSError as error:
        raise InputError(f"The file of decisions cannot be read ({error.strerror}).", where=str(path)) from error


def _parse(text: str, where: str) -> list[Decision]:
    try:
        body = parse_yaml(text, where)
    except CatalogError as error:
        raise InputError(error.what, where=error.where, todo="Mend the YAML, or take the last good version.") from error
    if not isinstance(body, Mapping) or body.get("schema") != SCHEMA:
        raise InputError(
            "This is no file of decisions.", where=where, todo=f'It begins with "schema: {SCHEMA}". Name another file with --store.'
        )
    items = body.get("decisions") or []
    if not isinstance(items, list):
        raise InputError('"decisions" is no list.', where=where)
    decisions: list[Decision] = []
    wrong: list[str] = []
    for number, item in enumerate(items, start=1):
        try:
            decisions.append(_decision(item))
        except ValueError as error:
            wrong.append(f"decision {number}: {error}")
    if wrong:
        raise InputError("The file of decisions has errors.\n" + "\n".join(wrong), where=where, todo="Mend them; nothing was changed.")
    return decisions


def _decision(item: Any) -> Decision:
    if not isinstance(item, Mapping):
        raise ValueError("it is no set of fields.")
    unknown = [str(name) for name in item if name not in _FIELDS]
    if unknown:
        raise ValueError(f"unknown field {', '.join(unknown)}; fields: {', '.join(_FIELDS)}.")
    missing = [name for name in _NEEDED if not item.get(name)]
    if missing:
        raise ValueError(f"{', '.join(missing)} is missing.")
    values: dict[str, Any] = {}
    for name, value in item.items():
        # A date, or a number, written without quotation marks is meant as its text.
        values[name] = value.isoformat() if isinstance(value, datetime.date) else "" if value is None else str(value)
    if values["status"] not in set(Status):
        raise ValueError(f"there is no status {values['status']!r}; statuses: {', '.join(Status)}.")
    return Decision(**{**values, "status": Status(values["status"])})


def _replace(path: Path, text: str) -> None:
    target = Path(os.path.realpath(path))
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
        handle, name = mkstemp(prefix=f".{target.stem[:40]}-", suffix=target.suffix, dir=target.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            temporary.chmod(mode)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"The file of decisions cannot be written ({error.strerror}).", where=str(path), todo="Check space and permissions."
        ) from error
