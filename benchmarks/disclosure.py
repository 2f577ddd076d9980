"""Goals 8, 9 and 11: one decision on disclosure over a participant's statements, against the same written by hand."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from benchmarks.consent_by_hand import Index
from benchmarks.harness import Ratio, against
from benchmarks.report import Result
from peersupport.policies.disclosure import Register, register
from peersupport.policies.disclosure.policy import CORE
from peersupport.records.consent import Competence, ConsentRecord, ConsentStatement, Party, StatementKind
from peersupport.records.disclosure import DisclosureRequest, Item
from peersupport.records.identifiers import PersonId, StatementId

ANNA = PersonId("anna")
START = datetime(2026, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
CATEGORIES = ("mental_health", "physical_health", "housing", "money", "visits", "issues")
PURPOSES = ("referral", "visiting", "supervision", "group")
ABLE = Competence(
    subject=ANNA, purposes=("care",), on=True, start=START - 1000 * HOUR, recorded_at=START - 999 * HOUR, position=0
)
FEW, MANY = 20, 2000


def measure(rounds: int) -> list[Result]:
    """The figures of all three goals."""
    few, many = statements(FEW), statements(MANY)
    asked = requests()
    warm = _warm(few, asked, rounds)
    crowded = _warm(many, asked, rounds)
    several, one = (_decider(register([ABLE, *given], ANNA), asked) for given in (many, few))
    growth = against(several, one, items=len(asked), rounds=rounds)
    records = [ABLE, *few]
    built = against(lambda: register(records, ANNA), lambda: Index(few), items=1, rounds=rounds)
    cold = against(
        lambda: CORE.decide(register(records, ANNA), asked[0]),
        lambda: Index(few).decide(asked[0]),
        items=1,
        rounds=rounds,
    )
    return [
        _result(8, f"C at {FEW} to a decision", warm, 2.0, 1.4),
        _result(8, f"C at {MANY} to a decision", crowded, None, None),
        _result(9, f"C at {MANY} over C at {FEW}", growth, 2.0, 1.6, beside=f"at {FEW}"),
        _result(11, "C index build", built, 2.5, 1.5),
        _result(11, f"C cold at {FEW}", cold, 2.0, 1.5),
    ]


def statements(count: int) -> list[ConsentStatement]:
    """Grants and refusals between a few persons, of what the form by hand knows too: exact instants, no role."""
    random = Random(count)
    made: list[ConsentStatement] = []
    for place in range(count):
        start = START + random.randrange(1, 500) * HOUR
        made.append(
            ConsentStatement(
                id=StatementId(f"s{place}"),
                kind=StatementKind.REFUSAL if random.random() < 0.2 else StatementKind.GRANT,
                subject=ANNA,
                giver=ANNA,
                given_at=start,
                start=start,
                end=start + random.randrange(1, 500) * HOUR if random.random() < 0.5 else None,
                sender=Party(person=PersonId(f"p{random.randrange(4)}")),
                recipient=Party(person=PersonId(f"q{random.randrange(4)}")),
                categories=tuple(random.sample(CATEGORIES, 2)),
                purposes=(random.choice(PURPOSES),),
                recorded_at=start + HOUR / 60,
                position=place + 1,
            )
        )
    return made


def requests(count: int = 200) -> list[DisclosureRequest]:
    """Requests of single items between the same persons, at many instants."""
    random = Random(1)
    return [
        DisclosureRequest(
            subject=ANNA,
            sender=PersonId(f"p{random.randrange(4)}"),
            recipient=PersonId(f"q{random.randrange(4)}"),
            items=(Item(category=random.choice(CATEGORIES)),),
            purpose=random.choice(PURPOSES),
            at=START + random.randrange(1, 900) * HOUR,
        )
        for _ in range(count)
    ]


def _warm(given: Sequence[ConsentStatement], asked: Sequence[DisclosureRequest], rounds: int) -> Ratio:
    index = Index(given)
    records: list[ConsentRecord] = [ABLE, *given]
    ours = register(records, ANNA)
    for one in asked:
        decided, by_hand = CORE.decide(ours, one), index.decide(one)
        if (decided.effect.value, set(decided.determining)) != (by_hand.effect, set(by_hand.determining)):
            raise AssertionError("the form by hand decides otherwise")

    def by_hand_all() -> None:
        for one in asked:
            index.decide(one).determining  # noqa: B018 - what is timed

    return against(_decider(ours, asked), by_hand_all, items=len(asked), rounds=rounds)


def _decider(ours: Register, asked: Sequence[DisclosureRequest]) -> Callable[[], None]:
    def decide_all() -> None:
        for one in asked:
            CORE.decide(ours, one).determining  # noqa: B018 - what is timed

    return decide_all


def _result(
    number: int, measure: str, ratio: Ratio, goal: float | None, stretch: float | None, beside: str = "by hand"
) -> Result:
    return Result(
        number=number, measure=measure, unit="x", figure=ratio.median, least=ratio.least, goal=goal, stretch=stretch,
        detail=f"{ratio.ours:,.0f} ns, {beside} {ratio.theirs:,.0f}",
    )  # fmt: skip
