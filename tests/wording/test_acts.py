"""What is told of acts, word for word: to each reader, as text and as JSON, of every ground that a reason can have."""

import json
from datetime import date

from tests.policies.test_boundaries import ACTIONS, ANNA, DAY, PROGRAMME, exempting, raising
from tests.wording.comparing import same_words

from peersupport import Audience, Role
from peersupport._attrs import evolve
from peersupport.dates import since
from peersupport.errors import Fault
from peersupport.facts import act_action, act_alone, act_kept, act_paid, act_role, act_violence_risk
from peersupport.judging import BindingRules
from peersupport.policies.boundaries import Boundaries, BoundaryDecision
from peersupport.policies.boundaries.listing import listed
from peersupport.policies.boundaries.telling import document, explain
from peersupport.records.acts import Act
from peersupport.rules.rule import Rule, expect, oblige, permit, prohibit, require

VISIT, LEND = act_action.is_in({"visit"}), act_action.is_in({"lend"})
RULES = (
    permit("X1", VISIT, id="P1", quote="they may visit", note="at home"),
    permit("X2", LEND & act_kept.is_true(), id="P2", quote="they may lend what is kept"),
    prohibit("X3", VISIT & act_alone.is_true(), id="F1", quote="never alone"),
    prohibit("X3", LEND & act_role.is_in({Role.COMMUNITY_MOTHER}), id="F2", quote="mothers lend nothing"),
    prohibit("X4", VISIT & act_violence_risk.is_true(), id="F3", quote="not where there is violence"),
    require("X5", act_paid.is_false(), id="N1", quote="without pay", when=LEND),
    expect("X6", act_kept.is_true(), id="W1", quote="usually kept", advice="Usually it is kept.", when=VISIT),
    oblige("X7", act_violence_risk.is_false(), id="O1", quote="tell", duty="Tell the host.", discharged="she was told"),
    oblige("X8", act_paid.is_true(), id="O2", quote="note", duty="Note the pay.", discharged="it was noted"),
)
FAULT = Fault(code="plugin-import", message="broken")


def policy(*unavailable: Fault, broken: bool = False, ends: str = "2030-01-01") -> Boundaries:
    """The programme with these rules."""
    rules: tuple[Rule, ...] = PROGRAMME.rules(*RULES)
    if broken:
        rules += PROGRAMME.rules(require("X9", raising.is_true(), id="E1", quote="words"))
    owned = tuple(evolve(one, plugin="owner") for one in rules)
    binding = BindingRules("own", owned, {}, unavailable)
    return Boundaries(
        binding, actions=ACTIONS, owner="owner", runs=since("2020-01-01", ends), elsewhere=frozenset({"sing"})
    )


def decisions() -> dict[str, BoundaryDecision]:
    """Decisions of every ground."""
    forbidding = next(one for one in policy().rules.rules if one.id == "F2")
    return {
        "a visit, nothing known": policy().decide(Act(action="visit"), DAY),
        "a visit, alone": policy().decide(Act(action="visit", present=(), kept=False, violence_risk=False), DAY),
        "a visit, with another, to be minded": policy().decide(
            Act(action="visit", present=(Role.TRAINER,), kept=False, violence_risk=False, paid=True), DAY
        ),
        "a visit, with violence": policy().decide(
            Act(action="visit", present=(Role.TRAINER,), kept=True, violence_risk=True), DAY
        ),
        "a visit, with violence unknown": policy().decide(Act(action="visit", present=(Role.TRAINER,), kept=True), DAY),
        "lending, not known to be kept": policy().decide(Act(action="lend", role=Role.TRAINER, paid=False), DAY),
        "lending, paid": policy().decide(Act(action="lend", role=Role.TRAINER, kept=True, paid=True), DAY),
        "lending, pay unknown": policy().decide(Act(action="lend", role=Role.TRAINER, kept=True), DAY),
        "lending by a mother": policy().decide(
            Act(action="lend", role=Role.COMMUNITY_MOTHER, kept=True, paid=False), DAY
        ),
        "lending by an exempted mother": policy().decide(
            Act(action="lend", role=Role.COMMUNITY_MOTHER, kept=True, paid=False, by=ANNA), DAY, [exempting(forbidding)]
        ),
        "lending by another mother": policy().decide(
            Act(action="lend", role=Role.COMMUNITY_MOTHER, kept=True, paid=False), DAY, [exempting(forbidding)]
        ),
        "what another programme has": policy().decide(Act(action="sing", violence_risk=False), DAY),
        "a visit when the site no longer runs": policy(ends="2026-01-01").decide(
            Act(action="visit", present=(Role.TRAINER,), kept=True, violence_risk=False), DAY
        ),
        "with a plugin lost": policy(FAULT).decide(
            Act(action="visit", present=(Role.TRAINER,), kept=True, violence_risk=False), DAY
        ),
        "with a plugin lost, and forbidden": policy(FAULT).decide(
            Act(action="visit", present=(), violence_risk=False), DAY
        ),
        "with a fact that breaks": policy(broken=True).decide(
            Act(action="visit", present=(Role.TRAINER,), kept=True, violence_risk=False), DAY
        ),
        "raising a concern": policy().decide(Act(action="raise_concern", role=Role.COMMUNITY_MOTHER, paid=True), DAY),
        "raising a concern, by whom is not known": policy(FAULT).decide(Act(action="raise_concern"), DAY),
    }


def test_decisions_on_acts_are_told_word_for_word() -> None:
    """Grounds, sources, duties, questions: what each reader sees, and that something is hidden, never what."""
    told: list[str] = []
    for title, decided in decisions().items():
        told.append(f"== {title}: {decided!r} {decided.provisional}")
        told.append(f"{decided.determining} {decided.warnings} {decided.obligations}")
        told.append(f"{[(one.name, one.question) for one in decided.missing]}")
        heard: dict[str, list[str]] = {}
        for reader in Audience:
            text = f"{explain(decided, reader)}\n{json.dumps(document(decided, reader), ensure_ascii=False)}"
            heard.setdefault(text, []).append(reader.value)
        told += [f"-- {', '.join(readers)}\n{text}" for text, readers in heard.items()]
    same_words("acts", told)


def test_a_co_ordinator_is_who_is_told_unless_somebody_else_is_named() -> None:
    """The default reader sees what staff may."""
    decided = decisions()["a visit, with violence"]
    assert explain(decided) == explain(decided, Audience.CO_ORDINATOR)
    assert document(decided) == document(decided, "co-ordinator")


def test_the_list_of_actions_is_told_word_for_word() -> None:
    """Every action, the core's among them, with the rules that name it and their sources."""
    told = [json.dumps(one.document(), ensure_ascii=False) for one in listed(policy(), DAY)]
    before = [one.document()["rules"] for one in listed(policy(), date(2019, 1, 1))]
    assert all(rules == [] for rules in before)
    same_words("actions", told)
