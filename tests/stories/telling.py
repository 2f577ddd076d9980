"""What the stories share: a service with its sites and a ledger, a clock that the story sets, and a cast."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from peersupport import (
    Audience,
    Competence,
    ConsentStatement,
    Decision,
    DisclosureEffect,
    DisclosureRequest,
    Engine,
    Host,
    Item,
    Party,
    PersonId,
    ProgrammeId,
    Role,
    RoleHeld,
    StatementId,
    StatementKind,
    memory_ledger,
)
from peersupport.engine.logged import LoggedDisclosure
from peersupport.interop.activity import read_activity
from peersupport.interop.site_files import read_sites
from peersupport.policies.boundaries import BoundaryDecision
from peersupport.policies.schedule import Due, by_urgency
from peersupport.records.acts import Act
from peersupport.records.case import Case
from peersupport.reports.making import make_report
from peersupport.reports.model import Report
from peersupport.rules.reporting import ReportKind

EXAMPLES = Path(__file__).parents[2] / "examples"
ANNA = PersonId("anna")
BEGUN = datetime(2025, 1, 1, tzinfo=UTC)
AUDIENCES = (Audience.PARTICIPANT, Audience.SUPPORTER, Audience.CO_ORDINATOR)


class Service:
    """One programme at its example site, and the people in the story. Each look at the clock takes a second."""

    def __init__(self, programme: str, cast: Mapping[PersonId, Role], on: date) -> None:
        self.programme = ProgrammeId(programme)
        self.at = datetime.combine(on, time(9), UTC)
        host = Host.load(sites=read_sites(EXAMPLES / "sites"))
        self.engine = Engine(host, ledger=memory_ledger(self.now), now=self.now)
        self.engine.record(Competence(subject=ANNA, purposes=("care", "advice"), on=True, start=BEGUN))
        for person, role in cast.items():
            self.engine.record(RoleHeld(person=person, role=role, programme=self.programme, on=True, start=BEGUN))

    def now(self) -> datetime:
        """The instant now."""
        self.at += timedelta(seconds=1)
        return self.at

    def move_to(self, day: date) -> date:
        """The story goes on, on another day."""
        self.at = datetime.combine(day, time(9), UTC)
        return day

    @property
    def today(self) -> date:
        """The day on which the story is."""
        return self.at.date()

    def join(self, case: Case, offer: str = "") -> Decision:
        """May she join, today?"""
        return self.engine.eligibility(case, f"{self.programme}/{offer}" if offer else self.programme, on=self.today)

    def agree(self, name: str, sender: Party, recipient: Party, *categories: str, purpose: str = "care") -> None:
        """Anna agrees that this may be told."""
        self.engine.record(
            ConsentStatement(
                id=StatementId(name),
                kind=StatementKind.GRANT,
                subject=ANNA,
                giver=ANNA,
                sender=sender,
                recipient=recipient,
                categories=categories,
                purposes=(purpose,),
            )
        )

    def tell(
        self,
        sender: PersonId,
        recipient: PersonId,
        *categories: str,
        purpose: str,
        harm: bool = False,
        anonymised: bool | None = None,
    ) -> LoggedDisclosure:
        """Somebody is about to tell somebody something about Anna."""
        identifying = anonymised is not True
        return self.engine.disclose(
            DisclosureRequest(
                subject=ANNA,
                sender=sender,
                recipient=recipient,
                items=tuple(Item(category=one, identifying=identifying) for one in categories),
                purpose=purpose,
                programme=self.programme,
                suspicion=harm,
                anonymised=anonymised,
            ),
            key=f"{self.at.isoformat()} {sender} {recipient} {categories}",
        )

    def may(self, act: Act) -> BoundaryDecision:
        """May, or must, this be done today?"""
        return self.engine.host.boundaries(self.programme).decide(act, self.today)

    def report(self, kind: ReportKind, start: date, end: date, *cases: Case) -> Report:
        """A report of the programme with its example activity, which names nobody, of these families alone."""
        activity = read_activity(EXAMPLES / "activity" / f"{self.programme}.json")
        made = make_report(self.engine.host, kind, self.programme, start, end, cases, activity=activity)
        assert str(ANNA) not in str(made.document())
        return made

    def due(self, case: Case) -> dict[str, Due]:
        """What is due with her today, by the schedule's id; of several, the most urgent."""
        found: dict[str, Due] = {}
        for one in by_urgency(self.engine.host.schedule(self.programme).of_case(case, self.today)):
            found.setdefault(one.schedule.partition("/")[2], one)
        return found


def told(decision: Decision) -> dict[str, str]:
    """What each reader is told of a decision, as text and as JSON."""
    return {one.value: f"{decision.explain(one)}\n{decision.document(one)}" for one in AUDIENCES}


PERMIT, DENY, REQUIRED = DisclosureEffect.PERMIT, DisclosureEffect.DENY, DisclosureEffect.REQUIRED
