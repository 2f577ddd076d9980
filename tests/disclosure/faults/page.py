"""The reference of laws, with what each seeded fault breaks."""

from collections.abc import Sequence
from textwrap import wrap
from typing import get_args

from tests.disclosure.faults import every
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
Faults are mistakes that are put, one at a time, into a copy of the library, {every} in all (`nox -s faults`). For this
page {faults} of them were put to the first law below and to those of the properties that they were written against;
where one broke none of these, to the others up to the first that it broke. For one fault of each law the page shows
what the law said. Times are UTC; what is as it mostly is, is left out of a case. `nox -s faults -- --write` writes it.
"""


def page(found: Sequence[Outcome]) -> str:
    """The whole page."""
    head = HEAD + (FAULTS.format(faults=len(found), every=len(every.FAULTS)) if found else "")
    return "\n".join([head, *(_law(law, found) for law in laws.DISCLOSURE)])


def _law(law: DisclosureLaw, found: Sequence[Outcome]) -> str:
    needs = "" if law.needs is None else f" Needs `{law.needs.__name__}`."
    spared = get_args(law.unless) or (law.unless,)
    unless = " Not asked of a service with a real programme's own rules." if Ruled in spared else ""
    unless += " Nor of one that tells effects alone (`EffectsAlone`)." if EffectsAlone in spared else ""
    caught = [one for one in found if law.name in one.told]
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
        return "\n".join([*lines, "None of the seeded faults was put to it, or broke it.", ""])
    lines.append(f"Broken by {len(caught)} of the seeded faults.")
    # The fault that fewest others catch says most about this law.
    example = min(caught, key=lambda one: len(one.told))
    told, wrong = example.told[law.name].partition("\n")[2], example.fault.wrong.rstrip(".")
    lines[-1] += f" With the fault *{example.fault.name}* ({wrong[0].lower()}{wrong[1:]}) it says:"
    lines += ["", "```text", *_wrapped(told[:LONGEST_EXAMPLE]), "```"]
    return "\n".join([*lines, ""])


def _wrapped(text: str) -> list[str]:
    return [
        part
        for line in text.splitlines()
        for part in wrap(line.strip(), 116, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
    ]
