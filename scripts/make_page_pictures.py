"""Make the pictures of the page in docs/img, from a law of an invented State: `python scripts/make_page_pictures.py`.

Needs Chromium and Playwright. No text of a real law may enter the repository, so this takes none.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from gapcheck.catalog import read_catalog
from gapcheck.pipeline import run
from gapcheck.report.html import write_page
from gapcheck.report.json import settle
from gapcheck.report.view import build

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "img"
LAW = ROOT / "legislation_samples" / "XBA-kestria-firearms-act-2024.txt"
FINDING = "#FP-05.1.c.2"
WIDE, PHONE = (1400, 900), (390, 844)


def main() -> None:
    """Scan the law, write its page, and take the pictures."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        raise SystemExit("Chromium is not installed: apt-get install chromium")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "page.html"
        outcome = run([LAW], jurisdiction="XBA")
        write_page(build(settle(outcome.assessment), read_catalog()), outcome.laws, path)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for name, size, scheme, fragment, act in (
            ("1400", WIDE, "light", "", _nothing),
            ("390", PHONE, "light", "", _nothing),
            ("finding-1400", WIDE, "light", FINDING, _nothing),
            ("finding-390", PHONE, "light", FINDING, _nothing),
            ("passage-1400", WIDE, "light", "", _choose_passage),
            ("passage-390", PHONE, "light", FINDING, _choose_place),
            ("filter-1400", WIDE, "light", "", _filter),
            ("dark-1400", WIDE, "dark", FINDING, _nothing),
        ):
            _take(browser, path.as_uri() + fragment, PICTURES / f"page-{name}.png", size, scheme, act)
        browser.close()


def _take(browser: Browser, address: str, picture: Path, size: tuple[int, int], scheme: str, act: Callable[[Page], None]) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, offline=True)
    page = context.new_page()
    page.goto(address)
    act(page)
    page.wait_for_timeout(200)
    page.screenshot(path=picture)
    context.close()
    print(f"{picture.relative_to(ROOT)}: {picture.stat().st_size:,} bytes")


def _nothing(page: Page) -> None:
    """The page as it opens."""


def _choose_passage(page: Page) -> None:
    page.evaluate("document.querySelector('.beside').scrollIntoView()")
    page.locator("#law a.badge[data-count='4']").first.click()


def _choose_place(page: Page) -> None:
    page.locator("[aria-current=true] a.place").first.click()


def _filter(page: Page) -> None:
    page.evaluate("document.querySelector('.beside').scrollIntoView()")
    for box in page.locator("[name=status]").all():
        box.set_checked(box.get_attribute("value") in ("not_found", "partly_covered"))
    page.get_by_label("Search in questions").fill("licence")


if __name__ == "__main__":
    main()
