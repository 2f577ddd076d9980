"""Two real surveys through the outcomes: the known answers of their README, and no item turned round."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.corpora.conftest import ROOT

from peersupport import Case
from peersupport.interop.caseload import read_caseload
from peersupport.interop.mapping import read_mapping
from peersupport.outcomes.built_in import EPDS, PHQ_9
from peersupport.outcomes.instruments import Population
from peersupport.outcomes.scoring import Score, score, score_faults
from peersupport.records.assessments import Assessment
from peersupport.records.identifiers import AssessmentId
from peersupport.truth import Truth

pytestmark = pytest.mark.corpora


def scores(cases: tuple[Case, ...]) -> list[Score]:
    """The EPDS of every case, scored as of the year after birth."""
    given = [one for case in cases for one in case.assessments or () if one.instrument == "epds"]
    return [score(one, EPDS, population=Population.POSTNATAL) for one in given]


def caseload(shared: Path, name: str, file: str) -> tuple[Case, ...]:
    """A survey, as its mapping reads it."""
    return read_caseload(shared / "data" / name / file, read_mapping(ROOT / "examples" / "mappings" / f"{name}.toml"))


def test_swiss_epds(shared: Path) -> None:
    """410 mothers item by item: mean, possible and likely depression, and the alert of item 10."""
    found = scores(caseload(shared, "swiss_epds", "Dataset_maternal_mental_health_infant_sleep.csv"))
    totals = [one.total for one in found]
    exact = [one.exact for one in totals if one is not None and one.exact is not None]
    assert len(exact) == 410
    assert round(sum(exact) / 410, 4) == 9.0488
    bands = [one.band for one in totals if one is not None]
    assert (bands.count("possible depression"), bands.count("likely depression")) == (173 - 109, 109)
    assert sum(one is not None and one.case is Truth.TRUE for one in totals) == 109
    states = [one.alerts[0].state for one in found]
    assert (states.count(Truth.TRUE), states.count(Truth.FALSE)) == (62, 348)


def test_swiss_alerts_at_low_totals(shared: Path) -> None:
    """Some who must be asked the same day lie below every cut-off: a total would have missed them."""
    found = scores(caseload(shared, "swiss_epds", "Dataset_maternal_mental_health_infant_sleep.csv"))
    raised = [one for one in found if one.alerts[0].state is Truth.TRUE]
    low = [one for one in raised if one.total is not None and one.total.band == "below the cut-offs"]
    assert len(low) == 2


def test_canadian_epds(shared: Path) -> None:
    """9,598 totals without items: the known count, and no alert that a total alone could lift."""
    found = scores(caseload(shared, "canada_pdp_epds", "pregnancy.csv"))
    present = [one for one in found if one.total is not None]
    assert len(present) == 9_598
    assert sum(one.total is not None and one.total.case is Truth.TRUE for one in present) == 3_201
    assert {one.alerts[0].state for one in found} == {Truth.TRUE, Truth.UNKNOWN}


def ordinals(item: dict[str, Any]) -> tuple[int, ...]:
    """The scores of an item's answers, as FHIR states them."""
    told = [extension for option in item.get("answerOption", []) for extension in option.get("extension", [])]
    told += [
        one for option in item.get("answerOption", []) for one in option.get("valueCoding", {}).get("extension", [])
    ]
    return tuple(int(one["valueDecimal"]) for one in told if one["url"].endswith("ordinalValue"))


def test_the_phq_9_of_fhir(shared: Path) -> None:
    """Nine items of 0 to 3, as in the library; the tenth (difficulty) stays out of the total."""
    text = (shared / "data" / "fhir_questionnaires" / "phq9.json").read_text("utf-8")
    items = [one for one in json.loads(text)["item"] if one["type"] == "choice"]
    answers = [tuple(option["valueCoding"]["code"] for option in one["answerOption"]) for one in items]
    scored = [one for one, codes in zip(items, answers, strict=True) if codes == answers[0]]
    assert (len(items), len(scored)) == (10, 9)
    assert [ordinals(one) for one in scored] == [item.values for item in PHQ_9.items]
    with_difficulty = Assessment(id=AssessmentId("a"), instrument="phq-9", items=(*[1] * 9, 3))
    assert [fault.code for fault in score_faults(with_difficulty, PHQ_9)] == ["score-items"]
