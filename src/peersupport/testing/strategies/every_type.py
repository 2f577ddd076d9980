"""What `from_type` gives for a public class of the library: the kit's own strategy, or its fields as they are typed."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from peersupport import Disclosure, DisclosureDecision, Engine
from peersupport.dates import Step
from peersupport.days import start_of_day
from peersupport.decisions import Decision
from peersupport.errors import Fault, Faulty, PeerSupportError
from peersupport.findings import Finding
from peersupport.outcomes.built_in import BUILT_IN
from peersupport.outcomes.instruments import Instrument
from peersupport.programmes.host import Host
from peersupport.programmes.programme import Programme
from peersupport.records.assessments import Assessment
from peersupport.records.calendar import ORDER, Calendar, SchoolTerm
from peersupport.records.case import Case
from peersupport.records.disclosure import DisclosureRequest
from peersupport.records.sites import Site
from peersupport.records.vocabulary import CATEGORIES, PURPOSES, Hierarchy
from peersupport.rules.bounds import Bounds
from peersupport.rules.criteria import Criterion
from peersupport.rules.facts import Fact
from peersupport.rules.parameters import Parameter
from peersupport.rules.rule import Rule
from peersupport.rules.schedules import Schedule
from peersupport.testing.choices import Choices
from peersupport.testing.strategies.expressions import CORE, criteria, rules
from peersupport.testing.strategies.families import cases
from peersupport.testing.strategies.fields import Maker, Setting, record_of, value_of
from peersupport.testing.strategies.nearby import near
from peersupport.testing.strategies.places import calendars, sites
from peersupport.testing.strategies.plugins import hosts, parameters, programmes, schedules
from peersupport.testing.strategies.questionnaires import assessments
from peersupport.testing.strategies.records import TEXTS
from peersupport.testing.strategies.strategy import Strategy, strategy


@strategy
def decisions(choices: Choices, /, *, host: Host | None = None, offer: str | None = None) -> Decision:
    """A decision on a case near the rules of an offer of a host, drawn where it is not given.

    Shrinks to that on a plain case, by a programme with one requirement.
    """
    chosen = hosts.by(choices) if host is None else host
    address = choices.pick(chosen.offers()) if offer is None else offer
    case = near.by(choices, host=chosen, offer=address)
    return chosen.eligibility(address).decide(case, Setting().on)


def value_of_type(choices: Choices, thing: Any) -> Any:
    """A value of a public class. Raises `TypeError` for one that cannot be drawn."""
    setting = Setting(texts=WORDS, made=MADE)
    return value_of(choices, thing, setting)


@cache
def strategy_of(thing: Any) -> Strategy[[], Any]:
    """The strategy of a public class, without arguments."""

    def by(choices: Choices, /) -> Any:
        return value_of_type(choices, thing)

    return strategy(by)


WORDS = {**TEXTS, "name": ("attendance", "health"), "parents": ("support",)}
ONE = timedelta(days=1)


def _fact(choices: Choices, _: Setting, __: str) -> Fact:
    return choices.pick(CORE.facts)


def _site(choices: Choices, setting: Setting, _: str) -> Site:
    host = hosts.by(choices, on=setting.on)
    return sites.by(choices, host=host, programme=next(iter(host.programmes)), on=setting.on)


def _step(choices: Choices, _: Setting, __: str) -> Step:
    return choices.pick((Step(days=1), Step(weeks=2), Step(months=1), Step(months=1, days=14)))


def _bounds(choices: Choices, _: Setting, __: str) -> Bounds:
    low = choices.pick((0, 1, 2.5))
    return Bounds(low=low, high=low + choices.pick((0, 1, 100)))


def _term(choices: Choices, setting: Setting, _: str) -> SchoolTerm:
    start = setting.on - choices.number(0, 200) * ONE
    year, end = start.year, start + choices.number(0, 90) * ONE
    return SchoolTerm(year=year, name=choices.pick(ORDER), start=start, end=end)


def _engine(choices: Choices, setting: Setting, _: str) -> Engine:
    on, now = setting.on, start_of_day(setting.on)

    def today() -> date:
        return on

    def clock() -> datetime:
        return now

    return Engine(host=hosts.by(choices, on=on), today=today, now=clock)


def _disclosed(choices: Choices, setting: Setting, _: str) -> DisclosureDecision:
    request = record_of(choices, DisclosureRequest, setting, {"at": start_of_day(setting.on)})
    return Disclosure().decide((), request)


def _finding(choices: Choices, _: Setting, __: str) -> Finding:
    return choices.pick(decisions.by(choices).findings)


def _error(kind: type[PeerSupportError]) -> Maker:
    def made(choices: Choices, setting: Setting, _: str) -> PeerSupportError:
        if issubclass(kind, Faulty):
            faults = [record_of(choices, Fault, setting) for _ in range(choices.number(1, 3))]
            return kind("the document has faults", faults)
        return kind("a name that is not here")

    return made


def _drawn(one: Strategy[..., Any], **given: Any) -> Maker:
    return lambda choices, _, __: one.by(choices, **given)


def _errors(base: type[PeerSupportError]) -> dict[Any, Maker]:
    found: dict[Any, Maker] = {base: _error(base)}
    for kind in base.__subclasses__():
        found |= _errors(kind)
    return found


MADE: Mapping[Any, Maker] = {
    **_errors(PeerSupportError),
    Case: _drawn(cases),
    Assessment: _drawn(assessments),
    Site: _site,
    Calendar: _drawn(calendars),
    SchoolTerm: _term,
    Step: _step,
    Bounds: _bounds,
    Hierarchy: lambda choices, _, __: choices.pick((CATEGORIES, PURPOSES)),
    Fact: _fact,
    Parameter: _drawn(parameters),
    Criterion: _drawn(criteria, vocabulary=CORE),
    Rule: _drawn(rules),
    Programme: lambda choices, setting, _: programmes.by(choices, on=setting.on).programme,
    Schedule: _drawn(schedules),
    Instrument: lambda choices, _, __: choices.pick(BUILT_IN),
    Host: _drawn(hosts),
    Engine: _engine,
    Decision: _drawn(decisions),
    Finding: _finding,
    Disclosure: lambda _, __, ___: Disclosure(),
    DisclosureDecision: _disclosed,
}
"""How a value of a class is drawn whose fields do not tell enough."""
