"""What stands in the repository: links that lead somewhere, commands that exist, and no text that is not the project's own."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEXT = frozenset(
    {".cff", ".csv", ".html", ".ipynb", ".json", ".jsonl", ".md", ".py", ".sh", ".svg", ".toml", ".txt", ".xml", ".yaml", ".yml"}
)
WORD = re.compile(r"\w+")
RUN = 24
"""Words in a row: more than any formula of drafting that laws share, less than a sentence of substance."""


def files() -> list[Path]:
    """Return the files that git tracks or would track; where there is no git, all that are no by-products."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
        return sorted(ROOT / name for name in listed if name and (ROOT / name).is_file())
    return sorted(
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not any(part.startswith((".", "__")) for part in path.relative_to(ROOT).parts)
    )


def texts() -> Iterator[tuple[str, str]]:
    """Yield name and content of the text files."""
    for path in files():
        if path.suffix in TEXT or path.name == "run":
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8", errors="replace")


def set_up_commands() -> list[str]:
    """Return the shell blocks under the README's heading "Set up"."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## Set up\n")[2].partition("\n## ")[0]
    return re.findall(r"^```sh\n(.*?)\n```$", section, re.MULTILINE | re.DOTALL)


def test_the_readme_has_exactly_two_set_up_commands() -> None:
    scan, tests = set_up_commands()
    assert "\n" not in scan + tests
    assert "-c constraints.txt" in scan
    assert "-c constraints.txt" in tests
    assert tests.endswith("-m pytest -n auto --cov")


def test_the_readme_scans_a_law_that_is_there() -> None:
    (law,) = re.findall(r"gapcheck scan (\S+) -j", set_up_commands()[0])
    assert (ROOT / law).is_file()


@pytest.mark.parametrize(
    "page", sorted(path.relative_to(ROOT).as_posix() for path in files() if path.suffix == ".md" and path.parts[len(ROOT.parts)] != "tests")
)
def test_links_lead_somewhere(page: str) -> None:
    text = re.sub(r"```.*?```", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if not re.match(r"[a-z]+:", link)]
    missing = [target for target in targets if target and not (ROOT / page).parent.joinpath(target).exists()]
    assert missing == []


def test_the_index_names_every_page() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"index.md"}
    assert {page for page in pages if f"({page})" not in index} == set()


def test_no_path_of_one_machine() -> None:
    own = "tests/test_repository.py"
    pattern = re.compile(r"(?<![\w.~-])/(?:work|home|root|Users)/\w")
    assert [name for name, text in texts() if name != own and pattern.search(text)] == []


def test_no_code_lies_beside_the_package() -> None:
    assert not [path.name for path in ROOT.glob("*.py")]


def test_nothing_is_left_to_do() -> None:
    own = "tests/test_repository.py"
    pattern = re.compile(r"#\s*(?:TODO|FIXME|XXX)\b|pragma: no cover|raise NotImplementedError")
    assert [name for name, text in texts() if name.endswith((".py", ".sh")) and name != own and pattern.search(text)] == []


def runs_of(text: str, length: int = RUN) -> list[int]:
    """Return a number for every run of words, in their order."""
    words = WORD.findall(text.lower())
    return [hash(tuple(words[start : start + length])) for start in range(len(words) - length + 1)]


def test_no_sentence_of_a_real_law_is_in_the_repository(shared: Path) -> None:
    """Sample laws, test sentences and catalog are the project's own writing; the words of the treaty may be used by any law."""
    half = RUN // 2
    treaty: set[int] = set()
    for path in [*(shared / "protocol").glob("facts.*"), *(shared / "laws").rglob("*protocol*.md")]:
        treaty.update(runs_of(path.read_text(encoding="utf-8"), half))
    ours: dict[int, str] = {}
    for name, text in texts():
        if not name.endswith(".svg"):
            known = [run in treaty for run in runs_of(text, half)]
            ours.update({run: name for start, run in enumerate(runs_of(text)) if not any(known[start : start + half + 1])})
    copied = {}
    for law in sorted((shared / "laws").rglob("*")):
        if law.suffix in {".md", ".txt", ".xml", ".html"}:
            runs = ours.keys() & set(runs_of(law.read_text(encoding="utf-8", errors="replace")))
            copied |= {ours[run]: law.name for run in runs}
    assert len(ours) > 100_000
    assert copied == {}
