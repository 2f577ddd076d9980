"""What a run saw of the rules, as lines for a terminal: of each rule what was never seen."""

from collections.abc import Iterator

from peersupport.testing.coverage.measuring import Measured, MeasuredRule

MOST = 4
"""How much of what a rule lacks is told on the terminal; the page has all of it."""
ELSEWHERE = "run the tests from the folder that holds them, or write scenarios that ask these programmes"


def told(found: Measured) -> Iterator[str]:
    """The rules that lack something, one line each; then the whole."""
    if not _judged(found):
        yield whole(found)
        return
    for one in found.rules:
        if one.lacks:
            more = f"; and {len(one.lacks) - MOST} more" if len(one.lacks) > MOST else ""
            yield f"{one.rule.name}  {one.found} of {one.wanted}  {'; '.join(one.lacks[:MOST])}{more}"
    turning = [text for one in found.rules for text in _turning(one)]
    if turning:
        yield ""
        yield "Comparisons that were not made where they turn:"
        yield from turning
    yield ""
    yield whole(found)


def whole(found: Measured) -> str:
    """The measure in one line."""
    if not _judged(found):
        return f"nothing was judged of {len(found.rules)} rules: {ELSEWHERE}"
    unrecorded = f"; {found.unrecorded} decisions could not be watched" if found.unrecorded else ""
    return f"{found.percent:.1f} % seen; {found.whole} of {len(found.rules)} rules lack nothing{unrecorded}"


def _judged(found: Measured) -> bool:
    """Whether there was anything to see, and some of it was."""
    return not found.rules or any(one.judged for one in found.rules)


def _turning(one: MeasuredRule) -> Iterator[str]:
    yield from (f"{one.rule.name}  {text}" for text in one.not_compared)
