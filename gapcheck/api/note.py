"""The note that explains one finding, as a notebook shows it."""

from __future__ import annotations

from gapcheck.model.result import Finding
from gapcheck.report.display import note_to_html
from gapcheck.report.explain import Explanation


class Note:
    """Why a finding is what it is. In a notebook it shows itself; `print(note)` prints it.

    Attributes:
        finding: the finding itself (`gapcheck.model.result.Finding`): status, score, reason, evidence, contributions.
        explanation: its words in sections (`gapcheck.report.explain.Explanation`).
    """

    def __init__(self, finding: Finding, explanation: Explanation) -> None:
        self.finding = finding
        self.explanation = explanation

    @property
    def status(self) -> str:
        """The status: "covered", "partly_covered", "not_found", ..."""
        return self.finding.status.value

    @property
    def score(self) -> float:
        """Probability, 0 to 1, that a reader would call the question addressed."""
        return self.finding.score

    @property
    def quotes(self) -> tuple[str, ...]:
        """The words of the law on which the answer rests, verbatim."""
        return tuple(item.quote for item in self.finding.evidence)

    def as_text(self) -> str:
        """Return the note as plain text."""
        return self.explanation.as_text()

    def __str__(self) -> str:
        return self.as_text().rstrip()

    def __repr__(self) -> str:
        return self.as_text().rstrip()

    def _repr_html_(self) -> str:
        return note_to_html(self.explanation)
