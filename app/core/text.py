"""Writing in the form that compares: without case, accents or spelling of a number."""

import re
import unicodedata

import phonenumbers

UNDECOMPOSED = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "ŋ": "ng",
        "ŧ": "t",
        "ə": "e",
        "\u2019": "'",
    }
)
"""Letters that Unicode does not take apart into a letter and an accent."""
LEFT_OUT = re.compile(r"['`\u02b9-\u02bf]")
NOT_COMPARED = re.compile(r"(?:[^\w@.+]|_)+")


def fold(text: str) -> str:
    """Lower case, no accents, only letters, digits and `@.+`, single spaces: `N'Diaye` is `ndiaye`.

    Apostrophes vanish and hyphens part, because people leave out the first and type the second as
    a space: `O'Neill` is `oneill`, `El-Amrani` is `el amrani`.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return NOT_COMPARED.sub(" ", LEFT_OUT.sub("", plain.translate(UNDECOMPOSED))).strip()


def phone_digits(text: str) -> str:
    """Only the digits, in the European form: for searching by a part of a number."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.digit(letter)) for letter in plain if letter.isdigit())


def normal_phone(text: str, country: str | None) -> str:
    """The number as E.164, `+32481101038`; as digits (with the plus typed) when it is none.

    Never refused: national files hold numbers that are too short, and they are still the only
    ones there are. Numbers without a country are read as those of the tenant's.
    """
    if not phone_digits(text):
        return ""
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return _as_typed(text)
    if not phonenumbers.is_valid_number(number):
        return _as_typed(text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_possible_phone(text: str, country: str | None) -> bool:
    """Whether a number that names its country, by `+` or `00`, is as long as numbers there are
    (ITU-T E.164, as libphonenumber knows each plan). Nothing is held against any other: whoever
    leaves the country out may mean another than this one."""
    if not _as_typed(text).startswith("+"):
        return True
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text, country))
    except phonenumbers.NumberParseException:
        return False


def _as_typed(text: str) -> str:
    """`00` and `+` are the same way out of a country."""
    typed = phone_digits(text)
    if typed.startswith("00"):
        return f"+{typed[2:]}"
    return f"+{typed}" if text.strip().startswith("+") else typed
