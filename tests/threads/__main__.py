"""`python -m tests.threads`: for as long as one likes, what the everyday tests do once."""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from tests.threads.sharing import answers, caseload, host, ledger_shared, together

from peersupport import Engine, memory_ledger, open_ledger


def main() -> None:
    """Cold hosts under many threads, and many threads on a ledger in memory and on one in a file, in turn."""
    parser = argparse.ArgumentParser(prog="python -m tests.threads", description=__doc__)
    parser.add_argument("--seconds", type=float, default=120, help="how long (default: 120)")
    parser.add_argument("--threads", type=int, default=16, help="how many threads (default: 16)")
    chosen = parser.parse_args()
    cases, until, rounds = caseload(20), monotonic() + chosen.seconds, 0
    alone = answers(Engine(host()), cases)
    while monotonic() < until:
        engine = Engine(host())
        for one in together(lambda number, engine=engine: answers(engine, cases, number), chosen.threads):  # type: ignore[misc]
            assert one == alone
        with memory_ledger() as ledger:
            wrong = [ledger_shared(ledger, chosen.threads, 3)]
        with TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as ledger:
            wrong += [ledger_shared(ledger, chosen.threads, 3)]
        assert not any(value for one in wrong for value in one.values()), wrong
        rounds += 1
    decisions = rounds * chosen.threads * len(alone)
    print(f"{rounds} rounds of {chosen.threads} threads: {decisions} decisions as one thread alone makes them,")
    print(f"{rounds * 2} ledgers with every entry once, their chains whole, every decision made again the same.")


if __name__ == "__main__":
    main()
