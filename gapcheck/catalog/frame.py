"""The catalog as tables: its entries, its tests, its cross-references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gapcheck.catalog.catalog import Catalog, article_of
from gapcheck.errors import UsageError
from gapcheck.model.catalog import CrossReference, Entry, Family, Obligation, Test
from gapcheck.tables import Column, table

if TYPE_CHECKING:
    import pandas as pd

FAMILIES = tuple(family.value for family in Family)
OBLIGATIONS = tuple(level.value for level in Obligation)
ANSWERED = ("rule", "other source")

_ENTRY: tuple[Column[Entry], ...] = (
    Column("provision", "string", "id of the catalog entry; it never changes its meaning", lambda e: e.id),
    Column(
        "family",
        "category",
        "`protocol`, `convention`, `threat` or `measure`",
        lambda e: e.family.value,
        FAMILIES,
    ),
    Column("article", "string", "article, or letter of the threat, under which it is counted", article_of),
    Column("locator", "string", "paragraph as the instrument numbers it", lambda e: e.article),
    Column("title", "string", "title", lambda e: e.title),
    Column(
        "obligation",
        "category",
        "how strongly the instrument asks, strongest first",
        lambda e: e.obligation.value,
        OBLIGATIONS,
    ),
    Column("kind", "string", "kind of rule that it asks for", lambda e: e.kind),
)

ENTRIES: tuple[Column[Entry], ...] = (
    *_ENTRY,
    Column("tests", "int64", "number of its questions", lambda e: len(e.tests)),
    Column(
        "rules",
        "int64",
        "how many of them a statute can answer",
        lambda e: sum(test.rule is not None for test in e.tests),
    ),
    Column("requirement", "string", "what the State must do", lambda e: e.requirement),
    Column("recommendation", "string", "what to enact if it is missing", lambda e: e.recommendation),
    Column(
        "instruments",
        "string",
        "other instruments that ask the same, separated by commas",
        lambda e: ", ".join(dict.fromkeys(cross.instrument for cross in e.crosswalk)),
    ),
    Column("related", "string", "ids of related entries, separated by commas", lambda e: ", ".join(e.related)),
    Column("source", "string", "document and place that it was taken from", lambda e: f"{e.source.document}, {e.source.locator}"),
    Column("checked_on", "string", "when a person last compared it with the source (ISO date)", lambda e: e.source.checked_on),
)

TESTS: tuple[Column[tuple[Entry, Test]], ...] = (
    Column("test", "string", "id of the test", lambda r: r[1].id),
    *(
        Column(c.name, c.dtype, c.meaning, lambda r, of=c.of: of(r[0]), c.categories)  # type: ignore[misc]
        for c in _ENTRY
    ),
    Column("question", "string", "what is asked of the law", lambda r: r[1].asks.strip()),
    Column(
        "answered_by",
        "category",
        "`rule`, or `other source` where no statute can answer",
        lambda r: ANSWERED[r[1].rule is None],
        ANSWERED,
    ),
    Column(
        "routes",
        "int64",
        "number of ways in which a law may answer it",
        lambda r: len(r[1].rule.routes) if r[1].rule else 0,
    ),
    Column(
        "look_in",
        "string",
        "where to look if no statute can answer",
        lambda r: r[1].other_source.look_in if r[1].other_source else "",
    ),
)

CROSSWALK: tuple[Column[tuple[Entry, CrossReference, str]], ...] = (
    Column("provision", "string", "id of the catalog entry", lambda r: r[0].id),
    Column("title", "string", "its title", lambda r: r[0].title),
    Column("instrument", "string", "the other instrument", lambda r: r[1].instrument),
    Column("reference", "string", "place in the other instrument", lambda r: r[2]),
    Column("verified", "bool", "somebody has compared the passage itself", lambda r: r[1].verified),
)

TABLES: Mapping[str, Sequence[Column[Any]]] = {
    'Catalog.frame("entries")': ENTRIES,
    'Catalog.frame("tests")': TESTS,
    'Catalog.frame("crosswalk")': CROSSWALK,
}


def frame(catalog: Catalog, of: str = "entries") -> pd.DataFrame:
    """Return the catalog as a DataFrame, in the order of the catalog.

    Args:
        catalog: the catalog.
        of: "entries" (one row an entry), "tests" (one row a question) or "crosswalk" (one row a reference to another instrument).

    Raises:
        UsageError: `of` is none of these.
    """
    if of == "entries":
        return table(ENTRIES, catalog.entries)
    if of == "tests":
        return table(TESTS, catalog.tests())
    if of == "crosswalk":
        return table(CROSSWALK, _references(catalog))
    raise UsageError(f"The catalog has no table {of!r}.", where="of", todo='Tables: "entries", "tests", "crosswalk".')


def _references(catalog: Catalog) -> Iterator[tuple[Entry, CrossReference, str]]:
    for entry in catalog.entries:
        for cross in entry.crosswalk:
            for reference in cross.references or ("",):
                yield entry, cross, reference
