"""A decision on an act told to one reader, who sees only what she may; the same as JSON."""

from peersupport.citations import Carrier
from peersupport.explanations import HIDDEN, Explanation, Line
from peersupport.findings import MissingFact
from peersupport.policies.boundaries.decision import BoundaryDecision, BoundaryEffect, Ground, Reason, missing_in
from peersupport.policies.boundaries.document import (
    BoundaryDecisionDocument,
    BoundaryObligationDocument,
    BoundaryQuestionDocument,
    BoundaryReasonDocument,
)
from peersupport.records.codec import document_of
from peersupport.rules.actions import RAISE_CONCERN
from peersupport.rules.document import Json
from peersupport.rules.facts import STAFF, Audience, audience_of
from peersupport.truth import Truth

WORDS = {
    BoundaryEffect.PERMIT: "may be done",
    BoundaryEffect.DENY: "may not be done",
    BoundaryEffect.REQUIRED: "must be done",
}
FOR_NOW = "may not be done for now"
GROUNDS = {
    Ground.FLOOR: "a duty of every supporter, that no rule and nobody can take away",
    Ground.PERMITTED: "the programme says so",
    Ground.EXEMPTED: "the programme forbids it, and an exemption allows it",
    Ground.PROHIBITED: "the programme forbids it",
    Ground.NOT_MET: "what the programme requires for it is not so",
    Ground.UNTOLD: "it cannot be told whether the programme's rules allow it",
    Ground.UNAVAILABLE: "a plugin that has a say in it could not be loaded",
    Ground.NOT_COVERED: "no rule of the programme speaks of it",
    Ground.WARNING: "mind",
    Ground.DUTY_UNTOLD: "it cannot be told whether this must be done",
}
"""What each ground of a reason means."""
SIGNS = {
    Ground.PERMITTED: Truth.TRUE,
    Ground.FLOOR: Truth.TRUE,
    Ground.PROHIBITED: Truth.FALSE,
    Ground.NOT_MET: Truth.FALSE,
    Ground.UNTOLD: Truth.UNKNOWN,
    Ground.UNAVAILABLE: Truth.UNKNOWN,
}
TEXTS = frozenset({Ground.NOT_COVERED, Ground.WARNING, Ground.DUTY_UNTOLD, Ground.UNAVAILABLE})
"""The grounds of which `about` is a text to be read, and no name of a rule."""


def explain(decided: BoundaryDecision, audience: Audience | str = Audience.CO_ORDINATOR) -> Explanation:
    """The decision in words for one audience."""
    reader = audience_of(audience)
    seen = [one for one in decided.reasons if reader in one.visible_to]
    lines = [_line(one, reader) for one in seen]
    duties = tuple(Line(text=one.obligation.duty) for one in decided.owed if reader in one.visible_to)
    asked = tuple(Line(text=one.question) for one in _missing(decided, reader))
    lines += [Line(text="Must be done", lines=duties)] if duties else []
    lines += [Line(text="To ask", lines=asked)] if asked else []
    if len(seen) < len(decided.reasons):
        lines.append(Line(text=HIDDEN))
        lines.append(Line(text="Ask the co-ordinator."))
    title = FOR_NOW if _provisional(decided, reader) else WORDS[decided.effect]
    return Explanation(audience=reader, title=f"{title}, on {decided.on.isoformat()}", lines=tuple(lines))


def _provisional(decided: BoundaryDecision, reader: Audience) -> bool:
    """Whether a denial is told as one for now: also where a reason is hidden, which being sure would tell."""
    hidden = any(reader not in one.visible_to for one in decided.reasons)
    return decided.effect is BoundaryEffect.DENY and (decided.provisional or hidden)


def _missing(decided: BoundaryDecision, reader: Audience) -> tuple[MissingFact, ...]:
    """What this reader may ask for: nothing that only a hidden reason needs, nor more or less where it is sure."""
    if not _provisional(decided, reader):
        return ()
    seen = (one for one in decided.reasons if reader in one.visible_to)
    return tuple(one for one in missing_in(seen) if one.may_be_told_to(reader))


def _line(one: Reason, reader: Audience) -> Line:
    words = GROUNDS[one.ground]
    if one.ground in TEXTS:
        words = f"{words}: {one.about}"
    source = _source(one)
    under: list[Line] = []
    if source is not None:
        named = f" ({', '.join(source.requirements)})" if reader is not Audience.PARTICIPANT else ""
        under.append(Line(text=f"“{source.citation.quotation}”{named}"))
        if source.citation.note:
            under.append(Line(text=source.citation.note))
    if one.exemption is not None and reader in STAFF:
        under.append(Line(text=f"exemption {one.exemption.id}, until {one.exemption.until}: {one.exemption.reason}"))
    return Line(text=words, truth=SIGNS.get(one.ground), lines=tuple(under))


def _source(one: Reason) -> Carrier | None:
    """What a reason rests on, with the words of its source."""
    return RAISE_CONCERN if one.ground is Ground.FLOOR else one.rule


def document(decided: BoundaryDecision, audience: Audience | str = Audience.CO_ORDINATOR) -> Json:
    """The decision as JSON, with what this reader may see."""
    return document_of(told(decided, audience))


def told(decided: BoundaryDecision, audience: Audience | str = Audience.CO_ORDINATOR) -> BoundaryDecisionDocument:
    """What `document` writes, as a value; `structured(document, BoundaryDecisionDocument)` reads it back, equal."""
    reader = audience_of(audience)
    return BoundaryDecisionDocument(
        action=decided.act.action,
        role=decided.act.role,
        on=decided.on,
        effect=decided.effect,
        provisional=_provisional(decided, reader),
        reasons=tuple(_reason(one, reader) for one in decided.reasons if reader in one.visible_to),
        obligations=tuple(
            BoundaryObligationDocument(
                duty=one.obligation.duty, discharged=one.obligation.discharged, rule=one.rule or None
            )
            for one in decided.owed
            if reader in one.visible_to
        ),
        ask=tuple(
            BoundaryQuestionDocument(fact=one.name, question=one.question, of=one.asked_of, error=one.error)
            for one in _missing(decided, reader)
        ),
    )


def _reason(one: Reason, reader: Audience) -> BoundaryReasonDocument:
    source, exemption = _source(one), one.exemption if reader in STAFF else None
    return BoundaryReasonDocument(
        ground=one.ground,
        about=one.about,
        rule=None if one.rule is None else one.rule.name,
        requirements=() if source is None else source.requirements,
        quotation="" if source is None else source.citation.quotation,
        mark="" if source is None else source.citation.mark.value,
        exemption=None if exemption is None else exemption.id,
    )
