"""Accessibility of the page, by axe-core: no violation of its serious or critical kind."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "options",
    [{"width": 1400}, {"width": 1400, "color_scheme": "dark"}, {"width": 390}, {"width": 390, "color_scheme": "dark"}],
    ids=["wide", "wide, dark", "phone", "phone, dark"],
)
def test_no_serious_violation(browser, axe, little, options):
    options = dict(options)
    context = browser.new_context(viewport={"width": options.pop("width"), "height": 900}, offline=True, bypass_csp=True, **options)
    page = context.new_page()
    page.goto(little.as_uri() + "#FP-08.1.a")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    page.locator("a.badge").first.click()
    page.evaluate(axe)
    report = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    context.close()
    assert report["passes"]
    found = [(item["impact"], item["id"], [node["html"][:200] for node in item["nodes"][:3]]) for item in report["violations"]]
    assert [item for item in found if item[0] in ("serious", "critical")] == []
