"""How results show themselves in a notebook: HTML for rich cells, text for plain ones.

Styles stand in the elements, without script, class or request, so that a cell looks the same in Jupyter, VS Code and a saved page, in
light and in dark. Every word that comes from outside is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from gapcheck.model.result import Status
from gapcheck.report.clean import one_line
from gapcheck.report.explain import Explanation, Line
from gapcheck.report.phrases import catalog_line, language_name, law_size, weights_line
from gapcheck.report.view import SYMBOLS, Bar, Gap, View

_WORST = 5
_BLOCKS = 20
_TITLE = 44
_FILL = "#2F7396"
_TRACK = "rgba(128,128,128,.28)"
_QUIET = "opacity:.75;font-size:90%"
_CELL = "text-align:left;padding:1px 10px 1px 0;vertical-align:top;border:0;background:none"


def to_html(view: View) -> str:
    """Return an assessment as HTML: what was read, the result in a sentence, coverage as bars, where to act first."""
    words = view.words
    laws = "".join(
        f"<div>{_text(law.title or law.file)} <span style='{_QUIET}'>({_text(law.file)}, {_text(language_name(view, law.language))}; "
        f"{_text(law_size(view, number))})</span></div>"
        for number, law in enumerate(view.laws)
    )
    refused = "".join(f"<div>{_text(item.file)}: {_text(item.reason)}</div>" for item in view.refused)
    parts = [
        f"<div style='font-size:125%;font-weight:600'>{_text(view.title)}</div>",
        laws,
        f"<div><b>{_text(words['refused'])}</b>{refused}</div>" if refused else "",
        f"<p style='max-width:60em;margin:8px 0'>{_text(view.summary)}</p>",
        "<div style='display:flex;flex-wrap:wrap;gap:8px 40px'>",
        _bars(words["coverage_by_article"], (view.overall, *view.articles)),
        _bars(words["coverage_by_threat"], view.threats),
        "</div>",
        f"<div style='{_QUIET}'>{_text(_legend(view))}</div>",
        _gaps(view),
        f"<div style='{_QUIET};max-width:66em;margin-top:8px'>{_text(view.disclaimer)}<br>{_text(weights_line(view))}<br>"
        f"{_text(catalog_line(view))}. {_text(words['notebook']['more'])}</div>",
    ]
    return f"<div>{''.join(parts)}</div>"


def to_text(view: View) -> str:
    """Return an assessment as plain text of a screenful."""
    lines = [view.title]
    lines += [f"  {one_line(law.title or law.file)} ({one_line(law.file)}, {law_size(view, i)})" for i, law in enumerate(view.laws)]
    lines += [f"  {view.words['refused']}: {one_line(item.file)}: {one_line(item.reason)}" for item in view.refused]
    lines += ["", view.summary]
    for heading, bars in (("coverage_by_article", (view.overall, *view.articles)), ("coverage_by_threat", view.threats)):
        if bars:
            width = max(len(bar.label) for bar in bars)
            lines += ["", view.words[heading]]
            lines += [f"  {bar.label:<{width}}  {_blocks(bar)} {bar.percent:>5}  {_shorten(bar.title)}".rstrip() for bar in bars]
    lines += ["", view.disclaimer, view.words["notebook"]["more"]]
    return "\n".join(lines)


def many_to_html(views: Sequence[View], failed: Sequence[tuple[str, str]] = ()) -> str:
    """Return several jurisdictions as HTML: a row each with its coverage of the Protocol and a symbol for each threat.

    Args:
        views: one a jurisdiction.
        failed: (jurisdiction, reason) of those that could not be assessed.
    """
    words = views[0].words["notebook"]
    threats = tuple(dict.fromkeys((bar.id, bar.title) for view in views for bar in view.threats))
    head = "".join(f"<th style='{_CELL}' title='{_text(title)}'>({_text(letter)})</th>" for letter, title in threats)
    rows = []
    for view in views:
        by_letter = {bar.id: bar for bar in view.threats}
        signs = "".join(
            f"<td style='{_CELL}' title='{_text(by_letter[letter].status_label if letter in by_letter else '')}'>"
            f"{_text(by_letter[letter].symbol if letter in by_letter else '')}</td>"
            for letter, _ in threats
        )
        rows.append(
            f"<tr><td style='{_CELL}'><b>{_text(view.jurisdiction)}</b> {_text(_name(view))}</td>"
            f"<td style='{_CELL}'>{_bar(view.overall)}</td><td style='{_CELL}'>{len(view.gaps)}</td>{signs}</tr>"
        )
    wrong = "".join(f"<div>{_text(code)}: {_text(reason)}</div>" for code, reason in failed)
    told = f"<div><b>{_text(words['failed'])}</b>{wrong}</div>" if wrong else ""
    return (
        f"<div><div style='font-size:125%;font-weight:600'>{_text(words['many'].format(count=len(views)))}</div>"
        f"<table style='border-collapse:collapse'><thead><tr><th style='{_CELL}'>{_text(words['jurisdiction'])}</th>"
        f"<th style='{_CELL}'>{_text(views[0].overall.label)}</th><th style='{_CELL}'>{_text(words['gaps'])}</th>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
        f"<div style='{_QUIET}'>{_text(_legend(views[0]))}</div>"
        f"{told}"
        f"<div style='{_QUIET};max-width:66em;margin-top:8px'>{_text(views[0].disclaimer)}</div></div>"
    )


def many_to_text(views: Sequence[View], failed: Sequence[tuple[str, str]] = ()) -> str:
    """Return several jurisdictions as plain text: a line each."""
    words = views[0].words["notebook"]
    width = max(len(view.jurisdiction) for view in views)
    lines = [words["many"].format(count=len(views))]
    lines += [
        f"  {view.jurisdiction:<{width}}  {_blocks(view.overall)} {view.overall.percent:>5}  "
        f"{words['gaps']}: {len(view.gaps)}  {_name(view)}".rstrip()
        for view in views
    ]
    lines += [f"  {code}: {words['failed']}: {one_line(reason)}" for code, reason in failed]
    return "\n".join([*lines, "", views[0].disclaimer])


def note_to_html(note: Explanation) -> str:
    """Return the note on one finding as HTML: the words that carried the match are marked."""
    sections = "".join(
        f"<div style='margin-top:8px'><b>{_text(section.heading)}</b>{''.join(map(_line, section.lines))}</div>"
        for section in note.sections
    )
    return (
        f"<div style='max-width:60em'><div style='font-size:115%;font-weight:600'>{_text(note.title)}</div>"
        f"<div style='{_QUIET}'>{_text(note.subtitle)}</div><p style='margin:8px 0'><i>{_text(note.question)}</i><br>"
        f"<b>{_text(note.answer)}</b><br>{_text(note.reason)}</p>{sections}</div>"
    )


def _text(words: str) -> str:
    return escape(one_line(words), quote=True)


def _name(view: View) -> str:
    return view.jurisdiction_name if view.jurisdiction_name != view.jurisdiction else ""


def _legend(view: View) -> str:
    return "   ".join(f"{SYMBOLS[status]} {view.words['status'][status.value]}" for status in Status)


def _bars(heading: str, bars: Sequence[Bar]) -> str:
    if not bars:
        return ""
    rows = "".join(
        f"<tr style='background:none'><td style='{_CELL};white-space:nowrap'>{_text(bar.label)}</td>"
        f"<td style='{_CELL};white-space:nowrap'>{_bar(bar)}</td>"
        f"<td style='{_CELL}'>{_text(bar.symbol)} {_text('' if bar.label == bar.title else bar.title)}</td></tr>"
        for bar in bars
    )
    return (
        f"<div><div style='font-weight:600;margin-top:4px'>{_text(heading)}</div>"
        f"<table style='border-collapse:collapse;font-size:90%'><tbody>{rows}</tbody></table></div>"
    )


def _bar(bar: Bar) -> str:
    share = 0.0 if bar.coverage is None else bar.coverage * 100
    return (
        f"<span role='img' aria-label='{_text(bar.label)}: {_text(bar.percent)}, {_text(bar.status_label)}'>"
        f"<span style='display:inline-block;width:110px;height:.75em;background:{_TRACK}'>"
        f"<span style='display:block;width:{share:.1f}%;height:100%;background:{_FILL}'></span></span>"
        f"<span style='display:inline-block;width:3.6em;text-align:right;font-variant-numeric:tabular-nums'>{_text(bar.percent)}</span>"
        "</span>"
    )


def _blocks(bar: Bar) -> str:
    full = round((bar.coverage or 0.0) * _BLOCKS)
    return "█" * full + "░" * (_BLOCKS - full)


def _shorten(words: str) -> str:
    flat = one_line(words)
    return flat if len(flat) <= _TITLE else f"{flat[: _TITLE - 1].rstrip()}…"


def _gaps(view: View) -> str:
    if not view.gaps:
        return f"<p style='margin:8px 0'>{_text(view.words['no_gaps'])}</p>"
    rest = len(view.gaps) - _WORST
    more = f"<div style='{_QUIET}'>{_text(view.words['more_gaps'].format(count=rest))}</div>" if rest > 0 else ""
    return (
        f"<details><summary style='font-weight:600;margin-top:8px;cursor:pointer'>{_text(view.words['worst_gaps'])}</summary>"
        f"<ol style='margin:4px 0;max-width:60em'>{''.join(_gap(gap, view) for gap in view.gaps[:_WORST])}</ol>{more}</details>"
    )


def _gap(gap: Gap, view: View) -> str:
    return (
        f"<li><b>{_text(gap.title)}</b> "
        f"<span style='{_QUIET}'>{_text(gap.article_label)}, {_text(gap.obligation_label)}, {_text(gap.entry)}</span><br>"
        f"{_text(view.words['recommendation'])}: {_text(gap.recommendation)}</li>"
    )


def _line(line: Line) -> str:
    if line.kind == "quote":
        pieces, at = [], 0
        for start, end in line.marks:
            pieces += [escape(line.text[at:start]), f"<mark>{escape(line.text[start:end])}</mark>"]
            at = end
        words = "".join(pieces) + escape(line.text[at:])
        place = f" <span style='{_QUIET}'>({_text(line.place)})</span>" if line.place else ""
        return f"<div style='border-left:3px solid {_TRACK};padding-left:8px;margin:2px 0'>“{words}”{place}</div>"
    if line.value is not None:
        weight = "600" if line.kind == "sum" else "400"
        figure = f"{line.value:+.2f}" if line.kind == "figure" else f"{line.value:.2f}"
        return (
            f"<div style='font-weight:{weight}'><span style='display:inline-block;width:4em;text-align:right;"
            f"font-variant-numeric:tabular-nums;margin-right:10px'>{figure}</span>{_text(line.text)}</div>"
        )
    return f"<div>{'• ' if line.kind == 'item' else ''}{_text(line.text)}</div>"
