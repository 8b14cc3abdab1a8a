"""`python -m gapcheck.evaluate.fit GOLD LAWS`: fits the calibration anew and writes it where the package reads it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gapcheck.catalog import read_catalog
from gapcheck.errors import GapcheckError
from gapcheck.evaluate.compare import fitted_on, refit_on
from gapcheck.evaluate.readings import read_bundles
from gapcheck.judge import calibration as home
from gapcheck.judge.calibration import Calibration

CALIBRATION = Path(home.__file__).with_name("calibration.json")


def body_of(model: Calibration, laws: Sequence[str]) -> dict[str, Any]:
    """Return a calibration as it stands in the file, with the laws it was fitted on and the command that makes it."""
    return {
        "fitted_on": f"readings of {', '.join(laws)}",
        "command": f"python -m gapcheck.evaluate.fit benchmarks/readings LAWS --laws {','.join(laws)}",
        "intercept": model.intercept,
        "weights": dict(model.weights),
        "verdict_intercept": model.verdict_intercept,
        "verdict_weights": dict(model.verdict_weights),
        "threshold": model.threshold,
        "full_threshold": model.full_threshold,
        "look": list(model.look),
        "near": list(model.near),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Refit on the readings of some laws and write the calibration."""
    parser = argparse.ArgumentParser(prog="python -m gapcheck.evaluate.fit", description=main.__doc__)
    parser.add_argument("gold", type=Path, help="a folder of readings")
    parser.add_argument("laws_folder", metavar="laws", type=Path, help="a folder with one folder of laws per jurisdiction")
    parser.add_argument("--laws", default=",".join(fitted_on()), help="codes, separated by commas; by default those of the last fit")
    parser.add_argument("--output", type=Path, default=CALIBRATION, help="by default the file of the package")
    options = parser.parse_args(arguments)
    codes = [code.strip() for code in options.laws.split(",") if code.strip()]
    try:
        model = refit_on(read_bundles([options.gold], options.laws_folder, codes), read_catalog())
    except GapcheckError as error:
        sys.exit(f"Error: {error}")
    options.output.write_text(json.dumps(body_of(model, codes), indent=2) + "\n", encoding="utf-8", newline="\n")
    print(f"Fitted on {', '.join(codes)}; threshold {model.threshold}. Written: {options.output}")
