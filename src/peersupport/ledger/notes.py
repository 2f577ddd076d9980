"""Signed notes (C2SP signed-note) with Ed25519: a text, an empty line, a signature line for each key.

A signature line is "— name base64(key id || signature)". The key id is the first four bytes of
SHA-256(name || 0x0A || 0x01 || public key). A verifier key is written "name+hex key id+base64(0x01 || public key)".
"""

from base64 import b64decode, b64encode
from hashlib import sha256
from unicodedata import category

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from peersupport.ledger.errors import InvalidCheckpoint

_ED25519 = b"\x01"
_DASH = "\u2014 "
_MOST_SIGNATURES = 100


class Signer:
    """Signs notes under a name (as "example.org/ledger"), with an Ed25519 secret key of 32 bytes (RFC 8032).

    Keep the secret where whoever can write to the ledger cannot read it. Raises `InvalidCheckpoint`.
    """

    def __init__(self, name: str, secret: bytes) -> None:
        _require_key_name(name)
        if len(secret) != 32:
            raise InvalidCheckpoint("an Ed25519 secret key of another length than 32 bytes")
        self.name = name
        self._key = Ed25519PrivateKey.from_private_bytes(secret)
        self._public = self._key.public_key().public_bytes_raw()

    @property
    def verifier(self) -> str:
        """The verifier key, to be published."""
        key_id = _key_id(self.name, self._public)
        return f"{self.name}+{key_id.hex()}+{b64encode(_ED25519 + self._public).decode()}"

    def sign(self, text: str) -> str:
        """The signed note of a text, which ends with a newline."""
        _require_text(text)
        signature = _key_id(self.name, self._public) + self._key.sign(text.encode())
        return f"{text}\n{_DASH}{self.name} {b64encode(signature).decode()}\n"


def signed_text(note: str, verifier: str | None) -> str:
    """The text of a signed note, verified with a verifier key, or without one merely read.

    Signatures of other keys do not count. Raises `InvalidCheckpoint`.
    """
    text, separator, lines = note.rpartition("\n\n")
    text += "\n"
    if not separator or not lines.endswith("\n"):
        raise InvalidCheckpoint("not a signed note")
    _require_text(text)
    signatures = [_signature(line) for line in lines[:-1].split("\n")]
    if len(signatures) > _MOST_SIGNATURES:
        raise InvalidCheckpoint("too many signatures on a note")
    if verifier is not None:
        name, key_id, key = _public_key(verifier)
        ours = [signature[4:] for signer, signature in signatures if (signer, signature[:4]) == (name, key_id)]
        if not ours:
            raise InvalidCheckpoint("the note is not signed with this key")
        for signature in ours:
            _require_signed(key, signature, text)
    return text


def _require_signed(key: Ed25519PublicKey, signature: bytes, text: str) -> None:
    try:
        key.verify(signature, text.encode())
    except InvalidSignature:
        raise InvalidCheckpoint("the signature of the note is wrong") from None


def _signature(line: str) -> tuple[str, bytes]:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    _require_key_name(name)
    signature = decoded(encoded)
    if not line.startswith(_DASH) or len(signature) < 5:
        raise InvalidCheckpoint("not a signature line")
    return name, signature


def _public_key(verifier: str) -> tuple[str, bytes, Ed25519PublicKey]:
    name, _, rest = verifier.partition("+")
    key_id, _, encoded = rest.partition("+")
    _require_key_name(name)
    key = decoded(encoded)
    if key[:1] != _ED25519 or len(key) != 33 or key_id != _key_id(name, key[1:]).hex():
        raise InvalidCheckpoint("not a verifier key", help="as `name+key id+public key`, of the kind Ed25519")
    return name, bytes.fromhex(key_id), Ed25519PublicKey.from_public_bytes(key[1:])


def _key_id(name: str, public: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:4]


def decoded(text: str) -> bytes:
    """The bytes of a text in base64, written in the one usual way. Raises `InvalidCheckpoint`."""
    try:
        data = b64decode(text, validate=True)
    except ValueError:
        data = b""
    if b64encode(data).decode() != text:
        raise InvalidCheckpoint("not base64")
    return data


def _require_key_name(name: str) -> None:
    if not name or any(character == "+" or character.isspace() or category(character) == "Cc" for character in name):
        raise InvalidCheckpoint("not the name of a key", help="without spaces and plus signs, as example.org/ledger")


def _require_text(text: str) -> None:
    if not text.endswith("\n") or any(character < " " and character != "\n" for character in text):
        raise InvalidCheckpoint("not the text of a note", help="lines that end with a newline")
