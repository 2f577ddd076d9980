"""Facts about a supporter: what was checked, signed and taught, by which day, and where she came from."""

from collections.abc import Callable
from datetime import date, timedelta

from peersupport.facts.latest import agreed, ends_of_day, possibly_latest
from peersupport.records.roles import Role
from peersupport.records.supporters import Check, CheckKind, Supporter
from peersupport.rules.bounds import Bounds
from peersupport.rules.facts import STAFF, AskedOf, Fact, fact
from peersupport.rules.once import made_once


@fact("core.supporter_on", meaning="the day of the decision", asked_of=AskedOf.SERVICE)
def supporter_on(supporter: Supporter, day: date) -> date:
    """The day that the decision is about (D11)."""
    return day


@fact(
    "core.experienced_mother",
    meaning="she is a mother of experience",
    question="Is she an experienced mother, in your view?",
    asked_of=AskedOf.CO_ORDINATOR,
)
def experienced_mother(supporter: Supporter, day: date) -> bool | None:
    """The co-ordinator's judgement (TC7)."""
    return supporter.experienced_mother


@fact(
    "core.recommended",
    meaning="somebody recommended her",
    question="By whose word of mouth did she come?",
    asked_of=AskedOf.CO_ORDINATOR,
)
def recommended(supporter: Supporter, day: date) -> bool | None:
    """Whether it is recorded who recommended her (TC45); an empty text says that nobody did."""
    return None if supporter.recommended_by is None else bool(supporter.recommended_by.strip())


@fact(
    "core.part_of_group",
    meaning="she is a parent in a group of the programme",
    question="Are you part of a group of the programme now?",
)
def part_of_group(supporter: Supporter, day: date) -> bool | None:
    """Whether she belongs to a group as a parent (YP12)."""
    return supporter.part_of_group


@fact(
    "core.attended_group",
    meaning="she came to a group of the programme at least once",
    question="Did you ever come to a group of the programme, and when?",
)
def attended_group(supporter: Supporter, day: date) -> bool | None:
    """Whether she came at least once by that day; for how long ago, and at what age, does not matter (YP12)."""
    if supporter.attended is None:
        return None
    given = [ends_of_day(one) for one in supporter.attended]
    return True if any(last <= day for _, last in given) else None if any(a <= day for a, _ in given) else False


@fact(
    "core.references",
    unit="references",
    meaning="the number of references that were taken up and are good",
    question="Which references were taken up, when, and are they good?",
    asked_of=AskedOf.CO_ORDINATOR,
    visible_to=STAFF,
)
def references(supporter: Supporter, day: date) -> int | Bounds | None:
    """How many good references there are by that day (TC44)."""
    if supporter.checks is None:
        return None
    given = [one for one in supporter.checks if one.kind is CheckKind.REFERENCE]
    low = sum(one.passed is True and ends_of_day(one.on)[1] <= day for one in given)
    high = sum(one.passed is not False and ends_of_day(one.on)[0] <= day for one in given)
    return low if low == high else Bounds(low=low, high=high)


@made_once
def passed(kind: CheckKind, *, before: bool = False) -> Fact:
    """A yes-or-no fact: the latest check of this kind up to the day (`before`: the day before) is good."""
    words = kind.value.replace("_", " ")

    @fact(
        f"core.passed_{kind.value}" + ("_before" if before else ""),
        meaning=f"{words}: done and good" + (", before that day" if before else ""),
        question=f"Of the step “{words}”: on which day was it done, and is it good?",
        asked_of=AskedOf.CO_ORDINATOR,
        visible_to=STAFF,
    )
    def latest(supporter: Supporter, day: date) -> bool | None:
        return _latest(supporter, day - timedelta(days=before), lambda one: one.kind is kind)

    return latest


@made_once
def trained(course: str) -> Fact:
    """A yes-or-no fact: she has completed the training `course`, as the check's detail names it."""

    @fact(
        f"core.trained_{course}",
        meaning=f"the training “{course.replace('_', ' ')}” is complete",
        question=f"On which day did she complete the training “{course.replace('_', ' ')}”?",
        asked_of=AskedOf.CO_ORDINATOR,
    )
    def complete(supporter: Supporter, day: date) -> bool | None:
        def named(one: Check) -> bool | None:
            return one.kind is CheckKind.TRAINING and (None if one.detail is None else one.detail == course)

        return _latest(supporter, day, named)

    return complete


def _latest(supporter: Supporter, day: date, belongs: Callable[[Check], bool | None]) -> bool | None:
    """Whether the latest check by a day is good; None where another one may be the latest, or may not belong."""
    if supporter.checks is None:
        return None
    given = [(one, belongs(one)) for one in supporter.checks if ends_of_day(one.on)[0] <= day]
    sure = [one for one, truth in given if truth and ends_of_day(one.on)[1] <= day]
    perhaps = [one for one, truth in given if truth is not False and one not in sure]
    latest = possibly_latest(sure, lambda one: one.on)
    since = max((ends_of_day(one.on)[0] for one in latest), default=date.min)
    found = [one.passed for one in (*latest, *(one for one in perhaps if ends_of_day(one.on)[1] >= since))]
    # Without a sure one there may be none at all, which is as much as one that was not passed.
    return agreed(found if sure else [*found, False])


@made_once
def supervised_by(*roles: Role) -> Fact:
    """A yes-or-no fact: somebody in one of these roles has supervised her by that day (TC54)."""
    names = " or ".join(role.value.replace("_", " ") for role in roles)

    @fact(
        f"core.supervised_by_{'_or_'.join(role.value for role in roles)}",
        meaning=f"she is supervised by a {names}",
        question="Who supervises her, in which role, and when did they last meet?",
        asked_of=AskedOf.CO_ORDINATOR,
    )
    def supervised(supporter: Supporter, day: date) -> bool | None:
        if supporter.supervisions is None:
            return None
        given = [one for one in supporter.supervisions if ends_of_day(one.on)[0] <= day and one.declined is not True]
        if any(one.by_role in roles and ends_of_day(one.on)[1] <= day and one.declined is False for one in given):
            return True
        return None if any(one.by_role is None or one.by_role in roles for one in given) else False

    return supervised
