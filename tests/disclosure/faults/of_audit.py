"""Faults in looking back (property 25), in conflicts (30), and in what must not depend on the process (10)."""

from tests.disclosure.faults.fault import Fault

AUDIT, VERDICTS = "policies/disclosure/audit.py", "policies/disclosure/verdicts.py"
STANDING, RULES = "policies/disclosure/standing.py", "policies/disclosure/programme_rules.py"

BACKDATED = (
    Fault(
        "what was denied is touched",
        AUDIT,
        "        and policy.decide(given, one).effect is not DisclosureEffect.DENY\n",
        "",
        "Disclosures that were denied anyhow are listed as touched by a late withdrawal.",
        (25,),
    ),
    Fault(
        "the withdrawal was known as now",
        AUDIT,
        "position=request.known_at)",
        "position=withdrawal.position)",
        "No disclosure of before is touched by a withdrawal that was recorded late.",
        (25,),
    ),
    Fault(
        "the withdrawal was recorded as now",
        AUDIT,
        "recorded_at = None if request.known_at is None else withdrawal.recorded_at",
        "recorded_at = withdrawal.recorded_at",
        "A disclosure logged without a position is not touched by a withdrawal that was recorded late.",
        (25,),
    ),
    Fault(
        "the withdrawal loses its date",
        AUDIT,
        "given_at = withdrawal.recorded_at if withdrawal.given_at is None else withdrawal.given_at",
        "given_at = withdrawal.given_at",
        "A withdrawal given when it was recorded touches every disclosure of before.",
        (25,),
    ),
    Fault(
        "the audit looks at what is known now",
        AUDIT,
        "policy.decide((*records, known), request)",
        "policy.decide((*records, known), evolve(request, known_at=None))",
        "What was permitted as known then is judged as known now.",
        (25,),
    ),
    Fault(
        "a proxy's withdrawal touches nothing",
        AUDIT,
        "one.subject == withdrawal.subject",
        "one.subject == withdrawal.giver",
        "A withdrawal by a proxy touches nothing.",
        (25,),
    ),
)

CONFLICTS = (
    Fault(
        "one conflict for each grant",
        AUDIT,
        "if (grant.id, refusal.id) in found:",
        "if any(grant.id == one for one, _ in found):",
        "Of two refusals that conflict with a grant one is listed.",
        (30,),
    ),
    Fault(
        "conflicts where the refusal covers",
        AUDIT,
        "touches(refused, name, terms) is not False",
        "covers(refused, name, terms, None) is not False",
        "A conflict between a grant and a refusal of something below is not listed, or not one above.",
        (30,),
    ),
    Fault(
        "unknown refusals do not conflict",
        AUDIT,
        "touches(refused, name, terms) is not False",
        "touches(refused, name, terms)",
        "A refusal of which the purposes are not recorded conflicts with nothing.",
        (30,),
    ),
    Fault(
        "conflicts a microsecond later are missed",
        AUDIT,
        "return sorted(found | {when + TICK for when in found if when != LAST})",
        "return sorted(found)",
        "A grant and a refusal that meet only in a microsecond are not listed.",
        (30,),
    ),
    Fault(
        "any grant and refusal conflict",
        AUDIT,
        "if grant.id in verdict.grants and refusal.id in verdict.refusals:",
        "if grant.id in verdict.grants:",
        "The witness of a conflict shows none.",
        (30,),
    ),
)

PROCESS = (
    Fault(
        "reads the process's clock",
        VERDICTS,
        'yield "end", one.end is None or at < one.end',
        'yield "end", one.end is None or max(at, type(at).now(at.tzinfo)) < one.end',
        "A decision of the past is replayed as if it were made today.",
        (10, 19),
        1,
    ),
    Fault(
        "reads the process's zone",
        RULES,
        "day = day_of(proposed.request.at)\n",
        "day = proposed.request.at.astimezone().date()\n",
        "Which rules are in force depends on where the process runs.",
        (10,),
    ),
    Fault(
        "refusals in the order of a set",
        VERDICTS,
        "refusals=tuple(sorted(refused)),",
        "refusals=tuple(refused),",
        "What determined a decision differs from process to process.",
        (4, 10),
    ),
    Fault(
        "doubts in the order of the records",
        VERDICTS,
        "doubts[name] for name in sorted(doubts)",
        "doubts[name] for name in doubts",
        "The reasons of a decision come in the order in which statements were read.",
        (4,),
    ),
    Fault(
        "instants as days",
        VERDICTS,
        'yield "given", True if one.given_high < at else',
        'yield "given", True if one.given_high.date() < at.date() else',
        "A grant of this morning does not support a disclosure of this evening.",
        (20, 26),
    ),
    Fault(
        "ends as days",
        VERDICTS,
        'yield "end", one.end is None or at < one.end',
        'yield "end", one.end is None or at.date() < one.end.date()',
        "A grant that ends tonight does not permit this morning.",
        (19, 26),
        1,
    ),
    Fault(
        "records as seconds",
        STANDING,
        "earlier = None if one.recorded_at is None else one.recorded_at < self.at",
        "earlier = None if one.recorded_at is None else one.recorded_at < self.at.replace(microsecond=0)",
        "A grant recorded less than a second before a disclosure does not support it.",
        (20, 26),
    ),
    Fault(
        "only one grant is told",
        VERDICTS,
        "grants=tuple(sorted(live)),",
        "grants=tuple(sorted(live))[:1],",
        "Of two grants that permit, one is named: without it, the disclosure is still permitted.",
        (6, 7),
    ),
)
FAULTS = (*BACKDATED, *CONFLICTS, *PROCESS)
