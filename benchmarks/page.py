"""How long the page of a law takes to open and to filter in Chromium, at three lengths side by side.

    python benchmarks/page.py                      an invented law, made longer by repetition
    python benchmarks/page.py LAW...               laws of your own, beside it
    python benchmarks/page.py --lengths 86000,258000 --runs 5

Times depend on the machine, so nothing here passes or fails: read the ratios. The fastest of `runs` windows counts. Needs Chromium
and Playwright (the extra `dev`); `GAPCHECK_CHROMIUM` names a browser that is not on the path.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import gapcheck

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LAW = Path(__file__).resolve().parents[1] / "legislation_samples" / "XBA-kestria-firearms-act-2024.txt"
WORDS = ("mark", "nothing like this", "")
OPENED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
FILTER = """async words => {
  const search = document.querySelector("#search"), began = performance.now();
  search.value = words;
  search.dispatchEvent(new Event("input", {bubbles: true}));
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - began;
}"""


def measure(browser: Browser, path: Path, runs: int) -> tuple[float, float]:
    """Return the milliseconds to open the page and the most that one of three searches takes: the fastest of the runs."""
    opened, filtered = [], []
    for _ in range(runs):
        with browser.new_context(viewport={"width": 1400, "height": 900}, offline=True) as context:
            page = context.new_page()
            page.goto(path.as_uri())
            opened.append(page.evaluate(OPENED))
            filtered.append(max(page.evaluate(FILTER, words) for words in WORDS))
    return min(opened), min(filtered)


def main() -> int:
    """Measure and print a table, each line with its ratio to the first."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("laws", nargs="*", type=Path)
    parser.add_argument("--lengths", default="86000,258000,774000", help="characters of the invented law, by commas")
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    program = os.environ.get("GAPCHECK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        raise SystemExit("no chromium on the path: install it, or let GAPCHECK_CHROMIUM name it")
    from playwright.sync_api import sync_playwright

    text = LAW.read_text(encoding="utf-8")
    print(f"{'law':<32}{'characters':>12}{'page MB':>9}{'open ms':>9}{'ratio':>7}{'search ms':>11}{'ratio':>7}")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        laws = list(wanted.laws)
        for length in map(int, wanted.lengths.split(",")):
            made = folder / f"invented-{length}.txt"
            made.write_text((text * (length // len(text) + 1))[:length], encoding="utf-8")
            laws.append(made)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        first: tuple[float, float] | None = None
        for law in laws:
            path = folder / f"{law.stem}.html"
            gapcheck.assess([law], "XBA").save(path)
            opened, filtered = measure(browser, path, wanted.runs)
            first = first or (opened, filtered)
            size = path.stat().st_size / 1e6
            length = len(law.read_text(encoding="utf-8", errors="replace"))
            opening = f"{opened:>9.0f}{opened / first[0]:>7.2f}"
            searching = f"{filtered:>11.0f}{filtered / first[1]:>7.2f}"
            print(f"{law.stem[:31]:<32}{length:>12,}{size:>9.2f}{opening}{searching}", flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
