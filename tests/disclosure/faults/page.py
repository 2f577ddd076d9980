"""The reference of laws, with what each seeded fault breaks."""

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import get_args

from tests.disclosure.faults.fault import Fault
from tests.disclosure.faults.running import Outcome

from peersupport.testing import laws
from peersupport.testing.consent.service import EffectsAlone, Ruled
from peersupport.testing.laws.disclosure import DisclosureLaw

LONGEST_EXAMPLE = 2_500
HEAD = """# The laws of disclosure

Each law is a sentence that must hold of every case. `laws.NAME(service)` asks it of a service
([how](../how-to/test-your-own-service.md)); `laws.DISCLOSURE` holds them all, sorted by name.

*Premise* is in what share of its cases what the law speaks of must come up: a law that is never met says nothing.
*Needs* names what a service must offer, beyond `decide`, to be asked it.
"""
FAULTS = """
Faults are mistakes that were put, one at a time, into a copy of the library, {faults} in all (`nox -s faults`). How
many break a law is counted on a fortieth of its cases; for one of them the page shows what the law said. Times are
in UTC; what is as it mostly is, is left out of a case. This page is written by `nox -s faults -- --write`.
"""


def chosen_examples(found: Sequence[Outcome]) -> dict[str, Fault]:
    """For each law the fault that fewest others catch: it says most about this one."""
    rank = {one.fault.name: len(one.laws) for one in found}
    examples: dict[str, Fault] = {}
    for law in laws.DISCLOSURE:
        catching = [one.fault for one in found if law.name in one.laws]
        if catching:
            examples[law.name] = min(catching, key=lambda fault: rank[fault.name])
    return examples


def page(found: Sequence[Outcome], shown: Mapping[str, Outcome]) -> str:
    """The whole page."""
    head = HEAD + (FAULTS.format(faults=len(found)) if found else "")
    return "\n".join([head, *(_law(law, found, shown) for law in laws.DISCLOSURE)])


def _law(law: DisclosureLaw, found: Sequence[Outcome], shown: Mapping[str, Outcome]) -> str:
    needs = "" if law.needs is None else f" Needs `{law.needs.__name__}`."
    spared = get_args(law.unless) or (law.unless,)
    unless = " Not asked of a service with a real programme's own rules." if Ruled in spared else ""
    unless += " Nor of one that tells effects alone (`EffectsAlone`)." if EffectsAlone in spared else ""
    caught = [one.fault.name for one in found if law.name in one.laws]
    lines = [
        f"## `{law.name}`",
        "",
        law.statement,
        "",
        f"From {law.source}. Premise: {law.floor:.0%} of {law.cases:,} cases.{needs}{unless}",
        "",
    ]
    if not found:
        return "\n".join(lines)
    if not caught:
        return "\n".join([*lines, "None of the seeded faults breaks it on so few cases.", ""])
    lines.append(f"Broken by {len(caught)} of the seeded faults.")
    example = shown.get(law.name)
    if example is not None and example.counterexample:
        told = example.counterexample.partition("\n")[2]
        lines[-1] += (
            f" With the fault *{example.fault.name}* ({example.fault.wrong[0].lower()}{example.fault.wrong[1:]}"
        )
        lines[-1] = f"{lines[-1].rstrip('.')}) it says:"
        lines += ["", "```text", *_wrapped(told[:LONGEST_EXAMPLE]), "```"]
    return "\n".join([*lines, ""])


def _wrapped(text: str) -> list[str]:
    return [
        part
        for line in text.splitlines()
        for part in wrap(line.strip(), 116, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
    ]
