"""What an installation brings: under which licences, and whether docs/dependencies.md says so."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
PERMISSIVE = re.compile(
    r"\b(MIT|MIT-0|BSD|0BSD|Apache|ISC|ISCL|PSF|PSFL|PSF-2\.0|Python Software Foundation|Zlib|CC0-1\.0|Unlicense|HPND)\b", re.IGNORECASE
)
COPYLEFT = re.compile(r"\b(A?GPL|LGPL|MPL|EPL|EUPL|CDDL|GNU|Mozilla)", re.IGNORECASE)


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def project() -> dict[str, list[str]]:
    """Return the requirements of pyproject.toml by extra; those of every installation under ""."""
    body = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"": body["dependencies"], **body["optional-dependencies"]}


def brought() -> set[str]:
    """Return the names of all packages that an installation without extras brings."""
    waiting = [Requirement(line) for line in project()[""]]
    found: set[str] = set()
    while waiting:
        requirement = waiting.pop()
        name = normal(requirement.name)
        wanted = requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in (requirement.extras or {""}))
        if name in found or not wanted:
            continue
        found.add(name)
        waiting += [Requirement(line) for line in metadata.requires(name) or []]
    return found


def licence(name: str) -> str:
    """Return all that a package's metadata say of its licence."""
    fields = metadata.metadata(name)
    stated = [fields["License-Expression"], (fields["License"] or "").partition("\n")[0]]
    stated += [line for line in fields.get_all("Classifier") or [] if line.startswith("License ::")]
    return " | ".join(part for part in stated if part)


@pytest.fixture(scope="module")
def page() -> str:
    return (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")


def test_every_licence_is_permissive_or_an_exception_with_its_reason(page: str) -> None:
    excepted = set(re.findall(r"^\| (\S+) \| MPL", page, re.MULTILINE))
    names = brought()
    assert {"spacy", "certifi", "pandas"} <= names
    wrong = {
        name: licence(name) for name in sorted(names - excepted) if COPYLEFT.search(licence(name)) or not PERMISSIVE.search(licence(name))
    }
    assert wrong == {}


def test_every_exception_is_still_one(page: str) -> None:
    after = page.partition("permissive too, but for:")[2].partition("## On request")[0]
    named = set(re.findall(r"^\| (\S+) \| MPL", after, re.MULTILINE))
    assert named
    assert named <= brought()
    assert all("MPL" in licence(name) or "Mozilla" in licence(name) for name in named)


def test_the_page_names_every_dependency(page: str) -> None:
    stated = {normal(Requirement(line).name) for lines in project().values() for line in lines} - {"gapcheck"}
    named = {normal(name.strip()) for row in re.findall(r"^\| ([^|]+) \|", page, re.MULTILINE) for name in row.split(",")}
    assert stated - named == set()


def test_every_requirement_has_both_ends() -> None:
    """A range that is open above lets a release of next year break an installation of today."""
    lines = [line for extra in project().values() for line in extra if not line.startswith("gapcheck[")]
    assert [line for line in lines if not re.search(r">=[\d.]+,<\d+$", line)] == []


def test_the_lock_admits_every_requirement_and_is_what_is_installed() -> None:
    locked = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if "==" in line)
    locked = {normal(name): version for name, version in locked.items()}
    for lines in project().values():
        for requirement in map(Requirement, lines):
            if requirement.name != "gapcheck":
                assert requirement.specifier.contains(locked[normal(requirement.name)], prereleases=True), requirement
    assert brought() <= set(locked)
