"""Writes docs/reference/laws-of-programmes.md: `python -m tests.testing.faults.page`."""

import json
from pathlib import Path
from typing import Any

from tests.testing.faults.every import FAULTS
from tests.testing.faults.fault import caught

from peersupport.testing import laws
from peersupport.testing.laws.law import Law

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "laws-of-programmes.md"
HEAD = """# Laws of programmes

Written by `python -m tests.testing.faults.page`. The laws of `peersupport.testing.laws` but for those of disclosure:
each can be asked alone, `laws.knowledge_is_monotone(service)`, and all of a family as a tuple, `laws.ELIGIBILITY`.
`laws.ALL` holds every law.

A service is whatever has the few methods of its family's protocol, in `peersupport.testing.services`; there too are
the adapters by which a `Host`, an `Engine` or a ledger has them. A law that is broken raises `LawBroken` with the
smallest case found, as JSON, and how to try it again. Under each law stands a mistake that it sees, with what it then
tells.
"""


def told(law: Law[Any, Any]) -> str:
    """One law: its words, its source, and a mistake that it sees."""
    lines = [f"### `{law.name}`", "", law.statement, "", f"Source: {law.source}."]
    fault = next(one for one in FAULTS if one.check is law)
    found = caught(fault) if fault.quick else None
    lines += ["", f"Sees, for one: *{fault.name}*."]
    if found is not None:
        saw = found.said.splitlines()[1].partition("AssertionError: ")[2]
        lines += ["", "```text", saw, json.dumps(found.document, ensure_ascii=False), "```"]
    return "\n".join(lines)


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for family, found in laws.FAMILIES.items():
        domain = found[0].domain
        if family == "disclosure" or domain.protocol is None:
            continue
        parts.append(
            f"## Of {family}\n\n`laws.{family.upper()}`; asked of a service with `{domain.protocol.__name__}` "
            f"(`{domain.protocol.__module__}`). The library's own: {domain.adapters}."
        )
        parts += [told(law) for law in found]
    return "\n\n".join(one.strip() for one in parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
