"""PDF: the Word report set by LibreOffice, with the pages in its contents; a clear word where LibreOffice is not."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
import report_samples as samples

from gapcheck.errors import OutputError
from gapcheck.report import pdf
from gapcheck.report.pdf import find_office, write_pdf

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None and shutil.which("libreoffice") is None, reason="LibreOffice is not installed: no PDF can be made"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    write_pdf(samples.view(), path)
    return path


@needs_office
def test_the_contents_name_the_page_on_which_each_part_begins(made: Path) -> None:
    document = pypdfium2.PdfDocument(made)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    words = samples.view().words["word"]
    for key in ("summary", "method", "recommendations", "annex"):
        entry = next(re.search(rf"^{re.escape(words[key])}\W*(\d+)\s*$", text, re.M) for text in pages[1:3] if words[key] in text)
        assert entry is not None, key
        assert words[key] in [line.strip() for line in pages[int(entry[1]) - 1].splitlines()]
    document.close()


@needs_office
def test_it_holds_the_words_of_the_law_and_no_time_of_its_making(made: Path) -> None:
    content = made.read_bytes()
    assert b"D:20000101000000Z" in content
    document = pypdfium2.PdfDocument(made)
    text = " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
    assert "expels, is designed to expel or may be readily converted to expel" in text
    assert document.get_metadata_dict()["Title"] == samples.view().title
    document.close()


def test_without_libreoffice_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf.shutil, "which", lambda name: None)
    with pytest.raises(OutputError, match=r"LibreOffice.*not installed"):
        find_office()
    with pytest.raises(OutputError, match=r"write \.docx"):
        write_pdf(samples.view(), tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()


def test_what_libreoffice_says_is_told_when_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_office", lambda: "soffice")
    failed = subprocess.CompletedProcess(args=[], returncode=1, stdout=b"", stderr=b"warning\nno space left")
    monkeypatch.setattr(pdf.subprocess, "run", lambda *args, **kwargs: failed)
    with pytest.raises(OutputError, match=r"no space left"):
        write_pdf(samples.view(), tmp_path / "a.pdf")


def test_a_setting_that_never_ends_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*args: object, **kwargs: object) -> None:
        raise subprocess.TimeoutExpired("soffice", 300)

    monkeypatch.setattr(pdf, "find_office", lambda: "soffice")
    monkeypatch.setattr(pdf.subprocess, "run", late)
    with pytest.raises(OutputError, match=r"timed out"):
        write_pdf(samples.view(), tmp_path / "a.pdf")


@needs_office
def test_a_second_setting_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    write_pdf(samples.view(), tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == made.read_bytes()
