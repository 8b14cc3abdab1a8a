"""The words that a place is quoted in."""

from __future__ import annotations

from gapcheck.evaluate.sentences import read_text
from gapcheck.match import observe
from gapcheck.model.catalog import Route

OTHERS = ";\n".join(
    f"(b{n}) breaks a rule on the keeping of dogs, cats and other animals of the house by day or by night" for n in range(1, 12)
)
ROUTE = Route(name="punished import", all=(("act.import",), ("object.firearm",), ("norm.imprisonment",)), within="passage")


def test_an_item_is_quoted_with_the_closing_words_that_hold_the_rest_of_the_rule() -> None:
    text = f"5. Whoever\n(a) imports a firearm without a licence;\n{OTHERS};\nis liable to imprisonment for seven years."
    places = observe([read_text(text, "en")], ROUTE)
    assert places
    for place in places:
        quoted = [place.observation.evidence.quote, *(item.quote for item in place.observation.path)]
        assert any("imports a firearm" in quote for quote in quoted)
        assert any("imprisonment for seven years" in quote for quote in quoted)
        assert all(len(quote.split()) <= 120 for quote in quoted)


def test_words_that_stand_together_are_quoted_once() -> None:
    (place,) = observe([read_text("5. Whoever imports a firearm is liable to imprisonment for seven years.", "en")], ROUTE)
    assert place.observation.evidence.quote == "Whoever imports a firearm is liable to imprisonment for seven years."
    assert place.observation.path == ()
