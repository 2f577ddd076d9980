"""What laws ask of a service that says who may join, and how a host answers them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol, runtime_checkable

import attrs

from peersupport.dates import Period
from peersupport.decisions import Decision
from peersupport.facts import CORE_FACTS
from peersupport.findings import Outcome
from peersupport.programmes.host import Host
from peersupport.programmes.places import runs_at
from peersupport.records.case import Case
from peersupport.rules.facts import Audience, Fact
from peersupport.rules.structure import criteria_of, facts_of
from peersupport.testing.choices import Choices
from peersupport.testing.strategies.families import cases
from peersupport.testing.strategies.nearby import near
from peersupport.truth import Truth


class Question(Protocol):
    """Something that is missing."""

    @property
    def question(self) -> str:
        """How it is asked for."""
        ...


class EligibilityAnswer(Protocol):
    """What laws read of an answer; `Decision` has it."""

    @property
    def outcome(self) -> Outcome:
        """Yes, no, or not to be told yet."""
        ...

    @property
    def determining(self) -> Sequence[str]:
        """The names of the rules that made it so."""
        ...

    @property
    def missing(self) -> Sequence[Question]:
        """What to ask, where it cannot be told yet."""
        ...


@runtime_checkable
class TellsRules(Protocol):
    """An answer that tells what each rule came to, and not only all of them together; `Decision` does."""

    @property
    def truths(self) -> Mapping[str, Truth]:
        """By the rule's name."""
        ...


@runtime_checkable
class EligibilityService(Protocol):
    """Whoever says which offers a family may join: all that most laws of eligibility need."""

    def offers(self) -> Sequence[str]:
        """The names of the offers that one may ask about."""
        ...

    def decide(self, offer: str, case: Case, on: date) -> EligibilityAnswer:
        """May she join this offer on this day?"""
        ...


@runtime_checkable
class DrawsCases(Protocol):
    """A service that knows which cases are worth asking about; others are asked about any."""

    def draw_case(self, offer: str, choices: Choices, on: date) -> Case:
        """A case for an offer, by choices."""
        ...


@runtime_checkable
class HasPeriods(Protocol):
    """A service whose offers begin and end."""

    def runs(self, offer: str) -> Period:
        """When the offer is there to be joined."""
        ...


@runtime_checkable
class Explains(Protocol):
    """A service that tells an answer to several readers, not all of whom may see everything."""

    def explain(self, offer: str, case: Case, on: date, audience: Audience) -> str:
        """All that a reader is given."""
        ...

    def hidden(self, audience: Audience) -> Sequence[str]:
        """Words that stand for what this reader may not see: names and meanings of facts."""
        ...


@attrs.frozen(eq=False)
class HostEligibility:
    """A host as laws of eligibility ask it; an engine's is `HostEligibility(engine.host)`."""

    host: Host

    def offers(self) -> Sequence[str]:
        """The addresses of all offers that judge a case."""
        return self.host.offers()

    def decide(self, offer: str, case: Case, on: date) -> Decision:
        """As `Engine.eligibility` does."""
        return self.host.eligibility(offer, self._site(offer)).decide(case, on)

    def draw_case(self, offer: str, choices: Choices, on: date) -> Case:
        """A case near the rules of the offer; one time in three any, of which much, some or little is recorded."""
        programme, site = self.host.programmes.get(offer.partition("/")[0]), self._site(offer)
        if programme is None:
            return cases.by(choices, on=on)
        if choices.chance(0.65):
            return near.by(choices, host=self.host, offer=offer, site=site, on=on)
        asked = facts_of(criteria_of(self.host.eligibility(offer, site).rules))
        return cases.by(choices, on=on, programmes=[programme], facts=tuple(asked), blank=choices.pick((0.1, 0.3, 0.6)))

    def runs(self, offer: str) -> Period:
        """The time in which both the programme and its site run."""
        programme = offer.partition("/")[0]
        both = (self.host.programmes[programme].runs, runs_at(self.host.sites, programme, self._site(offer)))
        starts = [one.start for one in both if one.start is not None]
        ends = [one.end for one in both if one.end is not None]
        return Period(start=max(starts, default=None), end=min(ends, default=None))

    def explain(self, offer: str, case: Case, on: date, audience: Audience) -> str:
        """Explanation, document and what would change, as one text."""
        decision = self.decide(offer, case, on)
        return f"{decision.explain(audience)}\n{decision.document(audience)}\n{decision.what_would_change(audience)}"

    def hidden(self, audience: Audience) -> Sequence[str]:
        """Names and meanings of the facts that this reader may not see."""
        facts: set[Fact] = {*CORE_FACTS, *self.host.facts.values()}
        return tuple(
            word
            for one in sorted(facts, key=lambda one: one.name)
            if audience not in one.visible_to
            for word in (one.name, one.meaning)
            if word
        )

    def _site(self, offer: str) -> str | None:
        """The first of the programme's sites, where it has several."""
        programme = offer.partition("/")[0]
        return next((str(one.id) for one in self.host.sites if one.programme == programme), None)
