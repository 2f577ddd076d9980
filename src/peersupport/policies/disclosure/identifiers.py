"""Identifiers in what is to be told without any (TC34): found by kind, never repeated.

A search can miss what only people recognise (a nickname, a street, a story that everybody knows): it is a net below the
sender's own care, not a promise of anonymity.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    r"(?<!\d)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d{2}))(?!\d)"
    rf"|(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? \d{{2,4}}|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
)
_BORN = re.compile(r"\b(?:d\.?o\.?b\b|born on|date of birth|birthday)")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+|[^\s@]+ ?\(?\[?\bat\b\]?\)? ?[^\s@]+ ?\(?\[?\bdot\b\]?\)? ?\w+")
_POSTCODE = re.compile(r"\b(?:gir ?0aa|[a-z]{1,2}\d[a-z\d]? ?\d[abd-hjlnp-uw-z]{2})\b")
_DIGITS = re.compile(r"(?<![\d])\+?\(?\d(?:[ ().\-/]{0,2}\d){8,14}(?!\d)")
_INSURANCE = re.compile(r"\b[a-ceghj-prstw-z][a-ceghj-npr-tw-z] ?\d\d ?\d\d ?\d\d ?[a-d]\b")
_WORD = re.compile(r"\w+")
NHS_DIGITS = 10


def identifiers_in(text: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """The kinds of identifiers in a text, sorted: `date`, `email`, `name`, `national-insurance-number`, `nhs-number`,
    `postcode`, `telephone`.

    `names` are the family's own recorded names; a part of two letters or more counts, whatever its case, accents or
    possessive. Any full date counts, since it may be a birth. A number of ten digits that has the check digit of an
    NHS number is one.
    """
    plain = _plain(text)
    found = {kind for kind, search in _KINDS.items() if search(plain)}
    return tuple(sorted(found | {"name"} if _names(plain, names) else found))


def valid_nhs_number(digits: str) -> bool:
    """Whether ten digits are an NHS number: the last checks the others, modulo 11."""
    if len(digits) != NHS_DIGITS or not digits.isascii() or not digits.isdigit():
        return False
    check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return check % 11 == int(digits[9]) and check != 10


def _numbers(text: str) -> list[str]:
    return [re.sub(r"[^\d+]", "", found) for found in _DIGITS.findall(text)]


def _nhs(text: str) -> bool:
    return any(valid_nhs_number(number) for number in _numbers(text))


def _telephone(text: str) -> bool:
    return any(number.startswith(("0", "+", "44")) for number in _numbers(text))


def _names(text: str, names: Iterable[str]) -> bool:
    parts = {part for name in names for part in _WORD.findall(_plain(name)) if len(part) > 1}
    words = set(_WORD.findall(text))
    return bool(parts & words) or any(f"{part}s" in words for part in parts)


def _plain(text: str) -> str:
    """Small letters without accents, look-alike forms as their plain ones, and no invisible characters."""
    spread = unicodedata.normalize("NFKD", text)
    kept = (one for one in spread if not unicodedata.combining(one) and unicodedata.category(one) != "Cf")
    return re.sub(r"\s+", " ", "".join(kept).casefold().replace("\u2019", "'"))


_KINDS: dict[str, Callable[[str], object]] = {
    "date": lambda text: _DATE.search(text) or _BORN.search(text),
    "email": _EMAIL.search,
    "national-insurance-number": _INSURANCE.search,
    "nhs-number": _nhs,
    "postcode": _POSTCODE.search,
    "telephone": _telephone,
}
