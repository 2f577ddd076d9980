"""The group `peersupport mapping`."""

import click

from peersupport.cli.mapping.check import check
from peersupport.cli.mapping.suggest import suggest
from peersupport.cli.shared import Suggesting


@click.group(cls=Suggesting)
def mapping() -> None:
    """What the columns of a table mean in our records: checked, and suggested."""


for command in (check, suggest):
    mapping.add_command(command)
