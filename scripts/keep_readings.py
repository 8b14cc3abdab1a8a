"""Readings with words of the law to readings of places only, and back.

    python scripts/keep_readings.py keep RAW LAWS [--output benchmarks/readings]
    python scripts/keep_readings.py quote LAWS OUT [--readings benchmarks/readings]

RAW holds `<ISO3>.1.jsonl` and, where a second reader read independently, `<ISO3>.2.jsonl`, each line with verbatim quotations.
`keep` writes `<ISO3>.jsonl` without a word of the law; the manifest must name the files of the jurisdiction, and is told their sha256.
`quote` writes the readings with their quotations, cut from the laws again, for tools that want them: OUT is no place inside the project.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from gapcheck.evaluate.readings import merge, read_bundles, with_words, without_words
from gapcheck.load import load

READINGS = Path(__file__).resolve().parents[1] / "benchmarks" / "readings"


def lines(path: Path) -> list[dict[str, object]]:
    """Read a file of JSON lines; none where it is absent."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()] if path.is_file() else []


def write(path: Path, rows: list[dict[str, object]]) -> None:
    """Write JSON lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8", newline="\n")


def keep(raw: Path, laws: Path, output: Path) -> None:
    """Write places only, and the sha256 of the laws into the manifest."""
    manifest = output / "manifest.toml"
    text = manifest.read_text(encoding="utf-8")
    for path in sorted(raw.glob("*.1.jsonl")):
        code = path.name.split(".")[0]
        section = text.split(f"\n[laws.{code}.files]\n")[1].split("\n[")[0]
        names = re.findall(r'^"([^"]+)" = ', section, re.MULTILINE)
        folder = re.search(r'^folder = "([^"]+)"', text.split(f"\n[laws.{code}]\n")[1].split("\n[")[0], re.MULTILINE)
        texts = {}
        for name in names:
            law = load(laws / (folder[1] if folder else code) / name)
            texts[law.name] = law.text
            text = text.replace(
                section, section := re.sub(rf'^"{re.escape(name)}" = .*$', f'"{name}" = "{law.sha256}"', section, flags=re.M)
            )
        write(output / f"{code}.jsonl", without_words(merge(lines(path), lines(raw / f"{code}.2.jsonl")), texts))
    manifest.write_text(text, encoding="utf-8")


def quote(readings: Path, laws: Path, output: Path) -> None:
    """Write readings with quotations."""
    output.mkdir(parents=True, exist_ok=True)
    for bundle in read_bundles([readings], laws):
        write(output / f"{bundle.code}.jsonl", with_words(bundle))


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    keeping = commands.add_parser("keep")
    keeping.add_argument("raw", type=Path)
    keeping.add_argument("laws", type=Path)
    keeping.add_argument("--output", type=Path, default=READINGS)
    quoting = commands.add_parser("quote")
    quoting.add_argument("laws", type=Path)
    quoting.add_argument("output", type=Path)
    quoting.add_argument("--readings", type=Path, default=READINGS)
    options = parser.parse_args()
    if options.command == "keep":
        keep(options.raw, options.laws, options.output)
    else:
        quote(options.readings, options.laws, options.output)


if __name__ == "__main__":
    main()
