"""Codes of jurisdictions: ISO 3166-1 alpha-3, with the codes that the standard leaves to users."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from os.path import commonprefix
from pathlib import Path

from gapcheck.errors import UsageError

_USER_ASSIGNED = re.compile(r"X[A-Z]{2}")
"""ISO 3166-1, 8.1.3: these are never given to a country. gapcheck's own sample laws are of such States."""


@lru_cache(maxsize=1)
def countries() -> Mapping[str, str]:
    """Return the 249 codes with a short English name each, sorted by code."""
    names: Mapping[str, str] = json.loads(Path(__file__).with_name("countries.json").read_text(encoding="utf-8"))
    return names


def check_code(code: str) -> str:
    """Return a jurisdiction's code in capitals.

    Args:
        code: an ISO 3166-1 alpha-3 code, or one from XAA to XZZ, which the standard leaves to users, for what is no country.

    Raises:
        UsageError: there is no such code; the message names the nearest ones, also where the name of a country was given.
    """
    wanted = code.strip().upper()
    if wanted in countries() or _USER_ASSIGNED.fullmatch(wanted):
        return wanted
    raise UsageError(
        f"{code!r} is no code of a country (ISO 3166-1 alpha-3).",
        where="--jurisdiction",
        todo=f"{_nearest(wanted)} For what is no country use a code from XAA to XZZ.",
    )


def _nearest(wanted: str) -> str:
    from rapidfuzz import fuzz, process

    names = {key: name.upper() for key, name in countries().items()}
    by_name = process.extract(wanted, names, scorer=fuzz.WRatio, limit=3, score_cutoff=80) if len(wanted) > 3 else []
    found = [key for _, _, key in by_name]
    if len(wanted) <= 4:
        # A slip keeps most letters, above all the first ones; the alpha-2 code, too, shares its first letter with the alpha-3 code.
        near = ((fuzz.ratio(wanted, key) + 15 * len(commonprefix([wanted, key])), key) for key in names)  # noqa: RUF071 (letters are meant)
        found += [key for score, key in sorted(near, key=lambda item: (-item[0], item[1]))[:3] if score >= 75]
    named = [f"{key} ({countries()[key]})" for key in dict.fromkeys(found)][:3]
    return f"Did you mean {' or '.join(named)}?" if named else "JAM is Jamaica, IRL is Ireland."
