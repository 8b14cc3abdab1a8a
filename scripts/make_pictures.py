"""Make the pictures of the terminal in docs/img: `python scripts/make_pictures.py`.

They show a law of an invented State (legislation_samples/), so no text of a real law is in them. SVG needs nothing but Rich; a PNG beside
each is made where Chromium is installed.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from rich import _export_format
from rich.console import Console
from rich.terminal_theme import TerminalTheme

from gapcheck.catalog import read_catalog
from gapcheck.catalog.selection import select_tests
from gapcheck.pipeline import run
from gapcheck.report.explain import explain
from gapcheck.report.json import settle
from gapcheck.report.paper import Paper
from gapcheck.report.terminal import (
    print_coverage,
    print_disclaimer,
    print_explanation,
    print_gap_table,
    print_heading,
    print_worst_gaps,
)
from gapcheck.report.view import View, build

ROOT = Path(__file__).resolve().parents[1]
LAW = ROOT / "legislation_samples" / "XBC-dravinia-controlled-articles-act-1984.txt"
CODE = "XBC"
ONLY = ("5", "8", "threat:f")
SHOWN = ("FP-05.1.b.1#1", "FP-08.1.a.1#1", "T6.1", "T6.2")
"""Rows of the table that the picture shows: as many as a reader looks at."""
EXPLAINED = "FP-05.1.b.1#1"
FONT = "DejaVu Sans Mono, Menlo, Consolas, Liberation Mono, monospace"
THEME = TerminalTheme(
    (255, 255, 255),
    (31, 35, 40),
    [(31, 35, 40), (176, 32, 32), (17, 110, 64), (146, 94, 0), (30, 86, 160), (150, 36, 120), (20, 104, 120), (90, 96, 104)],
    [(90, 96, 104), (200, 40, 40), (17, 110, 64), (146, 94, 0), (30, 86, 160), (150, 36, 120), (20, 104, 120), (31, 35, 40)],
)
"""The sixteen colours on white paper, each of at least 4.5:1."""


def main() -> None:
    """Write all pictures."""
    folder = ROOT / "docs" / "img"
    folder.mkdir(parents=True, exist_ok=True)
    catalog = read_catalog()
    outcome = run([LAW], jurisdiction=CODE, catalog=catalog, only=select_tests(catalog, ONLY))
    view = build(settle(outcome.assessment), catalog)
    for width in (80, 140):
        save(
            folder / f"scan-{width}.svg",
            width,
            lambda console: _scan(view, console),
            f"gapcheck scan LAW -j {CODE} --only {','.join(ONLY)}",
        )
    note = explain(outcome.assessment, catalog, EXPLAINED)
    save(folder / "explain-80.svg", 80, lambda console: print_explanation(note, console), f"gapcheck scan ... --explain {note.test}")


def _scan(view: View, console: Console) -> None:
    paper = Paper(console)
    print_heading(view, paper)
    print_coverage(view, paper)
    shown = tuple(row for row in view.rows if row.test in SHOWN)
    print_gap_table(replace(view, rows=shown, needs_a_look=()), paper)
    paper.line()
    paper.line("...", style="dim")
    print_worst_gaps(replace(view, gaps=view.gaps[:1]), paper)
    print_disclaimer(view, paper)


def save(path: Path, width: int, draw: object, title: str) -> None:
    """Draw on a recording console and write the picture as SVG, and as PNG where Chromium is at hand."""
    console = Console(record=True, width=width, force_terminal=True, color_system="standard", file=io.StringIO(), legacy_windows=False)
    draw(console)  # type: ignore[operator]
    # Rich's own format fetches a font from the network; a picture in a document should ask for nothing.
    form = re.sub(r"@font-face \{\{.*?\}\}\s*", "", _export_format.CONSOLE_SVG_FORMAT, flags=re.S)
    form = form.replace("Fira Code", FONT)
    path.write_text(console.export_svg(title=title, theme=THEME, code_format=form, unique_id=path.stem) + "\n", encoding="utf-8")
    print(f"written: {path.relative_to(ROOT)}")
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser and "--png" in sys.argv:
        size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', path.read_text(encoding="utf-8"))
        assert size is not None
        window = f"--window-size={int(float(size[1])) + 1},{int(float(size[2])) + 1}"
        # The flag for root in a container; the page is our own.
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", window, f"--screenshot={path.with_suffix('.png')}"]
        subprocess.run([browser, *flags, path.as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    main()
