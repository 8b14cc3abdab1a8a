"""What holds for every law, whatever its words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gapcheck.catalog import read_catalog
from gapcheck.evaluate.sentences import read_text
from gapcheck.judge import judge
from gapcheck.model.result import Status

SENTENCES = [
    "No person shall import a firearm without a licence.",
    "A person who contravenes this section commits an offence and is liable to imprisonment for five years.",
    "Every dealer shall keep a register of all firearms for ten years.",
    'In this Act, "gadget" means any firearm, and includes its component parts.',
    "The serial number shall be stamped on each firearm at the time of manufacture.",
    "Nothing in this section applies to the armed forces.",
    "Seized firearms shall be destroyed.",
    "The Minister may make regulations on the marking of firearms.",
    "Sec. (a) (b) 12. — ; ;; “ ” § 5",
    "Bananas shall be sold by weight.",
]
LAWS = st.lists(st.one_of(st.sampled_from(SENTENCES), st.text(max_size=60)), min_size=1, max_size=12).map(
    lambda parts: "\n\n".join(f"{number}. {part}" for number, part in enumerate(parts, 1))
)
WANTED = frozenset({"FP-10.1.b#1", "FP-05.1.b.1#1", "FP-07.2#2", "FP-07.1#2", "FP-08.1.a.1#5", "FP-06.2.b#1", "FP-05.1.c.2#1", "T9.1"})
SLOW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
RANK = {Status.CONTRADICTED: 0, Status.NOT_FOUND: 0, Status.NOT_APPLICABLE: 0, Status.PARTLY_COVERED: 1, Status.COVERED: 2}


@SLOW
@given(LAWS)
def test_every_quotation_is_a_slice_of_the_law(text: str) -> None:
    reading = read_text(text, "en")
    for finding in judge(read_catalog(), [reading], wanted=WANTED):
        for item in (*finding.evidence, *finding.qualifiers, *finding.near_misses):
            assert item.quote == text[item.start : item.end]
            assert item.quote.strip()
        if finding.status in (Status.COVERED, Status.PARTLY_COVERED):
            assert finding.evidence
        assert 0 <= finding.score <= 1


@SLOW
@given(LAWS)
def test_an_unrelated_law_never_lowers_a_status(text: str) -> None:
    own = read_text(text, "en", "own.txt")
    other = read_text("1. Milk shall be pasteurised.\n\n2. Fields are measured in hectares.", "en", "other.txt")
    before = judge(read_catalog(), [own], wanted=WANTED)
    after = judge(read_catalog(), [own, other], wanted=WANTED)
    for left, right in zip(before, after, strict=True):
        assert RANK[right.status] >= RANK[left.status], left.test


def test_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    law = tmp_path / "law.txt"
    law.write_text("\n\n".join(f"{n}. {s}" for n, s in enumerate(SENTENCES, 1)), encoding="utf-8")
    outputs = set()
    for seed in ("0", "1", "4242"):
        run = subprocess.run(
            [
                sys.executable,
                "-c",
                "import sys, json, dataclasses\n"
                "from gapcheck.pipeline import run\n"
                "print(json.dumps(dataclasses.asdict(run([sys.argv[1]], jurisdiction='XAA').assessment), default=str))",
                str(law),
            ],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        json.loads(run.stdout)
        outputs.add(run.stdout)
    assert len(outputs) == 1
