"""Whoever has the library and the ledger can judge again: no plugin is installed, nor any file of one read."""

import json
import os
import subprocess
import sys
from functools import cache
from hashlib import sha256

import pytest
from tests.policies.toddlers import decide
from tests.replay.recording import BROKEN, DAY, Ledger, world

from peersupport import Decision
from peersupport.rules.document import canonical

CHILD = """
import json
import sys

class NoPlugins:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("peersupport_"):
            raise ImportError(name)

sys.meta_path.insert(0, NoPlugins())
try:
    import peersupport_link_workers
except ImportError:
    pass
else:
    sys.exit("a plugin can be imported")

from peersupport.replay import recorded_decision, replayed, rule_set_from
from peersupport.rules.document import canonical, digest

given = json.load(sys.stdin)
made = {name: rule_set_from(json.loads(text)) for name, text in given["rule_sets"].items()}
for text in given["cases"]:
    case = json.loads(text)
    decision = replayed(made[case["rules"]], case)
    rules, again = recorded_decision(decision)
    sys.stdout.buffer.write(canonical([decision.document(), digest(rules), digest(again)]) + b"\\n")
plugins = [name for name in sys.modules if name.startswith("peersupport_")]
sys.exit(f"{plugins} were loaded" if plugins else 0)
"""
ENVIRONMENTS: dict[str, tuple[list[str], dict[str, str]]] = {
    "isolated": (["-I"], {}),
    "east": ([], {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"}),
    "west": ([], {"PYTHONHASHSEED": "77", "TZ": "America/Los_Angeles", "LC_ALL": "C"}),
    "optimised": ([], {"PYTHONOPTIMIZE": "2", "PYTHONUTF8": "0"}),
}


@cache
def recorded() -> tuple[Ledger, list[Decision]]:
    """Decisions of all programmes, and of one whose facts raise."""
    host, cases = world()
    decisions = [host.eligibility(address).decide(case, DAY) for address in host.offers() for case in cases[::20]]
    decisions += [decide(BROKEN, case, on="2025-06-01", as_of="2024-06-01") for case in cases[:30]]
    ledger = Ledger()
    for one in decisions:
        ledger.keep(one)
    return ledger, decisions


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_decisions_are_replayed_without_plugins(environment: str) -> None:
    """In another process, with another hash seed, time zone and locale: the same documents to the last byte."""
    ledger, decisions = recorded()
    options, changed = ENVIRONMENTS[environment]
    sent = {
        "rule_sets": {name: text.decode() for name, text in ledger.rule_sets.items()},
        "cases": [text.decode() for text in ledger.cases],
    }
    done = subprocess.run(
        [sys.executable, *options, "-c", CHILD],
        input=json.dumps(sent),
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **changed},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert len(lines) == len(decisions) > 150
    for line, decision, kept in zip(lines, decisions, ledger.cases, strict=True):
        document, rules, case = json.loads(line)
        assert canonical(document) == canonical(decision.document())
        assert (rules, case) == (json.loads(kept)["rules"], sha256(kept).hexdigest())
