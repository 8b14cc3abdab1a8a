"""Every test sentence beside a rule is a test of its own here."""

from __future__ import annotations

import pytest

from gapcheck.catalog import data_folder, read_catalog
from gapcheck.catalog.read import FOLDERS
from gapcheck.evaluate.sentences import Case, cases, complaint

CASES = [case for name in FOLDERS for case in cases(data_folder() / name)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.name}-{case.language}")
def test_sentence(case: Case) -> None:
    assert complaint(read_catalog(), case) == ""


def test_there_are_sentences_for_every_rule() -> None:
    counted: dict[tuple[str, str], int] = {}
    for case in CASES:
        counted[case.test, case.polarity] = counted.get((case.test, case.polarity), 0) + 1
    missing = [
        f"{test.id}: {polarity}"
        for _, test in read_catalog().tests()
        if test.rule is not None
        for polarity in ("must_match", "must_not_match")
        if counted.get((test.id, polarity), 0) < 2
    ]
    assert missing == []
