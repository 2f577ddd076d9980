"""Identifiers in what is to be told without any (TC34): found by kind, never repeated.

A search can miss what only people recognise (a nickname, a street, a story that everybody knows): it is a net below the
sender's own care, not a promise of anonymity.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable

from peersupport.records.nhs_numbers import DIGITS, valid_nhs_number

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_DAY, _NUMBER = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_DATE = re.compile(
    rf"(?<![\d.])\d{{4}}([-/.]){_NUMBER}\1{_DAY}(?!\d)"
    rf"|(?<![\d.]){_DAY}([-/.]){_NUMBER}\2(?:19|20)\d\d(?!\d)"
    rf"|(?<![\d.]){_DAY}([-/]){_NUMBER}\3\d\d(?!\d)"
    rf"|(?<!\d){_DAY} {_NUMBER} (?:19|20)\d\d(?!\d)"
    rf"|(?<!\d){_DAY}(?:st|nd|rd|th)?(?: of)?[-/. ]{_MONTH},?[-/. ]\d{{2,4}}"
    rf"|\b{_MONTH} {_DAY}(?:st|nd|rd|th)?,? \d{{4}}"
)
_BORN = re.compile(rf"\b(?:d\.?o\.?b\b|date of birth)|\bborn (?:on )?(?:the )?(?:\d|{_MONTH} \d)")
_EMAIL = re.compile(
    r"[^\s@]+@[^\s@]+\.[^\s@]+"
    r"|\b[\w.+-]+ ?[(\[]?\bat\b[)\]]? ?[\w-]+ ?[(\[]?\bdot\b[)\]]? ?(?:com|org|net|uk|co|eu|info)\b"
)
_POSTCODE = re.compile(r"\b(?:gir[ -]?0aa|[a-z]{1,2}\d[a-z\d]?[ -]?\d ?(?!st\b|nd\b|rd\b|th\b)[abd-hjlnp-uw-z]{2})\b")
_DIGITS = re.compile(r"\+?\(?\d(?:[ ().\-/]{0,3}\d)*")
_INSURANCE = re.compile(r"\b[a-ceghj-prstw-z][a-ceghj-npr-tw-z] ?\d\d ?\d\d ?\d\d ?[a-d]\b")
_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans(
    {"\u0142": "l", "\u00f8": "o", "\u0111": "d", "\u0131": "i", "\u00e6": "ae", "\u2019": "'", "\u2212": "-"}
)
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "other"})
_TELEPHONE = range(9, 14)
"""How many digits a telephone number has."""


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


def _nhs(text: str) -> bool:
    """Whether some ten digits in a row of digits have the check digit: other numbers may stand beside them."""
    rows = [re.sub(r"\D", "", found) for found in _DIGITS.findall(text)]
    return any(valid_nhs_number(row[at : at + DIGITS]) for row in rows for at in range(len(row)))


def _telephone(text: str) -> bool:
    """Whether a group of digits begins a number of a telephone's length: with 0, 44 or a plus."""
    for found in _DIGITS.findall(text):
        groups = re.findall(r"\+?\d+", found)
        for place, group in enumerate(groups):
            length = sum(len(one.lstrip("+")) for one in groups[place:])
            # `0.5 0.6 ...` are amounts.
            begins = group.startswith(("+", "44")) or (group.startswith("0") and len(group) > 2)
            if begins and length in _TELEPHONE:
                return True
    return False


def _names(text: str, names: Iterable[str]) -> bool:
    """Whether a part of a name stands in the text as a word, or a whole one run together."""
    parts: set[str] = set()
    for name in names:
        plain = _plain(name)
        parts.update(_WORD.findall(plain))
        for one in plain.split():
            parts.update("".join(_WORD.findall(each)) for each in (one, *one.split("-")))
    parts = {part for part in parts if len(part) > 1 and part not in _TITLES}
    words = {*_WORD.findall(text), *("".join(_WORD.findall(one)) for one in text.split())}
    return any(part in words or f"{part}s" in words for part in parts)


def _plain(text: str) -> str:
    """Small letters without accents, look-alike forms and dashes as their plain ones, and no invisible characters."""
    spread = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    kept = (
        "-" if unicodedata.category(one) == "Pd" else one
        for one in spread
        if not unicodedata.combining(one) and unicodedata.category(one) != "Cf"
    )
    return re.sub(r"\s+", " ", "".join(kept))


_KINDS: dict[str, Callable[[str], object]] = {
    "date": lambda text: _DATE.search(text) or _BORN.search(text),
    "email": _EMAIL.search,
    "national-insurance-number": _INSURANCE.search,
    "nhs-number": _nhs,
    "postcode": _POSTCODE.search,
    "telephone": _telephone,
}
