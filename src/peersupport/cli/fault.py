"""`peersupport fault`: what a code means, how it comes about and what to do, from the package's own pages."""

import click
from rich.markdown import Markdown

from peersupport.cli.shared import console, print_json, print_table
from peersupport.fault_pages import fault_page, fault_pages


@click.command()
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of pages or a table.")
def fault(codes: tuple[str, ...], as_json: bool) -> None:
    """What does the code at the end of an error mean, and what is to be done? Without CODE: all of them."""
    pages = [fault_page(code.strip("[]").lower()) for code in codes] or list(fault_pages().values())
    if as_json:
        print_json([page.document() for page in pages])
    elif not codes:
        print_table("Faults", ["Code", "What is wrong"], [[page.code, page.wrong] for page in pages])
    elif (screen := console()).is_terminal:
        for page in pages:
            screen.print(Markdown(page.markdown))
    else:
        click.echo("\n".join(page.markdown for page in pages), nl=False)
