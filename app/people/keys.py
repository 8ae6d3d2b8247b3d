"""Folded copies of names, e-mail and telephone: what search and the look-out for doubles compare.

Pure: text in, text out.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from phonenumbers import NumberParseException, national_significant_number, parse

from app.core.text import fold, normal_phone, phone_digits

MOST_SEARCH_TEXT, MOST_NAME_KEY, MOST_SORT_KEY = 500, 200, 160
LEAST_PHONE_DIGITS = 6
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
"""A name from another alphabet, or taken down by ear, is written in several ways: Rachid or Rashid,
Youssef or Yusef, Fatima or Fatimah."""
PREFIXES = "abu al ben bin da de del den der di dos du el la le st ter van"
ARTICLES = frozenset(PREFIXES.split(" "))
"""Joined to the word after them: `El-Amrani`, `El Amrani` and `Elamrani` are one name."""


def name_key(first_name: str, last_name: str) -> str:
    """Equal for names that differ by accents, by order, or by a common spelling.

    Each word is folded and spelled in one way (`SPELLINGS`, doubled letters once), then the
    words of both names are sorted together, because the two fields are often filled in the wrong
    way round.
    """
    words = [*_words(first_name), *_words(last_name)]
    return " ".join(sorted(_spelled(word) for word in words))[:MOST_NAME_KEY]


def sort_key(first_name: str, last_name: str) -> str:
    """Last name first, folded: a database would put `Çelik` after `Zaïdi`."""
    return f"{fold(last_name)} {fold(first_name)}"[:MOST_SORT_KEY]


def email_key(email: str | None) -> str | None:
    """The mailbox behind an address: without case, and without what follows a plus sign."""
    local, at, domain = (email or "").strip().casefold().partition("@")
    return f"{local.split('+')[0]}@{domain}" if local.split("+")[0] and at and domain else None


def phone_key(phone: str | None, country: str | None) -> str | None:
    """The number as the whole world dials it, `+32481101010`; None when it has too few digits."""
    key = normal_phone(phone or "", country)
    return key[:40] if len(phone_digits(key)) >= LEAST_PHONE_DIGITS else None


def search_text(
    names: Iterable[str], email: str | None, phone: str | None, reference: str | None
) -> str:
    """Every word that somebody can be found by, folded. `phone` is a `phone_key`.

    Names stand once in words and once in one piece, the telephone as it is dialled at home and
    from abroad.
    """
    folded = [fold(name) for name in names]
    pieces = [name.replace(" ", "") for name in folded if " " in name]
    parts = [*folded, *pieces, fold(reference or ""), (email or "").casefold(), _dialled(phone)]
    return " ".join(part for part in parts if part)[:MOST_SEARCH_TEXT]


def search_words(text: str) -> list[str]:
    """What somebody typed, as words that must all be found; at most eight."""
    return [word for word in re.split(r"[ .+]+", fold(text)) if word][:8]


def _dialled(phone: str | None) -> str:
    if phone is None:
        return ""
    try:
        at_home = national_significant_number(parse(phone))
    except NumberParseException:
        return phone_digits(phone)
    return f"0{at_home} {phone_digits(phone)}"


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
    word = DOUBLED.sub(r"\1", word)
    for written, meant in SPELLINGS:
        word = word.replace(written, meant)
    return DOUBLED.sub(r"\1", word)


@dataclass(frozen=True)
class Keys:
    """What tells that two profiles may be of one person; None never equals anything."""

    name: str
    born_on: date | None = None
    email: str | None = None
    phone: str | None = None

    def grounds(self, other: "Keys") -> list[str]:
        """Why the other may be the same: email, phone, name; empty when nothing says so."""
        said = {
            "email": self.email is not None and self.email == other.email,
            "phone": self.phone is not None and self.phone == other.phone,
            "name": self.born_on is not None
            and (self.name, self.born_on) == (other.name, other.born_on),
        }
        return [ground for ground, is_so in said.items() if is_so]


def keys_of(profile: Mapping[str, Any], country: str | None) -> Keys:
    """The keys of somebody whose profile has these fields; a field may be missing."""
    return Keys(
        name=name_key(profile["first_name"], profile["last_name"]),
        born_on=profile.get("born_on"),
        email=email_key(profile.get("email")),
        phone=phone_key(profile.get("phone"), country),
    )
