"""`gc.assess`, `gc.assess_many`, `gc.load`: what goes in, and the errors of what does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import gapcheck as gc
from gapcheck.errors import CatalogError, InputError, UsageError


def test_a_file_a_list_and_a_folder_are_the_same(laws: dict[str, Path]) -> None:
    file = laws["XTA"]
    single = gc.assess(str(file), "XTA", only="8")
    assert gc.assess([file], "xta", only=["8"]).findings.equals(single.findings)
    folder = gc.assess(file.parent, "XTA", only="8")
    assert sorted(folder.laws["file"]) == ["odravia.txt", "tessaland.txt"]
    assert folder.jurisdiction == "XTA"


def test_only_asks_a_part(laws: dict[str, Path]) -> None:
    a = gc.assess(laws["XTA"], "XTA", only="5(1)(c), mandatory")
    assert set(a.findings["label"]) == {"art. 5(1)(c)"}
    assert set(a.findings["obligation"]) == {"mandatory"}
    assert "Only " in repr(a)


def test_progress_is_told(laws: dict[str, Path]) -> None:
    told: list[tuple[str, int, int]] = []
    gc.assess(laws["XTB"], "XTB", only="8", progress=lambda *step: told.append(step))
    assert told[-1][1] == told[-1][2] == 2
    told.clear()
    gc.assess_many({"XTB": laws["XTB"]}, only="8", progress=lambda *step: told.append(step))
    assert told == [("XTB", 0, 1), ("", 1, 1)]


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"jurisdiction": "Jamaica"}, UsageError, r"^jurisdiction: .*JAM \(Jamaica\)"),
        ({"only": "artcle 99"}, UsageError, "^only: "),
        ({"paths": "nothing-here.txt"}, InputError, "There is no such file"),
        ({"paths": []}, InputError, "No law could be read"),
        ({"catalog": "no-folder"}, CatalogError, "^no-folder: The folder holds no catalog"),
    ],
)
def test_wrong_arguments_are_told(laws: dict[str, Path], arguments: dict[str, str], error: type[Exception], words: str) -> None:
    given = {"paths": laws["XTA"], "jurisdiction": "XTA", **arguments}
    with pytest.raises(error, match=words):
        gc.assess(**given)


def test_pairs_of_one_code_are_one_jurisdiction(laws: dict[str, Path]) -> None:
    found = gc.assess_many([("XTA", laws["XTA"]), ("xta", [laws["XTB"]])], only="8")
    assert found.jurisdictions == ("XTA",)
    assert sorted(found["XTA"].laws["file"]) == ["odravia.txt", "tessaland.txt"]


def test_what_cannot_be_read_is_told_and_stops_nothing(laws: dict[str, Path], tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    with pytest.warns(UserWarning, match="XTC is left out: .*empty.txt"):
        found = gc.assess_many({"XTA": laws["XTA"], "XTC": empty}, only="8")
    assert found.jurisdictions == ("XTA",)
    assert list(found.failed["jurisdiction"]) == ["XTC"]
    assert "empty.txt" in found.failed.loc[0, "reason"]
    assert "XTC" in repr(found)
    assert "XTC" in found._repr_html_()


def test_nothing_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.warns(UserWarning), pytest.raises(InputError, match="No law of any jurisdiction"):
        gc.assess_many({"XTC": tmp_path / "none.txt"})
    with pytest.raises(UsageError, match="No jurisdiction is given"):
        gc.assess_many({})


def test_load_works_before_and_after_its_stage_is_imported(laws: dict[str, Path]) -> None:
    code = (
        "import sys, gapcheck as gc\n"
        "first = gc.load(sys.argv[1])\n"
        "import gapcheck.load.reader\n"
        "assert gc.load(sys.argv[1]) == first\n"
        "from gapcheck.load import load, load_many\n"
        "assert load(sys.argv[1]) == first\n"
        "print(first.name)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(laws["XTA"])], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "tessaland.txt"


def test_import_is_light() -> None:
    code = "import gapcheck, sys; print(sorted({'pandas', 'spacy', 'gapcheck.api', 'matplotlib'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_assessing_loads_no_pandas_before_a_frame_is_asked_for(laws: dict[str, Path]) -> None:
    code = (
        "import sys, gapcheck as gc\n"
        "a = gc.assess(sys.argv[1], 'XTA', only='8')\n"
        "repr(a), a._repr_html_(), a.to_json()\n"
        "assert 'pandas' not in sys.modules and 'matplotlib' not in sys.modules\n"
        "a.findings\n"
        "assert 'pandas' in sys.modules and 'matplotlib' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, str(laws["XTA"])], check=True)
