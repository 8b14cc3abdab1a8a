"""Two little laws of invented States, assessed once for all tests of the public API."""

from __future__ import annotations

from pathlib import Path

import pytest

import gapcheck as gc

STRICT = """THE FIREARMS ACT OF TESSALAND, 2020

1. Interpretation
In this Act, "firearm" means any portable barrelled weapon that expels a bullet by the action of an explosive, or that may readily be
converted to do so.

2. Import and export
(1) No person shall import or export a firearm, its parts or ammunition without a licence issued by the Minister.
(2) A person who contravenes subsection (1) commits an offence and is liable to imprisonment for ten years.

3. Marking
(1) A manufacturer shall mark every firearm at the time of manufacture with the name of the manufacturer, the country of manufacture and
a serial number.
(2) A person who obliterates, removes or alters the serial number of a firearm commits an offence and is liable to imprisonment for
five years.

4. Records
A dealer shall keep a record of every firearm for not less than ten years.

5. Loss
A person who loses a firearm shall report the loss to the police within one day.
"""
THIN = """THE ARMS ORDINANCE OF ODRAVIA

1. No person shall possess a firearm without a permit from the police.

2. Whoever acts contrary to section 1 shall be fined.

3. The Minister may open and close ranges. <script>alert("1")</script> & =cmd
"""


@pytest.fixture(scope="session")
def laws(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files, by code."""
    folder = tmp_path_factory.mktemp("laws")
    files = {"XTA": folder / "tessaland.txt", "XTB": folder / "odravia.txt"}
    files["XTA"].write_text(STRICT, encoding="utf-8")
    files["XTB"].write_text(THIN, encoding="utf-8")
    return files


@pytest.fixture(scope="session")
def one(laws: dict[str, Path]) -> gc.Assessment:
    """The strict law, assessed."""
    return gc.assess(laws["XTA"], jurisdiction="XTA")


@pytest.fixture(scope="session")
def many(laws: dict[str, Path]) -> gc.Assessments:
    """Both laws."""
    return gc.assess_many(laws)
