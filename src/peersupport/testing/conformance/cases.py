"""What a plugin's rules are tried on: the subjects of its scenarios, on days near theirs, and with less on record."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache

from peersupport._attrs import frozen
from peersupport.findings import Finding, finding_of
from peersupport.rules.rule import Rule
from peersupport.rules.values import RecordValues
from peersupport.testing.blanks import erasures
from peersupport.testing.conformance.candidate import Candidate, answered
from peersupport.truth import Truth

NEAR = (-366, -365, -1, 1, 365, 366)
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

    def near(self) -> Iterator[RecordValues]:
        """The same subject, on days near its own."""
        for days in NEAR:
            yield self.again(on=self.values.day + timedelta(days=days))


def truth_of(rule: Rule, values: RecordValues) -> Truth:
    """What the core makes of a rule."""
    return finding_of(rule, values).truth


@cache
def judged(candidate: Candidate) -> tuple[Judged, ...]:
    """Every rule of the plugin in every answer of a scenario."""
    own = {rule.name for _, rule in candidate.rules}
    return tuple(
        Judged(rule=finding.rule, truth=finding.truth, values=values)
        for one in answered(candidate)
        for finding in one.findings
        if finding.rule.name in own and (values := _recorded(finding)) is not None
    )


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
