"""What a run of scenarios saw of the rules, written as a page and as JSON."""

import json
from collections.abc import Collection, Generator
from contextlib import contextmanager
from pathlib import Path

from peersupport.cli.files import write_together
from peersupport.programmes.host import Host
from peersupport.testing.coverage import measured, recording, rules_of
from peersupport.testing.coverage.page import page_of
from peersupport.testing.coverage.telling import told


@contextmanager
def covered(host: Host, folder: Path | None, programmes: Collection[str]) -> Generator[list[str]]:
    """Watch the programmes' rules, where a folder is named; then write what was seen, and give it as lines."""
    lines: list[str] = []
    if folder is None:
        yield lines
        return
    rules = rules_of(host, [one for one in sorted(programmes) if one in host.programmes])
    with recording(rules) as counts:
        yield lines
    found = measured(rules, counts)
    document = json.dumps(found.document(), ensure_ascii=False, indent=2) + "\n"
    write_together({folder / "index.html": page_of(found), folder / "coverage.json": document})
    lines += ["", *told(found)]
