"""Reading the YAML files of the packs and the catalog."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gapcheck.errors import CatalogError


def read_yaml(path: Path) -> Any:
    """Read one YAML file with the fast loader of libyaml where it is built in.

    Raises:
        CatalogError: the file is not YAML; the message holds file and line.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        # A safe loader either way.
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise CatalogError(f"is not valid YAML: {getattr(error, 'problem', error)}.", where=where) from error
    except OSError as error:
        raise CatalogError(f"cannot be read: {error.strerror}.", where=str(path)) from error
