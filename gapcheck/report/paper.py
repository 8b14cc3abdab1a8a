"""What a terminal report is written on: a console of known width, or a pipe, with or without colours and letters beyond ASCII."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gapcheck.report.clean import one_line, plain

Piece = str | tuple[str, str] | Text
"""Words, words with a style, or text made before."""

_ASCII = str.maketrans(
    {
        "●": "+", "◐": "~", "○": "o", "✕": "x", "–": "-", "—": "-", "█": "#", "░": ".", "“": '"', "”": '"', "’": "'", "‘": "'",
        "…": "...", "½": "1/2", "·": "-", "•": "-", "→": "->", "−": "-", "\u00a0": " ",
    }
)  # fmt: skip
_LONGEST = 140
"""Lines of more characters than this are hard to read; a wider terminal gets this width."""


class Paper:
    """Writes lines and tables to a console.

    On a terminal lines are wrapped to its width and tables are set in columns. In a pipe (`flat`) every line stays whole: nothing is cut or
    wrapped, so that a search finds a quotation and a pager can scroll. Words of laws never become mark-up or control sequences.
    """

    def __init__(self, console: Console) -> None:
        self.console = console
        self.flat = not console.is_terminal
        self.width = min(console.width, _LONGEST)
        self._plain_letters = not _encodes(console)

    def text(self, *pieces: Piece, style: str = "") -> Text:
        """Join pieces to one text on one line, harmless and in letters that the output can carry."""
        text = Text(style=style)
        for piece in pieces:
            if isinstance(piece, Text):
                text.append_text(piece)
            elif isinstance(piece, tuple):
                text.append(self._letters(piece[0]), style=piece[1] or None)
            else:
                text.append(self._letters(piece))
        return text

    def quote(self, words: str, marks: Sequence[tuple[int, int]] = (), style: str = "italic") -> Text:
        """Return words of a law in quotation marks, the marked ranges underlined."""
        text = Text(style=style)
        words = words if marks else one_line(words)
        at = 0
        for start, end in marks:
            text.append(self._letters(words[at:start], keep=True))
            text.append(self._letters(words[start:end], keep=True), style="bold underline")
            at = end
        text.append(self._letters(words[at:], keep=True))
        # Law quotes terms in double marks more often than not; single ones around it keep the two apart.
        left, right = ("‘", "’") if "“" in words or '"' in words else ("“", "”")
        return self.text((left, style), text, (right, style))

    def line(self, *pieces: Piece, style: str = "", indent: int = 0) -> None:
        """Write one line; without pieces a blank one."""
        text = self.text(*pieces, style=style)
        if self.flat:
            self._write(f"{' ' * indent}{text.plain}".rstrip())
        else:
            self.show(Padding(text, (0, 0, 0, indent)) if indent else text)

    def item(self, words: str, *, indent: int = 0) -> None:
        """Write one item of a list, wrapped under its own beginning."""
        if self.flat:
            self.line("- ", words, indent=indent)
        else:
            grid = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False, width=self.width)
            grid.add_column(width=indent + 1, justify="right")
            grid.add_column(overflow="fold", ratio=1)
            grid.add_row("-", self.text(words))
            self.show(grid)

    def headline(self, words: str) -> None:
        """Write a heading with a blank line before it."""
        self.line()
        self.line(words.upper(), style="bold")
        self.line("=" * min(len(words), self.width) if self.flat else "─" * self.width, style="dim")

    def grid(self, *widths: int | None) -> Table:
        """Return an empty table without lines; a column of width None takes what is left."""
        full = self.width if None in widths else None
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, width=full, expand=False)
        for width in widths:
            table.add_column(width=width, overflow="fold", ratio=1 if width is None else None)
        return table

    def show(self, part: RenderableType) -> None:
        """Write something that is no single line."""
        self.console.print(part, width=self.width, highlight=False, markup=False, emoji=False)

    def _write(self, line: str) -> None:
        self.console.file.write(line + "\n")

    def _letters(self, words: str, *, keep: bool = False) -> str:
        # Single spaces at the ends of a piece matter where pieces are joined.
        flat = plain(words) if keep else _edges(words)
        if not self._plain_letters:
            return flat
        encoding = self.console.encoding or "ascii"
        return flat.translate(_ASCII).encode(encoding, "replace").decode(encoding)


def _edges(words: str) -> str:
    inner = one_line(words)
    lead, tail = words[:1].isspace(), words[-1:].isspace()
    width = len(words) - len(words.lstrip(" ")) if lead else 0
    return f"{' ' * width}{inner}{' ' if tail and inner else ''}"


def _encodes(console: Console) -> bool:
    try:
        "●◐○✕█░“”".encode(console.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
