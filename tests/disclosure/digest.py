"""What the engine says of a number of cases, as one number: run it in processes that differ, and compare."""

import sys
from datetime import timedelta
from hashlib import sha256
from random import Random

from tests.disclosure.adapter import RULES, instant
from tests.disclosure.near import Near, said
from tests.disclosure.worlds import DAY

from peersupport.dates import Period
from peersupport.plugin import core, prohibit


def digest(cases: int, seed: int = 10) -> str:
    """The digest of all that is said of this number of cases, with a rule in force up to about the day asked for."""
    random, whole = Random(seed), sha256()
    for _ in range(cases):
        case = Near.drawn(random)
        last = (instant(case.request.at) + timedelta(microseconds=random.choice((-DAY, 0, DAY)))).date()
        period = Period(start=last - timedelta(days=9), end=last)
        words = core.disclosure_category.is_not_in({"no such category"})
        rules = RULES.rules(prohibit("X2", words, id="for a time", quote="no", in_force=period))
        whole.update(repr(said(case.but(rules=rules if random.random() < 0.5 else ()).decide())).encode())
    return whole.hexdigest()


if __name__ == "__main__":
    print(digest(int(sys.argv[1])))
