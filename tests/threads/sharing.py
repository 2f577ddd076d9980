"""Many threads over what a service shares: a host, its policies, an engine, a ledger."""

import sys
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from threading import Barrier, Thread
from typing import Any, TypeVar

from peersupport import (
    Audience,
    Case,
    Competence,
    Concern,
    ConcernId,
    ConsentStatement,
    DisclosureRequest,
    Engine,
    Host,
    Item,
    PersonId,
    ProgrammeId,
    Role,
    RoleHeld,
    StatementId,
    StatementKind,
)
from peersupport.interop.caseload import read_caseload
from peersupport.interop.site_files import read_sites
from peersupport.ledger.sealed import SealedLedger
from peersupport.records.codec import case_document, case_from

T = TypeVar("T")
EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = date(2026, 11, 1)
HERE = ProgrammeId("community-mothers")
SINCE = datetime(2026, 1, 1, tzinfo=UTC)
JOAN, VERA = PersonId("joan"), PersonId("vera")


@contextmanager
def switching() -> Generator[None, None, None]:
    """Threads give way to each other a thousand times as often as they would."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def together(call: Callable[[int], T], threads: int = 8) -> list[T]:
    """What each thread's call gives, all begun at once. The first error of any of them is raised."""
    results: dict[int, T] = {}
    errors: list[BaseException] = []
    barrier = Barrier(threads)

    def run(number: int) -> None:
        try:
            barrier.wait()
            results[number] = call(number)
        except BaseException as error:  # noqa: BLE001 - raised below, in the thread that asked
            errors.append(error)

    with switching():
        running = [Thread(target=run, args=(number,)) for number in range(threads)]
        for one in running:
            one.start()
        for one in running:
            one.join()
    if errors:
        raise errors[0]
    return [results[number] for number in range(threads)]


def caseload(size: int) -> tuple[Case, ...]:
    """The first cases of the example caseload."""
    return tuple(list(read_caseload(EXAMPLES / "caseload.jsonl"))[:size])


def host() -> Host:
    """The installed plugins at the example sites, with nothing compiled yet."""
    return Host.load(sites=read_sites(EXAMPLES / "sites"))


def answers(engine: Engine, cases: Sequence[Case], start: int = 0) -> dict[tuple[str, str], str]:
    """Everything that there is to say of some cases, by case and address; begun at a case of one's own."""
    found: dict[tuple[str, str], str] = {}
    for case in (*cases[start:], *cases[:start]):
        for decision in engine.eligibilities(case_from(case_document(case)), on=DAY):
            told = [str(decision.explain(one)) for one in (Audience.PARTICIPANT, Audience.AUDITOR)]
            key = (str(case.id), f"{decision.address} {decision.rule_set.provenance.site}")
            found[key] = "\n".join([decision.digest, *told, *map(str, decision.what_would_change())])
    return found


def story(engine: Engine, ledger: SealedLedger, number: int, rounds: int) -> Counter[str]:
    """One thread's part: statements, withdrawals, questions and concerns about a mother of its own and one of all.

    How many entries of each kind it must have left.
    """
    own, left = PersonId(f"mother-{number}"), Counter[str]()

    def said(subject: PersonId, turn: int, kind: StatementKind) -> ConsentStatement:
        return ConsentStatement(
            id=StatementId(f"{kind.value}-{number}-{turn}"),
            kind=kind,
            subject=subject,
            giver=subject,
            categories=("visits",) if kind is StatementKind.GRANT else None,
            purposes=("supervision",) if kind is StatementKind.GRANT else None,
        )

    engine.record(Competence(subject=own, purposes=("care",), on=True, start=SINCE, judged_by=VERA))
    left["competence"] += 1
    for turn in range(rounds):
        for subject in (own, PersonId("shared")):
            for kind in (StatementKind.GRANT, StatementKind.WITHDRAWAL):
                engine.record(said(subject, turn, kind))
                engine.disclose(request(subject), key=f"{number}-{turn}-{kind.value}")
                again = engine.disclose(request(subject), key=f"{number}-{turn}-{kind.value}")
                assert again.request.subject == subject
            left["statement"] += 2
            left["disclosure"] += 2
        concern = Concern(id=ConcernId(f"c-{number}-{turn}"), subject=own, programme=HERE, raised_by=JOAN)
        assert engine.raise_concern(concern).open
        left["concern"] += 1
        assert len(ledger.entries(f"participant:{own}")) == 1 + 5 * (turn + 1)
    return left


def request(subject: PersonId) -> DisclosureRequest:
    """May Joan tell Vera of the visits?"""
    return DisclosureRequest(
        subject=subject,
        sender=JOAN,
        recipient=VERA,
        items=(Item(category="visits", identifying=True),),
        purpose="supervision",
        programme=HERE,
    )


def ledger_shared(ledger: SealedLedger, threads: int, rounds: int) -> dict[str, Any]:
    """Stories of many threads on one ledger; what is wrong with it afterwards: nothing, or a test fails."""
    engine = Engine(host(), ledger=ledger)
    for person, role in ((JOAN, Role.COMMUNITY_MOTHER), (VERA, Role.CO_ORDINATOR)):
        engine.record(RoleHeld(person=person, role=role, programme=HERE, on=True, start=SINCE))
    wanted = sum(together(lambda number: story(engine, ledger, number, rounds), threads), Counter[str]())
    entries = [entry for subject in ledger.subjects("participant:") for entry in ledger.entries(subject)]
    in_order = sorted(entries, key=lambda one: one.sequence)
    kinds = Counter(entry.kind for entry in entries)
    replayed = list(engine.replay())
    return {
        "lost or doubled": {kind: (kinds[kind], many) for kind, many in wanted.items() if kinds[kind] != many},
        "faults of the chain": ledger.verify().faults,
        "decided otherwise": [one.difference for one in replayed if not one.same],
        "not replayed": wanted["disclosure"] - len(replayed),
        "out of order": sum(later.recorded_at <= one.recorded_at for one, later in pairwise(in_order)),
    }
