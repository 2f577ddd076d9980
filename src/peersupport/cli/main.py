"""The command `peersupport`: its group of commands, and how errors are told."""

import sys
from collections.abc import Sequence

import click

from peersupport.cli.allocate import allocate
from peersupport.cli.changes import changes
from peersupport.cli.concern.commands import concern
from peersupport.cli.conformance import conformance
from peersupport.cli.consent.commands import consent
from peersupport.cli.disclose import disclose
from peersupport.cli.due import due
from peersupport.cli.explain import explain
from peersupport.cli.ledger.commands import ledger
from peersupport.cli.listings import facts, plugins, programmes
from peersupport.cli.may import may
from peersupport.cli.mutate import mutate
from peersupport.cli.new_plugin import new_plugin
from peersupport.cli.next_steps import next_steps
from peersupport.cli.pathway import pathway
from peersupport.cli.report import report
from peersupport.cli.review import review
from peersupport.cli.scenario.commands import scenario
from peersupport.cli.score import score
from peersupport.cli.shared import Suggesting
from peersupport.cli.standing import standing
from peersupport.errors import Faulty, InvalidRecord, PeerSupportError
from peersupport.ledger import LedgerError

FAULTS_IN_INPUT = 1
USAGE = 2
READING = {one.name for one in (allocate, changes, explain, facts, may, next_steps, plugins, programmes, score)}
"""The commands that never write anything, and so need not say after a fault that they did not."""


@click.group(cls=Suggesting, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="peersupport")
def commands() -> None:
    """Who may join which programme, what may be told to whom, why, and what must still be asked."""


for command in (
    review,
    report,
    explain,
    due,
    next_steps,
    allocate,
    pathway,
    may,
    score,
    consent,
    standing,
    disclose,
    concern,
    ledger,
    plugins,
    programmes,
    facts,
    changes,
    scenario,
    mutate,
    conformance,
    new_plugin,
):
    commands.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    try:
        code = commands.main(args=arguments, prog_name="peersupport", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except PeerSupportError as error:
        for fault in error.faults:
            click.echo(str(fault), err=True)
        if isinstance(error, LedgerError):
            sys.exit(FAULTS_IN_INPUT)
        if isinstance(error, Faulty | InvalidRecord):
            number = len(error.faults)
            written = "" if _asked(arguments) in READING else "; nothing was written"
            click.echo(f"{number} {'fault' if number == 1 else 'faults'}{written}", err=True)
            sys.exit(FAULTS_IN_INPUT)
        sys.exit(USAGE)


def _asked(arguments: Sequence[str] | None) -> str:
    """The command that was called: the group has no options that take a value."""
    given = sys.argv[1:] if arguments is None else arguments
    return next((one for one in given if not one.startswith("-")), "")
