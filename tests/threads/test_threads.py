"""What a service's threads may share, they may share: the same answers as one thread alone, and nothing lost."""

import gc
from pathlib import Path
from typing import Any

from tests.threads.sharing import answers, caseload, host, ledger_shared, switching, together

from peersupport import Engine, Host, memory_ledger, open_ledger
from peersupport.facts.children import child_until_birthday
from peersupport.ledger import connections
from peersupport.ledger.entries import Draft
from peersupport.programmes import discovery
from peersupport.rules.once import made_once


def test_answers_are_those_of_one_thread() -> None:
    """A host that nobody has asked yet compiles under several threads at once, and no answer differs by a letter."""
    cases = caseload(2)
    alone = answers(Engine(host()), cases)
    engine = Engine(host())
    for one in together(lambda number: answers(engine, cases, number % len(cases)), 4):
        assert one == alone


def test_all_are_given_one_policy() -> None:
    """What is made on first use is made for all: a policy is compiled once, and kept, not once for each thread."""
    shared = host()
    policies = together(lambda _: [shared.eligibility(one) for one in shared.offers()])
    compiled = together(lambda _: [one.rules_on(one.epochs[-1]) for one in policies[0]])
    for made in (policies, compiled, together(lambda _: [shared.disclosure("crafty-mummies")])):
        assert {tuple(map(id, one)) for one in made} == {tuple(map(id, made[0]))}


def test_a_fact_that_is_made_is_everybodys() -> None:
    """Facts are told apart by identity: two alike, made by two threads, were a duplicate that refuses a plugin."""
    for years in range(200, 240):
        assert len({id(one) for one in together(lambda _, years=years: child_until_birthday(years), 4)}) == 1


def test_what_is_made_once_is_told_by_all_that_it_is_given() -> None:
    """A default that is written out makes no second thing; another argument does."""

    @made_once
    def made(name: str, *, before: bool = False) -> object:
        return object()

    assert made("a") is made(name="a") is made("a", before=False)
    assert len({id(made("a")), id(made("b")), id(made("a", before=True))}) == 3


def test_hosts_are_loaded_at_once(tmp_path: Path) -> None:
    """A service may build hosts in several threads: each takes every plugin, and all come to the same digest."""
    header = "from peersupport.plugin import *\n"
    for name in ("first", "second"):
        (tmp_path / f"{name}_threads.py").write_text(
            f'{header}own = Programme(id="{name}", title="{name}", source="leaflet.txt", runs=since("2025-01-01"))\n'
            "@hookimpl\ndef programmes(): return [own]\n"
            "@hookimpl\ndef eligibility_rules():\n"
            '    return own.rules(require("T1", any_child(core.child_until_birthday(77)), quote="under 77"))\n'
        )
    files = sorted(tmp_path.glob("*.py"))
    hosts = together(lambda _: Host.load(files=files, discover=False), 6)
    assert {one.digest for one in hosts} == {Host.load(files=files, discover=False).digest}
    assert not [plugin.faults for one in hosts for plugin in one.plugins if plugin.faults]


def test_files_are_looked_at_by_one_thread_at_a_time() -> None:
    """A collection of garbage lets another thread run in the middle of a tree, which CPython 3.11 does not bear."""
    source, before = Path(discovery.__file__).read_bytes(), gc.get_threshold()

    def while_collecting(*_: object) -> None:
        sum(range(2000))

    gc.callbacks.append(while_collecting)
    gc.set_threshold(200)
    try:
        with switching():
            together(lambda _: [discovery._literal_touches(source) for _ in range(10)], 8)
    finally:
        gc.set_threshold(*before)
        gc.callbacks.remove(while_collecting)


def test_a_ledger_loses_nothing(tmp_path: Path) -> None:
    """Threads record, withdraw, ask and raise concerns: each entry is there once, and each decision replays."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        assert not any(ledger_shared(ledger, 4, 1).values())


def test_no_reader_sees_half_of_a_transaction() -> None:
    """Decisions that are logged together are read together, also in memory, where readers wait for nobody."""
    ledger, whole = memory_ledger(), 4
    seen: list[int] = []

    class Watched(dict[Any, Any]):
        """Reads the ledger, as another thread might, at each step of a commit."""

        def __setitem__(self, key: Any, value: Any) -> None:
            super().__setitem__(key, value)
            seen.extend([len(ledger.entries("a")), ledger.verify().size])

    store: Any = ledger._store
    store.index, store.streams = Watched(store.index), Watched(store.streams)
    for turn in range(2):
        with ledger.transaction("a") as transaction:
            for part in range(whole):
                transaction.append(Draft(kind="x", payload=b"{}", key=f"{turn}-{part}"))
    assert len(seen) == 4 * 2 * whole
    assert not [count for count in seen if count % whole]


def test_a_fork_may_come_while_a_ledger_is_opened() -> None:
    """Idle connections are closed before every fork: no list of them may change under whoever goes through it."""

    def turns(number: int) -> None:
        kept = []
        for _ in range(150):
            kept.append(connections.Connections("nowhere", lambda: None))
            if number == 0:
                connections._before_fork()

    with switching():
        together(turns, 3)
