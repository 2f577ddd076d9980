"""The table of what a plugin's rules rest on: held by a test, so that no word, mark or statement changes unread.

`python -m peersupport.testing.statements PLUGIN > tests/statements.md` writes it anew: then read what changed in it.
"""

import sys
from collections.abc import Iterator

from peersupport.citations import Citation
from peersupport.errors import PeerSupportError
from peersupport.programmes.host import Host

HEAD = """# What each rule rests on: {title}

Read against the source, line by line, by whoever changes it. A test holds this page to the rules, parameters and
schedules: a word, a mark, a statement or what people are told cannot change without it.

| What | Statements | Mark | Words of the source | Reading, or what people are told |
|---|---|---|---|---|
"""


def statements(host: Host, programme: str) -> str:
    """A programme's rules, parameters and schedules as a Markdown table: what each carries, by whose word, and what
    its reading, advice and duty say. What follows from a rule is not in it: that is for scenarios to show."""
    return HEAD.format(title=host.programmes[programme].title) + "".join(sorted(_rows(host, programme)))


def _rows(host: Host, programme: str) -> Iterator[str]:
    for one in (rule for rules in host.rules.values() for rule in rules):
        if one.programme == programme and not one.inherited_from:
            duty = "" if one.obligation is None else one.obligation.duty
            yield _row(f"rule {one.id}", one.requirements, one.citation, one.reading, one.advice, duty)
    for name, parameter in host.parameters.items():
        if name.startswith(f"{programme}."):
            short = name.removeprefix(f"{programme}.")
            yield _row(f"parameter {short}", (parameter.requirement,), parameter.citation)
    for schedule in host.schedules:
        if schedule.programme == programme:
            yield _row(f"schedule {schedule.id}", schedule.requirements, schedule.citation)


def _row(what: str, requirements: tuple[str, ...], citation: Citation, *said: str) -> str:
    told = " ".join(one for one in said if one)
    cells = (what, ", ".join(requirements), citation.mark.value, citation.quotation, told)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def main(plugin: str) -> None:
    """Print the tables of a plugin's programmes: of an installed one by its name, of a project by its folder.

    Raises `PeerSupportError` for a plugin that is not there, and `SystemExit` with the faults of one that the host
    refuses.
    """
    from peersupport.testing.conformance.finding import find_plugin  # noqa: PLC0415 - who only reads the table

    candidate = find_plugin(plugin)
    if candidate.status.faults:
        raise SystemExit("\n".join(map(str, candidate.status.faults)))
    for one in candidate.programmes:
        sys.stdout.write(statements(candidate.host, one.id))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m peersupport.testing.statements PLUGIN")
    try:
        main(sys.argv[1])
    except PeerSupportError as error:
        raise SystemExit(str(error)) from None
