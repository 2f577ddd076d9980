"""`ask: boundaries`: may, or must, this supporter do this?"""

from peersupport.findings import finding_of
from peersupport.judging import BindingRules
from peersupport.policies.boundaries import BoundaryEffect
from peersupport.programmes.host import Host
from peersupport.records.acts import Act
from peersupport.records.exemptions import Exemption
from peersupport.rules.values import RecordValues
from peersupport.testing.scenarios.forms import NAMES, TRUTH, YES_OR_NO, MapOf, OneOf
from peersupport.testing.scenarios.question import Answer, Question, host_for, own_id, placed, read
from peersupport.testing.scenarios.scenario import Scenario


def _answer(host: Host, scenario: Scenario) -> Answer:
    here = host_for(host, scenario)
    with placed(scenario, "programme"):
        policy = here.boundaries(scenario.programme)
    document = {key: one for key, one in scenario.given.items() if key != "exemptions"}
    act = read(scenario, document, Act)
    exemptions = read(scenario, scenario.given.get("exemptions", []), tuple[Exemption, ...], "exemptions")
    with placed(scenario, "given", "action"):
        decided = policy.decide(act, scenario.on, exemptions)
    rules: BindingRules = policy.rules
    values = RecordValues(act, scenario.on, rules.settings(scenario.on))
    findings = {rule.id: finding_of(rule, values) for rule in rules.in_force(scenario.on)}
    return Answer(
        values={
            "effect": decided.effect.value,
            "provisional": decided.provisional,
            "rules": {name: one.truth.value for name, one in findings.items()},
            "determining": [*sorted(own_id(name) for name in decided.determining)],
            "missing": [*sorted({one.name for one in decided.missing})],
            "warnings": [*decided.warnings],
            "obligations": [*sorted(own_id(one.rule) or "core-floor" for one in decided.owed)],
        },
        findings=findings,
        determining=tuple(own_id(name) for name in decided.determining),
        known=frozenset(rule.id for rule in rules.rules),
        settings=rules.settings(scenario.on),
    )


BOUNDARIES = Question(
    name="boundaries",
    forms={
        "effect": OneOf.members(BoundaryEffect),
        "provisional": YES_OR_NO,
        "rules": MapOf(form=TRUTH),
        "determining": NAMES,
        "missing": NAMES,
        "warnings": NAMES,
        "obligations": NAMES,
    },
    answer=_answer,
)
