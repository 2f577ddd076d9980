"""What a plugin answers to its scenarios, as digests: printed by a process of its own for another one to compare.

`python -m peersupport.testing.conformance.answers PLUGIN`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from peersupport.testing.conformance.candidate import Candidate, exercises
from peersupport.testing.conformance.finding import find_plugin

ZONES = ("Pacific/Kiritimati", "America/Adak")
"""Two zones that are never on the same day."""
LONGEST = 300
"""How many seconds another process may take."""


class OtherProcessFailed(Exception):
    """A process gave no answers; the message is the name of its error."""


def answers(candidate: Candidate) -> dict[str, str]:
    """The digest of the host, and of each scenario's decision by its sentence, and its file: two may say the same."""
    return {
        "host": candidate.host.digest,
        **{
            f"{Path(one.scenario.document.file).name}: {one.scenario.sentence}": one.answer or one.error
            for one in exercises(candidate)
        },
    }


def answers_elsewhere(candidate: Candidate) -> list[dict[str, str]]:
    """The same from two other processes that differ in time zone, hash seed, locale and working directory.

    This one stands aside: what a test has changed in it is no matter of the plugin. Raises `OtherProcessFailed`.
    """
    with TemporaryDirectory() as folder:
        started = [_started(candidate, zone, str(seed), place) for seed, (zone, place) in enumerate(_places(folder), 1)]
        told = [_told(one) for one in started]
    for _, failed in told:
        if failed:
            raise OtherProcessFailed(failed)
    return [json.loads(text) for text, _ in told]


def _places(folder: str) -> list[tuple[str, str]]:
    return list(zip(ZONES, (folder, os.getcwd()), strict=True))


def _started(candidate: Candidate, zone: str, seed: str, place: str) -> subprocess.Popen[str]:
    paths = os.pathsep.join(dict.fromkeys(os.path.abspath(one) for one in sys.path if one))
    surroundings = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
    surroundings["LC_ALL"] = "C" if seed == "1" else "C.UTF-8"
    command = [sys.executable, "-m", __name__, candidate.address]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command, env=surroundings, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _told(process: subprocess.Popen[str]) -> tuple[str, str]:
    """What a process printed, and the name of the error that it ended with, if it did."""
    try:
        told, errors = process.communicate(timeout=LONGEST)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return "", "it takes too long"
    return told, errors.strip().rpartition("\n")[2].partition(":")[0] or "it failed" if process.returncode else ""


if __name__ == "__main__":
    sys.stdout.write(json.dumps(answers(find_plugin(sys.argv[1]))))
