"""List which texts of the catalog have no translation as they now stand, and which translations no text uses any more.

`python scripts/catalog_translations.py [fr|es]`. The translations stand in gapcheck/report/wording/catalog.LANGUAGE.yaml.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from gapcheck.catalog import Catalog, read_catalog
from gapcheck.report.view import wording
from gapcheck.score.coverage import ARTICLE_TITLES

LANGUAGES = ("fr", "es")


def texts(catalog: Catalog) -> Iterator[str]:
    """Go through the texts that reports show: titles, what is asked, questions, recommendations, where to look."""
    yield from ARTICLE_TITLES.values()
    for entry in catalog.entries:
        yield entry.title
        yield entry.recommendation
        yield entry.requirement
        for test in entry.tests:
            yield test.asks
            if test.other_source is not None:
                yield test.other_source.look_in
                yield test.other_source.reason


def missing(catalog: Catalog, language: str) -> list[str]:
    """Return the texts that reports show in English."""
    known = wording(language)["catalog_texts"]
    return [text for text in dict.fromkeys(" ".join(text.split()) for text in texts(catalog)) if text and text not in known]


def main(languages: tuple[str, ...] = LANGUAGES) -> None:
    """Print the lists."""
    catalog = read_catalog()
    used = {" ".join(text.split()) for text in texts(catalog)}
    for language in languages:
        print(f"{language}: not translated")
        print(*(f"  {text}" for text in missing(catalog, language)), sep="\n")
        print(f"{language}: not used")
        print(*(f"  {text}" for text in wording(language)["catalog_texts"] if text not in used), sep="\n")


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or LANGUAGES)
