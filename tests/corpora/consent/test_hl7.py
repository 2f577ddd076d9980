from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from attrs import evolve
from tests.corpora.consent.comparing import LONG_AGO
from tests.corpora.consent.fhir import answers
from tests.corpora.consent.hl7 import CORPUS, example, examples, questions

from peersupport.records.consent import ConsentStatement, StatementKind

pytestmark = pytest.mark.corpora

CASES = {"stu3": 12, "r4": 12, "r6": 8}


def test_every_example_is_accounted_for(shared: Path) -> None:
    """No example is left out unseen, and none is invented."""
    assert Counter(case.partition("/")[0] for case in examples(shared)) == CASES
    assert set(CORPUS.written) == set(examples(shared))


@pytest.mark.parametrize("case", CORPUS.written)
def test_each_example_comes_out_as_written_down(shared: Path, case: str) -> None:
    """Directions, labels and periods are read as the narratives say, or differ for a reason."""
    CORPUS.check(shared, case)


def test_questions_are_asked_of_every_example_that_can_be_compared() -> None:
    """A question about an example that is not expressible would never be asked, and so never be wrong."""
    asked = {case for one in CORPUS.data["narrative"] for case in one["cases"]}
    assert asked == {case for case, one in CORPUS.written.items() if one["verdict"] != "not expressible"}


@pytest.mark.parametrize("case", ["stu3/Emergency", "r4/Emergency", "r6/Emergency"])
def test_an_exception_agrees_when_it_is_said_as_a_grant_alone(shared: Path, case: str) -> None:
    """The advice that goes with the difference holds, in each of the three ways in which HL7 nested it."""
    read = example(shared, case)
    kept = [one for one in read.records if getattr(one, "kind", None) is not StatementKind.REFUSAL]
    assert any(isinstance(one, ConsentStatement) for one in kept)
    alone = replace(read, records=tuple(kept))
    assert all(there == here for there, here in answers(alone, questions(case)))


def test_a_consent_signed_in_time_would_agree(shared: Path) -> None:
    """The difference is for the reason given: it goes when nothing but the day of signing is another.

    As it is, nothing is permitted before it was signed, nor since.
    """
    read, (asked,) = example(shared, "stu3/basic"), questions("stu3/basic")
    instants = (asked.at, *(datetime(2016, month, 12, tzinfo=UTC) for month in (1, 5, 6)))
    asked_then = [replace(asked, at=at) for at in instants]
    assert {here for _, here in answers(read, asked_then)} == {"deny"}
    in_time = tuple(
        evolve(one, given_at=LONG_AGO, recorded_at=LONG_AGO) if isinstance(one, ConsentStatement) else one
        for one in read.records
    )
    assert list(answers(replace(read, records=in_time), [asked])) == [("permit", "permit")]
