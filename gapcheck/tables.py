"""Tables with columns that stay: each has a name, a type and a meaning, and the documentation is made of the same words.

pandas is imported when a table is made, not before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column of a table.

    Attributes:
        name: the column's name; it does not change.
        dtype: "string" (`<NA>` where there is none), "float64" (NaN where there is none), "int64", "Int64" (`<NA>` where there is none),
            "bool" or "category".
        meaning: what a cell holds, for the documentation.
        of: takes the cell's value from what a row is made of; None or "" is "there is none".
        categories: of a category, in order.
    """

    name: str
    dtype: str
    meaning: str
    of: Callable[[T], Any]
    categories: tuple[str, ...] = ()


def table(columns: Sequence[Column[T]], rows: Iterable[T]) -> pd.DataFrame:
    """Return a DataFrame with exactly these columns, one row an item, numbered from 0. It may be empty; the types are the same then."""
    import pandas as pd

    items = list(rows)
    return pd.DataFrame({column.name: _series(column, items) for column in columns})


def _series(column: Column[T], items: Sequence[T]) -> pd.Series:
    import pandas as pd

    values = [column.of(item) for item in items]
    if column.dtype == "category":
        return pd.Series(pd.Categorical(values, categories=list(column.categories), ordered=True))
    if column.dtype == "string":
        return pd.Series([value or None for value in values], dtype="string")
    return pd.Series(values, dtype=column.dtype)


def describe(tables: Mapping[str, Sequence[Column[Any]]]) -> str:
    """Return tables in words, as Markdown: a heading and a row a column for each."""
    lines: list[str] = []
    for name, columns in tables.items():
        lines += [f"### `{name}`", "", "| column | type | what it holds |", "| --- | --- | --- |"]
        lines += [f"| `{column.name}` | {column.dtype} | {column.meaning} |" for column in columns]
        lines.append("")
    return "\n".join(lines)
