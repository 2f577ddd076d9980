"""What a host is made of, in order and stamped; what its digest covers; what each programme could not be given."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from peersupport._attrs import evolve
from peersupport.errors import Fault
from peersupport.programmes.assembly import PluginStatus
from peersupport.programmes.contributions import Contribution
from peersupport.programmes.programme import Programme
from peersupport.programmes.schedule_checks import schedule_document
from peersupport.rules.document import (
    Json,
    declared_thing_document,
    fact_document,
    parameter_document,
    rule_document,
    value_document,
)
from peersupport.rules.facts import Fact
from peersupport.rules.parameters import Parameter
from peersupport.rules.rule import Rule
from peersupport.rules.schedules import Schedule

if TYPE_CHECKING:  # the import of the library does without outcomes
    from peersupport.outcomes.instruments import Instrument

DECLARED = ("actions", "not_covered", "session_plans", "support_kinds")
"""The fields of a programme that hold what it declares as data, besides its period and terms."""


def host_document(
    taken: Iterable[Contribution],
    rules: Mapping[str, tuple[Rule, ...]],
    facts: Mapping[str, Fact],
    parameters: Mapping[str, Parameter],
    programmes: Mapping[str, Programme],
    schedules: Iterable[Schedule],
    instruments: "Mapping[str, Instrument]",
) -> Json:
    """All that decisions rest on; a fact's code is covered by the version of its plugin alone."""
    # The import of the library does without these.
    from peersupport.programmes.outcome_checks import outcome_document  # noqa: PLC0415
    from peersupport.programmes.pathway_checks import pathway_document  # noqa: PLC0415
    from peersupport.programmes.report_checks import report_document  # noqa: PLC0415

    return {
        "plugins": [[one.plugin, one.version] for one in taken],
        "rules": {hook: [rule_document(rule) for rule in each] for hook, each in rules.items()},
        "parameters": [parameter_document(one) for one in parameters.values()],
        "facts": [fact_document(one) for one in facts.values()],
        "programmes": [
            [one.id, value_document(one.runs), _terms(one), _names(one), _declared(one), pathway_document(one)]
            for one in sorted(programmes.values(), key=lambda one: one.id)
        ],
        "reports": [
            [one.id, *(report_document(each) for each in one.reports)]
            for one in sorted(programmes.values(), key=lambda one: one.id)
        ],
        "schedules": [schedule_document(one) for one in schedules],
        "instruments": [outcome_document(one) for one in instruments.values()],
        "measures": [
            outcome_document(each)
            for one in sorted(programmes.values(), key=lambda one: one.id)
            for each in (*one.measures, *one.caveats)
        ],
    }


def catalogue(
    digest: str,
    programmes: Mapping[str, Programme],
    rules: Mapping[str, tuple[Rule, ...]],
    parameters: Mapping[str, Parameter],
    schedules: Iterable[Schedule],
) -> Json:
    """What a decision's rule ids refer to."""
    return {
        "digest": digest,
        "programmes": {
            name: {"title": one.title, "source": one.source, "runs": value_document(one.runs)}
            for name, one in programmes.items()
        },
        "rules": [rule_document(rule) for each in rules.values() for rule in each],
        "parameters": [parameter_document(one) for one in parameters.values()],
        "schedules": [schedule_document(one) for one in schedules],
    }


def rules_by_hook(taken: Iterable[Contribution]) -> dict[str, tuple[Rule, ...]]:
    """The rules of each hook by name, each stamped with its plugin."""
    given = [(hook, evolve(rule, plugin=one.plugin)) for one in taken for hook, rule in one.rules]
    given.sort(key=lambda each: (each[0], each[1].name))
    return {hook: tuple(rule for other, rule in given if other == hook) for hook in sorted({one for one, _ in given})}


def schedules_of(taken: Iterable[Contribution]) -> tuple[Schedule, ...]:
    """All schedules by name, each stamped with its plugin."""
    given = (evolve(schedule, plugin=one.plugin) for one in taken for schedule in one.schedules)
    return tuple(sorted(given, key=lambda schedule: schedule.name))


def unavailable_by(statuses: Iterable[PluginStatus]) -> dict[str, tuple[Fault, ...]]:
    """By programme: why it cannot decide, from every plugin that touches it and could not be taken."""
    found: dict[str, tuple[Fault, ...]] = {}
    for status in statuses:
        for programme in status.programmes if status.faults else ():
            why = tuple(
                evolve(fault, message=f"the plugin `{status.name}` cannot be taken: {fault.message}")
                for fault in status.faults
            )
            found[programme] = (*found.get(programme, ()), *why)
    return found


def _terms(programme: Programme) -> Json:
    return [
        [one.name, list(one.parents), one.since and one.since.isoformat()]
        for one in (*programme.categories, *programme.purposes)
    ]


def _names(programme: Programme) -> Json:
    return [[one.title, one.until and one.until.isoformat()] for one in programme.former_names]


def _declared(programme: Programme) -> Json:
    return {name: declared_thing_document(getattr(programme, name)) for name in DECLARED}
