"""gapcheck reads national firearms laws against the UN Firearms Protocol and nine emerging threats.

>>> import gapcheck as gc
>>> a = gc.assess("law.pdf", jurisdiction="JAM")
>>> a.findings            # a pandas DataFrame

A status speaks of the supplied text only: "not found" is never "non-compliant".
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"
__all__ = ["Assessment", "Catalog", "__version__", "assess", "assess_many", "load"]


def __getattr__(name: str) -> Any:
    # Public names load lazily, so that `import gapcheck` stays light.
    if name in {"assess", "assess_many", "load", "Assessment", "Catalog"}:
        from gapcheck import api

        return getattr(api, name)
    raise AttributeError(f"module 'gapcheck' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
