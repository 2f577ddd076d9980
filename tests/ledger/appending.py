"""Appends entries with known keys and says so, line by line: for tests that kill it.

    python tests/ledger/appending.py PLACE [--keys PLACE] [--subject NAME] [--first N] [--count N] [--batch N]

Prints `ready` once the ledger is open, and `KEY SEQUENCE` for every entry when its transaction has ended. Each
transaction reads all entries of its subject first, and an entry's payload tells how many there were. What was lost or
kept waiting is tried again with the same keys; `--tries` says how often.
"""

import argparse
import sys

from peersupport.ledger import Draft, LedgerUnavailable, LedgerUncertain, open_ledger
from peersupport.ledger.sealed import SealedLedger


def main() -> None:
    """Append what the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place")
    parser.add_argument("--keys")
    parser.add_argument("--subject", default="participant:anna")
    parser.add_argument("--first", type=int, default=0, help="number of the first key")
    parser.add_argument("--count", type=int, default=sys.maxsize, help="transactions (default: until it is killed)")
    parser.add_argument("--batch", type=int, default=1, help="entries a transaction")
    parser.add_argument("--tries", type=int, default=1)
    given = parser.parse_args()
    with open_ledger(given.place, keys=given.keys) as ledger:
        print("ready", flush=True)
        for turn in range(given.count):
            first = given.first + turn * given.batch
            append(ledger, given.subject, range(first, first + given.batch), given.tries)


def append(ledger: SealedLedger, subject: str, numbers: range, tries: int) -> None:
    """Append the entries of these numbers in one transaction, and acknowledge each."""
    while True:
        tries -= 1
        try:
            with ledger.transaction(subject) as transaction:
                seen = len(transaction.entries())
                drafts = (Draft(kind="statement", payload=b"%d" % seen, key=f"key-{number}") for number in numbers)
                entries = [transaction.append(draft) for draft in drafts]
        except (LedgerUnavailable, LedgerUncertain):
            if not tries:
                raise
        else:
            break
    for number, entry in zip(numbers, entries, strict=True):
        print(f"key-{number} {entry.sequence}", flush=True)


if __name__ == "__main__":
    main()
