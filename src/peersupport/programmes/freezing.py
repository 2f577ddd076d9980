"""What a host holds, made once of what its plugins contribute: stamped, sorted, sourced and digested."""

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from peersupport.programmes.assembly import PluginStatus
from peersupport.programmes.carriers import in_document
from peersupport.programmes.checks import collected
from peersupport.programmes.contributions import Contribution
from peersupport.programmes.digests import host_document, rules_by_hook, schedules_of, unavailable_by
from peersupport.programmes.overrides import overrides_by_site
from peersupport.records.sites import Site
from peersupport.rules.document import digest

if TYPE_CHECKING:  # the import of the library does without outcomes
    from peersupport.outcomes.instruments import Instrument

if TYPE_CHECKING:  # the import of the library does without outcomes
    from peersupport.outcomes.instruments import Instrument


def frozen_parts(
    taken: list[Contribution],
    statuses: list[PluginStatus],
    sites: tuple[Site, ...],
    supplied: "tuple[Instrument, ...]",
) -> dict[str, Any]:
    """The fields of a host, by name. Raises `InvalidDocument` for a site that names what is not there."""
    from peersupport.programmes.outcome_checks import all_instruments, with_outcomes  # noqa: PLC0415 - see above

    facts, parameters = collected(taken)
    rules = rules_by_hook(taken)
    programmes = {one.id: in_document(with_outcomes(one), one.source) for each in taken for one in each.programmes}
    instruments = all_instruments((one for each in taken for one in each.instruments), supplied)
    unavailable = unavailable_by(statuses)
    schedules = schedules_of(taken)
    document = host_document(taken, rules, facts, parameters, programmes, schedules, instruments)
    return {
        "plugins": tuple(sorted(statuses, key=lambda one: one.name)),
        "programmes": MappingProxyType(dict(sorted(programmes.items()))),
        "rules": MappingProxyType(rules),
        "facts": MappingProxyType(facts),
        "parameters": MappingProxyType(parameters),
        "sites": sites,
        "owners": MappingProxyType({one.id: each.plugin for each in taken for one in each.programmes}),
        "unavailable": MappingProxyType(unavailable),
        "overrides": overrides_by_site(sites, programmes, unavailable, parameters),
        "schedules": schedules,
        "instruments": MappingProxyType(instruments),
        "digest": digest(document),
    }
