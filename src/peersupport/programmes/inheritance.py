"""A programme that runs by another's rules (TC61): it takes them over when the host is built, or cannot be taken.

A copy in the heir's plugin would drift, and an import would hold although the other's plugin was refused. So the host
copies, from the plugin that was itself taken. Where there is none, nothing of the heir is decided, and the reason is
told.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from peersupport._attrs import evolve
from peersupport.errors import Fault, did_you_mean
from peersupport.programmes.carriers import in_document
from peersupport.programmes.contributions import Contribution
from peersupport.programmes.programme import Programme
from peersupport.rules.rule import Rule

if TYPE_CHECKING:  # the import of the library does without pathways
    from peersupport.rules.pathways import Pathway


def with_inherited(one: Contribution, taken: Iterable[Contribution]) -> tuple[Contribution, list[Fault]]:
    """A contribution with what its programmes inherit from plugins that were taken, and what kept it from that."""
    parents = {programme.id: (programme, each) for each in (*taken, one) for programme in each.programmes}
    faults: list[Fault] = []
    programmes: list[Programme] = []
    rules: list[tuple[str, Rule]] = []
    for heir in one.programmes:
        found = parents.get(heir.inherits.programme) if heir.inherits is not None else None
        if heir.inherits is None:
            programmes.append(heir)
        elif found is None or found[0].inherits is not None:
            message = f"`{heir.id}` runs by the rules of a programme that is not here, or that itself inherits"
            known = [name for name, (parent, _) in parents.items() if parent.inherits is None]
            help = did_you_mean(heir.inherits.programme, known)
            faults.append(Fault(code="inherits-unknown", message=message, help=help))
        else:
            programmes.append(_programme(heir, found[0]))
            own = [(hook, rule) for hook, rule in found[1].rules if rule.programme == found[0].id]
            kept = [(hook, rule) for hook, rule in own if _holds(rule, heir) and _leads(rule, heir, found[0])]
            rules += [(hook, _rule(rule, heir, found[0])) for hook, rule in kept]
            faults += _left_out(heir, [rule for _, rule in own])
    return evolve(one, programmes=tuple(programmes), rules=(*one.rules, *rules)), faults


def _programme(heir: Programme, parent: Programme) -> Programme:
    """The heir with the promises of its parent, and the names that its rules may speak of."""
    own = {one.id for one in heir.actions}
    return evolve(
        heir,
        seals=(*heir.seals, *(one for one in parent.seals if one not in heir.seals)),
        categories=(*heir.categories, *(one for one in parent.categories if one not in heir.categories)),
        purposes=(*heir.purposes, *(one for one in parent.purposes if one not in heir.purposes)),
        actions=(*heir.actions, *(in_document(one, parent.source) for one in parent.actions if one.id not in own)),
        pathways=(*heir.pathways, *(in_document(one, parent.source) for one in _ways(heir, parent))),
        promises=(*heir.promises, *(in_document(one, parent.source) for one in parent.promises)),
    )


def _holds(rule: Rule, heir: Programme) -> bool:
    without = heir.inherits.without if heir.inherits is not None else ()
    return rule.id not in without and (rule.offer is None or rule.offer in {offer.id for offer in heir.offers})


def _ways(heir: Programme, parent: Programme) -> Iterator["Pathway"]:
    """The pathways of the parent that the heir can have: of its own offers, and where it has none of that id."""
    offers = {None, *(offer.id for offer in heir.offers)}
    own = {one.id for one in heir.pathways}
    yield from (one for one in parent.pathways if one.id not in own and {stage.joins for stage in one.stages} <= offers)


def _leads(rule: Rule, heir: Programme, parent: Programme) -> bool:
    """Whether a rule speaks of no pathway, or of one that the heir takes over."""
    pathway, _, stage = (rule.stage or "").partition("/")
    return not stage or pathway in {one.id for one in _ways(heir, parent)}


def _rule(rule: Rule, heir: Programme, parent: Programme) -> Rule:
    """A rule as the heir's own, with its citation, and from whom it is. It ends with the heir, not with the parent."""
    in_force = heir.runs if rule.in_force == parent.runs else rule.in_force
    return evolve(rule, programme=heir.id, inherited_from=parent.id, in_force=in_force)


def _left_out(heir: Programme, rules: Iterable[Rule]) -> list[Fault]:
    """Rules that are to stay behind, and are not there: a slip that would let a rule in by another name."""
    known = {rule.id for rule in rules}
    return [
        Fault(
            code="inherits-without",
            message=f"`{heir.id}` leaves out a rule that `{heir.inherits.programme}` does not have",
            help=did_you_mean(name, known),
        )
        for name in (heir.inherits.without if heir.inherits is not None else ())
        if heir.inherits is not None and name not in known
    ]
