"""Fixtures for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real laws and readings beside the project, or the one that GAPCHECK_SHARED names.

    It is no part of the project. Where it is absent the test is skipped, and the summary says so.
    """
    beside = Path(__file__).resolve().parents[2] / "shared"
    folder = Path(os.environ.get("GAPCHECK_SHARED", beside))
    if not (folder / "laws" / "INDEX.tsv").is_file():
        pytest.skip(f"NOT MEASURED ON REAL LAWS: {folder} is absent; set GAPCHECK_SHARED to the folder that holds laws/INDEX.tsv")
    return folder
