"""The package as it is built, installed and imported."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import gapcheck

ROOT = Path(__file__).resolve().parents[1]
HEAVY = (
    "docx",
    "jsonschema",
    "lxml",
    "matplotlib",
    "numpy",
    "openpyxl",
    "pandas",
    "pypdfium2",
    "rapidfuzz",
    "simplemma",
    "sklearn",
    "spacy",
)
"""What a command loads only when it needs it."""


def modules_after(code: str) -> set[str]:
    """Return the names of the top packages that a fresh interpreter holds after running code."""
    script = f"{code}\nimport sys\nprint('|'.join(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.strip().splitlines()[-1].split("|"))


def test_import_loads_nothing_heavy() -> None:
    loaded = modules_after("import gapcheck")
    assert "gapcheck" in loaded
    assert loaded.isdisjoint({*HEAVY, "rich", "typer", "yaml"})


def test_help_loads_nothing_heavy() -> None:
    call = "import sys, gapcheck.cli\nsys.argv = ['gapcheck', '--help']\ntry:\n    gapcheck.cli.main()\nexcept SystemExit:\n    pass"
    loaded = modules_after(call)
    assert "typer" in loaded
    assert loaded.isdisjoint(HEAVY)


@pytest.mark.parametrize("name", sorted(gapcheck.__all__))
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(gapcheck, name) is not None
    assert name in dir(gapcheck)


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'asses'"):
        gapcheck.asses  # noqa: B018


def test_imports_go_down_only() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(command), "--no-cache"], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout
    assert "Contracts: 1 kept, 0 broken." in done.stdout


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert project["version"] == gapcheck.__version__
    assert f"\nversion: {gapcheck.__version__}\n" in citation
    assert re.findall(r"^## (\S+)", changelog, re.MULTILINE)[0] == gapcheck.__version__


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build the wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def tracked(folder: str) -> set[str]:
    """Return the files of a folder of the checkout that are no by-product of running it."""
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts}


@pytest.mark.parametrize("folder", ["provisions", "threat_catalog", "measures"])
def test_the_wheel_carries_the_catalog_whole(wheel: zipfile.ZipFile, folder: str) -> None:
    prefix = f"gapcheck/data/{folder}/"
    inside = {name.removeprefix("gapcheck/data/") for name in wheel.namelist() if name.startswith(prefix)}
    assert len(inside) >= 18
    assert inside == tracked(folder)


def test_the_wheel_carries_the_package_whole(wheel: zipfile.ZipFile) -> None:
    inside = {name for name in wheel.namelist() if name.startswith("gapcheck/") and not name.startswith("gapcheck/data/")}
    assert inside == tracked("gapcheck")
    assert "gapcheck/py.typed" in inside


def test_the_wheel_carries_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    assert tops == {"gapcheck", f"gapcheck-{gapcheck.__version__}.dist-info"}


def test_the_wheel_names_its_command_and_licence(wheel: zipfile.ZipFile) -> None:
    info = f"gapcheck-{gapcheck.__version__}.dist-info"
    assert "gapcheck = gapcheck.cli:main" in wheel.read(f"{info}/entry_points.txt").decode()
    assert b"Apache License" in wheel.read(f"{info}/licenses/LICENSE")
    assert "\nLicense-Expression: Apache-2.0\n" in wheel.read(f"{info}/METADATA").decode()
