"""The command `peersupport`: its group of commands, and how errors are told."""

import sys
from collections.abc import Sequence

import click

from peersupport.cli.explain import explain
from peersupport.cli.listings import facts, plugins, programmes
from peersupport.cli.review import review
from peersupport.errors import Faulty, PeerSupportError, did_you_mean

FAULTS_IN_INPUT = 1
USAGE = 2


class _Suggesting(click.Group):
    """A group that suggests the command that was meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; for an unknown one, name the nearest."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise click.UsageError(f"there is no such command; {did_you_mean(args[0], self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Suggesting, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="peersupport")
def commands() -> None:
    """Who may join which programme, why, and what must still be asked."""


for command in (review, explain, plugins, programmes, facts):
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
        if isinstance(error, Faulty):
            click.echo(f"{len(error.faults)} faults; nothing was written", err=True)
            sys.exit(FAULTS_IN_INPUT)
        sys.exit(USAGE)
