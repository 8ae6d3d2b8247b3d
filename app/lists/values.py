"""One cell into one value, by the form of its field; each raises `Wrong` when it cannot."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from stdnum.eu import nace

from app.core.postal import DIGITS, normal_postal_code
from app.core.vocabularies import HALF_DAYS, HALVES
from app.lists.fields import Field
from app.lists.profiles import Language, Profile
from app.spreadsheets.cells import Wrong, as_email, no_longer, refuse_formula, text_of_cell
from app.spreadsheets.dates import Dates, as_date
from app.spreadsheets.tables import Cell
from app.spreadsheets.words import Lookup

BETWEEN_ITEMS = re.compile(r"[;,\n|]+|\s/\s|\s+(?:et|en|and|&)\s+")
DIVISION = re.compile(r"[A-Va-v]?\s*(\d{1,2})(?:\.\d+)*")
FIRST_NUMBER = re.compile(r"\D*?(-?\d+)(?:[.,]0+)?(?:\D.*)?")
MOST_PLACES = 10


@dataclass(frozen=True)
class Ways:
    """What is needed to read the cells of one file."""

    profile: Profile
    language: Language
    date_order: str
    on: date

    @property
    def dates(self) -> Dates:
        return Dates(self.date_order, self.language.months)


Reader = Callable[[str, Cell, Field, Ways], Any]


def understand_cell(cell: Cell, field: Field, ways: Ways) -> Any:
    """The value, or None for an empty cell. Raises `Wrong`."""
    text = text_of_cell(cell)
    if not text or (text.casefold() in ways.profile.blanks and field.form != "name"):
        return None
    refuse_formula(text, cell)
    return READERS[field.form](text, cell, field, ways)


def read_text(text: str, _cell: Cell, field: Field, _ways: Ways) -> str:
    return no_longer(text, field.most)


def read_email(text: str, _cell: Cell, _field: Field, _ways: Ways) -> str:
    return as_email(text)


def read_postal_code(text: str, cell: Cell, field: Field, ways: Ways) -> str:
    """As the country writes it; a number has lost the noughts in front. Foreign ones are kept."""
    country = ways.profile.country
    if not isinstance(cell, str):
        text = text.zfill(DIGITS.get(country, 0))
    return normal_postal_code(text, country) or read_text(text, cell, field, ways)


def read_code(text: str, _cell: Cell, field: Field, ways: Ways) -> str:
    found = ways.language.values[field.name].find(text)
    if found is None:
        raise Wrong("unknown_value")
    return found


def read_state(text: str, _cell: Cell, _field: Field, ways: Ways) -> str:
    found = ways.language.values["state"].find(text)
    if found is None:
        raise Wrong("unknown_state")
    return found


def read_yes_no(text: str, _cell: Cell, _field: Field, ways: Ways) -> bool:
    found = ways.language.values["yes_no"].find(text)
    if found is None:
        raise Wrong("unknown_value")
    return found == "yes"


def read_country(text: str, _cell: Cell, _field: Field, ways: Ways) -> str:
    found = ways.profile.countries.find(text)
    if found is None:
        raise Wrong("unknown_country")
    return found


def read_antenna(text: str, _cell: Cell, _field: Field, ways: Ways) -> str:
    found = ways.profile.antennas.find(text)
    if found is None:
        raise Wrong("unknown_antenna")
    return found


def read_date(text: str, cell: Cell, _field: Field, ways: Ways) -> date:
    return as_date(text, cell, ways.dates)


def read_birth(text: str, cell: Cell, _field: Field, ways: Ways) -> date:
    """As any date, but a year of two digits lies in the past."""
    return as_date(text, cell, replace(ways.dates, past_from=ways.on.year))


def read_languages(text: str, _cell: Cell, _field: Field, ways: Ways) -> list[dict[str, str]]:
    """`[{code, level}]` in the order of the file; a language told twice counts once."""
    found: dict[str, str] = {}
    for item in _items(text):
        code, level = _language_and_level(item, ways)
        found.setdefault(code, level)
    return [{"code": code, "level": level} for code, level in found.items()]


def read_sectors(text: str, _cell: Cell, _field: Field, _ways: Ways) -> list[str]:
    """Divisions of NACE in either revision, two digits each; classes count for their division."""
    found: dict[str, None] = {}
    for item in re.split(r"[;,|/+\s]+", text):
        match = DIVISION.fullmatch(item)
        division = match[1].zfill(2) if match else ""
        if item and division not in divisions():
            raise Wrong("bad_nace", item)
        if item:
            found[division] = None
    return list(found)


def read_isced(text: str, _cell: Cell, _field: Field, _ways: Ways) -> int:
    """ISCED 2011 (UNESCO): 0 is less than primary, 8 is a doctorate."""
    match = FIRST_NUMBER.fullmatch(text)
    if match is None or not 0 <= int(match[1]) <= 8:
        raise Wrong("bad_isced")
    return int(match[1])


def read_capacity(text: str, _cell: Cell, _field: Field, _ways: Ways) -> int:
    match = FIRST_NUMBER.fullmatch(text)
    if match is None or not 1 <= int(match[1]) <= MOST_PLACES:
        raise Wrong("bad_capacity")
    return int(match[1])


def read_availability(text: str, _cell: Cell, _field: Field, ways: Ways) -> list[str]:
    """Codes of half days in the order of the week; a day alone is both its halves."""
    found: set[str] = set()
    for item in _items(text):
        found |= _half_days(item, ways.language.half_days)
    return [code for code in HALF_DAYS if code in found]


@cache
def divisions() -> frozenset[str]:
    """Divisions of NACE Rev. 2 (Regulation 1893/2006) and of Rev. 2.1 (Regulation 2023/137)."""
    every = (f"{number:02}" for number in range(100))
    return frozenset(
        code for code in every if nace.is_valid(code) or nace.is_valid(code, revision="2.0")
    )


def _items(text: str) -> list[str]:
    return [item.strip() for item in BETWEEN_ITEMS.split(text) if item.strip()]


def _half_days(item: str, lookup: Lookup) -> set[str]:
    code = lookup.find(item)
    if code is None and " " in item:
        return {code for part in item.split() for code in _half_days(part, lookup)}
    if code is None:
        raise Wrong("unknown_value", item)
    return {code} if "-" in code else {f"{code}-{half}" for half in HALVES}


def _language_and_level(item: str, ways: Ways) -> tuple[str, str]:
    """The level is the last word or two; one that is no level is told before an unknown name."""
    words = item.replace("(", " ").replace(")", " ").replace(":", " ").replace("=", " ").split()
    if len(words) == 1 and "-" in words[0]:
        words = words[0].rsplit("-", 1)
    levels = ways.language.values["language_level"]
    for count in (2, 1):
        level = levels.find(" ".join(words[-count:]).rstrip("+")) if len(words) > count else None
        if level:
            code = ways.profile.spoken.find(" ".join(words[:-count]).rstrip(" -"))
            if code is None:
                raise Wrong("unknown_language", item)
            return code, level
    raise Wrong("bad_language_level", item)


READERS: dict[str, Reader] = {
    "reference": read_text,
    "name": read_text,
    "text": read_text,
    "phone": read_text,
    "email": read_email,
    "postal_code": read_postal_code,
    "code": read_code,
    "state": read_state,
    "yes_no": read_yes_no,
    "country": read_country,
    "antenna": read_antenna,
    "date": read_date,
    "birth": read_birth,
    "languages": read_languages,
    "sectors": read_sectors,
    "isced": read_isced,
    "capacity": read_capacity,
    "availability": read_availability,
}
