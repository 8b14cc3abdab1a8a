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
    Column(name="provision", dtype="string", meaning="id of the catalog entry; it never changes its meaning", of=lambda e: e.id),
    Column(
        name="family", dtype="category", meaning="`protocol`, `convention`, `threat` or `measure`",
        of=lambda e: e.family.value, categories=FAMILIES,
    ),
    Column(name="article", dtype="string", meaning="article, or letter of the threat, under which it is counted", of=article_of),
    Column(name="locator", dtype="string", meaning="paragraph as the instrument numbers it", of=lambda e: e.article),
    Column(name="title", dtype="string", meaning="title", of=lambda e: e.title),
    Column(
        name="obligation", dtype="category", meaning="how strongly the instrument asks, strongest first",
        of=lambda e: e.obligation.value, categories=OBLIGATIONS,
    ),
    Column(name="kind", dtype="string", meaning="kind of rule that it asks for", of=lambda e: e.kind),
)  # fmt: skip

ENTRIES: tuple[Column[Entry], ...] = (
    *_ENTRY,
    Column(name="tests", dtype="int64", meaning="number of its questions", of=lambda e: len(e.tests)),
    Column(
        name="rules", dtype="int64", meaning="how many of them a statute can answer",
        of=lambda e: sum(test.rule is not None for test in e.tests),
    ),
    Column(name="requirement", dtype="string", meaning="what the State must do", of=lambda e: e.requirement),
    Column(name="recommendation", dtype="string", meaning="what to enact if it is missing", of=lambda e: e.recommendation),
    Column(
        name="instruments", dtype="string", meaning="other instruments that ask the same, separated by commas",
        of=lambda e: ", ".join(dict.fromkeys(cross.instrument for cross in e.crosswalk)),
    ),
    Column(name="related", dtype="string", meaning="ids of related entries, separated by commas", of=lambda e: ", ".join(e.related)),
    Column(name="source", dtype="string", meaning="document and place that it was taken from", of=lambda e: f"{e.source.document}, {e.source.locator}"),
    Column(name="checked_on", dtype="string", meaning="when a person last compared it with the source (ISO date)", of=lambda e: e.source.checked_on),
)  # fmt: skip

TESTS: tuple[Column[tuple[Entry, Test]], ...] = (
    Column(name="test", dtype="string", meaning="id of the test", of=lambda r: r[1].id),
    *(
        Column(name=c.name, dtype=c.dtype, meaning=c.meaning, of=lambda r, of=c.of: of(r[0]), categories=c.categories)  # type: ignore[misc]
        for c in _ENTRY
    ),
    Column(name="question", dtype="string", meaning="what is asked of the law", of=lambda r: r[1].asks.strip()),
    Column(
        name="answered_by", dtype="category", meaning="`rule`, or `other source` where no statute can answer",
        of=lambda r: ANSWERED[r[1].rule is None], categories=ANSWERED,
    ),
    Column(
        name="routes", dtype="int64", meaning="number of ways in which a law may answer it",
        of=lambda r: len(r[1].rule.routes) if r[1].rule else 0,
    ),
    Column(
        name="look_in", dtype="string", meaning="where to look if no statute can answer",
        of=lambda r: r[1].other_source.look_in if r[1].other_source else "",
    ),
)  # fmt: skip

CROSSWALK: tuple[Column[tuple[Entry, CrossReference, str]], ...] = (
    Column(name="provision", dtype="string", meaning="id of the catalog entry", of=lambda r: r[0].id),
    Column(name="title", dtype="string", meaning="its title", of=lambda r: r[0].title),
    Column(name="instrument", dtype="string", meaning="the other instrument", of=lambda r: r[1].instrument),
    Column(name="reference", dtype="string", meaning="place in the other instrument", of=lambda r: r[2]),
    Column(name="verified", dtype="bool", meaning="somebody has compared the passage itself", of=lambda r: r[1].verified),
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
