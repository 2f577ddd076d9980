"""Whole programmes as their plugins bring them: rules, parameters, a pathway, schedules, that a host takes."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from peersupport.citations import cited
from peersupport.dates import Period
from peersupport.facts import any_child, child_age_years
from peersupport.programmes.hookspecs import hookimpl
from peersupport.programmes.host import Host
from peersupport.programmes.programme import Offer, Programme
from peersupport.programmes.schedule_checks import FITTING, NAMES, NARROWED
from peersupport.records.sites import Site
from peersupport.rules.check import check_rule
from peersupport.rules.contradictions import contradictions
from peersupport.rules.parameters import Parameter, parameter
from peersupport.rules.pathways import OUTSIDE, Moves, Pathway, Stage
from peersupport.rules.rule import Effect, Rule, redirect, require
from peersupport.rules.rule_set import rule_parameters, settings_on
from peersupport.rules.schedules import Anchor, Done, EachTerm, OwnDay, Rhythm, Schedule, schedule
from peersupport.testing.choices import Choices
from peersupport.testing.strategies.expressions import CORE, Vocabulary, rules
from peersupport.testing.strategies.moments import DAY, YEAR, days
from peersupport.testing.strategies.strategy import strategy

NAME = "drawn"
QUOTE = "parents with young children"
ONE = timedelta(days=1)


class Plugin:
    """A plugin of one programme, to be handed to `Host.load(plugins=[...])`."""

    __version__ = "1"

    def __init__(self, programme: Programme, rules: Iterable[Rule], schedules: Iterable[Schedule] = ()) -> None:
        self.__name__ = programme.id
        self.programme = programme
        self.rules = programme.rules(*rules)
        self.due = programme.schedules(*schedules)

    def __repr__(self) -> str:
        return f"<Plugin {self.programme.id} of {', '.join(rule.id for rule in self.rules)}>"

    @hookimpl
    def programmes(self) -> list[Programme]:
        """The programme."""
        return [self.programme]

    @hookimpl
    def eligibility_rules(self) -> tuple[Rule, ...]:
        """Who may join."""
        return self.rules

    @hookimpl
    def schedules(self) -> tuple[Schedule, ...]:
        """What is due when."""
        return self.due


@strategy
def parameters(choices: Choices, /, *, name: str = "drawn.limit", unit: str = "years", on: date = DAY) -> Parameter:
    """A parameter that is a whole number of some unit.

    Shrinks to five, always. Half of the others change on `on` or the day beside it; one in ten has no value then.
    """
    first = choices.pick((5, 2, 1, 18, 25))
    if not choices.chance(0.4):
        values: dict[str, Any] = {"": first}
    else:
        changes = on + choices.pick((0, -1, 1)) * ONE
        values = {"": first, changes.isoformat(): choices.pick((first + 1, first, first + 5, None))}
    return parameter(name, values, unit=unit, type=int, mark="default", quote=QUOTE, meaning=f"a number of {unit}")


@strategy
def programmes(choices: Choices, /, *, id: str = NAME, on: date = DAY, most: int = 5) -> Plugin:
    """A plugin that brings a whole programme which a host takes: offers, rules, parameters, a pathway, schedules.

    Shrinks to a programme that has always run, with one requirement: a child younger than a parameter says, five. It
    has at most so many rules more; none contradicts another, and each passes the checks of a host. Periods begin or end
    at `on` or beside it.
    """
    limit = parameters.by(choices, name=f"{id}.limit", on=on)
    runs = _runs(choices, on)
    first = require(
        "R0", any_child(child_age_years < limit), quote=QUOTE, otherwise=redirect("GP", "A GP can say who helps.")
    )
    offers = choices.pick(((), (Offer(id="visits", title="visits"), Offer(id="groups", title="groups"))))
    bare = Programme(id=id, title=id.title(), source="leaflet.txt", runs=runs, offers=offers)
    kept = [first]
    vocabulary = Vocabulary(subject=CORE.subject, facts=CORE.facts, parameters=(limit,), collections=CORE.collections)
    for place in range(choices.pick((0, 1, 2, most))):
        one = rules.by(choices, vocabulary=vocabulary, id=f"R{place + 1}", depth=choices.pick((1, 2, 3)))
        if _fits(bare, [*kept, one], runs, on):
            kept.append(one)
    stages = choices.pick(((), ("waiting",), ("waiting", "supported")))
    pathways = (_pathway(stages, offers[0].id if offers else ""),) if stages else ()
    programme = Programme(id=id, title=id.title(), source="leaflet.txt", runs=runs, offers=offers, pathways=pathways)
    due = tuple(schedules.by(choices, id=f"D{place}") for place in range(choices.pick((0, 0, 1, 2))))
    return Plugin(programme, kept, due)


@strategy
def hosts(choices: Choices, /, *, on: date = DAY, sites: Iterable[Site] = ()) -> Host:
    """A host of one drawn programme and of no installed plugin. Shrinks as `programmes` does."""
    return Host.load(plugins=[programmes.by(choices, on=on)], discover=False, sites=sites)


@strategy
def schedules(choices: Choices, /, *, id: str = "D1", anchor: Anchor | None = None) -> Schedule:
    """What is due when, of any kind that a host takes, not yet bound to a programme.

    Shrinks to encounters every so many days from joining. Its parameters are its own, named after `id`.
    """
    counted = choices.pick(tuple(Anchor)) if anchor is None else anchor
    shown, rhythms = choices.pick(FITTING[counted])
    kinds = sorted(NAMES[shown]) if shown in NARROWED else []
    done = Done(shown=shown, kinds=tuple(kinds[: choices.number(1, len(kinds))]) if kinds else ())
    kind: Any = choices.pick(rhythms)
    rhythm: Rhythm = kind(**({} if kind in {EachTerm, OwnDay} else _parts(choices, kind, id)))
    return schedule(
        id,
        "what is due",
        anchor=counted,
        done=done,
        rhythm=rhythm,
        quote=QUOTE,
        offered=choices.chance(0.3),
        closes=choices.chance(0.3),
    )


def _parts(choices: Choices, kind: type[Any], id: str) -> dict[str, Parameter]:
    """The parameters of a rhythm: lengths at which the ends of months matter, in their order."""
    names = [name for name in ("days", "earliest", "months", "latest") if name in kind.__annotations__]
    low = choices.pick((7, 14, 1, 30)) if "days" in names else choices.pick((1, 2, 3, 24))
    parts: dict[str, int] = {name: low + place for place, name in enumerate(names)}
    if "tolerance" in kind.__annotations__:
        parts["tolerance"] = choices.pick((7, 0, 10))
    units = {"days": "days", "tolerance": "days"}
    return {
        name: parameter(f"{NAME}.{id}-{name}", value, unit=units.get(name, "months"), mark="default", quote=QUOTE)
        for name, value in parts.items()
    }


def _runs(choices: Choices, on: date) -> Period:
    start = choices.pick((date(2000, 1, 1), on, on - ONE, on + ONE, days.by(choices, around=on, before=3 * YEAR)))
    end = start + choices.number(1, 3 * YEAR) * ONE if choices.chance(0.2) else None
    return Period(start=start, end=end)


def _fits(programme: Programme, given: Sequence[Rule], runs: Period, on: date) -> bool:
    """Whether a host would take these rules together: also before and after a parameter changes."""
    *_, last = programme.rules(*given)
    if check_rule(last, "Case", frozenset()):
        return False
    needed = [one for one in programme.rules(*given) if one.effect is Effect.REQUIRE]
    times = [day for day in (runs.start or on, on - ONE, on, on + ONE, on + 2 * ONE) if runs.contains(day)]
    found = rule_parameters(needed)
    return not any(contradictions(needed, settings_on(found, day, {})) for day in times)


def _pathway(stages: Sequence[str], offer: str) -> Pathway:
    citation = cited(QUOTE)
    sources = (OUTSIDE, *stages)
    return Pathway(
        id="way",
        title="the way through",
        requirements=("W1",),
        citation=citation,
        subject="Case",
        stages=tuple(Stage(id=one, title=one, requirements=("W1",), citation=citation, joins=offer) for one in stages),
        moves=tuple(
            Moves(id=f"W{place}", requirements=("W1",), citation=citation, sources=(one,), targets=(two,))
            for place, (one, two) in enumerate(zip(sources, stages, strict=False))
        ),
    )
