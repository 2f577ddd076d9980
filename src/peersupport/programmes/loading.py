"""From plugins that were found to what a host holds; who runs the service is told what was refused."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from peersupport.errors import Fault
from peersupport.observing.events import HOST_LOADED, PLUGIN_REFUSED
from peersupport.observing.telling import Observed, tell
from peersupport.programmes.assembly import Named, PluginStatus, assembled
from peersupport.programmes.discovery import Found
from peersupport.programmes.freezing import frozen_parts
from peersupport.records.sites import Site

if TYPE_CHECKING:  # the import of the library does without outcomes
    from peersupport.outcomes.instruments import Instrument

ABSENT = Fault(code="plugin-absent", message="the plugin is expected and not installed")


def loaded(
    found: list[Found],
    named: Named,
    expected: Collection[str],
    sites: tuple[Site, ...],
    instruments: "tuple[Instrument, ...]",
) -> dict[str, Any]:
    """The fields of a host, by name. `expected` are the plugins that make their programmes undecidable by absence.

    Raises `InvalidDocument` for a site or an instrument that cannot be used; a plugin that is broken raises nothing.
    """
    with Observed(HOST_LOADED) as observed:
        taken, statuses = assembled(found, named)
        statuses += [
            PluginStatus(
                name=name, origin="absent", version="", programmes=named.get(name, ()), hooks=(), faults=(ABSENT,)
            )
            for name in sorted({*expected} - {one.name for one in found})
        ]
        refused = [one for one in statuses if one.faults]
        for one in refused:
            tell(PLUGIN_REFUSED, plugin=one.name, codes=tuple(sorted({fault.code for fault in one.faults})))
        parts = frozen_parts(taken, statuses, sites, instruments)
        observed.note(
            host=parts["digest"], plugins=len(statuses), refused=len(refused), programmes=len(parts["programmes"])
        )
        return parts
