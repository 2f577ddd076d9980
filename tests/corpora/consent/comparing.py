"""What every comparison shares: an example in the engine's words, the questions put to it, what was written down.

Other languages have no sender, no instant of recording, no competence and no role register. These are supplied, the
same for every example and so that nothing hinges on them: roles and competence recorded on `LONG_AGO`, a statement
recorded as soon as it was surely given.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path

from peersupport.policies.disclosure import Disclosure, DisclosureEffect, register
from peersupport.records.consent import Competence, ConsentRecord, ProxyAuthority, RoleHeld
from peersupport.records.disclosure import DisclosureRequest, Item
from peersupport.records.identifiers import PersonId, ProgrammeId
from peersupport.records.roles import Role
from peersupport.records.vocabulary import Term, hierarchy

HERE = Path(__file__).parent
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)
PROGRAMME = ProgrammeId("elsewhere")
PERMIT, DENY, NONE = "permit", "deny", "none"
"""`none` is that nothing permits and nothing forbids: there no rule is active, here there is no consent."""
VERDICTS = ("agree", "differ", "not expressible")


class NotExpressibleError(Exception):
    """What an example says that the engine has no words for; `code` None: only its narrative says so."""

    def __init__(self, code: str | None) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Question:
    """One request, and the answer that the example expects."""

    sender: str
    recipient: str
    category: str
    purpose: str
    at: datetime
    there: str


@dataclass(frozen=True)
class Translated:
    """An example in the engine's words. Parents say what each category and purpose lies under."""

    subject: str
    records: tuple[ConsentRecord, ...]
    categories: Mapping[str, tuple[str, ...]]
    purposes: Mapping[str, tuple[str, ...]]
    duties_met: frozenset[str] = frozenset()

    @cached_property
    def _policy(self) -> Disclosure:
        categories, purposes = (
            hierarchy(Term(name=name, parents=parents) for name, parents in given.items())
            for given in (self.categories, self.purposes)
        )
        return Disclosure(None, categories, purposes)

    @cached_property
    def _register(self) -> object:
        policy = self._policy
        return register(self.records, self.subject, categories=policy.categories, purposes=policy.purposes)

    def answer(self, question: Question) -> tuple[str, frozenset[str]]:
        """The engine's answer, and the statements that it rests on."""
        request = DisclosureRequest(
            subject=PersonId(self.subject),
            sender=PersonId(question.sender),
            recipient=PersonId(question.recipient),
            items=(Item(category=question.category, identifying=True),),
            purpose=question.purpose,
            at=question.at,
            programme=PROGRAMME,
        )
        decision = self._policy.decide(self._register, request)
        determining = frozenset(decision.determining)
        if decision.effect is DisclosureEffect.PERMIT:
            met = decision.effect_for(self.duties_met) is DisclosureEffect.PERMIT
            return (PERMIT, determining) if met else (NONE, frozenset())
        return DENY if determining else NONE, determining


@dataclass(frozen=True)
class Outcome:
    """How one case came out: its verdict, how much was asked, and each difference as (there, here)."""

    verdict: str
    asked: int = 0
    differences: Mapping[tuple[str, str], int] = field(default_factory=dict)
    code: str | None = None


@dataclass(frozen=True)
class Corpus:
    """One collection of examples. `compare` asks all questions of a case, as pairs (there, here)."""

    name: str
    title: str
    cases: Callable[[Path], Iterable[str]]
    compare: Callable[[Path, str], Iterable[tuple[str, str]]]

    @cached_property
    def written(self) -> Mapping[str, Mapping[str, object]]:
        """What is written down of each case: verdict, code, reason, and how many questions differ in which way."""
        found: dict[str, Mapping[str, object]] = {}
        for verdict in VERDICTS:
            for group in self.data[verdict.replace(" ", "_")]:
                for case in group["cases"]:
                    assert case not in found, f"{case} stands twice"
                    found[case] = {"verdict": verdict, "code": "", "by": "element", "questions": 1} | group
        return found

    @cached_property
    def data(self) -> dict[str, list[dict[str, object]]]:
        """The file beside this one."""
        return tomllib.loads((HERE / f"{self.name}.toml").read_text("utf-8"))

    @cache  # noqa: B019 - a corpus lives as long as its module
    def outcome(self, shared: Path, case: str) -> Outcome:
        """Compare one case."""
        try:
            answers = list(self.compare(shared, case))
        except NotExpressibleError as error:
            return Outcome("not expressible", code=error.code)
        assert answers, f"nothing was asked of {case}"
        differences = Counter(pair for pair in answers if pair[0] != pair[1])
        return Outcome("differ" if differences else "agree", len(answers), dict(differences))

    def check(self, shared: Path, case: str) -> Outcome:
        """Assert that a case comes out as written down."""
        written, outcome = self.written[case], self.outcome(shared, case)
        assert outcome.verdict == written["verdict"], f"{case}: {outcome}"
        if outcome.verdict == "differ":
            assert outcome.differences == {(written["there"], written["here"]): written["questions"]}
        if outcome.verdict == "not expressible":
            assert outcome.code == (written["code"] if written["by"] == "element" else None)
        return outcome


def recorded(given: date | datetime) -> datetime:
    """The first instant at which a statement was surely given."""
    if isinstance(given, datetime):
        return given
    return datetime(given.year, given.month, given.day, tzinfo=UTC) + timedelta(days=1)


def standing(subject: str, giver: str, purpose: str) -> tuple[ConsentRecord, ...]:
    """What lets a giver decide: the subject is competent; or she is not, and the giver has authority."""
    own = giver == subject
    competence = Competence(
        subject=PersonId(subject), purposes=(purpose,), on=own, start=LONG_AGO, recorded_at=LONG_AGO
    )
    if own:
        return (competence,)
    authority = ProxyAuthority(
        subject=PersonId(subject),
        proxy=PersonId(giver),
        purposes=(purpose,),
        on=True,
        start=LONG_AGO,
        recorded_at=LONG_AGO,
    )
    return competence, authority


def member(person: str, role: Role) -> RoleHeld:
    """That a person belongs to a group, which is a role here."""
    return RoleHeld(
        person=PersonId(person), role=role, programme=PROGRAMME, on=True, start=LONG_AGO, recorded_at=LONG_AGO
    )
