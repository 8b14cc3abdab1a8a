"""`gapcheck outline`: how a law was read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gapcheck.cli import options

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def outline(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A law.")],
    length: Annotated[int, typer.Option("--length", min=0, metavar="N", help="Characters of each unit's heading or text to show.")] = 60,
    zones: Annotated[bool, typer.Option("--zones", help="Show notes and running headers too.")] = False,
    depth: Annotated[int, typer.Option("--depth", min=1, metavar="N", help="Show no unit below this depth.")] = 99,
    no_color: options.NoColor = False,
) -> None:
    """Show how a law was read: its units and their places.

    Gaps in a gap table are worth what the reading is worth: look here first when a result surprises.
    """
    from gapcheck.cli.console import results
    from gapcheck.load import load
    from gapcheck.report.paper import Paper
    from gapcheck.segment import outline as lines_of
    from gapcheck.segment import segment

    law = load(file)
    segmentation = segment(law)
    paper = Paper(results(no_color=no_color))
    paper.line((law.title or law.name, "bold"))
    paper.line(
        f"{law.format}, {law.language}, {len(law.text):,} characters, {len(segmentation.units) - 1:,} units, "
        f"{segmentation.numbered_share * 100:.0f} % of the text in numbered units, confidence {segmentation.confidence:.2f}"
    )
    for text in (*law.warnings, *segmentation.warnings):
        paper.line(("note: ", "yellow"), text)
    paper.line()
    for line in lines_of(segmentation, law, words=length, zones=zones):
        indent = len(line) - len(line.lstrip(" "))
        if indent // 2 < depth:
            paper.line(line.lstrip(" "), indent=indent)
