"""How fast gapcheck is: whole processes side by side, and cost against the length of the text.

    python benchmarks/speed.py                     a sample law, and ../shared/laws/JAM where it is there
    python benchmarks/speed.py LAW...              laws of your own
    python benchmarks/speed.py --lengths 10000,1000000 --runs 5

Times depend on the machine and on what else it does, so nothing here passes or fails: the table shows ratios. A process is
measured from its start to its files written, `runs` times in turn with the others, and its fastest run counts. Memory is the peak of
the resident set. Texts of a given length are made by repeating the sections of an invented law under new numbers.
"""

from __future__ import annotations

import argparse
import math
import os
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = next(iter(sorted((ROOT / "legislation_samples").glob("XBA-*.txt"))), None)
REAL = ROOT.parent / "shared" / "laws" / "JAM" / "firearms-prr-act-2022.txt"
LENGTHS = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000)
STAGES = ("load", "segment", "annotate", "match, judge")
_SECTION = re.compile(r"^(\d+)(?=\.)", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What one process cost: seconds on the clock and the peak of its memory in MB."""

    seconds: float
    megabytes: float


def run(arguments: Sequence[str]) -> Cost:
    """Run a process to its end, without its output, and return its cost.

    Raises:
        SystemExit: it failed (an exit code other than 0, or 4: some file of a bundle could not be read).
    """
    sink = os.open(os.devnull, os.O_WRONLY)
    start = time.perf_counter()
    actions = [(os.POSIX_SPAWN_DUP2, sink, 1), (os.POSIX_SPAWN_DUP2, sink, 2)]
    child = os.posix_spawn(arguments[0], list(arguments), os.environ, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    os.close(sink)
    if os.waitstatus_to_exitcode(status) not in {0, 4}:
        raise SystemExit(f"failed: {' '.join(arguments)}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Cost(seconds=seconds, megabytes=usage.ru_maxrss / unit)


def best(commands: dict[str, list[str]], runs: int) -> dict[str, Cost]:
    """Run commands in turn, several times, and return the fastest run of each: a busy moment then hits all of them alike."""
    found: dict[str, Cost] = {}
    for _ in range(runs):
        for name, command in commands.items():
            cost = run(command)
            if name not in found or cost.seconds < found[name].seconds:
                found[name] = cost
    return found


def law_of(length: int, sample: str) -> str:
    """Return a law of about a length in characters: the sample's sections again and again, numbered on."""
    if length <= len(sample):
        cut = sample.rfind("\n", 0, length)
        return sample[: cut + 1]
    numbers = [int(number) for number in _SECTION.findall(sample)]
    first = _SECTION.search(sample)
    body = sample[first.start() if first else 0 :]
    parts, step, size = [sample], max(numbers, default=0), len(sample)
    for turn in range(1, math.ceil(length / len(body)) + 1):
        copy = _SECTION.sub(lambda match, turn=turn: str(int(match[1]) + turn * step), body)  # type: ignore[misc]
        parts.append(copy[: max(length - size, 0)])
        size += len(copy)
        if size >= length:
            break
    return "".join(parts)


def stages(path: Path) -> dict[str, float]:
    """Return the seconds that each stage takes on a text, inside this process."""
    from gapcheck.annotate import read_law
    from gapcheck.catalog import read_catalog
    from gapcheck.judge import judge
    from gapcheck.language import pack
    from gapcheck.load import load
    from gapcheck.segment import segment

    catalog, words = read_catalog(), pack("en")
    marks = [time.perf_counter()]
    law = load(path)
    marks.append(time.perf_counter())
    segmentation = segment(law)
    marks.append(time.perf_counter())
    reading = read_law(law, segmentation, words)
    marks.append(time.perf_counter())
    judge(catalog, [reading])
    marks.append(time.perf_counter())
    return {name: end - start for name, start, end in zip(STAGES, marks, marks[1:], strict=False)}


def gapcheck(*arguments: str) -> list[str]:
    """Return the command line of a gapcheck command in this environment."""
    return [str(Path(sys.executable).with_name("gapcheck")), *arguments]


def print_start(runs: int) -> None:
    """Print what starting costs, beside Python that does nothing."""
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "python -c 'import gapcheck'": [sys.executable, "-c", "import gapcheck"],
        "gapcheck --help": gapcheck("--help"),
        "gapcheck catalog list": gapcheck("catalog", "list"),
    }
    costs = best(commands, runs)
    nothing = costs["python -c pass"]
    print(f"\n{'process':<32}{'seconds':>9}{'x python':>10}{'MB':>7}")
    for name, cost in costs.items():
        print(f"{name:<32}{cost.seconds:9.3f}{cost.seconds / nothing.seconds:10.1f}{cost.megabytes:7.0f}")


def print_laws(laws: Sequence[Path], runs: int, folder: Path) -> None:
    """Print what whole scans of laws cost, with JSON alone and with every output."""
    print(f"\n{'scan of':<40}{'characters':>11}{'seconds':>9}{'s per 100,000':>15}{'MB':>7}")
    for path in laws:
        length = len(path.read_text(encoding="utf-8", errors="replace"))
        every = [word for ending in ("json", "xlsx", "html", "docx", "md", "csv") for word in ("-o", str(folder / f"all.{ending}"))]
        scan = ["scan", str(path), "-j", path.name[:3] if path.name[:3].isupper() else path.parent.name, "--quiet"]
        commands = {
            f"{path.name[:30]} to JSON": gapcheck(*scan, "-o", str(folder / "one.json")),
            "  the same to six formats": gapcheck(*scan, *every),
        }
        for name, cost in best(commands, runs).items():
            print(f"{name:<40}{length:11,}{cost.seconds:9.2f}{cost.seconds / length * 100_000:15.2f}{cost.megabytes:7.0f}")


def print_lengths(lengths: Sequence[int], sample: str, runs: int, folder: Path) -> None:
    """Print cost against length. A slope of 1 is linear: twice the text, twice the time beyond the start."""
    paths = {length: folder / f"XBA-{length}.txt" for length in lengths}
    for length, path in paths.items():
        path.write_text(law_of(length, sample), encoding="utf-8")
    print(f"\n{'characters':>11}{'seconds':>9}{'MB':>7}{'slope':>7}   " + "".join(f"{name:>14}{'slope':>7}" for name in STAGES))
    empty = run(gapcheck("scan", str(paths[min(lengths)]), "-j", "XBA", "--quiet", "-o", str(folder / "x.json"))).seconds
    stages(paths[min(lengths)])  # warm: what is read once and kept is no cost of a text
    before: tuple[int, float, dict[str, float]] | None = None
    for length, path in paths.items():
        cost = min(
            (run(gapcheck("scan", str(path), "-j", "XBA", "--quiet", "-o", str(folder / "x.json"))) for _ in range(runs)),
            key=lambda item: item.seconds,
        )
        taken = stages(path)
        line = f"{length:11,}{cost.seconds:9.2f}{cost.megabytes:7.0f}"
        line += f"{slope(before[0], length, before[1] - empty, cost.seconds - empty) if before else '':>7}   "
        for name in STAGES:
            line += f"{taken[name]:14.3f}{slope(before[0], length, before[2][name], taken[name]) if before else '':>7}"
        print(line, flush=True)
        before = (length, cost.seconds, taken)
    print("slope: how many times the time doubles when the text doubles; of whole processes, without the cost of the shortest text.")


def slope(length: int, longer: int, seconds: float, more: float) -> str:
    """Return the exponent of growth between two lengths, or nothing where the times are too short to tell."""
    if seconds < 0.02 or more < 0.02:
        return "-"
    return f"{math.log(more / seconds) / math.log(longer / length):.2f}"


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description="Measure the speed of gapcheck.")
    parser.add_argument("laws", nargs="*", type=Path, help="laws of your own; the folder's name is the jurisdiction")
    parser.add_argument("--lengths", default=",".join(map(str, LENGTHS)), help="characters, with commas; 0 for none")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    if SAMPLE is None:
        raise SystemExit("legislation_samples/ holds no XBA-*.txt")
    laws = options.laws or [SAMPLE, *([REAL] if REAL.is_file() else [])]
    lengths = sorted(int(word) for word in options.lengths.split(",") if int(word))
    with tempfile.TemporaryDirectory() as name:
        print_start(options.runs)
        print_laws(laws, options.runs, Path(name))
        if lengths:
            print_lengths(lengths, SAMPLE.read_text(encoding="utf-8"), max(options.runs - 1, 1), Path(name))


if __name__ == "__main__":
    main()
