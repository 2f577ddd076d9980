"""What a site recorded of a period, and what the report says where it did not: nothing recorded is never "none"."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from peersupport.dates import PartialDate
from peersupport.reports.draft import Draft
from peersupport.reports.material import Material
from peersupport.truth import Truth


class Dated(Protocol):
    """A record with a day."""

    @property
    def on(self) -> PartialDate | None:
        """When it was."""


R = TypeVar("R", bound=Dated)


def recorded(draft: Draft, material: Material, given: Iterable[R] | None, what: str) -> list[R] | None:
    """Those that surely lie in the period; None where the collection is not recorded.

    What is not recorded, and how many may lie in the period or not, stands in the report.
    """
    if not told(draft, given, what) or given is None:
        return None
    all_given = list(given)
    unsure = sum(material.within(one.on) is Truth.UNKNOWN for one in all_given)
    if unsure:
        draft.caveats.append(f"{what} of which it cannot be told whether they lie in the period: {unsure}.")
    return [one for one in all_given if material.within(one.on) is Truth.TRUE]


def may_be_held(draft: Draft, what: str, number: int) -> None:
    """Say of how many nobody recorded whether they were held or cancelled."""
    if number:
        draft.caveats.append(f"{what} of which it is not recorded whether they were held or cancelled: {number}.")


def groups_told(draft: Draft, material: Material) -> None:
    """Say where more families may have been met, in groups of which nobody recorded who came."""
    sessions = material.activity.sessions if material.activity is not None else None
    if sessions is None:
        draft.caveats.append("Who came to groups is not counted: no sessions of the site were given.")
        return
    silent = sum(
        one.attendance is None and one.cancelled is not True and material.within(one.on) is not Truth.FALSE
        for one in sessions
    )
    if silent:
        draft.caveats.append(f"Sessions of which nobody recorded who came: {silent}. More families may have been met.")


def told(draft: Draft, given: object, what: str) -> bool:
    """Whether a collection is recorded; that it is not stands in the report."""
    if given is None:
        draft.caveats.append(f"{what} are not recorded: nothing is told of them.")
    return given is not None
