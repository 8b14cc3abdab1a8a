"""What commands that show an assessment print."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from gapcheck.catalog import Catalog
from gapcheck.cli.console import errors, results
from gapcheck.errors import UsageError
from gapcheck.model.result import Assessment
from gapcheck.report.clean import one_line
from gapcheck.report.explain import explain
from gapcheck.report.phrases import headline_coverage
from gapcheck.report.terminal import print_explanation, print_report
from gapcheck.report.view import View


class Printer:
    """Prints results on stdout and notes on stderr; with `quiet` neither. Errors are not its business."""

    def __init__(self, *, quiet: bool, no_color: bool) -> None:
        self.quiet = quiet
        self.results = results(no_color=no_color)
        self.notes = errors(no_color=no_color)

    def report(self, view: View, *, table: bool) -> None:
        """Print the report of one jurisdiction."""
        if not self.quiet:
            print_report(view, self.results, table=table)

    def explanations(self, assessment: Assessment, catalog: Catalog, tests: Sequence[str], language: str) -> None:
        """Print the notes on some tests, in the order of the catalog. What was asked for by name is printed even when quiet."""
        order = [test.id for _, test in catalog.tests() if test.id in tests]
        for number, test in enumerate(order):
            if number:
                self.results.print()
            print_explanation(explain(assessment, catalog, test, language=language), self.results)

    def written(self, paths: Sequence[Path]) -> None:
        """Say which files were written."""
        for path in paths:
            self.note("Written: ", "green", str(path))

    def warn(self, text: str) -> None:
        """Tell what the user should know although the work went on."""
        self.note("Warning: ", "yellow", text)

    def note(self, label: str, style: str, text: str) -> None:
        """Print a note on stderr."""
        if not self.quiet:
            self.notes.print(Text.assemble((label, style), one_line(text)), soft_wrap=True, markup=False, highlight=False)

    def below(self, view: View, percent: float) -> bool:
        """Tell, and return, whether the coverage is below a percentage.

        Raises:
            UsageError: the selection has no coverage: no question that a statute can answer.
        """
        name, coverage = headline_coverage(view)
        if coverage is None:
            raise UsageError(
                "Nothing was asked that a statute can answer, so there is no coverage.", where="--fail-under", todo="Widen --only."
            )
        if coverage * 100 >= percent:
            return False
        self.warn(f"{name}: {coverage * 100:.1f} % is below {percent:g} %.")
        return True
