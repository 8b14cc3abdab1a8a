"""The note on one finding: it quotes, names the words, and its figures add up."""

from __future__ import annotations

import io
import math

import pytest
import report_samples as samples
from rich.console import Console

from gapcheck.errors import UsageError
from gapcheck.model.result import Status
from gapcheck.report.clean import one_line
from gapcheck.report.explain import explain
from gapcheck.report.terminal import print_explanation


def test_every_finding_can_be_explained() -> None:
    assessment = samples.outcome().assessment
    for finding in assessment.findings:
        note = explain(assessment, samples.catalog(), finding.test)
        text = note.as_text()
        assert one_line(finding.reason) in text and note.question in text
        assert all(section.lines for section in note.sections)


def test_the_parts_of_a_score_add_up() -> None:
    assessment = samples.outcome().assessment
    shown = 0
    for finding in assessment.findings:
        note = explain(assessment, samples.catalog(), finding.test)
        lines = [line for section in note.sections for line in section.lines]
        parts = [line.value for line in lines if line.kind == "figure" and line.value is not None]
        sums = [line.value for line in lines if line.kind == "sum" and line.value is not None]
        if parts:
            shown += 1
            assert sums[0] == pytest.approx(sum(parts), abs=0.03) and all(abs(part) >= 0.005 for part in parts)
            assert sums[1] == pytest.approx(1 / (1 + math.exp(-sums[0])))
            assert abs(sums[1] - finding.score) < 0.006 or any("score of the finding" in line.text for line in lines)
    assert shown > 10


def test_marks_are_the_words_that_carried_it() -> None:
    assessment = samples.outcome().assessment
    marked = 0
    for finding in assessment.findings:
        for section in explain(assessment, samples.catalog(), finding.test).sections:
            for line in section.lines:
                for start, end in line.marks:
                    marked += 1
                    carried = [one_line(words).lower() for item in finding.observations for _, words in item.concepts]
                    assert line.text[start:end].lower() in carried
                assert list(line.marks) == sorted(line.marks)
                assert all(a[1] <= b[0] for a, b in zip(line.marks, line.marks[1:], strict=False))
    assert marked > 10


def test_without_observations_the_quotations_remain() -> None:
    finding = samples.some(Status.COVERED)
    note = explain(samples.assessment(), samples.catalog(), finding.test)
    assert f"“{one_line(finding.evidence[0].quote)}”" in note.as_text()


def test_gaps_say_what_to_enact_and_what_came_near() -> None:
    assessment = samples.outcome().assessment
    finding = next(item for item in assessment.findings if item.status is Status.NOT_FOUND and item.near_misses)
    text = explain(assessment, samples.catalog(), finding.test).as_text()
    assert one_line(finding.recommendation) in text and one_line(finding.near_misses[0].quote) in text


@pytest.mark.parametrize("status", [Status.NEEDS_OTHER_SOURCE, Status.NOT_FOUND, Status.COVERED])
def test_the_answer_names_the_status(status: Status) -> None:
    finding = samples.some(status)
    note = explain(samples.outcome().assessment, samples.catalog(), finding.test.lower())
    assert note.status is status and note.answer.split(" ", 1)[1].startswith(
        status.value.replace("needs_other", "needs another").replace("_", " ")
    )


def test_an_unknown_test_is_told() -> None:
    with pytest.raises(UsageError, match="There is no test"):
        explain(samples.outcome().assessment, samples.catalog(), "FP-99#1")


@pytest.mark.parametrize("terminal", [True, False])
def test_printed_it_holds_the_same_words(terminal: bool) -> None:
    assessment = samples.outcome().assessment
    note = explain(assessment, samples.catalog(), samples.some(Status.COVERED).test)
    out = io.StringIO()
    print_explanation(note, Console(file=out, width=80, force_terminal=terminal, color_system=None, legacy_windows=False))
    printed = " ".join(out.getvalue().split())
    for section in note.sections:
        assert section.heading in printed
        if not terminal:
            assert all(line.text in printed for line in section.lines)
    assert max(len(line) for line in out.getvalue().splitlines()) <= 80 or not terminal
