"""How far two reviewers agree: Cohen's kappa, percent agreement by article, and the tests on which they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from gapcheck.catalog import Catalog
from gapcheck.catalog.catalog import article_of
from gapcheck.model.catalog import Entry, Family
from gapcheck.model.result import Status
from gapcheck.model.review import CONSENSUS, Decision, Review, last_decisions

_ADDRESSED = (Status.COVERED, Status.PARTLY_COVERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Agreement in one article: of `tests` that both decided on, `agreed` have the same status."""

    article: str
    tests: int
    agreed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The agreement of two reviewers.

    Attributes:
        reviewers: their names.
        tests: number of tests on which both decided.
        agreed: on how many they chose the same status.
        kappa: Cohen's kappa over the statuses; None where no test was decided by both.
        kappa_addressed: the same where only "covered or partly covered" is told from everything else.
        articles: in the order of the catalog.
        disagreements: pairs of decisions, in the order of the catalog.
        settled: how many of the disagreements have a consensus.
    """

    reviewers: tuple[str, str]
    tests: int
    agreed: int
    kappa: float | None
    kappa_addressed: float | None
    articles: tuple[Share, ...]
    disagreements: tuple[tuple[Decision, Decision], ...]
    settled: int


def agree(reviews: Iterable[Review], catalog: Catalog) -> list[Agreement]:
    """Compare every two reviewers who decided on the same tests; those with the most in common first.

    Args:
        reviews: the decisions, of one jurisdiction or several.
        catalog: for the order of the tests and their articles; decisions on tests that it does not know are left out.
    """
    order = {test.id: (number, entry) for number, (entry, test) in enumerate(catalog.tests())}
    by_reviewer: dict[str, dict[tuple[str, str], Decision]] = {}
    for review in reviews:
        for decision in last_decisions(review.decisions):
            if decision.test in order:
                by_reviewer.setdefault(decision.reviewer, {})[decision.jurisdiction, decision.test] = decision
    settled = by_reviewer.pop(CONSENSUS, {})
    found = []
    for first, second in combinations(by_reviewer, 2):
        keys = sorted(by_reviewer[first].keys() & by_reviewer[second].keys(), key=lambda key: (order[key[1]][0], key[0]))
        if keys:
            pairs = [(by_reviewer[first][key], by_reviewer[second][key]) for key in keys]
            found.append(_agreement((first, second), pairs, [order[key[1]][1] for key in keys], set(settled)))
    return sorted(found, key=lambda item: -item.tests)


def _agreement(
    names: tuple[str, str], pairs: Sequence[tuple[Decision, Decision]], entries: Sequence[Entry], settled: set[tuple[str, str]]
) -> Agreement:
    same = [one.status is two.status for one, two in pairs]
    tests: Counter[str] = Counter()
    agreed: Counter[str] = Counter()
    for entry, equal in zip(entries, same, strict=True):
        tests[_article(entry)] += 1
        agreed[_article(entry)] += equal
    differ = [pair for pair, equal in zip(pairs, same, strict=True) if not equal]
    return Agreement(
        reviewers=names,
        tests=len(pairs),
        agreed=sum(same),
        kappa=kappa([(one.status.value, two.status.value) for one, two in pairs]),
        kappa_addressed=kappa([(str(one.status in _ADDRESSED), str(two.status in _ADDRESSED)) for one, two in pairs]),
        articles=tuple(Share(article=article, tests=count, agreed=agreed[article]) for article, count in tests.items()),
        disagreements=tuple(differ),
        settled=sum((one.jurisdiction, one.test) in settled for one, _ in differ),
    )


def _article(entry: Entry) -> str:
    if entry.family is Family.THREAT:
        return f"threat ({entry.article})"
    return "measures" if entry.family is Family.MEASURE else f"art. {article_of(entry)}".replace("art. UNTOC ", "UNTOC art. ")


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Return Cohen's kappa of two readers (J. Cohen, A coefficient of agreement for nominal scales, 1960).

    None without any pair; 1 where both always say the same one thing, for which the formula has no value.
    """
    count = len(pairs)
    if not count:
        return None
    observed = sum(one == two for one, two in pairs) / count
    first, second = Counter(one for one, _ in pairs), Counter(two for _, two in pairs)
    by_chance = sum(first[name] * second[name] for name in first) / count**2
    return 1.0 if by_chance == 1 else (observed - by_chance) / (1 - by_chance)
