"""A small programme to decide on: its rules are given, its host is built around them."""

from collections.abc import Iterable

from peersupport import Case, Decision, Host
from peersupport.dates import Period, parse_date, since
from peersupport.plugin import Overlay, Programme, hookimpl
from peersupport.records.sites import Site
from peersupport.rules.rule import Rule

RUNS = since("2020-01-01", "2030-01-01")


class Toddlers:
    """A plugin with one programme and the given rules."""

    __version__ = "1"

    def __init__(self, rules: Iterable[Rule], runs: Period = RUNS) -> None:
        self.__name__ = "toddlers"
        self.programme = Programme(id="toddlers", title="Toddlers", source="leaflet.txt", runs=runs)
        self.given = tuple(rules)

    @hookimpl
    def programmes(self) -> list[Programme]:
        """The programme."""
        return [self.programme]

    @hookimpl
    def eligibility_rules(self) -> tuple[Rule, ...]:
        """Its rules, in the order in which they were given."""
        return self.programme.rules(*self.given)


class Council:
    """An overlay on the programme."""

    __version__ = "1"

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.__name__ = "council"
        self.given = tuple(rules)

    @hookimpl
    def eligibility_rules(self) -> tuple[Rule, ...]:
        """What the council adds."""
        return Overlay(programme="toddlers", source="council.txt", runs=RUNS).rules(*self.given)


def host_of(*plugins: object, sites: Iterable[Site] = ()) -> Host:
    """A host with these plugins alone, all of which it could take."""
    overlays = {"council": ["toddlers"]} if any(isinstance(one, Council) for one in plugins) else {}
    host = Host.load(plugins=plugins, discover=False, overlays=overlays, sites=sites)
    faults = "\n".join(str(fault) for one in host.plugins for fault in one.faults)
    assert not faults, faults
    return host


def toddlers(*rules: Rule, runs: Period = RUNS, sites: Iterable[Site] = ()) -> Host:
    """A host with one plugin of these rules."""
    return host_of(Toddlers(rules, runs), sites=sites)


def decide(host: Host, case: Case, *, on: str, as_of: str | None = None) -> Decision:
    """The answer on a day."""
    day = parse_date(on)
    return host.eligibility("toddlers").decide(case, day, rules_as_of=None if as_of is None else parse_date(as_of))
