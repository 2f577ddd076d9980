"""The group `peersupport consent`."""

import click

from peersupport.cli.consent.show import show
from peersupport.cli.consent.stating import grant, refuse
from peersupport.cli.consent.touched import touched
from peersupport.cli.consent.withdraw import withdraw
from peersupport.cli.shared import Suggesting


@click.group(cls=Suggesting)
def consent() -> None:
    """What a participant agreed to, refused and withdrew."""


for command in (grant, refuse, withdraw, show, touched):
    consent.add_command(command)
