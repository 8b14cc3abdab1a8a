"""Assessments that were stored as JSON, and the laws that they speak of, read again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from gapcheck.errors import InputError
from gapcheck.load import load_many
from gapcheck.model.law import Law
from gapcheck.model.result import Assessment
from gapcheck.report.json import check_quotations, from_json, sources_of


def read_assessment(path: Path) -> Assessment:
    """Read an assessment from a JSON file.

    Raises:
        InputError: the file cannot be read, or is no assessment.
    """
    where = str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "The file is no UTF-8 text.", where=where, todo="Name a file that `gapcheck scan ... -o FILE.json` wrote."
        ) from error
    except FileNotFoundError as error:
        raise InputError("There is no such file.", where=where, todo="Check the path.") from error
    except (OSError, ValueError) as error:
        raise InputError(f"The file cannot be read ({error}).", where=where, todo="Check the path and its permissions.") from error
    return from_json(text, where=where)


def laws_within(assessment: Assessment, path: Path) -> tuple[Law, ...] | None:
    """Return the laws that the JSON file of an assessment keeps itself, None where it keeps none.

    Raises:
        InputError: they are damaged, or are not the texts that the quotations were cut from.
    """
    laws = sources_of(path.read_text(encoding="utf-8-sig"))
    wrong = check_quotations(assessment, laws) if laws else []
    if wrong:
        raise InputError(f"{len(wrong)} quotations are not in its laws ({wrong[0]})", where=str(path), todo="Scan the law again.")
    return laws or None


def laws_of(assessment: Assessment, paths: Iterable[str | Path]) -> tuple[Law, ...]:
    """Read again the laws of an assessment.

    Args:
        assessment: it names the laws and the sha256 of their files.
        paths: files and folders that hold them; others in them are passed over.

    Returns:
        the laws in the order of the assessment, under the names that its evidence uses.

    Raises:
        InputError: a law is missing, has changed since, or is read differently by this version of gapcheck.
    """
    read, _ = load_many(paths)
    by_hash = {law.sha256: law for law in read}
    names = {law.name.rsplit("/", 1)[-1] for law in read}
    found = []
    for summary in assessment.laws:
        law = by_hash.get(summary.sha256)
        if law is None:
            changed = summary.file.rsplit("/", 1)[-1] in names
            raise InputError(
                "The file has changed since the scan: its sha256 is another." if changed else "This law is not among the files named.",
                where=summary.file,
                todo="Scan it again." if changed else f"Name the file whose sha256 is {summary.sha256}.",
            )
        found.append(replace(law, name=summary.file))
    laws = tuple(found)
    wrong = check_quotations(assessment, laws)
    if wrong:
        raise InputError(
            f"This version of gapcheck reads the law differently: {len(wrong)} quotations are not in place ({wrong[0]})",
            where=laws[0].name,
            todo="Scan it again.",
        )
    return laws
