"""A process that answers questions of eligibility by the installed programmes: JSON in, a fingerprint a line out."""

import json
import sys

from peersupport.dates import parse_date
from peersupport.records.codec import case_from
from peersupport.testing.services.replay import ReplayService, installed


def answer(service: ReplayService) -> None:
    """Read questions from standard input, and write what stands for each answer to standard output."""
    for one in json.load(sys.stdin):
        fingerprint = service.fingerprint(one["offer"], case_from(one["case"]), parse_date(one["on"]))
        sys.stdout.write(f"{fingerprint}\n")


if __name__ == "__main__":
    answer(installed())
