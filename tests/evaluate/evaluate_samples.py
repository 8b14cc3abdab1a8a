"""A folder of readings and laws of invented States."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ACT = """REPUBLIC OF OSTERMARK
FIREARMS ACT, 2003

1. Interpretation
In this Act "firearm" means any portable barrelled weapon that expels a shot, bullet or projectile by the action of an explosive.

2. Manufacture
(1) No person shall manufacture a firearm except under a licence granted by the Commissioner.
(2) A person who contravenes subsection (1) commits an offence and is liable to imprisonment for eight years.

3. Defacing marks
A person who obliterates, removes or alters the serial number of a firearm commits an offence and is liable to imprisonment for five years.
"""
DECREE = """GRAND DUCHY OF WESTMARK
ARMS DECREE

1. Every gun, that is to say any portable barrelled weapon which discharges a bullet by means of an explosive, shall be licensed.

2. A dealer shall keep a register of every gun that he buys or sells, and shall retain it for ten years.

3. Any person who erases or falsifies the maker's number on a gun is guilty of an offence and liable to imprisonment for three years.
"""
BARREL = "FP-03.a.1#1"
DEFACE = "FP-05.1.c.2#1"
DRONES = "T9.6"


def reading(*answers: dict[str, Any]) -> str:
    """Return lines of JSON."""
    return "".join(json.dumps(answer) + "\n" for answer in answers)


def build(folder: Path, *, disputed: bool = False) -> tuple[Path, Path]:
    """Write laws and readings of two States; return (readings, laws)."""
    gold, laws = folder / "gold", folder / "laws"
    for code, name, text in (("XOS", "act.txt", ACT), ("XWE", "decree.txt", DECREE)):
        (laws / code).mkdir(parents=True)
        (laws / code / name).write_text(text, encoding="utf-8")
    gold.mkdir()
    first = [
        {
            "id": BARREL,
            "label": "met",
            "second": "met",
            "evidence": [{"file": "act.txt", "where": "s. 1", "quote": "any portable barrelled weapon"}],
        },
        {"id": DEFACE, "label": "met", "evidence": [{"file": "act.txt", "where": "s. 3", "quote": "removes or alters the serial number"}]},
        {"id": DRONES, "label": "not_found", "second": "partly" if disputed else "not_found", "disputed": disputed, "evidence": []},
    ]
    second = [
        {"id": BARREL, "label": "partly", "evidence": [{"file": "decree.txt", "where": "s. 1", "quote": "portable barrelled\nweapon"}]},
        {
            "id": DEFACE,
            "label": "met",
            "evidence": [{"file": "decree.txt", "where": "s. 3", "quote": "erases or falsifies the maker's number"}],
        },
        {"id": DRONES, "label": "not_found", "evidence": []},
    ]
    (gold / "XOS.jsonl").write_text(reading(*first), encoding="utf-8")
    (gold / "XWE.jsonl").write_text(reading(*second), encoding="utf-8")
    return gold, laws
