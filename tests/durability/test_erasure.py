"""Few participants on each back end, and that an erasure which leaves traces is found."""

import pytest
from tests.durability import erasure
from tests.durability.running import Report, small

pytestmark = pytest.mark.integration


def _run(back_end: str, defect: str = "") -> Report:
    return erasure.erasure(small(participants=36, defect=defect), back_end)


def test_erased_from_sqlite() -> None:
    """Nothing of an erased person, or of her keys, is in any byte that the library has written."""
    report = _run("sqlite")
    assert report.losses == []
    assert report.figures["erased"]
    assert report.figures["refused_for_an_open_duty"]
    assert report.figures["ids_found_of_participants_not_erased"]


@pytest.mark.parametrize("back_end", ["postgresql", "postgresql-keys"])
def test_erased_from_postgresql(postgresql: None, back_end: str) -> None:
    """The same in the whole data directory; with the keys in a file, and in a database of their own."""
    report = _run(back_end)
    assert report.losses == []
    assert report.figures["erased"]
    if back_end == "postgresql-keys":
        assert report.figures["erased_secrets_in_pg_wal_while_closed"], "the documentation says that they stay there"


@pytest.mark.parametrize("defect", erasure.DEFECTS)
def test_a_defect_is_found(defect: str) -> None:
    """A run that finds nothing must be able to find something."""
    assert _run("sqlite", defect).losses
