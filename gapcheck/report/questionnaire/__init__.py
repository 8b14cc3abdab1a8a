"""Draft answers for the review mechanism of the Convention, as a Word document or a workbook."""

from __future__ import annotations

from pathlib import Path

from gapcheck.errors import UsageError
from gapcheck.report.view import View

__all__ = ["ENDINGS", "write_questionnaire"]

ENDINGS = (".docx", ".xlsx")


def write_questionnaire(view: View, path: str | Path, template: str | Path | None = None) -> None:
    """Write the draft answers of one jurisdiction.

    Args:
        view: the findings; its words give the language.
        path: a .docx or .xlsx file; an existing one is replaced. The same view gives the same bytes.
        template: for .docx, as for `gapcheck.report.word.write_document`.

    Raises:
        UsageError: the ending is another one, or the template holds an unknown name.
        InputError: the template is no Word document.
        OSError: the file cannot be written.
    """
    from gapcheck.report.questionnaire.answers import draft

    ending = Path(path).suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(f"A questionnaire is no {ending or 'file without ending'}.", where=str(path), todo="Name FILE.docx or FILE.xlsx.")
    answers = draft(view, view.words["word"]["language"])
    if ending == ".docx":
        from gapcheck.report.questionnaire.document import write

        write(view, answers, Path(path), template)
    else:
        from gapcheck.report.questionnaire.sheet import write_sheet

        write_sheet(view, answers, Path(path))
