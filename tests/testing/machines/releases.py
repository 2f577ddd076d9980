"""The release before this one: unpacked from the repository's history, or read from the ledger that it once wrote."""

import os
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parents[3]
PREVIOUS = "b6fdb7aaefc6dcba14b251c05f140a69d8434d2e"
"""The last commit before the testing kit."""
STORE = Path(__file__).parent / "previous"
"""A ledger and its keys as that release wrote them, and what it read of them."""


def previous(folder: Path) -> list[Path]:
    """Where the earlier release and its plugins are imported from, unpacked into a folder.

    `PEERSUPPORT_PREVIOUS` names them where they are installed; else they are of the history. Raises `LookupError`.
    """
    if given := os.environ.get("PEERSUPPORT_PREVIOUS"):
        return [Path(one) for one in given.split(os.pathsep)]
    command = ["git", "-C", str(ROOT), "archive", PREVIOUS, "src", "plugins"]
    packed = subprocess.run(command, capture_output=True, check=False)
    if packed.returncode:
        raise LookupError(f"this clone lacks the commit {PREVIOUS} of the release before: fetch the whole history")
    with tarfile.open(fileobj=BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return [folder / "src", *sorted(folder.glob("plugins/*/src"))]
