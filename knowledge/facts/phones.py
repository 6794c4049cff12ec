"""Phone numbers: reading them, and writing them so that people can read and dial them."""

import phonenumbers

from knowledge.facts.schema import Phone

_REGION = "FI"
_NATIONAL_PREFIX = "+358"
_LABELLED_MIN_DIGITS = 7  # of a number no plan knows, behind a label


def read_phone(as_written: str, *, is_labelled: bool) -> Phone | None:
    """A phone number as a page writes it, None when it can be none.

    Args:
        as_written: The number in the page's way of writing; white space of any kind may stand in it.
        is_labelled: Whether a label such as "puh." stands before it. Then a number that no plan of numbers knows
            is one, too, and so is a short one ("112"), which stays in its digits.
    """
    try:
        parsed = _parse(as_written)
    except phonenumbers.NumberParseException:
        return None
    digits = "".join(character for character in as_written if character.isdigit())
    is_probable = is_labelled and len(digits) >= _LABELLED_MIN_DIGITS and phonenumbers.is_possible_number(parsed)
    if is_probable or phonenumbers.is_valid_number(parsed):
        number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    elif is_labelled and phonenumbers.is_valid_short_number_for_region(parsed, _REGION):
        number = digits
    else:
        return None
    return Phone(number=number, as_written=as_written)


def write_phone(phone: Phone) -> str:
    """A number in groups of digits, as the page has it where that can be dialled in Finland, else "+358 44 374 3284".

    A number without groups gets those of its area: "0201234567" is written 020 1234567.
    """
    if is_plainly_written(phone):
        if any(not character.isdigit() for character in phone.as_written.strip()):
            return phone.as_written.strip()
        return phonenumbers.format_number(_parse(phone.number), phonenumbers.PhoneNumberFormat.NATIONAL)
    return phonenumbers.format_number(_parse(phone.number), phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def is_plainly_written(phone: Phone) -> bool:
    """Whether the page writes the number as it is dialled in Finland or from abroad, and in no third way."""
    digits = "".join(character for character in phone.as_written if character.isdigit() or character == "+")
    national = "0" + phone.number.removeprefix(_NATIONAL_PREFIX)
    return digits in (phone.number, national, phone.number.replace("+", "00"), phone.number.lstrip("+"))


def _parse(number: str) -> phonenumbers.PhoneNumber:
    return phonenumbers.parse(number, _REGION)
