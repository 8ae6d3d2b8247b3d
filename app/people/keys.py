"""Folded copies of names, e-mail and telephone: what search and the look-out for doubles compare.

Pure: text in, text out.
"""

import re
from collections.abc import Iterable

from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    format_number,
    is_possible_number,
    national_significant_number,
    parse,
)

from app.core.text import fold

MOST_SEARCH_TEXT, MOST_NAME_KEY = 500, 200
DOUBLED = re.compile(r"(.)\1+")
SPELLINGS = (
    ("ph", "f"),
    ("sch", "s"),
    ("ch", "s"),
    ("sh", "s"),
    ("ck", "k"),
    ("ou", "u"),
    ("h", ""),
    ("y", "i"),
    ("j", "i"),
    ("q", "k"),
    ("w", "v"),
)
"""A name from another alphabet, or taken down by ear, is written in several ways: Rachid and Rashid,
Youssef and Yusuf's neighbour Yusef, Fatima and Fatimah, El Mehdi and Elmehdi."""
ARTICLES = frozenset(
    ["abu", "al", "ben", "bin", "d", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "l", "la", "le", "n", "o", "st", "ter", "van", "von"]
)
"""Joined to the word after them: `El-Amrani`, `El Amrani` and `Elamrani` are one name."""


def name_key(first_name: str, last_name: str) -> str:
    """Equal for names that differ by accents, by order, or by a common spelling.

    Each word is folded and spelled in one way (`SPELLINGS`, then doubled letters once), then the
    words of both names are sorted together, because the two fields are often filled in the wrong
    way round.
    """
    words = [*_words(first_name), *_words(last_name)]
    return " ".join(sorted(_spelled(word) for word in words))[:MOST_NAME_KEY]


def email_key(email: str | None) -> str | None:
    """The mailbox behind an address: without case, and without what follows a plus sign."""
    local, at, domain = (email or "").strip().casefold().partition("@")
    return f"{local.split('+')[0]}@{domain}" if local.split("+")[0] and at and domain else None


def phone_key(phone: str | None, country: str | None) -> str | None:
    """The number as the whole world dials it, `+32481101010`; None when it cannot be one."""
    try:
        number = parse(phone or "", country)
    except NumberParseException:
        return None
    return format_number(number, PhoneNumberFormat.E164) if is_possible_number(number) else None


def search_text(
    names: Iterable[str], email: str | None, phone_e164: str | None, reference: str | None
) -> str:
    """Every word that somebody can be found by, folded.

    Names stand once in words and once in one piece, the telephone as it is dialled at home and
    from abroad.
    """
    folded = [fold(name) for name in names]
    pieces = [name.replace(" ", "") for name in folded if " " in name]
    parts = [*folded, *pieces, fold(reference or ""), (email or "").casefold(), _digits(phone_e164)]
    return " ".join(part for part in parts if part)[:MOST_SEARCH_TEXT]


def search_words(text: str) -> list[str]:
    """What somebody typed, as words that must all be found; letters and digits only."""
    return fold(text).split()[:8]


def _digits(phone_e164: str | None) -> str:
    if phone_e164 is None:
        return ""
    at_home = national_significant_number(parse(phone_e164))
    return f"0{at_home} {phone_e164.lstrip('+')}"


def _words(name: str) -> list[str]:
    """The words of one name, each article in one piece with what follows it."""
    found: list[str] = []
    article = ""
    for word in fold(name).split():
        article += word
        if word not in ARTICLES:
            found.append(article)
            article = ""
    return [*found, article] if article else found


def _spelled(word: str) -> str:
    for written, meant in SPELLINGS:
        word = word.replace(written, meant)
    return DOUBLED.sub(r"\1", word)
