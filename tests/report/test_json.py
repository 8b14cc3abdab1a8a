"""The JSON: its form, that it comes back as it went out, and that what is no assessment is refused with a reason."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import jsonschema
import pytest
import report_samples as samples
from hypothesis import given, settings
from hypothesis import strategies as st

from gapcheck.errors import InputError
from gapcheck.model.result import Assessment, Contribution, Coverage, Evidence, Finding, LawSummary, Status
from gapcheck.report.json import SCHEMA, check_quotations, from_json, schema, settle, to_dict, to_json
from gapcheck.report.stored import laws_of, read_assessment
from gapcheck.report.view import build

INTERFACE = ["schema", "gapcheck", "catalog", "jurisdiction", "laws", "findings", "provisions", "threats", "summary"]
FINDING = ["test", "provision", "status", "score", "reason", "evidence", "qualifiers", "near_misses", "recommendation"]


def validator() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(schema())


def test_it_has_the_form_that_stays() -> None:
    body = json.loads(to_json(samples.assessment()))
    assert set(INTERFACE) <= set(body) and body["schema"] == SCHEMA
    assert all(list(finding)[: len(FINDING)] == FINDING for finding in body["findings"])
    assert {"file", "sha256", "language", "title", "units"} <= set(body["laws"][0])
    evidence = next(finding["evidence"][0] for finding in body["findings"] if finding["evidence"])
    assert list(evidence) == ["file", "quote", "start", "end", "eid", "locator", "page"]


def test_it_is_valid_by_the_schema() -> None:
    assert list(validator().iter_errors(to_dict(samples.assessment()))) == []
    assert list(validator().iter_errors(to_dict(samples.hostile()))) == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("findings", 0, "status"), "compliant"),
        (("findings", 0, "score"), 1.5),
        (("laws", 0, "sha256"), "short"),
        (("summary", "coverage"), -1),
        (("jurisdiction",), ""),
    ],
)
def test_the_schema_refuses_what_is_wrong(place: tuple[object, ...], value: object) -> None:
    body = to_dict(samples.assessment())
    inner: object = body
    for key in place[:-1]:
        inner = inner[key]  # type: ignore[index]
    inner[place[-1]] = value  # type: ignore[index]
    assert not validator().is_valid(body)


def test_the_schema_describes_every_key() -> None:
    body = schema()
    described = {name: set(part["properties"]) for name, part in body["$defs"].items() if "properties" in part}
    left_out = {"observations"}
    assert {field.name for field in fields(Finding)} - left_out <= described["finding"]
    assert {field.name for field in fields(Evidence)} <= described["evidence"]
    assert {field.name for field in fields(LawSummary)} <= described["law"]
    assert {field.name for field in fields(Coverage)} <= described["coverage"]
    assert set(to_dict(samples.assessment())) <= set(body["properties"])


def test_it_comes_back_as_it_went_out() -> None:
    text = to_json(samples.assessment())
    again = from_json(text)
    assert to_json(again) == text
    assert again == samples.assessment()
    assert build(again, samples.catalog()) == samples.view()


def test_only_observations_and_far_digits_are_lost() -> None:
    before, after = samples.outcome().assessment, samples.assessment()
    assert any(finding.observations for finding in before.findings)
    for old, new in zip(before.findings, after.findings, strict=True):
        assert replace(old, observations=(), contributions=()) == replace(new, contributions=())
        for left, right in zip(old.contributions, new.contributions, strict=True):
            assert (left.name, left.explanation) == (right.name, right.explanation)
            assert right.value == pytest.approx(left.value, abs=1e-6)


@given(
    reason=st.text(st.characters(exclude_categories=["Cs"]), max_size=50),
    score=st.floats(0, 1),
    value=st.floats(-1e6, 1e6),
    status=st.sampled_from(Status),
    page=st.none() | st.integers(1, 9999),
)
@settings(max_examples=60, deadline=None)
def test_any_words_and_numbers_survive(reason: str, score: float, value: float, status: Status, page: int | None) -> None:
    base = samples.assessment()
    evidence = Evidence(file="a", quote=reason or "x", start=0, end=1, eid="", locator=reason, page=page)
    finding = replace(
        base.findings[0],
        reason=reason,
        score=score,
        status=status,
        evidence=(evidence,),
        contributions=(Contribution(name="n", value=value, explanation=reason),),
    )
    once = settle(replace(base, findings=(finding,)))
    assert from_json(to_json(once)) == once
    assert once.findings[0].evidence == (evidence,) and once.findings[0].reason == reason


def test_quotations_are_slices_of_the_law() -> None:
    outcome = samples.outcome()
    assert check_quotations(samples.assessment(), outcome.laws) == []
    moved = tuple(replace(law, text="x" + law.text) for law in outcome.laws)
    assert check_quotations(samples.assessment(), moved)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[1]", "no assessment"),
        ('{"a": 1}', "no assessment"),
        ('{"schema": "gapcheck-assessment-99"}', "cannot read"),
        (json.dumps({"schema": SCHEMA}), "damaged"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_what_is_no_assessment_is_refused(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        from_json(text, where="x.json")


def test_a_wrong_kind_of_value_is_refused() -> None:
    body = to_dict(samples.assessment())
    body["findings"][0]["reason"] = 5
    with pytest.raises(InputError, match="damaged"):
        from_json(json.dumps(body))


def test_keys_of_later_versions_are_passed_over() -> None:
    body = to_dict(samples.assessment())
    body["later"] = {"x": 1}
    body["findings"][0]["later"] = True
    assert from_json(json.dumps(body)) == samples.assessment()


def stored(folder: Path) -> tuple[Path, Assessment]:
    path = folder / "a.json"
    path.write_text(to_json(samples.assessment()), encoding="utf-8")
    return path, samples.assessment()


def test_laws_are_found_again_by_their_hash(tmp_path: Path) -> None:
    path, assessment = stored(tmp_path)
    law = tmp_path / "renamed.txt"
    law.write_text(samples.LAW, encoding="utf-8")
    assert read_assessment(path) == assessment
    (found,) = laws_of(assessment, [law])
    assert found.name == "ostermark.txt" and found.text == samples.outcome().laws[0].text


def test_a_changed_law_is_refused(tmp_path: Path) -> None:
    _, assessment = stored(tmp_path)
    law = tmp_path / "ostermark.txt"
    law.write_text(samples.LAW + "\n9. More\nMore.\n", encoding="utf-8")
    with pytest.raises(InputError, match="has changed"):
        laws_of(assessment, [law])
    other = tmp_path / "other.txt"
    law.rename(other)
    with pytest.raises(InputError, match="not among the files"):
        laws_of(assessment, [other])


def test_a_law_that_is_read_differently_is_refused(tmp_path: Path) -> None:
    _, assessment = stored(tmp_path)
    law = tmp_path / "ostermark.txt"
    law.write_text(samples.LAW, encoding="utf-8")
    number, finding = next((n, f) for n, f in enumerate(assessment.findings) if f.evidence)
    wrong = replace(finding, evidence=(replace(finding.evidence[0], quote="other words"),))
    changed = replace(assessment, findings=(*assessment.findings[:number], wrong, *assessment.findings[number + 1 :]))
    with pytest.raises(InputError, match="reads the law differently"):
        laws_of(changed, [law])


@pytest.mark.parametrize(("name", "content", "words"), [("no.json", None, "no such file"), ("b.json", b"\xff\xfe\x00", "no UTF-8")])
def test_files_that_cannot_be_read(tmp_path: Path, name: str, content: bytes | None, words: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=words):
        read_assessment(tmp_path / name)
    with pytest.raises(InputError, match="cannot be read"):
        read_assessment(tmp_path)
