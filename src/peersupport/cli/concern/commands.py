"""The group `peersupport concern`."""

import click

from peersupport.cli.concern.acting import act
from peersupport.cli.concern.listing import open_duties
from peersupport.cli.concern.raising import raise_concern
from peersupport.cli.shared import Suggesting


@click.group(cls=Suggesting)
def concern() -> None:
    """Concerns that a child suffers or risks harm, and the duty that each creates."""


for command in (raise_concern, act, open_duties):
    concern.add_command(command)
