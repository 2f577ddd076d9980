"""What a schedule cannot mean is refused when the host is built; what it can, the digest covers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from peersupport import Host

Write = Callable[[str, str], Path]
PLUGIN = """
TOUCHES = ("good-mornings", "good-evenings")
from peersupport.plugin import *
from peersupport.plugin import core

days = parameter("good.days", {days}, unit={unit!r}, mark="seed", quote="every week", type=int)
mornings = Programme(id="good-mornings", title="Good Mornings", source="leaflet.txt", runs=since("2020-01-01"))
evenings = Programme(id="good-evenings", title="Good Evenings", source="leaflet.txt", runs=since("2020-01-01"))

@hookimpl
def programmes():
    return [mornings]

@hookimpl
def eligibility_rules():
    return mornings.rules(require("GM1", any_child(core.child_age_years < 3), quote="under threes"))

@hookimpl
def schedules():
    given = [schedule({requirement}, {what!r}, anchor={anchor}, done={done}, rhythm={rhythm}, quote={quote!r}, {more})]
    return {bind}(*given{twice})
"""
GOOD: dict[str, object] = {
    "days": 7,
    "unit": "days",
    "requirement": "'GM2'",
    "what": "a visit",
    "anchor": "Anchor.ENROLMENT",
    "done": "encounters(EncounterKind.HOME_VISIT)",
    "rhythm": "EveryDays(days=days)",
    "quote": "every week",
    "more": "",
    "bind": "mornings.schedules",
    "twice": "",
}


def host_of(plugin_file: Write, **changes: object) -> Host:
    """A host of one plugin with one schedule."""
    return Host.load(files=[plugin_file("good", PLUGIN.format(**{**GOOD, **changes}))], discover=False)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("schedule-uncited", {"quote": " "}),
        ("schedule-uncited", {"requirement": "()"}),
        ("schedule-uncited", {"what": ""}),
        ("schedule-shape", {"rhythm": "EachTerm()"}),
        ("schedule-shape", {"done": "SESSIONS"}),
        ("schedule-shape", {"more": "roles=[Role.TRAINER]"}),
        ("schedule-shape", {"anchor": "Anchor.SUPPORTER", "done": "encounters(EncounterKind.GROUP)"}),
        ("schedule-kind", {"done": "encounters()"}),
        ("schedule-parameter", {"unit": "months"}),
        ("schedule-parameter", {"days": 0}),
        ("schedule-parameter", {"rhythm": "EveryMonths(months=days)"}),
        ("schedule-follows", {"anchor": "Anchor.TARGET", "done": "ITSELF", "rhythm": "OwnDay(follows='GM9')"}),
        ("offer-unknown", {"more": "offer='evenings'"}),
        ("schedule-unbound", {"bind": "evenings.schedules"}),
        ("schedule-unbound", {"bind": "(lambda *given: given)"}),
        ("schedule-duplicate", {"twice": ", *given"}),
        ("hook-type", {"bind": "(lambda *given: ['weekly'])"}),
    ],
)
def test_a_wrong_schedule_is_refused_with_its_plugin(plugin_file: Write, code: str, changes: dict[str, object]) -> None:
    """Nothing of the plugin is taken, and what is due cannot be asked: never a schedule that is silently not kept."""
    host = host_of(plugin_file, **changes)
    assert code in {fault.code for fault in host.plugins[0].faults}
    assert host.schedules == ()


def test_one_of_two_statements_is_called_after_both(plugin_file: Write) -> None:
    """So is its name, in what is due and in the record."""
    host = host_of(plugin_file, requirement="('GM2', 'GM3')")
    assert [one.name for one in host.schedules] == ["good-mornings/GM2-GM3"]


def test_a_good_one_is_stamped_and_bound(plugin_file: Write) -> None:
    """It knows its programme, its document and its plugin; its parameters are the host's."""
    host = host_of(plugin_file)
    assert host.plugins[0].faults == ()
    (one,) = host.schedules
    assert (one.name, one.plugin, one.citation.document) == ("good-mornings/GM2", "good", "leaflet.txt")
    assert one.in_force == host.programmes["good-mornings"].runs
    assert "good.days" in host.parameters
    assert [each["id"] for each in host.catalogue()["schedules"]] == ["GM2"]


@pytest.mark.parametrize(
    "changes",
    [
        {"days": 14},
        {"what": "a call"},
        {"more": "offered=True"},
        {"more": "closes=True"},
        {"more": "note='in the morning'"},
        {"requirement": "('GM2', 'GM3')", "more": "id='GM2'"},
        {"done": "encounters(EncounterKind.TELEPHONE)"},
        {"rhythm": "EveryDays(days=parameter('good.other', 7, unit='days', mark='seed', quote='every week'))"},
        {"anchor": "Anchor.SUPPORTER", "done": "supervisions(SupervisionKind.GROUP)"},
    ],
)
def test_the_digest_covers_all_that_a_schedule_declares(changes: dict[str, object]) -> None:
    """Handed over as modules, so that no version of a file tells them apart."""
    first, changed = (
        Host.load(plugins=[_as_module({**GOOD, **given})], discover=False) for given in (dict[str, object](), changes)
    )
    assert [fault for host in (first, changed) for plugin in host.plugins for fault in plugin.faults] == []
    assert first.digest == Host.load(plugins=[_as_module(GOOD)], discover=False).digest
    assert first.digest != changed.digest


def _as_module(values: dict[str, object]) -> object:
    names: dict[str, Any] = {"__name__": "mornings"}
    exec(PLUGIN.format(**values), names)
    return type("mornings", (), {name: staticmethod(one) if callable(one) else one for name, one in names.items()})()
