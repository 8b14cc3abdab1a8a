"""A real browser for the tests of the page: Debian's Chromium, headless, with its network blocked."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "report"))
from page_samples import KESTRIA, page_of, write

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; where it or Playwright is absent the test is skipped, and the summary says so."""
    program = os.environ.get("GAPCHECK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("THE PAGE WAS NOT OPENED IN A BROWSER: no chromium is installed; GAPCHECK_CHROMIUM names one elsewhere")
    api = pytest.importorskip("playwright.sync_api", reason="THE PAGE WAS NOT OPENED IN A BROWSER: playwright is not installed")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker's script, which `npm install axe-core` fetches; absent, the test is skipped, and the summary says so."""
    named = os.environ.get("GAPCHECK_AXE")
    if not named or not Path(named).is_file():
        pytest.skip("ACCESSIBILITY WAS NOT CHECKED: set GAPCHECK_AXE to axe.min.js of the npm package axe-core")
    return Path(named).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def little(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the little law."""
    import html_samples

    return write(tmp_path_factory.mktemp("little"), *html_samples.little()[:2])


@pytest.fixture(scope="session")
def attacking(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the law that attacks."""
    import html_samples

    return write(tmp_path_factory.mktemp("attacking"), *html_samples.attacking()[:2])


@pytest.fixture(scope="session")
def kestria(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a sample law against the whole catalog."""
    return page_of(KESTRIA, "XBA", tmp_path_factory.mktemp("kestria"))


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page file in a window of its own: `open_page(path, "#FP-07#1", width=390)`.

    The test fails at the end where the page raised an error, wrote to the console, or asked for anything but its own file.
    """
    contexts = []
    told: list[str] = []

    def start(path: Path, fragment: str = "", *, width: int = 1400, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)  # a busy machine is no failure
        own = path.as_uri()
        page.on("request", lambda request: told.append(f"request: {request.url}") if request.url.split("#")[0] != own else None)
        page.on("pageerror", lambda error: told.append(f"error: {error}"))
        page.on("console", lambda message: told.append(f"console: {message.text}"))
        page.on("dialog", lambda dialog: (told.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(own + fragment)
        return page

    yield start
    for context in contexts:
        context.close()
    assert told == []
