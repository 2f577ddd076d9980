"""A decision on disclosure told to one reader, who sees only what she may.

Which statement stands against it, and whether she refused, withdrew or never agreed, is told to staff alone: a
supporter needs the answer, not what a mother said to others. What rests on a suspicion is never told to the
participant.
"""

from collections.abc import Iterator, Mapping
from typing import Protocol

from peersupport.explanations import Explanation, Line
from peersupport.policies.disclosure.decision import OBLIGATIONS, DisclosureEffect, Reason
from peersupport.records.disclosure import DisclosureRequest
from peersupport.rules.facts import STAFF, Audience

WORDS = {
    DisclosureEffect.PERMIT: "may be told",
    DisclosureEffect.DENY: "may not be told",
    DisclosureEffect.REQUIRED: "must be told",
}
REASONS = {
    "granted": "she agreed",
    "refused": "she, or somebody for her, refused",
    "withdrawn": "what she agreed to was withdrawn",
    "no-consent": "nothing is recorded by which she agreed",
    "cannot-tell": "it cannot be told whether a statement applies",
    "barred": "the programme's rules forbid it",
    "bar-untold": "it cannot be told whether the programme's rules forbid it",
    "identifiers-found": "it was to be anonymous, and shows who she is",
    "no-items": "nothing was asked",
    "route": "it may be told without her consent",
}
"""What each code of a reason means."""
ASKED = {
    "recorded": "When was it recorded?",
    "given": "When was it given?",
    "start": "From when does it hold?",
    "sender": "Who may tell it, and which role does the sender hold in this programme?",
    "recipient": "To whom may it be told, and which role does the recipient hold in this programme?",
    "purposes": "What was it given for, and what is it to be told for now?",
    "categories": "Which things was it given for?",
    "competence": "Was she judged able to decide about this, before and for when she gave it?",
    "proxy": "Might whoever gave it decide for her, and was she judged not able to decide herself?",
}
"""What to ask where something is not recorded, by what a reason says is unknown."""
NOT_SHOWN = "Nothing of this is shown to this reader."
NOT_AGREED = "It may not be told to this person, as far as is known. Ask the co-ordinator."


class Decided(Protocol):
    """A decision on disclosure, made now or recorded."""

    @property
    def request(self) -> DisclosureRequest:
        """What was asked."""
        ...

    @property
    def effect(self) -> DisclosureEffect:
        """The answer."""
        ...

    @property
    def told_places(self) -> tuple[int, ...]:
        """The places of the items that may be told."""
        ...

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why."""
        ...

    @property
    def obligations(self) -> tuple[str, ...]:
        """What whoever tells must do."""
        ...

    @property
    def advice(self) -> tuple[str, ...]:
        """What else to do."""
        ...


def told_to(
    decided: Decided, audience: Audience, quotations: Mapping[str, str], questions: Mapping[str, str]
) -> Explanation:
    """The explanation for one audience.

    `quotations` are the words that rules rest on, by the rules' names; `questions` what to ask for a fact that rules
    read, by its name. A service leaves decisions with a suspicion out of what it lists for a participant: that there is
    something which is not shown tells of it too.
    """
    request = decided.request
    title = WORDS[decided.effect]
    guarded = request.suspicion is not False or request.immediate_danger is not False
    if audience is Audience.PARTICIPANT and guarded:
        return Explanation(audience=audience, title=NOT_SHOWN, lines=())
    lines: list[Line] = []
    told = [request.items[place].category for place in decided.told_places]
    if told and len(told) < len(request.items):
        lines.append(Line(text=f"Only: {', '.join(told)}"))
    if audience in STAFF or audience is Audience.PARTICIPANT:
        lines += _reasons(decided, audience, quotations, {**(ASKED if audience in STAFF else {}), **questions})
    elif decided.effect is DisclosureEffect.DENY:
        lines += [Line(text=_identifiers(one)) for one in decided.reasons if one.code == "identifiers-found"]
        lines.append(Line(text=NOT_AGREED))
    duties = [Line(text=OBLIGATIONS.get(one, one)) for one in decided.obligations]
    if duties and audience is not Audience.PARTICIPANT:
        lines.append(Line(text="To do", lines=tuple(duties)))
    lines += [Line(text=one) for one in decided.advice if audience is not Audience.PARTICIPANT]
    return Explanation(audience=audience, title=title, lines=tuple(lines))


def _reasons(
    decided: Decided, audience: Audience, quotations: Mapping[str, str], questions: Mapping[str, str]
) -> Iterator[Line]:
    for one in decided.reasons:
        words = _identifiers(one) if one.code == "identifiers-found" else REASONS[one.code]
        item = "" if one.item is None else f"{decided.request.items[one.item].category}: "
        shown = one.about if audience in STAFF and one.code != "identifiers-found" else ()
        about = f" ({', '.join(shown)})" if shown else ""
        quoted = [Line(text=f"“{quotations[name]}”") for name in one.about if name in quotations]
        asked = [Line(text=f"Ask: {questions[name]}") for name in one.unknown if name in questions]
        yield Line(text=f"{item}{words}{about}", lines=(*quoted, *asked))


def _identifiers(one: Reason) -> str:
    return f"{REASONS['identifiers-found']}: {', '.join(one.about)}"
