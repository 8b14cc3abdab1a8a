"""All outputs of one assessment: they agree, survive a hostile law, and are written whole or not at all."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import report_samples as samples
from rich.console import Console

from gapcheck.errors import OutputError, UsageError
from gapcheck.model.result import Assessment, Status
from gapcheck.report.outputs import WRITERS, Material, check_outputs, replacing, write_all
from gapcheck.report.terminal import print_report
from gapcheck.report.view import View, build

ENDINGS = (".json", ".xlsx", ".html", ".docx", ".csv", ".md")
"""All but .pdf, which another program makes of the Word report; its own tests read it."""
LABELS = list(samples.view().words["status"].values())


def material(assessment: Assessment | None = None) -> Material:
    assessment = assessment or samples.assessment()
    laws = tuple(replace(law, name=assessment.laws[0].file) for law in samples.outcome().laws)
    return Material(assessments=(assessment,), views=(build(assessment, samples.catalog()),), laws=laws)


def screen(view: View) -> str:
    out = io.StringIO()
    print_report(view, Console(file=out, force_terminal=False, color_system=None))
    return out.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every output of the little law, and the screen's as screen.txt."""
    folder = tmp_path_factory.mktemp("outputs")
    write_all([folder / f"a{ending}" for ending in ENDINGS], material())
    (folder / "a.txt").write_text(screen(samples.view()), encoding="utf-8")
    return folder


def flat(text: str) -> str:
    return " ".join(text.split())


def without_tags(text: str) -> str:
    return flat(html.unescape(re.sub(r"<[^>]*>", " ", text)))


def cells_of(path: Path) -> list[list[str]]:
    import openpyxl

    book = openpyxl.load_workbook(path)
    return [[str(cell) for cell in row if cell is not None] for sheet in book for row in sheet.iter_rows(values_only=True)]


def paragraphs_of(path: Path) -> list[str]:
    import docx

    document = docx.Document(str(path))
    texts = [paragraph.text for paragraph in document.paragraphs]
    return texts + [flat("\t".join(cell.text for cell in row.cells)) for table in document.tables for row in table.rows]


def text_of(path: Path) -> str:
    """All words of an output, white space made one space."""
    if path.suffix == ".xlsx":
        return flat(" ".join(" ".join(row) for row in cells_of(path)))
    if path.suffix == ".docx":
        return flat(" ".join(paragraphs_of(path)))
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".html":
        return without_tags(text)
    return flat(re.sub(r"\\([^\w\s])", r"\1", text)) if path.suffix == ".md" else flat(text)


def label_in(text: str) -> str:
    """The status that a piece of text names first: the longest label that stands there."""
    found = [(text.find(label), -len(label), label) for label in LABELS if label in text]
    return min(found)[2] if found else ""


def from_lines(text: str, find: str) -> dict[str, str]:
    return {match["test"]: label_in(match["label"]) for match in re.finditer(find, text, re.M)}


def from_screen(path: Path) -> Mapping[str, str]:
    text = path.read_text(encoding="utf-8").split("WHAT THE TEXT SAYS")[1]
    table, other = text.split("WHERE TO ACT FIRST")[0], text.split("WHAT NEEDS ANOTHER SOURCE")[1]
    found = from_lines(table, r"^[●◐○✕–] (?P<label>.*?)  .*  (?P<test>\S+)$")
    return found | dict.fromkeys(re.findall(r"^\? .*  (\S+)$", other, re.M), "needs another source")


def from_json(path: Path) -> Mapping[str, str]:
    words = samples.view().words["status"]
    return {finding["test"]: words[finding["status"]] for finding in json.loads(path.read_text(encoding="utf-8"))["findings"]}


def from_csv(path: Path) -> Mapping[str, str]:
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    return {row["test"]: row["status_label"] for row in rows}


def from_markdown(path: Path) -> Mapping[str, str]:
    text = path.read_text(encoding="utf-8").split("## What the text says")[1]
    table, other = text.split("## What needs another source")
    found = from_lines(table, r"^\*\*(?P<label>.*?)\*\* .*\(`(?P<test>[^`]+)`\)  $")
    return found | dict.fromkeys(re.findall(r"^- .*\(`([^`]+)`,", other, re.M), "needs another source")


def from_workbook(path: Path) -> Mapping[str, str]:
    import openpyxl

    rows = list(openpyxl.load_workbook(path)["Matrix"].iter_rows(values_only=True))
    head = next(number for number, row in enumerate(rows) if "XOS Status" in row)
    at, test = rows[head].index("XOS Status"), rows[head].index("Entry / Test")
    tests = {row.test for row in samples.view().rows}
    return {str(row[test]): label_in(str(row[at])) for row in rows[head + 1 :] if row[test] in tests}


def from_page(path: Path) -> Mapping[str, str]:
    text = path.read_text(encoding="utf-8")
    found = re.finditer(r'<tr [^>]*id="(?P<test>[^"]+)"[^>]*data-status="(?P<status>\w+)"[^>]*>(?P<rest>.*?)</tr>', text, re.S)
    rows = {match["test"]: (match["status"], label_in(without_tags(match["rest"]))) for match in found}
    words = samples.view().words["status"]
    assert all(words[status] == label for status, label in rows.values())
    return {test: label for test, (_, label) in rows.items()}


def from_word(path: Path) -> Mapping[str, str]:
    import docx

    table = docx.Document(str(path)).tables[-1]
    return {row.cells[0].text.split()[0]: label_in(row.cells[3].text) for row in table.rows[1:]}


READERS: Mapping[str, Callable[[Path], Mapping[str, str]]] = {
    ".txt": from_screen,
    ".json": from_json,
    ".csv": from_csv,
    ".md": from_markdown,
    ".xlsx": from_workbook,
    ".html": from_page,
    ".docx": from_word,
}


@pytest.mark.parametrize("ending", READERS)
def test_every_output_gives_every_test_the_same_status(folder: Path, ending: str) -> None:
    expected = {row.test: row.status_label for row in samples.view().rows}
    assert len(set(expected.values())) >= 4
    assert dict(READERS[ending](folder / f"a{ending}")) == expected


@pytest.mark.parametrize("ending", [ending for ending in READERS if ending not in (".json", ".csv")])
def test_every_output_shows_the_same_figures_and_sentences(folder: Path, ending: str) -> None:
    view = samples.view()
    text = text_of(folder / f"a{ending}")
    for part in (view.title, view.summary, view.disclaimer, view.catalog):
        assert flat(part) in text, part
    body = json.loads((folder / "a.json").read_text(encoding="utf-8"))
    figures = {item["id"]: item["coverage"] for item in (*body["articles"], *body["threats"])}
    for bar in (*view.articles, *view.threats):
        assert figures[bar.id] == bar.coverage
        assert bar.title in text
        if bar.coverage is not None:
            assert bar.percent in text or f"{bar.coverage:.4f}".rstrip("0").rstrip(".") in text, (bar.id, bar.percent)


@pytest.mark.parametrize("ending", READERS)
def test_every_output_quotes_the_law(folder: Path, ending: str) -> None:
    text = text_of(folder / f"a{ending}").replace('\\"', '"').replace('""', '"').replace("\\n", " ")
    for row in samples.view().rows:
        if row.evidence:
            assert row.quote in flat(text), (ending, row.test)


HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("ending", [ending for ending in ENDINGS if ending != ".json"])
def test_a_hostile_law_goes_safely_through(tmp_path: Path, ending: str) -> None:
    """JSON is left out: it escapes what it must, and must give the words back exactly."""
    (path,) = write_all([tmp_path / f"a{ending}"], material(samples.hostile()))
    if ending in (".xlsx", ".docx"):
        import xml.etree.ElementTree as Tree

        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith(".xml"):
                    Tree.fromstring(archive.read(name))  # whole, and well formed
    text = text_of(path)
    assert not HARMFUL.search(text)
    assert "alert(1)" in text  # shown, as words
    if ending == ".html":
        assert "<script>alert" not in path.read_text(encoding="utf-8")
    if ending == ".xlsx":
        assert not _formulas_of_the_law(path)


def _formulas_of_the_law(path: Path) -> list[str]:
    """Return the cells that a spreadsheet would compute and that hold words of the law."""
    import openpyxl

    cells = (cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row)
    return [str(cell.value) for cell in cells if cell.data_type == "f" and re.match(r"=\s*(cmd|1\+1)", str(cell.value))]


def test_json_gives_hostile_words_back_exactly(tmp_path: Path) -> None:
    from gapcheck.report.stored import read_assessment

    (path,) = write_all([tmp_path / "a.json"], material(samples.hostile()))
    assert read_assessment(path) == samples.hostile()
    assert not HARMFUL.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_assessment_gives_the_same_bytes(folder: Path, tmp_path: Path, ending: str) -> None:
    (path,) = write_all([tmp_path / f"other name{ending}"], material())
    assert path.read_bytes() == (folder / f"a{ending}").read_bytes()


def test_every_ending_has_a_test() -> None:
    assert set(ENDINGS) | {".pdf"} == set(WRITERS)


@pytest.mark.parametrize("ending", [".csv", ".html", ".md", ".docx", ".json"])
def test_formats_of_one_jurisdiction_refuse_several(tmp_path: Path, ending: str) -> None:
    one = material()
    both = replace(one, assessments=one.assessments * 2, views=one.views * 2)
    with pytest.raises(UsageError, match="one jurisdiction"):
        write_all([tmp_path / f"a{ending}"], both)
    assert list(tmp_path.iterdir()) == []


def test_the_page_needs_the_laws(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not at hand"):
        write_all([tmp_path / "a.html"], replace(material(), laws=None))


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(OutputError, match="disk"), replacing(target) as temporary:
        temporary.write_text("half", encoding="utf-8")
        raise OSError(28, "disk full")
    with pytest.raises(ZeroDivisionError), replacing(target) as temporary:
        raise ZeroDivisionError
    assert target.read_text(encoding="utf-8") == "old" and list(tmp_path.iterdir()) == [target]


def test_a_link_keeps_being_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "a.md", tmp_path / "link.md"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    write_all([link], material())
    assert link.is_symlink() and target.read_text(encoding="utf-8").startswith("# ")


def test_outputs_are_checked(tmp_path: Path) -> None:
    (tmp_path / "d.json").mkdir()
    (tmp_path / "law.md").write_text("x", encoding="utf-8")
    for paths, inputs, words in (
        (["a.json", "./a.json"], [], "named twice"),
        (["d.json"], [], "is a folder"),
        (["no/a.json"], [], "does not exist"),
        (["a.exe"], [], "names no format"),
        (["law.md"], ["law.md"], "is being read"),
        (["a.json"], ["."], "for a law"),
    ):
        with pytest.raises((UsageError, OutputError), match=words):
            check_outputs([tmp_path / path for path in paths], inputs=[tmp_path / path for path in inputs])
    check_outputs([tmp_path / "a.json", tmp_path / "b.csv"], inputs=[tmp_path / "law.md"])


def test_a_folder_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *arguments, **options: False)
    with pytest.raises(OutputError, match="not allowed"):
        check_outputs([tmp_path / "a.json"])


def test_some_of_each_status() -> None:
    """The little law must have what the comparisons above compare."""
    found = {row.status for row in samples.view().rows}
    assert {Status.COVERED, Status.PARTLY_COVERED, Status.NOT_FOUND, Status.NEEDS_OTHER_SOURCE} <= found
