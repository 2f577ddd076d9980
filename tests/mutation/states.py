"""Whether files are what they were: what was measured of others says nothing of them."""

import hashlib
from pathlib import Path


def state_of(file: Path) -> str:
    """Tells whether a file is what it was."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


def digest_of(folder: Path) -> str:
    """Tells whether what stands in a folder's modules is what stood there before."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*.py")):
        digest.update(f"{file.relative_to(folder)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]
