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


def body_of(model: Calibration, laws: Sequence[str], language: str = "") -> dict[str, Any]:
    """Return a calibration as it stands in the file, with the laws it was fitted on and the command that makes it."""
    own = f" --language {language}" if language else ""
    return {
        "fitted_on": f"readings of {', '.join(laws)}",
        "command": f"python -m gapcheck.evaluate.fit benchmarks/readings LAWS{own} --laws {','.join(laws)}",
        "intercept": model.intercept,
        "weights": dict(model.weights),
        "verdict_intercept": model.verdict_intercept,
        "verdict_weights": dict(model.verdict_weights),
        "threshold": model.threshold,
        "look": list(model.look),
        "near": list(model.near),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Refit on the readings of some laws and write the calibration."""
    parser = argparse.ArgumentParser(prog="python -m gapcheck.evaluate.fit", description=main.__doc__)
    parser.add_argument("gold", type=Path, help="a folder of readings")
    parser.add_argument("laws_folder", metavar="laws", type=Path, help="a folder with one folder of laws per jurisdiction")
    parser.add_argument("--language", default="", help="fit the calibration of one language: its threshold is chosen on the laws in it")
    parser.add_argument("--laws", help="codes, separated by commas; by default those of the last fit")
    parser.add_argument("--output", type=Path, default=CALIBRATION, help="by default the file of the package")
    options = parser.parse_args(arguments)
    named = options.laws if options.laws is not None else ",".join(fitted_on(options.language))
    codes = [code.strip() for code in named.split(",") if code.strip()]
    try:
        model = refit_on(read_bundles([options.gold], options.laws_folder, codes), read_catalog(), options.language)
    except GapcheckError as error:
        sys.exit(f"Error: {error}")
    held = json.loads(options.output.read_text(encoding="utf-8")) if options.output.is_file() else {}
    body = body_of(model, codes, options.language)
    languages = held.get("languages", {})
    if options.language:
        held["languages"] = dict(sorted({**languages, options.language: body}.items()))
    else:
        held = body | ({"languages": languages} if languages else {})
    options.output.write_text(json.dumps(held, indent=2) + "\n", encoding="utf-8", newline="\n")
    print(f"Fitted on {', '.join(codes)}; threshold {model.threshold}. Written: {options.output}")
