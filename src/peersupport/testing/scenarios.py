"""Scenarios: cases as sentences in YAML, each with the answer that a programme must give. For plugin authors' tests."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from peersupport._attrs import frozen
from peersupport.decisions import Decision
from peersupport.errors import Fault, InvalidDocument, did_you_mean
from peersupport.programmes.host import Host
from peersupport.records.codec import Json, case_from, structured
from peersupport.records.community import LearningItem, Meeting, Message, TrainingEvent
from peersupport.records.identifiers import ProgrammeId, SiteId
from peersupport.records.referrals import OnwardReferral
from peersupport.records.sites import DatedValue, Site

KEYS = {"scenario", "programme", "on", "rules_as_of", "given", "parameters", "expect"}
LISTED = ("missing", "redirects", "holds", "routes", "priority", "advice", "obligations", "determining")
EXPECTED = {"outcome", "rules", *LISTED}
COMMUNITY: dict[str, type[Any]] = {one.__name__: one for one in (LearningItem, Meeting, Message, TrainingEvent)}
MEMBERS = (
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


class _Loader(yaml.SafeLoader):
    """Safe YAML in which `on`, `yes` and `no` are words, as in YAML 1.2."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@frozen
class Scenario:
    """One sentence, the case it speaks of as a document, and what is expected of the answer."""

    sentence: str
    programme: str
    on: date
    given: dict[str, Any]
    expect: dict[str, Any]
    parameters: dict[str, Any]
    rules_as_of: date | None = None


def load_scenarios(path: Path) -> list[Scenario]:
    """The scenarios of a YAML file, or of all files of a folder. Raises `InvalidDocument` with every fault."""
    if path.is_dir():
        return [one for file in sorted(path.glob("*.yaml")) for one in load_scenarios(file)]
    faults: list[Fault] = []
    scenarios: list[Scenario] = []
    for place, entry in enumerate(yaml.load(path.read_text("utf-8"), Loader=_Loader) or []):  # noqa: S506 - a safe one
        wrong = [(key, KEYS) for key in sorted(set(entry) - KEYS)]
        wrong += [(key, EXPECTED) for key in sorted(set(entry.get("expect", {})) - EXPECTED)]
        wrong += [(key, KEYS) for key in ("scenario", "programme", "on", "given", "expect") if key not in entry]
        faults += [
            Fault(
                code="scenario-key",
                message=f"`{key}` is missing or not known",
                path=(path.name, place),
                help=did_you_mean(key, known),
            )
            for key, known in wrong
        ]
        if not wrong:
            scenarios.append(
                Scenario(
                    sentence=entry["scenario"],
                    programme=entry["programme"],
                    on=entry["on"],
                    given=entry["given"],
                    expect=entry["expect"],
                    parameters=entry.get("parameters", {}),
                    rules_as_of=entry.get("rules_as_of"),
                )
            )
    if faults:
        raise InvalidDocument("scenarios are wrongly written", faults)
    return scenarios


def decide(host: Host, scenario: Scenario) -> Decision:
    """The host's answer to a scenario. Raises `InvalidDocument` for a case or parameter that is wrongly written."""
    programme, _, _ = scenario.programme.partition("/")
    site = Site(
        id=SiteId("scenario"),
        programme=ProgrammeId(programme),
        parameters={name: (DatedValue(value=_setting(value)),) for name, value in scenario.parameters.items()},
    )
    policy = host.at_site(site).eligibility(scenario.programme)
    if policy.subject == "OnwardReferral":
        subject: Any = structured({"id": "onward", **scenario.given}, OnwardReferral)
    elif policy.subject in COMMUNITY:
        subject = structured(scenario.given, COMMUNITY[policy.subject])
    else:
        subject = case_from(_with_ids(scenario.given))
    return policy.decide(subject, scenario.on, rules_as_of=scenario.rules_as_of)


def check_scenario(host: Host, scenario: Scenario) -> list[str]:
    """How the host's answer differs from what the scenario expects; empty when it does not."""
    decision = decide(host, scenario)
    expect = scenario.expect
    differences: list[str] = []
    if "outcome" in expect and decision.outcome.value != expect["outcome"]:
        differences.append(f"outcome: {decision.outcome.value}, expected {expect['outcome']}")
    truths = {one.rule.id: one.truth.value for one in decision.findings}
    for rule, wanted in expect.get("rules", {}).items():
        shown = {True: "true", False: "false"}.get(wanted, wanted)
        if rule not in truths:
            differences.append(f"rule {rule}: not in force; {did_you_mean(rule, truths)}")
        elif truths[rule] != shown:
            differences.append(f"rule {rule}: {truths[rule]}, expected {shown}")
    found = _listed(decision)
    for key in LISTED:
        if key in expect and sorted(expect[key]) != found[key]:
            differences.append(f"{key}: {found[key]}, expected {sorted(expect[key])}")
    return [*differences, *(["", str(decision.explain("auditor"))] if differences else [])]


def _listed(decision: Decision) -> dict[str, list[str]]:
    return {
        "missing": sorted({one.name for one in decision.missing}),
        "redirects": sorted(one.redirect.to for one in decision.redirects),
        "holds": sorted(one.hold.by for one in decision.holds),
        "routes": sorted(target for one in decision.routes for target in one.targets),
        "priority": sorted(_id(one.rule) for one in decision.priority if one.truth.value == "true"),
        "advice": sorted(_id(one.rule) for one in decision.advice),
        "obligations": sorted(_id(one.rule) for one in decision.obligations if one.truth.value == "true"),
        "determining": sorted(decision.determining),
    }


def _id(name: str) -> str:
    return name.partition("/")[2]


def _setting(value: Json) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _with_ids(given: dict[str, Any]) -> dict[str, Any]:
    """The case with identifiers where the sentence leaves them out."""
    filled = {"id": "scenario", **given}
    filled["participant"] = {"id": "participant", **(given.get("participant") or {})}
    for key in MEMBERS:
        if isinstance(given.get(key), list):
            filled[key] = [{"id": f"{key}-{place}", **one} for place, one in enumerate(given[key])]
    return filled
