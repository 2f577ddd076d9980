"""How a command that cannot go on says so, and its exit code: by the faults that it found, by what was typed, by what
the system refuses, and by what nobody foresaw. None of it repeats what was typed or read, but the names of files."""

import os
import sys
from collections.abc import Sequence

import click

from peersupport.cli.ending import ENDED, Ended
from peersupport.cli.partly import Partly
from peersupport.cli.shared import numbered
from peersupport.errors import Faulty, InvalidRecord, PeerSupportError
from peersupport.ledger import LedgerError
from peersupport.tracebacks import raised_in, traceback_without_values

FAULTS_IN_INPUT, USAGE, UNFORESEEN, INTERRUPTED = 1, 2, 70, 130
SHOWN = 3
"""Of how many codes the page is offered at once."""


def tell(error: BaseException, *, writes: bool, debug: bool) -> int:
    """Say on standard error what went wrong; the exit code. `writes` says whether the command writes at all."""
    if isinstance(error, Partly):
        code = tell(error.cause, writes=False, debug=debug)
        click.echo(error.stays, err=True)
        return code
    if debug:
        click.echo(traceback_without_values(error), err=True)
    if isinstance(error, Ended) or isinstance(error.__cause__, Ended):  # click makes it an `Abort`
        return ENDED
    if isinstance(error, click.exceptions.Abort | KeyboardInterrupt):
        return INTERRUPTED
    if isinstance(error, click.ClickException):
        discreet(error).show()
        return USAGE
    if isinstance(error, PeerSupportError):
        return _family(error, writes=writes)
    if isinstance(error, OSError) and error.errno is not None:
        message = f"a file or the output cannot be read or written ({os.strerror(error.errno)})"
        _family(PeerSupportError(message, code="file-unwritable"), writes=writes)
        return FAULTS_IN_INPUT
    click.echo(f"peersupport failed: {type(error).__name__} at {raised_in(error)} [unforeseen]", err=True)
    again = "what `--debug` prints" if not debug else "the lines above"
    click.echo(f"this is a mistake of the program or of a plugin: report {again}, which holds no data", err=True)
    return UNFORESEEN


def _family(error: PeerSupportError, *, writes: bool) -> int:
    for fault in error.faults:
        click.echo(str(fault), err=True)
    counted = isinstance(error, Faulty | InvalidRecord) and not isinstance(error, LedgerError)
    if counted:
        written = "; nothing was written" if writes else ""
        click.echo(f"{numbered(len(error.faults), 'fault')}{written}", err=True)
    codes = list(dict.fromkeys(fault.code for fault in error.faults))
    pages = " ".join(codes[:SHOWN])
    click.echo(f"more about {'it' if len(codes) == 1 else 'them'}: peersupport fault {pages}", err=True)
    return FAULTS_IN_INPUT if counted or isinstance(error, LedgerError) else USAGE


def discreet(error: click.ClickException) -> click.ClickException:
    """The same error of usage without what was typed, which may be a name: click's own words repeat it."""
    if isinstance(error, click.NoSuchOption):
        near = f"; did you mean `{error.possibilities[0]}`?" if error.possibilities else ""
        return click.UsageError(f"there is no such option{near}", error.ctx)
    if isinstance(error, click.BadParameter) and error.param is not None:
        message = _expected(error.param.type)
        return error if message is None else click.BadParameter(message, error.ctx, error.param)
    if isinstance(error, click.UsageError) and error.message.startswith("Got unexpected extra argument"):
        message = "there is a word too many: values follow their options, in quotes if need be"
        return click.UsageError(message, error.ctx)
    return error


def _expected(kind: click.ParamType[object]) -> str | None:
    """What an option takes, where click itself says what is wrong; our own types say it without a value."""
    if isinstance(kind, click.Choice):
        return f"choose one of {', '.join(str(choice) for choice in kind.choices)}"
    if isinstance(kind, click.types.IntParamType):
        return "expected a whole number"
    return "expected a number" if isinstance(kind, click.types.FloatParamType) else None


def flushed(code: int) -> int:
    """The exit code, once all that was printed is out: another one where it could not be."""
    for stream in filter(None, (sys.stdout, sys.stderr)):  # None where the shell has closed it
        try:
            stream.flush()
        except (OSError, ValueError) as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # what is left is not tried again at exit
            if not isinstance(error, BrokenPipeError):
                code = tell(error, writes=False, debug=False)
    return code


def without_debug(arguments: Sequence[str]) -> tuple[list[str], bool]:
    """The arguments without `--debug`, which may stand anywhere before `--`, and whether it was there."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    kept = [one for one in arguments[:end] if one != "--debug"]
    return [*kept, *arguments[end:]], len(kept) < end
