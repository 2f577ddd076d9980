"""What the commands about scenarios have in common: the host, and the packages that they need."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click

from peersupport.cli.shared import host_of, plugin_options


@contextmanager
def testing_kit() -> Generator[None]:
    """Imports of the testing kit, which who tests nothing need not have; what the library itself lacks is a mistake."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("peersupport"):
            raise
        raise click.UsageError("this command needs further packages: install peersupport[testing]") from None


def plugins_given(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that name plugins, for a command that takes the `host` they describe: each scenario has its site."""

    @wraps(command)
    def called(files: Sequence[Path], deny: Sequence[str], overlays: Sequence[str], **rest: Any) -> Any:
        return command(host=host_of([], files, deny, overlays), **rest)

    return plugin_options(called)
