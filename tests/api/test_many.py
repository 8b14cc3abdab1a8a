"""Several jurisdictions: matrix, comparison, pictures."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import gapcheck as gc
from gapcheck.errors import UsageError
from gapcheck.report.plot import ink_on, shade
from gapcheck.report.view import SYMBOLS


@pytest.fixture
def plt() -> Iterator[Any]:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot

    yield matplotlib.pyplot
    matplotlib.pyplot.close("all")


def test_it_is_a_collection(many: gc.Assessments, one: gc.Assessment) -> None:
    assert len(many) == 2
    assert many.jurisdictions == ("XTA", "XTB")
    assert [a.jurisdiction for a in many] == ["XTA", "XTB"]
    assert many["xta"].findings.equals(one.findings)
    assert many._ipython_key_completions_() == ["XTA", "XTB"]
    with pytest.raises(UsageError, match="There are: XTA, XTB"):
        many["XTC"]


def test_frames_are_those_of_each_below_each_other(many: gc.Assessments) -> None:
    for name in ("findings", "evidence", "near_misses", "unmapped", "provisions", "articles", "threats", "laws"):
        joined = pd.concat([getattr(a, name) for a in many], ignore_index=True)
        assert getattr(many, name).equals(joined), name
    assert many.coverage().equals(pd.concat([a.coverage() for a in many], ignore_index=True))
    assert many.failed.empty


@pytest.mark.parametrize(("by", "rows"), [("article", 25), ("provision", 91), ("threat", 9), ("measure", 22), ("test", None)])
def test_matrix(many: gc.Assessments, by: str, rows: int | None) -> None:
    status, symbol, coverage = (many.matrix(by, values) for values in ("status", "symbol", "coverage"))
    assert len(status) == (rows or many.findings["test"].nunique())
    assert status.index.names == [by, "title"]
    assert list(status.columns) == ["XTA", "XTB"]
    assert set(map(str, status.dtypes)) == {"string"}
    assert set(map(str, coverage.dtypes)) == {"float64"}
    signs = {status.value: sign for status, sign in SYMBOLS.items()}
    assert (status.map(signs.get) == symbol).all(axis=None)
    assert coverage.min(axis=None) >= 0
    assert coverage.max(axis=None) <= 1


def test_matrix_says_what_the_frames_say(many: gc.Assessments) -> None:
    status = many.matrix("test")
    for row in many.findings.itertuples():
        assert status.loc[row.test, row.jurisdiction].item() == row.status
    scores = many.matrix("test", "score")
    assert scores["XTA"].tolist() == many["XTA"].findings["score"].tolist()
    coverage = many.matrix("provision", "coverage").droplevel("title")["XTA"]
    frame = many["XTA"].provisions.set_index("provision")["coverage"]
    assert coverage.tolist() == pytest.approx(frame[coverage.index].tolist(), nan_ok=True)


def test_a_question_not_asked_everywhere_is_an_empty_cell(laws: dict[str, Path]) -> None:
    members = [gc.assess(laws["XTA"], "XTA", only="8"), gc.assess(laws["XTB"], "XTB", only="7")]
    matrix = gc.Assessments(members).matrix("article").droplevel("title")
    assert matrix.isna().to_dict() == {"XTA": {"8": False, "7": True}, "XTB": {"8": True, "7": False}}


def test_one_assessment_has_a_matrix_of_one_column(one: gc.Assessment, many: gc.Assessments) -> None:
    assert one.matrix("threat").equals(many.matrix("threat")[["XTA"]])


@pytest.mark.parametrize(("by", "values"), [("country", "status"), ("threat", "colour"), ("threat", "score")])
def test_wrong_words_are_told(many: gc.Assessments, by: str, values: str) -> None:
    with pytest.raises(UsageError, match="Choose one of"):
        many.matrix(by, values)


def test_compare_puts_the_greatest_difference_first(many: gc.Assessments) -> None:
    found = many.compare("provision")
    assert list(found.columns) == ["XTA", "XTB", "lowest", "highest", "spread"]
    assert found["spread"].is_monotonic_decreasing
    assert (found["spread"] > 0).all()
    assert (found["spread"] == (found["highest"] - found["lowest"]).round(4)).all()
    everything = many.compare("provision", differing=False)
    assert len(everything) == 91 > len(found)


def test_assessments_that_do_not_belong_together(one: gc.Assessment, laws: dict[str, Path]) -> None:
    with pytest.raises(UsageError, match="one assessment for each"):
        gc.Assessments([one, one])
    with pytest.raises(UsageError, match="one assessment for each"):
        gc.Assessments([])
    other = gc.Assessment(one.result, gc.Catalog(entries=one.catalog.entries, digest="other"))
    other.result = gc.assess(laws["XTB"], "XTB", only="8").result
    with pytest.raises(UsageError, match="different catalogs"):
        gc.Assessments([one, other])


@pytest.mark.parametrize("values", ["coverage", "status"])
@pytest.mark.parametrize("by", ["threat", "article", "provision"])
def test_every_cell_of_the_heat_map_carries_its_symbol(many: gc.Assessments, plt: Any, by: str, values: str) -> None:
    ax = many.plot_heatmap(by=by, values=values, title="A $title$")
    symbols = many.matrix(by, "symbol").to_numpy().ravel().tolist()
    coverage = many.matrix(by, "coverage").to_numpy().ravel().tolist()
    texts = [text.get_text() for text in ax.texts]
    assert [text.split()[0] for text in texts] == symbols
    if values == "coverage":
        assert texts == [s if pd.isna(c) else f"{s} {c * 100:.0f}" for s, c in zip(symbols, coverage, strict=True)]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["XTA", "XTB"]
    assert len(ax.get_yticklabels()) == len(symbols) / 2
    ax.figure.canvas.draw()  # a title with signs of formulas is no formula


def test_a_heat_map_can_be_drawn_on_axes_of_ones_own(many: gc.Assessments, plt: Any) -> None:
    _, axes = plt.subplots()
    assert many.plot_heatmap("threat", ax=axes) is axes
    with pytest.raises(UsageError, match='"coverage" or "status"'):
        many.plot_heatmap("threat", "score")
    _, axes = plt.subplots()
    assert many["XTA"].plot_coverage(ax=axes) is axes


def test_a_question_not_asked_everywhere_is_a_blank_in_the_heat_map(laws: dict[str, Path], plt: Any) -> None:
    members = [gc.assess(laws["XTA"], "XTA", only="8"), gc.assess(laws["XTB"], "XTB", only="7")]
    for values in ("coverage", "status"):
        ax = gc.Assessments(members).plot_heatmap("article", values)
        texts = [text.get_text() for text in ax.texts]
        assert [bool(text) for text in texts] == [True, False, False, True]
        assert [bool(patch.get_hatch()) for patch in ax.patches] == [False, True, True, False]


def test_shades_fall_steadily_and_ink_is_readable() -> None:
    def luminance(colour: tuple[float, float, float]) -> float:
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    shades = [shade(step / 50) for step in range(51)]
    light = [luminance(colour) for colour in shades]
    assert light == sorted(light, reverse=True)
    for colour, level in zip(shades, light, strict=True):
        ink = 0.0 if ink_on(colour) == "#000000" else 1.0
        assert (max(ink, level) + 0.05) / (min(ink, level) + 0.05) >= 4.5


@pytest.mark.parametrize("by", ["article", "threat"])
def test_bars_show_every_figure(one: gc.Assessment, plt: Any, by: str) -> None:
    ax = one.plot_coverage(by=by)
    bars = (one.view.overall, *one.view.articles) if by == "article" else one.view.threats
    assert [text.get_text() for text in ax.texts] == [f"{bar.percent} {bar.symbol}" for bar in bars]
    with pytest.raises(UsageError, match='"article" or "threat"'):
        one.plot_coverage(by="test")


def test_without_matplotlib_the_error_says_what_to_install(
    one: gc.Assessment, many: gc.Assessments, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    for draw in (one.plot_coverage, lambda: many.plot_heatmap(by="threat")):
        with pytest.raises(UsageError, match=r'pip install "gapcheck\[notebook\]"'):
            draw()


def test_formats_of_one_jurisdiction_refuse_many(many: gc.Assessments, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="one jurisdiction"):
        many.save(tmp_path / "all.csv")
    assert list(tmp_path.iterdir()) == []
