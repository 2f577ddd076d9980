"""The bytes of a row, and the digests that chain the rows.

The header of a row is, with all numbers big-endian:

    "PSLEDG1\\n"                                          8 bytes
    sequence, microseconds since 1970                     64 bits each, the latter signed
    sensitive                                             8 bits, 0 or 1
    lengths of stream, kind, key, previous digest         32 bits each
    stream, kind (UTF-8), key, previous digest            as long as said

The canonical bytes are the header, the lengths of nonce and ciphertext in 32 bits each, nonce and ciphertext. The
header is the additional data that the ciphertext is authenticated with; the digest is SHA-256 of the canonical bytes.
"""

from hashlib import sha256
from struct import Struct

from peersupport.ledger.rows import Head, Row

MAGIC = b"PSLEDG1\n"
_NUMBERS = Struct(">8sQqBIIII")
_LENGTHS = Struct(">II")


def header(
    sequence: int, recorded_us: int, stream: bytes, kind: str, sensitive: int, key: bytes, before: bytes
) -> bytes:
    """The header of a row; `before` is the digest of the row before."""
    name = kind.encode()
    numbers = _NUMBERS.pack(MAGIC, sequence, recorded_us, sensitive, len(stream), len(name), len(key), len(before))
    return b"".join((numbers, stream, name, key, before))


def header_of(row: Row) -> bytes:
    """The header of a stored row."""
    sequence, recorded_us, stream, kind, sensitive, key, _, _, previous, _ = row
    return header(sequence, recorded_us, stream, kind, sensitive, key, previous)


def canonical(head: bytes, nonce: bytes, ciphertext: bytes) -> bytes:
    """The canonical bytes of a row with this header."""
    return b"".join((head, _LENGTHS.pack(len(nonce), len(ciphertext)), nonce, ciphertext))


def canonical_of(row: Row) -> bytes:
    """The canonical bytes of a stored row."""
    return canonical(header_of(row), row.nonce, row.ciphertext)


def digest_of(canonical_bytes: bytes) -> bytes:
    """The digest of a row: it covers the row and, through the previous digest, all rows before."""
    return sha256(canonical_bytes).digest()


def head_after(row: Row) -> Head:
    """What the ledger ends with when this is its last row."""
    return Head(row.sequence, row.recorded_us, row.digest)
