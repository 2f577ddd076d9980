"""Which of the laws that are named the imported library breaks, and what each says, as JSON.

Where it breaks none of them, the others are asked, up to the first that it breaks.
"""

import json
import sys

from peersupport.testing import laws
from peersupport.testing.consent import service_of
from peersupport.testing.laws.law import LawBroken

SERVICE = service_of()


def told(law) -> str:
    """What is told of the law when it breaks: nothing when it holds."""
    try:
        law(SERVICE)
    except LawBroken as broken:
        return str(broken)
    except laws.LawUntested:
        return ""
    return ""


if __name__ == "__main__":
    named = [one for one in laws.DISCLOSURE if one.name in sys.argv[1:]]
    found = {law.name: said for law in named if (said := told(law))}
    rest = (one for one in laws.DISCLOSURE if one not in named)
    while not found and (law := next(rest, None)) is not None:
        if said := told(law):
            found = {law.name: said}
    print(json.dumps(found))
