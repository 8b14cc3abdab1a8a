"""The page of a law of 258,000 characters: small, whole, and laid out a few times only whatever is asked of it.

No clock: what the browser counts (elements, layouts) is the same on every machine. `benchmarks/page.py` measures the seconds.
"""

from __future__ import annotations

import pytest
from page_samples import KESTRIA, page_of

LENGTH = 258_000
FRAME = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
SHOWN = "() => [...document.querySelectorAll('tr.finding')].filter(row => row.offsetParent).length"


def _measure(open_page, path, characters: int) -> None:
    """Open the page and filter it; fail where it is too big, not whole, or laid out again for every row."""
    assert path.stat().st_size < 3_000_000
    page = open_page(path)
    assert len(page.locator("#law .text").first.text_content()) > characters * 0.95
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def counted(name: str) -> float:
        return {entry["name"]: entry["value"] for entry in session.send("Performance.getMetrics")["metrics"]}[name]

    rows = page.evaluate(SHOWN)
    assert rows > 200
    assert counted("Nodes") < 60_000
    for words, fits in (("mark", lambda count: 0 < count < rows), ("nothing like this", lambda count: count == 0), ("", rows.__eq__)):
        before = counted("LayoutCount")
        page.fill("#search", words)
        page.evaluate(FRAME)
        assert counted("LayoutCount") - before < 5, words
        assert fits(page.evaluate(SHOWN)), words


def test_a_long_law_of_an_invented_state(open_page, tmp_path):
    text = KESTRIA.read_text(encoding="utf-8")
    law = tmp_path / "long.txt"
    law.write_text((text * (LENGTH // len(text) + 1))[:LENGTH], encoding="utf-8")
    _measure(open_page, page_of(law, "XBA", tmp_path), LENGTH)


def test_a_real_act_of_that_length(open_page, shared, tmp_path):
    law = shared / "laws" / "JAM" / "firearms-prr-act-2022.txt"
    if not law.is_file():
        pytest.skip(f"NOT MEASURED ON A REAL LAW: {law} is absent")
    _measure(open_page, page_of(law, "JAM", tmp_path), LENGTH)
