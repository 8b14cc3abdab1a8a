"""Reading the YAML files of the packs and the catalog."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gapcheck.errors import CatalogError


def read_text(path: Path) -> str:
    """Read a file of the pack or catalog as UTF-8, whatever the line ends.

    Raises:
        CatalogError: it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise CatalogError(f"cannot be read: {error.strerror}.", where=str(path)) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise CatalogError("is not UTF-8 text.", where=f"{path}:{line}") from error


def parse_yaml(text: str, where: str) -> Any:
    """Read YAML with the fast loader of libyaml where it is built in.

    Args:
        text: the content.
        where: the file's name for messages.

    Raises:
        CatalogError: the text is not YAML; the message holds file and line.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        # A safe loader either way.
        return yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{where}:{mark.line + 1}" if mark else where
        raise CatalogError(f"is not valid YAML: {getattr(error, 'problem', None) or error}.", where=place) from error


def read_yaml(path: Path) -> Any:
    """Read one YAML file.

    Raises:
        CatalogError: the file cannot be read or is not YAML; the message holds file and line.
    """
    return parse_yaml(read_text(path), str(path))
