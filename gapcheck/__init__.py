"""gapcheck reads national firearms laws against the UN Firearms Protocol and nine emerging threats.

>>> import gapcheck as gc
>>> a = gc.assess("law.pdf", jurisdiction="JAM")
>>> a.findings            # a pandas DataFrame

A status speaks of the supplied text only: "not found" is never "non-compliant".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gapcheck.api import Assessment, Assessments, Catalog, Note, assess, assess_many, concepts, load, rule, try_rule

__version__ = "0.6.0"
__all__ = ["Assessment", "Assessments", "Catalog", "Note", "__version__", "assess", "assess_many", "concepts", "load", "rule", "try_rule"]


def __getattr__(name: str) -> Any:
    # Public names load lazily, so that `import gapcheck` stays light.
    if name in __all__:
        from gapcheck import api

        return getattr(api, name)
    raise AttributeError(f"module 'gapcheck' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
