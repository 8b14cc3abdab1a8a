"""The round trip with reviewers: a sheet goes out and comes back, decisions are kept beside the findings and overwrite nothing."""

from __future__ import annotations

from gapcheck.review.agreement import Agreement, agree, kappa
from gapcheck.review.intake import Intake, Problem, take_in
from gapcheck.review.readings import to_readings
from gapcheck.review.sheet import Returned, ReturnedRow, read_sheet
from gapcheck.review.store import add_decisions, by_jurisdiction, read_reviews

__all__ = [
    "Agreement",
    "Intake",
    "Problem",
    "Returned",
    "ReturnedRow",
    "add_decisions",
    "agree",
    "by_jurisdiction",
    "kappa",
    "read_reviews",
    "read_sheet",
    "take_in",
    "to_readings",
]
