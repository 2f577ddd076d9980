"""The rules by which decisions were made, kept in the ledger once for each digest, so that replay needs no plugin."""

from peersupport.engine.payloads import RULE_SET, SYSTEM, document
from peersupport.errors import UnknownName
from peersupport.ledger.entries import Draft
from peersupport.ledger.protocol import Ledger
from peersupport.rules.document import Json, canonical, fingerprint


class RuleSets:
    """The rule sets of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._kept: set[str] = set()

    def keep(self, rules: Json) -> str:
        """Keep a rule set, unless it is kept already; its digest (SHA-256). Raises the ledger's errors."""
        payload = canonical(rules)
        digest = fingerprint(payload)
        if digest not in self._kept:
            # Looked for before it is locked: all disclosures would wait for each other on what is kept already.
            if self._ledger.find(SYSTEM, _key(digest)) is None:
                with self._ledger.transaction(SYSTEM) as transaction:
                    transaction.append(Draft(kind=RULE_SET, payload=payload, key=_key(digest)))
            self._kept.add(digest)
        return digest

    def find(self, digest: str) -> Json:
        """The rule set of a digest. Raises `UnknownName`."""
        entry = self._ledger.find(SYSTEM, _key(digest))
        if entry is None:
            raise UnknownName("the ledger does not hold the rules of this decision")
        if entry.payload is None or fingerprint(entry.payload) != digest:
            raise UnknownName("the ledger holds other rules than those of this decision")
        return document(entry)


def _key(digest: str) -> str:
    return f"rule-set:{digest}"
