"""The group `peersupport scenario`."""

import click

from peersupport.cli.scenario.recording import record
from peersupport.cli.scenario.running import run
from peersupport.cli.shared import Suggesting


@click.group(cls=Suggesting)
def scenario() -> None:
    """Sentences about cases, each with the answer that a programme must give."""


for command in (run, record):
    scenario.add_command(command)
