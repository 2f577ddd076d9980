"""The rules that the laws bring, as rules of the library."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from peersupport.dates import ALWAYS, Period
from peersupport.plugin import Programme, Rule, core, fact, oblige, prohibit, require
from peersupport.policies.disclosure.programme_rules import ProgrammeRules
from peersupport.records.disclosure import ProposedDisclosure
from peersupport.rules.criteria import Criterion
from peersupport.testing.consent import service
from peersupport.testing.consent.translation import day_in_london


@fact("testing.yes", meaning="it is so")
def yes(proposed: ProposedDisclosure, day: date) -> bool | None:  # noqa: ARG001 - facts have two arguments
    """What is so."""
    return True


@fact("testing.no", meaning="it is not so")
def no(proposed: ProposedDisclosure, day: date) -> bool | None:  # noqa: ARG001
    """What is not so."""
    return False


@fact("testing.untold", meaning="it cannot be told")
def untold(proposed: ProposedDisclosure, day: date) -> bool | None:  # noqa: ARG001
    """What cannot be told."""
    return None


@fact("testing.broken", meaning="it cannot be worked out")
def broken(proposed: ProposedDisclosure, day: date) -> bool | None:  # noqa: ARG001
    """What cannot be worked out."""
    raise ValueError("a plugin is broken")


READ = {True: yes, False: no, None: untold, "raises": broken}


@lru_cache(1_000)
def _rule(programme: str, one: service.Rule) -> Rule:
    here: Criterion = core.disclosure_category.is_in({one.category})
    elsewhere: Criterion = core.disclosure_category.is_not_in({one.category})
    read, period = READ[one.truth], None
    if one.days is not None:
        first, after = one.days
        period = Period(
            start=None if first is None else day_in_london(first), end=None if after is None else day_in_london(after)
        )
    source = Programme(id=programme, title=programme, source="none", runs=ALWAYS)
    if one.effect == "prohibit":
        made = prohibit("X1", here & read, id=one.name, quote="no", in_force=period)
    elif one.effect == "require":
        made = require("X1", elsewhere | read, id=one.name, quote="no", in_force=period)
    else:
        made = oblige("X1", here & read, id=one.name, quote="no", duty=one.duty, discharged="done", in_force=period)
    (bound,) = source.rules(made)
    return bound


def programme_rules(programme: str, rules: Sequence[service.Rule]) -> ProgrammeRules | None:
    """The rules of a programme; None where there are none."""
    return ProgrammeRules(programme, tuple(_rule(programme, one) for one in rules), {}) if rules else None
