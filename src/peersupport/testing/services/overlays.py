"""What laws ask of a service to which others may add rules, and how a host answers them."""

from collections.abc import Callable, Sequence
from datetime import date
from types import ModuleType
from typing import Protocol, runtime_checkable

import attrs

from peersupport.dates import ALWAYS
from peersupport.plugin import Overlay, hookimpl, require
from peersupport.programmes.host import Host
from peersupport.records.case import Case
from peersupport.rules.criteria import Criterion
from peersupport.rules.document import criterion_document
from peersupport.testing.choices import Choices
from peersupport.testing.services.eligibility import EligibilityAnswer, EligibilityService, HostEligibility

Added = tuple[str, Criterion]
"""Who adds a rule, and what it requires."""


@runtime_checkable
class OverlayService(EligibilityService, Protocol):
    """A service that says who may join, to which plugins of others may add requirements."""

    def overlaid(self, programme: str, added: Sequence[Added]) -> EligibilityService:
        """The same service with requirements of others on one programme, in the order in which they are loaded.

        Raises `ValueError` where it will not take one of them.
        """
        ...


Loader = Callable[[Sequence[ModuleType], dict[str, list[str]]], Host]
"""Loads a host anew with further plugins, and with the programmes that each of them may narrow."""


def installed(plugins: Sequence[ModuleType], overlays: dict[str, list[str]]) -> Host:
    """The installed programmes, without sites."""
    return Host.load(plugins=plugins, overlays=overlays)


@attrs.frozen(eq=False)
class HostOverlays:
    """A host that is loaded anew with overlays; `load` says how, and is by default that of what is installed."""

    load: Loader = installed
    _plain: list[HostEligibility] = attrs.field(factory=list[HostEligibility], init=False)
    _last: dict[str, HostEligibility] = attrs.field(factory=dict[str, HostEligibility], init=False)
    """The host that was loaded last: making a case smaller asks it hundreds of times."""

    @property
    def plain(self) -> HostEligibility:
        """The host without any overlay; loaded once."""
        if not self._plain:
            self._plain.append(HostEligibility(self.load((), {})))
        return self._plain[0]

    def offers(self) -> Sequence[str]:
        """The addresses of all offers that judge a case."""
        return self.plain.offers()

    def decide(self, offer: str, case: Case, on: date) -> EligibilityAnswer:
        """Without any overlay."""
        return self.plain.decide(offer, case, on)

    def draw_case(self, offer: str, choices: Choices, on: date) -> Case:
        """A case near the offer."""
        return self.plain.draw_case(offer, choices, on)

    def overlaid(self, programme: str, added: Sequence[Added]) -> EligibilityService:
        """A host with one plugin for each of those who add."""
        key = f"{programme} {[(name, criterion_document(criterion)) for name, criterion in added]}"
        if key not in self._last:
            self._last.clear()
            self._last[key] = self._loaded(programme, added)
        return self._last[key]

    def _loaded(self, programme: str, added: Sequence[Added]) -> HostEligibility:
        plugins = [_plugin(programme, name, criterion) for name, criterion in added]
        host = self.load(plugins, {one.__name__: [programme] for one in plugins})
        if any(one.faults for one in host.plugins if one.name in {plugin.__name__ for plugin in plugins}):
            raise ValueError("the host does not take the overlay")
        return HostEligibility(host)


def _plugin(programme: str, name: str, criterion: Criterion) -> ModuleType:
    made = ModuleType(name)
    overlay = Overlay(programme=programme, source=f"{name}.txt", runs=ALWAYS)
    rules = overlay.rules(require(f"{name.upper()}1", criterion, quote="further families only"))
    made.eligibility_rules = hookimpl(lambda: rules, specname="eligibility_rules")  # type: ignore[attr-defined]
    return made
