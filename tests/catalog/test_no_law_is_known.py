"""No rule, word or branch names a law, a State or a file: over the catalog and the packs by the check, over the code here."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

import gapcheck
from gapcheck.catalog.checks.common import strings
from gapcheck.catalog.checks.names import names_in
from gapcheck.files import read_yaml

PACKAGE = Path(gapcheck.__file__).parent
STAGES = ("segment", "annotate", "match", "judge", "score", "language")


def constants(path: Path) -> list[str]:
    """Return the texts of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    ]


@pytest.mark.parametrize("stage", STAGES)
def test_no_branch_of_the_code(stage: str) -> None:
    modules = sorted((PACKAGE / stage).rglob("*.py"))
    assert modules
    assert [(path.name, text) for path in modules for text in constants(path) if names_in(text)] == []


@pytest.mark.parametrize("stage", STAGES)
def test_no_data_of_the_stages(stage: str) -> None:
    files = {path: read_yaml(path) for path in sorted((PACKAGE / stage).rglob("*.yaml"))}
    files |= {path: json.loads(path.read_text(encoding="utf-8")) for path in sorted((PACKAGE / stage).rglob("*.json"))}
    # A language has the name of a people, and the calibration says on which readings it was fitted and how; no rule reads that.
    told = {"name", "fitted_on", "command"}
    assert [
        (path.name, text)
        for path, body in files.items()
        for steps, text in strings(body)
        if (steps[2] if steps[0] == "languages" else steps[0]) not in told and names_in(text)
    ] == []
