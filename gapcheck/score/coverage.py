"""Coverage of provisions, articles, threats and the law: weighted means whose parts add up."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from gapcheck.catalog import Catalog
from gapcheck.catalog.catalog import article_of
from gapcheck.model.catalog import Entry, Family
from gapcheck.model.result import Coverage, Finding, Status


@lru_cache(maxsize=1)
def weights() -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Return (obligation level -> weight, status -> share) from `weights.json`."""
    body = json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8"))
    return body["weights"], body["status"]


def _cover(identifier: str, title: str, parts: Iterable[tuple[float, Finding]]) -> Coverage:
    """Make the coverage of a group from (weight, finding) pairs; tests that do not apply or need another source stay out of the mean."""
    _, share = weights()
    rows = list(parts)
    counts = Counter(finding.status.value for _, finding in rows)
    live = [(weight, share[finding.status.value]) for weight, finding in rows if finding.status.value in share]
    total = sum(weight for weight, _ in live)
    if not live:
        value = None
    elif total == 0:
        value = sum(part for _, part in live) / len(live)
    else:
        value = sum(weight * part for weight, part in live) / total
    return Coverage(
        id=identifier,
        title=title,
        coverage=None if value is None else round(value, 4),
        counts={status.value: counts.get(status.value, 0) for status in Status},
        status=_status([finding.status for _, finding in rows]),
    )


def _status(statuses: Sequence[Status]) -> Status:
    """Return the status of a group: covered if all that count are, not found if none, otherwise partly covered."""
    live = [status for status in statuses if status not in (Status.NOT_APPLICABLE, Status.NEEDS_OTHER_SOURCE)]
    if not live:
        return Status.NOT_APPLICABLE if Status.NOT_APPLICABLE in statuses else Status.NEEDS_OTHER_SOURCE
    if all(status is Status.COVERED for status in live):
        return Status.COVERED
    if any(status in (Status.COVERED, Status.PARTLY_COVERED) for status in live):
        return Status.PARTLY_COVERED
    return Status.CONTRADICTED if Status.CONTRADICTED in live else Status.NOT_FOUND


def cover_provisions(catalog: Catalog, findings: Mapping[str, Finding]) -> tuple[Coverage, ...]:
    """Coverage of each entry with findings: the plain mean over its tests."""
    return tuple(
        _cover(entry.id, entry.title, [(1.0, findings[test.id]) for test in entry.tests if test.id in findings])
        for entry in catalog.entries
        if any(test.id in findings for test in entry.tests)
    )


def cover_articles(catalog: Catalog, findings: Mapping[str, Finding]) -> tuple[Coverage, ...]:
    """Coverage of each article of the Protocol and of the Convention, tests weighted by the obligation level of their provision."""
    return _grouped(catalog, findings, (Family.PROTOCOL, Family.CONVENTION))


def cover_threats(catalog: Catalog, findings: Mapping[str, Finding]) -> tuple[Coverage, ...]:
    """Coverage of each of the nine threats: the plain mean over its tests."""
    return tuple(
        _cover(threat.article, threat.title, [(1.0, findings[test.id]) for test in threat.tests if test.id in findings])
        for threat in catalog.threats
        if any(test.id in findings for test in threat.tests)
    )


def cover_law(catalog: Catalog, findings: Mapping[str, Finding]) -> Coverage:
    """Coverage of the law as a whole: all provisions of the Protocol, weighted by obligation level."""
    level, _ = weights()
    parts = [
        (level[entry.obligation.value], findings[test.id])
        for entry in catalog.entries
        if entry.family is Family.PROTOCOL
        for test in entry.tests
        if test.id in findings
    ]
    return _cover("protocol", "Firearms Protocol", parts)


def _grouped(catalog: Catalog, findings: Mapping[str, Finding], families: tuple[Family, ...]) -> tuple[Coverage, ...]:
    level, _ = weights()
    groups: dict[str, list[Entry]] = {}
    for entry in catalog.entries:
        if entry.family in families:
            groups.setdefault(article_of(entry), []).append(entry)
    covered = []
    for article, entries in groups.items():
        parts = [(level[entry.obligation.value], findings[test.id]) for entry in entries for test in entry.tests if test.id in findings]
        if parts:
            covered.append(_cover(article, ARTICLE_TITLES.get(article, entries[0].title), parts))
    return tuple(covered)


ARTICLE_TITLES: Mapping[str, str] = {
    "1": "Relation with the Convention",
    "2": "Statement of purpose",
    "3": "Use of terms",
    "4": "Scope of application",
    "5": "Criminalization",
    "6": "Confiscation, seizure and disposal",
    "7": "Record-keeping",
    "8": "Marking of firearms",
    "9": "Deactivation of firearms",
    "10": "Export, import and transit licensing",
    "11": "Security and preventive measures",
    "12": "Information",
    "13": "Cooperation",
    "14": "Training and technical assistance",
    "15": "Brokers and brokering",
    "16-21": "Final provisions",
    "UNTOC 5": "Participation in an organized criminal group",
    "UNTOC 6": "Laundering of proceeds of crime",
    "UNTOC 8": "Corruption",
    "UNTOC 10": "Liability of legal persons",
    "UNTOC 11": "Prosecution, adjudication and sanctions",
    "UNTOC 12": "Confiscation and seizure of proceeds",
    "UNTOC 15": "Jurisdiction",
    "UNTOC 23": "Obstruction of justice",
    "UNTOC 34": "Implementation of the Convention",
}
"""Short headings of the articles, as the instruments name them."""
