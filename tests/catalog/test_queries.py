"""Asking the catalog: by article, threat, obligation level, kind, instrument and place in an instrument."""

from __future__ import annotations

import pytest

from gapcheck.catalog import read_catalog
from gapcheck.catalog.catalog import article_of, references
from gapcheck.errors import UsageError
from gapcheck.model.catalog import CrossReference, Family


def ids(**conditions: str) -> list[str]:
    return [entry.id for entry in read_catalog().select(**conditions)]


def test_by_article() -> None:
    assert ids(article="8") == [entry.id for entry in read_catalog().entries if entry.id.startswith("FP-08.")]
    assert ids(article="article 5(1)(c)") == ["FP-05.1.c.1", "FP-05.1.c.2"]
    assert ids(article="UNTOC 10") == ["UN-10"]
    assert ids(article="99") == []


def test_by_threat_come_the_threat_and_what_is_related_to_it() -> None:
    found = ids(threat="a")
    assert "T1" in found
    assert found == ids(threat="T1")
    threat = read_catalog().entry("T1")
    assert set(threat.related) <= set(found)


def test_by_level_kind_and_family() -> None:
    mandatory = read_catalog().select(obligation="Mandatory", kind="Criminalization")
    assert mandatory
    assert all(entry.obligation.value == "mandatory" and entry.kind == "criminalization" for entry in mandatory)
    assert len(ids(family="threat")) == 9


def test_by_instrument_and_place() -> None:
    found = read_catalog().select(instrument="poa", reference="II.8")
    assert found
    assert all(any(cross.instrument == "PoA" for cross in entry.crosswalk) for entry in found)
    assert set(ids(instrument="PoA", reference="II.8")) <= set(ids(reference="II.8")) <= {entry.id for entry in read_catalog().entries}
    assert set(ids(instrument="PoA")) > set(ids(instrument="PoA", reference="II.8"))


def test_a_place_is_no_beginning_of_a_number() -> None:
    entry = read_catalog().entry("FP-05.1.c.2")
    cross = (CrossReference(instrument="PoA", references=("II.80", "II.8 and 9"), verified=False),)
    changed = type(entry)(**{**{name: getattr(entry, name) for name in entry.__dataclass_fields__}, "crosswalk": cross})
    assert references(changed, "PoA", "II.8") == [("PoA", "II.8 and 9", False)]
    assert references(changed, "ITI") == []


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({"obligation": "must"}, "There is no obligation level 'must'. There are: mandatory"),
        ({"kind": "offence"}, "There is no kind 'offence'"),
        ({"instrument": "NATO"}, "There is no instrument 'NATO'"),
        ({"family": "x"}, "There is no family 'x'. There are: protocol"),
        ({"threat": "z"}, "There is no threat 'z'"),
    ],
)
def test_a_condition_that_names_nothing(conditions: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError) as error:
        ids(**conditions)
    assert message in str(error.value)


def test_an_entry_or_test_that_does_not_exist() -> None:
    with pytest.raises(UsageError, match=r"Did you mean .*FP-05\.1\.c\.2#1"):
        read_catalog().test("FP-05.1.c.2#11")
    with pytest.raises(UsageError, match="no catalog entry"):
        read_catalog().entry("FP-5")
    assert read_catalog().entry("t1").id == "T1"


def test_every_provision_has_a_heading_under_which_it_is_counted() -> None:
    headings = {article_of(entry) for entry in read_catalog().provisions}
    assert {"5", "8", "UNTOC 10"} <= headings
    assert all(article_of(entry) == entry.article for entry in read_catalog().entries if entry.family in (Family.THREAT, Family.MEASURE))


def test_every_relation_leads_somewhere() -> None:
    known = {entry.id for entry in read_catalog().entries}
    assert {other for entry in read_catalog().entries for other in entry.related} <= known
