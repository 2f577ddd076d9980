"""The whole contract between the core and a plugin. No hook takes an argument; each returns data, once, when a host is
built; none runs when a decision is made. A plugin implements those it needs, each marked with `@hookimpl`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pluggy import HookimplMarker, HookspecMarker

from peersupport.programmes.programme import Programme
from peersupport.rules.facts import Fact
from peersupport.rules.rule import Rule
from peersupport.rules.schedules import Schedule

if TYPE_CHECKING:  # the import of the library does without outcomes
    from peersupport.outcomes.instruments import Instrument

HOOK_API = 1
"""The version of this contract. A plugin may name the versions it works with: `hook_api = (1, 1)`."""

hookspec = HookspecMarker("peersupport")
hookimpl = HookimplMarker("peersupport")


@hookspec
def programmes() -> Iterable[Programme]:  # type: ignore[empty-body]
    """The programmes that the plugin brings."""


@hookspec
def eligibility_rules() -> Iterable[Rule]:  # type: ignore[empty-body]
    """Who may join, by `programme.rules(require(...), prioritise(...), route(...), ...)`."""


@hookspec
def progression_rules() -> Iterable[Rule]:  # type: ignore[empty-body]
    """What comes next on a pathway."""


@hookspec
def boundary_rules() -> Iterable[Rule]:  # type: ignore[empty-body]
    """What a supporter must, may and must not do."""


@hookspec
def disclosure_rules() -> Iterable[Rule]:  # type: ignore[empty-body]
    """What may be told to whom, beyond the core's floor."""


@hookspec
def schedules() -> Iterable[Schedule]:  # type: ignore[empty-body]
    """What is due when, by `programme.schedules(schedule(...), ...)`."""


@hookspec
def instruments() -> "Iterable[Instrument]":  # type: ignore[empty-body]
    """Questionnaires, as data: numbers and licences, never wording."""


@hookspec
def facts() -> Iterable[Fact]:  # type: ignore[empty-body]
    """Facts that no rule mentions; those that rules mention are found by themselves."""
