"""`load` as a whole: every bad file is one InputError, every good one a law."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from load_samples import ENGLISH, docx, lines, paragraph, pdf, write

from gapcheck.errors import ExitCode, InputError
from gapcheck.load import EXTENSIONS, load
from gapcheck.model.law import Law

KINDS = {"beside", "heading", "number", "contents", "note", "header", "quotation", "table", "schedule"}


def check(law: Law) -> None:
    """What holds for every law."""
    assert any(character.isalpha() for character in law.text)
    assert "\r" not in law.text and "\f" not in law.text and "\x00" not in law.text
    assert len(law.title) <= 300 and "\n" not in law.title
    assert law.language and law.format and len(law.sha256) == 64
    for mark in law.marks:
        assert mark.kind in KINDS and 0 <= mark.start < mark.end <= len(law.text)
        assert law.text[mark.start : mark.end].strip() == law.text[mark.start : mark.end]
    assert list(law.marks) == sorted(law.marks, key=lambda mark: (mark.start, -mark.end, mark.kind, mark.level or 0, mark.label or ""))
    if law.pages:
        edges = [law.pages[0].start, *(page.end for page in law.pages)]
        assert edges[0] == 0 and edges[-1] == len(law.text) and edges == sorted(edges)


def test_a_law_tells_its_name_hash_language_and_encoding(tmp_path: Path) -> None:
    path = write(tmp_path, "act.txt", ENGLISH)
    law = load(path)
    assert (law.name, law.language, law.format, law.encoding) == ("act.txt", "en", "text", "utf-8")
    assert law.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert load(str(path), name="ARV/act.txt").name == "ARV/act.txt"
    check(law)


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\r\n ", "white space"),
        ("a.txt", b"12 34 -- 56", "no words"),
        ("a.txt", bytes(range(256)) * 40, "binary|encoding"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "picture"),
        ("a.txt", b"\x1f\x8b\x08\x00", "archive"),
        ("a.txt", rb"{\rtf1 law}", "RTF"),
        ("a.pdf", b"<not a pdf>", "no PDF"),
        ("a.docx", b"plain", "no Word document"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 900, r"\.doc\b"),
        ("a.md", b"\x00\x01\x02\x03" * 100, "binary"),
    ],
)
def test_files_that_are_no_law_are_refused_with_what_where_and_what_to_do(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what) as raised:
        load(write(tmp_path, name, data))
    assert raised.value.where == str(tmp_path / name)
    assert raised.value.what and raised.value.todo and raised.value.exit_code == ExitCode.INPUT


def test_paths_that_are_no_readable_file_are_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, what in (
        (tmp_path, "folder"),
        (tmp_path / "none.txt", "no such file"),
        (pipe, "no regular file"),
        ("a\x00b", "opened|no such"),
    ):
        with pytest.raises(InputError, match=what) as raised:
            load(path)
        assert raised.value.todo


def test_a_file_beyond_the_limit_is_not_even_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="too large"):
        load(write(tmp_path, "a.txt", ENGLISH * 10), largest=1000)


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "a.txt", ENGLISH)

    def denied(_self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)  # a superuser may read everything, so the system cannot be asked
    with pytest.raises(InputError, match="may not be read"):
        load(path)


def test_a_fault_of_a_library_is_an_input_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import gapcheck.load.html as html

    def broken(_text: str) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(html, "read_html", broken)
    with pytest.raises(InputError, match="RuntimeError: boom"):
        load(write(tmp_path, "a.html", ENGLISH))


def test_the_same_bytes_give_the_same_law(tmp_path: Path) -> None:
    for name, data in (
        ("a.docx", docx(paragraph(ENGLISH))),
        ("a.pdf", pdf([lines([ENGLISH[:90]])])),
        ("a.md", b"# Act\n\n" + ENGLISH.encode()),
    ):
        path = write(tmp_path, name, data)
        assert load(path) == load(path)
        check(load(path))


def test_a_word_of_a_hundred_thousand_letters_says_nothing_of_the_language(tmp_path: Path) -> None:
    assert load(write(tmp_path, "a.txt", f"{ENGLISH}\n{'firearm' * 15_000}\n{ENGLISH}")).language == "en"


def test_two_languages_and_a_text_too_short_for_one_are_told(tmp_path: Path) -> None:
    dutch = "Het is verboden zonder vergunning vuurwapens te vervaardigen, te verhandelen of voorhanden te hebben in deze staat. "
    law = load(write(tmp_path, "a.txt", (ENGLISH + "\n") * 20 + (dutch + "\n") * 35))
    assert law.language == "en" and "two languages (en, nl)" in law.warnings[0]
    assert load(write(tmp_path, "b.txt", "Arms.")).language == "und"


def test_importing_the_stage_loads_no_heavy_library() -> None:
    heavy = "{'lxml', 'pypdfium2', 'docx', 'py3langid', 'charset_normalizer', 'numpy'}"
    code = f"import sys, gapcheck.load; from gapcheck.load import load, discover; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


SEEDS = [
    ENGLISH.encode(),
    ENGLISH.encode("utf-16"),
    b"<html><body><ol><li>" + ENGLISH.encode() + b"</li></ol><table><tr><td>x",
    b"<?xml version='1.0'?><akomaNtoso><act><num>1</num><p>" + ENGLISH.encode() + b"</p></act></akomaNtoso>",
    b'{"a": [{"section": "1", "content": "' + ENGLISH.encode() + b'"}]}',
    b"---\ntitle: x\n---\n# A\n\n" + ENGLISH.encode(),
    docx(paragraph(ENGLISH, number=(1, 0)), numbering="<w:num w:numId='1'/>"),
    pdf([lines([ENGLISH[:90], ENGLISH[90:]])]),
]
suffixes = st.sampled_from([*EXTENSIONS, ".doc", ".rtf", ".xyz", ""])


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")), suffix=suffixes)
def test_any_bytes_load_or_are_refused(tmp_path: Path, data: bytes, suffix: str) -> None:
    try:
        check(load(write(tmp_path, "any" + suffix, data)))
    except InputError as error:
        assert error.what and error.where and error.todo


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.sampled_from(SEEDS), at=st.floats(0, 1), cut=st.integers(0, 40), put=st.binary(max_size=12), suffix=suffixes)
def test_damaged_files_load_or_are_refused(tmp_path: Path, seed: bytes, at: float, cut: int, put: bytes, suffix: str) -> None:
    place = int(at * len(seed))
    try:
        check(load(write(tmp_path, "any" + suffix, seed[:place] + put + seed[place + cut :])))
    except InputError as error:
        assert error.what and error.where and error.todo


def test_every_real_law_is_read_in_its_language(shared: Path) -> None:
    """All files of the shared folder: each is read, in the language that the index states, or is the one format that is refused."""
    rows = (shared / "laws" / "INDEX.tsv").read_text(encoding="utf-8").splitlines()
    columns = rows[0].split("\t")
    language, file = columns.index("language"), columns.index("file")
    wrong: list[str] = []
    read = 0
    for row in rows[1:]:
        cells = row.split("\t")
        path = shared / "laws" / cells[file]
        try:
            law = load(path)
        except InputError as error:
            if path.suffix != ".doc":
                wrong.append(str(error))
            continue
        check(law)
        read += 1
        if law.language != cells[language]:
            wrong.append(f"{cells[file]}: {law.language}, not {cells[language]}")
        if path.suffix in {".txt", ".md"}:
            assert law.text == path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\f", "\n")
    assert wrong == [] and read > 150


def test_permissions_of_a_folder_are_told(tmp_path: Path) -> None:
    from gapcheck.load import discover

    locked = tmp_path / "locked"
    write(tmp_path, "locked/a.txt", ENGLISH)
    locked.chmod(0)
    try:
        files, refused = discover([tmp_path])
        # A superuser opens every folder.
        assert (files and not refused) if os.access(locked, os.R_OK) else "permissions" in refused[0].reason
    finally:
        locked.chmod(stat.S_IRWXU)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("No person shall import a firearm into the country or sell it to any other person, and a dealer who is not licensed under this "
         "Act shall not keep ammunition in a place that the Minister has not approved by notice in the Gazette. ", "en"),
        ("Se prohíbe la importación de armas de fuego y municiones sin la licencia que otorgue la autoridad, y los comerciantes llevarán "
         "el registro de las operaciones que realicen en los locales autorizados por el Ministerio. ", "es"),
        ("É proibida a importação de armas de fogo e munições sem a licença que a autoridade conceder, e os comerciantes mantêm o registo "
         "das operações que realizarem nos locais autorizados pelo Ministério. ", "pt"),
        ("Het is verboden vuurwapens of munitie in te voeren zonder vergunning van de minister, en de handelaar in wapens is verplicht een "
         "register te houden van elk wapen dat hij koopt of verkoopt in het kader van zijn bedrijf. ", "nl"),
    ],
)  # fmt: skip
def test_everyday_words_tell_the_language_only_where_they_are_plain(text: str, language: str) -> None:
    from gapcheck.load.language import _plainly, detect_languages

    assert detect_languages(text * 8)[0] == language
    assert _plainly(" ".join((text * 2).lower().split())) in {"", language}
    assert language not in {"en", "es"} or _plainly(" ".join((text * 2).lower().split())) == language
