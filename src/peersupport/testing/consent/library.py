"""The library's own services of consent, as the laws ask them: the core in any world, a real programme by its rules."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import overload

import attrs

from peersupport.errors import Fault
from peersupport.policies.disclosure import Disclosure, DisclosureDecision
from peersupport.policies.disclosure.audit import conflicts, touched_by
from peersupport.policies.disclosure.programme_rules import ProgrammeRules
from peersupport.programmes.host import Host
from peersupport.records.identifiers import PersonId
from peersupport.testing.consent import service
from peersupport.testing.consent.cases import Record
from peersupport.testing.consent.library_rules import programme_rules
from peersupport.testing.consent.service import Conflict, Effect, Reason, Told
from peersupport.testing.consent.translation import EFFECTS, Records, answer, asked, policy_of, request, statement
from peersupport.testing.consent.worlds import PLAIN, world_of
from peersupport.testing.oracle.forms import Answer, Request, Statement, World

LOST = Fault(code="plugin-import", message="a plugin that is expected could not be loaded")


@attrs.frozen(eq=False)
class PolicyService:
    """A disclosure policy: it decides, explains, lists recipients and conflicts, looks back, and remembers."""

    policy: Disclosure
    world: World
    searches_contents: bool = True
    _records: Records = attrs.field(factory=Records, repr=False)

    def decide(self, records: Sequence[Record], request: Request) -> Answer:
        """The policy's answer."""
        return answer(self._decision(records, request), self.world.programme)

    def explain(self, records: Sequence[Record], request: Request) -> Told:
        """The decision's reasons and advice."""
        decision, prefix = self._decision(records, request), f"{self.world.programme}/"
        return Told(
            tuple(
                Reason(one.code, one.item, tuple(name.removeprefix(prefix) for name in one.about), one.unknown)
                for one in decision.reasons
            ),
            decision.advice,
        )

    def effect_for(self, records: Sequence[Record], request: Request, understood: Sequence[str]) -> Effect:
        """The effect for a caller that can meet only these obligations."""
        return EFFECTS[self._decision(records, request).effect_for(understood)]

    def decide_all(self, records: Sequence[Record], requests: Sequence[Request]) -> list[Answer]:
        """The policy's answers to a batch."""
        decided = self.policy.decide_all(self._records.of(records), [request(one) for one in requests])
        return [answer(one, self.world.programme) for one in decided]

    def who_may_receive(self, records: Sequence[Record], asked: Request, people: Sequence[str]) -> dict[str, str]:
        """Those to whom the policy lets it be told."""
        known, candidates = self._records.of(records), map(PersonId, people)
        found = self.policy.who_may_receive(known, request(asked), candidates)
        return {person: effect.name for person, effect in found.items()}

    def what_may_be_told(self, records: Sequence[Record], asked: Request, names: Sequence[str]) -> dict[str, str]:
        """The categories that the policy lets be told."""
        found = self.policy.what_may_be_told(self._records.of(records), request(asked), names)
        return {name: effect.name for name, effect in found.items()}

    def knowing(self, records: Sequence[Record], subject: str) -> Callable[[Request], Answer]:
        """The register of a subject, asked as often as one likes."""
        register = self.policy.register(self._records.of(records), subject)
        return lambda one: answer(self.policy.decide(register, request(one)), self.world.programme)

    def conflicts(self, records: Sequence[Record], subject: str) -> list[Conflict]:
        """The conflicts that the policy lists."""
        listed = conflicts(self.policy, self._records.of(records), subject)
        return [Conflict(one.grant.id, one.refusal.id, asked(one.witness)) for one in listed]

    def touched_by(
        self, records: Sequence[Record], withdrawal: Statement, disclosures: Sequence[Request]
    ) -> list[Request]:
        """The disclosures that the policy says a late withdrawal touches."""
        made = {request(one): one for one in disclosures}
        found = touched_by(
            self.policy, self._records.of(records), statement(withdrawal), [request(one) for one in disclosures]
        )
        return [made[one] for one in found]

    def _decision(self, records: Sequence[Record], asked: Request) -> DisclosureDecision:
        # A list, so that no register that was asked before answers.
        return self.policy.decide(self._records.of(records), request(asked))


@attrs.frozen(eq=False)
class CoreService(PolicyService):
    """The core alone, which takes any world and any rules."""

    def in_world(self, world: World) -> "CoreService":
        """The core with other categories and purposes."""
        return _core(world)

    def ruled_by(self, rules: Sequence[service.Rule]) -> PolicyService:
        """The core under a programme's rules."""
        return self._with(programme_rules(self.world.programme, rules))

    def without_its_plugin(self) -> PolicyService:
        """The core where the plugin of the programme could not be taken."""
        return self._with(ProgrammeRules(self.world.programme, (), {}, (LOST,)))

    def _with(self, rules: ProgrammeRules | None) -> PolicyService:
        policy = Disclosure(rules, self.policy.categories, self.policy.purposes)
        return PolicyService(policy, self.world)


@attrs.frozen(eq=False)
class ProgrammeService(PolicyService):
    """A real programme, with its vocabulary and the rules that it has."""

    @property
    def own_rules(self) -> tuple[str, ...]:
        """The names of the rules in force now."""
        rules = self.policy.rules
        return () if rules is None else tuple(one.name for one in rules.in_force(datetime.now(UTC).date()))


@lru_cache(64)
def _core(world: World) -> CoreService:
    return CoreService(policy_of(world), world)


@overload
def service_of() -> CoreService: ...


@overload
def service_of(host: Host, programme: str, site: str | None = None) -> ProgrammeService: ...


def service_of(host: Host | None = None, programme: str = "", site: str | None = None) -> PolicyService:
    """The library as a service of consent: its core, or a programme of a host with its own vocabulary and rules.

    Raises `UnknownName` for a programme or a site that the host does not have.
    """
    if host is None:
        return _core(PLAIN)
    policy = host.disclosure(programme, site)
    return ProgrammeService(policy, world_of(policy, programme))
