"""Single features of places: what makes one place a better answer than another with the same words."""

from __future__ import annotations

from gapcheck.evaluate.sentences import read_text
from gapcheck.match import observe
from gapcheck.model.catalog import Route

LICENSED = Route(name="import", all=(("act.import",), ("object.firearm",)), within="passage", norms=("licence", "prohibition", "offence"))
DEFINED = Route(name="firearm", all=(("=act.expel",),), within="passage", in_definition_of=("object.firearm",))


def features(text: str, route: Route) -> list[dict[str, float]]:
    """Return the features of all places of a route in an English text, in the order of the text."""
    found = sorted(observe([read_text(text, "en")], route), key=lambda place: place.hit.start)
    return [dict(place.features) for place in found]


def test_an_authority_that_acts_is_no_rule_for_persons() -> None:
    person, police = features(
        "3. No person shall import a firearm without a licence.\n"
        "4. The police may seize any firearm that the owner was going to import without a licence.",
        LICENSED,
    )
    assert (person["authority_acts"], police["authority_acts"]) == (0.0, 1.0)


def test_what_a_law_is_about_is_told_apart_from_its_rules() -> None:
    about, rule = features(
        "1. This Act regulates the import of firearms, which needs a licence.\n2. No person may import a firearm without a licence.",
        LICENSED,
    )
    assert (about["subject_matter"], rule["subject_matter"]) == (1.0, 0.0)


def test_the_norm_that_is_wanted_first_in_the_very_sentence() -> None:
    licence, ban = features(
        "3. The import of a firearm is subject to a licence.\n\n4. The import of a firearm of war is prohibited.",
        Route(name="import", all=(("act.import",), ("object.firearm",)), within="passage", norms=("prohibition", "licence")),
    )
    assert (licence["norm_first"], ban["norm_first"]) == (0.0, 1.0)


def test_a_kind_of_the_thing_is_not_the_thing() -> None:
    """ "Combined firearm" is a firearm; its definition is not the definition of "firearm"."""
    kind, thing = features(
        "2. Definitions\n"
        "(a) combined firearm means a firearm that discharges shot and bullets;\n"
        "(b) firearm means a weapon that discharges a bullet;",
        DEFINED,
    )
    assert kind["defines"] < thing["defines"] == 1.0


def test_the_section_tells_what_a_sentence_is_about() -> None:
    route = Route(name="import", all=(("act.import",),), within="passage")
    reading = read_text("3. (1) The import is licensed.\n(2) Ammunition may be seized.\n\n4. The import is licensed.", "en")
    found = sorted(observe([reading], route, "supports", ("act.import", "object.ammunition")), key=lambda place: place.hit.start)
    first, second = (place.features["about_section"] for place in found)
    assert first > second


def test_an_exemption_before_a_list_reaches_its_items() -> None:
    text = (
        "3. A licence shall not be required for:\n(a) the collection of old coins, stamps and other such things in museums that are open to the public "
        "on the basis of separate provisions on the matter, whoever keeps them and wherever they were found before;\n(b) the import of a firearm of war."
    )
    assert {place["exempted"] for place in features(text, LICENSED)} == {1.0}
    assert {place["exempted"] for place in features(text.replace("not be required", "be required"), LICENSED)} == {0.0}


def test_what_an_offence_elsewhere_punishes_is_a_ban_or_a_duty_of_the_sentence() -> None:
    route = Route(name="import", all=(("act.import",), ("object.firearm",)), within="passage", norms=("offence",))
    ban, leave = features(
        "3. No person shall import a firearm.\n"
        "4. The holder of a licence may import a firearm. He shall keep it in a safe.\n"
        "9. A person who contravenes section 3 or 4 is liable to imprisonment for two years.",
        route,
    )
    assert leave["norm"] < ban["norm"]
