"""Encryption of entries, and the keyed hash that their idempotency keys are stored as.

AES-256-GCM-SIV (RFC 8452), which a repeated nonce does not break; AES-256-GCM only where the OpenSSL at hand lacks it.
The cipher that a key was made for stands with the key. Both the encryption key and the key of the hash are derived from
the secret of the stream (HMAC-SHA-256 as the pseudorandom function), so that erasing it also makes it impossible to
find out by guessing idempotency keys whose stream a row belongs to.
"""

import hmac
import os
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESGCMSIV

from peersupport.errors import Fault
from peersupport.ledger.chain import canonical, digest_of, header, header_of
from peersupport.ledger.entries import Draft
from peersupport.ledger.errors import LedgerDamaged, LedgerKeys
from peersupport.ledger.keys import Keys, StreamKey
from peersupport.ledger.rows import Head, Row

CIPHERS: dict[str, type[AESGCMSIV] | type[AESGCM]] = {"AES-256-GCM-SIV": AESGCMSIV, "AES-256-GCM": AESGCM}


def preferred_cipher() -> str:
    """The first cipher that the OpenSSL at hand has."""
    for name, cipher in CIPHERS.items():
        try:
            cipher(bytes(32))
        except UnsupportedAlgorithm:
            continue
        return name
    raise LedgerKeys("the OpenSSL at hand has neither AES-GCM-SIV nor AES-GCM")


class Seal:
    """Seals and opens the rows of one stream. Raises `LedgerKeys` when this machine lacks the key's cipher."""

    def __init__(self, key: StreamKey) -> None:
        self.token = key.token
        self._hash_key = _derived(key, b"idempotency key")
        try:
            self._cipher = CIPHERS[key.cipher](_derived(key, b"encryption"))
        except (KeyError, UnsupportedAlgorithm):
            raise LedgerKeys("a key was made for a cipher that is missing here", help=_NO_CIPHER) from None

    def hashed(self, key: str) -> bytes:
        """An idempotency key as it is stored."""
        return hmac.digest(self._hash_key, key.encode(), "sha256")

    def close(self, draft: Draft, key: bytes, head: Head, recorded_us: int) -> Row:
        """The row that records the draft after `head`; `key` is the draft's, hashed."""
        sequence = head.sequence + 1
        sensitive = int(draft.sensitive)
        bound = header(sequence, recorded_us, self.token, draft.kind, sensitive, key, head.digest)
        nonce = os.urandom(12)
        ciphertext = self._cipher.encrypt(nonce, draft.payload, bound)
        digest = digest_of(canonical(bound, nonce, ciphertext))
        return Row(
            sequence, recorded_us, self.token, draft.kind, sensitive, key, nonce, ciphertext, head.digest, digest
        )  # fmt: skip

    def open(self, row: Row) -> bytes:
        """The payload of a row. Raises `LedgerDamaged` when any part of the row is not what was sealed."""
        try:
            return self._cipher.decrypt(row.nonce, row.ciphertext, header_of(row))
        except (InvalidTag, ValueError):
            raise LedgerDamaged(
                "an entry is not what was recorded", path=("entries", row.sequence), help="verify the ledger"
            ) from None


def opened(rows: Iterable[Row], keys: Keys) -> Iterator[Row | Fault]:
    """The rows, and after each whose key is there and does not open it, a fault."""
    seals: dict[bytes, Seal | None] = {}
    for row in rows:
        yield row
        if row.stream not in seals:
            key = keys.by_token(row.stream)
            seals[row.stream] = None if key is None else Seal(key)
        seal = seals[row.stream]
        try:
            if seal is not None:
                seal.open(row)
        except LedgerDamaged as error:
            yield from error.faults


_NO_CIPHER = "use a build of the package `cryptography` whose OpenSSL has it"


def _derived(key: StreamKey, purpose: bytes) -> bytes:
    return hmac.digest(key.secret, b"peersupport ledger " + purpose, "sha256")
