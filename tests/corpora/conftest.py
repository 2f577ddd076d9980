"""The shared real data, which is not part of the project: in `../shared`, or where PEERSUPPORT_SHARED says."""

import os
from pathlib import Path

import pytest

from peersupport.programmes.host import Host

ROOT = Path(__file__).parents[2]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Which cases of the surveys are decided in every format: each, or each Nth."""
    parser.addoption("--every", type=int, default=40)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the shared data."""
    folder = Path(os.environ.get("PEERSUPPORT_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"no shared data in {folder}: set PEERSUPPORT_SHARED")
    return folder


@pytest.fixture(scope="session")
def host() -> Host:
    """Every programme of the repository, without a site."""
    host = Host.load()
    assert len(host.programmes) >= 5
    assert not [fault for plugin in host.plugins for fault in plugin.faults]
    return host
