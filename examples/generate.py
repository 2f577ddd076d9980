"""Makes the example caseload: 500 parents who do not exist, drawn from published figures. The same seed, the same file.

    python examples/generate.py    # writes caseload.jsonl, from areas.csv

Only `Random.random` is used: its numbers are the same in every version of Python.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

from peersupport import Case
from peersupport.dates import PartialDate, add_months, anniversary, month_range, year_range
from peersupport.records.answers import Answer
from peersupport.records.areas import Residence
from peersupport.records.assessments import Assessment
from peersupport.records.codec import case_document
from peersupport.records.identifiers import AssessmentId, CaseId, PersonId, PregnancyId, ProgrammeId, ReferralId
from peersupport.records.people import Child, HealthVisitingLevel, ParentRole, Participant, Pregnancy, PregnancyOutcome
from peersupport.records.referrals import Referral, Severity, Vetting
from peersupport.records.roles import Role

T = TypeVar("T")
HERE = Path(__file__).parent
SEED = 20261101
CASES = 500
DAY = date(2026, 11, 1)
"""The day of the extract: nothing in the caseload is later."""

AGE_AT_BOOKING = {
    (15, 20): 17135,
    (20, 25): 70865,
    (25, 30): 146955,
    (30, 35): 180110,
    (35, 40): 94830,
    (40, 45): 19475,
    (45, 49): 1625,
}
"""Deliveries in England 2022-23 by the mother's age at booking: NHS Maternity Statistics, AgeAtBookingMotherGroup."""

NOTTINGHAM, GREENWICH, THURROCK = "E06000018", "E09000011", "E06000034"
DORSET, BOURNEMOUTH = "E06000059", "E06000058"
SUNDERLAND, MIDDLESBROUGH, NORTHUMBERLAND = "E08000024", "E06000002", "E06000057"
CUMBERLAND, WESTMORLAND_AND_FURNESS = "E06000063", "E06000064"
NORTH = (SUNDERLAND, MIDDLESBROUGH, NORTHUMBERLAND, CUMBERLAND, WESTMORLAND_AND_FURNESS)
LIVES_IN = {
    NOTTINGHAM: 24, GREENWICH: 12, THURROCK: 23, DORSET: 10, BOURNEMOUTH: 5, SUNDERLAND: 9, MIDDLESBROUGH: 6,
    NORTHUMBERLAND: 6, CUMBERLAND: 4, WESTMORLAND_AND_FURNESS: 2,
}  # fmt: skip
REFERRED_TO = {
    NOTTINGHAM: {"young-parents-connect": 35, "healthy-little-minds": 45, "any": 15, "": 5},
    GREENWICH: {"young-parents-connect": 75, "any": 20, "": 5},
    THURROCK: {"community-mothers": 85, "any": 10, "": 5},
    DORSET: {"crafty-mummies": 80, "any": 15, "": 5},
    BOURNEMOUTH: {"crafty-mummies": 80, "any": 15, "": 5},
    **{authority: {"link-workers": 85, "any": 10, "": 5} for authority in NORTH},
}
"""The programme of a referral; empty: not recorded."""
PLACES = {**{f"Area {letter}": 9 for letter in "ABCDEFGH"}, "Area K": 14, "Area L": 14}
"""Invented names of areas in Thurrock, of which the example site calls A to H its eight; the rest live elsewhere."""


ROLES: dict[ParentRole | None, float] = {
    ParentRole.MOTHER: 92,
    ParentRole.FATHER: 4,
    ParentRole.OTHER_PARENT: 2,
    None: 2,
}
ETHNICITIES: dict[str | None, float] = {
    "White British": 48, "Asian": 11, "Black": 8, "White, other": 6, "Mixed": 4, None: 23,
}  # fmt: skip
LEVELS: dict[HealthVisitingLevel | None, float] = {
    HealthVisitingLevel.UNIVERSAL: 40,
    HealthVisitingLevel.UNIVERSAL_PLUS: 18,
    HealthVisitingLevel.UNIVERSAL_PARTNERSHIP_PLUS: 9,
    HealthVisitingLevel.TARGETED: 8,
    HealthVisitingLevel.SPECIALIST: 4,
    HealthVisitingLevel.COMMUNITY: 4,
    None: 17,
}
LEVELS_IN_DORSET = {**LEVELS, HealthVisitingLevel.UNIVERSAL_PLUS: 50, HealthVisitingLevel.UNIVERSAL: 26}
"""A health visitor sends few there whom the group is not for."""
REFERRERS: dict[Role | None, float] = {
    Role.HEALTH_VISITOR: 30, Role.MIDWIFE: 18, Role.GP: 16, Role.PERINATAL_MENTAL_HEALTH: 7,
    Role.COMMUNITY_MENTAL_HEALTH: 4, Role.EARLY_HELP: 6, Role.SOCIAL_WORKER: 4, Role.PARTICIPANT: 9,
    Role.OTHER_HEALTH_PROFESSIONAL: 2, Role.VOLUNTARY_ORGANISATION: 2, None: 2,
}  # fmt: skip


class Draws:
    """Chance, from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def chance(self, of_a_hundred: float) -> bool:
        """True in so many of a hundred cases."""
        return self._random.random() * 100 < of_a_hundred

    def whole(self, low: int, below: int) -> int:
        """A whole number from `low`, below `below`."""
        return low + int(self._random.random() * (below - low))

    def pick(self, weights: Mapping[T, float]) -> T:
        """One of the options, by weight."""
        place = self._random.random() * sum(weights.values())
        for option, weight in weights.items():
            place -= weight
            if place < 0:
                return option
        return list(weights)[-1]

    def recorded(self, day: date, *, month: float = 0, year: float = 0, blank: float = 0) -> PartialDate | None:
        """The day as it was recorded: in so many of a hundred cases as a month, a year or not at all."""
        kept = self.pick({"day": 100 - month - year - blank, "month": month, "year": year, "blank": blank})
        if kept == "month":
            return month_range(day.year, day.month)
        return year_range(day.year) if kept == "year" else day if kept == "day" else None


def caseload(areas: Mapping[str, list[str]], many: int = CASES) -> Iterator[Case]:
    """The example caseload, or one of more cases. `areas` holds the codes of small areas by local authority."""
    draws = Draws(SEED)
    return (_case(f"{number:04}", draws, areas) for number in range(1, many + 1))


def _case(name: str, draws: Draws, areas: Mapping[str, list[str]]) -> Case:
    authority = draws.pick(LIVES_IN)
    due = DAY + timedelta(days=draws.whole(5, 230)) if draws.chance(18) else None
    births = _births(draws, due)
    booked = add_months(due or births[-1] if due or births else DAY, -7)
    low, below = draws.pick(AGE_AT_BOOKING)
    born = booked - timedelta(days=draws.whole(low * 365 + 5, below * 365))
    births = [day for day in births if anniversary(born, 15) <= day]
    return Case(
        id=CaseId(name),
        participant=Participant(
            id=PersonId(f"{name}-parent"),
            birth_date=draws.recorded(born, month=2, year=5, blank=7),
            parent_role=draws.pick(ROLES),
            ethnicity=draws.pick(ETHNICITIES),
            single_parent=draws.pick({False: 60, True: 22, None: 18}),
            health_visiting_level=draws.pick(LEVELS_IN_DORSET if authority in {DORSET, BOURNEMOUTH} else LEVELS),
            planning_pregnancy=draws.pick({False: 30, True: 2, None: 68}),
        ),
        children=None if draws.chance(4) else _children(name, draws, births),
        pregnancies=None if draws.chance(10) else _pregnancies(name, draws, births, due),
        residences=None if draws.chance(3) else (_residence(draws, authority, areas[authority]),),
        referrals=_referrals(name, draws, authority),
        assessments=_assessments(name, draws) if draws.chance(30) else None,
        answers=_answers(draws, authority),
    )


def _births(draws: Draws, due: date | None) -> list[date]:
    """The days on which the children were born, oldest first. Twins are born on one day."""
    number = draws.pick({0: 45, 1: 32, 2: 17, 3: 6} if due else {0: 2, 1: 47, 2: 34, 3: 12, 4: 5})
    youngest = draws.pick({(2, 365): 38, (365, 730): 24, (730, 1826): 26, (1826, 3650): 12})
    day = (add_months(due, -11) if due else DAY) - timedelta(days=draws.whole(*youngest))
    found: list[date] = []
    for _ in range(number):
        found += [day, day] if draws.chance(1.5) else [day]
        day -= timedelta(days=draws.whole(500, 1900))
    return sorted(found)


def _children(name: str, draws: Draws, births: list[date]) -> tuple[Child, ...]:
    return tuple(
        Child(id=PersonId(f"{name}-child-{number}"), birth_date=draws.recorded(day, month=6, blank=2))
        for number, day in enumerate(births, start=1)
    )


def _pregnancies(name: str, draws: Draws, births: list[date], due: date | None) -> tuple[Pregnancy, ...]:
    found = [
        Pregnancy(
            id=PregnancyId(f"{name}-pregnancy-{number}"),
            outcome=draws.pick({PregnancyOutcome.LIVE_BIRTH: 97, None: 3}),
            ended=day,
        )
        for number, day in enumerate(dict.fromkeys(births), start=1)
    ]
    now = PregnancyId(f"{name}-pregnancy-{len(found) + 1}")
    if due:
        found.append(Pregnancy(id=now, expected=draws.recorded(due, blank=8), outcome=PregnancyOutcome.ONGOING))
    elif draws.chance(4):
        ended = DAY - timedelta(days=draws.whole(20, 500))
        found.append(Pregnancy(id=now, outcome=PregnancyOutcome.LOSS, ended=ended))
    return tuple(found)


def _residence(draws: Draws, authority: str, codes: list[str]) -> Residence:
    lsoa = draws.pick({codes[draws.whole(0, len(codes))]: 92, None: 8})
    place = draws.pick({**PLACES, None: 12} if authority == THURROCK else {"elsewhere": 85, None: 15})
    # Where the small area is known, the authority follows from the table.
    return Residence(local_authority=authority if draws.chance(60) else None, lsoa=lsoa, place=place)


def _referrals(name: str, draws: Draws, authority: str) -> tuple[Referral, ...] | None:
    number = draws.pick({1: 88, 2: 5, 0: 3, None: 4})
    if number is None:
        return None
    return tuple(_referral(f"{name}-referral-{place}", draws, authority) for place in range(1, number + 1))


def _referral(name: str, draws: Draws, authority: str) -> Referral:
    programme = draws.pick(REFERRED_TO[authority])
    asked = programme in {"community-mothers", "any"}
    violence = draws.pick({False: 78, True: 6, None: 16}) if asked else None
    return Referral(
        id=ReferralId(name),
        programme=ProgrammeId(programme) if programme else None,
        received=draws.recorded(DAY - timedelta(days=draws.whole(1, 200)), month=5, blank=5),
        referrer_role=draws.pick(REFERRERS),
        severity=draws.pick({Severity.NONE: 8, Severity.MILD: 33, Severity.MODERATE: 29, Severity.SEVERE: 8, None: 22}),
        child_protection=draws.pick({False: 76, True: 8, None: 16}) if asked else None,
        violence_risk=violence,
        vetting=draws.pick({Vetting.SUITABLE_EARLY: 66, Vetting.REDIRECT: 8, Vetting.DECLINE: 3, None: 23})
        if asked
        else None,
    )


def _assessments(name: str, draws: Draws) -> tuple[Assessment, ...]:
    """The Edinburgh scale: ten items, now and then one left out."""
    burden = draws.pick({0: 30, 1: 40, 2: 22, 3: 8})
    items = tuple(draws.pick({min(3, max(0, burden + step)): 1 for step in (-1, 0, 1)}) for _ in range(9))
    last = draws.pick({0: 92, 1: 5, 2: 2, None: 1})
    day = DAY - timedelta(days=draws.whole(1, 200))
    return (Assessment(id=AssessmentId(f"{name}-epds"), instrument="epds", on=day, items=(*items, last)),)


def _answers(draws: Draws, authority: str) -> tuple[Answer, ...] | None:
    """What a programme asked for itself; None: nobody was asked."""
    given: dict[str, bool | str | None] = {}
    if authority == NOTTINGHAM:
        given["healthy-little-minds.poverty"] = draws.pick({True: 25, False: 30, None: 45})
    if authority == WESTMORLAND_AND_FURNESS:
        given["link-workers.in_north_cumbria"] = draws.pick({True: 45, False: 30, None: 25})
    if authority == THURROCK:
        given["community-mothers.group_area"] = draws.pick({"Area A": 30, "Area C": 20, "Area F": 12, None: 38})
        given["community-mothers.support_despite_risk"] = draws.pick({True: 40, False: 20, None: 40})
    day = DAY - timedelta(days=draws.whole(1, 100))
    answers = tuple(
        Answer(matter=matter, value=value, given_on=day) for matter, value in given.items() if value is not None
    )
    return answers or None


def lines(cases: Iterable[Case]) -> str:
    """The cases as JSON Lines."""
    return "".join(json.dumps(case_document(case), ensure_ascii=False) + "\n" for case in cases)


def areas_by_authority(path: Path) -> dict[str, list[str]]:
    """The codes of `areas.csv` by local authority."""
    found: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            codes = found.setdefault(row["local_authority"], [])
            if row["code"] not in codes:
                codes.append(row["code"])
    return found


if __name__ == "__main__":
    made = lines(caseload(areas_by_authority(HERE / "areas.csv")))
    (HERE / "caseload.jsonl").write_text(made, encoding="utf-8", newline="\n")
