"""`ask: progression`: which stages are open to her next, or, with `to`, one stage and its rules."""

from typing import Any

from peersupport.policies.progression import Opening, Progression
from peersupport.programmes.host import Host
from peersupport.records.codec import Json
from peersupport.rules.values import Settings
from peersupport.testing.scenarios.asking.decided import LISTED, answer_of
from peersupport.testing.scenarios.asking.families import case_of, supporter_of
from peersupport.testing.scenarios.forms import NAMES, TEXT, YES_OR_NO, MapOf, OneOf
from peersupport.testing.scenarios.question import Answer, Question, host_for, own_id, placed
from peersupport.testing.scenarios.scenario import Scenario
from peersupport.truth import Truth

OPENING = OneOf.members(Opening)


def _answer(host: Host, scenario: Scenario) -> Answer:
    programme, _, pathway = scenario.programme.partition("/")
    with placed(scenario, "programme"):
        policy = host_for(host, scenario).progression(programme, pathway or None)
    reader = case_of if policy.pathway.subject == "Case" else supporter_of
    subject = reader(scenario, scenario.given)
    return _step(policy, subject, scenario) if scenario.to is not None else _all(policy, subject, scenario)


def _step(policy: Progression, subject: Any, scenario: Scenario) -> Answer:
    with placed(scenario, "to"):
        step = policy.step(subject, scenario.to or "", scenario.on, rules_as_of=scenario.rules_as_of)
    told: dict[str, Json] = {
        "stages": {step.stage.id: step.opening.value},
        "outcome": step.opening.value,
        "missing": [*sorted({one.name for one in step.missing})],
    }
    return answer_of(step.decision, policy.stages[step.stage.id].rules, told)


def _all(policy: Progression, subject: Any, scenario: Scenario) -> Answer:
    found = policy.next_steps(subject, scenario.on, rules_as_of=scenario.rules_as_of)
    values: dict[str, Json] = {
        "standing": found.standing.stage or "unknown",
        "stages": {one.stage.id: one.opening.value for one in found.steps},
        "open": [*sorted(found.open)],
        "may_pause": found.may_pause,
        "ends": [*sorted(one.value for one in found.ends)],
        "advice": [*sorted(own_id(one.rule) for one in found.advice)],
        "obligations": [*sorted(own_id(one.rule) for one in found.obligations if one.truth is Truth.TRUE)],
    }
    staying = {} if found.staying is None else {one.rule.id: one for one in found.staying.findings}
    settings: Settings = {} if found.staying is None else found.staying.rule_set.settings
    return Answer(values=values, findings=staying, known=frozenset(staying), settings=settings)


PROGRESSION = Question(
    name="progression",
    forms={
        "stages": MapOf(form=OPENING),
        "open": NAMES,
        "standing": TEXT,
        "may_pause": YES_OR_NO,
        "ends": NAMES,
        "advice": NAMES,
        "obligations": NAMES,
    },
    of_one_stage={"outcome": OPENING, "stages": MapOf(form=OPENING), **LISTED},
    answer=_answer,
)
