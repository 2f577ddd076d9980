"""Encryption of entries, and the keyed hash that their idempotency keys are stored as.

AES-256-GCM-SIV (RFC 8452), which a repeated nonce does not break; AES-256-GCM only where the OpenSSL at hand lacks it.
The cipher that a key was made for stands with the key. The encryption key and the key of the hash (BLAKE2b, RFC 7693)
are both derived from the secret of the stream. So erasing it also ends all guessing at idempotency keys, which would
tell whose stream a row belongs to.
"""

import os
from hashlib import blake2b

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESGCMSIV

from peersupport.ledger.chain import canonical, digest_of, header, header_of
from peersupport.ledger.entries import Draft
from peersupport.ledger.errors import LedgerDamaged, LedgerKeys
from peersupport.ledger.rows import Head, Row, sound

CIPHERS: dict[str, type[AESGCMSIV] | type[AESGCM]] = {"AES-256-GCM-SIV": AESGCMSIV, "AES-256-GCM": AESGCM}


class StreamKey:
    """The key of one stream: seals and opens its rows.

    Made of a random token of 16 bytes, which stands for the stream in its rows, the name of a cipher, and a random
    secret of 32 bytes. Raises `LedgerKeys` when this machine lacks the cipher.
    """

    def __init__(self, token: bytes, cipher: str, secret: bytes) -> None:
        self.token = token
        self.cipher = cipher
        self.secret = secret
        self._hash_key = _derived(secret, b"idempotency")
        try:
            self._sealing = CIPHERS[cipher](_derived(secret, b"encryption"))
        except (KeyError, UnsupportedAlgorithm):
            raise _no_cipher() from None

    def hashed(self, key: str) -> bytes:
        """An idempotency key as it is stored."""
        return blake2b(key.encode(), key=self._hash_key, digest_size=16).digest()

    def seal(self, draft: Draft, head: Head | Row, recorded_us: int) -> Row:
        """The row that records the draft after `head`."""
        sequence, sensitive, key = head.sequence + 1, int(draft.sensitive), self.hashed(draft.key)
        bound = header(sequence, recorded_us, self.token, draft.kind, sensitive, key, head.digest)
        nonce = os.urandom(12)
        ciphertext = self._sealing.encrypt(nonce, draft.payload, bound)
        digest = digest_of(canonical(bound, nonce, ciphertext))
        return Row(
            sequence, recorded_us, self.token, draft.kind, sensitive, key, nonce, ciphertext, head.digest, digest
        )  # fmt: skip

    def open(self, row: Row) -> bytes:
        """The payload of a row. Raises `LedgerDamaged` when any part of the row is not what was sealed."""
        try:
            if sound(row):
                return self._sealing.decrypt(row.nonce, row.ciphertext, header_of(row))
        except (InvalidTag, ValueError):
            pass
        # Raised out here, so that no error of the cipher's goes with it.
        raise LedgerDamaged(
            "an entry is not what was recorded", path=("entries", row.sequence), help="verify the ledger"
        )


def new_key() -> StreamKey:
    """A key drawn at random, for the first cipher that the OpenSSL at hand has. Raises `LedgerKeys`."""
    token, secret = os.urandom(16), os.urandom(32)
    for cipher in CIPHERS:
        try:
            return StreamKey(token, cipher, secret)
        except LedgerKeys:
            continue
    raise _no_cipher()


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return blake2b(key=secret, person=purpose, digest_size=32).digest()


def _no_cipher() -> LedgerKeys:
    return LedgerKeys("the cipher of a key is missing here", help="use a build of `cryptography` whose OpenSSL has it")
