"""The reason of a finding in the language of a report.

Findings carry their reason in English (`gapcheck.judge`), as a sentence of few forms. Where a report speaks another language the form is
said in that language; the words of the law and their place stay. A form that is not known here stays in English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_LEADS = {
    "The law has it": "has",
    "The law has a part of it": "part",
    "The law says the opposite": "opposite",
    "The rule stands, with an exception": "exception",
    "An exception takes the rule away": "taken",
    "The nearest passage is not convincing enough: it shows": "near",
}
_FOUND = re.compile(
    rf"(?P<lead>{'|'.join(map(re.escape, _LEADS))}): .* \((?P<place>.{{1,200}}?): (?P<words>“.*”)(?:; reads as (?P<norms>[a-z, ]+))?\)\.",
    re.S,
)
_WORDS = re.compile("“(.*?)”(?=, “|$)", re.S)
_GATE = re.compile(r"The condition of this test is not fulfilled: (?P<test>\S+) is (?P<status>[a-z ]+)\.")
_BY = re.compile(r"Answered by (?P<test>\S+): (?P<reason>.*)", re.S)
_WHOLE = {
    "No passage shows what the test asks for.": "none",
    "The rule holds for everyone and the law was read whole without finding an exception to it.": "silence",
}


def reason_in(reason: str, words: Mapping[str, Any]) -> str:
    """Return a finding's reason in the language of a report's words.

    Args:
        reason: the reason as the finding has it, in English.
        words: the words of the report (`view.wording`).
    """
    own: Mapping[str, Any] = words["reasons"]
    if own["none"] == next(iter(_WHOLE)):  # the report is in English
        return reason
    if reason in _WHOLE:
        return str(own[_WHOLE[reason]])
    if match := _BY.fullmatch(reason):
        return str(own["by"].format(test=match["test"], reason=reason_in(match["reason"], words)))
    if match := _GATE.fullmatch(reason):
        status = words["status"].get(match["status"].replace(" ", "_"), match["status"])
        return str(own["gate"].format(test=match["test"], status=status))
    if match := _FOUND.fullmatch(reason):
        left, right = words["quotes"]
        quoted = ", ".join(f"{left}{part}{right}" for part in _WORDS.findall(match["words"]))
        norms = ", ".join(own["norms"].get(name, name) for name in (match["norms"] or "").split(", ") if name)
        place = words["unnumbered"] if match["place"] == "unnumbered text" else match["place"]
        reads = own["reads"].format(norms=norms) if norms else ""
        return str(own["in"].format(lead=own[_LEADS[match["lead"]]], place=place, words=quoted, norms=reads))
    return reason
