"""Whether an act and a thing belong together, and which places have no rule on what they name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gapcheck.evaluate.sentences import read_text
from gapcheck.match import observe
from gapcheck.match.routes import stands_together
from gapcheck.match.slots import DIRECT, MODIFIER, slot_fills
from gapcheck.model.catalog import Comparison, Route

SELL = Route(name="sale", all=(("act.sell",), ("object.firearm",)), within="passage", norms=("licence", "prohibition"))
IMPORT = Route(name="import", all=(("act.import",), ("object.firearm",)), within="passage", norms=("licence",))
CONFISCATE = Route(name="confiscation", all=(("act.confiscate",), ("object.firearm",)), within="passage")


def features(text: str, route: Route, language: str = "en") -> list[dict[str, float]]:
    return [dict(place.features) for place in observe([read_text(text, language)], route)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("7. No person shall sell or otherwise hand over to any other person any firearm.", "en", 0.0),
        ("7. No firearm shall be sold to a minor.", "en", 0.0),
        ("7. A firearm is marked unless the dealer decides to sell it within a year, which is forbidden.", "en", 1.0),
        ("7. No firearm is carried by a dealer who has reason to think that he may not sell in the market.", "en", 1.0),
        ("Artículo 7. Queda prohibido vender a menores de edad armas de fuego.", "es", 0.0),
        ("Artículo 7. Las armas de fuego no podrán ser vendidas a menores.", "es", 0.0),
    ],
)
def test_an_act_and_a_thing_with_another_clause_between_are_not_linked(text: str, language: str, expected: float) -> None:
    (found,) = features(text, SELL, language)
    assert found["unlinked"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7. No dealer shall— (a) sell ammunition; (b) repair a firearm; or (c) lend a sword.", 1.0),
        ("7. No dealer shall sell— (a) ammunition; (b) a firearm; or (c) a sword.", 0.0),
    ],
)
def test_items_of_a_list_are_alternatives(text: str, expected: float) -> None:
    assert max(found["across_items"] for found in features(text, SELL)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7. A visitor may possess a firearm that he has imported for his own use without a permit.", 1.0),
        ("7. A firearm imported by a visitor without a permit is stored.", 1.0),
        ("7. No person who owns a firearm shall import it without a permit.", 0.0),
    ],
)
def test_an_act_that_describes_a_thing_is_told_from_one_that_is_regulated(text: str, expected: float) -> None:
    assert max(found["attributive"] for found in features(text, IMPORT)) == expected


@pytest.mark.parametrize(
    ("text", "route", "places"),
    [
        ("7. Where a dealer is convicted of an offence in respect of the import of firearms, his permit ends.", IMPORT, 0),
        ("7. Where a dealer is convicted of an offence, no firearm shall be imported by him without a permit.", IMPORT, 1),
        ("7. Where a dealer is convicted of an offence, the court may confiscate his firearms.", CONFISCATE, 1),
        ("7. The Guns Act, save its rules on the import of firearms without a permit, is hereby repealed.", IMPORT, 0),
    ],
)
def test_conditions_of_crimes_and_repeals_are_no_places(text: str, route: Route, places: int) -> None:
    assert len(features(text, route)) == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7. The police shall not keep a register of the firearms of a person.", 1.0),
        ("7. The police shall keep a register of the firearms of every person.", 0.0),
    ],
)
def test_a_duty_that_is_denied_is_no_duty(text: str, expected: float) -> None:
    route = Route(name="register", all=(("act.keep_record",), ("object.firearm",)), within="sentence", norms=("obligation",))
    assert max(found["negated"] for found in features(text, route)) == expected


def test_words_that_only_define_are_told_from_rules() -> None:
    text = (
        '2. In this Act— "transit" means the import of firearms for another country under a permit; "dealer" means a seller; "gun" means a rifle.\n'
        "3. No person shall import firearms without a permit.\n"
    )
    assert sorted(found["only_defined"] for found in features(text, IMPORT)) == [0.0, 1.0]
    defining = Route(name="what transit is", all=IMPORT.all, within="passage", norms=("definition",))
    assert {found["only_defined"] for found in features(text, defining)} == {0.0}


def test_a_number_of_the_section_counts_where_the_route_looks_there() -> None:
    text = (
        "7. (1) A dealer shall keep a record of every firearm.\n(2) He shall keep it for ten years.\n8. Fees are due within thirty years.\n"
    )
    wanted = Comparison(kind="duration", op=">=", value=10)
    for within, places in (("passage", 0), ("section", 1)):
        route = Route(name="records kept", all=(("act.record", "doc.record"), ("object.firearm",)), within=within, number=wanted)
        assert len(observe([read_text(text, "en")], route)) == places


def test_a_thing_that_says_which_document_is_meant_counts_for_little() -> None:
    reading = read_text("7. A firearm certificate is not transferred with the firearm.", "en")
    fills = slot_fills(reading, ("object.firearm",)).fills
    assert [fill.quality for fill in fills] == [DIRECT * MODIFIER, DIRECT]


def test_a_further_group_is_not_answered_by_a_description() -> None:
    route = Route(name="sale and import", all=SELL.all, within="passage", also=(IMPORT.all,))
    assert not features("7. No person shall sell a firearm. 8. A visitor may keep a firearm that he has imported.", route)
    assert features("7. No person shall sell a firearm.\n8. A visitor may not import a firearm.", route)


def test_elements_that_stand_in_one_passage_stand_together_however_far() -> None:
    near = Route(name="sale", all=SELL.all, within=3)
    reading = read_text("7. A firearm of any of the kinds named in the first list may be kept; what he keeps he must not sell.", "en")
    assert not observe([reading], near)
    assert stands_together(reading, near)
    assert not stands_together(read_text("7. A firearm may be kept.\n8. Ammunition is not to be sold.", "en"), near)


def test_an_undivided_article_holds_several_rules() -> None:
    """Two sentences of one paragraph each hold a place; the third is left out, for the best two say enough."""
    text = (
        "3. No person shall import a firearm without a licence. The officer keeps a list of the goods that came. No firearm shall be imported by post. "
        "The import of a firearm by a child is forbidden."
    )
    route = Route(name="import", all=(("act.import",), ("object.firearm",)), within="passage")
    assert len(observe([read_text(text, "en")], route)) == 2


def test_the_thing_at_the_end_of_an_acts_phrase_is_a_mention_of_its_own() -> None:
    """ "Putting a firearm into use": where the words of an act end in the thing it is done to, both are there."""
    route = Route(name="smuggling", all=(("act.import",), ("object.firearm",)), within="sentence")
    reading = read_text("5. Whoever imports firearms commits an offence.", "en")
    (act,), (thing,) = reading.mentions["act.import"], reading.mentions["object.firearm"]
    longer = replace(act, end=thing.end, words=(*act.words, *thing.words))
    reading.mentions.clear()
    reading.mentions |= {"act.import": [longer], "object.firearm": [thing]}
    (place,) = observe([reading], route)
    assert [fill.mention for fill in place.hit.fills] == [longer, thing]
    # A thing that begins an act's phrase, or an act in an act's, is no second mention.
    reading.fills.clear()
    reading.mentions["act.import"] = [replace(thing, end=thing.end + 1, words=(*thing.words, thing.end))]
    assert not observe([reading], route)
