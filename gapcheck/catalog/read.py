"""Reading the YAML files of the catalog into entries."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from gapcheck.cache import remembered, uncollected
from gapcheck.catalog.catalog import Catalog
from gapcheck.errors import CatalogError
from gapcheck.files import parse_yaml, read_text
from gapcheck.model.catalog import (
    Absence,
    Comparison,
    CrossReference,
    Entry,
    Family,
    Gate,
    Measure,
    Obligation,
    OtherSource,
    Provision,
    RestsOn,
    Route,
    Rule,
    Source,
    Test,
    Threat,
)

FOLDERS = ("provisions", "threat_catalog", "measures")


def data_folder() -> Path:
    """Return the folder that holds the catalog's folders: inside an installed package, or the checkout's root.

    Raises:
        CatalogError: neither holds a catalog; the installation is broken.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "data", package.parent):
        if (folder / "provisions").is_dir() and (folder / "threat_catalog").is_dir():
            return folder
    raise CatalogError("The catalog is missing from this installation.", where=str(package), todo="Install gapcheck again.")


def catalog_files(folder: Path) -> list[Path]:
    """Return the files of entries below a data folder, sorted, without the files of test sentences."""
    return sorted(path for name in FOLDERS for path in (folder / name).rglob("*.yaml") if not path.name.endswith(".test.yaml"))


def _route(body: Mapping[str, Any]) -> Route:
    number = body.get("number")
    return Route(
        name=body["name"],
        all=_slots(body["all"]),
        within=body.get("within", 25),
        ordered=bool(body.get("ordered", False)),
        none=tuple(body.get("none") or ()),
        boost=tuple(body.get("boost") or ()),
        norms=tuple(body.get("norms") or ()),
        norm_required=bool(body.get("norm_required", False)),
        in_definition_of=_many(body.get("in_definition_of")),
        also=tuple(_slots(group["all"] if isinstance(group, Mapping) else group) for group in body.get("also") or ()),
        number=Comparison(kind=number["kind"], op=number["op"], value=float(number["value"])) if number else None,
        strength=body.get("strength", "full"),
        certainty=body.get("certainty", "high"),
    )


def _many(value: Any) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


def _slots(slots: Any) -> tuple[tuple[str, ...], ...]:
    return tuple(_many(slot) for slot in slots)


def _rule(body: Mapping[str, Any]) -> Rule:
    absence = body.get("absence")
    return Rule(
        routes=tuple(_route(route) for route in body.get("routes") or ()),
        contradicted_by=tuple(_route(route) for route in body.get("contradicted_by") or ()),
        rests_on=tuple(RestsOn(test=item["test"], covers=item.get("covers", "full")) for item in body.get("rests_on") or ()),
        absence=Absence(
            given=_many(absence.get("given")),
            routes=tuple(_route(route) for route in absence.get("routes") or ()),
            strength=absence.get("strength", "full"),
        )
        if absence
        else None,
        applies_if=tuple(Gate(test=gate["test"], statuses=_many(gate["statuses"])) for gate in body.get("applies_if") or ()),
    )


def _test(body: Mapping[str, Any]) -> Test:
    other = body.get("needs_other_source")
    return Test(
        id=body["id"],
        asks=body["asks"],
        rule=_rule(body["rule"]) if body.get("rule") else None,
        other_source=OtherSource(reason=other["reason"], look_in=other["look_in"]) if other else None,
    )


def read_entry(body: Mapping[str, Any], file: str) -> Entry:
    """Turn the content of one file into an entry. `body` has passed the schema, or KeyError and TypeError may come out."""
    source = body["source"]
    common: dict[str, Any] = {
        "id": body["id"],
        "title": body["title"],
        "obligation": Obligation(body["obligation"]),
        "kind": body["kind"],
        "nature": body.get("nature", ""),
        "requirement": body["requirement"].strip(),
        "recommendation": body["recommendation"].strip(),
        "source": Source(document=source["document"], locator=source["locator"], checked_on=str(source["checked_on"])),
        "tests": tuple(_test(test) for test in body["tests"]),
        "crosswalk": tuple(
            CrossReference(
                instrument=instrument,
                references=tuple(item["ref"] for item in items if bool(item.get("verified")) is verified),
                verified=verified,
            )
            for instrument, items in (body.get("crosswalk") or {}).items()
            for verified in (True, False)
            if any(bool(item.get("verified")) is verified for item in items)
        ),
        "related": tuple(body.get("related") or ()),
        "typical_gaps": tuple(body.get("typical_gaps") or ()),
        "false_friends": tuple(body.get("false_friends") or ()),
        "file": file,
    }
    if "letter" in body:
        return Threat(
            family=Family.THREAT,
            article=body["letter"],
            definition=body["definition"].strip(),
            protocol_coverage=body["protocol_coverage"].strip(),
            examples=tuple(body.get("examples") or ()),
            **common,
        )
    if "basis" in body:
        return Measure(family=Family.MEASURE, article=body["basis"], **common)
    family = Family.CONVENTION if str(body["id"]).startswith("UN-") else Family.PROTOCOL
    return Provision(family=family, article=body["article"], **common)


@lru_cache(maxsize=4)
def read_catalog(folder: Path | None = None) -> Catalog:
    """Read the whole catalog.

    Args:
        folder: the folder that holds provisions/, threat_catalog/ and measures/; by default the catalog that comes with gapcheck.

    Raises:
        CatalogError: a file is not valid; `gapcheck catalog check` lists all errors with their lines.
    """
    root = folder or data_folder()
    texts = {path.relative_to(root).as_posix(): read_text(path) for path in catalog_files(root)}
    total = hashlib.sha256()
    for relative, text in texts.items():
        total.update(relative.encode() + b"\0" + text.encode() + b"\0")
    digest = total.hexdigest()
    entries = []
    with uncollected():
        bodies = remembered("catalog", digest, lambda: [parse_yaml(text, relative) for relative, text in texts.items()])
    for relative, body in zip(texts, bodies, strict=True):
        try:
            entries.append(read_entry(body, relative))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise CatalogError(
                f"The file is no valid entry: {f'{error} is missing' if isinstance(error, KeyError) else error}.",
                where=relative,
                todo="Run `gapcheck catalog check` for all errors with their lines.",
            ) from error
    if not entries:
        raise CatalogError(
            "The folder holds no catalog.", where=str(root), todo=f"Name one that holds at least one of {', '.join(FOLDERS)}."
        )
    return Catalog(entries=tuple(sorted(entries, key=_order)), digest=digest)


def _order(entry: Entry) -> tuple[int, list[tuple[int, str]]]:
    families = [Family.PROTOCOL, Family.CONVENTION, Family.THREAT, Family.MEASURE]
    parts = [(int(part), "") if part.isdigit() else (0, part) for part in _split_id(entry.id)]
    return families.index(entry.family), parts


def _split_id(text: str) -> list[str]:
    import re

    return re.findall(r"\d+|[^\d]+", text)
