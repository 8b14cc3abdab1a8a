"""The words of a concept as they stand in the packs' files, for people who look them up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gapcheck.files import read_yaml
from gapcheck.language.pack import available

_FOLDER = Path(__file__).parent


def words_for(concept: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Go through the words for a concept: (language code, file, the file's keys `terms`, `exact`, `not_in`, ...).

    Raises:
        CatalogError: a file cannot be read.
    """
    for code in available():
        for path in sorted((_FOLDER / code).glob("*.yaml")):
            if path.name != "pack.yaml" and not path.name.endswith(".test.yaml"):
                body = (read_yaml(path) or {}).get(concept)
                if body:
                    yield code, f"language/{code}/{path.name}", body
