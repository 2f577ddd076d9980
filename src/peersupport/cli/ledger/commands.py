"""The group `peersupport ledger`."""

import click

from peersupport.cli.ledger.copying import backup, export, migrate
from peersupport.cli.ledger.erase import erase
from peersupport.cli.ledger.replay import replay
from peersupport.cli.ledger.signing import checkpoint, keygen
from peersupport.cli.ledger.verify import verify
from peersupport.cli.shared import Suggesting


@click.group(cls=Suggesting)
def ledger() -> None:
    """The record of what was stated, decided and disclosed."""


for command in (verify, replay, checkpoint, keygen, erase, backup, export, migrate):
    ledger.add_command(command)
