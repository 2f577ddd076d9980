"""A programme's rules drawn at random, with what each must come to: known, unknown, and from facts that raise."""

from typing import Literal, NamedTuple

from peersupport.testing.consent.near import Near
from peersupport.testing.consent.service import Rule
from peersupport.testing.consent.worlds import DAY
from peersupport.testing.oracle.forms import Item

TRUTHS: tuple[bool | Literal["raises"] | None, ...] = (True, False, None, "raises")
FORMS: tuple[Literal["prohibit", "require", "oblige"], ...] = ("prohibit", "require", "oblige")


class Ruled(NamedTuple):
    """A rule, and what it does: whether it bars, and the duty it adds."""

    rule: Rule
    bars: bool
    duty: str | None


def drawn_rule(case: Near, number: int) -> Ruled:
    """A rule about one category, mostly one that is asked for, in force or not."""
    names = [item.category for item in case.request.items] * 3 + [case.pick(tuple(case.categories))]
    category, truth, form = case.pick(names), case.pick(TRUTHS), case.pick(FORMS)
    today = case.request.at - case.request.at % DAY
    past = (None, today)
    days = case.pick((None, None, None, (today, today + DAY), past))
    rule = Rule(f"{number}", category, form, truth, days, f"duty {number}" if form == "oblige" else "")
    known, live = truth if truth != "raises" else None, days is not past
    bars = {"prohibit": known is not False, "require": known is not True, "oblige": False}[form]
    return Ruled(rule, bars and live, rule.duty if form == "oblige" and known and live else None)


def barring(ruled: list[Ruled], item: Item) -> set[str]:
    """The rules that bar an item."""
    return {one.rule.name for one in ruled if one.bars and one.rule.category == item.category}


def owing(ruled: list[Ruled], item: Item) -> set[str]:
    """The duties that rules add to an item."""
    return {one.duty for one in ruled if one.duty and one.rule.category == item.category}
