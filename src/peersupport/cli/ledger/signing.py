"""`peersupport ledger keygen` and `checkpoint`: how long the ledger was and what it held, signed, to be kept elsewhere.

A key file holds one line as Go's `note` package writes it: PRIVATE+KEY+name+key id+base64(0x01 || secret).
"""

import os
from base64 import b64decode, b64encode
from pathlib import Path
from typing import TYPE_CHECKING

import click

from peersupport.cli.ledger.working import ledger_packages, progress_bar, write_new
from peersupport.cli.ledgers import Kept, ledger_given
from peersupport.cli.parties import text_from
from peersupport.cli.shared import Discreet, print_json
from peersupport.cli.typed import TEXT
from peersupport.ledger import InvalidCheckpoint

if TYPE_CHECKING:
    from peersupport.ledger.notes import Signer

PRIVATE = "PRIVATE+KEY+"
ED25519 = b"\x01"
OWNER_ONLY = 0o600


@click.command(cls=Discreet)
@click.option("--origin", required=True, type=TEXT, metavar="NAME", help="The ledger's name, as example.org/ledger.")
@click.option("--out", required=True, metavar="FILE", help="Where the secret key goes: only its owner can read it.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of text.")
def keygen(origin: str, out: str, as_json: bool) -> None:
    """Make a pair of keys for checkpoints: the secret one in a file, the public one on standard output.

    Keep the secret key where whoever can write to the ledger cannot read it, and publish the other.
    """
    secret = os.urandom(32)
    signer = _signer(origin, secret)
    name, key_id, _ = signer.verifier.split("+", 2)
    write_new(Path(out), f"{PRIVATE}{name}+{key_id}+{b64encode(ED25519 + secret).decode()}\n", OWNER_ONLY)
    if as_json:
        print_json({"public_key": signer.verifier})
    else:
        click.echo(signer.verifier)


@click.command(cls=Discreet)
@click.option("--sign-with", "key_file", required=True, metavar="FILE", help="The secret key, from `ledger keygen`.")
@click.option("--origin", type=TEXT, metavar="NAME", help="The name that the key must have.")
@click.option("--out", metavar="FILE", help="A new file for the checkpoint; by default standard output.")
@ledger_given
def checkpoint(kept: Kept, as_json: bool, key_file: str, origin: str | None, out: str | None) -> None:
    """Sign how long the ledger is and what it holds. Keep checkpoints where nobody who writes the ledger can."""
    signer = _read_key(text_from(key_file))
    if origin is not None and origin != signer.name:
        raise InvalidCheckpoint("--origin is not the name of the key", help="the name was given to `ledger keygen`")
    with kept.reading() as ledger, progress_bar("Signing", shown=not as_json and out is not None) as progress:
        note = ledger.checkpoint(signer, progress)
    if out is not None:
        write_new(Path(out), note)
    if as_json:
        print_json({"checkpoint": note, "public_key": signer.verifier})
    elif out is None:
        click.echo(note, nl=False)
    else:
        click.echo(f"Checkpoint of {note.splitlines()[1]} entries. Public key: {signer.verifier}")


def _signer(name: str, secret: bytes) -> "Signer":
    with ledger_packages():
        from peersupport.ledger.notes import Signer  # noqa: PLC0415 - an extra

    return Signer(name, secret)


def _read_key(text: str) -> "Signer":
    """The signer of a key file. Raises `InvalidCheckpoint`, without anything of what the file holds."""
    name, _, rest = text.strip().removeprefix(PRIVATE).partition("+")
    key_id, _, encoded = rest.partition("+")
    try:
        key = b64decode(encoded, validate=True)
    except ValueError:
        key = b""
    if text.startswith(PRIVATE) and key[:1] == ED25519:
        signer = _signer(name, key[1:])
        if signer.verifier.split("+")[1] == key_id:
            return signer
    raise InvalidCheckpoint("not a secret key", help="`peersupport ledger keygen` makes one")
