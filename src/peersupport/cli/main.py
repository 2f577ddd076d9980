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
from peersupport.cli.ending import ended_by_sigterm
from peersupport.cli.explain import explain
from peersupport.cli.failing import flushed, tell, without_debug
from peersupport.cli.fault import fault
from peersupport.cli.ledger.commands import ledger
from peersupport.cli.listings import facts, plugins, programmes
from peersupport.cli.mapping.commands import mapping
from peersupport.cli.may import may
from peersupport.cli.mutate import mutate
from peersupport.cli.new_plugin import new_plugin
from peersupport.cli.next_steps import next_steps
from peersupport.cli.pathway import pathway
from peersupport.cli.report import report
from peersupport.cli.review import review
from peersupport.cli.scenario.commands import scenario
from peersupport.cli.schema import schema
from peersupport.cli.score import score
from peersupport.cli.shared import Suggesting
from peersupport.cli.standing import standing

READING = {one.name for one in (allocate, changes, explain, facts, fault, may, next_steps, plugins, programmes, score)}
"""The commands that never write anything, and so need not say after a fault that they did not."""


@click.group(cls=Suggesting, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="peersupport")
@click.option("--debug", is_flag=True, help="After an error, show where it was raised: a traceback without values.")
def commands(debug: bool) -> None:
    """Who may join which programme, what may be told to whom, why, and what must still be asked."""


for command in (
    review,
    report,
    mapping,
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
    fault,
    changes,
    scenario,
    mutate,
    conformance,
    new_plugin,
    schema,
):
    commands.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code. `--debug`, anywhere, adds a traceback without values."""
    given, debug = without_debug(sys.argv[1:] if arguments is None else arguments)
    try:
        with ended_by_sigterm():
            done = commands.main(args=given, prog_name="peersupport", standalone_mode=False)
        code = done if isinstance(done, int) else 0
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told without a value
        code = tell(error, writes=_asked(given) not in READING, debug=debug)
    sys.exit(flushed(code))


def _asked(arguments: Sequence[str]) -> str:
    """The command that was called: the group has no options that take a value."""
    return next((one for one in arguments if not one.startswith("-")), "")
