"""A decision told to one reader, as the value that its JSON is written from (D13)."""

from collections.abc import Iterable
from types import MappingProxyType

from peersupport.documents.decision import (
    AdviceDocument,
    DecisionDocument,
    FindingDocument,
    HoldDocument,
    MissingDocument,
    ObligationDocument,
    PriorityDocument,
    RedirectDocument,
    RouteDocument,
)
from peersupport.explanations import Told
from peersupport.findings import Finding
from peersupport.rules.facts import STAFF, Audience
from peersupport.rules.reads import OfMembers, Read, Reads, read, reads_of
from peersupport.rules.rule_set import RuleSet
from peersupport.rules.structure import judged_by
from peersupport.rules.told_values import Told as Value
from peersupport.rules.told_values import told_value


def decision_document(told: Told, audience: Audience) -> DecisionDocument:
    """Outcome, findings with the inputs they used, what is missing, what accompanies it, and where it all comes from.

    What rests on a hidden fact is left out; a redirect is kept, since a refusal is never a bare "no", without its rule.
    """
    visible = told.visible(audience)
    noted = visible if audience in STAFF else frozenset[str]()
    heard = visible if audience is not Audience.PARTICIPANT else frozenset[str]()
    rules, reads = told.rules, told.rules.once(_reads)
    return DecisionDocument(
        case=told.case,
        programme=rules.programme,
        offer=rules.offer,
        on=told.on,
        rules_as_of=told.rules_as_of,
        outcome=told.outcome,
        determining=tuple(name for name in told.determining if f"{rules.programme}/{name}" in visible),
        findings=tuple(_finding(one, reads[one.rule.name]) for one in told.findings if one.rule.name in visible),
        missing=tuple(
            MissingDocument(
                name=one.name, question=one.question, asked_of=one.asked_of, member=one.member, error=one.error
            )
            for one in told.missing
            if one.may_be_told_to(audience)
        ),
        redirects=tuple(
            RedirectDocument(
                rule=one.rule if one.rule in visible else None, to=one.redirect.to, advice=one.redirect.advice
            )
            for one in told.turns(audience)
        ),
        holds=tuple(
            HoldDocument(rule=one.rule, by=one.hold.by, reason=one.hold.reason)
            for one in told.holds
            if one.rule in heard
        ),
        priority=tuple(PriorityDocument(rule=one.rule, truth=one.truth) for one in told.priority if one.rule in noted),
        advice=tuple(AdviceDocument(rule=one.rule, advice=one.advice) for one in told.advice if one.rule in noted),
        routes=tuple(
            RouteDocument(rule=one.rule, targets=one.targets, unknown=one.unknown)
            for one in told.routes
            if one.rule in visible
        ),
        obligations=tuple(
            ObligationDocument(rule=one.rule, truth=one.truth, duty=one.obligation.duty)
            for one in told.obligations
            if one.rule in heard
        ),
        unavailable=told.unavailable,
        parameters=MappingProxyType(
            {one.name: told_value(rules.settings[one.name]) for one in rules.parameters_for(audience)}
        ),
        host=rules.provenance.host_digest,
        site=rules.provenance.site_digest,
    )


def _reads(rules: RuleSet) -> dict[str, Reads | None]:
    """What each rule reads, by its name."""
    judged = (*rules.requirements, *rules.annotations)
    return {rule.name: reads_of(judged_by(rule), rules.settings) for rule in judged}


def _finding(finding: Finding, reads: Reads | None) -> FindingDocument:
    if reads is None:
        found: Iterable[Read] = ((member, one.fact, one.value) for member, one in finding.placed())
    elif any(isinstance(one, OfMembers) for one in reads):
        found = read(reads, finding.values)
    else:
        found = ((None, fact, value) for fact, value in finding.inputs)
    inputs: dict[str, Value] = {}
    for member, fact, value in found:
        inputs[fact.name if member is None else f"{fact.name}[{member}]"] = told_value(value)
    return FindingDocument(
        rule=finding.rule.id,
        requirements=finding.rule.requirements,
        effect=finding.rule.effect,
        truth=finding.truth,
        inputs=MappingProxyType(inputs),
    )
