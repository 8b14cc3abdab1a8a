"""Where commands print: results on stdout, everything else on stderr. NO_COLOR and FORCE_COLOR are honoured (Rich does)."""

from __future__ import annotations

from typing import NoReturn

from rich.console import Console


class _Console(Console):
    def on_broken_pipe(self) -> NoReturn:
        """Leave it to `gapcheck.cli.app.run`, which ends silently with a code of its own."""
        raise BrokenPipeError


def results(*, no_color: bool = False) -> Console:
    """Return a console on stdout."""
    return _Console(no_color=True if no_color else None, highlight=False)


def errors(*, no_color: bool = False) -> Console:
    """Return a console on stderr."""
    return _Console(stderr=True, no_color=True if no_color else None, highlight=False)
