"""One cell into one value, by the form of its field; each raises `Wrong` when it cannot."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from stdnum.eu import nace

from app.core.postal import DIGITS, normal_postal_code
from app.core.vocabularies import HALF_DAYS, HALVES
from app.imports.fields import Field
from app.imports.labels import Lookup
from app.imports.problems import Wrong
from app.imports.profiles import Language, Profile
from app.imports.tables import Cell

SPACES = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff]+")
EMAIL = re.compile(r"[^@\s,;<>\"()]{1,64}@[^@\s,;<>\"()]{1,180}\.[^@\s.,;<>\"()\d]{2,24}")
FORMULA = re.compile(r"[=@]|[+-]\s*[A-Za-z(]|\|.*!")
ESCAPED = re.compile(r"'(?=[=+\-@\t\r'])")
"""How an export keeps a spreadsheet from taking a text for a formula; ours does so too."""
PARTS_OF_DATE = re.compile(r"(\d{1,4})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,4})(?:[T ,].*)?")
DAY_MONTH_YEAR = re.compile(
    r"(\d{1,2})(?:er|e|ste|de|st|nd|rd|th)?[\s.-]+([^\W\d_]+)[.,]?[\s.-]+(\d{4})"
)
EIGHT_DIGITS = re.compile(r"(?:19|20)\d{6}")
FIRST_DAY_OF_EXCEL = date(1899, 12, 30)
DAYS_OF_EXCEL = range(1_000, 80_000)
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


Reader = Callable[[str, Cell, Field, Ways], Any]


def text_of_cell(cell: Cell) -> str:
    """The cell as people read it: no surrounding spaces, no `.0` behind a whole number."""
    if isinstance(cell, str):
        return ESCAPED.sub("", SPACES.sub(" ", cell).strip(), count=1)
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def understand_cell(cell: Cell, field: Field, ways: Ways) -> Any:
    """The value, or None for an empty cell. Raises `Wrong`."""
    text = text_of_cell(cell)
    if not text or (text.casefold() in ways.profile.blanks and field.form != "name"):
        return None
    if isinstance(cell, str) and text[0] in "=@+-|" and FORMULA.match(text):
        raise Wrong("formula")
    return READERS[field.form](text, cell, field, ways)


def read_text(text: str, _cell: Cell, field: Field, _ways: Ways) -> str:
    if len(text) > field.most:
        raise Wrong("too_long", most=field.most)
    return text


def read_email(text: str, _cell: Cell, _field: Field, _ways: Ways) -> str:
    bare = text.removeprefix("mailto:").strip("<>")
    if not EMAIL.fullmatch(bare):
        raise Wrong("bad_email")
    return bare.lower()


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
    """`31/12/2026` in the order of the file, `2026-12-31`, `31 décembre 2026`, a day of Excel."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _day_of_excel(cell)
    return _written_date(text, ways, past=False)


def read_birth(text: str, cell: Cell, field: Field, ways: Ways) -> date:
    """As any date, but a year of two digits lies in the past."""
    if isinstance(cell, str):
        return _written_date(text, ways, past=True)
    return read_date(text, cell, field, ways)


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


def _written_date(text: str, ways: Ways, *, past: bool) -> date:
    if match := PARTS_OF_DATE.fullmatch(text):
        parts = match.groups()
        order = "ymd" if len(parts[0]) == 4 else ways.date_order
        if order == "ymd" and len(parts[0]) != 4 and len(parts[2]) == 4:
            order = "dmy"
        year, month, day = (parts[order.index(letter)] for letter in "ymd")
        return _date(_year(year, ways, past=past), int(month), int(day))
    if EIGHT_DIGITS.fullmatch(text):
        return _date(int(text[:4]), int(text[4:6]), int(text[6:]))
    if match := DAY_MONTH_YEAR.fullmatch(text):
        month = ways.language.months.find(match[2])
        return _date(int(match[3]), int(month or 0), int(match[1]))
    raise Wrong("bad_date")


def _year(digits: str, ways: Ways, *, past: bool) -> int:
    """Two digits are of this century, unless that would lie in the future of a birth."""
    if len(digits) not in {2, 4}:
        raise Wrong("bad_date")
    year = int(digits)
    if len(digits) == 4:
        return year
    this_century = 2000 + year
    return this_century - 100 if past and this_century > ways.on.year else this_century


def _date(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise Wrong("bad_date") from error
    if not 1900 <= year < 2200:
        raise Wrong("bad_date")
    return found


def _day_of_excel(number: float) -> date:
    """Spreadsheets count days from the end of 1899 (Excel's 1900 date system)."""
    if int(number) not in DAYS_OF_EXCEL:
        raise Wrong("bad_date")
    return FIRST_DAY_OF_EXCEL + timedelta(days=int(number))


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
