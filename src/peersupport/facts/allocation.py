"""Facts about giving a family a supporter: who is there at the site, what fits, and facts of either side."""

from datetime import date

from peersupport._attrs import evolve
from peersupport.facts.residence import place
from peersupport.records.allocations import ProposedAllocation
from peersupport.records.roles import Role
from peersupport.rules.facts import STAFF, AskedOf, Fact, FactValue, fact
from peersupport.rules.once import made_once


@fact("core.allocated_on", meaning="the day of the decision", asked_of=AskedOf.SERVICE)
def allocated_on(proposed: ProposedAllocation, day: date) -> date:
    """The day that the decision is about (D11)."""
    return day


@fact(
    "core.crisis_contacts",
    meaning="the site has somebody to reach in a crisis",
    question="Whom does a supporter reach in a crisis? Name the contacts in the site's file.",
    asked_of=AskedOf.SERVICE,
)
def crisis_contacts(proposed: ProposedAllocation, day: date) -> bool:
    """Whether a contact for a crisis, with a telephone or an e-mail address, is configured for the day (TC39)."""
    contacts = proposed.site.contacts if proposed.site is not None else ()
    return any(one.crisis and (one.telephone or one.email) and one.period.contains(day) for one in contacts)


@made_once
def at_post(role: Role) -> Fact:
    """A yes-or-no fact: the site has somebody in this role on the day (TC55)."""
    name = role.value.replace("_", "-")

    @fact(
        f"core.at_post_{role.value}",
        meaning=f"the site has a {name} at post",
        question=f"Who is the site's {name}, and since when? Name her in the site's file.",
        asked_of=AskedOf.SERVICE,
    )
    def there(proposed: ProposedAllocation, day: date) -> bool:
        contacts = proposed.site.contacts if proposed.site is not None else ()
        return any(one.role is role and one.period.contains(day) for one in contacts)

    return there


@fact(
    "core.accompanied",
    meaning="she would not visit the home alone",
    question="Will somebody always go with her?",
    asked_of=AskedOf.CO_ORDINATOR,
    visible_to=STAFF,
)
def accompanied(proposed: ProposedAllocation, day: date) -> bool | None:
    """Whether no visit is a lone one (TC31)."""
    return proposed.accompanied


@fact(
    "core.same_area",
    meaning="she is of the family's own area",
    question="Where does the family live, and which areas does she know as her own?",
    asked_of=AskedOf.CO_ORDINATOR,
)
def same_area(proposed: ProposedAllocation, day: date) -> bool | None:
    """Whether the family lives in an area of hers (TC8)."""
    lives = place.function(proposed.case, day)
    areas = proposed.supporter.areas
    return None if lives is None or areas is None else lives in areas


@fact(
    "core.shared_language",
    meaning="she speaks a language of the family",
    question="Which languages do the parent and the supporter speak?",
    asked_of=AskedOf.CO_ORDINATOR,
)
def shared_language(proposed: ProposedAllocation, day: date) -> bool | None:
    """Whether supporter and parent have a language in common (TC8)."""
    hers, spoken = proposed.supporter.languages, proposed.case.participant.languages
    return None if hers is None or spoken is None else bool(set(hers) & set(spoken))


@made_once
def of_family(one: Fact) -> Fact:
    """A fact of the family as a fact of the allocation: `of_family(core.violence_risk)`."""

    def told(proposed: ProposedAllocation, day: date, **given: object) -> FactValue:
        return one.function(proposed.case, day, **given)

    return evolve(
        one,
        name=f"allocated.{one.name}",
        subject="ProposedAllocation",
        function=told,
        presupposes=None if one.presupposes is None else of_family(one.presupposes),
    )
