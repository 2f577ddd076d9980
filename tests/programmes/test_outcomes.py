"""Instruments and measures that plugins and services hand over: taken, or refused with what is wrong with them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from peersupport._attrs import evolve
from peersupport.errors import InvalidDocument
from peersupport.outcomes.built_in import BUILT_IN, EPDS, MORS_SF, PHQ_9
from peersupport.outcomes.instrument_checks import instrument_faults
from peersupport.outcomes.instruments import (
    Alert,
    Band,
    CutOff,
    Instrument,
    Item,
    Population,
    Scale,
    Source,
    Threshold,
    alike,
)
from peersupport.outcomes.measures import Method, Subject
from peersupport.programmes.host import Host

HERE = Source(text="here")
SCALE = Scale(id="total", items=(1, 2))
OWN = Instrument(id="own", title="Own", source=HERE, licence="ours", items=alike(2, range(4)), scales=(SCALE,))

PLUGIN = """
TOUCHES = ("good-mornings",)
from peersupport.plugin import (
    Instrument, Method, Programme, Scale, Source, Subject, alike, any_child, caveat, core, hookimpl, measure, require,
    since,
)

mornings = Programme(
    id="good-mornings", title="Good Mornings", source="leaflet.txt", runs=since("2020-01-01"),
    measures=(measure("GM2", "joy", id="joy", quote="joy", subjects={subjects}, method=Method.{method}, {more}),),
    caveats=(caveat("GM3", "ask again", id="{caveat}", quote="ask"),),
)
own = Instrument(
    id="{instrument}", title="Own", source=Source(text="here"), licence="ours", items=alike(2, range(4)),
    scales=(Scale(id="total", items=(1, 2)),),
)

@hookimpl
def programmes():
    return [mornings]

@hookimpl
def instruments():
    return [{handed}]

@hookimpl
def eligibility_rules():
    return mornings.rules(require("GM1", any_child(core.child_age_years < 3), quote="under threes"))
"""
USUAL = {
    "subjects": "Subject.PARENT",
    "method": "ANSWERS",
    "more": 'domains=["joy"]',
    "caveat": "again",
    "instrument": "own",
    "handed": "own",
}
Write = Callable[[str, str], Path]


def host(plugin_file: Write, **changes: str) -> Host:
    """The host with this plugin alone."""
    return Host.load(files=[plugin_file("mornings", PLUGIN.format(**{**USUAL, **changes}))], discover=False)


def test_a_plugins_instruments_and_measures_are_in_the_host(plugin_file: Write) -> None:
    """Beside the core's; the measure knows its programme and cites its document."""
    found = host(plugin_file)
    assert [one.faults for one in found.plugins] == [()]
    assert set(found.instruments) == {one.id for one in BUILT_IN} | {"own"}
    programme = found.programmes["good-mornings"]
    (one,) = programme.measures
    assert (one.name, one.matters, one.citation.document) == (
        "good-mornings/joy",
        ("good-mornings.joy",),
        "leaflet.txt",
    )
    assert (one.method, one.subjects) == (Method.ANSWERS, (Subject.PARENT,))
    assert programme.caveats[0].citation.document == "leaflet.txt"


@pytest.mark.parametrize(
    "changes",
    [{"instrument": "other"}, {"more": 'domains=["peace"]'}, {"caveat": "another"}, {"subjects": "Subject.CHILD"}],
)
def test_the_digest_covers_instruments_and_measures(plugin_file: Write, changes: dict[str, str]) -> None:
    """A cut-off or an outcome that is changed is another host, though the plugin's version says nothing of it."""
    handed = Host.load(plugins=[_as_module(USUAL)], discover=False)
    changed = Host.load(plugins=[_as_module({**USUAL, **changes})], discover=False)
    assert handed.digest == Host.load(plugins=[_as_module(USUAL)], discover=False).digest
    assert handed.digest != changed.digest


def _as_module(values: dict[str, str]) -> object:
    names: dict[str, Any] = {"__name__": "mornings"}
    exec(PLUGIN.format(**values), names)
    return type("mornings", (), {name: staticmethod(one) if callable(one) else one for name, one in names.items()})()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"instrument": "epds"}, "instrument-duplicate"),
        ({"handed": "own, own"}, "instrument-duplicate"),
        ({"instrument": "Own!"}, "instrument-id"),
        ({"handed": "5"}, "hook-type"),
        ({"more": ""}, "measure-domains"),
        ({"subjects": "()"}, "measure-domains"),
        ({"method": "SCORES", "more": ""}, "measure-instrument"),
        ({"method": "SCORES", "more": 'instruments=["ehpds"]'}, "measure-instrument"),
        ({"caveat": "joy"}, "measure-duplicate"),
        ({"caveat": "No Id"}, "measure-uncited"),
        ({"more": 'domains=["joy"], offer="groups"'}, "offer-unknown"),
    ],
)
def test_what_a_plugin_declares_wrongly_is_refused_whole(
    plugin_file: Write, changes: dict[str, str], code: str
) -> None:
    """Nothing of it is taken, and its programme answers nothing."""
    found = host(plugin_file, **changes)
    assert [fault.code for one in found.plugins for fault in one.faults] == [code]
    assert set(found.instruments) == {one.id for one in BUILT_IN}
    assert "good-mornings" in found.unavailable


def test_two_plugins_cannot_name_two_things_alike(plugin_file: Write) -> None:
    """Whose cut-offs hold would depend on an order."""
    one = plugin_file("mornings", PLUGIN.format(**USUAL))
    other = plugin_file("evenings", PLUGIN.format(**USUAL).replace("good-mornings", "good-evenings"))
    found = Host.load(files=[one, other], discover=False)
    assert [fault.code for plugin in found.plugins for fault in plugin.faults] == ["name-duplicate"]


def test_a_service_supplies_what_is_left_to_configuration_and_nothing_else() -> None:
    """The MORS-SF under its own id; an instrument of the core's, or one twice, is refused."""
    mors = evolve(OWN, id="mors-sf")
    assert Host.load(discover=False, instruments=[mors]).instruments["mors-sf"] == mors
    assert Host.load(discover=False).instruments["mors-sf"] == MORS_SF
    for wrong in ([evolve(EPDS, title="mine")], [OWN, OWN], [evolve(OWN, licence="")]):
        with pytest.raises(InvalidDocument):
            Host.load(discover=False, instruments=wrong)


def scaled(**changes: Any) -> Instrument:
    """The instrument with its scale changed."""
    return evolve(OWN, scales=(evolve(SCALE, **changes),))


CUT = CutOff(at=3, name="case", source=HERE)


@pytest.mark.parametrize(
    ("instrument", "code"),
    [
        (evolve(OWN, id="Own"), "instrument-id"),
        (evolve(OWN, licence=""), "instrument-uncited"),
        (evolve(OWN, source=Source(text="")), "instrument-uncited"),
        (evolve(OWN, items=(Item(values=()), Item(values=(0,)))), "instrument-items"),
        (evolve(OWN, items=(Item(values=(1, 1)), Item(values=(0,)))), "instrument-items"),
        (evolve(OWN, scales=(SCALE, SCALE)), "instrument-scale"),
        (scaled(items=(1, 3)), "instrument-scale"),
        (scaled(items=(1, 1, 2)), "instrument-scale"),
        (scaled(items=(1,)), "instrument-scale"),
        (scaled(prorated=2), "instrument-scale"),
        (evolve(OWN, alerts=(Alert(item=3, at=1, advice="act", source=HERE),)), "instrument-alert"),
        (evolve(OWN, alerts=(Alert(item=1, at=1, advice="", source=HERE),)), "instrument-alert"),
        (scaled(bands=(Band(name="all", low=0, high=5),), bands_source=HERE), "instrument-bands"),
        (
            scaled(bands=(Band(name="a", low=0, high=3), Band(name="b", low=3, high=6)), bands_source=HERE),
            "instrument-bands",
        ),
        (scaled(bands=(Band(name="all", low=0, high=6),)), "instrument-bands"),
        (scaled(bands=(Band(name="", low=0, high=6),), bands_source=HERE), "instrument-bands"),
        (
            scaled(bands=(Band(name="all", low=0, high=6, population=Population.ANTENATAL),), bands_source=HERE),
            None,
        ),
        (scaled(case=(evolve(CUT, at=7),)), "instrument-cut-off"),
        (scaled(case=(evolve(CUT, source=Source(text="")),)), "instrument-cut-off"),
        (scaled(case=(CUT, CUT)), "instrument-cut-off"),
        (scaled(case=(evolve(CUT, population=Population.ANTENATAL),)), "instrument-cut-off"),
        (scaled(reliable=Threshold(better=0, worse=1, source=HERE)), "instrument-change"),
        (scaled(important=Threshold(better=1, worse=1, source=Source(text=""))), "instrument-change"),
        (OWN, None),
    ],
)
def test_every_fault_of_an_instrument(instrument: Instrument, code: str | None) -> None:
    """What would be read wrongly, or could not be traced, is refused before anything is scored."""
    assert {fault.code for fault in instrument_faults(instrument)} == ({code} if code else set())


def test_the_core_keeps_its_own_rules() -> None:
    """Every built-in instrument passes what is asked of others."""
    assert [fault for one in BUILT_IN for fault in instrument_faults(one)] == []
    assert [one.id for one in BUILT_IN] == sorted(one.id for one in BUILT_IN)
    assert PHQ_9.total is not None
