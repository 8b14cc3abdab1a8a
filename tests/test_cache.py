"""What is remembered never changes a result."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from gapcheck.cache import cache_folder, digest, remembered, uncollected


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GAPCHECK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def counted(value: object) -> tuple[list[int], object]:
    calls: list[int] = []

    def make() -> object:
        calls.append(1)
        return value

    return calls, make


def test_a_value_is_made_once_a_key(folder: Path) -> None:
    calls, make = counted({"a": (1, 2)})
    assert remembered("thing", "k1", make) == {"a": [1, 2]}
    assert remembered("thing", "k1", make) == {"a": [1, 2]}
    assert len(calls) == 1
    remembered("thing", "k2", make)
    assert len(calls) == 2
    assert [file.name for file in folder.iterdir()] == ["thing.json"], "one file a name: the cache does not grow"


@pytest.mark.parametrize("damage", [b"", b"\n", b"no key\n[]", b"\xff\xfe\n[]"])
def test_a_damaged_file_is_made_anew(folder: Path, damage: bytes) -> None:
    calls, make = counted([1])
    remembered("thing", "k", make)
    (folder / "thing.json").write_bytes(damage)
    assert remembered("thing", "k", make) == [1]
    assert len(calls) == 2


def test_a_changed_value_is_noticed(folder: Path) -> None:
    calls, make = counted(["firearm"])
    remembered("thing", "k", make)
    file = folder / "thing.json"
    file.write_bytes(file.read_bytes().replace(b"firearm", b"airgun!"))
    assert remembered("thing", "k", make) == ["firearm"]
    assert len(calls) == 2


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("")
    monkeypatch.setenv("GAPCHECK_CACHE", str(blocker / "below"))
    calls, make = counted([1])
    assert remembered("thing", "k", make) == remembered("thing", "k", make) == [1]
    assert len(calls) == 2


def test_a_failure_leaves_nothing_behind(folder: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        remembered("thing", "k", lambda: 1 // 0)
    assert not folder.exists() or not list(folder.iterdir())


@pytest.mark.parametrize("word", ["off", "OFF", "0", "no"])
def test_it_can_be_turned_off(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("GAPCHECK_CACHE", word)
    assert cache_folder() is None
    calls, make = counted([1])
    assert remembered("thing", "k", make) == remembered("thing", "k", make) == [1]
    assert len(calls) == 2


def test_without_a_name_it_is_the_users_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GAPCHECK_CACHE", raising=False)
    found = cache_folder()
    assert found is not None
    assert "gapcheck" in found.parts


def test_digests_tell_where_parts_end() -> None:
    assert digest(["ab", "c"]) != digest(["a", "bc"])
    assert digest(["ab"]) == digest([b"ab"])


@pytest.mark.parametrize("before", [True, False])
def test_collection_is_put_back_as_it_was(before: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if before else gc.disable)()
        with uncollected():
            assert not gc.isenabled()
        assert gc.isenabled() is before
    finally:
        (gc.enable if was else gc.disable)()
