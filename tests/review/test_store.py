"""The file of decisions."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gapcheck.errors import InputError, OutputError
from gapcheck.model.result import Status
from gapcheck.model.review import Decision
from gapcheck.review import add_decisions, read_reviews


def decision(test: str = "FP-03.a.1#1", **fields: str) -> Decision:
    values = {"jurisdiction": "XTH", "reviewer": "A. Jones", "decided_on": "2026-02-03", "evidence": "0123456789abcdef", **fields}
    return Decision(test=test, status=Status(values.pop("status", "covered")), **values)


def test_it_is_readable_and_grows_at_its_end(tmp_path: Path) -> None:
    path = tmp_path / "review.yaml"
    assert read_reviews(path) == {}
    add_decisions(path, [decision(comment='s. 2: "gun" # means a firearm')])
    before = path.read_text(encoding="utf-8") + "# seen by the head of unit\n"
    path.write_text(before, encoding="utf-8")
    add_decisions(path, [decision("FP-08.1.a#1", jurisdiction="XOT", status="not_found")])
    text = path.read_text(encoding="utf-8")
    assert text.startswith(before)
    assert "- jurisdiction: XOT\n  test: FP-08.1.a#1\n  reviewer: A. Jones\n  status: not_found\n" in text
    reviews = read_reviews(path)
    assert reviews["XTH"].decisions == (decision(comment='s. 2: "gun" # means a firearm'),)
    assert reviews["XOT"].decisions == (decision("FP-08.1.a#1", jurisdiction="XOT", status="not_found"),)


def test_nothing_to_add_makes_no_file(tmp_path: Path) -> None:
    add_decisions(tmp_path / "review.yaml", [])
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=40, deadline=None)
@given(comment=st.text(), name=st.text(min_size=1))
def test_any_words_come_back(tmp_path_factory: pytest.TempPathFactory, comment: str, name: str) -> None:
    path = tmp_path_factory.mktemp("store") / "review.yaml"
    try:
        add_decisions(path, [decision(comment=comment, reviewer=name)])
    except InputError:
        # A name of nothing but control characters is no name.
        assert not path.exists()
        return
    (back,) = read_reviews(path)["XTH"].decisions
    kept = [character for character in comment if character.isprintable() or character in "\n\t"]
    assert [character for character in back.comment if character.isprintable() or character in "\n\t"] == kept


def test_an_empty_list_written_by_hand_takes_decisions(tmp_path: Path) -> None:
    path = tmp_path / "review.yaml"
    path.write_text("schema: gapcheck-review-1\ndecisions: []\n", encoding="utf-8")
    add_decisions(path, [decision()])
    assert read_reviews(path)["XTH"].decisions == (decision(),)


def test_dates_and_numbers_without_quotation_marks_are_words(tmp_path: Path) -> None:
    path = tmp_path / "review.yaml"
    path.write_text(
        "schema: gapcheck-review-1\ndecisions:\n"
        "- {jurisdiction: XTH, test: T1.1, reviewer: 7, status: covered, decided_on: 2026-02-03, comment: }\n",
        encoding="utf-8",
    )
    (back,) = read_reviews(path)["XTH"].decisions
    assert (back.reviewer, back.decided_on, back.comment) == ("7", "2026-02-03", "")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("schema: other\n", "no file of decisions"),
        ("- a\n", "no file of decisions"),
        ("schema: gapcheck-review-1\ndecisions: x\n", "no list"),
        ("schema: gapcheck-review-1\ndecisions: [\n", "not valid YAML"),
    ],
)
def test_other_files_are_refused_and_left_alone(tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "review.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=what):
        add_decisions(path, [decision()])
    assert path.read_text(encoding="utf-8") == text


def test_all_errors_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "review.yaml"
    path.write_text(
        "schema: gapcheck-review-1\ndecisions:\n- word\n- {test: a}\n- {jurisdiction: X, test: a, reviewer: b, status: fine}\n"
        "- {jurisdiction: X, test: a, reviewer: b, status: covered, mood: good}\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as error:
        read_reviews(path)
    told = str(error.value)
    assert all(f"decision {number}:" in told for number in (1, 2, 3, 4))
    assert "jurisdiction, reviewer, status is missing" in told and "'fine'" in told and "mood" in told


def test_a_file_that_ends_with_something_else_is_not_damaged(tmp_path: Path) -> None:
    path = tmp_path / "review.yaml"
    text = "decisions:\n- {jurisdiction: X, test: a, reviewer: b, status: covered}\nschema: gapcheck-review-1\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="cannot be added"):
        add_decisions(path, [decision()])
    assert path.read_text(encoding="utf-8") == text


def test_bytes_that_are_no_text_and_folders_that_are_not_there(tmp_path: Path) -> None:
    path = tmp_path / "review.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="UTF-8"):
        read_reviews(path)
    with pytest.raises(InputError):
        read_reviews(tmp_path)
    with pytest.raises(OutputError):
        add_decisions(tmp_path / "none" / "review.yaml", [decision()])
