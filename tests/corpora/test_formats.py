"""The same survey as CSV, as a spreadsheet and as JSON Lines: the same mapping, the same cases, the same decisions."""

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from tests.corpora.conftest import ROOT
from tests.interop.written import write_ods, write_xlsx

from peersupport import Case
from peersupport.interop.caseload import read_caseload
from peersupport.interop.mapping import Mapping, read_mapping
from peersupport.programmes.host import Host
from peersupport.records.codec import case_document

pytestmark = pytest.mark.corpora

FILES = {
    "swiss_epds": "Dataset_maternal_mental_health_infant_sleep.csv",
    "canada_pdp_epds": "pregnancy.csv",
}
SOME = 150
"""The rows that are written as `.ods`, which takes odfpy a while."""
EVERY = 40
"""Which of the cases are decided."""


def typed(cell: str) -> str | float | date:
    """A cell as somebody's spreadsheet would hold it: numbers as numbers, months as the first of their days."""
    try:
        return float(cell)
    except ValueError:
        pass
    try:
        return datetime.strptime(cell, "%b%Y").date()  # noqa: DTZ007 - a month of no zone
    except ValueError:
        return cell


@pytest.fixture(scope="module", params=FILES)
def survey(request: pytest.FixtureRequest, shared: Path) -> tuple[Mapping, Path, list[list[str]]]:
    """A mapping, its CSV, and the rows of that as the standard library reads them."""
    mapping = read_mapping(ROOT / "examples" / "mappings" / f"{request.param}.toml")
    path = shared / "data" / request.param / FILES[request.param]
    with path.open(encoding=mapping.encodings[0], newline="") as file:
        return mapping, path, list(csv.reader(file))


def decided(host: Host, cases: tuple[Case, ...], on: date | None) -> Iterator[str]:
    """Every decision, to the letter."""
    assert on is not None
    for policy in (host.eligibility(address) for address in host.offers()):
        yield from (json.dumps(policy.decide(case, on).document("auditor")) for case in cases)


def test_every_format_comes_to_the_same_decisions(
    request: pytest.FixtureRequest, host: Host, survey: tuple[Mapping, Path, list[list[str]]], tmp_path: Path
) -> None:
    """All rows as xlsx with typed cells and as JSON Lines, some of them as ods, against all rows as CSV.

    Equal cases are decided equally; `--every=1` decides each of them all the same, in some two minutes.
    """
    every: int = request.config.getoption("--every", default=EVERY)
    mapping, path, rows = survey
    cases = read_caseload(path, mapping)
    header, *others = rows
    write_xlsx(tmp_path / "cases.xlsx", [header, *([typed(cell) for cell in row] for row in others)])
    write_ods(tmp_path / "cases.ods", [header, *([typed(cell) for cell in row] for row in others[:SOME])])
    lines = (json.dumps(case_document(case)) + "\n" for case in cases)
    (tmp_path / "cases.jsonl").write_text("".join(lines), "utf-8")
    expected = list(decided(host, cases[::every], mapping.on))
    for name in ("cases.xlsx", "cases.jsonl"):
        read = read_caseload(tmp_path / name, None if name.endswith("jsonl") else mapping)
        assert read == cases
        assert list(decided(host, read[::every], mapping.on)) == expected
    assert read_caseload(tmp_path / "cases.ods", mapping) == cases[:SOME]
