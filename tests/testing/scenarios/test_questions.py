"""Every question that a scenario can ask of the programmes that we ship, each once held and once broken."""

from pathlib import Path

import pytest

from peersupport import Host
from peersupport.testing.scenarios import check_scenario, load_scenarios

HOST = Host.load()
ACT = """
- scenario: A community mother lends no money (TC22)
  ask: boundaries
  programme: community-mothers
  on: 2026-11-01
  given: {action: lend_money, role: community_mother}
  expect: {effect: deny, provisional: false, rules: {TC22: true}, determining: [TC22], missing: [], obligations: []}
"""
TOLD = """
- scenario: A health visitor tells a community mother nothing without prior agreement (TC32, TC71)
  ask: disclosure
  programme: community-mothers
  on: 2026-01-06
  given: &telling
    roles: [{person: hv, role: health_visitor}, {person: cm, role: community_mother}]
    competences: [{purposes: [care, advice]}]
    request: {sender: hv, recipient: cm, items: [{category: housing, identifying: true}], purpose: visiting}
  expect: {effect: deny, rules: {TC32-TC71: true}, determining: [TC32-TC71], reasons: [barred, no-consent]}
- scenario: With her agreement it may be told (TC32, TC71)
  ask: disclosure
  programme: community-mothers
  on: 2026-01-06
  given:
    <<: *telling
    statements:
      - kind: grant
        given_at: 2026-01-05
        sender: {role: health_visitor}
        recipient: {role: community_mother}
        categories: [housing]
        purposes: [care]
  expect: {effect: permit, rules: {TC32-TC71: false}, reasons: [granted], missing: []}
"""
NEXT = """
- scenario: Whoever is at no stage may come to the group next
  ask: progression
  programme: crafty-mummies
  on: 2025-03-10
  given: {participant: {parent_role: mother}, enrolments: []}
  expect: {standing: outside, may_pause: false}
- scenario: Whoever is on no level that the group is for does not come to it
  ask: progression
  programme: crafty-mummies
  to: member
  on: 2025-03-10
  given: {participant: {parent_role: mother}, enrolments: []}
  expect: {outcome: undetermined}
"""
DUE = """
- scenario: Nothing is due of a family that has not joined
  ask: schedules
  programme: community-mothers
  on: 2026-11-01
  given: {case: {enrolments: []}}
  expect: {due: {}, missing: []}
"""
GIVEN_TO = """
- scenario: A site without anybody to reach in a crisis gives nobody a family (TC39)
  ask: allocation
  programme: community-mothers
  on: 2026-11-01
  given: {supporter: {}, case: {}, accompanied: false}
  expect: {outcome: not_eligible, rules: {TC39: false}, preferences: []}
"""
SCORED = """
- scenario: An answer about self-harm waits for no total
  ask: scoring
  programme: link-workers
  on: 2026-11-01
  given: {instrument: epds, items: [1, 1, 1, 1, 1, 1, 1, 1, null, 1], population: postnatal}
  expect: {scores: {total: 9 to 12}, bands: {total: unknown}, alerts: {"10": true}}
- scenario: A whole questionnaire has a score
  ask: scoring
  programme: link-workers
  on: 2026-11-01
  given: {instrument: epds, items: [1, 1, 1, 1, 1, 1, 1, 1, 1, 0], population: postnatal}
  expect: {scores: {total: 9}, bands: {total: below the cut-offs}, alerts: {"10": false}}
"""


@pytest.mark.parametrize(
    "text", [ACT, TOLD, NEXT, DUE, GIVEN_TO, SCORED], ids=["act", "told", "next", "due", "given", "scored"]
)
def test_the_sentences_hold(tmp_path: Path, text: str) -> None:
    """Each question, in the form that its page shows."""
    path = tmp_path / "some.yaml"
    path.write_text(text, "utf-8")
    assert {one.sentence: list(map(str, check_scenario(HOST, one))) for one in load_scenarios(path)} == {
        one.sentence: [] for one in load_scenarios(path)
    }


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (ACT, "effect: deny", "effect: permit"),
        (ACT, "provisional: false", "provisional: true"),
        (TOLD, "reasons: [barred, no-consent]", "reasons: [barred]"),
        (NEXT, "standing: outside", "standing: member"),
        (NEXT, "outcome: undetermined", "outcome: open"),
        (DUE, "missing: []", "missing: [Why]"),
        (GIVEN_TO, "TC39: false", "TC39: true"),
        (SCORED, "total: 9 to 12", "total: 9"),
        (SCORED, '"10": false', '"10": true'),
    ],
)
def test_what_is_not_so_is_told_of_every_question(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    """None of them holds whatever the answer."""
    path = tmp_path / "some.yaml"
    assert right in text
    path.write_text(text.replace(right, wrong), "utf-8")
    found = [check_scenario(HOST, one) for one in load_scenarios(path)]
    assert sum(map(len, found)) == 1
