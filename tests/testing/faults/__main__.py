"""Every seeded fault, what saw it, and how long that took: `python -m tests.testing.faults`."""

import sys
from statistics import median

from tests.testing.faults.every import FAULTS
from tests.testing.faults.fault import caught


def main() -> int:
    """Print a line for each, with `--told` what was said too; 1 where one was missed."""
    wanted, told = [one for one in sys.argv[1:] if not one.startswith("-")], "--told" in sys.argv
    chosen = [one for one in FAULTS if not wanted or one.name in wanted]
    seconds: list[float] = []
    for fault in chosen:
        found = caught(fault)
        name = getattr(fault.check, "name", None) or fault.check.__name__  # type: ignore[union-attr]
        print(f"{'MISSED' if found is None else f'{found.seconds:6.2f} s'}  {fault.name}  [{name}]", flush=True)
        if found is not None:
            seconds.append(found.seconds)
            if told:
                print(found.said, flush=True)
    print(f"{len(seconds)} of {len(chosen)} caught; median {median(seconds):.2f} s, longest {max(seconds):.2f} s")
    return int(len(seconds) < len(chosen))


if __name__ == "__main__":
    sys.exit(main())
