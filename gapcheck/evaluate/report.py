"""An evaluation as tables: the same on the screen, as JSON and as a page."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from gapcheck import __version__
from gapcheck.evaluate.compare import FITTED, LEFT_OUT, SHIPPED, Evaluation
from gapcheck.evaluate.metrics import Figures, Worst, band, by, confusion, figures, readers, reliability, worst
from gapcheck.evaluate.readings import LABELS
from gapcheck.model.result import Status

if TYPE_CHECKING:
    from gapcheck.report.paper import Paper

Cell = str | int | float
SCHEMA = "gapcheck-evaluation-1"
_IN_A_PIPE = 200
"""Width of tables where no terminal tells one."""

GROUPS: Mapping[str, str] = {
    "rules": "authors of rules saw findings or readings and changed rules after it",
    "engine": "only the author of the engine saw errors",
    "figures": "nobody saw a finding, only figures",
    "unknown": "it is not told who saw what",
}
"""What `looked_at` means, for readers of a report."""
_FULL = ("tests", "gaps", "P", "R", "F2", "kappa", "AUC", "hit@1", "hit@3", "exact", "unread", "vary", "v.unread")
_SHORT = ("tests", "gaps", "P", "R", "F2", "kappa", "AUC", "hit@1")
LEGEND = (
    "The positive class is a gap (not found or contradicted). P and R: its precision and recall; F2 weighs a missed gap four times. kappa: "
    "agreement beyond chance of addressed against gap. AUC: of the score. hit@1, hit@3: of the tests that readers find addressed, the "
    "first (one of the first three) quotations overlaps words that a reader cited. exact: covered, partly covered or gap is the very "
    "answer. unread: kappa of a guess that reads nothing and says for each test what most other laws have. vary: kappa on the tests whose "
    "answer differs between laws; v.unread: of the guess on the same."
)
_VARIANTS: Mapping[str, str] = {
    SHIPPED: "the calibration that comes with the package",
    LEFT_OUT: "a calibration refitted with each law left out in turn",
    FITTED: "a calibration refitted on all of these laws",
}


@dataclass(frozen=True, kw_only=True)
class Section:
    """One table with its heading and what to know of it; the first column is text, a float is a figure with three digits."""

    title: str
    text: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sections(evaluation: Evaluation) -> tuple[Section, ...]:
    """Return all tables of an evaluation."""
    parts = [_laws(evaluation), _groups(evaluation)]
    if LEFT_OUT in evaluation.variants:
        parts.append(_variants(evaluation))
    parts += [_readers(evaluation), _by_article(evaluation), _by_kind(evaluation), _confusion(evaluation), _reliability(evaluation)]
    parts += [_band(evaluation), _worst(evaluation)]
    if evaluation.refused:
        rows = tuple((code, reason) for code, reason in sorted(evaluation.refused.items()))
        parts.append(
            Section(title="Not read", text="Laws with a reading that gapcheck cannot read yet.", columns=("law", "why"), rows=rows)
        )
    return tuple(part for part in parts if part.rows)


def _laws(evaluation: Evaluation) -> Section:
    rows = [
        (code, *_full(found)) for code, found in by(evaluation.items(_codes(evaluation)), lambda item: item.law, evaluation.guess).items()
    ]
    rows.append((f"all {evaluation.language}", *_full(figures(evaluation.items(), evaluation.guess))))
    text = f"Each law apart, with {_VARIANTS[evaluation.main]}. {LEGEND}"
    return Section(title="Laws", text=text, columns=("law", *_FULL), rows=tuple(rows))


def _groups(evaluation: Evaluation) -> Section:
    groups: dict[tuple[str, str], list[str]] = {}
    for law in evaluation.laws:
        groups.setdefault((law.looked_at, law.language), []).append(law.code)
    order = list(GROUPS)
    rows, told = [], []
    for (looked, language), codes in sorted(groups.items(), key=lambda entry: (order.index(entry[0][0]), entry[0][1])):
        rows.append((f"{looked} {language}", *_full(figures(evaluation.items(codes), evaluation.guess))))
        told.append(f"{looked} {language} ({', '.join(codes)}): {GROUPS[looked]}")
    text = (
        "Rules and words were written by people who saw what gapcheck made of some of these laws. Refitting the calibration without a law "
        "does not undo that, so the laws whose findings nobody saw tell best what to expect of a new one. " + "; ".join(told) + "."
    )
    return Section(title="Who looked at the laws", text=text, columns=("laws", *_FULL), rows=tuple(rows))


def _variants(evaluation: Evaluation) -> Section:
    guess = evaluation.guess
    rows = []
    for name, codes in [*((law.code, [law.code]) for law in evaluation.laws), (f"all {evaluation.language}", None)]:
        found = [figures(evaluation.items(codes, variant), guess) for variant in (SHIPPED, LEFT_OUT, FITTED)]
        rows.append((name, *(getattr(item, key) for key in ("kappa", "recall", "auc", "hit1") for item in found)))
    used = ", ".join(law.code for law in evaluation.laws if law.in_pool)
    text = (
        f"shipped: {_VARIANTS[SHIPPED]} (fitted on {', '.join(evaluation.fitted_on)}). left out: fitted on {used} without the law itself. "
        "fitted: on all of these. All tests share every fitted number; none belongs to a single test, provision or law."
    )
    short = {SHIPPED: "ship", LEFT_OUT: "left", FITTED: "fit"}
    columns = tuple(f"{name} {short[variant]}" for name in ("kappa", "gap R", "AUC", "hit@1") for variant in (SHIPPED, LEFT_OUT, FITTED))
    return Section(title="Fitted figures beside left-out ones", text=text, columns=("law", *columns), rows=tuple(rows))


def _readers(evaluation: Evaluation) -> Section:
    rows = []
    codes = _codes(evaluation)
    tool = by(evaluation.items(codes), lambda item: item.law, evaluation.guess)
    for code in codes:
        found = readers(evaluation.items([code]))
        if found.tests:
            rows.append((code, found.tests, found.kappa, found.agreement, found.exact, found.hit1, tool[code].kappa))
    text = (
        "Two independent readers of the same law, disputed tests included; where both quote, how often the second reader's first quotation "
        "overlaps the first reader's. Beside it gapcheck's own kappa, which leaves disputed tests out."
    )
    columns = ("law", "tests", "kappa", "agreement", "exact", "hit@1", "gapcheck")
    return Section(title="Readers against each other", text=text, columns=columns, rows=tuple(rows))


def _by_article(evaluation: Evaluation) -> Section:
    found = by(evaluation.items(), lambda item: item.article, evaluation.guess)
    rows = tuple((name, *_short(found[name])) for name in sorted(found, key=_article_order))
    return Section(title="By article and threat", text=_over(evaluation), columns=("article", *_SHORT), rows=rows)


def _by_kind(evaluation: Evaluation) -> Section:
    found = by(evaluation.items(), lambda item: item.kind, evaluation.guess)
    rows = tuple((name, *_short(found[name])) for name in sorted(found))
    return Section(title="By kind of provision", text=_over(evaluation), columns=("kind", *_SHORT), rows=rows)


def _confusion(evaluation: Evaluation) -> Section:
    counts = confusion(evaluation.items())
    statuses = [status.value for status in Status if any(status.value in row for row in counts.values())]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (label, *(counts[label].get(status, 0) for status in statuses)) for label in LABELS if label in counts
    )
    columns = ("readers say", *(status.replace("_", " ") for status in statuses))
    return Section(title="Confusion", text="What gapcheck says of the tests on which readers give each answer.", columns=columns, rows=rows)


def _reliability(evaluation: Evaluation) -> Section:
    unseen = [law.code for law in evaluation.laws if law.language == evaluation.language and law.looked_at != "rules"]
    bins, error = reliability(evaluation.items())
    others, other_error = reliability(evaluation.items(unseen))
    by_low = {item.low: item for item in others}
    rows = []
    for item in bins:
        other = by_low.get(item.low)
        cells = (other.tests, other.addressed) if other else (0, math.nan)
        rows.append((f"{item.low:.1f} to {item.high:.1f}", item.tests, item.score, item.addressed, *cells))
    text = (
        f"How often readers find a test addressed, by gapcheck's score: a well-calibrated score equals the share. Expected calibration "
        f"error: {_number(error)}; on laws that no author of rules looked at ({', '.join(unseen) or 'none'}): {_number(other_error)}."
    )
    columns = ("score", "tests", "mean score", "addressed", "tests unseen", "addressed unseen")
    return Section(title="Reliability of the score", text=text, columns=columns, rows=tuple(rows))


def _band(evaluation: Evaluation) -> Section:
    rows = []
    for name, codes in [*((code, [code]) for code in _codes(evaluation)), (f"all {evaluation.language}", None)]:
        found = band(evaluation.items(codes))
        rows.append((name, found.tests, found.share, found.error_inside, found.error_outside, found.errors_caught))
    text = "Findings that are marked as needing a look: how many, and how often the verdict (addressed or gap) is wrong inside and outside."
    columns = ("law", "tests", "share", "error inside", "error outside", "errors caught")
    return Section(title="Findings that need a look", text=text, columns=columns, rows=tuple(rows))


def worst_of(evaluation: Evaluation) -> tuple[tuple[Worst, ...], list[str]]:
    """Return the ten worst tests and the laws they are counted over.

    Laws of which nobody is to see a finding stay out where there are others, so that a page of figures gives none away.
    """
    main = [law for law in evaluation.laws if law.language == evaluation.language]
    codes = [law.code for law in main if law.looked_at != "figures"] or [law.code for law in main]
    return worst(evaluation.items(codes)), codes


def _worst(evaluation: Evaluation) -> Section:
    found, codes = worst_of(evaluation)
    rows = tuple(
        (
            item.test,
            f"{len(item.missed_gaps) + len(item.false_gaps)} of {item.laws}",
            " ".join(item.missed_gaps) or "-",
            " ".join(item.false_gaps) or "-",
            evaluation.questions.get(item.test, ""),
        )
        for item in found
    )
    columns = ("test", "wrong", "gap missed", "gap that is none", "question")
    text = (
        f"Over {', '.join(codes)}, with {_VARIANTS[evaluation.main]}. "
        "Laws of which nobody is to see a finding stay out where there are others."
    )
    return Section(title="The ten worst tests", text=text, columns=columns, rows=rows)


def _over(evaluation: Evaluation) -> str:
    codes = [law.code for law in evaluation.laws if law.language == evaluation.language]
    return f"Over {', '.join(codes)}, with {_VARIANTS[evaluation.main]}."


def _codes(evaluation: Evaluation) -> list[str]:
    return [law.code for law in evaluation.laws]


def _full(found: Figures) -> tuple[Cell, ...]:
    return (
        found.tests, found.gaps, found.precision, found.recall, found.f2, found.kappa, found.auc, found.hit1, found.hit3, found.exact,
        found.unread, found.varying, found.varying_unread,
    )  # fmt: skip


def _short(found: Figures) -> tuple[Cell, ...]:
    return _full(found)[:8]


def _article_order(name: str) -> tuple[int, int, str]:
    family = 0 if name.startswith("art.") else 1 if name.startswith("UNTOC") else 2
    digits = "".join(letter for letter in name.split("-")[0] if letter.isdigit())
    return family, int(digits or 0), name


def to_dict(evaluation: Evaluation) -> dict[str, Any]:
    """Return an evaluation as plain lists and dictionaries: figures that cannot be told are null."""
    guess = evaluation.guess
    body = {
        "schema": SCHEMA,
        "gapcheck": __version__,
        "catalog": evaluation.catalog,
        "state": evaluation.state,
        "fitted_on": list(evaluation.fitted_on),
        "main": evaluation.main,
        "laws": [asdict(law) for law in evaluation.laws],
        "refused": dict(evaluation.refused),
        "variants": {
            name: {
                "all": asdict(figures(evaluation.items(None, name), guess)),
                "by_law": {law.code: asdict(figures(evaluation.items([law.code], name), guess)) for law in evaluation.laws},
            }
            for name in evaluation.variants
        },
        "readers": {law.code: asdict(readers(evaluation.items([law.code]))) for law in evaluation.laws},
        "by_article": _dicts(by(evaluation.items(), lambda item: item.article, guess)),
        "by_kind": _dicts(by(evaluation.items(), lambda item: item.kind, guess)),
        "confusion": confusion(evaluation.items()),
        "reliability": {
            "bins": [asdict(item) for item in reliability(evaluation.items())[0]],
            "expected_calibration_error": reliability(evaluation.items())[1],
        },
        "needs_a_look": asdict(band(evaluation.items())),
        "worst": [asdict(item) for item in worst_of(evaluation)[0]],
        "answers": [
            {
                "law": item.law, "test": item.test, "readers": item.gold, "gapcheck": item.said, "score": item.score,
                "disputed": item.disputed, "hits": list(item.hits),
            }
            for item in evaluation.variants[evaluation.main]
        ],
    }  # fmt: skip
    result: dict[str, Any] = _without_nan(body)
    return result


def to_json(evaluation: Evaluation) -> str:
    """Return an evaluation as JSON, ended by a line break."""
    return json.dumps(to_dict(evaluation), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def to_markdown(evaluation: Evaluation) -> str:
    """Return an evaluation as sections of Markdown."""
    parts = []
    for section in sections(evaluation):
        numbers = [not isinstance(cell, str) for cell in section.rows[0]]
        parts += [
            f"## {section.title}", "", section.text, "",
            f"| {' | '.join(section.columns)} |",
            f"|{'|'.join(' ---: ' if number else ' --- ' for number in numbers)}|",
            *(f"| {' | '.join(_cell(cell) for cell in row)} |" for row in section.rows), "",
        ]  # fmt: skip
    return "\n".join(parts)


def print_evaluation(evaluation: Evaluation, paper: Paper) -> None:
    """Print an evaluation on a terminal or into a pipe."""
    from rich.table import Table

    paper.line(f"gapcheck {__version__} measured against readings (catalog: {evaluation.catalog})", style="bold")
    for section in sections(evaluation):
        paper.headline(section.title)
        paper.line(section.text, style="dim")
        paper.line()
        table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, expand=False)
        for number, (name, cell) in enumerate(zip(section.columns, section.rows[0], strict=True)):
            table.add_column(name, justify="left" if isinstance(cell, str) else "right", overflow="fold", no_wrap=number == 0)
        for row in section.rows:
            table.add_row(*(paper.text(_cell(cell, digits=2)) for cell in row))
        paper.console.print(table, width=_IN_A_PIPE if paper.flat else paper.width, highlight=False, markup=False, emoji=False)


def _cell(value: Cell, digits: int = 3) -> str:
    return _number(value, digits) if isinstance(value, float) else str(value).replace("|", "\\|")


def _number(value: float, digits: int = 3) -> str:
    return "-" if math.isnan(value) else f"{value:.{digits}f}"


def _dicts(found: Mapping[str, Figures]) -> dict[str, Any]:
    return {name: asdict(item) for name, item in found.items()}


def _without_nan(value: Any) -> Any:
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, 4)
    if isinstance(value, Mapping):
        return {key: _without_nan(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_without_nan(item) for item in value]
    return value
