"""Which rules and which values of parameters a day has."""

from datetime import date, datetime

import pytest
from tests.policies.toddlers import RUNS, decide, toddlers

from peersupport import Case, Child, Outcome, Participant, Truth
from peersupport._attrs import evolve
from peersupport.dates import Period, since
from peersupport.errors import PeerSupportError
from peersupport.plugin import any_child, core, parameter, require
from peersupport.records.identifiers import CaseId, PersonId, ProgrammeId, SiteId
from peersupport.records.sites import DatedValue, Site

LIMIT = parameter(
    "toddlers.limit",
    {"2020-01-01": 3, "2024-01-01": 2},
    mark="seed",
    quote="under threes",
    unit="years",
    requirement="T1",
)
YOUNG = require("T1", any_child(core.child_age_years < LIMIT), quote="under threes")
LATER = require("T2", core.single_parent, quote="alone", in_force=since("2025-01-01", "2026-01-01"))
CASE = Case(
    id=CaseId("case"),
    participant=Participant(id=PersonId("mother"), single_parent=False),
    children=(Child(id=PersonId("child"), birth_date=date(2021, 6, 1)),),
)


@pytest.mark.parametrize(
    ("on", "outcome", "truths"),
    [
        ("2023-12-31", Outcome.ELIGIBLE, {"T1": Truth.TRUE}),
        ("2024-01-01", Outcome.NOT_ELIGIBLE, {"T1": Truth.FALSE}),
        ("2024-12-31", Outcome.NOT_ELIGIBLE, {"T1": Truth.FALSE}),
        ("2025-01-01", Outcome.NOT_ELIGIBLE, {"T1": Truth.FALSE, "T2": Truth.FALSE}),
        ("2025-12-31", Outcome.NOT_ELIGIBLE, {"T1": Truth.FALSE, "T2": Truth.FALSE}),
        ("2026-01-01", Outcome.NOT_ELIGIBLE, {"T1": Truth.FALSE}),
    ],
)
def test_rules_and_values_change_on_their_day(on: str, outcome: Outcome, truths: dict[str, Truth]) -> None:
    """A value holds from its day, a rule from its start up to its end; neither a day early nor late (D4)."""
    decision = decide(toddlers(YOUNG, LATER), CASE, on=on)
    assert decision.outcome is outcome
    assert decision.truths == {**truths, "runs": Truth.TRUE}
    assert decision.rule_set.settings["toddlers.limit"] == (3 if on < "2024" else 2)


def test_the_epochs_are_the_days_on_which_anything_changes() -> None:
    """Rules are compiled once for each epoch: a day that is missing here would be judged by stale rules."""
    epochs = toddlers(YOUNG, LATER).eligibility("toddlers").epochs
    assert set(epochs) == {date.min} | {date(year, 1, 1) for year in (2020, 2024, 2025, 2026, 2030)}


def test_a_sites_value_changes_on_its_own_day() -> None:
    """What a site chose replaces the programme's values, with the site's dates; its epochs are its own."""
    site = Site(
        id=SiteId("here"),
        programme=ProgrammeId("toddlers"),
        parameters={"toddlers.limit": (DatedValue(value=1), DatedValue(value=9, since=date(2022, 3, 1)))},
    )
    host = toddlers(YOUNG, sites=[site])
    assert decide(host, CASE, on="2022-02-28").outcome is Outcome.ELIGIBLE
    assert decide(host, CASE, on="2026-06-01").outcome is Outcome.ELIGIBLE
    assert decide(host, CASE, on="2022-02-28").rule_set.settings["toddlers.limit"] == 1
    assert date(2022, 3, 1) in host.eligibility("toddlers").epochs
    assert date(2024, 1, 1) not in host.eligibility("toddlers").epochs


def test_a_parameter_without_a_value_leaves_open_and_asks_the_service() -> None:
    """Nobody but the service can say what the limit is; before its first value there is none."""
    early = parameter("toddlers.limit", {"2022-01-01": 3}, mark="seed", quote="w", unit="years", question="Which?")
    host = toddlers(require("T1", any_child(core.child_age_years < early), quote="w"))
    decision = decide(host, CASE, on="2021-12-31")
    assert decision.outcome is Outcome.UNDETERMINED
    assert [(one.name, one.question, one.asked_of.value) for one in decision.missing] == [
        ("toddlers.limit", "Which?", "service")
    ]
    assert decide(host, CASE, on="2022-01-01").outcome is Outcome.ELIGIBLE


def test_an_old_application_is_judged_by_its_own_rules() -> None:
    """`rules_as_of` takes rules and values of another day; ages stay those of the day of the decision."""
    host = toddlers(YOUNG, LATER)
    assert decide(host, CASE, on="2024-02-01").outcome is Outcome.NOT_ELIGIBLE
    old = decide(host, CASE, on="2024-02-01", as_of="2023-12-01")
    assert old.outcome is Outcome.ELIGIBLE
    assert (old.on, old.rules_as_of) == (date(2024, 2, 1), date(2023, 12, 1))
    assert old.rule_set.settings["toddlers.limit"] == 3
    assert "2024-02-01 by the rules of 2023-12-01" in str(old.explain("participant"))
    assert old.digest != decide(host, CASE, on="2023-12-01").digest
    # She is three by then: the old limit, the new age.
    assert decide(host, CASE, on="2024-06-01", as_of="2023-12-01").outcome is Outcome.NOT_ELIGIBLE


@pytest.mark.parametrize(
    ("on", "runs"), [("2019-12-31", False), ("2020-01-01", True), ("2029-12-31", True), ("2030-01-01", False)]
)
def test_outside_its_period_nobody_may_join(on: str, runs: bool) -> None:
    """A programme that does not run says so, whatever else holds."""
    host = toddlers(require("T1", ~core.single_parent, quote="w"))
    decision = decide(host, CASE, on=on)
    assert decision.outcome is (Outcome.ELIGIBLE if runs else Outcome.NOT_ELIGIBLE)
    if not runs:
        assert decision.determining == ("runs",)
        assert "2020" in str(decision.explain("participant"))
        assert "the programme runs from 2020-01-01 until 2030-01-01" in str(decision.explain("auditor"))


def test_outside_the_sites_period_nobody_may_join_there() -> None:
    """A site may start later and end earlier than its programme; it cannot run longer."""
    site = Site(id=SiteId("here"), programme=ProgrammeId("toddlers"), runs=since("2019-01-01", "2024-01-01"))
    host = toddlers(require("T1", ~core.single_parent, quote="w"), sites=[site])
    outcomes = [decide(host, CASE, on=on).outcome for on in ("2019-06-01", "2020-01-01", "2023-12-31", "2024-01-01")]
    assert outcomes == [Outcome.NOT_ELIGIBLE, Outcome.ELIGIBLE, Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE]


@pytest.mark.parametrize("as_of", ["2019-12-31", "2030-01-01"])
def test_a_day_without_rules_lets_nobody_in(as_of: str) -> None:
    """No requirement in force is never a yes: an application of a day on which the programme did not run."""
    host = toddlers(require("T1", core.single_parent, quote="w"))
    assert decide(host, CASE, on="2025-06-01", as_of=as_of).outcome is not Outcome.ELIGIBLE


def test_the_day_of_the_rules_is_a_day() -> None:
    """A time of day is refused like that of the decision, by an error of the library's own."""
    policy = toddlers(YOUNG).eligibility("toddlers")
    with pytest.raises(PeerSupportError):
        policy.decide(CASE, date(2025, 6, 1), rules_as_of=datetime(2025, 6, 1))  # noqa: DTZ001 - what is refused


def test_a_programme_always_has_a_rule_on_the_days_that_it_runs() -> None:
    """A gap between two periods in force would let everybody in: refused when the host is built."""
    first = require("T1", core.single_parent, quote="w", in_force=since("2020-01-01", "2022-01-01"))
    second = require("T1", core.single_parent, quote="w", in_force=since("2022-01-02"), id="T1-later")
    with pytest.raises(AssertionError, match="it would let everybody in"):
        toddlers(first, second)
    joined = evolve(second, in_force=since("2022-01-01"))
    assert decide(toddlers(first, joined), CASE, on="2022-01-01").outcome is Outcome.NOT_ELIGIBLE
    with pytest.raises(AssertionError, match="it would let everybody in"):
        toddlers(first, runs=Period(start=RUNS.start, end=None))
