"""Clause 4: what the statements say to one question at one instant. Short and complete; `register.py` makes it fast."""

from collections.abc import Iterable, Sequence

import attrs

from peersupport._attrs import frozen
from peersupport.policies.disclosure.standing import Moment, StandingFile
from peersupport.policies.disclosure.statements import Dated, Question, covers, names_person, touches
from peersupport.records.consent import Party
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


@attrs.frozen(eq=False)
class Judge:
    """One question, with the statements that are not surely beside it, and the standing of its parties."""

    question: Question
    grants: Sequence[Dated]
    refusals: Sequence[Dated]
    withdrawals: Sequence[Dated]
    standing: StandingFile
    categories: Hierarchy
    purposes: Hierarchy

    def verdict(self, moment: Moment) -> Verdict:
        """What the statements say at a moment, in whatever order they were given."""
        live: set[str] = set()
        ended: set[str] = set()
        refused: set[str] = set()
        doubts: dict[str, Doubt] = {}
        obligations: set[str] = set()
        for one in self.grants:
            unknown = _unknown(self.grant_parts(one, moment))
            if unknown is None:
                continue
            if unknown:
                doubts[one.statement.id] = Doubt(statement=one.statement.id, unknown=unknown)
                continue
            enders = [each.statement.id for each in self.withdrawals if self.ends(each, one, moment)]
            if enders:
                ended.update(enders)
            else:
                live.add(one.statement.id)
                obligations.update(one.statement.obligations)
        for one in self.refusals:
            unknown = _unknown(self.refusal_parts(one, moment))
            if unknown is None or self.lifted(one, moment):
                continue
            refused.add(one.statement.id)
            if unknown:
                doubts[one.statement.id] = Doubt(statement=one.statement.id, unknown=unknown)
        return Verdict(
            grants=tuple(sorted(live)),
            refusals=tuple(sorted(refused)),
            withdrawals=tuple(sorted(ended)),
            doubts=tuple(doubts[name] for name in sorted(doubts)),
            obligations=tuple(sorted(obligations)),
        )

    def grant_parts(self, one: Dated, moment: Moment) -> Iterable[Part]:
        """All that must surely be true for a grant to count, withdrawals aside."""
        at, said = moment.at, one.statement
        yield "purposes", covers(said.purposes, self.question.purpose, self.purposes, one.given_low)
        yield "categories", covers(said.categories, self.question.category, self.categories, one.given_low)
        yield "recorded", moment.recorded_before(said)
        yield "given", True if one.given_high < at else False if one.given_low >= at else None
        yield "start", True if one.start_high <= at else False if one.start_low > at else None
        yield "end", one.end is None or at < one.end
        yield "sender", self._is(said.sender, self.question.sender, moment)
        yield "recipient", self._is(said.recipient, self.question.recipient, moment)
        yield "authority", self._authority(one, moment)

    def refusal_parts(self, one: Dated, moment: Moment) -> Iterable[Part]:
        """All of which none may surely be false for a refusal to apply."""
        at, said = moment.at, one.statement
        yield "purposes", touches(said.purposes, self.question.purpose, self.purposes)
        yield "categories", touches(said.categories, self.question.category, self.categories)
        yield "recorded", moment.knows(said)
        yield "start", True if one.start_high <= at else False if one.start_low > at else None
        yield "end", one.end is None or at < one.end
        yield "sender", self._is(said.sender, self.question.sender, moment)
        yield "recipient", self._is(said.recipient, self.question.recipient, moment)
        yield "authority", said.giver == self.standing.subject or self._proxy(one, moment)

    def ends(self, one: Dated, grant: Dated, moment: Moment) -> bool:
        """Whether a withdrawal ends a grant for this question: it does unless it surely does not."""
        said = one.statement
        if said.target is not None and said.target != grant.statement.id:
            return False
        if one.begins_low > moment.at or grant.given_low > one.begins_high or moment.knows(said) is False:
            return False
        if said.giver != self.standing.subject and self._proxy(one, moment) is False:
            return False
        return (
            (said.categories is None or touches(said.categories, self.question.category, self.categories) is not False)
            and (said.purposes is None or touches(said.purposes, self.question.purpose, self.purposes) is not False)
            and self._is(said.sender, self.question.sender, moment) is not False
            and self._is(said.recipient, self.question.recipient, moment) is not False
        )

    def lifted(self, refusal: Dated, moment: Moment) -> bool:
        """Whether a refusal was surely lifted, strictly before and by somebody who may (reading 10)."""
        return any(
            one.statement.target == refusal.statement.id and self._lifts(one, refusal.statement.giver, moment)
            for one in self.withdrawals
        )

    def _lifts(self, one: Dated, refused_by: str, moment: Moment) -> bool:
        said, subject = one.statement, self.standing.subject
        if said.giver != subject and (refused_by == subject or said.giver != refused_by):
            return False
        if not moment.recorded_before(said) or one.given_high >= moment.at or one.begins_high > moment.at:
            return False
        terms = (
            (said.categories, self.question.category, self.categories),
            (said.purposes, self.question.purpose, self.purposes),
        )
        parties = ((said.sender, self.question.sender), (said.recipient, self.question.recipient))
        return (
            all(names is None or covers(names, name, within, None) for names, name, within in terms)
            and all(party is None or self._is(party, person, moment) for party, person in parties)
            and self._authority(one, moment) is True
        )

    def _is(self, party: Party | None, person: str | None, moment: Moment) -> bool | None:
        if party is None or person is None:
            return None
        if party.role is None:
            return names_person(party, person)
        return self.standing.holds(person, self.question.programme, (party.role,), moment)

    def _authority(self, one: Dated, moment: Moment) -> bool | None:
        """Whether the giver might decide: the subject when competent, a proxy when authorised and she is not."""
        if one.statement.giver != self.standing.subject:
            return self._proxy(one, moment)
        return self.standing.competent(self.question.purpose, one.given_low, one.given_high, moment)

    def _proxy(self, one: Dated, moment: Moment) -> bool | None:
        low, high, purpose = one.given_low, one.given_high, self.question.purpose
        competent = self.standing.competent(purpose, low, high, moment)
        if competent is True:
            return False
        authorised = self.standing.authorised(one.statement.giver, purpose, low, high, moment)
        if authorised is False:
            return False
        return True if authorised and competent is False else None


def _unknown(parts: Iterable[Part]) -> tuple[str, ...] | None:
    """What is untold of a statement; None where something surely excludes it. Parts after that are not worked out."""
    unknown: list[str] = []
    for name, holds in parts:
        if holds is False:
            return None
        if holds is None:
            unknown.append(name)
    return tuple(unknown)
