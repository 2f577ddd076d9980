"""Which laws the library that is imported breaks on a share of their cases, as JSON; of one by name, what it says."""

import json
import sys

from peersupport.testing import laws
from peersupport.testing.choices import Choices
from peersupport.testing.consent import service_of
from peersupport.testing.laws.law import LawBroken

SHARE = 40
"""Of so many cases of a law one is tried."""
SERVICE = service_of()


def breaks(law) -> bool:
    """Whether one of the first cases breaks a law."""
    try:
        for seed in range(max(law.cases // SHARE, 25)):
            law.holds(SERVICE, law.domain.draw(SERVICE, Choices.seeded(seed)))
    except Exception:  # noqa: BLE001 - whatever it raises breaks the law
        return True
    return False


def counterexample(law) -> str:
    """What is told of the law when it breaks."""
    try:
        law(SERVICE)
    except LawBroken as broken:
        return str(broken)
    return ""


if __name__ == "__main__":
    named = [one for one in laws.DISCLOSURE if one.name in sys.argv[1:]]
    found = [one.name for one in laws.DISCLOSURE if not named and breaks(one)]
    print(json.dumps({"laws": found, "counterexample": "".join(map(counterexample, named))}))
