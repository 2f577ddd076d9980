"""Asking one plugin, in isolation, for all that it contributes. What it does wrong is a fault of that plugin alone."""

from collections.abc import Callable, Iterable
from pathlib import Path, PurePath
from sysconfig import get_path
from traceback import extract_tb
from types import ModuleType
from typing import TYPE_CHECKING, Any

from pluggy import PluginManager, PluginValidationError

from peersupport._attrs import frozen
from peersupport.errors import Fault, PeerSupportError, PluginFaulty, did_you_mean, error_code
from peersupport.programmes import hookspecs
from peersupport.programmes.discovery import Found
from peersupport.programmes.programme import Programme
from peersupport.rules.facts import Fact
from peersupport.rules.rule import Rule
from peersupport.rules.schedules import Schedule
from peersupport.tracebacks import raised_in

if TYPE_CHECKING:  # the import of the library does without outcomes
    from peersupport.outcomes.instruments import Instrument

KINDS: dict[str, type] = {
    "programmes": Programme,
    "eligibility_rules": Rule,
    "progression_rules": Rule,
    "boundary_rules": Rule,
    "disclosure_rules": Rule,
    "schedules": Schedule,
    "instruments": object,
    "facts": Fact,
}
"""Each hook and what it returns."""
OTHERS = (f"{get_path('stdlib')}/", f"{Path(__file__).parents[1]}/", "<frozen ")
"""Where code lies that is no plugin's."""


@frozen
class Contribution:
    """All that one plugin contributes, stamped with its name; not yet checked against the others."""

    plugin: str
    origin: str
    version: str
    touches: tuple[str, ...] | None
    programmes: tuple[Programme, ...]
    rules: tuple[tuple[str, Rule], ...]
    facts: tuple[Fact, ...]
    schedules: tuple[Schedule, ...]
    instruments: "tuple[Instrument, ...]"
    hooks: tuple[str, ...]


def contribution_of(found: Found) -> Contribution:
    """Load a plugin and call its hooks. Raises `PluginFaulty` with every fault, and never the plugin's own error."""
    plugin = _guarded(found.load, "plugin-import", "the plugin cannot be imported", found.name)
    _check_api(plugin, found.name)
    manager = PluginManager("peersupport")
    manager.add_hookspecs(hookspecs)
    try:
        manager.register(plugin, name=found.name)
        manager.check_pending()
    except (PluginValidationError, ValueError) as error:
        raise _faulty(
            found.name,
            _hook_faults(manager, plugin)
            or [
                _fault(
                    "hook-signature", f"a hook cannot be registered ({error_code(error)})", "hooks take no arguments"
                )
            ],
        ) from None
    if unmarked := _unmarked(plugin):
        raise _faulty(found.name, unmarked)
    results: dict[str, tuple[Any, ...]] = {}
    faults: list[Fault] = []
    for hook in KINDS:
        for implementation in getattr(manager.hook, hook).get_hookimpls():
            try:
                results[hook] = _result(hook, implementation.function, found.name)
            except PluginFaulty as error:
                faults += error.faults
    if not faults and not results:
        faults.append(
            _fault("plugin-empty", "the plugin implements no hook", f"mark one with @hookimpl: {', '.join(KINDS)}")
        )
    if faults:
        raise _faulty(found.name, faults)
    return Contribution(
        plugin=found.name,
        origin=found.origin,
        version=found.version,
        touches=found.touches,
        programmes=results.get("programmes", ()),
        rules=tuple((hook, rule) for hook in KINDS if hook.endswith("_rules") for rule in results.get(hook, ())),
        facts=results.get("facts", ()),
        schedules=results.get("schedules", ()),
        instruments=results.get("instruments", ()),
        hooks=tuple(sorted(results)),
    )


def _guarded(call: Callable[[], Any], code: str, message: str, plugin: str) -> Any:
    try:
        return call()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plugin raises
        faults = _causes(error) or [_fault(code, f"{message}: `{error_code(error)}`", _place(error))]
    raise _faulty(plugin, faults)  # out here, so that what the plugin said does not hang on


def _place(error: BaseException) -> str:
    """Where in the plugin's code it went wrong, and which name of ours was meant; never what stands there."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{PurePath(error.filename).name}, line {error.lineno}"
    frames = extract_tb(error.__traceback__)
    own = [one for one in frames if not one.filename.startswith(OTHERS)] or frames[-1:]
    place = f"{PurePath(own[-1].filename).name}, line {own[-1].lineno}" if own else ""
    return "; ".join(filter(None, (place, _meant(error))))


def _meant(error: BaseException) -> str:
    """Help with a misspelt name of a module or class of the library: those are no data."""
    if not isinstance(error, AttributeError) or not isinstance(error.obj, ModuleType | type):
        return ""
    home = error.obj.__name__ if isinstance(error.obj, ModuleType) else error.obj.__module__
    known = [one for one in dir(error.obj) if not one.startswith("_")] if f"{home}.".startswith("peersupport.") else []
    return did_you_mean(str(error.name), known)


def _causes(error: BaseException) -> list[Fault]:
    """A rule that is wrongly written raises while its module is imported; its own fault says more than the import's.

    Only what the library itself raised: what a plugin raises by its own hand may say anything.
    """
    ours = raised_in(error).startswith("peersupport.")
    return list(error.faults) if isinstance(error, PeerSupportError) and ours else []


def _result(hook: str, function: Callable[[], Any], plugin: str) -> tuple[Any, ...]:
    value = _guarded(function, "hook-raised", f"the hook `{hook}` raised", plugin)
    if value is None:
        raise _faulty(
            plugin, [_fault("hook-none", f"the hook `{hook}` returned None", "return a list, empty if need be")]
        )
    if not issubclass(type(value), Iterable) or isinstance(value, str | bytes):
        raise _faulty(plugin, [_fault("hook-type", f"the hook `{hook}` returned no list", "")])
    items: tuple[Any, ...] = _guarded(lambda: tuple(value), "hook-raised", f"the hook `{hook}` raised", plugin)
    flat: list[Any] = []
    for item in items:
        flat += item if isinstance(item, tuple) else (item,)
    if any(not isinstance(one, KINDS[hook]) for one in flat):
        kind = KINDS[hook].__name__
        raise _faulty(plugin, [_fault("hook-type", f"the hook `{hook}` returned something that is no {kind}", "")])
    if any(type(getattr(one, name, "")) is not str for one in flat for name in ("id", "name", "programme")):
        raise _faulty(plugin, [_fault("hook-type", f"the hook `{hook}` returned something whose name is no text", "")])
    return tuple(flat)


def _check_api(plugin: object, name: str) -> None:
    supported = getattr(plugin, "hook_api", (hookspecs.HOOK_API, hookspecs.HOOK_API))
    try:
        first, last = supported
        fits = first <= hookspecs.HOOK_API <= last
    except (TypeError, ValueError):
        fits = False
    if not fits:
        help = f"this core has hook API {hookspecs.HOOK_API}; `hook_api = (first, last)` in the plugin"
        raise _faulty(name, [_fault("plugin-hook-api", "the plugin is made for another version of the hooks", help)])


def _hook_faults(manager: PluginManager, plugin: object) -> list[Fault]:
    faults: list[Fault] = []
    for name in sorted(vars(plugin) if hasattr(plugin, "__dict__") else dir(plugin)):
        if manager.parse_hookimpl_opts(plugin, name) is not None and name not in KINDS:
            faults.append(_fault("hook-unknown", f"there is no hook `{name}`", did_you_mean(name, KINDS)))
    return faults


def _unmarked(plugin: object) -> list[Fault]:
    """Functions named like a hook without the mark: pluggy would ignore them without a word."""
    found = [name for name in KINDS if callable(getattr(plugin, name, None))]
    return [
        _fault("hook-unmarked", f"`{name}` is named like a hook but not marked", "put @hookimpl above it")
        for name in found
        if not hasattr(getattr(plugin, name), "peersupport_impl")
        and not isinstance(getattr(plugin, name), Fact)
        and getattr(getattr(plugin, name), "__module__", None) == getattr(plugin, "__name__", "")
    ]


def _fault(code: str, message: str, help: str) -> Fault:
    return Fault(code=code, message=message, help=help)


def _faulty(plugin: str, faults: Iterable[Fault]) -> PluginFaulty:
    return PluginFaulty(f"the plugin `{plugin}` is faulty", tuple(faults))
