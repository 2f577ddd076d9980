"""Cases to judge from their records: as full as a service's are, and as patchy."""

from datetime import date, timedelta
from random import Random

from benchmarks.family import ON
from peersupport import (
    ANY_PROGRAMME,
    Case,
    Child,
    Participant,
    Pregnancy,
    PregnancyOutcome,
    Referral,
    Residence,
    Severity,
    Vetting,
)
from peersupport.dates import month_range
from peersupport.plugin import HealthVisitingLevel, ParentRole, Role
from peersupport.records.identifiers import CaseId, PersonId, PregnancyId, ProgrammeId, ReferralId

BLANKS = ("birth_date", "parent_role", "level", "severity", "protection", "risk", "vetting", "residences", "children")
"""What may not be recorded."""


def cases(many: int = 1_000, seed: int = 7) -> list[Case]:
    """So many cases, referred to whichever programme suits; of about 40 % something is not recorded."""
    random = Random(seed)
    return [_case(random, number, random.random() < 0.4) for number in range(many)]


def _case(random: Random, number: int, patchy: bool) -> Case:
    blank = random.choice(BLANKS) if patchy else ""
    children = tuple(_child(random, f"{number}-{place}", patchy) for place in range(random.choice((1, 1, 2, 3))))
    return Case(
        id=CaseId(f"case-{number}"),
        participant=Participant(
            id=PersonId(f"mother-{number}"),
            birth_date=None if blank == "birth_date" else _day(random, 1986, 2010),
            parent_role=None if blank == "parent_role" else ParentRole.MOTHER,
            health_visiting_level=None if blank == "level" else random.choice(list(HealthVisitingLevel)[1:]),
            single_parent=random.random() < 0.3,
        ),
        children=None if blank == "children" else children,
        pregnancies=_pregnancies(random, number),
        residences=None if blank == "residences" else _residences(random),
        referrals=tuple(_referrals(random, number, blank)),
    )


def _day(random: Random, first: int, last: int) -> date:
    return date(random.randrange(first, last), 1, 1) + timedelta(days=random.randrange(365))


def _child(random: Random, name: str, patchy: bool) -> Child:
    day = _day(random, 2018, 2026)
    born = month_range(day.year, day.month) if patchy and random.random() < 0.2 else day
    return Child(id=PersonId(f"child-{name}"), birth_date=born)


def _pregnancies(random: Random, number: int) -> tuple[Pregnancy, ...]:
    if random.random() < 0.6:
        return ()
    outcome = random.choice((PregnancyOutcome.ONGOING, PregnancyOutcome.LIVE_BIRTH))
    ended = None if outcome is PregnancyOutcome.ONGOING else _day(random, 2018, 2026)
    return (Pregnancy(id=PregnancyId(f"pregnancy-{number}"), outcome=outcome, ended=ended),)


def _residences(random: Random) -> tuple[Residence, ...]:
    moved = _day(random, 2019, 2026)
    here = Residence(local_authority="E06000018", lsoa="E01013814", start=moved)
    before = Residence(local_authority="E09000001", start=date(2015, 1, 1), end=moved)
    return (before, here) if random.random() < 0.3 else (here,)


def _referrals(random: Random, number: int, blank: str) -> list[Referral]:
    received = ON - timedelta(days=random.randrange(10, 200))
    judged = Referral(
        id=ReferralId(f"referral-{number}"),
        programme=ANY_PROGRAMME,
        received=received,
        referrer_role=random.choice((Role.PARTICIPANT, Role.GP, Role.MIDWIFE, Role.HEALTH_VISITOR, Role.SOCIAL_WORKER)),
        severity=None if blank == "severity" else random.choice((Severity.NONE, Severity.MILD, Severity.MODERATE)),
        child_protection=None if blank == "protection" else random.random() < 0.05,
        violence_risk=None if blank == "risk" else random.random() < 0.03,
        vetting=None if blank == "vetting" else Vetting.SUITABLE_EARLY,
    )
    other = Referral(id=ReferralId(f"other-{number}"), programme=ProgrammeId("elsewhere"), received=received)
    return [other, judged] if random.random() < 0.2 else [judged]
