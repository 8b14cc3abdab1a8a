"""Many jurisdictions side by side: on the terminal, as JSON, CSV, Markdown and one page. The workbook is `gapcheck.report.excel`'s."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape as html_escape
from pathlib import Path

from rich.console import Console

from gapcheck.model.result import DISCLAIMER, Assessment, Status
from gapcheck.report.clean import escaped, one_line
from gapcheck.report.csv import COLUMNS, safe_cell
from gapcheck.report.json import to_dict
from gapcheck.report.markdown import escape as markdown_escape
from gapcheck.report.paper import Paper
from gapcheck.report.view import COLOURS, FILLS, SYMBOLS, Bar, View

SCHEMA = "gapcheck-matrix-1"
_CELL = 7


@dataclass(frozen=True, kw_only=True)
class Line:
    """One article or threat over all jurisdictions; a bar is None where the jurisdiction has no figure."""

    label: str
    title: str
    bars: tuple[Bar | None, ...]


def lines_of(views: Sequence[View]) -> list[Line]:
    """Return the lines of the matrix: the Protocol as a whole, its articles, the Convention's, the threats."""
    lines = [Line(label="", title=views[0].words["overall"], bars=tuple(view.overall if view.rows else None for view in views))]
    for group in ("articles", "threats"):
        by_view = [{bar.id: bar for bar in getattr(view, group)} for view in views]
        known: dict[str, Bar] = {}
        for bars in by_view:
            for identifier, bar in bars.items():
                known.setdefault(identifier, bar)
        order = max(by_view, key=len, default={})
        for identifier in [*order, *(key for key in known if key not in order)]:
            bar = known[identifier]
            lines.append(Line(label=bar.label, title=bar.title, bars=tuple(bars.get(identifier) for bars in by_view)))
    return lines


def failures(views: Sequence[View]) -> list[tuple[str, str]]:
    """Return the jurisdictions of which nothing could be read, each with the reason."""
    return [(view.jurisdiction, "; ".join(f"{item.file}: {item.reason}" for item in view.refused)) for view in views if not view.laws]


def print_matrix(views: Sequence[View], console: Console) -> None:
    """Print coverage of articles and threats by jurisdiction, as many columns a block as the width holds."""
    paper = Paper(console)
    words = views[0].words
    paper.line(words["matrix_title"].format(count=len(views)), style="bold")
    paper.line(words["catalog_line"].format(catalog=views[0].catalog, version=views[0].gapcheck), style="dim")
    lines = lines_of(views)
    label, title = max(len(line.label) for line in lines), 26
    block = len(views) if paper.flat else max(1, (paper.width - label - title - 4) // (_CELL + 2))
    for start in range(0, len(views), block):
        shown = range(start, min(start + block, len(views)))
        paper.line()
        grid = paper.grid(label, title, *[_CELL] * len(shown))
        head = [views[number].jurisdiction.rjust(_CELL) for number in shown]
        _add(paper, grid, ["".ljust(label), "".ljust(title), *head], "bold")
        for line in lines:
            cells = [_figure(line.bars[number]).rjust(_CELL) for number in shown]
            _add(
                paper,
                grid,
                [line.label.ljust(label), one_line(line.title) if not paper.flat else line.title[:title].ljust(title), *cells],
                "",
            )
        if not paper.flat:
            paper.show(grid)
    for code, reason in failures(views):
        paper.line((f"{code}: ", "yellow"), f"{words['nothing_read']}: {reason}")
    paper.line()
    paper.line(views[0].disclaimer, style="italic")


def _add(paper: Paper, grid: object, cells: Sequence[str], style: str) -> None:
    from rich.table import Table
    from rich.text import Text

    if paper.flat:
        paper.line(*[Text(f"{cell}  ") for cell in cells])
    elif isinstance(grid, Table):
        grid.add_row(*[Text(cell, style=style) for cell in cells])


def _figure(bar: Bar | None) -> str:
    return "–" if bar is None else f"{bar.percent} {bar.symbol}" if bar.coverage is not None else bar.symbol


def to_json(assessments: Sequence[Assessment]) -> str:
    """Return all assessments as one JSON: each of the form that a scan writes."""
    body = {"schema": SCHEMA, "disclaimer": DISCLAIMER, "jurisdictions": [to_dict(item) for item in assessments]}
    return escaped(json.dumps(body, ensure_ascii=False, indent=1, allow_nan=False)) + "\n"


def to_csv(views: Sequence[View]) -> str:
    """Return all findings as one long table, a jurisdiction after the other; one of which nothing was read is a row that says why."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["jurisdiction", *COLUMNS, "note"])
    for view in views:
        for row in view.rows:
            writer.writerow(map(safe_cell, (view.jurisdiction, *(column(row) for column in COLUMNS.values()), view.disclaimer)))
    for code, reason in failures(views):
        found = {"status_label": views[0].words["nothing_read"], "found": reason}
        writer.writerow(map(safe_cell, (code, *(found.get(name, "") for name in COLUMNS), views[0].disclaimer)))
    return out.getvalue()


def to_markdown(views: Sequence[View]) -> str:
    """Return the matrix as one Markdown table."""
    words = views[0].words
    parts = [f"# {markdown_escape(words['matrix_title'].format(count=len(views)))}", f"> {markdown_escape(views[0].disclaimer)}"]
    table = [f"| | | {' | '.join(view.jurisdiction for view in views)} |", f"| --- | --- |{' ---: |' * len(views)}"]
    table += [
        f"| {markdown_escape(line.label)} | {markdown_escape(line.title)} | {' | '.join(_figure(bar) for bar in line.bars)} |"
        for line in lines_of(views)
    ]
    parts.append("\n".join(table))
    parts += [f"- {code}: {markdown_escape(words['nothing_read'])}: {markdown_escape(reason)}" for code, reason in failures(views)]
    return "\n\n".join(parts) + "\n"


def to_html(views: Sequence[View]) -> str:
    """Return the matrix as one page without scripts that asks nothing of the network; wide and narrow, dark and light, and on paper."""
    words = views[0].words
    title = _safe(words["matrix_title"].format(count=len(views)))
    head = "".join(f'<th scope="col" title="{_safe(view.jurisdiction_name)}">{_safe(view.jurisdiction)}</th>' for view in views)
    rows = []
    for line in lines_of(views):
        cells = "".join(f'<td class="{bar.status.value if bar else "none"}">{_safe(_figure(bar))}</td>' for bar in line.bars)
        label = f"<b>{_safe(line.label)}</b> " if line.label else ""
        rows.append(f'<tr><th scope="row">{label}<span>{_safe(line.title)}</span></th>{cells}</tr>')
    failed = "".join(f"<li>{_safe(code)}: {_safe(words['nothing_read'])}: {_safe(reason)}</li>" for code, reason in failures(views))
    legend = "".join(
        f'<li class="{status.value}">{_safe(SYMBOLS[status])} {_safe(words["status"][status.value])}</li>' for status in Status
    )
    return _PAGE.format(
        language=_safe(words["page_words"]["lang"]),
        title=title,
        style=_STYLE,
        disclaimer=_safe(views[0].disclaimer),
        head=head,
        rows="\n".join(rows),
        legend=f"<ul>{legend}</ul>",
        failed=f"<ul>{failed}</ul>" if failed else "",
        made=_safe(words["catalog_line"].format(catalog=views[0].catalog, version=views[0].gapcheck)),
    )


def _safe(text: str) -> str:
    return html_escape(one_line(text))


def _colours(colours: Mapping[Status, str], fills: Mapping[Status, str]) -> str:
    return "".join(f".{status.value}{{background:#{fills[status]};color:#{colours[status]}}}" for status in Status)


_DARK = {
    Status.COVERED: ("6fdcb0", "14392c"),
    Status.PARTLY_COVERED: ("f2c46d", "42320f"),
    Status.NOT_FOUND: ("f49ac8", "471b34"),
    Status.CONTRADICTED: ("ff9d9d", "4b1818"),
    Status.NOT_APPLICABLE: ("b3bac4", "2c3138"),
    Status.NEEDS_OTHER_SOURCE: ("a4c4f2", "1f3049"),
}
"""Status -> letters and ground on a dark screen, as on the page of one jurisdiction."""

_STYLE = (
    """:root{--page:#fff;--text:#1b1f24;--line:#c9d0d8;color-scheme:light}
body{margin:0 auto;max-width:90rem;padding:1rem 1.5rem;font:1rem/1.5 system-ui,sans-serif;background:var(--page);color:var(--text)}
h1{font-size:1.75rem;line-height:1.2}
div{overflow-x:auto}
table{border-collapse:collapse}
th,td{padding:.25rem .6rem;border:1px solid var(--line);text-align:right;white-space:nowrap}
th[scope=row]{text-align:left;position:sticky;left:0;background:var(--page);font-weight:400}
ul{padding:0;list-style:none}
li{display:inline-block;margin:0 .4rem .4rem 0;padding:0 .6rem;border-radius:.8rem}
ul:not(:has([class])) li{display:list-item;padding:0}
@media (max-width:40rem){
body{padding:.75rem}
h1{font-size:1.35rem}
th[scope=row]{min-width:7rem;max-width:8rem;white-space:normal;overflow-wrap:break-word}
th,td{padding:.2rem .4rem}
}
@media print{
@page{size:landscape}
body{max-width:none;padding:0;font-size:9pt}
td,li{print-color-adjust:exact;-webkit-print-color-adjust:exact}
tr{break-inside:avoid}
}
"""
    + _colours(COLOURS, FILLS)
    + "@media screen and (prefers-color-scheme:dark){:root{--page:#14171c;--text:#e6e9ee;--line:#3a414b;color-scheme:dark}"
    + _colours({status: pair[0] for status, pair in _DARK.items()}, {status: pair[1] for status, pair in _DARK.items()})
    + "}"
)

_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}
</style></head>
<body><main><h1>{title}</h1><p>{disclaimer}</p>
{failed}
{legend}
<div tabindex="0" role="region" aria-label="{title}"><table><thead><tr><td></td>{head}</tr></thead>
<tbody>
{rows}
</tbody></table></div><p>{made}</p></main></body></html>
"""


def write(path: Path, assessments: Sequence[Assessment], views: Sequence[View], *, codes: str = "words") -> None:
    """Write the matrix in the format of a file's ending (one of `ENDINGS`)."""
    ending = path.suffix.lower()
    if ending == ".xlsx":
        from gapcheck.report.excel import write_workbook

        write_workbook(views, path, codes=codes)
    elif ending == ".json":
        path.write_text(to_json(assessments), encoding="utf-8", newline="\n")
    else:
        encoding = "utf-8-sig" if ending == ".csv" else "utf-8"
        path.write_text(_TEXTS[ending](views), encoding=encoding, newline="")


_TEXTS: Mapping[str, Callable[[Sequence[View]], str]] = {".csv": to_csv, ".md": to_markdown, ".html": to_html}
ENDINGS = (".xlsx", ".html", ".json", ".csv", ".md")
"""The formats of a matrix."""
