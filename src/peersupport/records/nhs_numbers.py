"""NHS numbers: ten digits, of which the last checks the others."""

DIGITS = 10


def valid_nhs_number(digits: str) -> bool:
    """Whether ten digits are an NHS number: the last checks the others, modulo 11."""
    if len(digits) != DIGITS or not digits.isascii() or not digits.isdigit():
        return False
    check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return check % 11 == int(digits[9]) and check != 10
