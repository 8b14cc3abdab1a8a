"""Remembering what was worked out from unchanged files, so that every scan starts quickly.

A remembered value is JSON in the user's cache folder: nothing in it can run. It is used only where its key, a digest of everything that
it was made from, and its own checksum are right; otherwise, and wherever the folder cannot be read or written, the value is made
anew, silently. So a cache never changes a result. `GAPCHECK_CACHE` names another folder; `GAPCHECK_CACHE=off` turns it off.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from gapcheck import __version__

_OFF = frozenset({"off", "0", "no", "none"})


def cache_folder() -> Path | None:
    """Return the folder of remembered values, None where the user wants none."""
    named = os.environ.get("GAPCHECK_CACHE", "")
    if named.lower() in _OFF:
        return None
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_cache_dir("gapcheck", appauthor=False))


def digest(parts: Iterable[str | bytes]) -> str:
    """Return a sha256 over parts and over gapcheck's version; no two different sequences of parts are mixed up."""
    total = hashlib.sha256(__version__.encode())
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


def remembered(name: str, key: str, make: Callable[[], Any]) -> Any:
    """Return the value that `make` makes, from the cache if it was made from the same things before.

    Args:
        name: the file's name in the cache, without ending; a new value under a name replaces the old one, so the cache does not grow.
        key: a digest of all that the value depends on.
        make: makes the value. It comes back as JSON has it (tuples as lists, dates as text), whether it is remembered or new; a value
            None is never remembered.

    Raises:
        whatever `make` raises; such an outcome is not remembered.
    """
    value = recall(name, key)
    if value is None:
        body = _json(make())
        _store(name, key, body)
        value = json.loads(body)
    return value


def recall(name: str, key: str) -> Any:
    """Return the value that is remembered under a name if its key is the same, else None."""
    file = _file(name)
    if file is not None:
        with contextlib.suppress(OSError, ValueError):
            head, _, body = file.read_bytes().partition(b"\n")
            if head.decode("ascii") == f"{key} {hashlib.sha256(body).hexdigest()}":
                return json.loads(body)
    return None


def keep(name: str, key: str, value: Any) -> None:
    """Remember a value under a name; where the folder cannot be written nothing happens."""
    _store(name, key, _json(value))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str).encode()


def _store(name: str, key: str, body: bytes) -> None:
    file = _file(name)
    if file is not None:
        _write(file, f"{key} {hashlib.sha256(body).hexdigest()}\n".encode() + body)


def _file(name: str) -> Path | None:
    folder = cache_folder()
    return folder / f"{name}.json" if folder else None


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Pause Python's search for circles while many small things are made that stay: it would go through all of them again and again.

    Reading a pack takes a fifth of the time so.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _write(file: Path, data: bytes) -> None:
    """Write whole or not at all: processes that read at the same time see the old file or the new one."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.stem}-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(temporary).replace(file)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
