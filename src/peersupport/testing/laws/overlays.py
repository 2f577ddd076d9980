"""Laws of what others add to a programme: it only narrows, it touches nothing else, and its order does not matter."""

from collections.abc import Iterable
from typing import Any

from peersupport._attrs import evolve, frozen
from peersupport.facts import CORE_FACTS
from peersupport.findings import Outcome
from peersupport.plugin import any_child, at_least, core, every_child
from peersupport.rules.criteria import All, AnyOf, AtLeast, Collection, Criterion, Quantified
from peersupport.rules.document import criterion_document
from peersupport.rules.reading import criterion_from
from peersupport.testing.choices import Choices
from peersupport.testing.laws import eligibility
from peersupport.testing.laws.eligibility import DAYS, Asked, drawn_case
from peersupport.testing.laws.law import Domain, law, must
from peersupport.testing.services.overlays import Added, OverlayService

LEAVES: tuple[Criterion, ...] = (
    core.age_years < 30,
    core.pregnant.is_true(),
    core.referred.is_true(),
    core.planning_pregnancy.is_false(),
    core.local_authority.is_in({"E06000018", "E06000057"}),
    core.child_protection.is_false(),
    core.violence_risk.is_known(),
    any_child(core.child_age_months < 12),
    every_child(core.child_age_years < 5),
)
"""Criteria over facts of the core that no programme has sealed."""
FACTS = {one.name: one for one in CORE_FACTS}
COLLECTIONS: dict[str, Collection] = {
    one.collection.name: one.collection for one in LEAVES if isinstance(one, Quantified)
}


FAMILIES = 12
"""Of how many families is asked: loading a host takes as long as hundreds of answers."""


@frozen
class Overlaid:
    """One offer, what a council adds to its programme, and perhaps a trust, and the families that are asked about."""

    offer: str
    added: tuple[Added, ...]
    families: tuple[Asked, ...]

    @property
    def programme(self) -> str:
        """The programme to which it is added."""
        return self.offer.partition("/")[0]


def drawn_criterion(choices: Choices, depth: int = 2) -> Criterion:
    """What an overlay may require: a leaf, or some of them joined."""
    if depth == 0 or choices.chance(0.3):
        return choices.pick(LEAVES)
    parts = tuple(drawn_criterion(choices, depth - 1) for _ in range(choices.pick((2, 3))))
    if choices.chance(0.2):
        return at_least(choices.number(1, len(parts)), *parts)
    return AnyOf(parts=parts) if choices.chance(0.5) else All(parts=parts)


def _draw(service: OverlayService, choices: Choices) -> Overlaid:
    offer = choices.pick(service.offers())
    names = ("council", "trust") if choices.chance(0.7) else ("council",)
    added = tuple((name, drawn_criterion(choices)) for name in names)
    days = [choices.pick(DAYS) for _ in range(FAMILIES)]
    families = tuple(Asked(offer=offer, case=drawn_case(service, offer, choices, on), on=on) for on in days)
    return Overlaid(offer=offer, added=added, families=families)


def _smaller(case: Overlaid) -> Iterable[Overlaid]:
    if len(case.families) > 1:
        for one in case.families:
            yield evolve(case, families=(one,))
        return
    for place in range(len(case.added)):
        yield evolve(case, added=(*case.added[:place], *case.added[place + 1 :]))
    for place, (name, criterion) in enumerate(case.added):
        for part in _parts(criterion):
            yield evolve(case, added=(*case.added[:place], (name, part), *case.added[place + 1 :]))
    for one in case.families:
        for less in eligibility.DOMAIN.smaller(one):
            yield evolve(case, families=(less,))


def _parts(criterion: Criterion) -> tuple[Criterion, ...]:
    return criterion.parts if isinstance(criterion, All | AnyOf | AtLeast) else ()


def _write(case: Overlaid) -> object:
    added = {name: criterion_document(criterion) for name, criterion in case.added}
    return {"offer": case.offer, "added": added, "families": [eligibility.DOMAIN.write(one) for one in case.families]}


def _read(service: OverlayService, document: Any) -> Overlaid:
    return Overlaid(
        offer=document["offer"],
        added=tuple((name, criterion_from(one, FACTS, {}, COLLECTIONS)) for name, one in document["added"].items()),
        families=tuple(eligibility.DOMAIN.read(service, one) for one in document["families"]),
    )


DOMAIN: Domain[OverlayService, Overlaid] = Domain(
    draw=_draw,
    smaller=_smaller,
    write=_write,
    read=_read,
    protocol=OverlayService,
    adapters="`HostOverlays(load)`",
)
STRICTNESS = {Outcome.ELIGIBLE: 0, Outcome.UNDETERMINED: 1, Outcome.NOT_ELIGIBLE: 2}


@law(DOMAIN, source="design.md, Combining: overlays", floor=0.5, cases=12)
def overlays_only_narrow(service: OverlayService, case: Overlaid) -> bool:
    """What others add refuses or leaves open, and never lets anybody in: nobody is nearer a yes for it.

    The premise: without it one of the families is not refused already.
    """
    overlaid, open_to = service.overlaid(case.programme, case.added), 0
    for one in case.families:
        before = service.decide(one.offer, one.case, one.on).outcome
        after = overlaid.decide(one.offer, one.case, one.on).outcome
        told = f"{before.value} without what was added, {after.value} with it"
        must(STRICTNESS[after] >= STRICTNESS[before], told)
        open_to += before is not Outcome.NOT_ELIGIBLE
    return open_to > 0


@law(DOMAIN, source="design.md, Plugins", floor=0.9, cases=8)
def overlays_touch_no_other_programme(service: OverlayService, case: Overlaid) -> bool:
    """What others add to one programme changes no answer of another. The premise: there is another."""
    overlaid = service.overlaid(case.programme, case.added)
    others = [one for one in service.offers() if one.partition("/")[0] != case.programme]
    for offer in others:
        for one in case.families:
            before = service.decide(offer, one.case, one.on)
            after = overlaid.decide(offer, one.case, one.on)
            must(after.outcome is before.outcome, f"{offer} was {before.outcome.value} and is {after.outcome.value}")
            must(set(after.determining) == set(before.determining), f"other rules decide in {offer}")
    return bool(others)


@law(DOMAIN, source="design.md, Combining: order never matters", floor=0.3, cases=8)
def the_order_of_plugins_never_matters(service: OverlayService, case: Overlaid) -> bool:
    """Whoever is loaded first has no say over the others: the answer is the same. The premise: two add something."""
    if len(case.added) < 2:
        return False
    hosts = [service.overlaid(case.programme, added) for added in (case.added, case.added[::-1])]
    for asked in case.families:
        one, other = (host.decide(asked.offer, asked.case, asked.on) for host in hosts)
        must(one.outcome is other.outcome, f"{one.outcome.value} in one order, {other.outcome.value} in the other")
        must(set(one.determining) == set(other.determining), "the order of plugins changes which rules decide")
    return True


OVERLAYS = (overlays_only_narrow, overlays_touch_no_other_programme, the_order_of_plugins_never_matters)
"""What others add to a programme."""
