"""The fast path: the rules of one epoch as one generated Python function, from a sheet of facts to two bit sets.

It must agree with `evaluate.py`, always. The generated source stays in `linecache`, as attrs and cattrs keep theirs.
"""

import linecache
from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import attrs

from peersupport.errors import error_code
from peersupport.rules.criteria import Count, Criterion, Kind, Quantified
from peersupport.rules.facts import Fact
from peersupport.rules.inputs import Explain, explain_source
from peersupport.rules.rails import RailMaker, Rails, joined
from peersupport.rules.sheet import Fill, Layout, Sheet, ends_of
from peersupport.rules.values import Settings, bounds_of, checked

_serial = count(1)
Judge = Callable[[Sheet], tuple[int, int]]


@attrs.frozen
class Gate:
    """A requirement: it counts when `when` holds (None: always), and is then TRUE, FALSE or UNKNOWN as `criterion`."""

    criterion: Criterion
    when: Criterion | None = None


@attrs.frozen
class Compiled:
    """`fill` turns a subject into a sheet; `judge` a sheet into the bits of the gates that are FALSE and UNKNOWN;
    `explain` makes a finding of each gate, with what it read."""

    layout: Layout
    fill: Fill
    judge: Judge
    explain: Explain
    source: str


def compile_gates(title: str, gates: tuple[Gate, ...], settings: Settings) -> Compiled:
    """Compile the gates of one epoch. Bit `n` of the results stands for gate `n`."""
    criteria = tuple(one for gate in gates for one in (gate.criterion, gate.when) if one is not None)
    layout = Layout(criteria=criteria)
    names: dict[str, object] = {}
    maker = RailMaker(layout=layout, settings=settings, names=names)
    lines = ["def judge(s):", "    failed = unknown = 0"]
    for place, gate in enumerate(gates):
        true, false = _gate_rails(maker, gate)
        if true == "True":
            continue
        lines += [f"    if not {true}:" if true.startswith("(") else f"    if not ({true}):"]
        lines += [f"        if {false}: failed |= {1 << place}", f"        else: unknown |= {1 << place}"]
    lines += ["    return failed, unknown"]
    source = "\n".join(lines) + "\n"
    judge: Judge = _executed(source, title, names)["judge"]
    constants: dict[str, object] = {}
    told = explain_source([_criteria(gate) for gate in gates], layout, settings, constants)
    explain: Explain = _executed(told, f"{title} findings", constants)["explain"]
    fill = _filler(title, layout, settings)
    return Compiled(layout=layout, fill=fill, judge=judge, explain=explain, source=source)


def _criteria(gate: Gate) -> tuple[Criterion, ...]:
    return (gate.criterion,) if gate.when is None else (gate.when, gate.criterion)


def _gate_rails(maker: RailMaker, gate: Gate) -> Rails:
    rails = maker.rails(gate.criterion)
    if gate.when is None:
        return rails
    when = maker.rails(gate.when)
    return Rails(joined("or", (when.false, rails.true)), joined("and", (when.true, rails.false)))


def _filler(title: str, layout: Layout, settings: Settings) -> Fill:
    names: dict[str, object] = {
        "Sheet": layout.sheet,
        "checked": checked,
        "bounds_of": bounds_of,
        "error_code": error_code,
    }
    lines = [
        "def fill(subject, day):",
        "    s = Sheet()",
        "    s.subject = subject",
        "    s.day = day",
        "    s.errors = None",
    ]
    for place, one in enumerate(layout.facts):
        lines += _fact_lines(place, one, layout, settings, names)
    for place, fold in enumerate(layout.folds):
        names[f"fold{place}"] = _folder(title, fold, settings)
        slots = ", ".join(f"s.{layout.slots[fold]}{end}" for end in ends_of(fold))
        names[f"unfolded{place}"] = bounds_of(Kind.WHOLE, None) if isinstance(fold, Count) else None
        lines += ["    try:", f"        {slots} = fold{place}(subject.{fold.collection.attribute}, day)"]
        lines += ["    except Exception as error:", f"        {slots} = unfolded{place}"]
        lines += [f"        s.errors = {{**(s.errors or {{}}), {fold.collection.name!r}: error_code(error)}}"]
    lines += ["    return s"]
    fill: Fill = _executed("\n".join(lines) + "\n", f"{title} facts", names)["fill"]
    return fill


def _fact_lines(place: int, one: Fact, layout: Layout, settings: Settings, names: dict[str, object]) -> list[str]:
    names[f"fact{place}"] = one.function
    names[f"declared{place}"] = one
    given = ""
    for number, (keyword, parameter) in enumerate(one.reads):
        names[f"given{place}_{number}"] = settings[parameter.name]
        given += f", {keyword}=given{place}_{number}"
    slots = [f"s.{layout.slots[one]}{end}" for end in ends_of(one)]
    names[f"unknown{place}"] = bounds_of(one.kind, None) if one.kind.ordered else None
    if any(settings[parameter.name] is None for _, parameter in one.reads):
        return [f"    {', '.join(slots)} = unknown{place}"]
    lines = ["    try:", f"        v = fact{place}(subject, day{given})"]
    if one.kind.ordered:
        plain = {Kind.WHOLE: int, Kind.NUMBER: float, Kind.DATE: date}[one.kind]
        names[plain.__name__] = plain
        names[f"kind{place}"] = one.kind
        exact = f"v.__class__ is {plain.__name__}" + (" and v == v" if one.kind is Kind.NUMBER else "")
        lines += [f"        if {exact}: {slots[0]} = {slots[1]} = v"]
        lines += [f"        else: {', '.join(slots)} = bounds_of(kind{place}, v)"]
    else:
        names[f"class{place}"] = {Kind.BOOLEAN: bool, Kind.CODE: str}.get(one.kind, one.category)
        given_right = f"v is None or v.__class__ is class{place}"
        lines += [f"        {slots[0]} = v if {given_right} else checked(declared{place}, v)"]
    lines += ["    except (Exception, SystemExit) as error:"]
    lines += [f"        {', '.join(slots)} = unknown{place}"]
    lines += [f"        s.errors = {{**(s.errors or {{}}), {one.name!r}: error_code(error)}}"]
    return lines


def _folder(title: str, fold: Quantified | Count, settings: Settings) -> Callable[[Any, date], object]:
    """A function of (members, day): a truth for a quantifier, bounds for a count."""
    layout = Layout(criteria=(fold.part,))
    names: dict[str, object] = {"fill": _filler(f"{title} {fold.collection.name}", layout, settings)}
    maker = RailMaker(layout=layout, settings=settings, names=names)
    true, false = maker.rails(fold.part)
    if isinstance(fold, Count):
        names["unbounded"] = bounds_of(Kind.WHOLE, None)
        body = [
            "    if members is None: return unbounded",
            "    low = high = 0",
            "    for one in members:",
            "        s = fill(one, day)",
            f"        if {true}: low += 1; high += 1",
            f"        elif not ({false}): high += 1",
            "    return low, high",
        ]
    else:
        settles, keeps, result = (false, true, False) if fold.every else (true, false, True)
        body = [
            "    if members is None: return None",
            f"    result = {not result}",
            "    for one in members:",
            "        s = fill(one, day)",
            f"        if {settles}: return {result}",
            f"        if not ({keeps}): result = None",
            "    return result",
        ]
    source = "\n".join(["def fold(members, day):", *body]) + "\n"
    folder: Callable[[Any, date], object] = _executed(source, f"{title} {fold.collection.name} fold", names)["fold"]
    return folder


def _executed(source: str, title: str, names: dict[str, object]) -> dict[str, Any]:
    filename = f"<peersupport {title} {next(_serial)}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    space: dict[str, Any] = dict(names)
    exec(compile(source, filename, "exec"), space)  # noqa: S102 - our own text: rules give it names and numbers only
    return space
