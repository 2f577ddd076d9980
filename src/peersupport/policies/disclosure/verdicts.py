"""Clause 4: what the statements say to one question at one instant. Short and complete; `register.py` makes it fast."""

from collections.abc import Iterable, Sequence

import attrs

from peersupport._attrs import frozen
from peersupport.policies.disclosure.standing import Moment, StandingFile
from peersupport.policies.disclosure.statements import Dated, Question, covers, names_person, touches
from peersupport.records.consent import Party
from peersupport.records.roles import Role
from peersupport.records.vocabulary import Hierarchy


@frozen
class Doubt:
    """A statement that cannot be told to apply or not, and what is not known of it."""

    statement: str
    unknown: tuple[str, ...]


@attrs.frozen(eq=False)
class Verdict:
    """What the statements say: the ids of live grants, of refusals that apply, of the withdrawals that ended grants
    which would otherwise live; and what could not be told. Each sorted, without repetition."""

    grants: tuple[str, ...]
    refusals: tuple[str, ...]
    withdrawals: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    obligations: tuple[str, ...]

    @property
    def permitted(self) -> bool:
        """Whether a grant lives and no refusal applies."""
        return bool(self.grants) and not self.refusals

    @property
    def determining(self) -> tuple[str, ...]:
        """The ids that decided: the refusals, else the live grants, else the withdrawals."""
        return self.refusals or self.grants or self.withdrawals


Part = tuple[str, bool | None]
"""A condition by the name of what it reads, and whether it holds."""


@attrs.frozen(eq=False, repr=False)
class Near:
    """One question, with the statements that are not surely beside it, and the standing of its parties."""

    question: Question
    grants: Sequence[Dated]
    refusals: Sequence[Dated]
    withdrawals: Sequence[Dated]
    standing: StandingFile
    categories: Hierarchy
    purposes: Hierarchy


class Judge:
    """One question at one moment. Roles are read once, however many statements name them."""

    __slots__ = ("categories", "held", "moment", "near", "purposes", "question", "standing")

    def __init__(self, near: Near, moment: Moment) -> None:
        self.near, self.moment = near, moment
        self.question, self.standing = near.question, near.standing
        self.categories, self.purposes = near.categories, near.purposes
        self.held: dict[tuple[str, Role], bool | None] = {}

    def verdict(self) -> Verdict:
        """What the statements say, in whatever order they were given."""
        live: set[str] = set()
        ended: set[str] = set()
        refused: set[str] = set()
        doubts: dict[str, Doubt] = {}
        obligations: set[str] = set()
        for one in self.near.grants:
            unknown = _unknown(self.grant_parts(one))
            if unknown is None:
                continue
            if unknown:
                doubts[one.statement.id] = Doubt(statement=one.statement.id, unknown=unknown)
                continue
            enders = [each.statement.id for each in self.near.withdrawals if self.ends(each, one)]
            if enders:
                ended.update(enders)
            else:
                live.add(one.statement.id)
                obligations.update(one.statement.obligations)
        for one in self.near.refusals:
            unknown = _unknown(self.refusal_parts(one))
            if unknown is None or self.lifted(one):
                continue
            refused.add(one.statement.id)
            if unknown:
                doubts[one.statement.id] = Doubt(statement=one.statement.id, unknown=unknown)
        return Verdict(
            grants=tuple(sorted(live)),
            refusals=tuple(sorted(refused)),
            withdrawals=tuple(sorted(ended)),
            doubts=tuple([doubts[name] for name in sorted(doubts)]),
            obligations=tuple(sorted(obligations)),
        )

    def grant_parts(self, one: Dated) -> Iterable[Part]:
        """All that must surely be true for a grant to count, withdrawals aside."""
        at, said = self.moment.at, one.statement
        yield "recorded", self.moment.recorded_before(said)
        yield "given", True if one.given_high < at else False if one.given_low >= at else None
        yield "start", True if one.start_high <= at else False if one.start_low > at else None
        yield "end", one.end is None or at < one.end
        yield "sender", self._is(said.sender, self.question.sender)
        yield "recipient", self._is(said.recipient, self.question.recipient)
        yield "purposes", covers(said.purposes, self.question.purpose, self.purposes, one.given_low)
        yield "categories", covers(said.categories, self.question.category, self.categories, one.given_low)
        yield self._giver(one), self._authority(one)

    def refusal_parts(self, one: Dated) -> Iterable[Part]:
        """All of which none may surely be false for a refusal to apply."""
        at, said = self.moment.at, one.statement
        yield "recorded", self.moment.knows(said)
        yield "start", True if one.start_high <= at else False if one.start_low > at else None
        yield "end", one.end is None or at < one.end
        yield "sender", self._is(said.sender, self.question.sender)
        yield "recipient", self._is(said.recipient, self.question.recipient)
        yield "purposes", touches(said.purposes, self.question.purpose, self.purposes)
        yield "categories", touches(said.categories, self.question.category, self.categories)
        yield self._giver(one), said.giver == self.standing.subject or self._proxy(one)

    def ends(self, one: Dated, grant: Dated) -> bool:
        """Whether a withdrawal ends a grant for this question: it does unless it surely does not."""
        said = one.statement
        if said.target is not None and said.target != grant.statement.id:
            return False
        if one.begins_low > self.moment.at or grant.given_low > one.begins_high or self.moment.knows(said) is False:
            return False
        if said.giver != self.standing.subject and self._proxy(one) is False:
            return False
        return (
            touches(said.categories, self.question.category, self.categories) is not False
            and touches(said.purposes, self.question.purpose, self.purposes) is not False
            and self._is(said.sender, self.question.sender) is not False
            and self._is(said.recipient, self.question.recipient) is not False
        )

    def lifted(self, refusal: Dated) -> bool:
        """Whether a refusal was surely lifted, strictly before and by somebody who may (reading 10)."""
        return any(
            one.statement.target == refusal.statement.id
            and refusal.given_high <= one.begins_low
            and self._lifts(one, refusal.statement.giver)
            for one in self.near.withdrawals
        )

    def _lifts(self, one: Dated, refused_by: str) -> bool:
        said, subject = one.statement, self.standing.subject
        if said.giver != subject and (refused_by == subject or said.giver != refused_by):
            return False
        if (
            not self.moment.recorded_before(said)
            or one.given_high >= self.moment.at
            or one.begins_high > self.moment.at
        ):
            return False
        terms = (
            (said.categories, self.question.category, self.categories),
            (said.purposes, self.question.purpose, self.purposes),
        )
        parties = ((said.sender, self.question.sender), (said.recipient, self.question.recipient))
        return (
            all(names is None or covers(names, name, within, None) for names, name, within in terms)
            and all(party is None or self._is(party, person) for party, person in parties)
            and self._authority(one) is True
        )

    def _is(self, party: Party | None, person: str | None) -> bool | None:
        if party is None or person is None:
            return None
        if party.role is None:
            return names_person(party, person)
        key = (person, party.role)
        if key not in self.held:
            self.held[key] = self.standing.holds(person, self.question.programme, (party.role,), self.moment)
        return self.held[key]

    def _giver(self, one: Dated) -> str:
        """What the giver's authority rests on: her own competence, or that of a proxy."""
        return "competence" if one.statement.giver == self.standing.subject else "proxy"

    def _authority(self, one: Dated) -> bool | None:
        """Whether the giver might decide: the subject when competent, a proxy when authorised and she is not."""
        if one.statement.giver != self.standing.subject:
            return self._proxy(one)
        return self.standing.competent(self.question.purpose, one.given_low, one.given_high, self.moment)

    def _proxy(self, one: Dated) -> bool | None:
        giver, purpose = one.statement.giver, self.question.purpose
        return self.standing.decides_for(giver, purpose, one.given_low, one.given_high, self.moment)


def _unknown(parts: Iterable[Part]) -> tuple[str, ...] | None:
    """What is untold of a statement; None where something surely excludes it. Parts after that are not worked out."""
    unknown: list[str] = []
    for name, holds in parts:
        if holds is False:
            return None
        if holds is None:
            unknown.append(name)
    return tuple(unknown)
