"""The table of what catches what."""

from collections.abc import Sequence

from tests.disclosure.faults.running import Outcome

HEAD = """# Seeded faults of disclosure, and the properties that catch them

Written by `python -m tests.disclosure.faults --matrix`. The faults (`of_*.py`) were written before the tests of the
properties. Each is put into a copy of the library, and every property test is run on it; a number is that of a property
in `consent.md`.
"""


def table(outcomes: Sequence[Outcome]) -> str:
    """Both ways: for each property the faults that it catches, for each fault the properties."""
    by_property = {number: [one.fault.name for one in outcomes if number in one.properties] for number in range(1, 31)}
    lines = [HEAD, "| Property | Faults caught | Among them |", "|---|---|---|"]
    # Those that few properties catch say most about this one.
    rank = {one.fault.name: len(one.properties) for one in outcomes}
    for number, names in by_property.items():
        lines.append(f"| {number} | {len(names)} | {'; '.join(sorted(names, key=rank.__getitem__)[:3])} |")
    lines += ["", "| Fault | What goes wrong | Caught by |", "|---|---|---|"]
    for one in outcomes:
        numbers = ", ".join(map(str, one.properties)) or one.trouble or "NOTHING"
        lines.append(f"| {one.fault.name} | {one.fault.wrong} | {numbers} |")
    return "\n".join(lines) + "\n"
