"""Coverage figures: weights by obligation, what stays out of the mean."""

from __future__ import annotations

import pytest

from gapcheck.catalog import read_catalog
from gapcheck.model.catalog import Family, Obligation
from gapcheck.model.result import Finding, Status
from gapcheck.score import cover_articles, cover_law, cover_provisions, cover_threats, weights


def everything(status: Status) -> dict[str, Finding]:
    return {
        test.id: Finding(test=test.id, provision=entry.id, status=status, score=1.0, reason="") for entry, test in read_catalog().tests()
    }


@pytest.mark.parametrize(
    ("status", "value"), [(Status.COVERED, 1.0), (Status.PARTLY_COVERED, 0.5), (Status.NOT_FOUND, 0.0), (Status.CONTRADICTED, 0.0)]
)
def test_uniform_findings(status: Status, value: float) -> None:
    catalog = read_catalog()
    found = everything(status)
    assert cover_law(catalog, found).coverage == value
    assert {item.coverage for item in cover_articles(catalog, found)} == {value}
    assert {item.coverage for item in cover_threats(catalog, found)} == {value}
    assert len(cover_threats(catalog, found)) == 9


def test_what_needs_another_source_is_not_counted() -> None:
    catalog = read_catalog()
    assert cover_law(catalog, everything(Status.NEEDS_OTHER_SOURCE)).coverage is None
    assert {item.status for item in cover_provisions(catalog, everything(Status.NOT_APPLICABLE))} == {Status.NOT_APPLICABLE}


def test_mandatory_provisions_weigh_more_than_optional_ones() -> None:
    catalog = read_catalog()
    found = everything(Status.NOT_FOUND)
    levels = weights()[0]

    def only(level: Obligation) -> float:
        changed = dict(found)
        entry = next(e for e in catalog.entries if e.family is Family.PROTOCOL and e.obligation is level)
        test = entry.tests[0]
        changed[test.id] = Finding(test=test.id, provision=entry.id, status=Status.COVERED, score=1.0, reason="")
        return cover_law(catalog, changed).coverage or 0.0

    assert only(Obligation.MANDATORY) > only(Obligation.OPTIONAL)
    assert set(levels) == {level.value for level in Obligation}
