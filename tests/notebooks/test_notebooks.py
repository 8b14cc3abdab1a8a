"""The lessons run from first cell to last, and git holds them without outputs."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

import nbclient
import nbformat
import pytest

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def test_there_are_three() -> None:
    assert [path.name[:2] for path in NOTEBOOKS] == ["01", "02", "03"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_stripped(path: Path) -> None:
    body = json.loads(path.read_text(encoding="utf-8"))
    for cell in body["cells"]:
        if cell["cell_type"] == "code":
            assert (cell["outputs"], cell["execution_count"]) == ([], None)
            assert cell["metadata"] == {}
    assert body["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_teaches(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
    assert texts[0].startswith("# ")
    assert len(texts) >= 8
    assert "## Try it" in texts[-1]
    for name in re.findall(r"legislation_samples/[\w.-]+", " ".join(cell.source for cell in cells)):
        assert (FOLDER.parent / name).exists()


@lru_cache(maxsize=3)
def executed(path: Path) -> nbformat.NotebookNode:
    """Run a notebook in its own folder. An error in a cell is an error here."""
    import matplotlib.font_manager  # noqa: F401  # makes its cache, of which it would tell on stderr in the first notebook

    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}).execute()
    return notebook


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(path: Path) -> None:
    code = [cell for cell in executed(path).cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code)
    shown = [output for cell in code for output in cell.outputs]
    assert sum(output.output_type in ("execute_result", "display_data") for output in shown) >= 8
    assert [output.text for output in shown if output.output_type == "stream" and output.name == "stderr"] == []


def test_the_rule_of_ones_own_teaches_what_its_text_says() -> None:
    """The first rule falls for the certificate, in a sentence and in a law; the better one does not."""
    cells = executed(NOTEBOOKS[1]).cells
    printed = [
        "".join(output.text for output in cell.outputs if output.output_type == "stream") for cell in cells if cell.cell_type == "code"
    ]
    first, better = [text for text in printed if text.startswith(("right", "WRONG"))]
    assert [line for line in first.splitlines() if line.startswith("WRONG")] == [
        next(line for line in first.splitlines() if "certificate" in line)
    ]
    assert "WRONG" not in better
    laws = next(text for text in printed if text.startswith("first {"))
    assert re.findall(r"'XBC': '(\w+)'", laws)[0] in ("covered", "partly_covered")
    assert re.findall(r"'XBC': '(\w+)'", laws)[1] == "not_found"
