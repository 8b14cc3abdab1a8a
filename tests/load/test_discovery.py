"""Which files of a folder are read, and under which names."""

from __future__ import annotations

from pathlib import Path

from load_samples import ENGLISH, write

from gapcheck.load import discover, is_duplicate, load_many
from gapcheck.load.discovery import distinct_names


def relative(paths: list[Path], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


def test_a_folder_is_searched_sorted_without_hidden_unknown_and_readme_files(tmp_path: Path) -> None:
    for name in [
        "b/two.md",
        "a/one.txt",
        ".git/x.txt",
        "a/.hidden.txt",
        "a/~$one.docx",
        "README.md",
        "LICENSE.txt",
        "licence-fees.txt",
        "data.csv",
        "a/logo.png",
    ]:
        write(tmp_path, name, ENGLISH)
    files, refused = discover([tmp_path])
    assert relative(files, tmp_path) == ["a/one.txt", "b/two.md", "licence-fees.txt"] and refused == []


def test_of_one_law_in_several_formats_the_richest_is_read_and_the_rest_is_told(tmp_path: Path) -> None:
    for name in ["act.pdf", "act.pdf.txt", "act.txt", "act.json", "act.xml", "other.txt", "other.pdf"]:
        write(tmp_path, name, ENGLISH)
    files, refused = discover([tmp_path])
    assert relative(files, tmp_path) == ["act.xml", "other.pdf"]
    assert [Path(refusal.file).name for refusal in refused] == ["act.json", "act.pdf", "act.pdf.txt", "act.txt", "other.txt"]
    assert all(is_duplicate(refusal) for refusal in refused) and "act.xml" in refused[0].reason


def test_a_file_that_is_named_is_always_taken_and_once(tmp_path: Path) -> None:
    json_file, xml = write(tmp_path, "act.json", "{}"), write(tmp_path, "act.xml", "<a/>")
    files, refused = discover([json_file, tmp_path, xml, str(xml)])
    assert files == [json_file, xml] and refused == []
    assert discover([tmp_path / "none.txt"])[0] == [tmp_path / "none.txt"]


def test_documents_that_cannot_be_read_and_empty_folders_are_told(tmp_path: Path) -> None:
    write(tmp_path, "laws/old.doc", b"\xd0\xcf\x11\xe0")
    (tmp_path / "empty").mkdir()
    files, refused = discover([tmp_path / "laws", tmp_path / "empty"])
    assert files == []
    assert [Path(refusal.file).name for refusal in refused] == ["empty", "old.doc"]
    assert ".docx" in refused[1].reason and not is_duplicate(refused[1])


def test_names_are_as_long_as_it_takes_to_tell_files_apart() -> None:
    paths = [Path(path) for path in ("/x/A/act.txt", "/x/B/act.txt", "/x/B/rules.txt", "/y/B/act.txt")]
    assert distinct_names(paths) == ["A/act.txt", "x/B/act.txt", "rules.txt", "y/B/act.txt"]
    assert distinct_names([Path("/act.txt"), Path("/a/act.txt")]) == ["//act.txt", "a/act.txt"]


def test_one_bad_file_stops_nothing_and_same_names_are_told_apart(tmp_path: Path) -> None:
    for name in ("ARV/act.txt", "BOR/act.txt"):
        write(tmp_path, name, ENGLISH)
    write(tmp_path, "BOR/bad.pdf", b"no pdf")
    laws, refused = load_many([tmp_path, tmp_path / "missing.txt"])
    assert [law.name for law in laws] == ["ARV/act.txt", "BOR/act.txt"]
    assert sorted(Path(refusal.file).name for refusal in refused) == ["bad.pdf", "missing.txt"]
    assert all(refusal.reason for refusal in refused)
