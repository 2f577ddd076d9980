"""What a programme is: an identity, a source, a period, its offers, and what it has promised not to decide on."""

from typing import TYPE_CHECKING

from peersupport._attrs import evolve, frozen
from peersupport.dates import Period
from peersupport.records.vocabulary import Term
from peersupport.rules.facts import Fact
from peersupport.rules.rule import Rule
from peersupport.rules.schedules import Schedule

if TYPE_CHECKING:  # the import of the library does without outcomes
    from peersupport.outcomes.measures import Caveat, Measure


@frozen
class Offer:
    """One thing that a programme offers, with rules of its own (TC5). `subject` is the record class it judges."""

    id: str
    title: str
    subject: str = "Case"


@frozen
class Programme:
    """A programme as its plugin declares it.

    `categories` and `purposes` are names of its own for what may be told and what for, under or beside the core's; each
    says since when it exists, so that it never widens a grant given before.

    `measures` are the outcomes that it wants, `caveats` what is said beside every result that looks harmless (MM21).

    `source` is the path of the source text inside the plugin, `runs` when the programme runs. `offers` is empty for a
    programme with one. No rule, overlays included, may decide on a fact in `seals` (HL6, YP5, CM16): a seal
    binds the facts that it names, not what another fact might read for itself. `details` holds
    what the source says about the programme itself (funder, partners, names), by requirement id.
    """

    id: str
    title: str
    source: str
    runs: Period
    offers: tuple[Offer, ...] = ()
    seals: tuple[Fact, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    not_covered: str = "ask the co-ordinator"
    categories: tuple[Term, ...] = ()
    purposes: tuple[Term, ...] = ()
    measures: "tuple[Measure, ...]" = ()
    caveats: "tuple[Caveat, ...]" = ()

    def rules(self, *rules: Rule) -> tuple[Rule, ...]:
        """Bind rules to this programme: each inherits its document and, unless it has its own, its period."""
        return bound(rules, self.id, self.source, self.runs)

    def schedules(self, *schedules: Schedule) -> tuple[Schedule, ...]:
        """Bind schedules to this programme: each inherits its document and, unless it has its own, its period."""
        return tuple(
            evolve(
                one,
                programme=self.id,
                citation=evolve(one.citation, document=one.citation.document or self.source),
                in_force=one.in_force if one.in_force is not None else self.runs,
            )
            for one in schedules
        )


@frozen
class Overlay:
    """Further rules of another party for a programme that is not its own: they can only narrow, and only where the
    host names them."""

    programme: str
    source: str
    runs: Period

    def rules(self, *rules: Rule) -> tuple[Rule, ...]:
        """Bind rules to the programme that they narrow."""
        return bound(rules, self.programme, self.source, self.runs)


def bound(rules: tuple[Rule, ...], programme: str, source: str, runs: Period) -> tuple[Rule, ...]:
    """The rules with what they inherit."""
    return tuple(
        evolve(
            rule,
            programme=programme,
            citation=evolve(rule.citation, document=rule.citation.document or source),
            in_force=rule.in_force if rule.in_force is not None else runs,
        )
        for rule in rules
    )
