"""Make the pictures of notebooks in docs/img: `python scripts/make_notebook_pictures.py LAW CODE`.

LAW is a file or folder of a real law, which is no part of the project, and CODE its State. The cells show figures, statuses and places
of it, never its sentences: no text of a real law may enter the repository. Other pictures show laws of invented States. Needs the extra
`notebook` and Chromium.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from PIL import Image, ImageChops

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "img"
WIDTH, TALLEST = 1000, 4000
SETTINGS = """\
import pandas as pd
pd.set_option("display.max_colwidth", 64)
pd.set_option("display.max_rows", 12)"""
READ = """\
import gapcheck as gc
a = gc.assess({law!r}, jurisdiction={code!r})"""
MANY = """\
many = gc.assess_many({
    "XBA": "legislation_samples/XBA-kestria-firearms-act-2024.txt",
    "XBB": "legislation_samples/XBB-merrowmere-arms-ordinance-1937.md",
    "XBC": "legislation_samples/XBC-dravinia-controlled-articles-act-1984.txt",
    "XBD": "legislation_samples/XBD-montecorvo-firearms-law-2016.txt",
    "XBE": "legislation_samples/XBE-lindemar",
})"""
CELLS = {
    "act": [READ + "\na"],
    "frames": [
        'a.findings[["test", "label", "question", "status", "score", "place"]]',
        'a.evidence[["test", "role", "rank", "locator", "eid", "start", "end", "score"]].head(6)',
        'a.provisions[["provision", "title", "obligation", "status", "coverage", "tests", "not_found"]].head(6)',
        'a.threats[["threat", "title", "status", "coverage", "tests", "covered", "partly_covered", "not_found"]]',
        'a.gaps(6)[["rank", "label", "title", "obligation", "open", "priority"]]',
    ],
    "plots": ["ax = a.plot_coverage()", 'ax = a.plot_coverage(by="threat")'],
    "threats": [f"{MANY}\nmany", 'ax = many.plot_heatmap(by="threat")'],
    "provisions": ['ax = many.plot_heatmap(by="provision")'],
}
"""Picture -> its cells. All run in one notebook, in this order."""


def main() -> None:
    """Run the cells and take the pictures."""
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        raise SystemExit("Chromium is not installed.")
    law = Path(sys.argv[1]).resolve()
    notebook = nbformat.v4.new_notebook()
    first = [SETTINGS, f"import os; os.chdir({str(ROOT)!r})", f"LAW = {str(law)!r}"]
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in first]
    shown: dict[str, list[nbformat.NotebookNode]] = {}
    for name, sources in CELLS.items():
        cells = [nbformat.v4.new_code_cell(source.replace("{law!r}", "LAW").replace("{code!r}", repr(sys.argv[2]))) for source in sources]
        shown[name] = cells
        notebook.cells += cells
    NotebookClient(notebook, timeout=300).execute()
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, cells in shown.items():
        for number, cell in enumerate(cells, 1):
            cell["execution_count"] = number
            cell["source"] = cell["source"].replace("LAW", repr(law.name))
            for output in cell["outputs"]:
                if "execution_count" in output:
                    output["execution_count"] = number
        take(browser, cells, PICTURES / f"notebook-{name}.png")


def take(browser: str, cells: list[nbformat.NotebookNode], target: Path) -> None:
    """Show cells as Jupyter does and write a picture of them, cut to what they hold."""
    page = nbformat.v4.new_notebook(cells=cells)
    body, _ = HTMLExporter().from_notebook_node(page)
    with TemporaryDirectory() as folder:
        file, raw = Path(folder) / "page.html", Path(folder) / "page.png"
        file.write_text(body, encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--virtual-time-budget=4000"]
        subprocess.run(
            [browser, *options, f"--window-size={WIDTH},{TALLEST}", f"--screenshot={raw}", file.as_uri()], check=True, capture_output=True
        )
        with Image.open(raw) as opened:
            image = opened.convert("RGB")
    ground = Image.new("RGB", image.size, image.getpixel((image.width // 2, image.height - 2)))
    box = ImageChops.difference(image, ground).getbbox()
    if box is None:
        raise SystemExit(f"{target.name}: the page is empty.")
    image = image.crop((0, max(box[1] - 8, 0), image.width, min(box[3] + 8, image.height)))
    image.quantize(128, dither=Image.Dither.NONE).save(target, optimize=True)
    print(f"{target.relative_to(ROOT)} {image.size} {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
