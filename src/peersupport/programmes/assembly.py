"""Putting plugins together: which contributions hold beside the others, and what became of every plugin."""

from collections.abc import Iterator, Mapping, Sequence

from peersupport._attrs import evolve, frozen
from peersupport.errors import Fault, PluginFaulty, error_code
from peersupport.programmes.checks import ID, contribution_faults, facts_in, parameters_in
from peersupport.programmes.contributions import Contribution, contribution_of
from peersupport.programmes.discovery import Found
from peersupport.programmes.inheritance import with_inherited
from peersupport.programmes.programme import Programme, documented
from peersupport.programmes.schedule_checks import schedule_document
from peersupport.rules.document import canonical, rule_document
from peersupport.rules.recorded import unreadable

Named = Mapping[str, tuple[str, ...]]
"""The programmes of others that the host lets each plugin narrow."""


@frozen
class PluginStatus:
    """One plugin: where it came from, what it touches, and why it was not taken, if it was not."""

    name: str
    origin: str
    version: str
    programmes: tuple[str, ...]
    hooks: tuple[str, ...]
    faults: tuple[Fault, ...]


def assembled(found: Sequence[Found], named: Named) -> tuple[list[Contribution], list[PluginStatus]]:
    """The contributions that hold, and the status of every plugin. All or nothing for each, whatever their order."""
    statuses: list[PluginStatus] = []
    loaded: dict[str, tuple[Found, Contribution]] = {}
    owners: dict[str, str] = {}
    programmes: dict[str, Programme] = {}
    for one in sorted(found, key=lambda one: (one.name, one.origin, one.version)):
        try:
            contribution = contribution_of(one)
        except PluginFaulty as error:
            statuses.append(_status(one, named, error.faults))
            continue
        if taken := _taken_already(contribution, loaded, owners):
            statuses.append(_status(one, named, (taken,), contribution))
            continue
        loaded[one.name] = (one, contribution)
        owners.update({programme.id: one.name for programme in contribution.programmes})
        programmes.update({programme.id: programme for programme in contribution.programmes})
    kept: list[Contribution] = []
    names: dict[str, object] = {}
    # Owners first, heirs after them: where an overlay repeats a name, it is the overlay that is at fault.
    for one, given in sorted(loaded.values(), key=lambda each: (not each[1].programmes, _heir(each[1]), each[0].name)):
        contribution, faults = _completed(given, kept)
        programmes.update({programme.id: programme for programme in contribution.programmes})
        faults = faults or faults_in(contribution, programmes, owners, named.get(one.name, ()), names)
        statuses.append(_status(one, named, tuple(faults), given))
        if not faults:
            kept.append(contribution)
    return sorted(kept, key=lambda each: each.plugin), statuses


def _heir(contribution: Contribution) -> bool:
    return any(one.inherits is not None for one in contribution.programmes)


def _completed(given: Contribution, kept: Sequence[Contribution]) -> tuple[Contribution, list[Fault]]:
    """A contribution with what it inherits from those that were kept, or why it cannot have it."""
    try:
        own = evolve(given, programmes=tuple(documented(one) for one in given.programmes))
        return with_inherited(own, kept) if _heir(own) else (own, [])
    except (Exception, SystemExit) as error:  # noqa: BLE001 - what a plugin hands over may be anything
        return given, [_malformed(error)]


def _malformed(error: BaseException) -> Fault:
    message = f"what the plugin hands over is of wrong types: `{error_code(error)}`"
    return Fault(code="plugin-malformed", message=message, help="check its types with mypy")


def faults_in(
    contribution: Contribution,
    programmes: Mapping[str, Programme],
    owners: Mapping[str, str],
    allowed: tuple[str, ...],
    names: dict[str, object],
) -> list[Fault]:
    """What is wrong with a contribution, alone and beside the others; it may not even bear being looked at."""
    try:
        from peersupport.programmes.outcome_checks import outcome_faults  # noqa: PLC0415 - the import does without
        from peersupport.programmes.report_checks import report_faults  # noqa: PLC0415 - the same

        faults = contribution_faults(contribution, programmes, owners, allowed)
        faults += outcome_faults(contribution.programmes, contribution.instruments)
        faults += [fault for programme in contribution.programmes for fault in report_faults(programme)]
        for _, rule in contribution.rules:
            canonical(rule_document(rule))
        for one in contribution.schedules:
            canonical(schedule_document(one))
        return faults or list(_unreadable(contribution)) or list(clashes_in(contribution, names))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - what a plugin hands over may be anything
        return [_malformed(error)]


def _unreadable(contribution: Contribution) -> Iterator[Fault]:
    """Rules that would not come back from a ledger."""
    for rule in unreadable(rule for _, rule in contribution.rules):
        message = f"`{rule.name}` would not come back from a ledger: what it decides could not be replayed"
        help = "use what `peersupport.plugin` offers, and nest less"
        yield Fault(code="rule-unreadable", message=message, help=help)


def _taken_already(
    contribution: Contribution, loaded: Mapping[str, tuple[Found, Contribution]], owners: Mapping[str, str]
) -> Fault | None:
    if contribution.plugin in loaded:
        return Fault(code="plugin-duplicate", message="there is another plugin of this name")
    twice = [programme.id for programme in contribution.programmes if programme.id in owners]
    if not twice:
        return None
    message = f"the programme `{twice[0]}` is already brought by `{owners[twice[0]]}`"
    return Fault(code="programme-duplicate", message=message)


def clashes_in(contribution: Contribution, names: dict[str, object]) -> Iterator[Fault]:
    """Names that another plugin has given to another rule, fact or parameter."""
    things = (*facts_in(contribution), *parameters_in(contribution))
    rules = [rule for _, rule in contribution.rules]
    instruments = [(f"instrument {one.id}", one) for one in contribution.instruments]
    for name, thing in (*((one.name, one) for one in things), *((one.name, one) for one in rules), *instruments):
        if names.setdefault(name, thing) is not thing:
            message = f"`{name}` is already another plugin's"
            yield Fault(code="name-duplicate", message=message, help="prefix it with a name of your own")


def _status(
    found: Found, named: Named, faults: tuple[Fault, ...], contribution: Contribution | None = None
) -> PluginStatus:
    touched = {*(found.touches or ()), *named.get(found.name, ())}
    if contribution is not None:
        touched |= {one.id for one in contribution.programmes} | {rule.programme for _, rule in contribution.rules}
    return PluginStatus(
        name=found.name,
        origin=found.origin,
        version=found.version,
        programmes=tuple(sorted(one for one in touched if ID.fullmatch(one) is not None)),
        hooks=() if contribution is None else contribution.hooks,
        faults=faults,
    )
