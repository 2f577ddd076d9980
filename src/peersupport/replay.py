"""Decisions as JSON that gives the same decision again, to the last byte, without the plugins that it rested on.

Two documents: the rules with all that they read, the same for many decisions and kept once for each digest; and what
they read of one case, which is personal.
"""

from datetime import date

import attrs

from peersupport._attrs import frozen
from peersupport.dates import parse_date
from peersupport.decisions import Decision
from peersupport.errors import Fault, InvalidDocument, Path
from peersupport.rules.document import Json, canonical, digest
from peersupport.rules.recorded import MALFORMED, recorded_rules, rules_in_shape, subject_from
from peersupport.rules.recorded_reading import RecordedRules
from peersupport.rules.recorded_values import Scope, scope_document, scope_of, text
from peersupport.rules.rule_set import Provenance, RuleSet, rule_set
from peersupport.rules.structure import criteria_of

FORM = 1
"""The form of both documents: another number where they change."""
NOT_REPLAYABLE = (*MALFORMED, SyntaxError)
"""What a document of another form brings about; nested beyond all measure, rules do not even compile."""


@frozen
class Recording:
    """A rule set as a document, its digest (SHA-256), and what its rules read of a case."""

    document: Json
    digest: str
    scope: Scope


@attrs.frozen(eq=False)
class ReplayedRules:
    """A rule set back from its document: compiled once, for all decisions that rest on it."""

    rules: RuleSet
    recorded: RecordedRules


def recorded_rule_set(rules: RuleSet) -> Recording:
    """A rule set as a document: no person's data, and the same bytes in every process. Worked out once."""
    return rules.once(_recording)


def recorded_decision(decision: Decision) -> tuple[Json, Json]:
    """The rule set's document and the case's.

    The first is shared by all decisions of a rule set: it is not to be changed, and to be kept once for each digest
    (`"rules"` in the second). The second holds what the rules read of the case, the days, the outcome, the digest of
    the decision's own document (`"decision"`), and that of all this (`"digest"`: the decision may not rest on each fact
    that was read).
    """
    recording = recorded_rule_set(decision.rule_set)
    return recording.document, _case(decision, recording)


def rule_set_from(document: Json) -> ReplayedRules:
    """The rule set of a document. Raises `InvalidDocument` for whatever `recorded_rule_set` could not have written."""
    from peersupport.rules.recorded_documents import check_rule_set  # noqa: PLC0415 - loaded by those who read

    check_rule_set(document)
    made: ReplayedRules | None = None
    try:
        made = _made(document)
        differing = _differing(recorded_rule_set(made.rules).document, document)
    except InvalidDocument as error:
        differing = [("rules", *fault.path) for fault in error.faults]
    except NOT_REPLAYABLE:
        differing = [()]
    if made is None or differing:
        raise _invalid("recorded-rules", "this is not what recording a rule set writes", differing)
    return made


def replayed(rules: ReplayedRules, document: Json) -> Decision:
    """The decision of a case's document: its own document, explanations and digest are those of the original.

    Raises `InvalidDocument`: with every fault of a document of another shape, or with the code `replay-differs` unless
    judging again gives all that was recorded: other rules, an altered fact, day, outcome or digest are told by its key.
    """
    from peersupport.documents.recorded import check_recorded_decision  # noqa: PLC0415 - as above

    check_recorded_decision(document)
    recording = recorded_rule_set(rules.rules)
    decision: Decision | None = None
    try:
        if document["rules"] != recording.digest:
            differing: list[Path] = [("rules",)]
        else:
            decision = _judged(rules, document)
            differing = _differing(_case(decision, recording), document)
    except InvalidDocument:
        differing = [("facts",)]
    except NOT_REPLAYABLE:
        differing = [()]
    if decision is None or differing:
        raise _invalid("replay-differs", "judging again does not give what was recorded", differing)
    return decision


def _recording(rules: RuleSet) -> Recording:
    live = (*rules.requirements, *rules.annotations)
    source = rules.provenance
    document = {
        "form": FORM,
        "programme": rules.programme,
        "title": rules.title,
        "offer": rules.offer,
        "subject": rules.subject,
        "rules": recorded_rules(live, rules.settings),
        "host": source.host_digest,
        "site": {"id": source.site, "digest": source.site_digest},
        "versions": [[plugin, version] for plugin, version in source.versions],
        "unavailable": [
            {"code": one.code, "message": one.message, "path": list(one.path), "help": one.help}
            for one in rules.unavailable
        ],
    }
    return Recording(document=document, digest=digest(document), scope=scope_of(criteria_of(live)))


def _case(decision: Decision, recording: Recording) -> Json:
    document = {
        "form": FORM,
        "rules": recording.digest,
        "case": decision.case,
        "on": decision.on.isoformat(),
        "rules_as_of": decision.rules_as_of.isoformat(),
        "facts": scope_document(recording.scope, decision.values),
        "outcome": decision.outcome.value,
        "decision": decision.digest,
    }
    return {**document, "digest": digest(document)}


def _made(document: Json) -> ReplayedRules:
    recorded = rules_in_shape(document["rules"])
    # Any day on which all are in force: the last on which one of them came into force.
    starts = [one.in_force.start for one in recorded.rules if one.in_force is not None]
    rules = rule_set(
        programme=text(document["programme"]),
        title=text(document["title"]),
        offer=text(document["offer"]),
        subject=text(document["subject"]),
        rules=recorded.rules,
        day=max((start for start in starts if start is not None), default=date.min),
        overrides={},
        provenance=Provenance(
            host_digest=text(document["host"]),
            site=text(document["site"]["id"]),
            site_digest=text(document["site"]["digest"]),
            versions=tuple((text(plugin), text(version)) for plugin, version in document["versions"]),
        ),
        unavailable=tuple(_fault(one) for one in document["unavailable"]),
    )
    return ReplayedRules(rules=rules, recorded=recorded)


def _fault(given: Json) -> Fault:
    path: Path = tuple(step if type(step) is int else text(step) for step in given["path"])
    return Fault(code=text(given["code"]), message=text(given["message"]), path=path, help=text(given["help"]))


def _judged(rules: ReplayedRules, document: Json) -> Decision:
    case = document["case"]
    subject = subject_from(document["facts"], rules.recorded, id=None if case is None else text(case))
    compiled = rules.rules.compiled
    sheet = compiled.fill(subject, parse_date(document["on"]))
    return Decision(rules.rules, sheet, *compiled.judge(sheet), parse_date(document["rules_as_of"]))


def _differing(written: dict[str, Json], given: dict[str, Json]) -> list[Path]:
    differing: list[Path] = [(key,) for key in written if canonical(written[key]) != canonical(given[key])]
    return differing if written.keys() == given.keys() else [*differing, ()]


def _invalid(code: str, message: str, differing: list[Path]) -> InvalidDocument:
    return InvalidDocument(message, [Fault(code=code, message=message, path=path) for path in differing])
