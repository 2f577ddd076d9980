"""The log of what changed in a programme's rules: every rule and dated value, on its day (MM31)."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from peersupport import Host, UnknownName
from peersupport.interop.site_files import read_sites
from peersupport.programmes.change_log import ChangeKind, change_log

SITES = Path(__file__).parents[2] / "examples" / "sites"


@pytest.mark.requirement("MM31")
def test_rules_and_values_stand_in_the_log_on_their_days() -> None:
    """“Test and learn”: who learnt what, and since when it holds, can be looked up (MM31)."""
    host = Host.load(sites=read_sites(SITES))
    log = change_log(host, "link-workers")
    assert [one.on for one in log] == sorted(one.on for one in log)
    begun = {one.name for one in log if one.kind is ChangeKind.BEGINS and one.on == date(2022, 3, 1)}
    assert begun == {one.name for rules in host.rules.values() for one in rules if one.programme == "link-workers"}
    (set_later,) = [one for one in log if one.on == date(2025, 4, 1)]
    assert (set_later.kind, set_later.name, set_later.value) == (
        ChangeKind.SET,
        "link-workers.other_professionals",
        True,
    )
    assert set_later.source == "example: agreed with the providers"
    governance = [words for one, words in host.programmes["link-workers"].details if one == "MM31"]
    assert any(words.startswith("An evaluation sub-group of academics") for words in governance)
    with pytest.raises(UnknownName):
        change_log(host, "link-workers", "no such site")


def test_the_log_can_be_read_on_the_command_line(run: Callable[..., tuple[int, str, str]]) -> None:
    """As a table, and as JSON."""
    asked = ("changes", "--programme", "link-workers", "--site", SITES)
    code, out, _ = run(*asked, "--json")
    assert (code, json.loads(out)[-1]["value"]) == (0, True)
    assert "agreed with" in run(*asked)[1]
    assert run("changes", "--programme", "link-worker")[0] == 2
