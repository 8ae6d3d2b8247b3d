"""Postal codes: how each country writes them, and the areas they make up."""

import re
from dataclasses import dataclass

DIGITS = {"BE": 4, "ES": 5, "FR": 5, "NL": 4}
"""How many digits say where a code is; elsewhere all of them do."""

WRITTEN = {
    "BE": re.compile(r"[1-9]\d{3}"),
    "ES": re.compile(r"(0[1-9]|[1-4]\d|5[0-2])\d{3}"),
    "FR": re.compile(r"\d{5}"),
    "NL": re.compile(r"[1-9]\d{3}([A-Z]{2})?"),
}
"""As vocabularies.md lists them; Dutch letters may be left out, since the digits name the place."""

ANYWHERE = re.compile(r"\d{3,10}")


@dataclass(frozen=True)
class PostalRange:
    """From the first to the last code, both in it; digits only and equally long.

    A code with more digits is where its first ones are: 1000-001 of Lisbon is in 1000-1999.
    """

    first: str
    last: str

    def __contains__(self, digits: object) -> bool:
        return (
            isinstance(digits, str)
            and len(digits) >= len(self.first)
            and self.first <= digits[: len(self.first)] <= self.last
        )

    def __str__(self) -> str:
        return self.first if self.first == self.last else f"{self.first}-{self.last}"

    def overlaps(self, other: "PostalRange") -> bool:
        return self.first in other or other.first in self


def normal_postal_code(text: str, country: str) -> str | None:
    """The code as the country writes it, `3021 XZ`; None when it cannot be one."""
    code = re.sub(r"[\s.-]", "", text).upper()
    if not WRITTEN.get(country, ANYWHERE).fullmatch(code):
        return None
    return f"{code[:4]} {code[4:]}".strip() if country == "NL" else code


def postal_digits(text: str, country: str) -> str | None:
    """The digits that say where a code is; None when it cannot be one."""
    code = normal_postal_code(text, country)
    return code and code[: DIGITS.get(country, len(code))]


def read_ranges(text: str, country: str) -> tuple[PostalRange, ...]:
    """Areas written `1000-1299 1300`; raises ValueError naming the piece that is no range."""
    return tuple(_read_range(piece, country) for piece in text.split())


def as_range(piece: str) -> PostalRange:
    """A range as it is written, `1000-1299` or `1300`; whether it can be one is not asked."""
    first, dash, last = piece.partition("-")
    return PostalRange(first, last if dash else first)


def _read_range(piece: str, country: str) -> PostalRange:
    found = as_range(piece)
    wanted = DIGITS.get(country, len(found.first))
    ends = found.first, found.last
    if any(len(end) != wanted or postal_digits(end, country) != end for end in ends):
        raise ValueError(piece)
    if found.last < found.first:
        raise ValueError(piece)
    return found
