"""Actions and boundary rules that are wrongly declared are faults of their plugin when the host is built."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.programmes.written import GOOD, NARROWING

from peersupport import Host
from peersupport.policies.boundaries import BoundaryEffect
from peersupport.policies.boundaries.policy import Boundaries
from peersupport.records.acts import Act
from peersupport.records.roles import Role

Write = Callable[[str, str], Path]
ACTING = GOOD.replace(
    "from peersupport.plugin import",
    "from peersupport.plugin import NamedAction, cited, permit, prioritise, prohibit, expect, oblige, hold, redirect,",
).replace('source="leaflet.txt",', 'source="leaflet.txt", actions=ACTIONS,', 1)
KNIT = 'NamedAction(id="knit", title="knit", requirements=("GM2",), citation=cited("we knit"))'
RULES = """
@hookimpl
def boundary_rules():
    return mornings.rules({rules})
"""
PERMITTED = 'permit("GM2", core.act_action.is_in({"knit"}), quote="we knit")'

TURNING = 'require("GM2", core.act_kept.is_true(), quote="we knit", {})'


def acting(actions: str = KNIT, rules: str = PERMITTED) -> str:
    """A plugin whose programme has these actions and boundary rules."""
    return ACTING.replace("mornings =", f"ACTIONS = ({actions},)\nmornings =", 1) + RULES.format(rules=rules)


def faults(*files: Path, **named: object) -> set[str]:
    """The codes of all faults."""
    host = Host.load(files=files, discover=False, **named)  # type: ignore[arg-type]
    return {fault.code for one in host.plugins for fault in one.faults}


def test_a_sound_declaration_is_taken_and_its_citation_filled_in(plugin_file: Write) -> None:
    """The document that an action leaves out is the programme's; the digest covers actions."""
    path, other = plugin_file("one", acting()), plugin_file("two", acting(KNIT.replace('title="knit"', 'title="purl"')))
    hosts = [Host.load(files=[each], discover=False) for each in (path, other)]
    (action,) = hosts[0].programmes["good-mornings"].actions
    assert action.citation.document == "leaflet.txt"
    assert hosts[0].digest != hosts[1].digest
    assert _asked(hosts[0].boundaries("good-mornings")) is BoundaryEffect.PERMIT


def _asked(policy: Boundaries, action: str = "knit") -> BoundaryEffect:
    return policy.decide(Act(action=action, role=Role.PARENT_VOLUNTEER), date(2026, 11, 1)).effect


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (acting(KNIT.replace('"knit"', '"Knit it"', 1)), "action-id"),
        (acting(KNIT.replace('id="knit"', 'id="raise_concern"')), "action-id"),
        (acting(f"{KNIT}, {KNIT}"), "carrier-duplicate"),
        (acting(KNIT.replace("we knit", " ")), "carrier-uncited"),
        (acting(KNIT.replace('("GM2",)', "()")), "carrier-uncited"),
        (acting(rules=PERMITTED.replace('{"knit"}', '{"knitt"}')), "action-unknown"),
        (acting(rules=PERMITTED.replace("permit", "prioritise").replace("quote", 'advice="a", quote')), "rule-effect"),
        (acting(rules='permit("GM2", core.pregnant.is_true(), quote="we knit")'), "rule-subject"),
        (acting(rules='prohibit("GM2", core.act_role.is_in(set()), quote="we knit")'), "criterion-type"),
        (acting(rules=TURNING.format('otherwise=redirect("hub", "Ask the hub.")')), "rule-untold"),
        (acting(rules=TURNING.format('unknown=hold("co-ordinator")')), "rule-untold"),
        (acting().replace('require("GM1"', 'permit("GM1"'), "rule-effect"),
        (acting().replace('require("GM1"', 'prohibit("GM1"'), "rule-effect"),
    ],
)
def test_what_is_wrongly_declared_is_refused(plugin_file: Write, source: str, code: str) -> None:
    """With the code that the reference explains."""
    assert code in faults(plugin_file("mornings", source))


def test_a_boundary_without_a_turn_is_taken(plugin_file: Write) -> None:
    """What is refused is only what nobody would be told."""
    assert faults(plugin_file("mornings", acting(rules=TURNING.format("")))) == set()


def test_an_overlay_forbids_and_never_permits(plugin_file: Write) -> None:
    """A council may forbid what the programme permits; its permission is refused with its whole plugin."""
    own = plugin_file("mornings", acting())
    council = NARROWING.partition("@hookimpl")[0].replace("import Overlay", "import permit, prohibit, Overlay")
    hook = RULES.format(rules='{}("CO1", core.act_action.is_in({{"knit"}}), quote="no")').replace("mornings", "overlay")
    named = {"overlays": {"council": ["good-mornings"]}}
    forbidding = plugin_file("council", council + hook.format("prohibit"))
    host = Host.load(files=[own, forbidding], discover=False, overlays={"council": ["good-mornings"]})
    assert _asked(host.boundaries("good-mornings")) is BoundaryEffect.DENY
    permitting = plugin_file("council", council + hook.format("permit"))
    assert faults(own, permitting, **named) == {"overlay-widens"}
    lost = Host.load(files=[own, permitting], discover=False, overlays={"council": ["good-mornings"]})
    assert _asked(lost.boundaries("good-mornings")) is BoundaryEffect.DENY
    assert _asked(lost.boundaries("good-mornings"), "raise_concern") is BoundaryEffect.REQUIRED
