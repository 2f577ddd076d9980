"""Giving a family a supporter: laws that hold for every programme."""

import itertools
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.facts.cases import DAY, SUPPORTERS, allocations

from peersupport import Case, Host, Outcome, Participant, Referral, Residence, Site, Vetting
from peersupport.dates import DateRange, PartialDate
from peersupport.errors import InvalidDate, RuleError
from peersupport.plugin import CheckKind, ProposedAllocation, Role, Supporter
from peersupport.records.answers import Answer
from peersupport.records.sites import Contact
from peersupport.records.supporters import Check, StageSpell
from peersupport.testing.blanks import erasures

HOST = Host.load()
POLICIES = {name: HOST.allocation(name) for name in HOST.programmes}
LAW = settings(max_examples=150, deadline=None, database=None, derandomize=True)
DRAWN = allocations(HOST.facts.values())

CONTACTS = (Contact(role=Role.CO_ORDINATOR), Contact(role=Role.SAFEGUARDING_LEAD, telephone="1", crisis=True))
KINDS = [one for one in CheckKind if one not in {CheckKind.TRAINING, CheckKind.DBS}]


@st.composite
def nearly_cleared(draw: st.DrawFn) -> ProposedAllocation:
    """Somebody who would be allocated but for a thing or two that are blank, or otherwise."""
    checks = [
        *(Check(kind=kind, on=DAY.replace(month=1), passed=True) for kind in [*KINDS, CheckKind.REFERENCE]),
        Check(kind=CheckKind.TRAINING, on=DAY.replace(month=1), passed=True, detail="individual"),
    ]
    left = draw(st.integers(0, 3 * len(checks)))
    stranger = draw(SUPPORTERS)
    supporter = Supporter(
        id=stranger.id,
        checks=tuple(one for place, one in enumerate(checks) if place != left),
        stages=(StageSpell(pathway="volunteering", stage="visiting", start=DAY.replace(month=2), paused=False),),
        areas=stranger.areas,
        languages=stranger.languages,
    )
    case = Case(
        id="c",  # type: ignore[arg-type]
        participant=Participant(id="p", languages=("English",)),  # type: ignore[arg-type]
        residences=(Residence(place="Tilbury"),),
        referrals=(
            Referral(
                id="r",  # type: ignore[arg-type]
                programme="community-mothers",  # type: ignore[arg-type]
                received=DAY.replace(month=1),
                child_protection=draw(st.sampled_from([False, False, True, None])),
                violence_risk=draw(st.sampled_from([False, False, True, None])),
                vetting=draw(st.sampled_from([Vetting.SUITABLE_EARLY, Vetting.SUITABLE_EARLY, Vetting.DECLINE])),
            ),
        ),
    )
    contacts = draw(st.sampled_from([CONTACTS, CONTACTS, CONTACTS[:1], ()]))
    site = Site(id="tilbury", programme="community-mothers", contacts=contacts)  # type: ignore[arg-type]
    return ProposedAllocation(supporter=supporter, case=case, site=site, accompanied=draw(st.booleans() | st.none()))


@pytest.mark.parametrize("name", POLICIES)
def test_filling_blanks_never_turns_a_yes_into_a_no_or_back(name: str) -> None:
    """With less on record it could not be told, or was the same; and a yes is met, so that the law is not empty."""
    met: Counter[Outcome] = Counter()

    @LAW
    @given(DRAWN | nearly_cleared())
    def search(proposed: ProposedAllocation) -> None:
        filled = POLICIES[name].decide(proposed, DAY).outcome
        met[filled] += 1
        for path, less in erasures(proposed):
            assert POLICIES[name].decide(less, DAY).outcome in {Outcome.UNDETERMINED, filled}, path

    search()
    assert met[Outcome.ELIGIBLE] > 0 or name != "community-mothers"


@pytest.mark.parametrize("name", POLICIES)
def test_a_yes_needs_both_sides_and_what_cannot_be_told_asks(name: str) -> None:
    """No part that is unknown or refused is hidden by the other, and nothing is open without a question."""

    @LAW
    @given(DRAWN | nearly_cleared())
    def search(proposed: ProposedAllocation) -> None:
        found = POLICIES[name].decide(proposed, DAY)
        outcomes = {one.outcome for one in found.parts}
        assert (found.outcome is Outcome.ELIGIBLE) is (outcomes == {Outcome.ELIGIBLE})
        assert (found.outcome is Outcome.NOT_ELIGIBLE) is (Outcome.NOT_ELIGIBLE in outcomes) is bool(found.unmet)
        assert found.outcome is not Outcome.UNDETERMINED or found.missing
        if found.outcome is Outcome.ELIGIBLE:
            assert {truth.value for one in found.parts for truth in one.truths.values()} == {"true"}

    search()


def test_an_old_application_is_judged_by_the_rules_of_its_day() -> None:
    """Of both parts; and neither day may have a time."""
    proposed = ProposedAllocation(supporter=Supporter(id="s"), case=Case(id="c", participant=Participant(id="p")))  # type: ignore[arg-type]
    before = date(2021, 1, 4)
    found = POLICIES["community-mothers"].decide(proposed, DAY, rules_as_of=before)
    assert {(one.on, one.rules_as_of) for one in found.parts} == {(DAY, before)}


EARLIER = DAY.replace(month=1)
LATER = DAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("received", "counts"),
    {
        "on that day": (DAY, True),
        "perhaps before it": (DateRange(first=EARLIER, last=DAY + timedelta(days=30)), True),
        "perhaps on it": (DateRange(first=DAY, last=LATER), True),
        "the day after": (LATER, False),
        "at an unknown day after": (DateRange(first=LATER, last=DAY + timedelta(days=30)), False),
    }.values(),
)
def test_a_referral_that_may_have_come_counts(received: PartialDate, counts: bool) -> None:
    """A risk that may be known already is not passed over; one that is known later settles nothing today."""

    def truths(*referrals: Referral) -> list[object]:
        case = Case(id="c", participant=Participant(id="p"), referrals=referrals)  # type: ignore[arg-type]
        proposed = ProposedAllocation(supporter=Supporter(id="s"), case=case)  # type: ignore[arg-type]
        return [one.truths for one in POLICIES["community-mothers"].decide(proposed, DAY).parts]

    def risky(day: PartialDate) -> Referral:
        return Referral(id="r", programme="community-mothers", received=day, violence_risk=True)  # type: ignore[arg-type]

    assert truths(risky(EARLIER)) != truths()
    assert truths(risky(received)) == (truths(risky(EARLIER)) if counts else truths())


@pytest.mark.parametrize(("given_on", "counts"), [(EARLIER, True), (DAY, True), (None, True), (LATER, False)])
def test_a_judgement_that_may_have_been_made_counts(given_on: date | None, counts: bool) -> None:
    """A co-ordinator's judgement is one though no day was noted; one of a later day is not made yet."""

    def truths(*answers: Answer) -> list[object]:
        risk = Referral(id="r", programme="community-mothers", received=EARLIER, violence_risk=True)  # type: ignore[arg-type]
        case = Case(id="c", participant=Participant(id="p"), referrals=(risk,), answers=answers)  # type: ignore[arg-type]
        proposed = ProposedAllocation(supporter=Supporter(id="s"), case=case)  # type: ignore[arg-type]
        return [one.truths for one in POLICIES["community-mothers"].decide(proposed, DAY).parts]

    judged = Answer(matter="community-mothers.support_despite_risk", value=False, given_on=given_on)
    assert (truths(judged) != truths()) is counts


def test_of_several_active_stages_the_one_that_clears_her_counts() -> None:
    """Whichever is asked first; where none does, what cannot be told comes before a no."""
    proposed = ProposedAllocation(
        supporter=Supporter(id="s", stages=()), case=Case(id="c", participant=Participant(id="p"))
    )  # type: ignore[arg-type]
    by_outcome = {one.decide(proposed, DAY).clearance.outcome: one.clearance[0] for one in POLICIES.values()}
    best = [one for one in (Outcome.ELIGIBLE, Outcome.UNDETERMINED, Outcome.NOT_ELIGIBLE) if one in by_outcome]
    assert len(best) > 1
    for order in itertools.permutations(by_outcome.values()):
        policy = attrs.evolve(POLICIES["community-mothers"], clearance=order)
        assert policy.decide(proposed, DAY).clearance.outcome is best[0]


def test_what_is_no_proposal_is_refused() -> None:
    """A supporter alone is not an allocation."""
    with pytest.raises(RuleError):
        POLICIES["community-mothers"].decide(Supporter(id="s"), DAY)  # type: ignore[arg-type]
    proposed = ProposedAllocation(supporter=Supporter(id="s"), case=Case(id="c", participant=Participant(id="p")))  # type: ignore[arg-type]
    with pytest.raises(InvalidDate):
        POLICIES["community-mothers"].decide(proposed, datetime(2025, 6, 1, tzinfo=UTC))


def test_what_a_volunteer_may_not_read_is_not_told_to_her() -> None:
    """The risks of a family, and what was checked, are for staff; a supporter reads that something is not shown."""
    proposed = ProposedAllocation(supporter=Supporter(id="s"), case=Case(id="c", participant=Participant(id="p")))  # type: ignore[arg-type]
    found = POLICIES["community-mothers"].decide(proposed, DAY)
    assert "violence" in str(found.explain("co-ordinator"))
    for reader in ("supporter", "participant"):
        told = f"{found.explain(reader)}{found.document(reader)}"
        assert "violence" not in told
        assert "not shown to this reader" in told
