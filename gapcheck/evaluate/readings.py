"""Readings of real laws: what careful readers answered, and the words that decided it.

A folder of readings holds `<ISO3>.jsonl`, one line a test, in one of two forms that may be mixed:

    {"id", "label", "second", "disputed", "evidence": [{"file", "where", "quote"}]}         with the words of the law
    {"id", "label", "second", "disputed", "evidence": [{"file", "where", "start", "end"}]}  with places only

Places are half-open offsets of characters in the canonical text of `gapcheck.load`; the sha256 of each file stands in `manifest.toml`,
so that a place is never read in another text than the reader's. `docs/readings.md` describes the form and how readings are made.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gapcheck.errors import InputError, UsageError
from gapcheck.model.law import Law

LABELS = ("met", "partly", "not_found", "contradicted", "na")
LOOKED_AT = ("rules", "engine", "figures", "unknown")
"""Who looked at what gapcheck does with a law: authors of rules, the author of the engine, nobody (only figures were seen), not told."""
_ADDRESSED = ("met", "partly")
_ROW = re.compile(r"^\|\s*(?P<code>[A-Z]{3})\s*\|(?P<files>[^|]*)\|", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Words of a law that a reader cited: `[start, end)` of the canonical text, or None where they are not in it word for word."""

    file: str
    where: str
    quote: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A reader's answer to one test; `second` is a second, independent reader's label ("" where nobody read twice)."""

    test: str
    label: str
    second: str = ""
    disputed: bool = False
    cited: tuple[Cited, ...] = ()
    second_cited: tuple[Cited, ...] = ()
    note: str = ""

    @property
    def gap(self) -> bool:
        """Tell whether the reader says that the law does not address the test, or says the opposite."""
        return self.label in ("not_found", "contradicted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The laws of one jurisdiction with a reading of them.

    Attributes:
        looked_at: one of `LOOKED_AT`.
    """

    code: str
    paths: tuple[Path, ...]
    laws: tuple[Law, ...]
    answers: tuple[Answer, ...]
    looked_at: str = "unknown"

    @property
    def language(self) -> str:
        """The language of the first law."""
        return self.laws[0].language


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a manifest says of one bundle; `files` maps names in the jurisdiction's folder to their sha256, "" where it is not told.

    `folder` is the folder's name where it is not the bundle's code: one jurisdiction may have several bundles ("USA", "USA-NFA").
    """

    files: Mapping[str, str]
    looked_at: str = "unknown"
    folder: str = ""


def read_bundles(gold: Sequence[Path], laws: Path, only: Iterable[str] = ()) -> tuple[Bundle, ...]:
    """Read folders of readings and the laws they speak of.

    Args:
        gold: folders of readings; where two hold the same jurisdiction the first one counts.
        laws: a folder with one folder per jurisdiction.
        only: codes of jurisdictions; by default all.

    Raises:
        InputError: nothing is there to read, or a reading or a manifest has errors.
        UsageError: `only` names a jurisdiction without a reading.
    """
    files: dict[str, Path] = {}
    listed: dict[str, Listed] = {}
    for folder in gold:
        if not folder.is_dir():
            raise InputError("There is no such folder of readings.", where=str(folder), todo="Name a folder that holds <ISO3>.jsonl.")
        for path in sorted(folder.glob("*.jsonl")):
            files.setdefault(path.stem, path)
        for code, entry in read_manifest(folder).items():
            listed.setdefault(code, entry)
    wanted = sorted(set(only) or files)
    if not files:
        raise InputError("No reading is there.", where=str(gold[0]), todo="Name a folder that holds <ISO3>.jsonl.")
    if unknown := [code for code in wanted if code not in files]:
        raise UsageError(f"There is no reading of {', '.join(unknown)}.", todo=f"Readings: {', '.join(sorted(files))}.")
    return tuple(read_bundle(code, files[code], laws, listed.get(code)) for code in wanted)


def read_manifest(folder: Path) -> dict[str, Listed]:
    """Return what `manifest.toml`, or else the table in `README.md`, says on the bundles of a folder of readings.

    Raises:
        InputError: the manifest has errors.
    """
    path = folder / "manifest.toml"
    if path.is_file():
        try:
            body = tomllib.loads(path.read_text(encoding="utf-8"))
            found = {
                code: Listed(files=dict(entry["files"]), looked_at=entry.get("looked_at", "unknown"), folder=entry.get("folder", ""))
                for code, entry in body["laws"].items()
            }
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"The manifest of readings cannot be read ({error}).", where=str(path)) from error
        if wrong := {entry.looked_at for entry in found.values()} - set(LOOKED_AT):
            raise InputError(f"looked_at is {wrong.pop()!r}.", where=str(path), todo=f"Write one of {', '.join(LOOKED_AT)}.")
        return found
    readme = folder / "README.md"
    text = readme.read_text(encoding="utf-8") if readme.is_file() else ""
    return {row["code"]: Listed(files=dict.fromkeys(_names(row["files"], row["code"]), "")) for row in _ROW.finditer(text)}


def _names(cell: str, code: str) -> list[str]:
    """Return the files that a cell names: "`JAM/act.txt`", "every `.md` in `IRL/`" (as a pattern)."""
    found = re.finditer(r"every `(?P<ending>\.\w+)` in `[^`]+`|`(?P<file>[^`]+)`", cell)
    return [f"*{match['ending']}" if match["ending"] else match["file"].removeprefix(f"{code}/") for match in found]


def read_bundle(code: str, reading: Path, laws: Path, listed: Listed | None = None) -> Bundle:
    """Read one jurisdiction's reading and its laws.

    The files are those that the manifest names, or else those that the reading cites.

    Raises:
        InputError: a law is absent or is another text than the one that was read, or the reading has errors (all are told).
    """
    from gapcheck.load import load

    rows = _rows(reading)
    names = dict(listed.files) if listed else dict.fromkeys((item["file"] for _, row in rows for item in row.get("evidence") or ()), "")
    home = laws / ((listed.folder if listed else "") or code)
    paths: list[Path] = []
    for name, sha256 in names.items():
        found = sorted(home.glob(name))
        if not found:
            raise InputError("A law that was read is not there.", where=str(home / name), todo="Name the folder that holds the laws.")
        for path in found:
            paths.append(path)
            if sha256 and load(path).sha256 != sha256:
                raise InputError("This is not the text that was read.", where=str(path), todo="Its sha256 is not that of the manifest.")
    read = tuple(load(path) for path in paths)
    texts = {law.name: law.text for law in read}
    problems: list[str] = []
    answers = [_answer(row, texts, f"{reading.name}:{line}", problems) for line, row in rows]
    if problems or not answers:
        raise InputError("The reading has errors.", where=str(reading), todo="\n".join(problems[:20]) or "It has no line.")
    return Bundle(
        code=code, paths=tuple(paths), laws=read, answers=tuple(answers), looked_at=listed.looked_at if listed else "unknown"
    )  # fmt: skip


def _rows(path: Path) -> list[tuple[int, dict[str, Any]]]:
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                rows.append((number, json.loads(line)))
            except ValueError as error:
                raise InputError(f"This line is not JSON ({error}).", where=f"{path.name}:{number}") from error
    return rows


def _answer(row: Mapping[str, Any], texts: Mapping[str, str], place: str, problems: list[str]) -> Answer:
    label, second = row.get("label", ""), row.get("second") or ""
    if label not in LABELS or (second and second not in LABELS):
        problems.append(f"{place}: {label or second!r} is no label; labels are {', '.join(LABELS)}.")
    if "id" not in row:
        problems.append(f"{place}: the line has no id.")

    def cited(key: str) -> tuple[Cited, ...]:
        found = []
        for item in row.get(key) or ():
            text = texts.get(item.get("file", ""))
            if text is None:
                problems.append(f"{place}: {item.get('file')!r} is no file of the bundle.")
            else:
                found.append(_cited(item, text))
        return tuple(found)

    return Answer(
        test=row.get("id", ""), label=label, second=second, disputed=bool(row.get("disputed")),
        cited=cited("evidence"), second_cited=cited("second_evidence"), note=str(row.get("note", "")),
    )  # fmt: skip


def _cited(item: Mapping[str, Any], text: str) -> Cited:
    file, where = item["file"], item.get("where", "")
    if "quote" not in item:
        start, end = int(item["start"]), int(item["end"])
        return Cited(file=file, where=where, quote=text[start:end], start=start, end=end)
    span = locate(item["quote"], text)
    return Cited(file=file, where=where, quote=item["quote"], start=span[0] if span else None, end=span[1] if span else None)


def locate(quote: str, text: str) -> tuple[int, int] | None:
    """Return where a quotation stands in a text, whatever the white space and the punctuation between its words; None if nowhere."""
    at = text.find(quote)
    if quote.strip() and at >= 0:
        return at, at + len(quote)
    words = re.findall(r"[^\W_]+", quote)
    if not words:
        return None
    for between in (r"\s+", r"[\W_]+"):
        parts = quote.split() if between == r"\s+" else words
        match = re.search(between.join(map(re.escape, parts)), text)
        if match:
            return match.span()
    return None


def merge(first: Sequence[Mapping[str, Any]], second: Sequence[Mapping[str, Any]] = ()) -> list[dict[str, Any]]:
    """Join two readers' lines (with quotations) into one reading: the first reader's label counts, `disputed` where they differ.

    They differ where one says that the law addresses the test at all and the other that it does not.
    """
    others = {row["id"]: row for row in second}
    joined = []
    for row in first:
        line: dict[str, Any] = {"id": row["id"], "label": row["label"], "evidence": list(row.get("evidence") or ())}
        if (other := others.get(row["id"])) is not None:
            line["second"] = other["label"]
            line["second_evidence"] = list(other.get("evidence") or ())
            if (row["label"] in _ADDRESSED) != (other["label"] in _ADDRESSED):
                line["disputed"] = True
        line["note"] = row.get("note", "")
        joined.append(line)
    return joined


def without_words(rows: Sequence[Mapping[str, Any]], texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return a reading's lines as labels and places only, without a word of the law.

    A note stays only where it is short, quotes nothing, and shares no six words in a row with the law.

    Args:
        rows: lines with quotations.
        texts: file name -> canonical text.

    Raises:
        InputError: a quotation is not in its file (all are told).
    """
    runs = {run for text in texts.values() for run in _runs(text)}
    problems, kept = [], []
    for row in rows:
        line = {key: value for key, value in row.items() if key in ("id", "label", "second", "disputed")}
        for key in ("evidence", "second_evidence"):
            places = []
            for item in row.get(key) or ():
                span = locate(item["quote"], texts[item["file"]])
                if span is None:
                    problems.append(f"{row['id']}: the quotation at {item.get('where', '')} is not in {item['file']}.")
                else:
                    places.append({"file": item["file"], "where": str(item.get("where", ""))[:60], "start": span[0], "end": span[1]})
            if places or key == "evidence":
                line[key] = places
        note = " ".join(str(row.get("note") or "").split())
        if note and len(note) <= 160 and not re.search(r"[\"“”‘’«»]|(?<!\w)'|'(?!\w)", note) and not runs & set(_runs(note)):
            line["note"] = note
        kept.append(line)
    if problems:
        raise InputError("Quotations are not verbatim.", todo="\n".join(problems))
    return kept


def with_words(bundle: Bundle) -> list[dict[str, Any]]:
    """Return a bundle's reading in the form with quotations, which other tools read."""
    return [
        {
            "id": answer.test,
            "label": answer.label,
            "evidence": [{"file": item.file, "where": item.where, "quote": item.quote} for item in answer.cited],
            **({"second": answer.second} if answer.second else {}),
            **({"disputed": True} if answer.disputed else {}),
        }
        for answer in bundle.answers
    ]


def _runs(text: str, length: int = 6) -> Iterable[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", text.lower())
    return (tuple(words[start : start + length]) for start in range(len(words) - length + 1))
