"""Plots of coverage with matplotlib, which is an extra and is imported when a plot is made.

Colours are never alone: every cell carries its symbol, every bar its figure, and lightness falls steadily with coverage, so that a
plot says the same in grey and to people who tell few colours apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from gapcheck.errors import UsageError
from gapcheck.model.result import Status
from gapcheck.report.grid import Cell, Grid
from gapcheck.report.view import COLOURS, FILLS, SYMBOLS, Bar, View

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LIGHT, _DARK = (0.957, 0.965, 0.973), (0.031, 0.290, 0.361)
"""No coverage and full coverage: one hue from light to dark."""
_NOTHING = (0.88, 0.88, 0.88)
"""Where no statute can answer, or nothing was asked."""
_LONGEST = 58


def heatmap(sheet: Grid, views: Sequence[View], *, values: str = "coverage", ax: Axes | None = None, title: str = "") -> Axes:
    """Draw a grid: rows of the catalog by jurisdiction.

    Args:
        sheet: the grid.
        views: what it was made of; they bring the words.
        values: "coverage" (shades by figure, with symbol and percentage) or "status" (a colour and a symbol a status).
        ax: axes to draw on; by default a new figure that is large enough for all rows.
        title: a heading; by default none.

    Raises:
        UsageError: matplotlib is not installed, or there are no such values.
    """
    if values not in ("coverage", "status"):
        raise UsageError(f"A heat map shows no {values!r}.", where="values", todo='Choose "coverage" or "status".')
    plt = _pyplot()
    rows, codes = len(sheet.lines), sheet.jurisdictions
    if ax is None:
        _, ax = plt.subplots(figsize=(5.2 + 0.85 * len(codes), 1.4 + 0.27 * max(rows, 1)), layout="constrained")
    for y, line in enumerate(sheet.lines):
        for x, code in enumerate(codes):
            _draw(ax, x, y, sheet.cells.get((line.id, code)), values, plt)
    ax.set_xlim(-0.5, len(codes) - 0.5)
    ax.set_ylim(rows - 0.5, -0.5)
    ax.set_xticks(range(len(codes)), [_plain(code) for code in codes])
    ax.set_yticks(range(rows), [_plain(_shorten(f"{line.label}  {line.title}")) for line in sheet.lines], fontsize=8)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.set_frame_on(False)
    if title:
        ax.set_title(_plain(title), loc="left", fontweight="bold")
    words = views[0].words["status"]
    ax.set_xlabel("   ".join(f"{SYMBOLS[status]} {words[status.value]}" for status in Status), fontsize=7, loc="right")
    return ax


def coverage_bars(view: View, *, by: str = "article", ax: Axes | None = None) -> Axes:
    """Draw the coverage of articles or threats as bars, each with its figure.

    Args:
        view: one jurisdiction.
        by: "article" or "threat".
        ax: axes to draw on; by default a new figure.

    Raises:
        UsageError: matplotlib is not installed, or `by` is neither.
    """
    if by not in ("article", "threat"):
        raise UsageError(f"There are no bars by {by!r}.", where="by", todo='Choose "article" or "threat".')
    plt = _pyplot()
    bars: Sequence[Bar] = (view.overall, *view.articles) if by == "article" else view.threats
    if ax is None:
        _, ax = plt.subplots(figsize=(8.2, 1.0 + 0.28 * max(len(bars), 1)), layout="constrained")
    for y, bar in enumerate(bars):
        ax.barh(y, 1.0, color=_NOTHING, height=0.72, alpha=0.45)
        ax.barh(y, bar.coverage or 0.0, color=_DARK, height=0.72)
        ax.text(1.02, y, f"{bar.percent} {bar.symbol}", va="center", fontsize=8)
    names = [bar.title if bar.label == bar.title else bar.label if bar is view.overall else f"{bar.label}  {bar.title}" for bar in bars]
    ax.set_yticks(range(len(bars)), [_plain(_shorten(name)) for name in names], fontsize=8)
    ax.set_ylim(len(bars) - 0.5, -0.5)
    ax.set_xlim(0, 1.14)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1.0], ["0 %", "25 %", "50 %", "75 %", "100 %"], fontsize=8)
    ax.tick_params(axis="y", length=0)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    heading = view.words["coverage_by_article" if by == "article" else "coverage_by_threat"]
    ax.set_title(_plain(f"{view.jurisdiction_name}: {heading}"), loc="left", fontweight="bold", fontsize=10)
    return ax


def shade(coverage: float) -> tuple[float, float, float]:
    """Return the colour of a coverage from 0 to 1, as red, green and blue from 0 to 1."""
    red, green, blue = (low + (high - low) * coverage for low, high in zip(_LIGHT, _DARK, strict=True))
    return red, green, blue


def ink_on(fill: tuple[float, float, float]) -> str:
    """Return black or white, whichever stands out more on a colour: one of them always has a contrast of at least 4.5 (WCAG 2)."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in fill)
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#000000" if (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) else "#ffffff"


def _draw(ax: Axes, x: int, y: int, cell: Cell | None, values: str, plt: Any) -> None:
    fill: Any = _NOTHING
    ink, words = "#1f2328", ""
    if cell is not None:
        words = cell.symbol
        if values == "status":
            fill, ink = f"#{FILLS[cell.status]}", f"#{COLOURS[cell.status]}"
        elif cell.coverage is not None:
            fill = shade(cell.coverage)
            ink = ink_on(fill)
            words = f"{cell.symbol} {cell.coverage * 100:.0f}"
    blank = cell is None or (values == "coverage" and cell.coverage is None)
    style = {"hatch": "////", "edgecolor": "#ffffff"} if blank else {"edgecolor": "#ffffff"}
    ax.add_patch(plt.Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=fill, linewidth=1.2, **style))
    ax.text(x, y, words, ha="center", va="center", fontsize=8, color=ink)


def _pyplot() -> Any:
    try:
        import matplotlib.pyplot as plt
    except ImportError as error:
        raise UsageError("Plots need matplotlib, which is not installed.", todo='Run `pip install "gapcheck[notebook]"`.') from error
    return plt


def _plain(words: str) -> str:
    """Return words in which matplotlib sees no formula."""
    return words.replace("$", r"\$")


def _shorten(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1].rstrip()}…"
