"""A law about something else: only its sections that name arms answer questions on arms."""

from __future__ import annotations

from gapcheck.catalog import read_catalog
from gapcheck.evaluate.sentences import read_text
from gapcheck.judge import judge
from gapcheck.model.result import Status

FISH = (
    "{number}. No person shall manufacture an unmarked net, or sell, import or export a net or any component part of a net without a licence "
    "granted by the Minister, and a person who does so commits an offence and is liable to imprisonment for five years. "
    "The manufacturer shall stamp a serial number on each net at the time of manufacture and shall keep a register of sales for ten years."
)
ATTEMPT = "90. A person who attempts to commit an offence under this Act commits an offence and is liable to the penalty for that offence."
ARMS = "91. No person shall import a firearm without a licence. A person who contravenes this section commits an offence."
NETS = "\n\n".join(FISH.format(number=number) for number in range(1, 21))
ASKED = frozenset({"FP-05.1.a.3#1", "FP-03.d.3#1", "FP-05.1.b.1#1", "FP-05.2.a.1#1", "UN-11.1#1"})


def statuses(text: str) -> dict[str, Status]:
    return {finding.test: finding.status for finding in judge(read_catalog(), [read_text(text, "en")], wanted=ASKED)}


def test_rules_on_other_goods_answer_nothing_on_arms() -> None:
    found = statuses(f"{NETS}\n\n{ATTEMPT}")
    assert found["FP-05.1.a.3#1"] == found["FP-03.d.3#1"] == found["FP-05.1.b.1#1"] == Status.NOT_FOUND
    assert found["UN-11.1#1"] == Status.NOT_FOUND  # how the making of nets is punished
    assert found["FP-05.2.a.1#1"] == Status.COVERED  # a general rule on crimes may stand in any law


def test_the_section_that_names_arms_still_answers() -> None:
    found = statuses(f"{NETS}\n\n{ATTEMPT}\n\n{ARMS}")
    assert found["FP-05.1.b.1#1"] == Status.COVERED
    assert found["FP-05.1.a.3#1"] == Status.NOT_FOUND


def test_a_defined_term_that_includes_arms_names_them() -> None:
    term = '21. In this Act "controlled goods" means nets and firearms.'
    goods = "22. No person shall import controlled goods without a licence. A person who contravenes this section commits an offence."
    reading = read_text(f"{NETS}\n\n{term}\n\n{goods}", "en")
    assert reading.arms_sections is not None
    assert {reading.segmentation.units[unit].label for unit in reading.arms_sections} == {"21.", "22."}


def test_a_law_about_arms_and_a_text_too_short_to_tell_have_no_such_limit() -> None:
    assert read_text(ARMS * 40, "en").arms_sections is None
    assert read_text(FISH.format(number=1), "en").arms_sections is None
