"""Make the pictures of the Word report and the questionnaire in docs/img from a law of an invented State.

`python scripts/make_word_pictures.py`; needs LibreOffice and Pillow (which matplotlib brings).
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

from gapcheck.catalog import read_catalog
from gapcheck.pipeline import run
from gapcheck.report.json import settle
from gapcheck.report.pdf import find_office, set_pdf, write_pdf
from gapcheck.report.questionnaire import write_questionnaire
from gapcheck.report.view import View, build

ROOT = Path(__file__).resolve().parents[1]
LAW = ROOT / "legislation_samples" / "XBC-dravinia-controlled-articles-act-1984.txt"
IMAGES = ROOT / "docs" / "img"
_SCALE = 1.0
_GAP = 10


def main() -> None:
    """Write word-report.png and word-questionnaire.png."""
    catalog = read_catalog()
    view = build(settle(run([LAW], jurisdiction="XBC", catalog=catalog).assessment), catalog)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_pdf(view, folder / "report.pdf")
        draw(folder / "report.pdf", _pages(view, folder / "report.pdf"), IMAGES / "word-report.png")
        write_questionnaire(view, folder / "questionnaire.docx")
        made = set_pdf(find_office(), folder / "questionnaire.docx", folder)
        draw(made, [0, 3, 4, 5, 8, 9], IMAGES / "word-questionnaire.png")


def _pages(view: View, path: Path) -> list[int]:
    """Choose pages: title, contents, summary, coverage, offences, a threat, recommendations, annex."""
    words = view.words["word"]
    document = pypdfium2.PdfDocument(path)
    at = {item.get_title(): item.get_dest().get_index() for item in document.get_toc()}
    document.close()
    offences = next(page for title, page in at.items() if title.startswith(words["article"].format(number=5)))
    summary = at[words["summary"]]
    parts = [at[words[key]] for key in ("by_threat_heading", "recommendations", "annex")]
    return [0, 1, summary, summary + 1, offences, *parts]


def draw(path: Path, pages: Sequence[int], target: Path, across: int = 4) -> None:
    """Draw pages side by side."""
    document = pypdfium2.PdfDocument(path)
    images = [document[page].render(scale=_SCALE).to_pil().convert("RGB") for page in pages]
    document.close()
    across = min(across, -(-len(images) // 2))
    width, height = min(image.width for image in images), max(image.height for image in images)
    images = [image.resize((width, image.height * width // image.width)) if image.width > width else image for image in images]
    down = -(-len(images) // across)
    sheet = Image.new("RGB", (across * (width + _GAP) + _GAP, down * (height + _GAP) + _GAP), "#9ca3af")
    for number, image in enumerate(images):
        sheet.paste(image, (_GAP + number % across * (width + _GAP), _GAP + number // across * (height + _GAP)))
    sheet.quantize(192, Image.Quantize.MAXCOVERAGE).save(target, optimize=True)


if __name__ == "__main__":
    main()
