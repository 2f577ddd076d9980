"""What changed in a programme's rules, and when: rules and values are dated, so that their log writes itself (MM31)."""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from peersupport._attrs import frozen
from peersupport.citations import Citation
from peersupport.dates import ALWAYS, Period
from peersupport.programmes.host import Host
from peersupport.rules.document import Json, value_document
from peersupport.rules.parameters import Dated, Parameter
from peersupport.rules.rule_set import rule_parameters


class ChangeKind(Enum):
    """What happened on a day."""

    BEGINS = "begins"
    ENDS = "ends"
    SET = "set"


@frozen
class Change:
    """One change. `value` is what a parameter was set to (as JSON), `source` who decided so, where a site says."""

    on: date
    kind: ChangeKind
    name: str
    requirements: tuple[str, ...]
    citation: Citation
    value: Json = None
    source: str = ""


def change_log(host: Host, programme: str, site: str | None = None) -> tuple[Change, ...]:
    """Every change of a programme's rules, and of the values that they read at a site, in the order of days.

    What has always held is no change. Raises `UnknownName` for a programme or site that is not there.
    """
    judged = host.disclosure(programme, site).rules
    overrides = {} if judged is None else judged.overrides
    own = [rule for rules in host.rules.values() for rule in rules if rule.programme == programme]
    found = [
        Change(on=on, kind=kind, name=rule.name, requirements=rule.requirements, citation=rule.citation)
        for rule in own
        for kind, on in _ends(rule.in_force or ALWAYS)
    ]
    found += [change for one in rule_parameters(own) for change in _set(one, overrides.get(one.name, one.values))]
    return tuple(sorted(found, key=lambda one: (one.on, one.name, one.kind.value)))


def _ends(period: Period) -> Iterator[tuple[ChangeKind, date]]:
    if period.start is not None:
        yield ChangeKind.BEGINS, period.start
    if period.end is not None:
        yield ChangeKind.ENDS, period.end


def _set(one: Parameter, values: tuple[Dated, ...]) -> Iterator[Change]:
    for entry in values:
        if entry.since is not None:
            yield Change(
                on=entry.since,
                kind=ChangeKind.SET,
                name=one.name,
                requirements=(one.requirement,) if one.requirement else (),
                citation=one.citation,
                value=value_document(entry.value),
                source=entry.source,
            )
