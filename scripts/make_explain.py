"""Write docs/explain.md, the notes on ten findings: `python scripts/make_explain.py`.

The law is that of an invented State (legislation_samples/), and beside each note stands what a reader of that law says. The ten
questions were chosen once, for what they show; whether the tool is right on them is found out each time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gapcheck.catalog import read_catalog
from gapcheck.catalog.selection import select_tests
from gapcheck.files import read_yaml
from gapcheck.pipeline import run
from gapcheck.report.explain import Explanation, Line, explain
from gapcheck.report.markdown import escape

ROOT = Path(__file__).resolve().parents[1]
NAME = "XBC-dravinia-controlled-articles-act-1984"
CODE = "XBC"
QUESTIONS = {
    "FP-05.1.b.1#1": "a prohibition in one section, its penalty in a schedule, and the law's own word for a firearm",
    "FP-03.a.1#1": "a definition",
    "FP-03.a.3#2": "a power that takes a limit away",
    "FP-03.d.2#3": "a rule for the trade where the Protocol asks for one for everybody",
    "FP-05.1.c.2#1": "marks, but of what?",
    "FP-05.2.a.2#1": "an ancillary offence for some sections only",
    "FP-06.1#1": "forfeiture",
    "FP-07.1#1": "a duty to keep a register",
    "FP-08.1.a.1#1": "nothing found, and what came nearest",
    "FP-04.2#1": "an exemption as wide as the rule",
}

HEAD = """# Ten findings explained

`gapcheck scan LAW -j CODE --explain TEST` writes such a note for any finding. These ten are on the law of an invented State,
`legislation_samples/{name}.txt`, which was written to trap the tool.
Under each heading stands what a person who read the law says (`{name}.expected.yaml`), so that
you see the tool when it is right and when it is wrong, and what in the note tells the one from the other: the words that carried the
answer, what the passage does, and how near the score is to the threshold.

The page is made by `python scripts/make_explain.py` from the present state of catalog and calibration.
"""


def main() -> None:
    """Write the page."""
    folder = ROOT / "legislation_samples"
    catalog = read_catalog()
    wanted = select_tests(catalog, QUESTIONS)
    outcome = run([folder / f"{NAME}.txt"], jurisdiction=CODE, catalog=catalog, only=wanted)
    reader = read_yaml(folder / f"{NAME}.expected.yaml")["expected"]
    parts = [HEAD.format(name=NAME)]
    right = 0
    for number, (test, what) in enumerate(QUESTIONS.items(), start=1):
        note = explain(outcome.assessment, catalog, test)
        expected, places = _expected(reader, test)
        agrees = note.status.value in expected
        right += agrees
        said = " or ".join(status.replace("_", " ") for status in expected) + (f", at {' or '.join(places)}" if places else "")
        verdict = "The reader agrees" if agrees else "**The reader disagrees**"
        parts.append(f"## {number}. {what[0].upper()}{what[1:]}\n\n{verdict}: {escape(said)}.\n\n{_note(note)}")
    parts.insert(1, f"Of the ten statuses {right} are the reader's.\n")
    (ROOT / "docs" / "explain.md").write_text("\n".join(parts), encoding="utf-8")
    print(f"written: docs/explain.md ({right} of {len(QUESTIONS)} as the reader)")


def _expected(reader: dict[str, Any], test: str) -> tuple[list[str], list[str]]:
    said = reader.get(test, [reader["otherwise"]])
    return str(said[0]).split("/"), [str(place) for place in said[1:]]


def _note(note: Explanation) -> str:
    lines = [
        f"**{escape(note.title)}** ({escape(note.subtitle)})",
        f"*{escape(note.question)}*",
        f"**{escape(note.answer)}.** {escape(note.reason)}",
    ]
    for section in note.sections:
        if section.heading in ("Source",):
            continue
        lines.append(f"{escape(section.heading)}:")
        figures = [line for line in section.lines if line.value is not None]
        if figures:
            lines.append("| log-odds | |\n| ---: | --- |\n" + "\n".join(f"| {line.value:+.2f} | {escape(line.text)} |" for line in figures))
        for line in section.lines:
            if line.value is None:
                text = _line(line)
                if text.startswith("- ") and lines[-1].startswith("- "):
                    lines[-1] += f"\n{text}"
                else:
                    lines.append(text)
    return "\n\n".join(lines) + "\n"


def _line(line: Line) -> str:
    if line.kind != "quote":
        return f"- {escape(line.text)}"
    out, at = [], 0
    for start, end in line.marks:
        out += [line.text[at:start], "\0", line.text[start:end], "\1"]
        at = end
    text = escape_marked("".join([*out, line.text[at:]]))
    return f"> “{text}” ({escape(line.place)})"


def escape_marked(text: str) -> str:
    """Escape the words of a law around the marks of what matched, which become bold."""
    pieces = text.replace("\1", "\0").split("\0")
    return "".join(f"**{escape(piece)}**" if number % 2 else _spaced(piece) for number, piece in enumerate(pieces))


def _spaced(piece: str) -> str:
    lead, tail = piece[: len(piece) - len(piece.lstrip())], piece[len(piece.rstrip()) :]
    return f"{lead}{escape(piece)}{tail if piece.strip() else ''}"


if __name__ == "__main__":
    main()
