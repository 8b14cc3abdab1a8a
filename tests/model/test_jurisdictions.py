"""Codes of jurisdictions."""

from __future__ import annotations

import pytest

from gapcheck.errors import UsageError
from gapcheck.model.jurisdictions import check_code, countries


def test_the_standard_has_249_codes() -> None:
    names = countries()
    assert len(names) == 249 and list(names) == sorted(names) and len(set(names.values())) == 249
    assert all(len(code) == 3 and code.isupper() and name.strip() for code, name in names.items())
    assert (names["JAM"], names["IRL"], names["CIV"]) == ("Jamaica", "Ireland", "Côte d'Ivoire")


@pytest.mark.parametrize(("given", "code"), [("JAM", "JAM"), ("jam", "JAM"), (" irl ", "IRL"), ("XAA", "XAA"), ("xzz", "XZZ")])
def test_codes_in_capitals(given: str, code: str) -> None:
    assert check_code(given) == code


@pytest.mark.parametrize(
    ("given", "nearest"), [("JM", "JAM (Jamaica)"), ("Ireland", "IRL (Ireland)"), ("Irland", "IRL (Ireland)"), ("UGN", "UGA (Uganda)")]
)
def test_what_is_no_code_names_the_nearest(given: str, nearest: str) -> None:
    with pytest.raises(UsageError) as error:
        check_code(given)
    assert nearest in error.value.todo


@pytest.mark.parametrize("given", ["", "X", "QLA", "QMZ", "ZZZ", "ÄÖÜ", "12345678"])
def test_what_is_no_code_at_all(given: str) -> None:
    with pytest.raises(UsageError, match="no code of a country"):
        check_code(given)
