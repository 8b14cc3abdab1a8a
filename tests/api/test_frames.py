"""The frames: columns, types, and that they say what the model says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pandas as pd
import pytest

import gapcheck as gc
from gapcheck.catalog.frame import TABLES as CATALOG_TABLES
from gapcheck.errors import UsageError
from gapcheck.report.frame import TABLES

ROOT = Path(__file__).resolve().parents[2]
FRAMES = sorted(set(TABLES) - {"failed"})
STABLE = {
    "findings": "jurisdiction test provision family article label title question obligation kind status score needs_a_look found quotation "
    "place file eid page start end quotations recommendation look_in priority reviewed_status review_stale",
    "evidence": "jurisdiction test provision role rank file locator eid page start end quote status score",
    "near_misses": "jurisdiction test provision rank file locator eid page start end quote status score",
    "unmapped": "jurisdiction file locator eid page start end quote",
    "provisions": "jurisdiction provision family article locator title obligation kind status coverage tests covered partly_covered "
    "not_found contradicted not_applicable needs_other_source",
    "articles": "jurisdiction article label title status coverage tests covered partly_covered not_found contradicted not_applicable "
    "needs_other_source",
    "threats": "jurisdiction threat label title status coverage tests covered partly_covered not_found contradicted not_applicable "
    "needs_other_source",
    "laws": "jurisdiction file title language characters units numbered_share sha256 warnings refused",
    "gaps()": "jurisdiction rank provision label title obligation priority open tests requirement recommendation instruments",
    "coverage()": "jurisdiction level id label title status coverage tests covered partly_covered not_found contradicted not_applicable "
    "needs_other_source",
    "failed": "jurisdiction reason",
}
"""Names that users rely on: a column may be added at the end, none may go or move."""


def get(a: gc.Assessment | gc.Assessments, name: str) -> pd.DataFrame:
    found = getattr(a, name.removesuffix("()"))
    return found() if callable(found) else found


def test_every_frame_is_named_here() -> None:
    assert set(STABLE) == set(TABLES)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_columns_are_stable(name: str) -> None:
    names = [column.name for column in TABLES[name]]
    assert names[: len(STABLE[name].split())] == STABLE[name].split()
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", FRAMES)
def test_types_are_as_documented_also_when_empty(one: gc.Assessment, many: gc.Assessments, name: str) -> None:
    full = get(one, name)
    for frame in (full, get(many, name), full.head(0)):
        assert list(frame.columns) == [column.name for column in TABLES[name]]
        for column in TABLES[name]:
            assert str(frame[column.name].dtype) == column.dtype, column.name
            if column.dtype == "category":
                assert tuple(frame[column.name].cat.categories) == column.categories
                assert frame[column.name].cat.ordered
    assert len(full) or name == "unmapped"
    assert list(full.index) == list(range(len(full)))


@pytest.mark.parametrize("name", sorted(TABLES))
def test_an_empty_table_has_the_same_types(name: str) -> None:
    from gapcheck.tables import table

    frame = table(TABLES[name], [])
    assert {column.name: column.dtype for column in TABLES[name]} == {key: str(value) for key, value in frame.dtypes.items()}


def test_findings_say_what_the_model_says(one: gc.Assessment) -> None:
    frame = one.findings.set_index("test")
    assert len(frame) == len(one.result.findings)
    for finding in one.result.findings:
        row = frame.loc[finding.test]
        assert row["status"] == finding.status.value
        assert row["score"] == pytest.approx(finding.score, abs=1e-6)
        assert row["quotations"] == len(finding.evidence)
        if finding.evidence:
            assert (row["quotation"], row["start"]) == (finding.evidence[0].quote, finding.evidence[0].start)
        else:
            assert pd.isna(row["quotation"])
            assert pd.isna(row["start"])


def test_every_quotation_is_verbatim(one: gc.Assessment, laws: dict[str, Path]) -> None:
    text = gc.load(laws["XTA"]).text
    for frame in (one.evidence, one.near_misses, one.unmapped):
        assert all(text[row.start : row.end] == row.quote for row in frame.itertuples())
    assert len(one.evidence) > 5
    assert set(one.evidence["role"]) <= {"evidence", "qualifier"}


def test_near_misses_are_no_evidence(one: gc.Assessment) -> None:
    assert set(one.near_misses["status"]) <= {"not_found", "contradicted"}
    assert not set(one.near_misses["test"]) & set(one.evidence.loc[one.evidence["status"] == "covered", "test"])


def test_counts_add_up(one: gc.Assessment) -> None:
    statuses = one.findings["status"].cat.categories
    for frame in (one.provisions, one.articles, one.threats, one.coverage()):
        assert (frame[list(statuses)].sum(axis=1) == frame["tests"]).all()
    assert one.provisions["tests"].sum() == len(one.findings)
    law = one.coverage().iloc[0]
    assert (law["level"], law["coverage"]) == ("law", one.result.overall.coverage)
    for name in ("articles", "threats"):
        level = one.coverage().query(f"level == '{name[:-1]}'")
        assert level["coverage"].reset_index(drop=True).equals(get(one, name)["coverage"])


def test_frames_join(one: gc.Assessment) -> None:
    joined = one.findings.merge(one.provisions, on="provision", validate="many_to_one")
    assert len(joined) == len(one.findings)
    protocol = one.findings.query("family in ['protocol', 'convention']")
    assert set(protocol["article"]) == set(one.articles["article"])
    assert set(one.findings.query("family == 'threat'")["article"]) == set(one.threats["threat"])


def test_gaps_come_by_priority(one: gc.Assessment) -> None:
    gaps = one.gaps()
    assert gaps["priority"].is_monotonic_decreasing
    assert list(gaps["rank"]) == list(range(1, len(gaps) + 1))
    assert gaps["open"].sum() == one.findings["status"].isin(["not_found", "contradicted", "partly_covered"]).sum()
    assert one.gaps(3).equals(gaps.head(3))
    first = gaps.loc[0, "tests"].split(", ")
    assert set(one.findings.set_index("test").loc[first, "provision"]) == {gaps.loc[0, "provision"]}


def test_gaps_of_many_are_limited_each(many: gc.Assessments) -> None:
    assert list(many.gaps(2)["rank"]) == [1, 2, 1, 2]


def test_a_frame_is_a_copy(one: gc.Assessment) -> None:
    frame = one.findings
    frame["status"] = "covered"
    del frame["score"]
    assert "score" in one.findings
    assert "not_found" in set(one.findings["status"])


def test_refused_files_are_rows(laws: dict[str, Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    a = gc.assess([laws["XTA"], broken], "XTA", only="8")
    assert a.laws["refused"].isna().tolist() == [True, False]
    assert pd.isna(a.laws.loc[1, "units"])
    assert "broken.pdf" in repr(a)
    assert "broken.pdf" in a._repr_html_()


def test_reviewers_stand_beside(one: gc.Assessment) -> None:
    from gapcheck.model.result import Status
    from gapcheck.model.review import Decision, Review

    test = one.result.findings[5].test
    decision = Decision(jurisdiction="XTA", test=test, reviewer="A. Reader", status=Status.CONTRADICTED, evidence="other words")
    reviewed = one.reviewed(Review(jurisdiction="XTA", decisions=(decision,)))
    row = reviewed.findings.set_index("test").loc[test]
    assert (row["reviewed_status"], row["review_stale"]) == ("contradicted", True)
    assert row["status"] == one.findings.set_index("test").loc[test, "status"]
    assert one.findings["reviewed_status"].isna().all()


def test_decisions_are_read_from_their_file(one: gc.Assessment, tmp_path: Path) -> None:
    from gapcheck.model.result import Status
    from gapcheck.model.review import Decision, Review
    from gapcheck.review import add_decisions

    test = one.result.findings[5].test
    file = tmp_path / "decisions.toml"
    add_decisions(file, [Decision(jurisdiction="XTA", test=test, reviewer="A. Reader", status=Status.COVERED, decided_on="2030-01-02")])
    assert one.reviewed(file).findings["reviewed_status"].dropna().tolist() == ["covered"]
    other = tmp_path / "other.toml"
    add_decisions(other, [Decision(jurisdiction="XTB", test=test, reviewer="A. Reader", status=Status.COVERED, decided_on="2030-01-02")])
    for wrong in (other, Review(jurisdiction="XTB")):
        with pytest.raises(UsageError, match="No decision on XTA"):
            one.reviewed(wrong)


def test_the_catalog_as_frames() -> None:
    catalog = gc.Catalog.load()
    for of, columns in (("entries", 15), ("tests", 12), ("crosswalk", 5)):
        frame = catalog.frame(of)
        described = CATALOG_TABLES[f'Catalog.frame("{of}")']
        assert {column.name: column.dtype for column in described} == {key: str(value) for key, value in frame.dtypes.items()}
        assert len(described) == columns
    assert list(catalog.frame()["provision"]) == [entry.id for entry in catalog.entries]
    assert catalog.frame("tests")["test"].is_unique
    assert (catalog.frame("tests").query("answered_by == 'other source'")["look_in"].notna()).all()
    assert len(catalog.frame("crosswalk").query("verified")) < len(catalog.frame("crosswalk"))
    assert repr(catalog).startswith(f"Catalog: {len(catalog.entries)} entries")
    with pytest.raises(UsageError, match='Tables: "entries"'):
        catalog.frame("laws")


def test_the_page_describes_every_column() -> None:
    spec = importlib.util.spec_from_file_location("python_tables", ROOT / "scripts" / "python_tables.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    assert script.page_with_tables(page) == page, "run `python scripts/python_tables.py`"
    assert page.count("| column | type |") == len(TABLES) + len(CATALOG_TABLES) + 1


def test_the_page_names_every_public_function() -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    for name in set(gc.__all__) - {"__version__", "Assessment", "Assessments", "Catalog", "Note"}:
        assert f"`gc.{name}(" in page, name
    for owner in (gc.Assessment, gc.Assessments):
        for name in vars(owner):
            if not name.startswith("_") and name not in {"settled", "views", "jurisdictions"}:
                assert f"`{name}" in page or f"{name}(" in page or f"{name}`" in page, name
