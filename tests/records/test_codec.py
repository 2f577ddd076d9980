"""Records to and from JSON: strict, every fault with its path, and no trace of the document in an error."""

import traceback
import tracemalloc
from typing import Any

import pytest

from peersupport import Case, InvalidDocument, Participant, Role
from peersupport.errors import InvalidRecord, shown_path
from peersupport.records.codec import case_document, case_from, parse_json
from peersupport.records.identifiers import CaseId, PersonId
from peersupport.records.sites import Contact

ALONE = "participant.single_parent"
BORN = "participant.birth_date"
WRONG: dict[str, tuple[Any, str, str]] = {
    "a text for a truth": (
        {"participant": {"id": "p", "single_parent": "false"}},
        "participant.single_parent",
        "value-type",
    ),
    "a number for a truth": (
        {"participant": {"id": "p", "single_parent": 1}},
        "participant.single_parent",
        "value-type",
    ),
    "a text for a list": ({"participant": {"id": "p", "names": "abc"}}, "participant.names", "value-type"),
    "an object for a text": ({"participant": {"id": {}}}, "participant.id", "value-type"),
    "nothing for a required text": ({"participant": {"id": None}}, "participant.id", "value-type"),
    "a fraction for a whole number": (
        {"participant": {"id": "p"}, "assessments": [{"id": "a", "instrument": "epds", "total": 3.9}]},
        "assessments[0].total",
        "value-type",
    ),
    "a day that is none": (
        {"participant": {"id": "p", "birth_date": "2021-02-29"}},
        "participant.birth_date",
        "date-invalid",
    ),
    "a range upside down": (
        {"participant": {"id": "p", "birth_date": {"first": "2021-02-02", "last": "2021-02-01"}}},
        "participant.birth_date",
        "record-invalid",
    ),
    "an unknown word": ({"participant": {"id": "p", "parent_role": "mum"}}, "participant.parent_role", "value-option"),
    "an unknown key": ({"participant": {"id": "p", "nmes": []}}, "participant", "key-unknown"),
    "a missing key": ({"participant": {"id": "p"}, "children": [{}]}, "children[0].id", "key-missing"),
    "an instant without offset": (
        {"participant": {"id": "p"}, "referrals": [{"id": "r", "recorded_at": "2021-01-01T00:00:00"}]},
        "referrals[0].recorded_at",
        "date-invalid",
    ),
    "a fraction of nothing for a whole number": (
        {"participant": {"id": "p"}, "assessments": [{"id": "a", "instrument": "epds", "total": 3.0}]},
        "assessments[0].total",
        "value-type",
    ),
    "a whole number out of range": (
        {"participant": {"id": "p"}, "assessments": [{"id": "a", "instrument": "epds", "total": 2**63}]},
        "assessments[0].total",
        "value-range",
    ),
    "an answer out of range": (
        {"participant": {"id": "p"}, "answers": [{"matter": "m", "value": 1e999}]},
        "answers[0].value",
        "value-range",
    ),
    "a lone surrogate": ({"participant": {"id": "\ud800"}}, "participant.id", "value-text"),
    "a lone surrogate in a key": ({"participant": {"id": "p", "\udfff": 1}}, "participant", "key-unknown"),
    "a number for a list": ({"participant": {"id": "p"}, "children": 3}, "children", "value-type"),
    "a list for an object": ({"participant": []}, "participant", "value-type"),
    "an answer of another form": (
        {"participant": {"id": "p"}, "answers": [{"matter": "m", "value": {"date": "2020-01-01", "time": 1}}]},
        "answers[0].value",
        "value-type",
    ),
    "a list for the whole": ([], "(document)", "value-type"),
}


@pytest.mark.parametrize("title", WRONG)
def test_nothing_is_coerced(title: str) -> None:
    """What is not of the field's type is a fault with its path, never a value that somebody guessed."""
    document, path, code = WRONG[title]
    given = {"id": "c", **document} if isinstance(document, dict) else document
    with pytest.raises(InvalidDocument) as caught:
        case_from(given)
    shown = [
        (str(fault).partition(": ")[0] if fault.path else "(document)", fault.code) for fault in caught.value.faults
    ]
    assert shown == [(path, code)]


def test_every_fault_is_told_at_once_up_to_a_hundred() -> None:
    """A service mends a file once, not once a fault; a hostile one does not fill the memory."""
    faulty = {"id": 1, "participant": {"id": 2}, "children": [{"id": 3}] * 300, "pregnancies": "x"}
    with pytest.raises(InvalidDocument) as caught:
        case_from(faulty)
    *told, last = caught.value.faults
    assert (len(told), last.code, last.path) == (100, "faults-more", ())
    assert {"id", "participant.id", "children[0].id"} <= {str(fault).partition(": ")[0] for fault in told}


def test_a_hundred_faults_are_no_more_than_a_hundred() -> None:
    """That there are more is said only where there are."""
    with pytest.raises(InvalidDocument) as caught:
        case_from({"id": "c", "participant": {"id": "p"}, "children": [{"id": 3}] * 100})
    assert {fault.code for fault in caught.value.faults} == {"value-type"}
    assert len(caught.value.faults) == 100


def test_a_hostile_document_does_not_fill_the_memory() -> None:
    """Faults in lists of lists are not gathered by the million before the first hundred are told."""
    plan = {"id": "p", "goals": [{"words": "w", "actions": [{"title": "t", "steps": [1] * 20}] * 20}] * 20}
    tracemalloc.start()
    try:
        with pytest.raises(InvalidDocument) as caught:
            case_from({"id": "c", "participant": {"id": "p"}, "plans": [plan] * 20})
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(caught.value.faults) == 101
    assert most < 4 * 1024 * 1024


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"a": 1, "a": 2}', "json-duplicate"),
        ("[NaN]", "json-number"),
        ("[Infinity]", "json-number"),
        ("[" * 65 + "]" * 65, "json-depth"),
        ("[" * 100_000, "json-depth"),
        ("9" * 5_000, "json-number"),
        ('{"a": "\\ud800"}', "value-text"),
        ('{"\\uDFFF": 1}', "value-text"),
        ('"\ud800"', "json-encoding"),
        ("\ufeff{}", "json-syntax"),
        ('{"CANARY": "CANARY",}', "json-syntax"),
        (b"\xff\xfeCANARY", "json-encoding"),
    ],
)
def test_json_is_strict(text: str | bytes, code: str) -> None:
    """What JSON readers let pass or repair is a fault here."""
    with pytest.raises(InvalidDocument) as caught:
        parse_json(text)
    assert [fault.code for fault in caught.value.faults] == [code]


def test_every_place_of_what_is_no_json_is_told() -> None:
    """A key twice is told with the path of its object. A key that no field has is told by its place alone."""
    text = """{"id": "c", "participant": {"id": "a", "id": "b", "names": ["\\ud800"], "CANARY": {"x": NaN, "x": NaN}},
               "children": [{"id": NaN}, {"id": "k", "id": "k"}]}"""
    with pytest.raises(InvalidDocument) as caught:
        parse_json(text, Case)
    assert [(shown_path(fault.path), fault.code) for fault in caught.value.faults] == [
        ("participant", "json-duplicate"),
        ("participant.names[0]", "value-text"),
        ("participant[2]", "json-duplicate"),
        ("participant[2][0]", "json-number"),
        ("children[0].id", "json-number"),
        ("children[1]", "json-duplicate"),
    ]
    assert "CANARY" not in str(caught.value)
    with pytest.raises(InvalidDocument) as unknown:
        parse_json(text)
    assert unknown.value.faults[0].path == (1,)


@pytest.mark.parametrize(
    "given",
    [b'["' + b"x" * 95 + b'"]', '["' + "x" * 95 + '"]', '["' + "é" * 48 + '"]'],
    ids=["bytes", "text", "accents"],
)
def test_a_document_may_not_be_larger_than_is_allowed(given: str | bytes) -> None:
    """A caller who takes documents from anybody says how large they may be, in bytes, and nothing larger is read."""
    size = len(given if isinstance(given, bytes) else given.encode())
    assert parse_json(given, largest=size)
    with pytest.raises(InvalidDocument) as caught:
        parse_json(given, largest=size - 1)
    assert [fault.code for fault in caught.value.faults] == ["json-size"]


def test_sixty_four_deep_is_not_too_deep() -> None:
    """The bound is where the page says that it is, in lists and in objects."""
    for opening, closing in (("[", "]"), ('{"a":', "}")):
        inner = "1" if closing == "}" else ""
        parse_json(opening * 64 + inner + closing * 64)
        with pytest.raises(InvalidDocument) as caught:
            parse_json(opening * 65 + inner + closing * 65)
        assert [fault.code for fault in caught.value.faults] == ["json-depth"]


def test_no_error_carries_the_document() -> None:
    """Neither message, traceback nor the error behind the error holds what the document said."""
    for provoke in (
        lambda: parse_json('{"name": "CANARY",}'),
        lambda: case_from({"id": "c", "participant": {"id": "p", "birth_date": "CANARY"}, "CANARY": 1}),
    ):
        with pytest.raises(InvalidDocument) as caught:
            provoke()
        error: BaseException | None = caught.value
        assert error is not None
        assert (error.__context__, error.__cause__) == (None, None)
        assert "CANARY" not in "".join(traceback.format_exception_only(error)) + repr(error) + repr(error.args)


def test_a_case_comes_back_from_its_document() -> None:
    """Not recorded stays not recorded, none stays none, and a date in an answer stays a date."""
    document = {
        "id": "c",
        "participant": {"id": "p", "birth_date": {"first": "2000-02-01", "last": "2000-02-29"}},
        "children": [],
        "answers": [{"matter": "m", "value": {"date": "2020-01-01"}}, {"matter": "n", "value": "2020-01-01"}],
        "referrals": [{"id": "r", "recorded_at": "2020-06-01T00:00:00.000000Z", "severity": "mild"}],
    }
    case = case_from(document)
    assert (case.children, case.pregnancies) == ((), None)
    assert case_document(case) == document
    assert case_from(case_document(case)) == case


def test_a_case_holds_tuples_and_shows_nothing() -> None:
    """A generator would be used up by the first rule that looks, and the next would find nobody."""
    with pytest.raises(InvalidRecord):
        Case(id=CaseId("c"), participant=Participant(id=PersonId("p")), children=(one for one in ()))  # type: ignore[arg-type]
    assert "CANARY" not in repr(Contact(role=Role.CO_ORDINATOR, name="CANARY", telephone="CANARY", email="CANARY"))
    shown = repr(Case(id=CaseId("CANARY"), participant=Participant(id=PersonId("CANARY"), names=("CANARY",))))
    assert "CANARY" not in shown
