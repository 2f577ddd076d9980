"""Two releases of the library that take turns on one ledger: each reads what the other wrote."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar, Protocol

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from peersupport.records.codec import document_of
from peersupport.records.consent import Competence, ConsentStatement, StatementKind
from peersupport.records.disclosure import DisclosureRequest, Item
from peersupport.records.identifiers import ConcernId, PersonId, ProgrammeId, StatementId
from peersupport.records.roles import Role
from peersupport.records.safeguarding import Concern, ProfessionalAction
from peersupport.testing.laws.law import must
from peersupport.testing.machines.consent import ANNA, CATEGORY, HOUR, NURSE, PURPOSE, SCOPE, VISITOR
from peersupport.testing.services.ledgers import Clock

turns = st.integers(0, 1)


class Asked(Protocol):
    """A release that answers commands: `testing.services.releases.ReleaseProcess`."""

    def ask(self, command: dict[str, Any]) -> Any:
        """What it answers."""
        ...


class ReleasesByTurns(RuleBasedStateMachine):
    """Statements, disclosures, concerns and action, each written by one of two releases into one ledger file.

    After every step both must read the same of it, each decision must come out the same when either makes it again, the
    chain must verify for both, and what was read before must be read as it was.
    """

    releases: ClassVar[tuple[Asked, Asked]]
    """The two releases: give them in a subclass."""
    programme: ClassVar[str] = "young-parents-connect"
    """One that adds no rules of its own on what may be told."""

    def __init__(self) -> None:
        super().__init__()
        self.clock, self.count = Clock(), 0
        self.folder = TemporaryDirectory(prefix="peersupport-")
        self.place = str(Path(self.folder.name) / "ledger.db")
        self.before: dict[str, list[Any]] = {}
        self.raised: list[ConcernId] = []
        able = Competence(subject=ANNA, purposes=(PURPOSE,), on=True, start=self.clock.now - HOUR)
        self._ask(0, "record", kind="Competence", record=document_of(able))

    def teardown(self) -> None:
        """Take the ledger away."""
        self.folder.cleanup()

    @rule(by=turns, hours=st.none() | st.integers(1, 5))
    def agree(self, by: int, hours: int | None) -> None:
        """She agrees."""
        end = None if hours is None else self.clock.now + hours * HOUR
        self._said(by, "record", StatementKind.GRANT, end=end, **SCOPE)

    @rule(by=turns)
    def refuse(self, by: int) -> None:
        """She refuses."""
        self._said(by, "record", StatementKind.REFUSAL, **SCOPE)

    @rule(by=turns)
    def withdraw(self, by: int) -> None:
        """She withdraws whatever she agreed to."""
        self._said(by, "withdraw", StatementKind.WITHDRAWAL)

    @rule(by=turns, suspicion=st.booleans())
    def disclose(self, by: int, suspicion: bool) -> None:
        """Something is to be told; asked of the other with the same key, the answer is that which was given."""
        self.count += 1
        request = DisclosureRequest(
            subject=ANNA,
            sender=VISITOR,
            recipient=NURSE,
            items=(Item(category=CATEGORY, identifying=True),),
            purpose=PURPOSE,
            programme=ProgrammeId(self.programme),
            suspicion=suspicion,
        )
        asked = {"record": document_of(request), "key": f"key-{self.count}"}
        given, again = (self._ask(one, "disclose", **asked) for one in (by, 1 - by))
        must(given == again, f"one release answered {given}, and the other {again} with the same key")

    @rule(by=turns)
    def raise_concern(self, by: int) -> None:
        """Somebody raises a concern."""
        self.count += 1
        concern = Concern(id=ConcernId(f"concern-{self.count}"), subject=ANNA, note="seen")
        must(self._ask(by, "concern", record=document_of(concern)) is True, "its duty is not open")
        self.raised.append(concern.id)

    @rule(by=turns)
    def act(self, by: int) -> None:
        """The co-ordinator acts on the last one."""
        if self.raised:
            action = ProfessionalAction(taken_at=self.clock.now, by_role=Role.CO_ORDINATOR, what="called")
            asked = {"record": document_of(action), "concern": self.raised[-1]}
            must(self._ask(by, "act", **asked) is False, "its duty is still open")

    @rule(by=turns, other=turns)
    def try_again(self, by: int, other: int) -> None:
        """The same statement twice, by either: recorded once, and both are given the same."""
        self.count += 1
        made = self._statement(StatementKind.GRANT, **SCOPE)
        given = [self._ask(one, "record", kind="ConsentStatement", record=document_of(made)) for one in (by, other)]
        must(given[0] == given[1], "trying again gives another record")

    @invariant()
    def both_read_the_same(self) -> None:
        """All of it, and what was read before as it was."""
        one, other = (self._ask(which, "all", participant=ANNA, programme=self.programme) for which in (0, 1))
        differing = [name for name in one if one[name] != other.get(name)]
        must(one == other, f"the releases read different {', '.join(differing)}")
        must(one["intact"] is True, "the chain does not verify")
        must(all(not difference for _, difference in one["replayed"]), "a decision made again is another one")
        for name in ("consent", "disclosures"):
            seen = self.before.get(name, [])
            must(one[name][: len(seen)] == seen, f"what was read before of {name} has changed")
            self.before[name] = one[name]

    def _said(self, by: int, do: str, kind: StatementKind, **more: object) -> None:
        made = self._statement(kind, **more)
        answer = self._ask(by, do, kind="ConsentStatement", record=document_of(made))
        must("error" not in answer, f"it was not recorded: {answer}")

    def _statement(self, kind: StatementKind, **more: object) -> ConsentStatement:
        self.count += 1
        name = StatementId(f"{kind.value}-{self.count}")
        return ConsentStatement(id=name, kind=kind, subject=ANNA, giver=PersonId(ANNA), **more)  # type: ignore[arg-type]

    def _ask(self, by: int, do: str, **given: object) -> Any:
        self.clock.wait(timedelta(minutes=1))
        common = {"do": do, "place": self.place, "now": self.clock.now.isoformat(), "participant": ANNA}
        return self.releases[by].ask({**common, **given})
