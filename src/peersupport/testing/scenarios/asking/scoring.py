"""`ask: scoring`: what does a completed questionnaire come to? Given is an assessment, and perhaps `population`."""

from peersupport.errors import UnknownName, did_you_mean
from peersupport.outcomes.instruments import Population
from peersupport.outcomes.scoring import ScaleScore, score
from peersupport.programmes.host import Host
from peersupport.records.assessments import Assessment
from peersupport.records.codec import Json
from peersupport.rules.render import shown
from peersupport.testing.scenarios.forms import FIGURE, TEXT, TRUTH, Form, MapOf
from peersupport.testing.scenarios.question import Answer, Question, host_for, placed, read
from peersupport.testing.scenarios.scenario import Scenario

FORMS: dict[str, Form] = {
    "scores": MapOf(form=FIGURE),
    "bands": MapOf(form=TEXT),
    "cases": MapOf(form=TRUTH),
    "alerts": MapOf(form=TRUTH),
}


def _answer(host: Host, scenario: Scenario) -> Answer:
    here = host_for(host, scenario)
    given: dict[str, Json] = {"id": "assessment", **scenario.given}
    population = given.pop("population", None)
    assessment = read(scenario, given, Assessment)
    with placed(scenario, "given", "instrument"):
        if assessment.instrument not in here.instruments:
            known = did_you_mean(assessment.instrument, here.instruments)
            raise UnknownName("there is no such instrument", help=known)
    whom = None if population is None else read(scenario, population, Population, "population")
    with placed(scenario, "given"):
        found = score(assessment, here.instruments[assessment.instrument], population=whom)
    return Answer(
        values={
            "scores": {one.scale: _figure(one) for one in found.scales},
            "bands": {one.scale: one.band or "unknown" for one in found.scales},
            "cases": {one.scale: one.case.value for one in found.scales if one.case is not None},
            "alerts": {str(one.alert.item): one.state.value for one in found.alerts},
        }
    )


def _figure(one: ScaleScore) -> str:
    """The score; while items are missing, what it can still be."""
    return shown(one.bounds) if one.exact is None else f"{one.exact:g}"


SCORING = Question(name="scoring", forms=FORMS, answer=_answer)
