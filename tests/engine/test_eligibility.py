"""The engine: which offers are asked, at which sites, on what day and by which rules."""

from datetime import date
from pathlib import Path

import pytest

from peersupport import Case, Participant
from peersupport.dates import Period
from peersupport.engine import Engine
from peersupport.errors import UnknownName
from peersupport.programmes.host import Host
from peersupport.records.identifiers import CaseId, PersonId, ProgrammeId, SiteId
from peersupport.records.sites import Site

DAY = date(2026, 11, 1)
CASE = Case(id=CaseId("case"), participant=Participant(id=PersonId("parent"), birth_date=date(2004, 5, 1)))

PLUGIN = """
TOUCHES = ("good-mornings", "good-evenings")
from peersupport.plugin import Offer, OnwardReferral, Programme, core, hookimpl, require, since

mornings = Programme(id="good-mornings", title="Good Mornings", source="leaflet.txt", runs=since("2020-01-01"))
evenings = Programme(
    id="good-evenings", title="Good Evenings", source="leaflet.txt", runs=since("2025-01-01"),
    offers=(
        Offer(id="visits", title="visits"),
        Offer(id="groups", title="groups"),
        Offer(id="onward", title="onward", subject="OnwardReferral"),
    ),
)

@hookimpl
def programmes():
    return [mornings, evenings]

@hookimpl
def eligibility_rules():
    return [
        *mornings.rules(require("GM1", core.age_years < 30, quote="young")),
        *evenings.rules(
            require("GE1", core.age_years < 20, quote="very young", offer="visits"),
            require("GE2", core.age_years < 30, quote="young", offer="groups"),
            require("GE3", core.onward_wished, quote="wished", offer="onward"),
        ),
    ]
"""


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """A programme at an eastern and a western site (which runs from 2026 on), and one with two offers and no site."""
    plugin = tmp_path / "greetings.py"
    plugin.write_text(PLUGIN)
    runs = Period(start=date(2026, 1, 1), end=None)
    mornings = ProgrammeId("good-mornings")
    sites = [Site(id=SiteId("west"), programme=mornings, runs=runs), Site(id=SiteId("east"), programme=mornings)]
    return Engine(Host.load(files=[plugin], discover=False, sites=sites), today=lambda: DAY)


def _asked(engine: Engine, **named: object) -> list[tuple[str, str]]:
    decisions = engine.eligibilities(CASE, on=DAY, **named)  # type: ignore[arg-type]
    return [(one.address, one.rule_set.provenance.site) for one in decisions]


def test_every_offer_is_asked_at_every_site(engine: Engine) -> None:
    """By programme, in the order in which offers and sites are declared; onward referrals are no case's offer."""
    assert _asked(engine) == [
        ("good-evenings/visits", ""),
        ("good-evenings/groups", ""),
        ("good-mornings", "west"),
        ("good-mornings", "east"),
    ]


def test_what_is_named_is_asked_once(engine: Engine) -> None:
    """Programmes, or single offers, in the order in which they are named; naming one twice counts nobody twice."""
    names = ["good-mornings", "good-evenings/groups", "good-mornings"]
    asked = [("good-mornings", "west"), ("good-mornings", "east"), ("good-evenings/groups", "")]
    assert _asked(engine, programmes=names) == asked
    assert _asked(engine, programmes=[]) == []


def test_one_site_can_be_named_for_a_programme(engine: Engine) -> None:
    """The others are asked at every site that they have."""
    asked = [("good-evenings/groups", ""), ("good-mornings", "east")]
    names = ["good-evenings/groups", "good-mornings"]
    assert _asked(engine, programmes=names, sites={"good-mornings": "east"}) == asked


def test_what_is_not_there_is_an_error(engine: Engine) -> None:
    """A misspelt name never makes an answer disappear: also that of a site whose programme is not asked."""
    for named in (
        {"programmes": ["good-morning"]},
        {"programmes": ["good-evenings/group"]},
        {"sites": {"good-mornings": "north"}},
        {"sites": {"good-morning": "east"}, "programmes": ["good-evenings"]},
        {"sites": {"good-evenings": "east"}, "programmes": ["good-mornings"]},
    ):
        with pytest.raises(UnknownName):
            _asked(engine, **named)
    with pytest.raises(UnknownName, match="several sites"):
        engine.eligibility(CASE, "good-mornings")


def test_an_offer_that_judges_something_else_is_none_for_a_case(engine: Engine) -> None:
    """A referral is judged by rules of its own: a case that they were asked of would be told what nobody decided."""
    other = [
        f"{name}/{one.id}" for name, programme in engine.host.programmes.items() for one in programme.offers
        if one.subject != "Case"
    ]  # fmt: skip
    assert other
    for address in (*other, "good-evenings/"):
        with pytest.raises(UnknownName, match="no such offer"):
            engine.eligibilities(CASE, on=DAY, programmes=[address])


def test_all_answers_are_those_of_one_offer_at_one_site(engine: Engine) -> None:
    """Asking for everything is no other question than asking for each, on the same day and by the same rules."""
    for on, rules in ((DAY, None), (DAY, date(2025, 6, 1)), (date(2024, 6, 1), None), (None, None)):
        for one in engine.eligibilities(CASE, on=on, rules_as_of=rules):
            site = one.rule_set.provenance.site or None
            assert one == engine.eligibility(CASE, one.address, on=on, site=site, rules_as_of=rules)
            assert (one.on, one.rules_as_of) == (on or DAY, rules or on or DAY)


def test_the_clock_is_asked_only_where_no_day_is_named(engine: Engine) -> None:
    """Whoever names the day gets the same answer for ever; whoever does not gets one day for all answers."""
    days = iter([DAY])
    clocked = Engine(engine.host, today=lambda: next(days))
    assert {one.on for one in clocked.eligibilities(CASE)} == {DAY}
    assert next(days, None) is None
    assert clocked.eligibilities(CASE, on=DAY) == engine.eligibilities(CASE, on=DAY)
    assert clocked.eligibility(CASE, "good-mornings", on=DAY, site="east").on == DAY
