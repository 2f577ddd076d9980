"""May, or must, this be told to that person? The core's floor, the statements, and a programme's rules, together.

A programme's rules can only narrow: they bar single items and add duties, and have no part in what is REQUIRED.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

import attrs

from peersupport._attrs import evolve
from peersupport.days import day_of
from peersupport.errors import RuleError
from peersupport.explanations import Explanation
from peersupport.policies.disclosure.decision import DisclosureDecision, DisclosureEffect
from peersupport.policies.disclosure.programme_rules import FactsRead, Judged, ProgrammeRules
from peersupport.policies.disclosure.register import Register
from peersupport.policies.disclosure.routes import Routes
from peersupport.policies.disclosure.standing import Moment, StandingFile
from peersupport.policies.disclosure.telling import Decided, told_to
from peersupport.policies.disclosure.verdicts import Verdict
from peersupport.records.consent import ConsentRecord
from peersupport.records.disclosure import UNDATED, DisclosureRequest, Item, ProposedDisclosure
from peersupport.records.identifiers import PersonId
from peersupport.records.roles import Role
from peersupport.records.vocabulary import CATEGORIES, PURPOSES, Hierarchy, hierarchy_document
from peersupport.rules.document import Json
from peersupport.rules.facts import AskedOf, Audience, audience_of
from peersupport.rules.structure import criteria_of, facts_of

Records = Register | Iterable[ConsentRecord]
"""A subject's register, or the records to make one from."""


@attrs.frozen(eq=False)
class Disclosure:
    """How disclosures are decided: in a programme, by its rules, or by the core alone. Pure.

    The same records, request and rules always give the same decision, in whatever order they come.
    """

    rules: ProgrammeRules | None = None
    categories: Hierarchy = CATEGORIES
    purposes: Hierarchy = PURPOSES

    def register(self, records: Records, subject: str) -> Register:
        """The register of a subject. Raises `RuleError` where one is handed over that is another subject's."""
        if not isinstance(records, Register):
            return Register(records, subject, self.categories, self.purposes)
        if records.subject != subject:
            raise RuleError("this is another subject's register", code="register-subject")
        return records

    def decide(
        self, records: Records, request: DisclosureRequest, read: Sequence[FactsRead] | None = None
    ) -> DisclosureDecision:
        """PERMIT, DENY or REQUIRED, with what determined it. `read` are the items' facts, worked out earlier.

        Raises `RuleError` for a request without an instant.
        """
        if request.at is UNDATED:
            raise RuleError("the request does not say when", code="request-undated", help="give `at`, in UTC")
        asked = self.register(records, request.subject)
        verdicts = tuple(
            [
                asked.verdict(
                    request.sender, request.recipient, request.programme, request.purpose, item.category, request.at,
                    request.known_at,
                )
                for item in request.items
            ]
        )  # fmt: skip
        if self.rules is None and not (request.suspicion or request.anonymised or request.immediate_danger):
            return DisclosureDecision(request, verdicts)
        judged = self._judged(asked, request, verdicts, read)
        routes = Routes(asked, request)
        barred = [bool(one.bars) for one in judged]
        return DisclosureDecision(
            request,
            verdicts,
            routes=tuple([routes.of(item, barred[place]) for place, item in enumerate(request.items)]),
            bars=tuple(bar for one in judged for bar in one.bars),
            owed=tuple(owed for one in judged for owed in one.owed),
            untold=tuple(sorted({name for one in judged for name in one.untold})),
            found=routes.found,
            supporter=routes.supporter,
        )

    def read(self, records: Records, request: DisclosureRequest) -> tuple[FactsRead, ...]:
        """The facts that plugins bring, worked out for each item: the part of a decision that runs their code."""
        if self.rules is None:
            return ()
        rules, asked = self.rules, self.register(records, request.subject)
        return tuple(rules.read(one) for one in proposed(asked, request))

    def recorded_rules(self, now: datetime) -> Json:
        """The rules in force, what they read, and the vocabulary, as JSON that a replay needs instead of plugins."""
        return {
            "kind": "disclosure",
            "rules": None if self.rules is None else self.rules.recorded(day_of(now)),
            "categories": hierarchy_document(self.categories),
            "purposes": hierarchy_document(self.purposes),
        }

    def recorded(self, records: Records, request: DisclosureRequest, read: Sequence[FactsRead]) -> list[Json]:
        """What the rules read of each item, as JSON."""
        if self.rules is None:
            return []
        rules = self.rules
        items = proposed(self.register(records, request.subject), request)
        return [rules.recorded_values(one, facts) for one, facts in zip(items, read, strict=True)]

    def explain(self, decided: Decided, audience: Audience | str = Audience.CO_ORDINATOR) -> Explanation:
        """A decision, made now or recorded, told to a participant, supporter, co-ordinator or auditor."""
        rules = () if self.rules is None else self.rules.rules
        reader = audience_of(audience)
        quotations = {
            rule.name: rule.citation.quotation
            for rule in rules
            if all(reader in one.visible_to for one in facts_of(criteria_of([rule])))
        }
        questions = {
            one.name: one.question or f"Is it so that {one.meaning}?"
            for one in facts_of(criteria_of(rules))
            if reader in one.visible_to and (reader is not Audience.PARTICIPANT or one.asked_of is AskedOf.PARTICIPANT)
        }
        return told_to(decided, reader, quotations, questions)

    def who_may_receive(
        self, records: Records, request: DisclosureRequest, candidates: Iterable[PersonId]
    ) -> dict[PersonId, DisclosureEffect]:
        """Those of the candidates to whom the request's items may (PERMIT) or must (REQUIRED) be told, and which."""
        asked = self.register(records, request.subject)
        decided = {one: self.decide(asked, evolve(request, recipient=one)).effect for one in candidates}
        return {one: effect for one, effect in decided.items() if effect is not DisclosureEffect.DENY}

    def what_may_be_told(
        self, records: Records, request: DisclosureRequest, categories: Iterable[str] | None = None
    ) -> dict[str, DisclosureEffect]:
        """The categories (None: all there are) of which an identifying item alone may, or must, be told."""
        asked = self.register(records, request.subject)
        names = self.categories.terms if categories is None else categories
        decided = {
            name: self.decide(asked, evolve(request, items=(Item(category=name, identifying=True),))).effect
            for name in names
        }
        return {name: effect for name, effect in decided.items() if effect is not DisclosureEffect.DENY}

    def decide_all(self, records: Records, requests: Sequence[DisclosureRequest]) -> tuple[DisclosureDecision, ...]:
        """Each request decided by itself, in order; they may be about several subjects."""
        given = records if isinstance(records, Register) else tuple(records)
        registers: dict[str, Register] = {}
        for one in requests:
            if one.subject not in registers:
                registers[one.subject] = self.register(given, one.subject)
        return tuple(self.decide(registers[one.subject], one) for one in requests)

    def _judged(
        self,
        asked: Register,
        request: DisclosureRequest,
        verdicts: Sequence[Verdict],
        read: Sequence[FactsRead] | None,
    ) -> list[Judged]:
        if self.rules is None:
            return [NOTHING_SAID] * len(verdicts)
        rules = self.rules
        return [
            rules.judge(place, one, None if read is None else read[place])
            for place, one in enumerate(proposed(asked, request, verdicts))
        ]


NOTHING_SAID = Judged(bars=(), owed=(), untold=())
CORE = Disclosure()
"""The core alone: its floor and the statements."""


def decide(records: Records, request: DisclosureRequest) -> DisclosureDecision:
    """Decide by the core alone, without a programme's rules."""
    return CORE.decide(records, request)


def proposed(
    asked: Register, request: DisclosureRequest, verdicts: Sequence[Verdict] | None = None
) -> list[ProposedDisclosure]:
    """Each item as a programme's rules see it."""
    given = verdicts if verdicts is not None else [
        asked.verdict(
            request.sender, request.recipient, request.programme, request.purpose, item.category, request.at,
            request.known_at,
        )
        for item in request.items
    ]  # fmt: skip
    moment = Moment(request.at, request.known_at)
    sender = _roles(asked.standing_file(), request.sender, request.programme, moment)
    recipient = _roles(asked.standing_file(), request.recipient, request.programme, moment)
    return [
        ProposedDisclosure(
            request=evolve(request, items=(evolve(item, content=None),), known_names=()),
            item=evolve(item, content=None),
            agreed=True if verdict.grants else None if verdict.doubts else False,
            sender_roles=sender[0],
            sender_may_hold=sender[1],
            recipient_roles=recipient[0],
            recipient_may_hold=recipient[1],
        )
        for item, verdict in zip(request.items, given, strict=True)
    ]


def _roles(
    standing: StandingFile, person: str | None, programme: str, moment: Moment
) -> tuple[frozenset[Role], frozenset[Role]]:
    """The roles that somebody surely holds, and those that she may hold."""
    if person is None:
        return frozenset(), frozenset(Role)
    held = {role: standing.holds(person, programme, (role,), moment) for role in Role}
    return (
        frozenset(role for role, holds in held.items() if holds is True),
        frozenset(role for role, holds in held.items() if holds is None),
    )
