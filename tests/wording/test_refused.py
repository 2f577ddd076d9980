"""What is refused, and by when a duty is to be met, word for word."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest
from tests.wording.comparing import same_words
from tests.wording.test_acts import policy
from tests.wording.test_decided import DAY, FAMILIES, HOST, SUPPORTERS, WAY

from peersupport import Audience, Case, Host, Participant, Referral, Role, Vetting
from peersupport._attrs import evolve
from peersupport.decisions import decided
from peersupport.errors import PeerSupportError
from peersupport.plugin import CheckKind, ProposedAllocation, Supporter
from peersupport.policies.disclosure.policy import CORE
from peersupport.policies.disclosure.replaying import policy_from
from peersupport.policies.requests import grants_of_request
from peersupport.policies.safeguarding import ACT_WITHIN, HOLIDAYS, TELL_WITHIN, Safeguarding, readable
from peersupport.records.acts import Act
from peersupport.records.consent import Party
from peersupport.records.disclosure import DisclosureRequest
from peersupport.records.identifiers import CaseId, ConcernId, PersonId, ProgrammeId, ReferralId, SupporterId
from peersupport.records.referrals import OnwardReferral
from peersupport.records.safeguarding import Concern
from peersupport.records.supporters import Check, StageSpell
from peersupport.rules.facts import STAFF
from peersupport.rules.parameters import Dated

ONWARD = OnwardReferral(id=ReferralId("o1"), wished=True, path=(Role.PARTICIPANT, Role.CO_ORDINATOR))
ANNA, AGENCY = PersonId("anna"), Party(person=PersonId("agency"))


def grants(onward: OnwardReferral, *categories: str) -> object:
    """The grants of a request."""
    return grants_of_request(onward, subject=ANNA, recipient=AGENCY, categories=categories, at=NOON)


NOON = datetime(2025, 6, 1, 12, tzinfo=UTC)
NOT_A_DAY: Any = NOON
ALLOCATION = Host.load().allocation("community-mothers")
REFUSED: dict[str, Callable[[], object]] = {
    "a day with a time": lambda: decided(HOST.eligibility("toddlers"), FAMILIES["a yes"], NOT_A_DAY),
    "rules of a day with a time": lambda: decided(HOST.eligibility("toddlers"), FAMILIES["a yes"], DAY, NOT_A_DAY),
    "another subject": lambda: HOST.eligibility("toddlers").decide(ONWARD, DAY),
    "another subject of a pathway": lambda: WAY.next_steps(FAMILIES["a yes"], DAY),
    "a stage that is not there": lambda: WAY.step(SUPPORTERS["new"], "helpers", DAY),
    "no proposal": lambda: ALLOCATION.decide(FAMILIES["a yes"], DAY),  # type: ignore[arg-type]
    "due on a day with a time": lambda: HOST.schedule("toddlers").of_case(FAMILIES["a yes"], NOT_A_DAY),
    "an act that is not there": lambda: policy().decide(Act(action="visits"), DAY),
    "a wish that is not recorded": lambda: grants(evolve(ONWARD, wished=None), "money"),
    "no path": lambda: grants(evolve(ONWARD, path=None), "money"),
    "a path of one": lambda: grants(evolve(ONWARD, path=(Role.PARTICIPANT,)), "money"),
    "a path that comes back": lambda: grants(
        evolve(ONWARD, path=(Role.PARTICIPANT, Role.TRAINER, Role.PARTICIPANT)), "money"
    ),
    "a path that begins elsewhere": lambda: grants(evolve(ONWARD, path=(Role.CO_ORDINATOR, Role.TRAINER)), "money"),
    "nothing to tell": lambda: grants(ONWARD),
    "a concern of nobody": lambda: Safeguarding().duty(Concern(id=ConcernId("c"), raised_at=NOON)),
    "a concern at no time": lambda: Safeguarding().duty(Concern(id=ConcernId("c"), subject=ANNA)),
    "a request at no time": lambda: CORE.decide(
        [], DisclosureRequest(subject=ANNA, sender=ANNA, recipient=ANNA, items=(), purpose="care")
    ),
}


def test_what_is_refused_is_told_word_for_word() -> None:
    """What was asked wrongly, and what to do instead."""
    lines: list[str] = []
    for title, asking in REFUSED.items():
        with pytest.raises(PeerSupportError) as caught:
            asking()
        lines += [title, *(f"  {one.code} {one.message} | {one.help}" for one in caught.value.faults)]
    same_words("refused", lines)


def test_the_duty_of_a_concern_is_told_by_its_days() -> None:
    """By when to tell and to act, whose action closes it, and what is late, to the minute."""
    holiday = Dated(since=None, value=frozenset({date(2026, 5, 25)}))
    of_site = Safeguarding({TELL_WITHIN.name: (Dated(since=None, value=1),), HOLIDAYS.name: (holiday,)})
    lines: list[str] = []
    nothing = Safeguarding({name: (Dated(since=None, value=None),) for name in (TELL_WITHIN.name, ACT_WITHIN.name)})
    for name, duties in {"core": Safeguarding(), "site": of_site, "no days": nothing}.items():
        for day in range(1, 8):
            raised = datetime(2026, 5, 19 + day, 22, 30, tzinfo=UTC)
            concern = Concern(id=ConcernId("c"), subject=ANNA, raised_at=raised, categories=("health",))
            duty = duties.duty(concern)
            lines.append(f"{name} {raised}: {duty.tell_by} {duty.act_by} {duty.to_tell} {duty.categories} {duty.open}")
            for late in (duty.tell_by, duty.act_by):
                lines.append(f"  {duty.overdue(late)} {duty.overdue(late - timedelta(microseconds=1))}")
    same_words("duties", lines)


def test_concerns_are_read_by_staff_alone() -> None:
    """Whoever raised one: neither the household nor a supporter reads it."""
    concern = Concern(id=ConcernId("c"), subject=ANNA)
    assert {one for one in Audience if readable([concern], one) == (concern,)} == STAFF


def test_the_core_alone_records_no_rules() -> None:
    """What a replay needs of a disclosure without a programme is the vocabulary."""
    recorded = CORE.recorded_rules(NOON)
    assert (recorded["kind"], recorded["rules"]) == ("disclosure", None)
    replayed = policy_from(recorded, ())
    assert replayed.recorded_rules(NOON) == recorded


def test_a_referral_of_a_later_day_settles_nothing_now() -> None:
    """Of the day itself it does: who vets today may allocate today."""
    checks = [
        Check(kind=kind, on=date(2025, 1, 1), passed=True) for kind in CheckKind if kind is not CheckKind.TRAINING
    ]
    training = Check(kind=CheckKind.TRAINING, on=date(2025, 1, 1), passed=True, detail="individual")
    visiting = StageSpell(pathway="volunteering", stage="visiting", start=date(2025, 2, 1), paused=False)
    outcomes = {}
    for received in (DAY, DAY + timedelta(days=1)):
        referral = Referral(
            id=ReferralId("r"), programme=ProgrammeId("community-mothers"), received=received, child_protection=False,
            violence_risk=False, vetting=Vetting.SUITABLE_EARLY,
        )  # fmt: skip
        case = Case(id=CaseId("c"), participant=Participant(id=PersonId("p")), referrals=(referral,))
        supporter = Supporter(id=SupporterId("s"), checks=(*checks, training), stages=(visiting,))
        proposed = ProposedAllocation(supporter=supporter, case=case, site=None, accompanied=True)
        found = ALLOCATION.decide(proposed, DAY).allocation
        outcomes[received] = {name: truth.value for name, truth in found.truths.items()}
    assert outcomes[DAY] != outcomes[DAY + timedelta(days=1)]
    twice = attrs.evolve(ALLOCATION, clearance=ALLOCATION.clearance * 2)
    assert twice.decide(proposed, DAY).outcome is ALLOCATION.decide(proposed, DAY).outcome


def test_each_grant_of_a_request_has_a_name_of_its_own() -> None:
    """In the order of its path, from one on."""
    made = grants_of_request(ONWARD, subject=ANNA, recipient=AGENCY, categories=("money",), at=NOON)
    assert [str(one.id) for one in made] == ["o1-1"]
