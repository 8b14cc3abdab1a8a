"""Reads every law of a folder and writes what came of it as a table: format, language, size, units, confidence, seconds.

    python scripts/laws_table.py [FOLDER] [--output docs/laws.md]

FOLDER is `laws` of the shared folder beside the project by default (or what GAPCHECK_SHARED names). Seconds are those of one
process on the machine at hand and differ from run to run; everything else does not.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from gapcheck.errors import InputError
from gapcheck.load import EXTENSIONS, load
from gapcheck.segment import segment

PROJECT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What came of one file; `refusal` says why it was not read."""

    file: str
    format: str = ""
    language: str = ""
    characters: int = 0
    pages: int = 0
    marks: int = 0
    units: int = 0
    sections: int = 0
    share: float = 0.0
    confidence: float = 0.0
    load_seconds: float = 0.0
    segment_seconds: float = 0.0
    refusal: str = ""


def measure(path: Path, file: str) -> Row:
    """Load and segment one file."""
    began = time.perf_counter()
    try:
        law = load(path)
    except InputError as error:
        return Row(file=file, refusal=f"{error.what} {error.todo}")
    loaded = time.perf_counter()
    found = segment(law)
    return Row(
        file=file,
        format=law.format,
        language=law.language,
        characters=len(law.text),
        pages=len(law.pages),
        marks=len(law.marks),
        units=len(found.units),
        sections=sum(unit.kind == "section" for unit in found.units),
        share=found.numbered_share,
        confidence=found.confidence,
        load_seconds=loaded - began,
        segment_seconds=time.perf_counter() - loaded,
    )


def table(rows: list[Row]) -> str:
    """Write the rows as Markdown, with a summary before them."""
    read = [row for row in rows if not row.refusal]
    refused = [row for row in rows if row.refusal]
    characters = sum(row.characters for row in read)
    seconds = sum(row.load_seconds + row.segment_seconds for row in read)
    formats = Counter(row.format for row in read)
    by_format = ", ".join(f"{count} {name}" for name, count in formats.most_common())
    lines = [
        "# The real laws, read",
        "",
        "Made by `python scripts/laws_table.py`; the laws themselves are no part of the project.",
        "",
        f"{len(read)} of {len(rows)} files were read ({by_format}) in {len({row.language for row in read})} languages: "
        f"{characters / 1e6:.1f} million characters, {sum(row.units for row in read):,} units, {seconds:.0f} seconds in one process "
        f"({sum(row.load_seconds for row in read):.0f} to load, {sum(row.segment_seconds for row in read):.0f} to segment).",
        "",
        "- *units*: all units; *sections*: the basic numbered ones (section, article, regulation).",
        "- *numbered*: share of the characters that lie inside a numbered unit. *confidence*: what the segmenter thinks of its own work.",
        "- *marks*: hints on structure that the source itself gave. Texts have no pages; PDF files have.",
        "",
        "| file | format | language | characters | pages | marks | units | sections | numbered | confidence | seconds |",
        "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {row.file} | {row.format} | {row.language} | {row.characters:,} | {row.pages or ''} | {row.marks} | {row.units} "
        f"| {row.sections} | {row.share:.0%} | {row.confidence:.2f} | {row.load_seconds + row.segment_seconds:.2f} |"
        for row in read
    ]
    if refused:
        lines += ["", "## Not read", "", "| file | why |", "| --- | --- |"]
        lines += [f"| {row.file} | {row.refusal} |" for row in refused]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure all files of the folder that bear the extension of a document, and write the table."""
    beside = Path(os.environ.get("GAPCHECK_SHARED", PROJECT.parent / "shared")) / "laws"
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("folder", nargs="?", type=Path, default=beside)
    parser.add_argument("--output", type=Path, default=PROJECT / "docs" / "laws.md")
    options = parser.parse_args()
    paths = sorted(path for path in options.folder.rglob("*") if path.suffix.lower() in {*EXTENSIONS, ".doc"})
    if not paths:
        parser.error(f"{options.folder} holds no laws")
    rows = [measure(path, path.relative_to(options.folder).as_posix()) for path in paths]
    options.output.write_text(table(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
