"""The family, or the supporter, that a scenario speaks of. Ids that the sentence leaves out are made up."""

from typing import Any

from peersupport.records.case import Case
from peersupport.records.codec import Json
from peersupport.records.supporters import Supporter
from peersupport.testing.scenarios.question import read
from peersupport.testing.scenarios.scenario import Scenario

WITH_IDS = (
    "children",
    "pregnancies",
    "family",
    "referrals",
    "onward_referrals",
    "enrolments",
    "encounters",
    "plans",
    "assessments",
)
"""The collections of a case whose records have an id of their own."""


def case_of(scenario: Scenario, document: Json, *path: str) -> Case:
    """The case of a part of what is given. Raises `InvalidDocument` with every fault."""
    return read(scenario, with_ids(document), Case, *path)


def supporter_of(scenario: Scenario, document: Json, *path: str) -> Supporter:
    """The supporter of a part of what is given. Raises `InvalidDocument` with every fault."""
    return read(scenario, {"id": "supporter", **document} if isinstance(document, dict) else document, Supporter, *path)


def with_ids(document: Json) -> Json:
    """The document of a case, with made-up ids where it leaves them out."""
    if not isinstance(document, dict):
        return document
    filled: dict[str, Any] = {"id": "scenario", "participant": {}, **document}
    participant: Json = filled["participant"]
    if isinstance(participant, dict):
        filled["participant"] = {"id": "participant", **participant}
    for key in WITH_IDS:
        held: Json = filled.get(key)
        if isinstance(held, list):
            members = enumerate(held)
            filled[key] = [{"id": f"{key}-{place}", **one} if isinstance(one, dict) else one for place, one in members]
    return filled
