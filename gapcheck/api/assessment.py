"""The public face of an assessment: tables, notes, plots, files. All words and figures are the view's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from gapcheck.api.note import Note
from gapcheck.catalog import Catalog, read_catalog
from gapcheck.errors import UsageError
from gapcheck.model.law import Law
from gapcheck.model.result import Assessment as Result
from gapcheck.model.review import Review
from gapcheck.report import display, frame
from gapcheck.report.explain import explain
from gapcheck.report.grid import grid, matrix
from gapcheck.report.json import settle, to_json
from gapcheck.report.outputs import Material, replacing, write_all
from gapcheck.report.stored import laws_of, laws_within, read_assessment
from gapcheck.report.view import View, build
from gapcheck.review import read_reviews

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


class Assessment:
    """One jurisdiction's laws against the catalog. Made by `gapcheck.assess`.

    Every frame is a new copy: what a user does to it changes nothing here. docs/python.md describes the columns.

    Attributes:
        result: the frozen model (`gapcheck.model.result.Assessment`), with every observation behind a finding.
        catalog: the catalog that was asked.
        inputs: the files and folders that were read; nothing is written over them.
    """

    def __init__(
        self,
        result: Result,
        catalog: Catalog,
        *,
        laws: Sequence[Law] | None = None,
        inputs: Sequence[Path] = (),
        language: str = "en",
        review: Review | None = None,
    ) -> None:
        self.result = result
        self.catalog = catalog
        self._laws = None if laws is None else tuple(laws)
        self.inputs = tuple(inputs)
        self._language = language
        self._review = review

    @classmethod
    def from_json(
        cls,
        path: str | Path,
        *,
        laws: str | Path | Sequence[str | Path] | None = None,
        catalog: Catalog | None = None,
        language: str = "en",
    ) -> Assessment:
        """Read an assessment that `to_json` or `gapcheck scan -o x.json` wrote.

        Args:
            path: the file.
            laws: files or folders that hold the laws, in place of the texts that the JSON keeps.
            catalog: the catalog that it was made with; by default the one that comes with gapcheck.
            language: language of the report's own words.

        Raises:
            InputError: the file is no assessment, or a law has changed since.
        """
        result = read_assessment(Path(path))
        given = [] if laws is None else [laws] if isinstance(laws, str | Path) else list(laws)
        read = laws_of(result, given) if given else laws_within(result, Path(path))
        return cls(result, catalog or read_catalog(), laws=read, inputs=(Path(path), *map(Path, given)), language=language)

    @property
    def jurisdiction(self) -> str:
        """The code of the State."""
        return self.result.jurisdiction

    @cached_property
    def view(self) -> View:
        """The words and figures that every report shows (`gapcheck.report.view.View`)."""
        return build(self.settled, self.catalog, language=self._language, review=self._review)

    @cached_property
    def settled(self) -> Result:
        """The result as it comes back from JSON: reports are made of this one."""
        return settle(self.result)

    @property
    def findings(self) -> pd.DataFrame:
        """One row a test: status, score, what was found, the first quotation with its place."""
        return self._frame("findings", lambda: frame.findings([self.view]))

    @property
    def evidence(self) -> pd.DataFrame:
        """One row a quotation that a finding rests on, or that qualifies it."""
        return self._frame("evidence", lambda: frame.evidence([self.view]))

    @property
    def near_misses(self) -> pd.DataFrame:
        """One row a passage that comes near where nothing was found: places to look at, no evidence."""
        return self._frame("near_misses", lambda: frame.near_misses([self.view]))

    @property
    def unmapped(self) -> pd.DataFrame:
        """One row a unit of a law that speaks of firearms and on which no finding rests: what a reader should look through once."""
        return self._frame("unmapped", lambda: frame.unmapped([self.view]))

    @property
    def provisions(self) -> pd.DataFrame:
        """One row a catalog entry (provision, threat, measure): coverage, status, how many tests have which status."""
        return self._frame("provisions", lambda: frame.provisions([self.view], self.catalog))

    @property
    def articles(self) -> pd.DataFrame:
        """One row an article of the Protocol or the Convention."""
        return self._frame("articles", lambda: frame.articles([self.view]))

    @property
    def threats(self) -> pd.DataFrame:
        """One row a threat, a to i."""
        return self._frame("threats", lambda: frame.threats([self.view]))

    @property
    def laws(self) -> pd.DataFrame:
        """One row a file: those that were read, then those that could not be, with the reason."""
        return self._frame("laws", lambda: frame.laws([self.view]))

    def gaps(self, limit: int | None = None) -> pd.DataFrame:
        """Return entries with open questions, the most urgent first, with what to enact.

        Args:
            limit: at most so many.
        """
        found = self._frame("gaps", lambda: frame.gaps([self.view]))
        return found if limit is None else found.head(limit)

    def coverage(self) -> pd.DataFrame:
        """Return the coverage of the whole Protocol, of every article and of every threat."""
        return self._frame("coverage", lambda: frame.coverage([self.view]))

    def matrix(self, by: str = "article", values: str = "status") -> pd.DataFrame:
        """Return a matrix of one column, the jurisdiction, in the form of `Assessments.matrix`.

        Args:
            by: "article", "provision", "threat", "measure" or "test".
            values: "status", "symbol", "coverage" or, by test, "score".
        """
        return matrix(grid([self.view], by), values)

    def explain(self, test: str) -> Note:
        """Explain one finding: the passages, the words that count, how the score is made, what comes near.

        Raises:
            UsageError: there is no such test, or it was not asked.
        """
        known = {finding.test.lower(): finding for finding in self.result.findings}
        finding = known.get(test.strip().lower())
        if finding is None:
            self.catalog.test(test.strip())
            raise UsageError(
                f"{test.strip()} was not asked in this assessment.", where="test", todo="Assess without `only`, or name it there."
            )
        return Note(finding, explain(self.result, self.catalog, finding.test, language=self._language))

    def plot_coverage(self, by: str = "article", *, ax: Axes | None = None) -> Axes:
        """Draw the coverage of articles or threats as bars. Needs matplotlib (`pip install "gapcheck[notebook]"`).

        Args:
            by: "article" or "threat".
            ax: axes to draw on; by default a new figure.
        """
        from gapcheck.report.plot import coverage_bars

        return coverage_bars(self.view, by=by, ax=ax)

    def to_json(self, path: str | Path | None = None) -> str:
        """Return the assessment as JSON, and write it to a file if one is named.

        Raises:
            OutputError: the file cannot be written.
        """
        text = to_json(self.settled, self._laws or ())
        if path is not None:
            with replacing(Path(path)) as temporary:
                temporary.write_text(text, encoding="utf-8", newline="\n")
        return text

    def save(self, *paths: str | Path) -> list[Path]:
        """Write reports, each by its ending: .json .xlsx .html .docx .pdf .csv .md.

        Returns:
            the files written.

        Raises:
            UsageError: an ending is unknown, or the file is one of the laws.
            OutputError: a file cannot be written.
        """
        return write_all(paths, Material(assessments=(self.settled,), views=(self.view,), laws=self._laws), inputs=self.inputs)

    def reviewed(self, review: Review | str | Path) -> Assessment:
        """Return the same assessment with the decisions of reviewers, which stand beside the tool's statuses and overwrite none.

        Args:
            review: the file of decisions that `gapcheck review import` keeps, or its content for this jurisdiction.

        Raises:
            InputError: the file cannot be read.
            UsageError: it holds no decision on this jurisdiction.
        """
        found = review if isinstance(review, Review) else read_reviews(Path(review)).get(self.jurisdiction)
        if found is None or found.jurisdiction != self.jurisdiction:
            raise UsageError(
                f"No decision on {self.jurisdiction} stands there.", where=str(review)[:200], todo="Name the file beside its laws."
            )
        return Assessment(self.result, self.catalog, laws=self._laws, inputs=self.inputs, language=self._language, review=found)

    def __repr__(self) -> str:
        return display.to_text(self.view)

    def _repr_html_(self) -> str:
        return display.to_html(self.view)

    @cached_property
    def _frames(self) -> dict[str, pd.DataFrame]:
        return {}

    def _frame(self, name: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        if name not in self._frames:
            self._frames[name] = make()
        return self._frames[name].copy()
