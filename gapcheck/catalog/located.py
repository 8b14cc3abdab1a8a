"""YAML files with the line of every value, for messages that point to the place of an error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gapcheck.errors import CatalogError
from gapcheck.files import read_text

Step = str | int
"""One step into a file: a key of a mapping or an index of a list."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One error of a file, or a note on it.

    Attributes:
        file: its path as messages print it.
        line: counted from 1.
        message: what is wrong, and what may have been meant.
        note: something that one should know and that is no error.
    """

    file: str
    line: int
    message: str
    note: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {'note: ' if self.note else ''}{self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A YAML file: its value and the tree of nodes that knows where everything stands."""

    file: str
    value: Any
    node: Any

    def line(self, steps: Sequence[Step] = (), *, key: bool = False) -> int:
        """Return the line of the value to which the steps lead, or of its key; of the last that exists where they lead nowhere."""
        node, found = self.node, self.node
        for step in steps:
            inner = _below(node, step)
            if inner is None:
                break
            found, node = inner
        if node is None:
            return 1
        mark = (found if key else node).start_mark
        return int(mark.line) + 1

    def problem(self, message: str, steps: Sequence[Step] = (), *, key: bool = False) -> Problem:
        """Return an error at the place to which the steps lead."""
        return Problem(file=self.file, line=self.line(steps, key=key), message=message)

    def twice(self) -> Iterator[Problem]:
        """Go through keys that a mapping holds twice: YAML lets the last one win without a word."""
        import yaml

        waiting = [self.node]
        while waiting:
            node = waiting.pop()
            if isinstance(node, yaml.MappingNode):
                seen: dict[str, int] = {}
                for key, value in node.value:
                    name = str(key.value)
                    if name in seen and name != "<<":
                        line = key.start_mark.line + 1
                        yield Problem(
                            file=self.file, line=line, message=f"{name} stands twice (first in line {seen[name]}); only this one counts"
                        )
                    seen.setdefault(name, key.start_mark.line + 1)
                    waiting.append(value)
            elif isinstance(node, yaml.SequenceNode):
                waiting.extend(node.value)


def _below(node: Any, step: Step) -> tuple[Any, Any] | None:
    """Return (node of the key, or of the item itself; node of the value) one step below a node."""
    if isinstance(step, int):
        items = node.value if isinstance(node.value, list) else ()
        return (items[step], items[step]) if step < len(items) and not isinstance(items[step], tuple) else None
    for pair in node.value if isinstance(node.value, list) else ():
        if isinstance(pair, tuple) and str(pair[0].value) == step:
            return pair
    return None


def read_located(path: Path, file: str) -> Document:
    """Read a YAML file with the places of its values.

    Args:
        path: the file.
        file: its name for messages.

    Raises:
        CatalogError: it cannot be read or is no YAML; `where` is file:line.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(read_text(path))
    try:
        node = loader.get_single_node()
        value = loader.construct_document(node) if node is not None else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        raise CatalogError(f"is no valid YAML: {what}", where=f"{file}:{mark.line + 1 if mark else 1}") from error
    except ValueError as error:  # a date that no calendar has
        raise CatalogError(f"holds a value that cannot be read: {error}", where=f"{file}:1") from error
    finally:
        loader.dispose()
    return Document(file=file, value=value, node=node)
