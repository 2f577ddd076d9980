"""`ask: allocation`: may this supporter be given this family? Given are a `supporter`, a `case`, and `accompanied`."""

from peersupport.errors import Fault, InvalidDocument
from peersupport.policies.allocation import AllocationDecision
from peersupport.programmes.host import Host
from peersupport.programmes.places import chosen_site
from peersupport.records.allocations import ProposedAllocation
from peersupport.testing.scenarios.asking.decided import FORMS
from peersupport.testing.scenarios.asking.families import case_of, supporter_of
from peersupport.testing.scenarios.forms import ANYTHING, NAMES, Fields, Form
from peersupport.testing.scenarios.question import Answer, Question, host_for, own_id, placed, read
from peersupport.testing.scenarios.scenario import Scenario
from peersupport.truth import Truth

GIVEN = ("supporter", "case", "accompanied")
KEYS = ("outcome", "rules", "missing", "holds", "obligations")


def _answer(host: Host, scenario: Scenario) -> Answer:
    here = host_for(host, scenario)
    with placed(scenario, "programme"):
        policy = here.allocation(scenario.programme)
    with placed(scenario):
        _known_keys(scenario)
    proposed = ProposedAllocation(
        supporter=supporter_of(scenario, scenario.given.get("supporter", {}), "supporter"),
        case=case_of(scenario, scenario.given.get("case", {}), "case"),
        site=chosen_site(here.sites, scenario.programme, None),
        accompanied=read(scenario, scenario.given.get("accompanied"), bool | None, "accompanied"),  # type: ignore[arg-type]
    )
    decided = policy.decide(proposed, scenario.on, rules_as_of=scenario.rules_as_of)
    return _told(decided)


def _known_keys(scenario: Scenario) -> None:
    """Raises `InvalidDocument` for a key under `given` that says nothing."""
    faults: list[Fault] = list(Fields(forms=dict.fromkeys(GIVEN, ANYTHING)).faults(scenario.given, ("given",)))
    if faults:
        raise InvalidDocument("a scenario does not fit what it asks", faults)


def _told(decided: AllocationDecision) -> Answer:
    findings = {one.rule.id: one for part in decided.parts for one in part.findings}
    settings = {name: value for part in decided.parts for name, value in part.rule_set.settings.items()}
    return Answer(
        values={
            "outcome": decided.outcome.value,
            "rules": {name: one.truth.value for name, one in findings.items()},
            "missing": [*sorted({one.name for one in decided.missing})],
            "holds": [*sorted(one.hold.by for one in decided.holds)],
            "obligations": [*sorted(own_id(one.rule) for one in decided.obligations if one.truth is Truth.TRUE)],
            "preferences": [*sorted(own_id(one.rule) for one in decided.preferences if one.truth is Truth.TRUE)],
        },
        findings=findings,
        determining=tuple(name for part in decided.parts for name in part.determining),
        known=frozenset(findings),
        settings=settings,
    )


EXPECTED: dict[str, Form] = {**{key: FORMS[key] for key in KEYS}, "preferences": NAMES}
ALLOCATION = Question(name="allocation", forms=EXPECTED, answer=_answer)
