"""Support without a limit of sessions or time, and a return without a new referral (HL6, HL7)."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

import peersupport_healthy_little_minds as plugin
from peersupport import Case, Child, Host, Participant, Referral, Residence, Site, since
from peersupport.plugin import EndReason, Overlay, fact, hookimpl, require
from peersupport.policies.progression import NextSteps
from peersupport.records.encounters import Encounter
from peersupport.records.enrolments import Enrolment
from peersupport.records.sites import DatedValue

PROGRAMME = "healthy-little-minds"
SITE = Site(
    id="nottingham",  # type: ignore[arg-type]
    programme=PROGRAMME,  # type: ignore[arg-type]
    parameters={f"{PROGRAMME}.young_child_age": (DatedValue(value=5),)},
)
HOST = Host.load(plugins=[plugin], discover=False, sites=[SITE])
TODAY = date(2026, 6, 1)


def family(*enrolments: Enrolment, referrals: tuple[Referral, ...] = (), sessions: int = 0) -> Case:
    """A family in Nottingham with a child of two."""
    return Case(
        id="case",  # type: ignore[arg-type]
        participant=Participant(id="anna"),  # type: ignore[arg-type]
        children=(Child(id="child", birth_date=date(2024, 3, 1)),),  # type: ignore[arg-type]
        residences=(Residence(local_authority="E06000018"),),
        pregnancies=(),
        referrals=referrals,
        enrolments=enrolments,
        encounters=tuple(Encounter(id=f"e{number}") for number in range(sessions)),  # type: ignore[arg-type]
    )


def spell(start: date, end: date | None = None) -> Enrolment:
    """A time of support."""
    return Enrolment(id="e", programme=PROGRAMME, start=start, end=end, paused=False)  # type: ignore[arg-type]


def steps(case: Case) -> NextSteps:
    """What comes next for them."""
    return HOST.progression(PROGRAMME).next_steps(case, TODAY)


@pytest.mark.requirement("HL6", "HL7")
@pytest.mark.parametrize(("days", "sessions"), [(1, 0), (90, 12), (900, 60), (2000, 400)])
def test_no_number_of_sessions_and_no_time_ends_it(days: int, sessions: int) -> None:
    """However long, and however often they came: they are supported, and their choice alone ends it."""
    found = steps(family(spell(TODAY - timedelta(days=days)), sessions=sessions))
    assert found.standing.stage == "supported"
    assert set(found.ends) == {EndReason.PARTICIPANT_CHOICE, EndReason.SAFEGUARDING, EndReason.PROGRAMME_CLOSED}
    assert found.may_pause
    assert [one.never.value for one in HOST.programmes[PROGRAMME].promises] == ["sessions", "time"]


@pytest.mark.requirement("HL7")
def test_a_family_returns_without_a_new_referral() -> None:
    """[default] who comes for the first time is recorded as a referral; who comes again is asked for none."""
    first, referred = family(), Referral(id="r", programme=PROGRAMME)  # type: ignore[arg-type]
    returning = family(spell(TODAY - timedelta(days=900), TODAY - timedelta(days=400)))
    for case, advised in ((first, 1), (family(referrals=(referred,)), 0), (returning, 0)):
        found = steps(case).by_stage["supported"]
        assert steps(case).open == ("supported",)
        assert len(found.decision.advice) == advised
    assert HOST.programmes[PROGRAMME].pathways[0].stages[0].citation.quotation == "Here for as long as you need us"


@fact("council.sessions", unit="sessions", meaning="the number of sessions")
def sessions_counted(case: Case, day: date) -> int | None:
    """A cap by its unit."""
    return None if case.encounters is None else len(case.encounters)


@fact("council.enough", meaning="they came often enough")
def enough(case: Case, day: date) -> bool | None:
    """A cap in disguise."""
    return None if case.encounters is None else len(case.encounters) >= 6


@fact("council.too_long", meaning="they have been here too long")
def too_long(case: Case, day: date) -> bool | None:
    """A limit of time in disguise."""
    starts = [one.start for one in case.enrolments or () if isinstance(one.start, date)]
    return any(day - one > timedelta(days=180) for one in starts)


@pytest.mark.requirement("HL6", "HL7")
@pytest.mark.parametrize(
    "criterion", [sessions_counted < 12, enough.is_false(), too_long.is_false()], ids=["unit", "disguised", "time"]
)
@pytest.mark.parametrize("stage", [None, "support/supported"])
def test_a_plugin_that_sets_a_cap_is_refused(criterion: object, stage: str | None) -> None:
    """The promise binds every rule, an overlay's included, and whatever its facts are called."""
    council = Overlay(programme=PROGRAMME, source="council.txt", runs=since("2020-01-01"))
    rules = council.rules(require("C1", criterion, quote="six sessions", stage=stage))  # type: ignore[arg-type]
    hook = "eligibility_rules" if stage is None else "progression_rules"
    overlay = SimpleNamespace(__name__="council", **{hook: hookimpl(lambda: rules)})
    # A hook is found by its function's name.
    getattr(overlay, hook).__name__ = hook
    host = Host.load(plugins=[plugin, overlay], discover=False, overlays={"council": [PROGRAMME]})
    (status,) = (one for one in host.plugins if one.name == "council")
    assert [fault.code for fault in status.faults] == ["promise-broken"]
