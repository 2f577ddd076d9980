"""`ask: disclosure`: may, or must, this be told to that person?

Given are `statements`, `roles`, `competences` and `proxies` as the records have them, and one `request`. What the
sentence leaves out is made up: the subject is `participant`, who gave every statement herself; all has held, and was
recorded, since 1 January 2000; the request is made at noon (UTC) of the day.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from peersupport.days import day_of
from peersupport.errors import Fault, InvalidDocument
from peersupport.findings import Finding, finding_of
from peersupport.policies.disclosure import Disclosure, DisclosureEffect
from peersupport.policies.disclosure.policy import proposed
from peersupport.programmes.host import Host
from peersupport.records.codec import Json
from peersupport.records.consent import Competence, ConsentRecord, ConsentStatement, ProxyAuthority, RoleHeld
from peersupport.records.disclosure import DisclosureRequest
from peersupport.rules.values import RecordValues, Settings
from peersupport.testing.scenarios.forms import ANYTHING, NAMES, TRUTH, Fields, Form, MapOf, OneOf
from peersupport.testing.scenarios.question import Answer, Question, host_for, own_id, placed, read
from peersupport.testing.scenarios.scenario import Scenario

LONG_AGO = "2000-01-01T09:00:00Z"
KINDS: Mapping[str, type[Any]] = {
    "statements": ConsentStatement,
    "roles": RoleHeld,
    "competences": Competence,
    "proxies": ProxyAuthority,
}
FORMS: dict[str, Form] = {
    "effect": OneOf.members(DisclosureEffect),
    "rules": MapOf(form=TRUTH),
    "determining": NAMES,
    "reasons": NAMES,
    "missing": NAMES,
    "obligations": NAMES,
    "advice": NAMES,
}


def _answer(host: Host, scenario: Scenario) -> Answer:
    with placed(scenario, "programme"):
        policy = host_for(host, scenario).disclosure(scenario.programme)
    with placed(scenario):
        _known_keys(scenario)
    request = _request(scenario)
    records = [one for name, kind in KINDS.items() for one in _records(scenario, name, kind, request.subject)]
    decided = policy.decide(records, request)
    findings, truths, settings = _rules(policy, records, request)
    missing = {name for one in decided.reasons for name in one.unknown}
    return Answer(
        values={
            "effect": decided.effect.value,
            "rules": truths,
            "determining": [*sorted(own_id(one) or one for one in decided.determining)],
            "reasons": [*sorted({one.code for one in decided.reasons})],
            "missing": [*sorted(missing)],
            "obligations": [*decided.obligations],
            "advice": [*decided.advice],
        },
        findings=findings,
        determining=tuple(own_id(one) for one in decided.determining if "/" in one),
        known=frozenset(rule.id for rule in (() if policy.rules is None else policy.rules.rules)),
        settings=settings,
    )


def _known_keys(scenario: Scenario) -> None:
    """Raises `InvalidDocument` for a key under `given` that says nothing."""
    form = Fields(forms=dict.fromkeys((*KINDS, "request"), ANYTHING))
    faults = list(form.faults(scenario.given, ("given",)))
    if "request" not in scenario.given:
        faults.append(Fault(code="key-missing", message="`request` is missing", path=("given",)))
    if faults:
        raise InvalidDocument("a scenario does not fit what it asks", faults)


def _request(scenario: Scenario) -> DisclosureRequest:
    given = scenario.given["request"]
    if isinstance(given, dict):
        at = f"{scenario.on.isoformat()}T12:00:00Z"
        given = {"subject": "participant", "programme": scenario.programme, "at": at, **given}
    return read(scenario, given, DisclosureRequest, "request")


def _records(scenario: Scenario, name: str, kind: type[Any], subject: str) -> tuple[ConsentRecord, ...]:
    given: Json = scenario.given.get(name, [])
    if isinstance(given, list):
        members: list[Json] = given
        given = [
            {**_made_up(name, place, one, subject, scenario.programme), **one} if isinstance(one, dict) else one
            for place, one in enumerate(members)
        ]
    records: tuple[ConsentRecord, ...] = read(scenario, given, tuple[kind, ...], name)  # type: ignore[valid-type]
    return records


def _made_up(name: str, place: int, given: dict[str, Json], subject: str, programme: str) -> dict[str, Json]:
    """What a record is taken to say where the sentence does not."""
    if name == "statements":
        day = given.get("given_at", LONG_AGO)
        recorded = f"{day.isoformat()}T23:59:59Z" if isinstance(day, date) else day
        made = {"id": f"statements-{place}", "subject": subject, "giver": subject, "given_at": day}
        return {**made, "recorded_at": recorded}
    since: dict[str, Json] = {"on": True, "start": LONG_AGO, "recorded_at": given.get("start", LONG_AGO)}
    return {**since, "programme": programme} if name == "roles" else {**since, "subject": subject}


def _rules(
    policy: Disclosure, records: list[ConsentRecord], request: DisclosureRequest
) -> tuple[dict[str, Finding], dict[str, Json], Settings]:
    """What each rule of the programme comes to: of several items, all that it comes to."""
    if policy.rules is None:
        return {}, {}, {}
    findings: dict[str, Finding] = {}
    truths: dict[str, Any] = {}
    day = day_of(request.at)
    settings = policy.rules.settings(day)
    for one in proposed(policy.register(records, request.subject), request):
        values = RecordValues(one, day, settings)
        for rule in policy.rules.in_force(day):
            finding = findings[rule.id] = finding_of(rule, values)
            truths.setdefault(rule.id, set()).add(finding.truth.value)
    return findings, {name: " and ".join(sorted(found)) for name, found in truths.items()}, settings


DISCLOSURE = Question(name="disclosure", forms=FORMS, answer=_answer)
