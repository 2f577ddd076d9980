"""What a plugin contributes, altered as data on its way into every host that is built."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from unittest.mock import patch

from peersupport.programmes import assembly
from peersupport.programmes.contributions import Contribution
from peersupport.programmes.discovery import Found

Alter = Callable[[Contribution], Contribution]


@contextmanager
def altered(alter: Alter) -> Generator[None]:
    """While it is open, hosts are built of altered contributions: of every plugin, whoever loads it."""
    original: Callable[[Found], Contribution] = vars(assembly)["contribution_of"]

    def contribution_of(found: Found) -> Contribution:
        return alter(original(found))

    with patch.object(assembly, "contribution_of", contribution_of):
        yield
