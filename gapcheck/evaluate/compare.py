"""Reads the laws of bundles, judges them under several calibrations, and puts findings beside readings.

Three calibrations are compared. "shipped" is the one that comes with the package. "left out" is refitted for each law on the readings of
all other laws of the pool: what the tool is worth on a law whose reading nobody has seen. "fitted" is refitted on the whole pool, the law
itself included: how much better the same numbers look on what they were fitted on.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from gapcheck.annotate import Reading
from gapcheck.catalog import Catalog, read_catalog
from gapcheck.catalog.catalog import article_of
from gapcheck.errors import GapcheckError, UsageError
from gapcheck.evaluate.fit import Judgement, Sample, choose_threshold, collect, fit, leave_one_out, with_threshold
from gapcheck.evaluate.metrics import Guess, Item
from gapcheck.evaluate.readings import Bundle
from gapcheck.judge import calibration as calibration_module
from gapcheck.judge import judge
from gapcheck.judge.calibration import Calibration, calibration
from gapcheck.model.catalog import Family
from gapcheck.model.result import Finding
from gapcheck.pipeline import run

SHIPPED, LEFT_OUT, FITTED = "shipped", "left out", "fitted"
_LONGEST = 120
"""A quotation of more words counts as a miss: it would be no pointer."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A law that was measured: its code, files, language, size in characters, who looked at it, and how many answers readers gave."""

    code: str
    files: tuple[str, ...]
    language: str
    characters: int
    looked_at: str
    in_fit: bool
    in_pool: bool
    answers: int
    disputed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Findings beside readings.

    Attributes:
        laws: the laws measured.
        refused: code -> why a law could not be read.
        variants: calibration ("shipped", and with refitting "left out", "fitted") -> items of all laws.
        guess: what a guess says that reads nothing.
        questions: test id -> the question, for reports.
        catalog: version of the catalog.
        state: fingerprint of catalog, packs and calibration.
        fitted_on: codes of the laws on which the shipped calibration was fitted.
    """

    laws: tuple[Measured, ...]
    refused: Mapping[str, str]
    variants: Mapping[str, tuple[Item, ...]]
    guess: Guess
    questions: Mapping[str, str]
    catalog: str
    state: str
    fitted_on: tuple[str, ...]

    @property
    def main(self) -> str:
        """The calibration whose details are reported: the honest one where it was made."""
        return LEFT_OUT if LEFT_OUT in self.variants else SHIPPED

    @property
    def language(self) -> str:
        """The language that most of the laws are in: details are those of its laws."""
        return Counter(law.language for law in self.laws).most_common(1)[0][0] if self.laws else "und"

    def items(self, laws: Iterable[str] | None = None, variant: str = "") -> tuple[Item, ...]:
        """Return the items of some laws under a calibration; by default those of all laws in the main language, with `main`."""
        wanted = set(laws) if laws is not None else {law.code for law in self.laws if law.language == self.language}
        return tuple(item for item in self.variants[variant or self.main] if item.law in wanted)


_Models = dict[str, tuple[Calibration, Calibration]]
"""Code of a law -> the calibration fitted without it, and with it."""


def evaluate(
    bundles: Sequence[Bundle],
    *,
    catalog: Catalog | None = None,
    refit: bool = True,
    pool: Iterable[str] | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Compare findings with readings.

    Args:
        bundles: laws with their readings.
        catalog: the catalog; by default the one that comes with gapcheck.
        refit: refit the calibration, with each law left out in turn.
        pool: codes of the laws whose readings may be used for refitting; by default those in the language that most of the laws are in.
            For the laws in another language: those of that language that authors of rules looked at, with those of the former on which
            the calibration of that language was fitted.
        progress: told after every law.

    Raises:
        UsageError: `pool` names a law without a reading, or the libraries for fitting are not installed.
    """
    catalog = catalog or read_catalog()
    tell = progress or (lambda what, done, total: None)
    wanted = _pool(bundles, pool)
    readings: dict[str, tuple[Reading, ...]] = {}
    items: dict[str, list[Item]] = {SHIPPED: []}
    refused: dict[str, str] = {}
    for number, bundle in enumerate(bundles):
        tell(f"Reading {bundle.code}", number, len(bundles) + 1)
        try:
            outcome = run(bundle.paths, jurisdiction=bundle.code, catalog=catalog)
        except GapcheckError as error:
            refused[bundle.code] = " ".join(part for part in (error.what, error.todo) if part)
            continue
        readings[bundle.code] = outcome.readings
        items[SHIPPED] += compare(bundle, outcome.assessment.findings, catalog)
    read = [bundle for bundle in bundles if bundle.code in readings]
    wanted = wanted & set(readings)
    if refit and len(wanted) > 1:
        tell("Refitting with each law left out", len(bundles), len(bundles) + 1)
        samples = {bundle.code: samples_of(bundle, readings[bundle.code], catalog) for bundle in read if bundle.code in wanted}
        models = _refitted(samples)
        both: _Models = {bundle.code: (models.get(bundle.code, models[""]), models[""]) for bundle in read}
        if pool is None:
            for language in {bundle.language for bundle in read if bundle.code not in wanted}:
                told = [bundle for bundle in read if bundle.language == language]
                own = {bundle.code: samples_of(bundle, readings[bundle.code], catalog) for bundle in told if bundle.looked_at == "rules"}
                named = {code: group for code, group in samples.items() if code in fitted_on(language)}
                if len(own) > 1:
                    both |= _refitted_for(told, named or samples, own)
        items |= {LEFT_OUT: [], FITTED: []}
        for bundle in read:
            for name, model in zip((LEFT_OUT, FITTED), both[bundle.code], strict=True):
                items[name] += compare(bundle, judge(catalog, readings[bundle.code], model=model), catalog)
    tell("Done", len(bundles) + 1, len(bundles) + 1)
    return Evaluation(
        laws=tuple(_measured(bundle, wanted) for bundle in read),
        refused=refused,
        variants={name: tuple(rows) for name, rows in items.items()},
        guess=Guess(truth_of(bundles)),
        questions={test.id: test.asks for _, test in catalog.tests()},
        catalog=catalog.version,
        state=state(catalog),
        fitted_on=fitted_on(),
    )


def truth_of(bundles: Iterable[Bundle]) -> dict[tuple[str, str], bool]:
    """Return (law, test) -> is it a gap, for all answers that count."""
    return {
        (bundle.code, answer.test): answer.gap
        for bundle in bundles
        for answer in bundle.answers
        if not answer.disputed and answer.label != "na"
    }


def samples_of(bundle: Bundle, readings: Sequence[Reading], catalog: Catalog) -> list[Sample]:
    """Return what the calibration is fitted on, of one law."""
    judgements = [
        Judgement(
            test=answer.test,
            label=answer.label,
            disputed=answer.disputed,
            cited=tuple((item.file, item.start, item.end) for item in answer.cited if item.start is not None and item.end is not None),
        )
        for answer in bundle.answers
    ]
    return collect(catalog, bundle.code, readings, judgements)


def refit_on(bundles: Sequence[Bundle], catalog: Catalog, language: str = "") -> Calibration:
    """Return a calibration fitted on bundles.

    Args:
        bundles: laws with their readings.
        catalog: the catalog.
        language: the thresholds are chosen on the laws in it; by default on all.

    Raises:
        UsageError: none of the laws is in that language.
    """
    samples = {
        bundle.code: samples_of(bundle, run(bundle.paths, jurisdiction=bundle.code, catalog=catalog).readings, catalog)
        for bundle in bundles
    }
    own = {bundle.code for bundle in bundles if not language or bundle.language == language}
    if not own:
        raise UsageError(f"None of the laws is in the language {language!r}.", where="--language")
    return _fit(_flat(samples), _flat({code: samples[code] for code in own}))


def _flat(samples: Mapping[str, Sequence[Sample]]) -> list[Sample]:
    return [sample for group in samples.values() for sample in group]


def _fit(samples: Sequence[Sample], own: Sequence[Sample] = ()) -> Calibration:
    """Fit on samples, and choose the thresholds on those of one language among them; by default on all."""
    fitted = fit(samples, calibration())
    return with_threshold(fitted, choose_threshold(own or samples, fitted))


def _refitted(samples: Mapping[str, Sequence[Sample]]) -> dict[str, Calibration]:
    """Return for each law of the pool the calibration fitted without it, and under "" the one fitted on all."""
    try:
        import scipy.optimize  # noqa: F401
    except ImportError as error:
        raise UsageError(
            "Refitting needs scipy, which is not installed.", todo='`pip install "gapcheck[evaluate]"`, or measure with --no-refit.'
        ) from error
    return {**leave_one_out(samples, calibration()), "": _fit(_flat(samples))}


def _refitted_for(language: Sequence[Bundle], main: Mapping[str, Sequence[Sample]], own: Mapping[str, Sequence[Sample]]) -> _Models:
    """Return the calibrations of a language whose laws are few: fitted with those in the main language, thresholds on its own laws.

    Args:
        language: all bundles in it.
        main: samples of laws in the main language, too few in the other being known.
        own: samples of those of its laws that may be used for fitting.
    """
    left = {code: {other: group for other, group in own.items() if other != code} for code in own}
    whole = _fit(_flat({**main, **own}), _flat(own))
    fitted = {code: _fit(_flat({**main, **rest}), _flat(rest)) for code, rest in left.items()}
    return {bundle.code: (fitted.get(bundle.code, whole), whole) for bundle in language}


def _pool(bundles: Sequence[Bundle], pool: Iterable[str] | None) -> set[str]:
    if pool is not None:
        wanted = set(pool)
        if unknown := wanted - {bundle.code for bundle in bundles}:
            raise UsageError(f"There is no reading of {', '.join(sorted(unknown))} to fit on.", where="--pool")
        return wanted
    if not bundles:
        return set()
    (language, _), *_ = Counter(bundle.language for bundle in bundles).most_common(1)
    return {bundle.code for bundle in bundles if bundle.language == language}


def _measured(bundle: Bundle, pool: set[str]) -> Measured:
    return Measured(
        code=bundle.code,
        files=tuple(law.name for law in bundle.laws),
        language=bundle.language,
        characters=sum(len(law.text) for law in bundle.laws),
        looked_at=bundle.looked_at,
        in_fit=bundle.code in fitted_on(bundle.language),
        in_pool=bundle.code in pool,
        answers=len(bundle.answers),
        disputed=sum(answer.disputed for answer in bundle.answers),
    )


def compare(bundle: Bundle, findings: Iterable[Finding], catalog: Catalog) -> list[Item]:
    """Put findings beside a reading; a test that the catalog does not hold counts as one that the tool calls a gap."""
    texts = {law.name: plain_words(law.text) for law in bundle.laws}
    by_test = {finding.test: finding for finding in findings}
    places = {test.id: (_article(entry.family, article_of(entry), entry.article), entry.kind) for entry, test in catalog.tests()}
    items = []
    for answer in bundle.answers:
        finding = by_test.get(answer.test)
        article, kind = places.get(answer.test, ("", ""))
        cited = [(item.file, *span) for item in answer.cited for span in spans(plain_words(item.quote), texts.get(item.file, ""))]
        evidence = finding.evidence[:3] if finding and answer.label in ("met", "partly") else ()
        items.append(
            Item(
                law=bundle.code,
                test=answer.test,
                article=article,
                kind=kind,
                gold=answer.label,
                said=finding.status.value if finding else "not_found",
                score=finding.score if finding else 0.0,
                look=bool(finding and finding.needs_a_look),
                hits=tuple(_overlaps(item.file, item.quote, cited, texts) for item in evidence),
                second=answer.second,
                disputed=answer.disputed,
                second_hit=_overlaps(answer.second_cited[0].file, answer.second_cited[0].quote, cited, texts)
                if answer.second_cited and cited
                else None,
            )
        )
    return items


def _article(family: Family, group: str, letter: str) -> str:
    return f"threat {letter}" if family is Family.THREAT else group if group.startswith("UNTOC") else f"art. {group}"


def _overlaps(file: str, quote: str, cited: Sequence[tuple[str, int, int]], texts: Mapping[str, str]) -> bool:
    """Tell whether a quotation overlaps cited words, wherever in its file it stands; a long one does not count."""
    name, words = PurePath(file).name, plain_words(quote)
    if len(words.split()) > _LONGEST:
        return False
    places = spans(words, texts.get(name, ""))
    return any(other == name and start < to and at < end for start, end in places for other, at, to in cited)


def plain_words(text: str) -> str:
    """Reduce a text to plain words: without inline mark-up, targets of Markdown links, punctuation and case."""
    text = re.sub(r"\]\([^()\s]*\)", "]", re.sub(r"</?[A-Za-z][^<>]*>", "", text))
    return re.sub(r"[\W_]+", " ", text).strip().lower()


def spans(quote: str, text: str) -> list[tuple[int, int]]:
    """Return every place of a quotation in a text, both as plain words."""
    found, at = [], text.find(quote) if quote else -1
    while at >= 0:
        found.append((at, at + len(quote)))
        at = text.find(quote, at + 1)
    return found


def fitted_on(language: str = "") -> tuple[str, ...]:
    """Return the codes of the laws on which the calibration of the package, for a language, was fitted."""
    path = Path(calibration_module.__file__).with_name("calibration.json")
    body = json.loads(path.read_text(encoding="utf-8"))
    return tuple(re.findall(r"\b[A-Z]{3}(?:-\w+)?\b", body.get("languages", {}).get(language, body)["fitted_on"]))


def state(catalog: Catalog) -> str:
    """Return a fingerprint of all data that findings rest on: catalog, packs and calibration.

    A page of figures that names another one is stale.
    """
    total = hashlib.sha256(catalog.digest.encode())
    package = Path(calibration_module.__file__).parents[1]
    for path in sorted([package / "judge" / "calibration.json", *(package / "language").rglob("*.yaml")]):
        total.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]
