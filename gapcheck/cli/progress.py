"""A progress bar on stderr, for work that lasts and people who watch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from gapcheck.report.clean import one_line

_LONG = 100_000
"""Bytes of text from which reading takes more than a moment."""

Tell = Callable[[str, int, int], None]


@contextmanager
def progress(console: Console, paths: Sequence[Path], wanted: bool | None) -> Iterator[Tell | None]:
    """Give a function to tell progress to, or None where nobody would see it.

    Args:
        console: on stderr.
        paths: what will be read: its size tells whether the work is long.
        wanted: True: always, in a pipe as plain lines; False: never; None: on a terminal, when the work is long.
    """
    if wanted is False or (wanted is None and not (console.is_terminal and _size(paths) > _LONG)):
        yield None
        return
    if not console.is_terminal:
        yield lambda what, done, total: console.print(f"{one_line(what)} ({done}/{total})", markup=False, soft_wrap=True)
        return
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(bar_width=24), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Reading", total=None)

        def tell(what: str, done: int, total: int) -> None:
            bar.update(task, description=one_line(what)[:50], completed=done, total=total, refresh=True)

        yield tell


def _size(paths: Sequence[Path]) -> int:
    """Return the bytes of all files named and of those in the folders named."""
    total = 0
    for path in paths:
        try:
            total += sum(item.stat().st_size for item in path.rglob("*") if item.is_file()) if path.is_dir() else path.stat().st_size
        except (OSError, ValueError):
            continue
    return total
