"""`peersupport scenario record`: what a programme answers now, written down for somebody to read."""

from datetime import date
from pathlib import Path

import click

from peersupport.cli.asking import Day
from peersupport.cli.files import write_together
from peersupport.cli.scenario.needs import plugins_given, testing_kit
from peersupport.cli.shared import console, print_json
from peersupport.engine import today_in_london
from peersupport.errors import Fault, InvalidDocument
from peersupport.interop.texts import file_bytes
from peersupport.programmes.host import Host
from peersupport.records.codec import parse_json


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--case",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A made-up case as JSON, of which a scenario is added.",
)
@click.option("--boundaries", metavar="OFFER", help="Write a new file of drafts at the boundaries of an offer's rules.")
@click.option("--programme", metavar="ID", help="Of which programme, or programme/offer, the case is asked.")
@click.option("--sentence", metavar="TEXT", help="What the case shows.")
@click.option("--on", type=Day(), help="The day of the answer to the case, or of the drafts; else today.")
@click.option("--recorded", type=Day(), help="The day that is noted; else today.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a sentence.")
@plugins_given
def record(
    host: Host,
    file: Path,
    case: Path | None,
    boundaries: str | None,
    programme: str | None,
    sentence: str | None,
    on: date | None,
    recorded: date | None,
    as_json: bool,
) -> None:
    """Fill in `expect:` where the scenarios of FILE lack it, from the present answers.

    What is recorded is marked with the day, to be read by a person; what is there is never touched. With --case a
    scenario is added to FILE; with --boundaries FILE is new.
    """
    day = recorded or today_in_london()
    with testing_kit():
        from peersupport.testing.scenarios.document import read_text  # noqa: PLC0415
        from peersupport.testing.scenarios.recording import entry  # noqa: PLC0415
        from peersupport.testing.scenarios.recording import recorded as filled_in  # noqa: PLC0415
        from peersupport.testing.scenarios.writing import as_days  # noqa: PLC0415

    if boundaries is not None:
        if case is not None or file.exists():
            raise click.UsageError("--boundaries writes a new file, and of no case")
        _draft(host, file, boundaries, on or today_in_london(), day, as_json)
        return
    text = read_text(file) if file.exists() or case is None else ""
    if case is not None:
        if programme is None or sentence is None:
            raise click.UsageError("of a case say what is asked, and what it shows: --programme and --sentence")
        given = parse_json(file_bytes(case))
        if not isinstance(given, dict):
            raise InvalidDocument("a case has faults", [Fault(code="value-type", message="expected an object")])
        added = entry(host, sentence, programme, on or today_in_london(), as_days(given), day, str(file))
        text = f"{text.rstrip()}\n\n{added}" if text.strip() else added
    text, number = filled_in(host, text, str(file), day)
    number += case is not None
    if number:
        write_together({file: text})
    if as_json:
        print_json({"file": str(file), "recorded": number})
    else:
        click.echo(f"{number} recorded in {file}: read each, then take away its `recorded`")


def _draft(host: Host, file: Path, offer: str, on: date, day: date, as_json: bool) -> None:
    from peersupport.testing.coverage.drafting import drafted  # noqa: PLC0415 - the kit, as above

    with console().status("Looking for cases"):
        text, without = drafted(host, offer, on, day)
    number = text.count("\n- scenario:") + text.startswith("- scenario:")
    if number:
        write_together({file: text})
    missed = [f"{one.rule.name}: {one.sentence}{_unset(one.unset)}" for one in without]
    if as_json:
        print_json({"file": str(file), "recorded": number, "not_found": missed})
        return
    click.echo(f"{number} drafts in {file}: read each, give it a sentence, and take away its `recorded`")
    for one in missed:
        click.echo(f"  no case found, write one: {one}")


def _unset(parameters: tuple[str, ...]) -> str:
    """Why no case can be at a boundary that nobody has set."""
    return f"; nobody has set {', '.join(f'`{one}`' for one in parameters)}" if parameters else ""
