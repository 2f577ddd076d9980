"""What a plugin's rules are tried on: its scenarios and cases near its rules, on days near, with less on record."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache

from peersupport._attrs import frozen
from peersupport.decisions import Decision
from peersupport.findings import Finding, finding_of
from peersupport.rules.rule import Rule
from peersupport.rules.values import RecordValues
from peersupport.testing.blanks import erasures
from peersupport.testing.conformance.candidate import Candidate, answered
from peersupport.testing.strategies.moments import DAY
from peersupport.testing.strategies.nearby import near
from peersupport.truth import Truth

DRAWN = 10
"""How many cases are drawn near the rules of each offer, besides the scenarios."""
NAMED = 3
"""How many rules that were passed over are named."""
NEAR = (-365, -1, 1, 365)
"""By how many days a scenario's own day is moved: to both sides of what turns on that day, or a year from it."""


@frozen
class Judged:
    """One rule as a scenario's answer has it, and the values that it was judged of."""

    rule: Rule
    truth: Truth
    values: RecordValues

    def again(self, subject: object = None, on: date | None = None) -> RecordValues:
        """The same facts worked out anew: of the same or another subject, on the same or another day."""
        own = self.values
        return RecordValues(subject or own.subject, on or own.day, own.settings)

    def beside(self) -> Iterator[RecordValues]:
        """The same subject, on days near its own."""
        for days in NEAR:
            yield self.again(on=self.values.day + timedelta(days=days))


def truth_of(rule: Rule, values: RecordValues) -> Truth:
    """What the core makes of a rule."""
    return finding_of(rule, values).truth


@cache
def judged(candidate: Candidate) -> tuple[Judged, ...]:
    """Every rule of the plugin in every answer to a scenario, and for every case drawn near the rules of its offers."""
    own = {rule.name for _, rule in candidate.rules}
    findings = [finding for one in answered(candidate) for finding in one.findings]
    findings += [finding for decision in drawn(candidate) for finding in decision.findings]
    return tuple(
        Judged(rule=finding.rule, truth=finding.truth, values=values)
        for finding in findings
        if finding.rule.name in own and (values := _recorded(finding)) is not None
    )


@cache
def drawn(candidate: Candidate) -> tuple[Decision, ...]:
    """Decisions on cases that are drawn near the rules of each offer for families, always the same ones."""
    host = candidate.host
    offers = [one for programme in candidate.programmes for one in host.offers(programme.id)]
    return tuple(
        host.eligibility(offer).decide(near.seeded(seed, host=host, offer=offer, on=day), day)
        for offer in offers
        for day in [max(DAY, *host.eligibility(offer).epochs)]
        for seed in range(DRAWN)
    )


def never_judged(candidate: Candidate) -> str:
    """Which rules no scenario and no drawn case has asked: what they come to is for the plugin's own tests to show."""
    asked = {one.rule.name for one in judged(candidate)}
    names = [rule.name for _, rule in candidate.rules if rule.name not in asked]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"but for what no scenario asks: {', '.join(names[:NAMED])}{more}" if names else ""


def _recorded(finding: Finding) -> RecordValues | None:
    return finding.values if isinstance(finding.values, RecordValues) else None


def with_less(values: RecordValues) -> Iterator[tuple[str, RecordValues]]:
    """The facts of a subject with one thing less on record, for each such thing, and its path."""
    for path, less in erasures(values.subject):
        yield ".".join(map(str, path)), RecordValues(less, values.day, values.settings)


def by_subject(found: Iterable[Judged]) -> Iterator[tuple[RecordValues, list[Judged]]]:
    """What was judged, by the facts that it was judged of."""
    together = dict[int, list[Judged]]()
    for one in found:
        together.setdefault(id(one.values), []).append(one)
    for each in together.values():
        yield each[0].values, each
