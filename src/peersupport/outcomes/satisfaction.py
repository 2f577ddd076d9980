"""How satisfied a group is with itself, by its evaluations (CM18, CM32). The source states no scale."""

from collections.abc import Iterable

from peersupport._attrs import frozen
from peersupport.records.sessions import Evaluation


@frozen
class Satisfaction:
    """Ratings as they were given: `mean` is weighted by answers, and None where an evaluation does not count them."""

    evaluations: int
    rated: int
    responses: int
    lowest: float | None
    highest: float | None
    mean: float | None


def satisfaction(evaluations: Iterable[Evaluation]) -> Satisfaction:
    """The ratings of a group's evaluations, all of one scale: the caller knows which."""
    given = list(evaluations)
    rated = [(one.satisfaction, one.responses) for one in given if one.satisfaction is not None]
    ratings = [rating for rating, _ in rated]
    weighted = [(rating, number) for rating, number in rated if number is not None]
    answers = sum(number for _, number in weighted)
    whole = bool(rated) and len(weighted) == len(rated) and answers > 0
    return Satisfaction(
        evaluations=len(given),
        rated=len(rated),
        responses=answers,
        lowest=min(ratings, default=None),
        highest=max(ratings, default=None),
        mean=sum(rating * number for rating, number in weighted) / answers if whole else None,
    )
