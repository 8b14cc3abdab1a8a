"""The questionnaire as a Word document with fields to complete."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gapcheck.report.phrases import catalog_line
from gapcheck.report.questionnaire.answers import NO, OPEN, PART, YES, Answer
from gapcheck.report.questionnaire.themes import Cluster
from gapcheck.report.view import FILLS, View
from gapcheck.report.word.findings import marks
from gapcheck.report.word.flow import Cell, Column, Flow, Line, line, simple
from gapcheck.report.word.xml import Run, checkbox, fill_in

_CITED = 10
"""Provisions cited for a theme; the report has the others."""
FILL = {YES: "covered", PART: "partly_covered", NO: "not_found", OPEN: "needs_other_source"}
"""Proposal -> the status whose colour it has."""

_INPUT = "FFF9DB"
"""Colour of what the State completes."""

Drafts = Sequence[tuple[Cluster, Sequence[Answer]]]


def write(view: View, drafts: Drafts, path: Path, template: str | Path | None) -> None:
    """Write the document."""
    from gapcheck.report.word import compose

    words = view.words["questionnaire"]
    title = words["title"].format(jurisdiction=view.jurisdiction_name)

    def front(flow: Flow) -> None:
        flow.text(title, style="title")
        flow.text(words["subtitle"], style="subtitle")
        for law in view.laws[:12]:
            flow.text(Run(text=law.title or law.file, bold=True))
        flow.text(catalog_line(view), style="small")
        flow.text(view.disclaimer, style="note")

    def body(flow: Flow) -> None:
        _opening(flow, view, drafts)
        for cluster, answers in drafts:
            flow.heading(words["cluster"].format(id=cluster.id, title=cluster.title), 1, f"cluster-{cluster.id}")
            for answer in answers:
                _theme(flow, view, answer)

    compose(view, path, template, title=title, front=front, body=body)


def _opening(flow: Flow, view: View, drafts: Drafts) -> None:
    words = view.words["questionnaire"]
    flow.heading(words["how"], 1, "how")
    for key in ("how_1", "how_2", "how_3"):
        flow.text(words[key].format(fill=words["fill"]))
    flow.text(words["instruments"], style="small")
    flow.heading(words["overview"], 2, "overview")
    flow.caption(words["overview"])
    kinds = (YES, PART, NO, OPEN)
    columns = (Column(text="", share=5), *(Column(text=words["answers"][kind], share=1.3, style="figure") for kind in kinds))
    rows = []
    total: Counter[str] = Counter()
    for cluster, answers in drafts:
        counts = Counter(answer.proposal for answer in answers)
        total.update(counts)
        name = words["cluster"].format(id=cluster.id, title=cluster.title)
        rows.append((simple(Run(text=name, to=f"cluster-{cluster.id}")), *(simple(str(counts[kind]), style="figure") for kind in kinds)))
    last = (simple(Run(text=words["count"], bold=True)), *(simple(Run(text=str(total[kind]), bold=True), style="figure") for kind in kinds))
    flow.table(columns, [*rows, last], about=words["overview"])


def _theme(flow: Flow, view: View, answer: Answer) -> None:
    words = view.words["questionnaire"]
    theme = answer.theme
    flow.heading(f"{theme.id} {theme.title} ({theme.article})", 2, f"theme-{theme.id}")
    flow.text(Run(text=theme.question, bold=True), keep=True)
    rows: list[tuple[Cell, Cell]] = [
        (_label(words["proposed"]), _proposal(view, answer)),
        (_label(words["law"]), _law(view, answer)),
    ]
    for key, found in (("missing", answer.missing), ("optional", answer.optional)):
        if found:
            rows.append((_label(words[key]), Cell(lines=tuple(line(f"{row.symbol} {row.asks}") for row in found))))
    if answer.other:
        other = [line(row.asks, Run(text=f" → {row.look_in}" if row.look_in else "", italic=True)) for row in answer.other]
        rows.append((_label(words["other"]), Cell(lines=tuple(other))))
    rows.append((_label(words["final"]), _boxes(flow, [words["answers"][kind] for kind in (YES, PART, NO)], words["fill"])))
    rows.append((_label(words["difficulties"]), _blank(flow, words["fill"])))
    rows.append((_label(words["assistance"]), _boxes(flow, list(words["assistance_kinds"].values()), words["fill"])))
    rows.append((_label(words["practice"]), _blank(flow, words["fill"])))
    rows.append((_label(words["authority"]), _blank(flow, words["fill"])))
    flow.table((Column(text="", share=1.4), Column(text="", share=5)), rows, about=f"{theme.id} {theme.title}", head=False, keep=1)


def _label(text: str) -> Cell:
    return simple(Run(text=text, bold=True), fill="EEF2F7")


def _proposal(view: View, answer: Answer) -> Cell:
    words = view.words["questionnaire"]
    lines: list[Line] = [line(Run(text=words["answers"][answer.proposal], bold=True))]
    if answer.proposal == OPEN:
        lines.append(line(words["open_why"], style="cell small"))
    else:
        lines.append(line(words["basis"].format(met=answer.met, part=answer.part, counted=answer.counted), style="cell small"))
    if answer.look:
        lines.append(line(f"▲ {words['look']}", style="cell small"))
    if answer.reviewed:
        lines.append(line(words["reviewed"], style="cell small"))
    return Cell(lines=tuple(lines), fill=FILLS[next(status for status in FILLS if status.value == FILL[answer.proposal])])


def _law(view: View, answer: Answer) -> Cell:
    words = view.words["questionnaire"]
    lines: list[Line] = []
    for item in answer.citations[:_CITED]:
        left, right = marks(item.quote, view)
        lines.append(line(Run(text=f"{item.law}, {item.place}", bold=True)))
        lines.append(line(Run(text=f"{left}{item.quote}{right}", lang=item.language), style="quote"))
    if len(answer.citations) > _CITED:
        lines.append(line(words["more_law"].format(count=len(answer.citations) - _CITED), style="cell small"))
    return Cell(lines=tuple(lines) or (line(words["no_law"]),))


def _blank(flow: Flow, hint: str) -> Cell:
    return Cell(lines=(line(_field(flow, hint)),), fill=_INPUT)


def _boxes(flow: Flow, labels: Sequence[str], hint: str) -> Cell:
    pieces: list[Any] = []
    for label in labels:
        pieces += [checkbox(flow.number()), f"\u00a0{label}\u00a0\u00a0\u00a0 "]
    return Cell(lines=(line(*pieces), line(_field(flow, hint))), fill=_INPUT)


def _field(flow: Flow, hint: str) -> Any:
    return fill_in(flow.number(), f"[{hint}]", hint)
