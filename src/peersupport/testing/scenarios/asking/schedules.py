"""`ask: schedules`: what is due, of a family and of the site? Given is a `case`, the site's `activity`, or both."""

from collections import defaultdict

from peersupport.errors import Fault, InvalidDocument
from peersupport.policies.schedule.due import Due, Status
from peersupport.programmes.host import Host
from peersupport.records.activity import Activity
from peersupport.records.codec import Json
from peersupport.rules.document import value_document
from peersupport.testing.scenarios.asking.families import case_of
from peersupport.testing.scenarios.forms import NAMES, Form, ListOf, MapOf, OneOf
from peersupport.testing.scenarios.question import Answer, Question, host_for, own_id, placed, read
from peersupport.testing.scenarios.scenario import Scenario

STATUS = OneOf.members(Status)
DAYS = ("earliest", "due", "overdue_from", "on")


def _answer(host: Host, scenario: Scenario) -> Answer:
    with placed(scenario, "programme"):
        policy = host_for(host, scenario).schedule(scenario.programme)
    given = scenario.given
    if not given or set(given) - {"case", "activity"}:
        fault = Fault(
            code="key-unknown", message="expected `case`, `activity` or both", path=scenario.where(("given",))
        )
        raise InvalidDocument("a scenario does not fit what it asks", [fault])
    found: list[Due] = []
    if "case" in given:
        found += policy.of_case(case_of(scenario, given["case"], "case"), scenario.on)
    if "activity" in given:
        document = given["activity"]
        if isinstance(document, dict):
            document = {"programme": scenario.programme, **document}
        found += policy.of_site(read(scenario, document, Activity, "activity"), scenario.on)
    statuses: dict[str, list[Json]] = defaultdict(list)
    days: dict[str, list[Json]] = defaultdict(list)
    for one in found:
        name = own_id(one.schedule)
        statuses[name].append(one.status.value)
        days[name] += [f"{day}: {value_document(at)}" for day in DAYS if (at := getattr(one, day)) is not None]
    return Answer(
        values={
            "due": {name: sorted(these, key=repr) for name, these in statuses.items()},
            "days": {name: sorted(these, key=repr) for name, these in days.items()},
            "missing": [*sorted({question for one in found for question in one.ask})],
        },
        known=frozenset(own_id(one.name) for one in policy.schedules),
    )


FORMS: dict[str, Form] = {"due": MapOf(form=ListOf(form=STATUS)), "days": MapOf(form=NAMES), "missing": NAMES}
SCHEDULES = Question(name="schedules", forms=FORMS, answer=_answer)
