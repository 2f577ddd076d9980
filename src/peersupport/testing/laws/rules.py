"""Laws of criteria: whoever evaluates them says what the specification says, and knowing more only settles.

Criteria and subjects are drawn from a vocabulary of the kit's own (`testing.rules`), which has facts of every kind,
some of which raise, parameters that change, and collections inside collections.
"""

from random import Random

from peersupport.testing.laws.law import Domain, law, must
from peersupport.testing.oracle.truths import holds, possible
from peersupport.testing.rules import judged
from peersupport.testing.rules.completing import completed
from peersupport.testing.rules.judged import DAY, Judged
from peersupport.testing.rules.told_more import settled, told_more, turned_round
from peersupport.testing.rules.vocabulary import Subject
from peersupport.testing.rules.worlds import LANGUAGE, TRUTHS, named_in, world_of
from peersupport.testing.services.evaluating import Evaluator
from peersupport.truth import Truth

DOMAIN: Domain[Evaluator, Judged] = Domain(
    draw=judged.draw,
    smaller=judged.smaller,
    write=judged.write,
    read=judged.read,
    protocol=Evaluator,
    adapters="`Reference()`, `Compiled()`",
)


def _truth(service: Evaluator, case: Judged, subject: Subject | None = None) -> Truth:
    return service.truth(case.criterion, subject or case.subject, DAY, case.settings)


@law(DOMAIN, source="design.md, Facts and Criteria", floor=1, cases=3_000)
def the_truth_is_that_of_the_specification(service: Evaluator, case: Judged) -> bool:
    """Every truth is the one that the specification gives: no more, and no less, is told than what is known."""
    names = named_in(case.document)
    wanted = TRUTHS[possible(case.document, world_of(case.subject, DAY, case.settings, names), LANGUAGE)]
    found = _truth(service, case)
    must(found is wanted, f"{found.value}, and by the specification {wanted.value}")
    return True


@law(DOMAIN, source="design.md, Criteria: Kleene", floor=0.05, cases=2_000)
def what_is_decided_holds_however_the_unknown_turns_out(service: Evaluator, case: Judged) -> bool:
    """TRUE and FALSE are sound: no way in which what is not recorded may turn out contradicts them.

    The premise: it is decided though something is not known, and the ways are few enough to walk through.
    """
    truth = _truth(service, case)
    if truth is Truth.UNKNOWN:
        return False
    names, walked = named_in(case.document), False
    for complete in completed(world_of(case.subject, DAY, case.settings, names), names):
        walked = True
        other = "it is not" if truth is Truth.TRUE else "it is"
        must(holds(case.document, complete, LANGUAGE) is (truth is Truth.TRUE), f"{truth.value}, and yet {other}")
    return walked


@law(DOMAIN, source="design.md, Combining: knowledge is monotone", floor=0.3, cases=3_000)
def knowing_more_only_settles(service: Evaluator, case: Judged) -> bool:
    """Filling blanks, narrowing bounds, recording members and settling parameters keeps a TRUE and a FALSE.

    The premise: it is decided.
    """
    before, more = _truth(service, case), told_more(f"{case.chance}", case.subject)
    after = service.truth(case.criterion, more, DAY, settled(f"{case.chance}", case.settings))
    must(before in {Truth.UNKNOWN, after}, f"{before.value}, and {after.value} when more is known")
    return before is not Truth.UNKNOWN


@law(DOMAIN, source="design.md, Combining: order never matters", floor=0.2, cases=1_500)
def the_order_of_parts_never_matters(service: Evaluator, case: Judged) -> bool:
    """Parts, readings, branches and members in another order come to the same. The premise: there is another order."""
    random = Random(case.chance)  # noqa: S311 - what is drawn are examples
    members = case.subject.members
    subject = Subject(case.subject.values, members=members and tuple(random.sample(members, len(members))))
    criterion = turned_round(random, case.criterion)
    one, other = _truth(service, case), service.truth(criterion, subject, DAY, case.settings)
    must(one is other, f"{one.value} in one order, {other.value} in the other")
    return criterion != case.criterion


@law(DOMAIN, source="design.md, Facts: a fact that raises is UNKNOWN", floor=0.3, cases=1_500)
def an_error_counts_as_a_blank(service: Evaluator, case: Judged) -> bool:
    """A fact that raises, or gives a value of another type, comes to the same as one that is not recorded.

    The premise: one of the subject's own raises.
    """
    values = {name: None if isinstance(one, BaseException) else one for name, one in case.subject.values.items()}
    blank = Subject(values, members=case.subject.members)
    one, other = _truth(service, case), _truth(service, case, blank)
    must(one is other, f"{one.value} with an error, {other.value} with a blank")
    return values != case.subject.values


RULES = (
    the_truth_is_that_of_the_specification,
    what_is_decided_holds_however_the_unknown_turns_out,
    knowing_more_only_settles,
    the_order_of_parts_never_matters,
    an_error_counts_as_a_blank,
)
"""What a criterion comes to."""
