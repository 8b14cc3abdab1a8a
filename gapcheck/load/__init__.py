"""Stage `load`: a file becomes a `Law` with one canonical text that is never edited afterwards.

>>> from gapcheck.load import load
>>> law = load("firearms-act.docx")
"""

from __future__ import annotations

import sys
from types import ModuleType
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


class _Stage(ModuleType):
    """`gapcheck.load` is the stage and, called, its function: once the stage is imported, Python lets its name mean the stage only."""

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        from gapcheck.load.reader import load as read

        return read(*arguments, **named)


sys.modules[__name__].__class__ = _Stage
