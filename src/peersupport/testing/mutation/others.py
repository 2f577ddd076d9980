"""The plugins beside the one that is changed: asked and checked once, so that each trial checks only what changed."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from peersupport.errors import Fault
from peersupport.programmes import assembly
from peersupport.programmes.contributions import Contribution, contribution_of
from peersupport.programmes.discovery import Found, installed
from peersupport.programmes.host import Host

Ask = Callable[[Found], Contribution]


class Others:
    """The contributions of all installed plugins but one, by the plugin's name, and those that have no fault."""

    def __init__(self, but: Found) -> None:
        self.contributions = {one.name: contribution_of(one) for one in installed(None, ()) if one.name != but.name}
        self.faultless: set[int] = set()
        """By their rules: what is filled in besides (a document, say) makes a new contribution of them."""

    @contextmanager
    def known(self) -> Generator[None]:
        """While it is open, what is known of the others is not asked again, and equal hosts are built once.

        Hosts are values, so that tests which load the same one may have the very same.
        """
        ask: Ask = vars(assembly)["contribution_of"]
        check, load = assembly.faults_in, Host.load
        hosts: dict[str, Host] = {}
        asked = {id(one.rules) for one in self.contributions.values()}

        def brought(found: Found) -> Contribution:
            given = self.contributions.get(found.name) if found.origin == "installed" else None
            return ask(found) if given is None else given

        def faults(contribution: Contribution, *beside: Any) -> list[Fault]:
            if id(contribution.rules) in self.faultless:
                return list(assembly.clashes_in(contribution, beside[-1]))
            found = check(contribution, *beside)
            if not found and id(contribution.rules) in asked:
                self.faultless.add(id(contribution.rules))
            return found

        def loaded(_: type[Host], /, **given: Any) -> Host:
            if any(given.get(one) for one in ("plugins", "files", "sites", "instruments")):
                return load(**given)
            key = repr(sorted(given.items()))
            if key not in hosts:
                hosts[key] = load(**given)
            return hosts[key]

        with (
            patch.object(assembly, "contribution_of", brought),
            patch.object(assembly, "faults_in", faults),
            patch.object(Host, "load", classmethod(loaded)),
        ):
            yield
