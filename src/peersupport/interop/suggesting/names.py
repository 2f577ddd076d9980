"""What columns are usually called, and the fields of records that are meant."""

import re
from difflib import get_close_matches

from peersupport._attrs import frozen
from peersupport.records.people import Participant

CASE_ID = "case_id"
BORN, CHILD_BORN = "participant.birth_date", "children[0].birth_date"
AGE_YEARS, AGE_MONTHS = "age_years", "age_months"
NAMES: dict[str, str] = {
    CASE_ID: "id|identifier|reference|ref|reference number|reference no|ref no|ref number|urn|unique id"
    "|unique reference|unique reference number|case|case id|case identifier|case number|case no|case ref|case reference"
    "|record id|record number|record no|record ref|client id|client number|client no|client ref|client reference"
    "|family id|family number|family no|family ref|file number|file no|study id|study number|study no|osf id"
    "|participant id|participant number|participant no|participant ref|mother id|mother ref",
    BORN: "dob|d o b|date of birth|birth date|birthdate|mother dob|mothers dob|mum dob|parent dob|maternal dob"
    "|mother date of birth|mothers date of birth|parents date of birth",
    CHILD_BORN: "baby dob|babys dob|child dob|childs dob|child 1 dob|dob child|dob baby|delivery date"
    "|date of delivery|baby date of birth|babys date of birth|child date of birth|childs date of birth",
    "children[1].birth_date": "child 2 dob|second child dob|child 2 date of birth|twin dob",
    "pregnancies[0].expected": "edd|due date|expected date of delivery|expected delivery date|estimated due date",
    "participant.nhs_number": "nhs|nhs number|nhs no|nhs id",
    "participant.names": "name|full name|first name|forename|surname|last name|family name|mother name|mothers name",
    "participant.telephone": "phone|phone number|telephone|telephone number|mobile|mobile number|tel",
    "participant.email": "email|e mail|email address|mail",
    "participant.parent_role": "role|parent role|parent type|type parents|relationship to child",
    "participant.sex": "sex|gender",
    "participant.ethnicity": "ethnicity|ethnic group|ethnic origin",
    "participant.languages": "language|languages|first language|main language",
    "participant.single_parent": "single parent|lone parent",
    "residences[0].lsoa": "lsoa|lsoa code|lsoa11|lsoa21|lsoa11cd|lsoa21cd",
    "residences[0].local_authority": "local authority|local authority code|la code|lad|lad code|ladcd",
    "referrals[0].received": "referral date|date of referral|date referred|referred on|referral received",
    "referrals[0].referrer_role": "referrer|referred by|referrer role|referral source|source of referral",
    "assessments[epds].total": "epds|epds total|epds score|edinburgh postnatal depression scale",
    "assessments[phq-9].total": "phq9|phq 9|phq9 total|phq 9 total|phq9 score|phq 9 score",
    "assessments[gad-7].total": "gad7|gad 7|gad7 total|gad 7 total|gad7 score|gad 7 score",
}
"""Names in small letters, with spaces for all that is neither letter nor digit."""
AGES: dict[str, tuple[str, str]] = {
    "age|age years|age in years|mother age|mothers age|maternal age|parent age": (BORN, AGE_YEARS),
    "baby age|babys age|age of baby|age baby|age bb|child age|childs age|age in months": (CHILD_BORN, AGE_MONTHS),
}
ITEMS = {"epds": ("epds", 10), "phq9": ("phq-9", 9), "gad7": ("gad-7", 7)}
"""How the items of instruments are named before their number, and how many there are."""
IDENTIFYING = frozenset({f"participant.{name}" for name in ("names", "nhs_number", "telephone", "email")})
"""Fields that say who somebody is, and that no rule reads."""
NEAR = 0.86


@frozen
class Meant:
    """The field that a column's name suggests, and the kind of its cells where that is an age."""

    path: str
    kind: str = ""


def plain(name: str) -> str:
    """A name in small letters, its words with single spaces between them: `DateOfBirth (her)` is `date of birth`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name.partition("(")[0].replace("'", "").replace("\u2019", ""))
    return " ".join(re.findall(r"[^\W_]+", words.casefold()))


def meant_by(column: str) -> Meant | None:
    """What a column of that name is likely to hold; also where it is misspelt."""
    name = plain(column)
    found = _KNOWN.get(name)
    if found is None and len(name) > 3:
        near = get_close_matches(name, _KNOWN, n=1, cutoff=NEAR)
        found = _KNOWN[near[0]] if near else None
    return found


def names_cases(column: str) -> bool:
    """Whether a column of that name, without a slip, holds ids of cases."""
    return _KNOWN.get(plain(column)) == Meant(path=CASE_ID)


def item_of(column: str) -> tuple[str, int] | None:
    """The instrument whose item a column is named after, and the number of the item."""
    found = re.fullmatch(r"(epds|phq ?9|gad ?7) ?(?:item |q ?)?([0-9]{1,2})", plain(column))
    if found is None:
        return None
    return found[1].replace(" ", ""), int(found[2])


def _known() -> dict[str, Meant]:
    fields = {
        plain(start + name): Meant(path=f"participant.{name}")
        for name in Participant.__annotations__
        for start in ("", "participant ")
        if name != "id"
    }
    named = {name: Meant(path=path) for path, names in NAMES.items() for name in names.split("|")}
    ages = {name: Meant(path=path, kind=kind) for names, (path, kind) in AGES.items() for name in names.split("|")}
    return {**fields, **named, **ages}


_KNOWN = _known()
