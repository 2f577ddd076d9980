"""Identifiers in what is to be told anonymously: found by kind, in whatever form people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peersupport.policies.disclosure.identifiers import identifiers_in
from peersupport.records.nhs_numbers import valid_nhs_number

NAMES = ("Zoë O'Brien-Smith", "Ben", "Mrs Other", "Noëlle", "Jo")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Zoe cried", "name"),
        ("ZOË'S visit", "name"),
        ("zoe\u0301 and her child", "name"),
        ("Z\u200boë called", "name"),
        ("mrs smith is tired", "name"),
        ("Bens cot", "name"),
        ("her number is 943 476 5919", "nhs-number"),
        ("NHS9434765919", "nhs-number"),
        ("943-476-5919", "nhs-number"),
        ("lives at RM17 6SL", "postcode"),
        ("near rm176sl", "postcode"),
        ("in W1A 1AA now", "postcode"),
        ("call 07700 900123", "telephone"),
        ("+44 (0)20 7946 0000", "telephone"),
        ("01632-960-010", "telephone"),
        ("mail zoe@example.org", "email"),
        ("zoe at example dot org", "email"),
        ("born 3/5/1999", "date"),
        ("on 1999-05-03", "date"),
        ("3rd of May 1999", "date"),
        ("May 3, 1999", "date"),
        ("her DOB was told", "date"),
        ("AB123456C", "national-insurance-number"),
        ("NHS number 943 476 5919. 2 children at home.", "nhs-number"),
        ("9434765919 (2 of 3)", "nhs-number"),
        ("943\u2013476\u20135919", "nhs-number"),
        ("943 - 476 - 5919", "nhs-number"),
        ("the child is 4. 07700 900123 is her number", "telephone"),
        ("07700\u2013900123", "telephone"),
        ("12\u201303\u20131990", "date"),
        ("12-Mar-1990", "date"),
        ("born on 3 May", "date"),
        ("SW1A-1AA", "postcode"),
        ("SW1A 1 AA", "postcode"),
        ("OBrien is at home", "name"),
        ("brien_smith", "name"),
        ("Noelle is at home", "name"),
        ("jo is at home", "name"),
        ("020 7946 0000", "telephone"),
        ("0770\u200b0900123", "telephone"),
        ("call 0\u030177009 00123", "telephone"),
    ],
)
def test_an_identifier_is_found(text: str, kind: str) -> None:
    """Each form in which somebody might write one down."""
    assert kind in identifiers_in(text, NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A mother of two sleeps badly and cries at night.",
        "She was seen 3 times in 2026, and scored 12 of 27.",
        "The beneath-the-surface benefits are beneficial.",
        "She pays 120 pounds a week, 1 in 5 do.",
        "She has had 10 visits; the baby weighs 4.5 kg at 8 weeks.",
        "The baby's first birthday went well; he was born on time, on the way to hospital.",
        "She feeds at 10 12 14 and 16, and was seen at 6 12 18 months.",
        "He took 3.5.10 ml; then 0.5 0.6 0.7 0.8 0.9 ml.",
        "She takes vitamin b12 2nd dose, vitamin d3 1st thing.",
        "They met in room 2 at the dot centre.",
        "The other mother listens.",
    ],
)
def test_plain_words_are_not_taken_for_identifiers(text: str) -> None:
    """A consultation that names nobody must not be refused: then nobody would ask for advice."""
    assert identifiers_in(text, NAMES) == ()


def test_all_kinds_are_told_at_once_and_none_of_their_values() -> None:
    """Whoever is refused learns what to take out, and nothing is repeated."""
    text = "Zoë, 943 476 5919, RM17 6SL, 07700 900123, zoe@example.org, 3/5/1999"
    assert identifiers_in(text, NAMES) == ("date", "email", "name", "nhs-number", "postcode", "telephone")


def check_digit(digits: str) -> str | None:
    """The tenth digit as the NHS data dictionary tells it: weights 10 to 2, remainder of 11, 11 is 0, 10 is none."""
    total = 0
    for place in range(9):
        total += (10 - place) * int(digits[place])
    check = 11 - total % 11
    return {11: "0", 10: None}.get(check, str(check))


@given(st.text("0123456789", min_size=9, max_size=9), st.integers(0, 9))
def test_an_nhs_number_is_told_by_its_check_digit(digits: str, last: int) -> None:
    """Against the published algorithm written out: one tenth digit is right, or none is."""
    assert valid_nhs_number(digits + str(last)) is (check_digit(digits) == str(last))


@pytest.mark.parametrize("text", ["", "943476591", "94347659190", "943476591x", "\u0669434765919"])
def test_what_has_not_ten_digits_is_no_nhs_number(text: str) -> None:
    """Other digits than ASCII's are none either."""
    assert not valid_nhs_number(text)
