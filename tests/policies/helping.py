"""A small programme with a pathway of supporters: its rules are given, its host is built around them."""

from collections.abc import Iterable

from peersupport import Host
from peersupport.plugin import (
    OUTSIDE,
    PAUSED,
    Moves,
    Pathway,
    Programme,
    Promise,
    Rule,
    Stage,
    any_child,
    cited,
    core,
    hookimpl,
    require,
    since,
    supporters,
)

STAGES = ("helper", "host", "keeper")
CARRIED = {"requirements": ("H1",), "citation": cited("words")}


def pathway(**given: object) -> Pathway:
    """Helper, host and keeper: in turn, and back; keepers go nowhere but to a rest."""
    known: dict[str, object] = {
        "id": "helping",
        "title": "Helping",
        "subject": "Supporter",
        "stages": tuple(Stage(id=name, title=name.title(), **CARRIED) for name in STAGES),  # type: ignore[arg-type]
        "moves": (
            Moves(id="in", sources=(OUTSIDE,), targets=("helper",), **CARRIED),  # type: ignore[arg-type]
            Moves(id="on", sources=("helper", "host"), targets=("helper", "host"), **CARRIED),  # type: ignore[arg-type]
            Moves(id="up", sources=("host",), targets=("keeper",), **CARRIED),  # type: ignore[arg-type]
            Moves(id="rest", sources=("keeper",), targets=(PAUSED,), **CARRIED),  # type: ignore[arg-type]
        ),
        **CARRIED,
    }
    return Pathway(**{**known, **given})  # type: ignore[arg-type]


def entry(*but: str) -> tuple[Rule, ...]:
    """One requirement for each stage, but for the named ones."""
    return tuple(
        require("H2", supporters.attended_group, id=f"H2-{name}", stage=f"helping/{name}", quote="those who came")
        for name in STAGES
        if name not in but
    )


class Helping:
    """A plugin with one programme, one pathway and the given rules."""

    __version__ = "1"

    def __init__(self, rules: Iterable[Rule], way: Pathway, promises: Iterable[Promise] = ()) -> None:
        self.__name__ = "helping"
        self.given = tuple(rules)
        self.programme = Programme(
            id="helping",
            title="Helping",
            source="leaflet.txt",
            runs=since("2020-01-01"),
            pathways=(way,),
            promises=tuple(promises),
        )

    @hookimpl
    def programmes(self) -> list[Programme]:
        """The programme."""
        return [self.programme]

    @hookimpl
    def eligibility_rules(self) -> tuple[Rule, ...]:
        """Whoever has a child, and the rules that were given without a stage."""
        own = require("H0", any_child(core.child_age_years < 5), quote="under five")
        return self.programme.rules(own, *(rule for rule in self.given if rule.stage is None))

    @hookimpl
    def progression_rules(self) -> tuple[Rule, ...]:
        """Its rules, in the order in which they were given."""
        return self.programme.rules(*(rule for rule in self.given if rule.stage is not None))


def host_of(*plugins: object) -> Host:
    """A host with these plugins alone."""
    return Host.load(plugins=plugins, discover=False)


def faults(rules: Iterable[Rule], way: Pathway | None = None, promises: Iterable[Promise] = ()) -> list[str]:
    """The codes of what is wrong with such a plugin."""
    (status,) = host_of(Helping(rules, way or pathway(), promises)).plugins
    return sorted({fault.code for fault in status.faults})
