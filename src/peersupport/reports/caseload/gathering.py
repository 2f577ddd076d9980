"""What the page of reviewed cases is made of, gathered as they pass: for each count, one bit a case, and nothing else.

Which cases two counts share tells what a reader of both can work out (`counting`); the cases themselves are not kept.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from peersupport.policies.eligibility import Eligibility
from peersupport.records.case import Case
from peersupport.reports.caseload.ages import NO_CHILD, UNKNOWN, Band, band_of, bands, parent_months, youngest_months
from peersupport.reports.caseload.windows import MONTHS, Whose, Window, window_of
from peersupport.reports.review import Answered
from peersupport.rules.facts import Audience
from peersupport.rules.rule import Rule
from peersupport.rules.rule_set import RuleSet

BANDS = {Whose.PARENT: (16 * MONTHS, 45 * MONTHS, MONTHS), Whose.CHILD: (0, 5 * MONTHS, MONTHS // 2)}
"""The bands of ages, in months: from, to, and how wide."""
Key = tuple[str, ...]
"""What is counted: `("failed", "3", "TC1")` is that rule TC1 is not met by the third offer that was asked."""


@attrs.frozen(eq=False)
class Asked:
    """One offer at one site: the rules that judge it, the requirements that the reader may see, their ages."""

    rules: RuleSet
    visible: tuple[Rule, ...]
    windows: dict[Whose, Window | None]

    @property
    def whole(self) -> bool:
        """Whether the reader may see every requirement."""
        return len(self.visible) == len(self.rules.requirements)


@attrs.define(slots=True, eq=False)
class Gathering:
    """The cases of a review, gathered for one reader."""

    audience: Audience
    day: date
    rules_as_of: date
    asked: tuple[Asked, ...]
    bands: dict[Whose, tuple[Band, ...]]
    cases: int = 0
    _bits: dict[Key, bytearray] = attrs.field(factory=dict[Key, bytearray])

    @classmethod
    def of(
        cls, policies: Sequence[Eligibility], audience: Audience, day: date, rules_as_of: date | None = None
    ) -> "Gathering":
        """Ready to gather what these policies answer on a day."""
        by = rules_as_of or day
        asked = tuple(_asked(policy.rules_on(by), audience) for policy in policies)
        return cls(
            audience=audience,
            day=day,
            rules_as_of=by,
            asked=asked,
            bands={whose: bands(*BANDS[whose], _edges(asked, whose)) for whose in Whose},
        )

    def add(self, case: Case, answers: Iterable[Answered]) -> None:
        """Gather one case, by its answers in the order of the policies."""
        for place, answered in enumerate(answers):
            offer = str(place)
            self._mark("outcome", offer, answered.outcome.value)
            for what, names in (("failed", answered.failed), ("open", answered.open), ("waiting", answered.missing)):
                for name in names:
                    self._mark(what, offer, name)
            if len(answered.missing) == 1:
                self._mark("alone", offer, *answered.missing)
        child = youngest_months(case, self.day)
        self._mark(Whose.PARENT.value, band_of(parent_months(case, self.day), self.bands[Whose.PARENT]))
        self._mark(Whose.CHILD.value, child if isinstance(child, str) else band_of(child, self.bands[Whose.CHILD]))
        self.cases += 1

    def _mark(self, *key: str) -> None:
        bits = self._bits.setdefault(key, bytearray())
        byte, bit = divmod(self.cases, 8)
        if len(bits) <= byte:
            bits.extend(bytes(byte + 1 - len(bits)))
        bits[byte] |= 1 << bit

    def counted(self, *key: str) -> int:
        """The cases that a count is of, one bit each."""
        return int.from_bytes(self._bits.get(key, b""), "little")

    def names(self, what: str, offer: int) -> tuple[str, ...]:
        """The names of which there is a count of this kind for an offer."""
        return tuple(sorted(key[2] for key in self._bits if key[:2] == (what, str(offer))))

    def labels(self, whose: Whose) -> tuple[str, ...]:
        """The bands of ages in their order, with what is no age at the end."""
        none = (NO_CHILD,) if whose is Whose.CHILD else ()
        return (*(one.label for one in self.bands[whose]), *none, UNKNOWN)


def _asked(rules: RuleSet, audience: Audience) -> Asked:
    names = rules.visible_to(audience)
    visible = tuple(rule for rule in rules.requirements if rule.name in names)
    return Asked(
        rules=rules,
        visible=visible,
        windows={whose: window_of(visible, rules.settings, whose) for whose in Whose},
    )


def _edges(asked: Iterable[Asked], whose: Whose) -> set[float]:
    return {edge for one in asked if (window := one.windows[whose]) is not None for edge in window.edges}
