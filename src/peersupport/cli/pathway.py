"""`peersupport pathway`: the way through a programme as a picture."""

from pathlib import Path

import click

from peersupport.cli.files import write_together
from peersupport.cli.shared import host_given, print_json
from peersupport.errors import UnknownName, did_you_mean
from peersupport.programmes.host import Host
from peersupport.programmes.pathway_checks import pathway_document
from peersupport.reports.pathways import mermaid, svg


@click.command()
@click.argument("programme")
@click.option("--pathway", "name", metavar="ID", help="One pathway, where the programme has several.")
@click.option("--svg", "image", type=click.Path(dir_okay=False, path_type=Path), help="Write an SVG file.")
@click.option("--json", "as_json", is_flag=True, help="The pathways as JSON, with the words that they rest on.")
@host_given
def pathway(host: Host, programme: str, name: str | None, image: Path | None, as_json: bool) -> None:
    """Print the pathways of PROGRAMME as Mermaid text; nothing is written unless --svg is given."""
    if programme not in host.programmes:
        raise UnknownName("there is no such programme", help=did_you_mean(programme, host.programmes))
    ways = {one.id: one for one in host.programmes[programme].pathways}
    if name is not None and name not in ways:
        raise UnknownName("there is no such pathway", help=did_you_mean(name, ways))
    chosen = [one for one in ways.values() if name in {None, one.id}]
    if image is not None:
        if len(chosen) != 1:
            raise click.UsageError(f"name one pathway with --pathway: {', '.join(ways) or 'there is none'}")
        write_together({image: svg(chosen[0])})
        click.echo(f"Picture: {image}")
    elif as_json:
        print_json(pathway_document(host.programmes[programme]))
    else:
        click.echo("\n".join(mermaid(one) for one in chosen).rstrip())
