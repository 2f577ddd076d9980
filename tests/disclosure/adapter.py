"""Plain tuples as the library's records, and its decisions as the oracle's answers: for every differential run."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache

from tests.disclosure import forms

from peersupport.dates import ALWAYS
from peersupport.plugin import Programme, Rule, core, prohibit, unknown
from peersupport.policies.disclosure import Disclosure, DisclosureDecision, Register
from peersupport.policies.disclosure.programme_rules import ProgrammeRules
from peersupport.records.consent import (
    Competence,
    ConsentRecord,
    ConsentStatement,
    Party,
    ProxyAuthority,
    RoleHeld,
    StatementKind,
)
from peersupport.records.disclosure import DisclosureRequest, Item
from peersupport.records.identifiers import PersonId, ProgrammeId, StatementId
from peersupport.records.roles import Role
from peersupport.records.vocabulary import Hierarchy, Term, hierarchy

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""A midnight in winter, when London's days are UTC's."""
MICROSECOND = timedelta(microseconds=1)
NEED_TO_KNOW = "safeguarding"
REMEMBERED = 20_000
"""How many records are remembered at the most."""
ROLES = {
    "visitor": Role.COMMUNITY_MOTHER,
    "befriender": Role.PEER_VOLUNTEER,
    "lead": Role.SAFEGUARDING_LEAD,
    "deputy": Role.DEPUTY_SAFEGUARDING_LEAD,
    "co-ordinator": Role.CO_ORDINATOR,
    "health visitor": Role.HEALTH_VISITOR,
    "social worker": Role.SOCIAL_WORKER,
    "police": Role.POLICE,
    "emergency services": Role.EMERGENCY_SERVICES,
}
KINDS = {kind.value: kind for kind in StatementKind}
RULES = Programme(id="mothers", title="Mothers", source="none", runs=ALWAYS)


def instant(number: int) -> datetime:
    """The instant that a whole number stands for, in microseconds."""
    return EPOCH + number * MICROSECOND


def maybe(number: int | None) -> datetime | None:
    """The same for what may not be recorded."""
    return None if number is None else EPOCH + number * MICROSECOND


def given(interval: forms.Interval | None) -> datetime | date | None:
    """An exact instant, or the day that an interval covers."""
    if interval is None:
        return None
    low = instant(interval[0])
    if interval[0] == interval[1]:
        return low
    assert interval[1] - interval[0] == 86_400_000_000 - 1
    assert low.time() == EPOCH.time()
    return low.date()


def party(one: forms.Party | None) -> Party | None:
    """A person or a role."""
    if one is None:
        return None
    return Party(person=PersonId(one.name)) if one.kind == "person" else Party(role=ROLES[one.name])


class Adapter:
    """One world's hierarchies; the name of what is need-to-know there stands for the core's."""

    def __init__(self, world: forms.World) -> None:
        assert len(world.need_to_know) <= 1
        self.need_to_know = next(iter(world.need_to_know), None)
        self.categories = self.hierarchy(world.categories)
        self.purposes = self.hierarchy(world.purposes)
        self.policy = Disclosure(None, self.categories, self.purposes)
        self.made: dict[forms.Statement | forms.Standing, ConsentRecord] = {}

    def name(self, one: str) -> str:
        """A category's name in the library."""
        return NEED_TO_KNOW if one == self.need_to_know else one

    def names(self, given: tuple[str, ...] | None) -> tuple[str, ...] | None:
        """Categories' names in the library."""
        return None if given is None else tuple([self.name(one) for one in given])

    def hierarchy(self, terms: Sequence[forms.Term]) -> Hierarchy:
        """A hierarchy of the library."""
        return hierarchy(
            Term(
                name=self.name(one.name),
                parents=tuple(self.name(parent) for parent in one.parents),
                since=maybe(one.since),
            )
            for one in terms
        )

    def record(self, one: forms.Statement | forms.Standing) -> ConsentRecord:
        """A record of the library; the same one is made once."""
        made = self.made.get(one)
        if made is None:
            if len(self.made) > REMEMBERED:
                self.made.clear()
            made = self.made[one] = self._made(one)
        return made

    def _made(self, one: forms.Statement | forms.Standing) -> ConsentRecord:
        recorded, position = maybe(one.recorded), one.position
        if isinstance(one, forms.Statement):
            return ConsentStatement(
                id=StatementId(one.id),
                kind=KINDS[one.kind],
                subject=PersonId(one.subject),
                giver=PersonId(one.giver),
                given_at=given(one.given),
                start=maybe(one.start),
                end=maybe(one.end),
                sender=party(one.sender),
                recipient=party(one.recipient),
                categories=self.names(one.categories),
                purposes=one.purposes,
                target=None if one.target is None else StatementId(one.target),
                obligations=one.obligations,
                recorded_at=recorded,
                position=position,
            )
        start, person, on = instant(one.start), PersonId(one.person), one.on
        if one.kind == "role":
            return RoleHeld(
                person=person, role=ROLES[one.role], programme=ProgrammeId(one.programme), on=on, start=start,
                recorded_at=recorded, position=position,
            )  # fmt: skip
        if one.kind == "competence":
            return Competence(
                subject=person, purposes=one.purposes, on=on, start=start, recorded_at=recorded, position=position
            )
        return ProxyAuthority(
            subject=PersonId(one.subject), proxy=person, purposes=one.purposes, on=on, start=start,
            recorded_at=recorded, position=position,
        )  # fmt: skip

    def request(self, one: forms.Request) -> DisclosureRequest:
        """A request of the library."""
        return DisclosureRequest(
            subject=PersonId(one.subject),
            sender=None if one.sender is None else PersonId(one.sender),
            recipient=None if one.recipient is None else PersonId(one.recipient),
            items=tuple([Item(category=self.name(item.category), identifying=item.identifies) for item in one.items]),
            purpose=one.purpose,
            at=instant(one.at),
            known_at=one.known,
            programme=ProgrammeId(one.programme),
            anonymised=one.anonymised,
            suspicion=one.suspicion,
            immediate_danger=one.immediate_danger,
        )

    def decide(
        self,
        records: Sequence[forms.Statement | forms.Standing],
        request: forms.Request,
        bars: Sequence[forms.Bar] = (),
    ) -> DisclosureDecision:
        """The library's decision."""
        policy = self.policy
        if bars:
            rules = tuple(bar_rule(bar.rule, self.name(bar.category), bar.fired) for bar in bars)
            policy = Disclosure(ProgrammeRules("mothers", rules, {}), self.categories, self.purposes)
        asked = self.request(request)
        return policy.decide(
            Register([self.record(one) for one in records], asked.subject, self.categories, self.purposes), asked
        )


@cache
def bar_rule(name: str, category: str, fired: bool | None) -> Rule:
    """A programme's rule that bars a category, one that cannot be told to, or one that does not."""
    here = core.disclosure_category.is_in({category})
    criterion = {True: here, None: here & unknown(), False: here & core.disclosure_category.is_not_in({category})}[
        fired
    ]
    (rule,) = RULES.rules(prohibit("X1", criterion, id=name, quote="no"))
    return rule


@cache
def adapter(world: forms.World) -> Adapter:
    """The adapter of a world, once."""
    return Adapter(world)


def answer(decision: DisclosureDecision) -> forms.Answer:
    """A decision as the oracle tells it."""
    return forms.Answer(
        effect=decision.effect.name,
        told=decision.told_places,
        determining=frozenset(one.removeprefix("mothers/") for one in decision.determining),
        obligations=frozenset(decision.obligations),
    )


def engine(
    records: Sequence[forms.Statement | forms.Standing],
    request: forms.Request,
    world: forms.World,
    bars: Sequence[forms.Bar] = (),
) -> forms.Answer:
    """The library's answer, with the oracle's signature."""
    return answer(adapter(world).decide(records, request, bars))
