"""The themes of the questionnaire: data beside this file, in our own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("themes.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One question to a State.

    Attributes:
        id: cluster and number: "I.7".
        article: the articles it is about; "FP" is the Firearms Protocol, "UNTOC" the Convention.
        entries: ids of the catalog entries that answer it.
    """

    id: str
    article: str
    title: str
    question: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A cluster of the review mechanism with its themes."""

    id: str
    title: str
    themes: tuple[Theme, ...]


@lru_cache(maxsize=4)
def clusters(language: str = "en") -> tuple[Cluster, ...]:
    """Return the clusters with their themes in a language: "en", "fr" or "es"; English for any other."""
    from gapcheck.files import read_yaml

    def words(texts: Mapping[str, str]) -> str:
        return " ".join(texts.get(language, texts["en"]).split())

    return tuple(
        Cluster(
            id=cluster["id"],
            title=words(cluster["title"]),
            themes=tuple(
                Theme(
                    id=f"{cluster['id']}.{number}",
                    article=theme["article"],
                    title=words(theme["title"]),
                    question=words(theme["question"]),
                    entries=tuple(theme["entries"]),
                )
                for number, theme in enumerate(cluster["themes"], start=1)
            ),
        )
        for cluster in read_yaml(_FILE)
    )
