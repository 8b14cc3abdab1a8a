"""The page in a real browser: it opens, filters, leads from findings to words and back, and asks nothing of anyone."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE = 390


def shown(page: Page) -> list[str]:
    """The ids of the findings that can be seen."""
    return page.eval_on_selector_all("tr.finding", "rows => rows.filter(row => row.offsetParent).map(row => row.id)")


def lit(page: Page, name: str = "here") -> str:
    """The words of the law that are lit."""
    return " ".join("".join(page.locator(f"mark.{name}").all_text_contents()).split())


def eventually(condition: Callable[[], bool]) -> None:
    """Wait up to half a minute, for a busy machine.

    (Playwright's own way of waiting for a condition is script from a string, which the page forbids.)
    """
    until = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def in_sight(page: Page, selector: str) -> bool:
    """Whether the first such element lies in the window and, on a wide one, in the pane."""
    return page.evaluate(
        """selector => {
          const box = document.querySelector(selector).getBoundingClientRect(), pane = document.querySelector("#pane");
          const own = document.querySelector(selector).closest("#pane") && getComputedStyle(pane).overflowY === "auto";
          const frame = own ? pane.getBoundingClientRect() : {top: 0, bottom: innerHeight};
          return box.top >= Math.max(0, frame.top) && box.top < Math.min(innerHeight, frame.bottom);
        }""",
        selector,
    )


def test_the_page_opens_with_everything_shown_and_asks_for_nothing(open_page, kestria):
    page = open_page(kestria)
    assert len(shown(page)) == page.locator("tr.finding").count() > 200
    assert re.fullmatch(r"(\d+) of \1 findings are shown", page.locator("#shown").inner_text())
    assert page.evaluate("performance.getEntriesByType('resource').length") == 0


def test_what_the_page_is_told_to_ask_for_its_policy_forbids(browser, kestria):
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(kestria.as_uri())
    blocked = page.evaluate(
        """async () => {
          const blocked = [];
          document.addEventListener("securitypolicyviolation", (event) => blocked.push(event.effectiveDirective));
          const image = new Image(); image.src = "https://example.org/x.png"; document.body.append(image);
          await fetch("https://example.org/").catch(() => 0);
          const style = document.createElement("style"); style.textContent = "body{display:none}"; document.head.append(style);
          try { document.body.innerHTML = "<b>x</b>"; } catch { blocked.push("trusted types"); }
          document.body.setAttribute("style", "display:none");
          const script = document.createElement("script");
          try { script.textContent = "window.ran = 1"; document.body.append(script); } catch { blocked.push("script text"); }
          await new Promise((done) => setTimeout(done, 100));
          return blocked;
        }"""
    )
    assert {"img-src", "connect-src", "style-src-elem", "style-src-attr", "trusted types"} <= set(blocked)
    assert "script text" in blocked or "script-src-elem" in blocked
    assert page.evaluate("window.ran") is None
    assert page.locator("h1").is_visible()
    context.close()


def test_filters_by_status_article_obligation_threat_and_words(open_page, kestria):
    page = open_page(kestria)
    everything = shown(page)
    page.get_by_label("Search in questions").fill("SERIAL number")
    found = shown(page)
    assert 0 < len(found) < len(everything)
    assert all({"serial", "number"} <= set(re.findall(r"\w+", _text(page, test))) or "serial number" in _text(page, test) for test in found)
    page.get_by_role("button", name="Show all").click()
    eventually(lambda: shown(page) == everything)
    for box in page.locator("[name=status]").all():
        box.set_checked(box.get_attribute("value") == "not_found")
    assert shown(page)
    assert {page.locator(f"[id='{test}']").get_attribute("data-status") for test in shown(page)} == {"not_found"}
    page.get_by_role("button", name="Show all").click()
    eventually(lambda: shown(page) == everything)
    page.get_by_label("Article", exact=True).select_option(label="art. 7 Record-keeping")
    assert all(test.startswith("FP-07") for test in shown(page))
    page.get_by_label("Obligation").select_option("mandatory")
    assert len(shown(page)) > 0
    page.get_by_label("Article", exact=True).select_option("")
    page.get_by_label("Obligation").select_option("")
    page.get_by_label("Threat", exact=True).select_option(label="(f) Additive manufacturing (3D printing) of firearms")
    assert shown(page)
    assert all(test.startswith("T6") for test in shown(page))
    page.get_by_label("Search in questions").fill("no finding holds these words")
    assert shown(page) == []
    assert page.get_by_text("No finding has all of this").is_visible()


def _text(page: Page, test: str) -> str:
    return page.evaluate("id => document.getElementById(id).parentElement.textContent.toLowerCase()", test)


def test_search_passes_over_accents_and_capitals(open_page, kestria):
    page = open_page(kestria)
    page.get_by_label("Search in questions").fill("Mârkíng")
    accented = shown(page)
    page.get_by_label("Search in questions").fill("marking")
    assert shown(page) == accented != []


def test_a_bar_of_the_picture_filters_its_article(open_page, kestria):
    page = open_page(kestria)
    page.locator("#coverage").get_by_role("link", name="art. 8", exact=True).click()
    assert shown(page)
    assert all(test.startswith("FP-08") for test in shown(page))


@pytest.mark.parametrize("width", [1400, PHONE])
def test_a_link_to_a_provision_shows_it_and_lights_the_words_of_the_law(open_page, kestria, width):
    page = open_page(kestria, "#FP-05.1.c.2", width=width)
    assert in_sight(page, "[id='FP-05.1.c.2']")
    current = page.locator("[aria-current=true]")
    assert current.get_attribute("id") == "FP-05.1.c.2#1"
    quote = current.locator("q").first.text_content()
    assert lit(page) == quote
    if width > PHONE:
        assert in_sight(page, "mark.here")


def test_a_link_to_a_question_works_in_either_spelling_and_widens_the_filters(open_page, kestria):
    page = open_page(kestria, "#FP-08.1.a%231")
    known = page.evaluate("[...document.querySelectorAll('tr.finding')].map(row => row.id)")
    test = next(item for item in known if item.startswith("FP-08") and "#2" in item)
    for box in page.locator("[name=status]").all():
        box.uncheck()
    assert shown(page) == []
    page.evaluate("id => { location.hash = id }", test)
    eventually(lambda: page.evaluate("document.activeElement.id") == test)
    assert in_sight(page, f"[id='{test}']")


def test_a_link_to_an_article_shows_its_first_entry(open_page, kestria):
    page = open_page(kestria, "#FP-07")
    assert page.locator("[aria-current=true]").get_attribute("id").startswith("FP-07.")
    assert in_sight(page, "tbody[id^='FP-07.']")


def test_a_wrong_address_does_no_harm(open_page, little):
    for fragment in ("#nowhere", "#%", "#%E0%A4%A", "#passage-99999", "#<script>"):
        assert open_page(little, fragment).locator("h1").is_visible()


def test_a_finding_shows_its_words_and_a_place_shows_its_own(open_page, kestria):
    page = open_page(kestria)
    row = page.locator("tr.finding[data-p*=' ']").first
    row.locator(".asks").click(position={"x": 5, "y": 5})
    assert row.get_attribute("aria-current") == "true"
    first, second = row.locator("q").nth(0), row.locator("q").nth(1)
    assert lit(page) == first.text_content()
    row.locator("a.place").nth(1).click()
    assert lit(page) == second.text_content()
    assert in_sight(page, "mark.here")
    assert page.evaluate("decodeURIComponent(location.hash.slice(1))") == row.get_attribute("id")


def test_a_passage_tells_what_rests_on_it_and_leads_there(open_page, kestria):
    page = open_page(kestria)
    badge = page.locator("#law a.badge[data-count='2']").first
    badge.click()
    panel = page.get_by_role("complementary", name="2 findings rest on this passage")
    assert panel.is_visible()
    assert panel.get_by_role("listitem").count() == 2
    link = panel.get_by_role("link").first
    asked = link.text_content()
    link.click()
    current = page.locator("[aria-current=true]")
    current.wait_for()
    assert asked in current.text_content()


def test_the_words_themselves_can_be_clicked_where_quotations_overlap(open_page, kestria):
    page = open_page(kestria)
    number = page.evaluate("[...document.querySelectorAll('mark.evidence')].findIndex(mark => mark.dataset.p.includes(' '))")
    mark = page.locator("mark.evidence").nth(number)
    mark.click()
    wanted = page.evaluate(
        """passages => [...document.querySelectorAll("tr.finding")]
             .filter(row => row.dataset.p.split(" ").some(one => passages.includes(one))).length""",
        mark.get_attribute("data-p").split(" "),
    )
    assert page.locator("#rests li").count() == wanted > 1


def test_a_nearest_passage_is_no_evidence(open_page, kestria):
    page = open_page(kestria)
    row = page.locator("tr.finding[data-near][data-p='']").first
    row.locator("summary").click()
    row.locator("a.place").first.click()
    assert lit(page) == row.locator("q").first.text_content()
    number = row.locator("a.place").first.get_attribute("data-p")
    page.evaluate("number => { location.hash = `passage-${number}` }", number)
    eventually(page.locator("#rests").is_visible)
    assert row.locator(".asks").text_content() not in page.locator("#rests").text_content()


def test_by_keyboard_alone(open_page, kestria):
    page = open_page(kestria)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the findings"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    for _ in range(60):
        if page.evaluate("document.activeElement.matches('a.badge')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#rests").is_visible()
    assert page.evaluate("document.activeElement.id") == "rests-title"
    page.keyboard.press("Escape")
    assert page.locator("#rests").is_hidden()
    assert page.evaluate("document.activeElement.matches('a.badge')")


def test_on_a_phone_nothing_is_wider_than_the_screen_and_a_place_leads_to_the_law_and_back(open_page, kestria):
    page = open_page(kestria, width=PHONE, height=844, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    place = page.locator("a.place:visible").first
    place.tap()
    assert in_sight(page, "mark.here")
    panel = page.locator("#rests")
    assert panel.is_visible()
    asked = page.locator("[aria-current=true] .asks").text_content()
    assert asked.startswith(panel.get_by_role("link").first.text_content())
    panel.get_by_role("link").first.tap()
    eventually(panel.is_hidden)
    assert in_sight(page, "[aria-current=true]")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_dark_and_light_follow_the_system_until_the_reader_chooses(open_page, little, scheme):
    page = open_page(little, color_scheme=scheme)
    colours = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 23, 28)"}
    other = "dark" if scheme == "light" else "light"
    background = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(background) == colours[scheme]
    page.get_by_role("button", name=other.capitalize()).click()
    assert page.evaluate(background) == colours[other]
    page.reload()
    assert page.evaluate(background) == colours[other]
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--page')").strip() == "#fff"


def test_on_paper_filters_vanish_and_no_evidence_is_folded_away(open_page, little):
    page = open_page(little)
    assert page.locator("details[open]").count() == 0
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#filters").is_hidden()
    assert page.locator("details:not([open])").count() == 0
    assert page.locator("#law .text").is_visible()
    assert page.pdf()[:5] == b"%PDF-"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0


def test_without_script_it_is_a_document_whose_links_work(open_page, little):
    page = open_page(little, java_script_enabled=False)
    assert page.locator("#filters").is_hidden()
    assert page.get_by_role("heading", name="What the text says").is_visible()
    place = page.locator("a.place:visible").first
    place.click()
    assert page.url.endswith(place.get_attribute("href"))
    assert page.locator(place.get_attribute("href")).bounding_box()["y"] < 900
    assert page.locator("#law .text").is_visible()


def test_nothing_that_a_law_says_runs_or_hides(open_page, attacking):
    page = open_page(attacking)
    assert page.locator("script").count() == page.locator("style").count() == 1
    assert page.locator("img").count() == 0
    assert page.locator("#law .text").inner_text().count('<script>alert("law")</script>') == 4
    page.get_by_label("Search in questions").fill("<script>")
    for badge in page.locator("a.badge").all()[:5]:
        badge.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1400


def test_the_law_opens_at_a_section(open_page, kestria):
    page = open_page(kestria)
    page.get_by_label("Go to").select_option(label="\u2003s. 68 Offences concerning marks")
    assert page.evaluate(
        """() => { const pane = document.querySelector("#pane").getBoundingClientRect();
             const block = document.getElementById(document.querySelector("#unit").value).getBoundingClientRect();
             return Math.abs(block.top - pane.top) < 20; }"""
    )
