"""Templates of users: their styles, headers and text stay; names are filled; what is no template is refused."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import docx
import pytest
import report_samples as samples

from gapcheck.errors import InputError, UsageError
from gapcheck.report.word import write_document
from gapcheck.report.word.template import NAMES, OWN

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import make_word_template  # noqa: E402


def template(path: Path, *texts: str, header: str = "") -> Path:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.save(str(path))
    return path


def texts(path: Path) -> list[str]:
    return [item.text for item in docx.Document(str(path)).paragraphs]


def test_the_packages_template_is_what_the_script_makes(tmp_path: Path) -> None:
    """`python scripts/make_word_template.py` makes it anew."""
    path = tmp_path / "template.docx"
    make_word_template.main(path)
    with zipfile.ZipFile(path) as new, zipfile.ZipFile(OWN) as old:
        assert new.namelist() == old.namelist()
        for name in ("word/styles.xml", "word/document.xml", "word/header1.xml", "word/footer1.xml"):
            assert new.read(name) == old.read(name), name


def test_a_users_own_pages_stay_around_the_report(tmp_path: Path) -> None:
    mine = template(
        tmp_path / "t.docx", "Ministry of Justice", "{{report}}", "Annex of the ministry", header="{{ jurisdiction }}: {{coverage}}"
    )
    path = tmp_path / "out.docx"
    write_document(samples.view(), path, mine)
    found = texts(path)
    assert found[0] == "Ministry of Justice"
    assert found[-1] == "Annex of the ministry"
    assert "{{report}}" not in found
    assert samples.view().words["word"]["summary"] in found
    document = docx.Document(str(path))
    view = samples.view()
    assert document.sections[0].header.paragraphs[0].text == f"{view.jurisdiction_name}: {view.overall.percent}"
    assert [section.page_width < section.page_height for section in document.sections] == [True, False, True]


def test_without_a_mark_the_report_stands_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "out.docx"
    write_document(samples.view(), path, template(tmp_path / "t.docx", "Letterhead"))
    assert texts(path)[0] == "Letterhead"
    assert samples.view().title in texts(path)


def test_styles_of_the_template_are_taken_and_missing_ones_brought(tmp_path: Path) -> None:
    mine = docx.Document()
    mine.styles["Heading 1"].font.name = "Georgia"
    mine.save(str(tmp_path / "t.docx"))
    path = tmp_path / "out.docx"
    write_document(samples.view(), path, tmp_path / "t.docx")
    document = docx.Document(str(path))
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert "Gap Table" in [style.name for style in document.styles]
    used = {item.style.name for item in document.paragraphs}
    assert {"Gap Note", "Caption", "Heading 2", "TOC 1"} <= used


def test_a_name_that_word_has_split_over_runs_is_filled(tmp_path: Path) -> None:
    mine = docx.Document()
    line = mine.add_paragraph()
    for part in ("for {{juris", "dic", "tion}} and {{code}}"):
        line.add_run(part)
    mine.save(str(tmp_path / "t.docx"))
    path = tmp_path / "out.docx"
    write_document(samples.view(), path, tmp_path / "t.docx")
    assert texts(path)[0] == f"for {samples.view().jurisdiction_name} and XOS"


def test_every_documented_name_is_filled(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "word.md").read_text(encoding="utf-8")
    path = tmp_path / "out.docx"
    write_document(samples.view(), path, template(tmp_path / "t.docx", *(f"{{{{{name}}}}}" for name in NAMES), "{{report}}"))
    assert not [text for text in texts(path) if "{{" in text]
    assert all(f"`{{{{{name}}}}}`" in page for name in (*NAMES, "report"))


def test_an_unknown_name_is_told_with_the_nearest(tmp_path: Path) -> None:
    mine = template(tmp_path / "t.docx", "{{jurisdicton}}")
    with pytest.raises(UsageError, match=r"Did you mean \{\{jurisdiction\}\}"):
        write_document(samples.view(), tmp_path / "out.docx", mine)
    assert not (tmp_path / "out.docx").exists()


@pytest.mark.parametrize("content", [b"", b"no document", b"PK\x03\x04 broken"])
def test_what_is_no_document_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "t.docx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"no Word document"):
        write_document(samples.view(), tmp_path / "out.docx", path)


def test_another_office_file_and_a_missing_one_are_refused(tmp_path: Path) -> None:
    import openpyxl

    openpyxl.Workbook().save(tmp_path / "t.docx")
    with pytest.raises(InputError, match=r"no Word document"):
        write_document(samples.view(), tmp_path / "out.docx", tmp_path / "t.docx")
    with pytest.raises(InputError, match=r"no such template"):
        write_document(samples.view(), tmp_path / "out.docx", tmp_path / "none.docx")


def test_a_hostile_title_is_no_name_of_the_template(tmp_path: Path) -> None:
    from dataclasses import replace

    view = replace(samples.view(), title="{{report}} {{code}} {{nonsense}}")
    path = tmp_path / "out.docx"
    write_document(view, path, template(tmp_path / "t.docx", "{{title}}", "{{report}}", "end"))
    assert texts(path)[0] == "{{report}} {{code}} {{nonsense}}"
    assert texts(path)[-1] == "end"
