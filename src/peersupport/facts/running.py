"""The requirement that programme and site run on the day: outside their periods nobody may join, and it says so."""

from collections.abc import Iterable

from peersupport.citations import Citation, Mark
from peersupport.dates import ALWAYS, Period
from peersupport.facts.onward import onward_on
from peersupport.facts.participant import on
from peersupport.rules.check import RUNS
from peersupport.rules.criteria import All
from peersupport.rules.facts import Fact
from peersupport.rules.rule import Effect, Rule

DAYS = {"Case": on, "OnwardReferral": onward_on}
"""The day of the decision as a fact, by the kinds of subject that speak of a family."""


def runs_rule(programme: str, document: str, subject: str, periods: Iterable[tuple[str, Period]]) -> Rule | None:
    """The requirement that programme and site run on the day: outside their periods nobody may join, and it says so."""
    bounded = [(whose, period) for whose, period in periods if period != ALWAYS]
    day = _day_of(subject) if bounded else None
    if day is None:
        return None
    limits = [
        limit
        for _, period in bounded
        for limit in (
            day >= period.start if period.start is not None else None,
            day < period.end if period.end is not None else None,
        )
        if limit is not None
    ]
    words = "; ".join(f"{whose} runs {_shown(period)}" for whose, period in bounded)
    return Rule(
        id=RUNS,
        requirements=("D11",),
        effect=Effect.REQUIRE,
        criterion=limits[0] if len(limits) == 1 else All(parts=tuple(limits)),
        citation=Citation(
            document=document, quotation=words, mark=Mark.DEFAULT, note="the period that programme and site declare"
        ),
        in_force=ALWAYS,
        programme=programme,
        plugin="peersupport",
    )


def _day_of(subject: str) -> Fact | None:
    if subject in DAYS:
        return DAYS[subject]
    # Who only asks about families never needs these.
    from peersupport.facts import allocation, community, supporters  # noqa: PLC0415

    others = {"Supporter": supporters.supporter_on, "ProposedAllocation": allocation.allocated_on}
    return {**community.DAYS, **others}.get(subject)


def _shown(period: Period) -> str:
    start = f"from {period.start.isoformat()}" if period.start else "from ever"
    return f"{start} until {period.end.isoformat()}" if period.end else start
