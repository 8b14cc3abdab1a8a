"""Stage `load`: a file becomes a `Law` with one canonical text that is never edited afterwards.

>>> from gapcheck.load import load
>>> law = load("firearms-act.docx")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gapcheck.load.discovery import PREFERENCE, discover, is_duplicate
    from gapcheck.load.reader import LARGEST, load, load_many
    from gapcheck.load.sniff import EXTENSIONS

__all__ = ["EXTENSIONS", "LARGEST", "PREFERENCE", "discover", "is_duplicate", "load", "load_many"]
_HOMES = {"EXTENSIONS": "sniff", "LARGEST": "reader", "PREFERENCE": "discovery", "discover": "discovery", "is_duplicate": "discovery"}


def __getattr__(name: str) -> Any:
    # Lazy, so that importing the stage costs nothing until a file is read.
    if name in __all__:
        from importlib import import_module

        return getattr(import_module(f"gapcheck.load.{_HOMES.get(name, 'reader')}"), name)
    raise AttributeError(f"module 'gapcheck.load' has no attribute {name!r}")
