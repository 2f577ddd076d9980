"""What a plugin answers to its scenarios, as digests: printed by a process of its own for another one to compare.

`python -m peersupport.testing.conformance.answers PLUGIN`.
"""

import json
import os
import subprocess
import sys
from tempfile import TemporaryDirectory

from peersupport.testing.conformance.candidate import Candidate, exercises
from peersupport.testing.conformance.finding import find_plugin

ZONES = ("Pacific/Kiritimati", "America/Adak")
"""Two zones that are never on the same day: the process asks in the one that is not its own."""
LONGEST = 300
"""How many seconds the other process may take."""


class OtherProcessFailed(Exception):
    """The other process gave no answers; the message is the name of its error."""


def answers(candidate: Candidate) -> dict[str, str]:
    """The digest of the host, and of each scenario's decision by its sentence."""
    return {
        "host": candidate.host.digest,
        **{one.scenario.sentence: one.answer or one.error for one in exercises(candidate)},
    }


def answers_elsewhere(candidate: Candidate) -> dict[str, str]:
    """The same from another process: another time zone, hash seed, locale and working directory.

    Raises `OtherProcessFailed`.
    """
    zone = ZONES[os.environ.get("TZ") == ZONES[0]]
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    paths = os.pathsep.join(dict.fromkeys(os.path.abspath(one) for one in sys.path if one))
    surroundings = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONPATH": paths}
    command = [sys.executable, "-m", __name__, candidate.address]
    with TemporaryDirectory() as folder:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, env=surroundings, cwd=folder, capture_output=True, text=True, check=False, timeout=LONGEST
        )
    if done.returncode:
        raise OtherProcessFailed(done.stderr.strip().rpartition("\n")[2].partition(":")[0])
    found: dict[str, str] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(answers(find_plugin(sys.argv[1]))))
