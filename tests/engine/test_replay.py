"""Recorded decisions made again from the ledger alone: the same to the last byte, with no plugin at hand."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from peersupport import (
    Competence,
    ConsentStatement,
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
    open_ledger,
)
from peersupport._attrs import evolve
from peersupport.engine.payloads import DECISION, DISCLOSURE, participant_subject
from peersupport.interop.caseload import read_caseload
from peersupport.interop.site_files import read_sites
from peersupport.ledger import Draft, Ledger
from peersupport.rules.document import canonical

ROOT = Path(__file__).parents[2]
HERE = ProgrammeId("community-mothers")
ANNA, VISITOR, NURSE, LEAD = map(PersonId, ("anna", "visitor", "nurse", "lead"))
SINCE = datetime(2026, 1, 1, tzinfo=UTC)
DAY = date(2026, 11, 1)

WITHOUT_PLUGINS = """
import sys

class Refused:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("peersupport_"):
            raise ImportError("no plugin may be loaded")

sys.meta_path.insert(0, Refused())
from peersupport import Engine, Host, open_ledger

engine = Engine(Host.load(discover=False), ledger=open_ledger(sys.argv[1]))
found = list(engine.replay())
print(len(found), sum(one.same for one in found))
"""


def story(engine: Engine) -> None:
    """Statements of all kinds, and after each a disclosure by consent, one under suspicion and an anonymous one."""
    records = [
        Competence(subject=ANNA, purposes=("care", "advice"), on=True, start=SINCE),
        RoleHeld(person=VISITOR, role=Role.COMMUNITY_MOTHER, programme=HERE, on=True, start=SINCE),
        RoleHeld(person=NURSE, role=Role.HEALTH_VISITOR, programme=HERE, on=True, start=SINCE),
        RoleHeld(person=LEAD, role=Role.CO_ORDINATOR, programme=HERE, on=True, start=SINCE),
        *(
            ConsentStatement(
                id=StatementId(kind.value), kind=kind, subject=ANNA, giver=ANNA,
                sender=Party(role=Role.COMMUNITY_MOTHER), recipient=Party(role=Role.HEALTH_VISITOR),
                categories=("health",), purposes=("care",), obligations=("tell her first",),
            )
            for kind in StatementKind
        ),
        RoleHeld(person=NURSE, role=Role.HEALTH_VISITOR, programme=HERE, on=False, start=SINCE),
    ]  # fmt: skip
    asked = DisclosureRequest(
        subject=ANNA, sender=VISITOR, recipient=NURSE, purpose="referral", programme=HERE,
        items=(Item(category="mental_health", identifying=True), Item(category="money")),
    )  # fmt: skip
    for record in records:
        engine.record(record)
        engine.disclose(asked)
        engine.disclose(evolve(asked, items=asked.items[:1]))
        engine.disclose(evolve(asked, recipient=LEAD, items=(Item(category="concern"), asked.items[0]), suspicion=True))
        words = Item(category="health", identifying=False, content="She sleeps badly.")
        named = evolve(words, content="Call 07700 900123.")
        for item in (words, named):
            engine.disclose(evolve(asked, items=(item,), purpose="advice", anonymised=True))


@pytest.fixture(scope="module")
def host() -> Host:
    """The installed programmes at the example sites."""
    return Host.load(sites=read_sites(ROOT / "examples" / "sites"))


def test_disclosures_are_made_again_to_the_last_byte(host: Host) -> None:
    """By consent, by duty, anonymous or barred: forty decisions, none of which differs."""
    engine = Engine(host, ledger=memory_ledger())
    story(engine)
    again = list(engine.replay())
    assert [one.kind for one in again] == [DISCLOSURE] * 40
    assert {one.difference for one in again} == {""}
    effects = {one.effect.value for one in engine.history(ANNA, HERE).disclosures}
    assert effects == {"permit", "deny", "required"}


def test_eligibility_is_made_again_to_the_last_byte(host: Host) -> None:
    """Every programme's decisions on real cases, kept once however often they are logged."""
    ledger = memory_ledger()
    engine = Engine(host, ledger=ledger)
    cases = read_caseload(ROOT / "examples" / "caseload.jsonl", None)[:40]
    for case in cases:
        decisions = engine.eligibilities(case, on=DAY)
        first = engine.log(decisions, case.participant.id)
        assert engine.log(decisions[:1], case.participant.id) == first[:1]
    again = list(engine.replay())
    assert len(again) == len(cases) * len(engine.policies())
    assert all(one.same and one.kind == DECISION for one in again)


def test_nothing_of_a_plugin_is_needed(host: Host, tmp_path: Path) -> None:
    """Another process, another day, the plugins gone: the ledger alone tells what was decided."""
    path = tmp_path / "ledger.sqlite"
    engine = Engine(host, ledger=open_ledger(path))
    story(engine)
    case = read_caseload(ROOT / "examples" / "caseload.jsonl", None)[0]
    engine.log(engine.eligibilities(case, on=DAY), case.participant.id)
    total = 40 + len(engine.policies())
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT_PLUGINS, str(path)],
        capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7", "TZ": "Pacific/Apia"},
    )  # fmt: skip
    assert ran.stdout.split() == [str(total), str(total)], ran.stderr


@pytest.mark.parametrize("altered", ["effect", "determining", "facts", "rules", "request"])
def test_what_was_not_decided_so_is_told(host: Host, altered: str) -> None:
    """An entry that says something else than judging again does: each part that a decision rests on."""
    ledger: Ledger = memory_ledger()
    engine = Engine(host, ledger=ledger)
    story(engine)
    entry = next(one for one in engine.history(ANNA, HERE).disclosures if one.effect.value == "permit")
    content = dict(entry.document)
    if altered == "effect":
        content["decision"] = {**content["decision"], "effect": "required"}
    elif altered == "determining":
        content["decision"] = {**content["decision"], "determining": ["another"]}
    elif altered == "facts":
        content["facts"] = [{} for _ in content["facts"]]
    elif altered == "rules":
        content["rule_set"] = "0" * 64
    else:
        content["request"] = {**content["request"], "recipient": "somebody"}
    with ledger.transaction(participant_subject(ANNA)) as transaction:
        forged = transaction.append(Draft(kind=DISCLOSURE, payload=canonical(content), key="forged"))
    told = {one.sequence: one.difference for one in engine.replay(ANNA)}
    assert told.pop(forged.sequence) != ""
    assert set(told.values()) == {""}
