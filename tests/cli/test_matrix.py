"""`gapcheck matrix`: many jurisdictions, some of which fail."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from markdown_it import MarkdownIt

from gapcheck.errors import ExitCode
from gapcheck.report.json import schema

Run = Callable[..., Any]
ONLY = ("--only", "FP-05.1.c.2,threat:f", "--workers", "1")


@pytest.fixture
def laws(law: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two jurisdictions that can be read, one that cannot, and one folder that is none."""
    folder = tmp_path_factory.mktemp("laws")
    text = law.read_text(encoding="utf-8")
    (folder / "XOS").mkdir()
    (folder / "XOS" / "act.txt").write_text(text, encoding="utf-8")
    (folder / "XNN-act.txt").write_text(text.replace("OSTERMARK", "NORDHAVN").replace("3. Defacing", "4. Defacing"), encoding="utf-8")
    (folder / "XBB").mkdir()
    (folder / "XBB" / "act.pdf").write_bytes(b"%PDF-1.7\nnonsense")
    (folder / "notes").mkdir()
    return folder


def test_every_format_and_the_one_that_fails(gapcheck: Run, laws: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"m.{ending}" for ending in ("json", "csv", "md", "html")]
    result = gapcheck("matrix", laws, *ONLY, *(part for file in files for part in ("-o", file)))
    assert result.code == ExitCode.PARTIAL
    assert "XBB: nothing could be read" in result.out and "notes: the name does not start" in result.err
    body = json.loads(files[0].read_text(encoding="utf-8"))
    assert [item["jurisdiction"] for item in body["jurisdictions"]] == ["XBB", "XNN", "XOS"]
    for item in body["jurisdictions"]:
        assert list(jsonschema.Draft202012Validator(schema()).iter_errors(item)) == []
    rows = list(csv.DictReader(io.StringIO(files[1].read_text(encoding="utf-8-sig"), newline="")))
    assert {row["jurisdiction"] for row in rows} == {"XBB", "XNN", "XOS"}
    assert [row["status_label"] for row in rows if row["jurisdiction"] == "XBB"] == ["nothing could be read"]
    table = MarkdownIt("commonmark").enable("table").render(files[2].read_text(encoding="utf-8"))
    assert table.count("<tr>") == 1 + 1 + 1 + 1 and "XBB: nothing could be read" in table
    page = files[3].read_text(encoding="utf-8")
    assert page.count("<tr>") == 4 and "<script" not in page and "http" not in page.replace("http-equiv", "")


def test_the_screen_shows_figures_of_each(gapcheck: Run, laws: Path) -> None:
    lines = gapcheck("matrix", laws, *ONLY).out.splitlines()
    head = next(line for line in lines if "XNN" in line)
    assert head.split() == ["XBB", "XNN", "XOS"]
    article = next(line for line in lines if line.startswith("art. 5 "))
    assert article.split("Criminalization")[1].split()[0] == "–" and article.count("%") == 2


def test_workers_change_nothing(gapcheck: Run, laws: Path, tmp_path: Path) -> None:
    for workers in (1, 2):
        gapcheck("matrix", laws, "--only", "FP-05.1.c.2", "--workers", workers, "-q", "-o", tmp_path / f"{workers}.json")
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "2.json").read_bytes()


def test_each_jurisdictions_own_json(gapcheck: Run, laws: Path, tmp_path: Path) -> None:
    assert gapcheck("matrix", laws, *ONLY, "-q", "--each", tmp_path / "each").code == ExitCode.PARTIAL
    assert sorted(path.name for path in (tmp_path / "each").iterdir()) == ["XBB.json", "XNN.json", "XOS.json"]
    assert gapcheck("report", tmp_path / "each" / "XOS.json").code == 0


MANIFEST = """[[law]]
code = "XOS"
file = "XOS/act.txt"
date = "2003-05-01"
language = "en"

[[law]]
code = "xnn"
files = ["XNN-act.txt"]
"""


def test_a_manifest_tells_dates_and_languages(gapcheck: Run, laws: Path, tmp_path: Path) -> None:
    toml, table = laws / "manifest.toml", laws / "manifest.csv"
    toml.write_text(MANIFEST, encoding="utf-8")
    table.write_text("code,file,date,language\nXOS,XOS/act.txt,2003-05-01,en\nxnn,XNN-act.txt,,\n", encoding="utf-8")
    for source, name in ((toml, "a"), (table, "b")):
        assert gapcheck("matrix", source, *ONLY, "-q", "-o", tmp_path / f"{name}.json").code == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    body = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [item["laws"][0]["date"] for item in body["jurisdictions"]] == ["", "2003-05-01"]


def test_a_language_of_the_manifest_goes_before_the_detected_one(gapcheck: Run, laws: Path) -> None:
    manifest = laws / "manifest.toml"
    manifest.write_text(MANIFEST.replace('"en"', '"tlh"'), encoding="utf-8")
    result = gapcheck("matrix", manifest, *ONLY)
    assert result.code == ExitCode.PARTIAL and "XOS: nothing could be read" in result.out and "(tlh)" in result.out


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (
            "m.toml",
            "[[law]]\ncode = 'JMA'\nfile = 'a'\n[[law]]\ncode='JAM'\n[[law]]\ncode='JAM'\nfile='a'\ndate='May'\nlanguage='English'\nx=1\n",
            "",
        ),
        ("m.toml", "[[law]\n", "cannot be read"),
        ("m.toml", "law = 5\n", "cannot be read"),
        ("m.csv", "code,file\n", "No jurisdiction"),
        ("m.txt", "JAM\n", "ends in .toml or .csv"),
        ("no.toml", None, "no such folder or manifest"),
    ],
)
def test_a_manifest_with_errors(gapcheck: Run, tmp_path: Path, name: str, content: str | None, words: str) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    result = gapcheck("matrix", tmp_path / name)
    assert result.code == ExitCode.INPUT and words in result.err and "Traceback" not in result.err
    if not words:
        assert all(
            part in result.err
            for part in ("JAM (Jamaica)", "law 2: file, or files", "'May' is no date", "'English' is no language", "'x' is no key")
        )


def test_nothing_to_compare(gapcheck: Run, tmp_path: Path, laws: Path) -> None:
    assert gapcheck("matrix", tmp_path).code == ExitCode.INPUT
    assert gapcheck("matrix", laws, "-o", tmp_path / "a.docx").code == ExitCode.USAGE
    assert gapcheck("matrix", laws, "--workers", "-1").code == ExitCode.USAGE
    assert gapcheck("matrix", laws, "-o", laws / "a.json").code == ExitCode.USAGE


def test_a_hostile_name_stays_text(gapcheck: Run, laws: Path, tmp_path: Path) -> None:
    path = laws / "XEE-<script>=cmd|.txt"
    path.write_bytes(b"\x00\x01\x02" * 1000)
    result = gapcheck("matrix", laws, *ONLY, "-o", tmp_path / "m.html", "-o", tmp_path / "m.md", "-o", tmp_path / "m.csv")
    assert result.code == ExitCode.PARTIAL
    assert "<script" not in (tmp_path / "m.html").read_text(encoding="utf-8")
    assert "<script" not in MarkdownIt("commonmark").render((tmp_path / "m.md").read_text(encoding="utf-8"))
