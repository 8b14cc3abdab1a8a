"""Reasons of findings in French and Spanish: the form in the report's language, the law's words and places as they are."""

from __future__ import annotations

import pytest
import report_samples as samples

from gapcheck.report.reasons import reason_in
from gapcheck.report.view import wording

_ENGLISH = ("The law", "No passage", "The nearest", "The rule", "Answered", "The condition", "Look in")


@pytest.mark.parametrize("language", ["fr", "es"])
def test_no_reason_of_the_little_law_stays_english(language: str) -> None:
    found = [row.found for row in samples.view(language).rows]
    assert len(found) > 100
    assert not [text for text in found if any(part in text for part in _ENGLISH)]


def test_english_reasons_stay_as_they_are() -> None:
    by_test = {finding.test: finding.reason for finding in samples.assessment().findings}
    assert all(row.found == by_test[row.test] for row in samples.view().rows)


def test_words_places_and_norms_are_kept() -> None:
    reason = 'The law has it: any gun (of a kind) (s. 3(1)(a): “any "gun", or part”, “made (in): full”; reads as offence, licence).'
    french = reason_in(reason, wording("fr"))
    assert french == (
        'La loi le prévoit (s. 3(1)(a) : «\u00a0any "gun", or part\u00a0», «\u00a0made (in): full\u00a0» ; lu comme infraction, licence).'
    )
    assert reason_in(reason, wording("es")).startswith("La ley lo prevé (s. 3(1)(a): «any")


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("The nearest passage is not convincing enough: it shows: x (unnumbered text: “a”).", "Le passage le plus proche"),
        ("The condition of this test is not fulfilled: FP-09.0#1 is not found.", "FP-09.0#1 est « non trouvé »"),
        ("Answered by T3.3: No passage shows what the test asks for.", "Réponse donnée par T3.3 : Aucun passage"),
        ("An exception takes the rule away: x (art. 2: “b”).", "Une exception supprime la règle (art. 2 : "),
    ],
)
def test_every_form_has_its_sentence(reason: str, said: str) -> None:
    assert said in reason_in(reason, wording("fr"))


def test_a_form_that_is_not_known_stays_english() -> None:
    assert reason_in("Something new: x.", wording("es")) == "Something new: x."


def test_hostile_words_are_read_once_through() -> None:
    import time

    reason = f"The law has it: x (s. 1: “{'” (s. 2: “' * 200_000}”)."
    began = time.process_time()
    assert reason_in(reason, wording("fr")).startswith("La loi le prévoit (s.")
    assert time.process_time() - began < 20  # reading it again for every bracket takes hours
