"""Who installs the extra that a page names can run the page."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
FORBID = "import sys; sys.modules['cryptography'] = None; "


def test_the_machines_need_the_ledger_and_the_extra_testing_brings_it() -> None:
    """An import that fails deep inside tells nobody what to install."""
    machines = [sys.executable, "-c", f"{FORBID}import peersupport.testing.machines"]
    needed = subprocess.run(machines, capture_output=True, check=False).returncode != 0
    assert needed is ("peersupport[ledger]" in EXTRAS["testing"])
