"""Reading the catalog: from the cache or from the files, it is the same; what cannot be read is one clear error."""

from __future__ import annotations

from pathlib import Path

import pytest

from gapcheck.catalog import data_folder, read_catalog
from gapcheck.catalog.read import catalog_files
from gapcheck.errors import CatalogError


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GAPCHECK_CACHE", str(tmp_path / "cache"))
    read_catalog.cache_clear()
    yield
    read_catalog.cache_clear()


def test_a_remembered_catalog_is_the_catalog(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = read_catalog()
    assert (tmp_path / "cache" / "catalog.json").is_file()
    read_catalog.cache_clear()
    assert read_catalog() == first
    monkeypatch.setenv("GAPCHECK_CACHE", "off")
    read_catalog.cache_clear()
    assert read_catalog() == first


def a_catalog(tmp_path: Path) -> Path:
    file = tmp_path / "own" / "threat_catalog" / "T1.yaml"
    file.parent.mkdir(parents=True)
    text = next(path for path in catalog_files(data_folder()) if path.name == "T1.yaml").read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    (file.parent.parent / "provisions").mkdir()
    return file


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    file = a_catalog(tmp_path)
    folder = file.parents[1]
    before = read_catalog(folder)
    assert [entry.id for entry in before.entries] == ["T1"]
    read_catalog.cache_clear()
    file.write_text(file.read_text(encoding="utf-8").replace("title: Conversion of weapons", "title: Another title"), encoding="utf-8")
    after = read_catalog(folder)
    assert after.entries[0].title == "Another title"
    assert after.digest != before.digest
    assert after.version != before.version


def test_an_entry_that_is_no_entry(tmp_path: Path) -> None:
    file = a_catalog(tmp_path)
    file.write_text(file.read_text(encoding="utf-8").replace("requirement:", "requirements:"), encoding="utf-8")
    with pytest.raises(CatalogError, match=r"T1\.yaml: The file is no valid entry.*requirement.*catalog check"):
        read_catalog(file.parents[1])


def test_a_file_that_is_no_yaml(tmp_path: Path) -> None:
    file = a_catalog(tmp_path)
    file.write_text("id: T1\ntitle: 'x\n", encoding="utf-8")
    with pytest.raises(CatalogError, match=r"T1\.yaml:3: is not valid YAML"):
        read_catalog(file.parents[1])
