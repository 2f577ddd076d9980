"""The policy against the oracle on random anchors and histories: `python -m tests.schedules.differential`."""

from argparse import ArgumentParser
from collections import Counter
from random import Random

from tests.schedules.drawing import KINDS, Draw


def differences(histories: int, seed: int = 0) -> tuple[Counter[str], list[str]]:
    """How many answers of each kind and status were compared, and every history in which they differ."""
    seen: Counter[str] = Counter()
    found: list[str] = []
    for place in range(histories):
        kind = KINDS[place % len(KINDS)]
        draw = Draw(Random(seed * 1_000_003 + place))
        said, expected, kept, counted = kind(draw)
        seen.update(f"{kind.__name__} {one.status}" for one in said)
        if said != expected or kept != counted:
            found.append(f"{kind.__name__} {place} on {draw.on}: {said} {kept}, not {expected} {counted}")
    return seen, found


def main() -> int:
    """Compare, print what was compared, and give 1 where anything differs."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    seen, found = differences(arguments.histories, arguments.seed)
    for name, times in sorted(seen.items()):
        print(f"{times:>8} {name}")
    print(f"{arguments.histories} histories, {len(found)} differences")
    print("\n".join(found[:10]))
    return bool(found)


if __name__ == "__main__":
    raise SystemExit(main())
