"""What a decision of requirements and annotations answers: the same of offers, stages and allocations."""

from collections.abc import Iterable, Mapping

from peersupport.decisions import Decision
from peersupport.findings import Outcome
from peersupport.records.codec import Json
from peersupport.rules.rule import Rule
from peersupport.testing.scenarios.forms import NAMES, TRUTH, Form, MapOf, OneOf
from peersupport.testing.scenarios.question import Answer, own_id
from peersupport.truth import Truth

LISTED: Mapping[str, Form] = {
    "rules": MapOf(form=TRUTH),
    "missing": NAMES,
    "redirects": NAMES,
    "holds": NAMES,
    "routes": NAMES,
    "priority": NAMES,
    "advice": NAMES,
    "obligations": NAMES,
    "determining": NAMES,
}
"""What can be expected of any such decision besides its outcome."""
FORMS: Mapping[str, Form] = {"outcome": OneOf.members(Outcome), **LISTED}


def answer_of(decision: Decision, rules: Iterable[Rule], values: Mapping[str, Json] | None = None) -> Answer:
    """The answer that a decision is; `rules` are all that there are, `values` what else, or otherwise, is told."""
    findings = {one.rule.id: one for one in decision.findings}
    told: dict[str, Json] = {
        "outcome": decision.outcome.value,
        "rules": {name: one.truth.value for name, one in findings.items()},
        "missing": _sorted({one.name for one in decision.missing}),
        "redirects": _sorted(one.redirect.to for one in decision.redirects),
        "holds": _sorted(one.hold.by for one in decision.holds),
        "routes": _sorted(target for one in decision.routes for target in one.targets),
        "priority": _sorted(own_id(one.rule) for one in decision.priority if one.truth is Truth.TRUE),
        "advice": _sorted(own_id(one.rule) for one in decision.advice),
        "obligations": _sorted(own_id(one.rule) for one in decision.obligations if one.truth is Truth.TRUE),
        "determining": _sorted(decision.determining),
    }
    return Answer(
        values={**told, **(values or {})},
        findings=findings,
        determining=decision.determining,
        known=frozenset({*findings, *(rule.id for rule in rules)}),
        settings=decision.rule_set.settings,
    )


def _sorted(names: Iterable[str]) -> list[Json]:
    return [*sorted(names)]
