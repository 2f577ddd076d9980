from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peersupport_young_parents_connect as plugin
from peersupport import Case, Host, Outcome, ParentRole, Participant, Residence, Site, Truth, since
from peersupport.plugin import core, hookimpl, require
from peersupport.programmes.programme import Overlay
from peersupport.records.sites import DatedValue
from peersupport_young_parents_connect.facts import long_term_risk

PROGRAMME = "young-parents-connect"
HOST = Host.load(plugins=[plugin], discover=False)


def test_the_statements_of_the_source_are_all_carried() -> None:
    """YP1 to YP5, YP21 to YP24, YP32 to YP34 and YP36 each stand in a rule or in the programme's details."""
    carried = {requirement for rules in HOST.rules.values() for rule in rules for requirement in rule.requirements}
    carried |= {requirement for requirement, _ in HOST.programmes[PROGRAMME].details}
    assert carried >= {f"YP{number}" for number in (*range(1, 6), *range(21, 25), *range(32, 35), 36)}


@pytest.mark.requirement("YP5")
@pytest.mark.parametrize(
    "condition",
    [core.ethnicity.is_in({"White"}), core.single_parent.is_true(), long_term_risk.is_true()],
    ids=["ethnicity", "single parenthood", "long-term risk"],
)
def test_no_rule_may_decide_on_a_focus_of_the_groups(condition: object) -> None:
    """YP5: a focus is never a gate, not even for an overlay that the host has named."""
    council = Overlay(programme=PROGRAMME, source="sources/council.txt", runs=since("2024-01-01"))
    rules = council.rules(require("C1", condition, quote="for the few"))  # type: ignore[arg-type]
    overlay = SimpleNamespace(__name__="council", eligibility_rules=hookimpl(lambda: rules))
    host = Host.load(plugins=[plugin, overlay], discover=False, overlays={"council": [PROGRAMME]})
    (status,) = (one for one in host.plugins if one.name == "council")
    assert [fault.code for fault in status.faults] == ["rule-sealed"]


@pytest.mark.requirement("YP3", "YP22")
def test_a_site_dates_the_end_of_the_groups_in_greenwich() -> None:
    """YP3: the Greenwich partners are previous partners without a date, so the site's own date decides, to the day."""
    values = (
        DatedValue(value=("E06000018", "E09000011")),
        DatedValue(value=("E06000018",), since=date(2024, 4, 1), source="letter of the partners"),
    )
    site = Site(id="both", programme=PROGRAMME, parameters={f"{PROGRAMME}.local_authorities": values})  # type: ignore[arg-type]
    policy = HOST.at_site(site).eligibility(PROGRAMME)
    greenwich, nottingham = (_mother(date(2002, 1, 15), authority) for authority in ("E09000011", "E06000018"))
    assert policy.decide(greenwich, date(2024, 3, 31)).truths["YP3"] is Truth.TRUE
    assert policy.decide(greenwich, date(2024, 4, 1)).truths["YP3"] is Truth.FALSE
    assert policy.decide(nottingham, date(2024, 4, 1)).truths["YP3"] is Truth.TRUE


@pytest.mark.requirement("YP1")
@given(st.dates(date(1990, 1, 1), date(2010, 12, 31)), st.dates(date(2022, 1, 1), date(2030, 12, 31)))
@pytest.mark.parametrize(("reading", "limit"), [("through_25", 26), ("under_25", 25)])
def test_she_is_young_until_the_birthday_that_the_reading_names(reading: str, limit: int, born: date, on: date) -> None:
    """YP1 in both readings against an age counted from year, month and day, for births on every day of the calendar."""
    values = (DatedValue(value=reading),)
    site = Site(id="one", programme=PROGRAMME, parameters={f"{PROGRAMME}.age_reading": values})  # type: ignore[arg-type]
    truth = HOST.at_site(site).eligibility(PROGRAMME).decide(_mother(born, "E06000018"), on).truths["YP1"]
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    assert truth is (Truth.TRUE if age < limit else Truth.FALSE)


@pytest.mark.requirement("YP2")
@pytest.mark.parametrize("role", list(ParentRole))
def test_only_mothers_are_sure_until_the_site_speaks_of_other_parents(role: ParentRole) -> None:
    """YP2: the page does not say whether others may join, so nobody is refused for it."""
    truth = (
        HOST.eligibility(PROGRAMME)
        .decide(_mother(date(2002, 1, 15), "E06000018", role), date(2024, 6, 3))
        .truths["YP2"]
    )
    assert truth is (Truth.TRUE if role is ParentRole.MOTHER else Truth.UNKNOWN)


def test_an_empty_case_is_asked_about_and_not_refused() -> None:
    """What is not recorded never decides."""
    case = Case(id="empty", participant=Participant(id="she"))  # type: ignore[arg-type]
    assert HOST.eligibility(PROGRAMME).decide(case, date(2024, 6, 3)).outcome is Outcome.UNDETERMINED


def _mother(born: date, authority: str, role: ParentRole = ParentRole.MOTHER) -> Case:
    return Case(
        id="case",  # type: ignore[arg-type]
        participant=Participant(id="she", birth_date=born, parent_role=role),  # type: ignore[arg-type]
        residences=(Residence(local_authority=authority),),
    )
