"""Makes legislation_samples/formats/ from the text files of legislation_samples/, the same bytes on every run.

    python scripts/make_samples.py          # writes the files
    python scripts/make_samples.py --check  # says which files differ from what would be written

The text files are the source: a law is changed there and nowhere else. PDF needs reportlab, which nothing else of the project needs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from samples.blocks import Block, read_blocks
from samples.pages import to_docx, to_html, to_pdf
from samples.xml import to_akoma_ntoso, to_justice_canada

FOLDER = Path(__file__).resolve().parents[1] / "legislation_samples"
OUT = FOLDER / "formats"

Maker = Callable[[Sequence[Block]], bytes]

MADE: dict[str, tuple[str, Maker]] = {
    "XBA-kestria-firearms-act-2024.docx": ("XBA-kestria-firearms-act-2024.txt", lambda blocks: to_docx(blocks, "en")),
    "XBA-kestria-firearms-act-2024.html": ("XBA-kestria-firearms-act-2024.txt", lambda blocks: to_html(blocks, "en")),
    "XBA-kestria-firearms-act-2024.akn.xml": ("XBA-kestria-firearms-act-2024.txt", lambda blocks: to_akoma_ntoso(blocks, "en")),
    "XBA-kestria-firearms-act-2024.pdf": ("XBA-kestria-firearms-act-2024.txt", lambda blocks: to_pdf(blocks, 2)),
    "XBB-merrowmere-arms-ordinance-1937.html": ("XBB-merrowmere-arms-ordinance-1937.md", lambda blocks: to_html(blocks, "en")),
    "XBB-merrowmere-arms-ordinance-1937.pdf": ("XBB-merrowmere-arms-ordinance-1937.md", lambda blocks: to_pdf(blocks, 1)),
    "XBC-dravinia-controlled-articles-act-1984.xml": (
        "XBC-dravinia-controlled-articles-act-1984.txt",
        lambda blocks: to_justice_canada(blocks, "en"),
    ),
    "XBC-dravinia-controlled-articles-act-1984.pdf": ("XBC-dravinia-controlled-articles-act-1984.txt", lambda blocks: to_pdf(blocks, 1)),
    "XBD-montecorvo-ley-de-armas-2016.docx": ("XBD-montecorvo-ley-de-armas-2016.txt", lambda blocks: to_docx(blocks, "es")),
    "XBD-montecorvo-ley-de-armas-2016.akn.xml": ("XBD-montecorvo-ley-de-armas-2016.txt", lambda blocks: to_akoma_ntoso(blocks, "es")),
}
"""The file that is made, the source of which, and how."""


def make(name: str) -> bytes:
    """Return the bytes of one file of formats/."""
    source, maker = MADE[name]
    return maker(read_blocks((FOLDER / source).read_text(encoding="utf-8")))


def main(arguments: Iterable[str] | None = None) -> int:
    """Write the files, or say which are out of date."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is out of date")
    options = parser.parse_args(None if arguments is None else list(arguments))
    OUT.mkdir(exist_ok=True)
    stale = []
    for name in MADE:
        made, path = make(name), OUT / name
        if not path.is_file() or path.read_bytes() != made:
            stale.append(name)
            if not options.check:
                path.write_bytes(made)
    print("\n".join(f"{'out of date' if options.check else 'written'}: {name}" for name in stale) or "all up to date")
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
