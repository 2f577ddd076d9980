"""What is told of decisions on families and supporters, word for word: to each reader, as text and as JSON."""

import json
import re
from datetime import date
from itertools import product
from typing import Any

from tests.policies.helping import Helping, entry, host_of, pathway
from tests.policies.test_explanations import CASES, CHOSEN, READING, child_risk, judged, risk, word
from tests.policies.toddlers import decide, toddlers
from tests.wording.comparing import same_words

from peersupport import Audience, Case, Child, Participant
from peersupport._attrs import evolve
from peersupport.plugin import (
    PAUSED,
    Supporter,
    any_child,
    choose,
    core,
    expect,
    hold,
    oblige,
    prioritise,
    redirect,
    require,
    route,
    supporters,
)
from peersupport.policies.allocation import AllocationDecision
from peersupport.records.identifiers import CaseId, PersonId
from peersupport.records.supporters import StageSpell

HOST = toddlers(
    require("T1", core.single_parent, quote="alone", otherwise=redirect("nursery", "Ask at the nursery.")),
    require("T2", any_child(core.child_age_years < 5), quote="under five", unknown=hold("co-ordinator", "to settle")),
    require("T3", ~risk, quote="no risk", when=word.is_known()),
    require("T4", choose(CHOSEN, {"open": core.age_years < 26, "hidden": risk}), quote="young", note="a note"),
    expect("T5", core.pregnant.is_false(), quote="born", advice="Usually the child is born."),
    prioritise("T6", core.pregnant, quote="first", advice="Comes first."),
    route("T7", {"north": core.single_parent, "south": any_child(child_risk), "west": core.pregnant}, quote="who"),
    oblige("T8", core.single_parent, quote="call", duty="Call her.", discharged="she was called"),
    oblige("T9", core.pregnant, quote="midwife", duty="Tell the midwife.", discharged="she was told"),
)
UNSET = toddlers(require("T1", choose(READING, {"open": core.single_parent, "hidden": risk}), quote="words"))
MOTHER = Participant(id=PersonId("m"), single_parent=True, planning_pregnancy=False, birth_date=date(2004, 1, 1))
YOUNG = Child(id=PersonId("one"), birth_date=date(2024, 1, 1))
DIGEST = re.compile(r"\b[0-9a-f]{12}(?:[0-9a-f]{52})?\b")
"""The digest of a host changes with whatever it holds."""
FAMILIES = {
    **CASES,
    "a yes": Case(id=CaseId("case"), participant=MOTHER, children=(YOUNG,)),
    "a no": Case(id=CaseId("case"), participant=evolve(MOTHER, single_parent=False), children=(YOUNG,)),
    "two": Case(id=CaseId("case"), participant=evolve(MOTHER, single_parent=False, birth_date=date(1980, 1, 1))),
}


def told(answer: Any, *readers: Audience) -> list[str]:
    """What readers see, those who see the same together; the JSON of the first and of the last of them."""
    heard: dict[str, list[str]] = {}
    for reader in readers or Audience:
        heard.setdefault(str(answer.explain(reader)), []).append(reader.value)
    documents = [answer.document(reader) for reader in (Audience.PARTICIPANT, Audience.AUDITOR)]
    lines = [f"-- {', '.join(names)}\n{text}" for text, names in heard.items()]
    lines += [json.dumps(one, ensure_ascii=False, default=str) for one in documents]
    return [DIGEST.sub("#", line) for line in lines]


def test_decisions_are_told_word_for_word() -> None:
    """Every kind of rule, of families of whom all, something or nothing is known."""
    lines: list[str] = []
    for name, host in {"": HOST, "no reading": UNSET}.items():
        for title, case in FAMILIES.items():
            made = decide(host, case, on="2025-06-01", as_of="2025-01-01" if title == "a no" else None)
            lines += [f"== {title} {name}: {made!r}", *told(made)]
            lines += [f"{made.truths} {made.determining} {made.redirects} {made.holds} {made.priority} {made.advice}"]
            lines += [f"{made.routes} {made.obligations} {made.errors} {[one.name for one in made.missing]}"]
            for reader in Audience:
                lines += [f"{reader.value}: {[sorted(one) for one in made.what_would_change(reader)]}"]
            assert made.what_would_change() == made.what_would_change(Audience.CO_ORDINATOR)
            assert (made.document(), str(made.explain())) == (
                made.document("auditor"),
                str(made.explain("co-ordinator")),
            )
    same_words("decisions", lines)


def test_what_would_change_is_told_of_what_a_reader_may_ask() -> None:
    """A participant is asked nothing that is asked of others, nor told of it as what would change."""
    host = toddlers(require("T1", judged | core.single_parent, quote="w"))
    made = decide(host, CASES["nothing known"], on="2025-06-01")
    sets = {reader: [sorted(one) for one in made.what_would_change(reader)] for reader in Audience}
    assert sets[Audience.PARTICIPANT] == [["core.single_parent"]]
    assert sets[Audience.CO_ORDINATOR] == [["core.single_parent"], ["toddlers.judged"]]


def test_a_decision_says_what_it_is_of() -> None:
    """Its case, programme, offer and days."""
    made = decide(HOST, FAMILIES["a yes"], on="2025-06-01", as_of="2025-01-01")
    assert (made.case, made.programme, made.offer, made.address) == ("case", "toddlers", "", "toddlers")
    assert (made.on, made.rules_as_of) == (date(2025, 6, 1), date(2025, 1, 1))
    assert decide(HOST, FAMILIES["a yes"], on="2025-06-01").rules_as_of == made.on


DAY = date(2025, 6, 1)
WAY = host_of(
    Helping(
        [
            *entry(),
            require("H3", supporters.trained("safety"), stage="helping/host", quote="trained",
                    otherwise=redirect("trainer", "Ask for it."), unknown=hold("lead", "to settle")),
            expect("H4", supporters.trained("safety"), stage="helping/stay", quote="w", advice="Offer the training."),
            oblige("H5", supporters.attended_group, stage="helping/stay", quote="w", duty="Thank.", discharged="done"),
        ],
        pathway(),
    )
).progression("helping", "helping")  # fmt: skip


def at(stage: str, **more: Any) -> StageSpell:
    """That she is at a stage."""
    return StageSpell(pathway="helping", stage=stage, start=date(2024, 1, 1), paused=False, **more)


SUPPORTERS = {
    "nothing known": Supporter(id="s"),  # type: ignore[arg-type]
    "new": Supporter(id="s", attended=(date(2021, 1, 4),), stages=(), checks=()),  # type: ignore[arg-type]
    "never came": Supporter(id="s", attended=(), stages=(), checks=()),  # type: ignore[arg-type]
    "helper": Supporter(id="s", attended=(date(2021, 1, 4),), stages=(at("helper"),), checks=()),  # type: ignore[arg-type]
    "host": Supporter(id="s", attended=(date(2021, 1, 4),), stages=(at("host"),)),  # type: ignore[arg-type]
    "keeper": Supporter(id="s", attended=(date(2021, 1, 4),), stages=(at("keeper"),), checks=()),  # type: ignore[arg-type]
    "resting": Supporter(id="s", attended=(), stages=(evolve(at("keeper"), paused=True),)),  # type: ignore[arg-type]
}


def test_steps_are_told_word_for_word() -> None:
    """From every stage to every stage: open or not, why, what to ask, which moves there are instead."""
    lines: list[str] = []
    for title, one in SUPPORTERS.items():
        found = WAY.next_steps(one, DAY)
        assert found.pathway is WAY.pathway
        lines += [f"== {title}: {found.standing} {found.open} {found.may_pause} {[each.value for each in found.ends]}"]
        lines += [f"{found.advice} {found.obligations} {found.unavailable} {found.on} {found.rules_as_of}"]
        for stage in WAY.pathway.stages:
            step = WAY.step(one, stage.id, DAY)
            lines += [f"{stage.id}: {step.opening.value} {[each.name for each in step.missing]} {step.unmet}"]
            lines += [f"{step.instead} {step.redirects} {step.holds}", *told(step, Audience.CO_ORDINATOR)]
        assert str(WAY.step(one, "host", DAY).explain()) == str(WAY.step(one, "host", DAY).explain("co-ordinator"))
        assert WAY.step(one, "host", DAY).document() == WAY.step(one, "host", DAY).document("auditor")
    same_words("steps", lines)
    assert PAUSED not in WAY.next_steps(SUPPORTERS["keeper"], DAY).by_stage


def test_allocations_are_told_word_for_word() -> None:
    """Of a clearance and an allocation the worse counts, and what stands against it is that of both."""
    lines: list[str] = []
    parts = {title: decide(HOST, FAMILIES[title], on="2025-06-01") for title in ("a yes", "a no", "nothing known")}
    for (one, clearance), (other, allocation) in product(parts.items(), parts.items()):
        made = AllocationDecision(clearance=clearance, allocation=allocation)
        lines += [f"== {one} and {other}: {made.outcome.value} {made.unmet} {[each.name for each in made.missing]}"]
        lines += [f"{made.holds} {made.obligations} {made.preferences}", str(made.explain()).partition("\n")[0]]
        assert made.explain() == made.explain("co-ordinator")
        assert made.document() == made.document("auditor")
    both = AllocationDecision(clearance=parts["a yes"], allocation=parts["a no"])
    same_words("allocations", [*lines, *told(both)])
