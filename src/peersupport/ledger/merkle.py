"""The Merkle tree hash of RFC 6962 (SHA-256), over leaves that come one after another."""

from hashlib import sha256


class Tree:
    """Keeps the roots of the complete subtrees only: as many as `size` has ones in binary."""

    def __init__(self) -> None:
        self.size = 0
        self._roots: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Add a leaf, any bytes, to the right."""
        root = sha256(b"\x00" + leaf).digest()
        size = self.size
        while size & 1:
            root = _node(self._roots.pop(), root)
            size >>= 1
        self._roots.append(root)
        self.size += 1

    def root(self) -> bytes:
        """The hash of the tree so far; of an empty one, SHA-256 of nothing."""
        if not self._roots:
            return sha256().digest()
        root = self._roots[-1]
        for left in reversed(self._roots[:-1]):
            root = _node(left, root)
        return root


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
