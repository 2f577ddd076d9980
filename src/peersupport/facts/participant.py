"""Facts about the participant herself."""

from datetime import date

from peersupport.dates import DateRange, LeapDay, age_years, age_years_bounds
from peersupport.records.case import Case
from peersupport.records.people import HealthVisitingLevel, ParentRole
from peersupport.rules.bounds import Bounds
from peersupport.rules.facts import AskedOf, fact
from peersupport.rules.parameters import parameter

leap_day = parameter(
    "core.leap_day",
    LeapDay.MARCH_1,
    mark="default",
    requirement="D2",
    document="requirements.md",
    quote="In a non-leap year the anniversary is 1 March",
    meaning="the birthday, in other years, of somebody born on 29 February",
)


@fact("core.on", meaning="the day of the decision", asked_of=AskedOf.SERVICE)
def on(case: Case, day: date) -> date:
    """The day that the decision is about (D11)."""
    return day


@fact("core.age_years", unit="years", meaning="her age", question="When were you born?", reads={"leap": leap_day})
def age_in_years(case: Case, day: date, *, leap: LeapDay) -> int | Bounds | None:
    """Her age in completed years (D1, D2); between bounds where her birth date is known in part."""
    born = case.participant.birth_date
    if born is None:
        return None
    if isinstance(born, DateRange):
        low, high = age_years_bounds(born, day, leap)
        return Bounds(low=low, high=high)
    return age_years(born, day, leap)


@fact(
    "core.parent_role",
    meaning="what she or he is to the children",
    question="Are you the mother, the father or another parent?",
)
def parent_role(case: Case, day: date) -> ParentRole | None:
    """Mother, father or other parent (CM3, TC6, YP2)."""
    return case.participant.parent_role


@fact(
    "core.health_visiting_level",
    meaning="the level of health visiting",
    question="Which level of health visiting does the family receive?",
    asked_of=AskedOf.REFERRER,
)
def health_visiting_level(case: Case, day: date) -> HealthVisitingLevel | None:
    """The level of health visiting, by its old or new name (CM1)."""
    return case.participant.health_visiting_level


@fact("core.single_parent", meaning="she is a single parent", question="Are you bringing up your children alone?")
def single_parent(case: Case, day: date) -> bool | None:
    """Whether she is a single parent (YP5)."""
    return case.participant.single_parent


@fact("core.ethnicity", meaning="how she describes her ethnicity", question="How would you describe your ethnicity?")
def ethnicity(case: Case, day: date) -> str | None:
    """Her ethnicity in her own words (YP5); programmes seal it."""
    return case.participant.ethnicity


@fact(
    "core.planning_pregnancy",
    meaning="she is planning a pregnancy",
    question="Is she planning a pregnancy?",
    asked_of=AskedOf.REFERRER,
)
def planning_pregnancy(case: Case, day: date) -> bool | None:
    """Whether a pregnancy is planned (MM4)."""
    return case.participant.planning_pregnancy
