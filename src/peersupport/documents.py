"""A decision as JSON, limited to what a reader may see (D13)."""

from collections.abc import Iterable

from peersupport.explanations import Told
from peersupport.findings import Finding
from peersupport.rules.document import Json, value_document
from peersupport.rules.facts import STAFF, Audience
from peersupport.rules.reads import OfMembers, Read, Reads, read, reads_of
from peersupport.rules.rule_set import RuleSet
from peersupport.rules.structure import judged_by


def decision_document(told: Told, audience: Audience) -> Json:
    """Outcome, findings with the inputs they used, what is missing, what accompanies it, and where it all comes from.

    What rests on a hidden fact is left out; a redirect is kept, since a refusal is never a bare "no", without its rule.
    """
    visible = told.visible(audience)
    noted = visible if audience in STAFF else frozenset[str]()
    source = told.rules.provenance
    reads = told.rules.once(_reads)
    return {
        "case": told.case,
        "programme": told.rules.programme,
        "offer": told.rules.offer,
        "on": told.on.isoformat(),
        "rules_as_of": told.rules_as_of.isoformat(),
        "outcome": told.outcome.value,
        "determining": [name for name in told.determining if f"{told.rules.programme}/{name}" in visible],
        "findings": [_finding(one, reads[one.rule.name]) for one in told.findings if one.rule.name in visible],
        "missing": [
            {
                "name": one.name,
                "question": one.question,
                "asked_of": one.asked_of.value,
                "member": one.member,
                "error": one.error,
            }
            for one in told.missing
            if one.may_be_told_to(audience)
        ],
        "redirects": [
            {"rule": one.rule if one.rule in visible else None, "to": one.redirect.to, "advice": one.redirect.advice}
            for one in told.turns(audience)
        ],
        "holds": [
            {"rule": one.rule, "by": one.hold.by, "reason": one.hold.reason}
            for one in told.holds
            if one.rule in visible and audience is not Audience.PARTICIPANT
        ],
        "priority": [{"rule": one.rule, "truth": one.truth.value} for one in told.priority if one.rule in noted],
        "advice": [{"rule": one.rule, "advice": one.advice} for one in told.advice if one.rule in noted],
        "routes": [
            {"rule": one.rule, "targets": list(one.targets), "unknown": list(one.unknown)}
            for one in told.routes
            if one.rule in visible
        ],
        "obligations": [
            {"rule": one.rule, "truth": one.truth.value, "duty": one.obligation.duty}
            for one in told.obligations
            if one.rule in visible and audience is not Audience.PARTICIPANT
        ],
        "unavailable": list(told.unavailable),
        "parameters": {
            one.name: value_document(told.rules.settings[one.name]) for one in told.rules.parameters_for(audience)
        },
        "host": source.host_digest,
        "site": source.site_digest,
    }


def _reads(rules: RuleSet) -> dict[str, Reads | None]:
    """What each rule reads, by its name."""
    judged = (*rules.requirements, *rules.annotations)
    return {rule.name: reads_of(judged_by(rule), rules.settings) for rule in judged}


def _finding(finding: Finding, reads: Reads | None) -> Json:
    if reads is None:
        found: Iterable[Read] = ((member, one.fact, one.value) for member, one in finding.placed())
    elif any(isinstance(one, OfMembers) for one in reads):
        found = read(reads, finding.values)
    else:
        found = ((None, fact, value) for fact, value in finding.inputs)
    inputs: dict[str, Json] = {}
    for member, fact, value in found:
        inputs[fact.name if member is None else f"{fact.name}[{member}]"] = value_document(value)
    return {
        "rule": finding.rule.id,
        "requirements": list(finding.rule.requirements),
        "effect": finding.rule.effect.value,
        "truth": finding.truth.value,
        "inputs": inputs,
    }
