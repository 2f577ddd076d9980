"""Makes areas.csv, the small areas of the example caseload, from published tables (README.md names their licence).

python examples/areas.py ../shared/data/imd_england
"""

import csv
import sys
from pathlib import Path

HERE = Path(__file__).parent
AUTHORITIES = {
    "E06000018": "Nottingham",
    "E09000011": "Greenwich",
    "E06000034": "Thurrock",
    "E06000059": "Dorset",
    "E06000058": "Bournemouth, Christchurch and Poole",
    "E08000024": "Sunderland",
    "E06000002": "Middlesbrough",
    "E06000057": "Northumberland",
    "E06000063": "Cumberland",
    "E06000064": "Westmorland and Furness",
}


def areas_table(tables: Path) -> str:
    """The areas of the ten authorities from the published tables, as CSV.

    An LSOA of 2021 has one row. A code of 2011 that is none of 2021 has a row for each area that it became, if all of
    them lie in the ten authorities.
    """

    def rows(name: str) -> list[dict[str, str]]:
        with (tables / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    deciles = {row["lsoa21_code"]: row["IMD_decile"] for row in rows("imd2025_lsoa21.csv")}
    authorities = {row["lsoa21_code"]: row["ltla24_code"] for row in rows("lookup_lsoa21_ltla24.csv")}
    became: dict[str, set[str]] = {}
    for row in rows("lookup_lsoa11_lsoa21_ltla22.csv"):
        became.setdefault(row["lsoa11_code"], set()).add(row["lsoa21_code"])
    areas = {(code, code) for code in deciles if authorities[code] in AUTHORITIES}
    areas |= {
        (old, new)
        for old, codes in became.items()
        if old not in deciles and all(authorities[new] in AUTHORITIES for new in codes)
        for new in codes
    }
    written = "".join(f"{code},{authorities[new]},{deciles[new]}\n" for code, new in sorted(areas))
    return "code,local_authority,imd_decile\n" + written


if __name__ == "__main__":
    (HERE / "areas.csv").write_text(areas_table(Path(sys.argv[1])), encoding="utf-8", newline="\n")
