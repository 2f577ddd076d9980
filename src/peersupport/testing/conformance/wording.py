"""Checks of the level `cited`: numbers are those that the words name, and comparisons turn where the words say."""

import re
from collections.abc import Iterable, Iterator

from peersupport.citations import Citation, Mark
from peersupport.rules.criteria import Comparison, Literal
from peersupport.rules.parameters import Parameter
from peersupport.rules.rule import Rule
from peersupport.rules.structure import criteria_of
from peersupport.testing.conformance.boundaries import Boundary, boundaries_of
from peersupport.testing.conformance.candidate import Candidate
from peersupport.testing.conformance.check import Level, Problem, check
from peersupport.testing.conformance.citing import choices_in

CARDINAL = [
    "no zero",
    "one once",
    "two twice",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
ORDINAL = [
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
SINGLE = ("a", "an", "each", "every", "daily", "weekly", "monthly", "yearly", "annual", "annually")
"""Words that say one."""
BEFORE_IT = frozenset({Comparison.BELOW, Comparison.AT_LEAST})
"""What turns between the number below and the number itself: under three, three or over."""
BEHIND_IT = frozenset({Comparison.ABOVE, Comparison.AT_MOST})
"""What turns between the number and the one above: over three, up to three."""
UNIT = r"(?:[\s-]+(?:years?|months?|weeks?|days?|hours?|children|times)(?:\s+(?:old|of age))?)?"
SAID = (
    (BEFORE_IT, r"(?:under|below|less than|fewer than|younger than|at least|no fewer than|not under)[\s-]+"
                r"(?:the age of\s+)?{n}"),
    (BEFORE_IT, rf"{{n}}{UNIT}\s+(?:(?:or|and)\s+(?:over|more|older|above|upwards)|plus)"),
    (BEHIND_IT, r"(?<!not )(?:over|above|more than|older than|at most|no more than|up to|up to and including)\s+"
                r"(?:the age of\s+)?{n}"),
    (BEHIND_IT, rf"{{n}}{UNIT}\s+(?:or|and)\s+(?:under|less|fewer|younger|below)"),
)  # fmt: skip
"""How English says on which side of a number something turns; `{n}` is the number."""


@check(Level.CITED, "readings")
def numbers_are_those_of_the_words(candidate: Candidate) -> Iterator[Problem]:
    """A whole number that is marked as the source's own stands in the words that it quotes, in figures or letters; or
    a note says how it follows from them."""
    for one in candidate.parameters:
        for number in _whole(entry.value for entry in one.values):
            if _as_quoted(one.citation) and not _named(number).search(one.citation.quotation):
                what = f"it is {number}, and its words are “{one.citation.quotation}”"
                do = "set it to what the words say; or say in its `note` how it follows, or mark it `default`"
                yield Problem(where=one.name, what=what, do=do)


@check(Level.CITED, "readings")
def comparisons_turn_where_the_words_say(candidate: Candidate) -> Iterator[Problem]:
    """Where a rule's words say `under`, `up to`, `at least` or `over` a number, its comparison with it turns on that
    side of it; or the rule's `reading`, or a note, says why it is read otherwise."""
    for _, rule in candidate.rules:
        if rule.reading or not _as_quoted(rule.citation) or list(choices_in(criteria_of([rule]))):
            continue
        for one in boundaries_of(rule):
            for number in _numbers(one):
                said = [sides for text in _texts(rule, one) for sides in sides_in(text, number)]
                if said and all(one.node.comparison not in sides for sides in said):
                    what = (
                        f"it asks `{one.node.comparison.value} {number}`, and its words are “{rule.citation.quotation}”"
                    )
                    do = "turn it where the words say; or say in `reading` why they are read otherwise"
                    yield Problem(where=rule.name, what=what, do=do)


def sides_in(text: str, number: int) -> Iterator[frozenset[Comparison]]:
    """The comparisons that a text allows with a number, each time that it says on which side of it something turns."""
    name = _named(number).pattern
    yield from (sides for sides, form in SAID if re.search(rf"\b{form.format(n=name)}", text, re.IGNORECASE))


def _as_quoted(citation: Citation) -> bool:
    """Whether a citation claims that its words say it, without more."""
    return citation.mark is Mark.SEED and not citation.note


def _numbers(one: Boundary) -> tuple[int, ...]:
    limit = one.limit
    given: list[object] = [limit.value] if isinstance(limit, Literal) else []
    given += [each.value for each in limit.values] if isinstance(limit, Parameter) else []
    return _whole(given)


def _texts(rule: Rule, one: Boundary) -> tuple[str, ...]:
    own = one.limit.citation if isinstance(one.limit, Parameter) else None
    return (rule.citation.quotation, *([own.quotation] if own is not None and _as_quoted(own) else []))


def _named(number: int) -> re.Pattern[str]:
    """A number as people write it."""
    names = [str(number), f"{number:,}"]
    for words in (CARDINAL, ORDINAL):
        names += words[number].split() if 0 <= number < len(words) else []
    names += SINGLE if number == 1 else ()
    return re.compile(
        rf"(?<![\w.,])(?:{'|'.join(map(re.escape, dict.fromkeys(names)))})(?:st|nd|rd|th|s)?(?!\w|[.,]\d)",
        re.IGNORECASE,
    )


def _whole(values: Iterable[object]) -> tuple[int, ...]:
    """The whole numbers among values, each once."""
    return tuple(dict.fromkeys(one for one in values if isinstance(one, int) and not isinstance(one, bool)))
