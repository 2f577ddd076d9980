"""`ask: eligibility`: may she join this offer, or may this be done together?"""

from typing import Any

from peersupport.programmes.host import Host
from peersupport.records.codec import Json
from peersupport.records.community import LearningItem, Meeting, Message, TrainingEvent
from peersupport.records.referrals import OnwardReferral
from peersupport.testing.scenarios.asking.decided import FORMS, answer_of
from peersupport.testing.scenarios.asking.families import case_of
from peersupport.testing.scenarios.question import Answer, Question, host_for, placed, read
from peersupport.testing.scenarios.scenario import Scenario

COMMUNITY: dict[str, type[Any]] = {one.__name__: one for one in (LearningItem, Meeting, Message, TrainingEvent)}


def _answer(host: Host, scenario: Scenario) -> Answer:
    here = host_for(host, scenario)
    with placed(scenario, "programme"):
        policy = here.eligibility(scenario.programme)
    if policy.subject == "OnwardReferral":
        document: Json = {"id": "onward", **scenario.given}
        subject: Any = read(scenario, document, OnwardReferral)
    elif policy.subject in COMMUNITY:
        subject = read(scenario, scenario.given, COMMUNITY[policy.subject])
    else:
        subject = case_of(scenario, scenario.given)
    return answer_of(policy.decide(subject, scenario.on, rules_as_of=scenario.rules_as_of), policy.rules)


ELIGIBILITY = Question(name="eligibility", forms=FORMS, answer=_answer)
