"""Several jurisdictions beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gapcheck.api.assessment import Assessment
from gapcheck.errors import UsageError
from gapcheck.report import display, frame
from gapcheck.report.grid import compare, grid, matrix
from gapcheck.report.outputs import Material, write_all
from gapcheck.report.view import View
from gapcheck.tables import table

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


class Assessments:
    """Assessments of several jurisdictions, made by `gapcheck.assess_many`. Iterate over it, or take one out by its code.

    The frames are those of an assessment, one below the other, with the column `jurisdiction`.
    """

    def __init__(self, members: Sequence[Assessment], *, failed: Sequence[tuple[str, str]] = ()) -> None:
        """Put assessments beside each other.

        Raises:
            UsageError: there is none, two are of the same jurisdiction, or they were made with different catalogs.
        """
        codes = [member.jurisdiction for member in members]
        if not members or len(set(codes)) != len(codes):
            raise UsageError("Give one assessment for each of at least one jurisdiction.", where=", ".join(codes))
        if len({member.catalog.digest for member in members}) > 1:
            raise UsageError("These assessments were made with different catalogs.", todo="Assess all of them with the same one.")
        self._members = {member.jurisdiction: member for member in members}
        self._failed = tuple(failed)

    @property
    def jurisdictions(self) -> tuple[str, ...]:
        """The codes, in order."""
        return tuple(self._members)

    def __len__(self) -> int:
        return len(self._members)

    def __iter__(self) -> Iterator[Assessment]:
        return iter(self._members.values())

    def __getitem__(self, code: str) -> Assessment:
        found = self._members.get(code.upper())
        if found is None:
            raise UsageError(f"There is no assessment of {code!r}.", todo=f"There are: {', '.join(self._members)}.")
        return found

    @property
    def views(self) -> tuple[View, ...]:
        """The words and figures of each (`gapcheck.report.view.View`)."""
        return tuple(member.view for member in self)

    @property
    def findings(self) -> pd.DataFrame:
        """One row a test and jurisdiction."""
        return frame.findings(self.views)

    @property
    def evidence(self) -> pd.DataFrame:
        """One row a quotation."""
        return frame.evidence(self.views)

    @property
    def near_misses(self) -> pd.DataFrame:
        """One row a passage that comes near where nothing was found."""
        return frame.near_misses(self.views)

    @property
    def unmapped(self) -> pd.DataFrame:
        """One row a unit of a law that speaks of firearms and on which no finding rests."""
        return frame.unmapped(self.views)

    @property
    def provisions(self) -> pd.DataFrame:
        """One row a catalog entry and jurisdiction."""
        return frame.provisions(self.views, next(iter(self)).catalog)

    @property
    def articles(self) -> pd.DataFrame:
        """One row an article and jurisdiction."""
        return frame.articles(self.views)

    @property
    def threats(self) -> pd.DataFrame:
        """One row a threat and jurisdiction."""
        return frame.threats(self.views)

    @property
    def laws(self) -> pd.DataFrame:
        """One row a file."""
        return frame.laws(self.views)

    @property
    def failed(self) -> pd.DataFrame:
        """One row a jurisdiction of which nothing could be read, with the reason."""
        return table(frame.FAILED, self._failed)

    def gaps(self, limit: int | None = None) -> pd.DataFrame:
        """Return entries with open questions, jurisdiction by jurisdiction, the most urgent first.

        Args:
            limit: at most so many of each jurisdiction.
        """
        found = frame.gaps(self.views)
        return found if limit is None else found[found["rank"] <= limit].reset_index(drop=True)

    def coverage(self) -> pd.DataFrame:
        """Return every coverage figure: the whole Protocol, its articles, the threats."""
        return frame.coverage(self.views)

    def matrix(self, by: str = "provision", values: str = "status") -> pd.DataFrame:
        """Return rows of the catalog by jurisdiction.

        Args:
            by: "article", "provision", "threat", "measure" or "test".
            values: "status", "symbol", "coverage" (0 to 1) or, by test, "score" (0 to 1).

        Returns:
            one column a jurisdiction; the index has the id, under the name of `by`, and "title".
        """
        return matrix(grid(self.views, by), values)

    def compare(self, by: str = "provision", *, differing: bool = True) -> pd.DataFrame:
        """Return where the jurisdictions differ: coverage side by side, the greatest difference first.

        Args:
            by: as for `matrix`.
            differing: leave out what is the same everywhere.

        Returns:
            `matrix(by, "coverage")` with `lowest`, `highest` and `spread`.
        """
        return compare(grid(self.views, by), differing=differing)

    def plot_heatmap(self, by: str = "provision", values: str = "coverage", *, ax: Axes | None = None, title: str = "") -> Axes:
        """Draw rows of the catalog by jurisdiction. Needs matplotlib (`pip install "gapcheck[notebook]"`).

        Args:
            by: as for `matrix`.
            values: "coverage" (shades by figure) or "status" (a colour a status); both write the status's symbol into every cell.
            ax: axes to draw on; by default a new figure that is large enough.
            title: a heading.
        """
        from gapcheck.report.plot import heatmap

        return heatmap(grid(self.views, by), self.views, values=values, ax=ax, title=title)

    def save(self, *paths: str | Path) -> list[Path]:
        """Write a workbook (.xlsx) over all jurisdictions.

        Raises:
            UsageError: the ending names a format that holds one jurisdiction only.
            OutputError: the file cannot be written.
        """
        inputs = [path for member in self for path in member.inputs]
        return write_all(paths, Material(assessments=tuple(member.settled for member in self), views=self.views), inputs=inputs)

    def __repr__(self) -> str:
        return display.many_to_text(self.views, self._failed)

    def _repr_html_(self) -> str:
        return display.many_to_html(self.views, self._failed)

    def _ipython_key_completions_(self) -> list[Any]:
        return list(self._members)
