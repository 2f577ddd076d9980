"""Checks of a rule before it is taken: types, units, subjects, negations that would mislead, citations, dates."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from peersupport.errors import Fault
from peersupport.rules.criteria import (
    All,
    AnyOf,
    AtLeast,
    Choose,
    Compare,
    Criterion,
    Holds,
    IsKnown,
    Kind,
    Literal,
    Member,
    Not,
    Operand,
    Quantified,
    Select,
    Unknown,
)
from peersupport.rules.facts import Fact
from peersupport.rules.parameters import Parameter
from peersupport.rules.render import render
from peersupport.rules.rule import GATES, Rule
from peersupport.rules.structure import facts_of, folds_of, nodes_of, operands_in, subjects_of

RUNS = "runs"
"""The id of the rule by which the core holds a programme to its period."""
NO_RULES = "no-rules"
"""The id of the rule that stands where a programme has none in force."""
EXACT = 2**53
"""Beyond it a whole number and a floating-point number can no longer be told apart."""


def check_rule(rule: Rule, subject: str, seals: frozenset[str]) -> list[Fault]:
    """Every fault of one rule that is to speak of `subject`, in a programme that seals the named facts."""
    faults = list(_citation_faults(rule))
    criteria = [one for one in (rule.criterion, rule.when) if one is not None]
    for criterion in criteria:
        faults += check_criterion(criterion, subject, rule.name)
    if rule.effect in GATES:
        for sealed in sorted({fact.name for fact in facts_of(criteria)} & seals):
            message = f"`{rule.name}` decides on `{sealed}`, on which the programme has promised not to decide"
            faults.append(Fault(code="rule-sealed", message=message, help="a seal binds every rule, overlays included"))
    return faults


def check_criterion(criterion: Criterion, subject: str, place: str) -> list[Fault]:
    """Every fault of a criterion that is to speak of `subject`; `place` names the rule in the messages."""
    faults: list[Fault] = []
    for kind in sorted(subjects_of([criterion]) - {subject}):
        message = f"`{place}` speaks of a {kind}, but its rule is about a {subject}"
        faults.append(_fault("rule-subject", message, "use `any_child(...)` to speak of a case's children"))
    for node in nodes_of([criterion]):
        if type(node) not in NODES:
            return [*faults, _fault("criterion-type", f"`{place}` holds something that is no criterion", "")]
        check = _CHECKS.get(type(node))
        faults += [
            _fault(code, f"`{place}`: {message}", help) for code, message, help in (check(node) if check else ())
        ]
    for fold in folds_of([criterion]):
        faults += check_criterion(fold.part, fold.collection.member, place)
    return faults


Found = Iterator[tuple[str, str, str]]


def _fault(code: str, message: str, help: str) -> Fault:
    return Fault(code=code, message=message, help=help)


def _citation_faults(rule: Rule) -> Iterator[Fault]:
    if re.fullmatch(r"[A-Za-z][\w.-]*", rule.id) is None or rule.id in {RUNS, NO_RULES}:
        message = f"`{rule.name}` needs an id of letters, digits, dots and dashes that is not the core's own"
        yield _fault("rule-id", message, 'id="..."')
    if not rule.requirements or not all(rule.requirements):
        yield _fault("rule-uncited", f"`{rule.name}` names no requirement", "the id of the statement that it carries")
    if not rule.citation.quotation.strip():
        yield _fault("rule-uncited", f"`{rule.name}` quotes nothing", 'quote the source: quote="..."')
    if not rule.programme or not rule.citation.document:
        help = "hand it to `programme.rules(...)`, which gives it its programme and document"
        yield _fault("rule-unbound", f"`{rule.name}` is bound to no programme", help)
    if rule.in_force is None:
        yield _fault("rule-undated", f"`{rule.name}` has no period in force", "give the programme `runs=since(...)`")


def _compare(node: Compare) -> Found:
    for operand in (node.left, node.right):
        if operand.kind is Kind.CATEGORY:
            yield "criterion-order", f"`{operand.name}` is a category and has no order", "use `.is_in({...})`"
        elif not operand.kind.ordered or getattr(operand, "many", False):
            yield "criterion-type", f"`{operand.name}` is a {_described(operand)} and cannot be compared", ""
    if node.left.kind.ordered and node.right.kind.ordered:
        if node.left.kind is not node.right.kind:
            kinds = f"a {node.left.kind.value} with a {node.right.kind.value}"
            yield "criterion-type", f"{render(node)} compares {kinds}", ""
        elif node.left.unit != node.right.unit:
            yield "criterion-unit", f"{render(node)} compares {node.left.unit} with {node.right.unit}", ""
    for operand in (node.left, node.right):
        if isinstance(operand, Literal) and operand.kind is Kind.NUMBER and not abs(operand.value) <= EXACT:  # type: ignore[arg-type]
            yield "criterion-type", f"{render(node)} is beyond what a floating-point number can tell apart", ""


def _member(node: Member) -> Found:
    operand = node.operand
    if operand.kind not in {Kind.CATEGORY, Kind.CODE}:
        yield "criterion-type", f"`{operand.name}` is a {_described(operand)}, not a category or code", "compare it"
        return
    if not isinstance(operand, Fact):
        yield "criterion-type", f"`{operand.name}` is not a fact", "`fact.is_in(parameter)`"
        return
    if isinstance(node.allowed, Parameter):
        if node.allowed.kind is not operand.kind or node.allowed.category is not operand.category:
            yield "criterion-type", f"`{operand.name}` and `{node.allowed.name}` are of different types", ""
        return
    if isinstance(node.allowed, Operand):
        yield "criterion-type", f"`{operand.name}` can only be in a set or a parameter", ""
        return
    wanted = str if operand.category is None else operand.category
    if any(type(one) is not wanted for one in node.allowed):
        members = ", ".join(f"{wanted.__name__}.{one.name}" for one in operand.category or ())
        help = f"write {members}, from `peersupport.plugin`" if members else ""
        yield "criterion-type", f"`{operand.name}` is compared with something that is no {wanted.__name__}", help
    if not node.allowed:
        yield "criterion-type", f"`{operand.name}` can never be in an empty set", ""


def _holds(node: Holds) -> Found:
    if node.operand.kind is not Kind.BOOLEAN or getattr(node.operand, "many", False):
        message = f"`{node.operand.name}` is a {_described(node.operand)}, not a yes or no"
        yield "criterion-type", message, "compare it, or ask `.is_known()`"


def _parts(node: All | AnyOf | AtLeast) -> Found:
    if not node.parts or (isinstance(node, AtLeast) and not 0 < node.needed <= len(node.parts)):
        yield "criterion-count", "nothing, or too little, is joined: it would hold of everybody, or of nobody", ""


def _is_known(node: IsKnown) -> Found:
    if not isinstance(node.operand, Fact | Parameter):
        yield "criterion-type", f"`{node.operand.name}` is neither a fact nor a parameter", "compare it"


def _not(node: Not) -> Found:
    for inner in nodes_of([node.part]):
        if isinstance(inner, IsKnown):
            yield "criterion-negation", "`~is_known()` can never be true: what is unknown is UNKNOWN", ""
        presupposing = [one for one in operands_in(inner) if isinstance(one, Fact) and one.presupposes is not None]
        if presupposing and not isinstance(inner, IsKnown):
            message = f"a negated comparison of `{presupposing[0].name}` would be true where the fact cannot apply"
            yield (
                "criterion-negation",
                message,
                "write the opposite comparison: `>=` for `~ <`, `.is_not_in(...)`, `.is_false()`",
            )
    for fold in folds_of([node.part]):
        if any(one.presupposes is not None for one in facts_of([fold.part])):
            yield (
                "criterion-negation",
                "a negated quantifier over a fact that may not apply would mislead",
                "negate inside",
            )


def _choose(node: Choose) -> Found:
    parameter = node.parameter
    if not isinstance(parameter, Parameter):
        yield (
            "criterion-readings",
            f"`{parameter.name}` is not a parameter and chooses no reading",
            "`choose(parameter, ...)`",
        )
        return
    readings = {name for name, _ in node.readings}
    if parameter.options is None or set(parameter.options) != readings:
        message = f"the readings of `{parameter.name}` are not its options"
        yield "criterion-readings", message, f"options={sorted(readings)}"


def _select(node: Select) -> Found:
    category = node.operand.category if isinstance(node.operand, Fact) else None
    if category is None or not node.branches or any(type(value) is not category for value, _ in node.branches):
        yield "criterion-type", f"`{node.operand.name}` does not select among these values", "a category's members"


def _described(operand: Operand) -> str:
    return f"set of {operand.kind.value}" if getattr(operand, "many", False) else operand.kind.value


NODES = frozenset({All, AnyOf, AtLeast, Choose, Compare, Holds, IsKnown, Member, Not, Quantified, Select, Unknown})
"""Every kind of criterion that there is."""

_CHECKS: dict[type[Criterion], Callable[[Any], Found]] = {
    All: _parts,
    AnyOf: _parts,
    AtLeast: _parts,
    IsKnown: _is_known,
    Compare: _compare,
    Member: _member,
    Holds: _holds,
    Not: _not,
    Choose: _choose,
    Select: _select,
}
