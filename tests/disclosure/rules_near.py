"""A programme's rules drawn at random, with what each must come to: known, unknown, and from facts that raise."""

from datetime import date, timedelta
from typing import NamedTuple

from tests.disclosure.adapter import RULES, instant
from tests.disclosure.forms import Item
from tests.disclosure.near import Near

from peersupport.dates import Period
from peersupport.plugin import core, fact, oblige, prohibit, require
from peersupport.records.disclosure import ProposedDisclosure
from peersupport.rules.rule import Rule


@fact("tests.yes", meaning="it is so")
def yes(proposed: ProposedDisclosure, day: date) -> bool | None:
    """What is so."""
    return True


@fact("tests.no", meaning="it is not so")
def no(proposed: ProposedDisclosure, day: date) -> bool | None:
    """What is not so."""
    return False


@fact("tests.untold", meaning="it cannot be told")
def untold(proposed: ProposedDisclosure, day: date) -> bool | None:
    """What cannot be told."""
    return None


@fact("tests.broken", meaning="it cannot be worked out")
def broken(proposed: ProposedDisclosure, day: date) -> bool | None:
    """What cannot be worked out."""
    raise ValueError("a plugin is broken")


TRUTHS = ((yes, True), (no, False), (untold, None), (broken, None))


class Ruled(NamedTuple):
    """A rule, the category it is about, and what it does there: whether it bars, and the duty it adds."""

    rule: Rule
    category: str
    bars: bool
    duty: str | None


def drawn_rule(case: Near, number: int) -> Ruled:
    """A rule about one category, mostly one that is asked for, in force or not."""
    names = [item.category for item in case.request.items] * 3 + [case.pick(tuple(case.categories))]
    category = case.pick(names)
    name = case.ways.name(category)
    here, elsewhere = core.disclosure_category.is_in({name}), core.disclosure_category.is_not_in({name})
    read, truth = case.pick(TRUTHS)
    today = instant(case.request.at).date()
    past = Period(start=None, end=today)
    in_force = case.pick((None, None, None, Period(start=today, end=today + timedelta(days=1)), past))
    common = {"quote": "no", "id": f"{number}", "in_force": in_force}
    form, live = case.pick(("prohibit", "require", "oblige")), in_force is not past
    if form == "prohibit":
        rule, bars, duty = prohibit("X4", here & read, **common), truth is not False, None
    elif form == "require":
        rule, bars, duty = require("X5", elsewhere | read, **common), truth is not True, None
    else:
        rule, bars = oblige("X6", here & read, duty=f"duty {number}", discharged="done", **common), False
        duty = f"duty {number}" if truth else None
    (bound,) = RULES.rules(rule)
    return Ruled(bound, category, bars and live, duty if live else None)


def barring(ruled: list[Ruled], item: Item) -> set[str]:
    """The rules that bar an item."""
    return {one.rule.name for one in ruled if one.bars and one.category == item.category}


def owing(ruled: list[Ruled], item: Item) -> set[str]:
    """The duties that rules add to an item."""
    return {one.duty for one in ruled if one.duty and one.category == item.category}
