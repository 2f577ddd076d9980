"""From what programmes declare to the policy that tells what is due."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from peersupport.records.sites import Site
from peersupport.rules.rule_set import Overrides
from peersupport.rules.schedules import Schedule

if TYPE_CHECKING:
    from peersupport.policies.schedule import Scheduling


def scheduling(
    programme: str, schedules: Iterable[Schedule], site: Site | None, overrides: Mapping[str, Overrides]
) -> "Scheduling":
    """The schedules of a programme at one of its sites, or where none is known."""
    from peersupport.policies.schedule import Scheduling  # noqa: PLC0415 - who decides on joining never needs it

    own = tuple(one for one in schedules if one.programme == programme)
    if site is None:
        return Scheduling(programme=programme, schedules=own)
    return Scheduling(
        programme=programme,
        schedules=own,
        overrides=overrides[site.id],
        calendar=site.calendar,
        site=str(site.id),
        begun=site.runs.start,
        ended=site.runs.end,
    )
