"""A broken plugin is named with its reason, the others work, and no answer becomes more permissive."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.programmes.written import GOOD, OVERLAY, RAISING, family

from peersupport import Host, Outcome

ON = date(2026, 6, 1)
BROKEN = {
    "fails at import": ("1 / 0", "plugin-import", "ZeroDivisionError"),
    "exits at import": ("raise SystemExit(1)", "plugin-import", "SystemExit"),
    "is no Python": ("def (", "plugin-import", "SyntaxError"),
    "raises in a hook": (
        OVERLAY + "@hookimpl\ndef eligibility_rules():\n    raise ValueError('Jane Doe')",
        "hook-raised",
        "ValueError",
    ),
    "misspells a fact": (
        OVERLAY
        + "from peersupport import facts\n@hookimpl\ndef eligibility_rules():\n    return [facts.child_age_year]",
        "hook-raised",
        "did you mean `child_age_years`?",
    ),
    "misspells an option": (
        "from peersupport.rules.facts import AskedOf\nwho = AskedOf.STAFF",
        "plugin-import",
        "`CO_ORDINATOR`",
    ),
    "raises while its rules are read": (
        OVERLAY + "@hookimpl\ndef eligibility_rules():\n    yield from ()\n    raise KeyError('Jane Doe')",
        "hook-raised",
        "KeyError",
    ),
    "returns None": (OVERLAY + "@hookimpl\ndef eligibility_rules():\n    return None", "hook-none", "None"),
    "returns text": (OVERLAY + "@hookimpl\ndef eligibility_rules():\n    return 'rules'", "hook-type", "no list"),
    "returns other things": (OVERLAY + "@hookimpl\ndef eligibility_rules():\n    return [1]", "hook-type", "no Rule"),
    "misspells a hook": (
        OVERLAY + "@hookimpl\ndef eligibility_rule():\n    return []",
        "hook-unknown",
        "did you mean `eligibility_rules`?",
    ),
    "gives a hook an argument": (
        OVERLAY + "@hookimpl\ndef eligibility_rules(case):\n    return []",
        "hook-signature",
        "no arguments",
    ),
    "forgets the mark": (OVERLAY + "def eligibility_rules():\n    return []", "hook-unmarked", "@hookimpl"),
    "implements nothing": (OVERLAY, "plugin-empty", "no hook"),
    "repeats an id": (
        OVERLAY
        + """
@hookimpl
def eligibility_rules():
    one = require("X1", core.single_parent, quote="words")
    return overlay.rules(one, one)
""",
        "rule-duplicate",
        "good-mornings/X1",
    ),
    "cites nothing": (
        OVERLAY
        + """
@hookimpl
def eligibility_rules():
    return overlay.rules(require("X1", core.single_parent, quote=""))
""",
        "rule-uncited",
        "quotes nothing",
    ),
    "names no requirement": (
        OVERLAY
        + """
@hookimpl
def eligibility_rules():
    return overlay.rules(require("", core.single_parent, quote="words"))
""",
        "rule-uncited",
        "names no requirement",
    ),
    "binds nothing": (
        OVERLAY
        + """
@hookimpl
def eligibility_rules():
    return [require("X1", core.single_parent, quote="words")]
""",
        "rule-unbound",
        "bound to no programme",
    ),
    "compares a category": (
        OVERLAY
        + """
@hookimpl
def eligibility_rules():
    return overlay.rules(require("X1", core.severity < core.severity, quote="words"))
""",
        "criterion-order",
        "has no order",
    ),
    "mixes units": (
        OVERLAY
        + """
@hookimpl
def eligibility_rules():
    return overlay.rules(require("X1", core.age_years < core.imd_decile, quote="words"))
""",
        "criterion-unit",
        "years with decile",
    ),
    "prioritises, as an overlay may not": (
        OVERLAY
        + """
from peersupport.plugin import prioritise
@hookimpl
def eligibility_rules():
    return overlay.rules(prioritise("X1", core.single_parent, quote="words", advice="first"))
""",
        "overlay-widens",
        "only narrow",
    ),
    "uses `and`": (
        OVERLAY
        + """
@hookimpl
def eligibility_rules():
    return overlay.rules(require("X1", core.single_parent and core.pregnant, quote="words"))
""",
        "criterion-bool",
        "combine",
    ),
    "is made for another version": ("hook_api = (2, 3)\n" + OVERLAY, "plugin-hook-api", "hook API 1"),
    "repeats the core's fact": (
        OVERLAY
        + """
from datetime import date
from peersupport.plugin import Case, fact
@fact("core.pregnant", meaning="she is pregnant")
def mine(case: Case, day: date) -> bool | None:
    return True
@hookimpl
def eligibility_rules():
    return overlay.rules(require("X1", mine, quote="words"))
""",
        "name-duplicate",
        "core.pregnant",
    ),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_it_is_named_and_closes_only_what_it_touches(
    broken: str, plugin_file: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Every way of being broken: the reason is told without the error's own words, the programme it was to narrow
    answers nothing, and the programme beside it answers as before."""
    source, code, words = BROKEN[broken]
    other = GOOD.replace("good-mornings", "other-mornings").replace("GM1", "OM1")
    files = [plugin_file("good", GOOD), plugin_file("other", other), plugin_file("broken", source)]
    host = Host.load(files=files, discover=False, overlays={"broken": ["good-mornings"]})
    status = next(one for one in host.plugins if one.name == "broken")
    told = " ".join(str(fault) for fault in status.faults)
    assert code in {fault.code for fault in status.faults}
    assert words in told
    assert "Jane" not in told
    narrowed = host.eligibility("good-mornings").decide(family(age=1), ON)
    assert narrowed.outcome is Outcome.UNDETERMINED
    assert any("broken" in one.question for one in narrowed.missing)
    assert host.eligibility("other-mornings").decide(family(age=1), ON).outcome is Outcome.ELIGIBLE
    assert host.eligibility("other-mornings").decide(family(age=4), ON).outcome is Outcome.NOT_ELIGIBLE
    assert "Jane" not in str(narrowed.explain("auditor"))
    assert "Jane" not in "".join(capsys.readouterr())


def test_a_fact_that_raises_leaves_the_answer_open_and_tells_only_the_code(
    plugin_file: Callable[[str, str], Path],
) -> None:
    """An error in a fact makes it unknown: neither a yes nor a no, and its message is not repeated."""
    host = Host.load(files=[plugin_file("good", RAISING)], discover=False)
    assert host.plugins[0].faults == ()
    decision = host.eligibility("good-mornings").decide(family(age=1), ON)
    assert decision.outcome is Outcome.UNDETERMINED
    assert decision.errors == {"good.raises": "RuntimeError"}
    assert [one.error for one in decision.missing] == ["RuntimeError"]
    assert "Jane" not in str(decision.explain("auditor")) + str(decision.document("auditor"))


def test_where_it_went_wrong_is_told(plugin_file: Callable[[str, str], Path]) -> None:
    """An author finds the line; the words of the error, which may hold anything, are not repeated."""
    for source, told in (
        ("x = 1\n1 / 0", "broken.py, line 2"),
        ("x = 1\n\ndef (", "broken.py, line 3"),
        (GOOD.replace("child_age_years", "child_age_year"), "broken.py, line 13; did you mean `child_age_years`?"),
    ):
        host = Host.load(files=[plugin_file("broken", source)], discover=False)
        assert [fault.help for fault in host.plugins[0].faults] == [told]
