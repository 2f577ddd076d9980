"""Checkpoints (C2SP tlog-checkpoint): how long a ledger was and what it held, signed, to be kept elsewhere.

The text has three lines: the origin, the number of rows, and in base64 the RFC 6962 root over their canonical bytes.
Whoever keeps one notices later that a row was changed or taken out, also at the end, and by whoever owns the database.
"""

import re
from base64 import b64encode
from collections.abc import Iterable

from peersupport._attrs import frozen
from peersupport.ledger.chain import canonical_of
from peersupport.ledger.errors import InvalidCheckpoint
from peersupport.ledger.merkle import Tree
from peersupport.ledger.notes import Signer, decoded, signed_text
from peersupport.ledger.rows import Row


@frozen
class Checkpoint:
    """The first `size` rows of the ledger of this origin have this Merkle root (32 bytes)."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """As it is signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def checkpoint_of(rows: Iterable[Row], signer: Signer) -> str:
    """The signed checkpoint of these rows, with the signer's name as the origin."""
    tree = Tree()
    for row in rows:
        tree.add(canonical_of(row))
    return signer.sign(Checkpoint(origin=signer.name, size=tree.size, root=tree.root()).text)


def read_checkpoint(note: str, verifier: str | None = None) -> Checkpoint:
    """The checkpoint in a signed note; without a verifier key, whoever wrote it.

    Raises `InvalidCheckpoint`, also when the origin is not the verifier key's name.
    """
    lines = signed_text(note, verifier).split("\n")
    if len(lines) < 4 or "" in lines[:-1] or not re.fullmatch(r"0|[1-9][0-9]{0,18}", lines[1]):
        raise InvalidCheckpoint("not a checkpoint", help="three lines: origin, size, root")
    checkpoint = Checkpoint(origin=lines[0], size=int(lines[1]), root=decoded(lines[2]))
    if len(checkpoint.root) != 32:
        raise InvalidCheckpoint("the root of a checkpoint has another length than 32 bytes")
    if verifier is not None and verifier.partition("+")[0] != checkpoint.origin:
        raise InvalidCheckpoint("the checkpoint is of another origin than its signer's")
    return checkpoint


def extends(old: Checkpoint, new: Checkpoint, rows: Iterable[Row]) -> bool:
    """Whether these rows are those of `new`, and the first of them those of `old`: nothing was changed in between."""
    tree = Tree()
    roots = {0: tree.root()}
    for row in rows:
        tree.add(canonical_of(row))
        if tree.size in (old.size, new.size):
            roots[tree.size] = tree.root()
    return (
        old.origin == new.origin
        and old.size <= new.size
        and roots.get(old.size) == old.root
        and roots.get(new.size) == new.root
    )
