"""What a programme is: an identity, a source, a period, its offers, and what it has promised not to decide on."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from peersupport._attrs import evolve, frozen
from peersupport.citations import Citation, cited
from peersupport.dates import Period
from peersupport.errors import UnknownName, did_you_mean
from peersupport.records.vocabulary import Term
from peersupport.rules.actions import NamedAction
from peersupport.rules.facts import Fact
from peersupport.rules.rule import Rule
from peersupport.rules.schedules import Schedule

if TYPE_CHECKING:  # the import of the library does without outcomes, pathways, plans and reports
    from peersupport.outcomes.measures import Caveat, Measure
    from peersupport.rules.pathways import Pathway, Promise
    from peersupport.rules.reporting import Reporting
    from peersupport.rules.session_plans import SessionPlan, SupportKind


@frozen
class Offer:
    """One thing that a programme offers, with rules of its own (TC5). `subject` is the record class it judges."""

    id: str
    title: str
    subject: str = "Case"


@frozen
class Inherits:
    """That a programme runs by the rules of another one (TC61). Write it with `inherits`.

    It takes over every rule of the other's own plugin, with its citation, and what the rules speak of: seals, promises,
    actions, pathways, categories and purposes. The rules whose ids stand in `without` stay behind, as do those of an
    offer that it does not have itself.
    """

    id: str
    programme: str
    requirements: tuple[str, ...]
    citation: Citation
    without: tuple[str, ...] = ()


def inherits(programme: str, requirement: str, *, quote: str, note: str = "", without: Iterable[str] = ()) -> Inherits:
    """The rules of another programme, by the words that say so. `without` are the ids of rules that stay behind."""
    return Inherits(
        id=f"inherits-{programme}",
        programme=programme,
        requirements=(requirement,),
        citation=cited(quote, note=note),
        without=tuple(without),
    )


@frozen
class FormerName:
    """A name that a programme had until a day; None: the source gives no day (YP23)."""

    id: str
    title: str
    requirements: tuple[str, ...]
    citation: Citation
    until: date | None = None


def former_name(title: str, requirement: str, *, quote: str, until: date | None = None, note: str = "") -> FormerName:
    """A name that a programme had before. It changes nothing about who may join."""
    return FormerName(
        id=f"{requirement}-name",
        title=title,
        requirements=(requirement,),
        citation=cited(quote, note=note),
        until=until,
    )


@frozen
class Programme:
    """A programme as its plugin declares it.

    `categories` and `purposes` are names of its own for what may be told and what for, under or beside the core's; each
    says since when it exists, so that it never widens a grant given before.

    `measures` are the outcomes that it wants, `caveats` what is said beside every result that looks harmless (MM21).

    `source` is the path of the source text inside the plugin, `runs` when the programme runs. `offers` is empty for a
    programme with one. No rule, overlays included, may decide on a fact in `seals` (HL6, YP5, CM16): a seal
    binds the facts that it names, not what another fact might read for itself. `details` holds
    what the source says about the programme itself (funder, partners, names), by requirement id, `reports` which
    reports answer to which of its statements. `inherits` names a
    programme whose rules hold here too, `former_names` what it was called before. `pathways` are the ways through it,
    whose entry criteria are `progression_rules`; `promises` what no rule may limit (HL6). `actions` are what its
    boundary rules speak of; `not_covered` is what to do where none of them speaks. `session_plans` say how its sessions
    and visits are meant to go, `support_kinds` what support it gives.
    """

    id: str
    title: str
    source: str
    runs: Period
    offers: tuple[Offer, ...] = ()
    seals: tuple[Fact, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    actions: tuple[NamedAction, ...] = ()
    session_plans: "tuple[SessionPlan, ...]" = ()
    support_kinds: "tuple[SupportKind, ...]" = ()
    not_covered: str = "ask the co-ordinator"
    categories: tuple[Term, ...] = ()
    purposes: tuple[Term, ...] = ()
    measures: "tuple[Measure, ...]" = ()
    caveats: "tuple[Caveat, ...]" = ()
    reports: "tuple[Reporting, ...]" = ()
    inherits: Inherits | None = None
    former_names: tuple[FormerName, ...] = ()
    pathways: "tuple[Pathway, ...]" = ()
    promises: "tuple[Promise, ...]" = ()

    def titles(self, day: date) -> tuple[str, ...]:
        """What the programme was, or may have been, called on a day: a name that ended on no known day stays possible
        (YP23)."""
        former = tuple(one.title for one in self.former_names if one.until is None or day < one.until)
        dated = any(one.until is not None and day < one.until for one in self.former_names)
        return former if dated else (self.title, *former)

    def rules(self, *rules: Rule) -> tuple[Rule, ...]:
        """Bind rules to this programme: each inherits its document and, unless it has its own, its period."""
        return bound(rules, self.id, self.source, self.runs)

    def session_plan(self, plan: str) -> "SessionPlan":
        """The plan of one kind of session. Raises `UnknownName`."""
        known = {one.id: one for one in self.session_plans}
        if plan not in known:
            raise UnknownName("there is no such plan", help=did_you_mean(plan, known))
        return known[plan]

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


def documented(programme: Programme) -> Programme:
    """The programme with its source as the document of what it cites itself."""

    def cites(given: Citation) -> Citation:
        return evolve(given, document=given.document or programme.source)

    inherited = programme.inherits
    return evolve(
        programme,
        inherits=None if inherited is None else evolve(inherited, citation=cites(inherited.citation)),
        former_names=tuple(evolve(one, citation=cites(one.citation)) for one in programme.former_names),
    )
