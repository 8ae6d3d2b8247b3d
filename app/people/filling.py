"""Putting the fields of a profile on its rows, with the folded copies that go with them.

Used by the actions, and by those who bring in many people at once; leaves no event.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from app.core.events import plain
from app.core.questions import ask
from app.core.tenancy import tenant
from app.people import keys
from app.people.models import Mentor, MentorSlot, Person, Sector, SpokenLanguage

FREE_TEXT = frozenset({"remarks", "preferences"})
"""The history tells that they changed, not what they said: people write anything in them."""


def refresh_keys(person: Person) -> Person:
    """Bring the folded copies in line with name, e-mail, telephone and reference."""
    person.sort_key = keys.sort_key(person.first_name, person.last_name)
    person.name_key = keys.name_key(person.first_name, person.last_name)
    person.email_key = keys.email_key(person.email)
    person.phone_key = keys.phone_key(person.phone, tenant().country)
    names = person.first_name, person.last_name
    person.search_text = keys.search_text(names, person.email, person.phone_key, person.reference)
    return person


def fill(person: Person, profile: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Set what differs; {field: [before, after]} of all that did, as an event can keep it."""
    changes: dict[str, list[Any]] = {}
    for name, value in profile.items():
        before = _current(person, name)
        after = _comparable(name, value)
        if before != after:
            _set(person, name, value)
            changes[name] = [plain(before), plain(after)]
    return changes


def fill_slots(mentor: Mentor, places: int, taken: Collection[int]) -> None:
    """Add places with the lowest free numbers, or take away free ones from the highest down."""
    while len(mentor.slots) < places:
        used = {slot.number for slot in mentor.slots}
        number = next(n for n in range(1, len(used) + 2) if n not in used)
        mentor.slots.append(MentorSlot(number=number))
    free = [slot for slot in mentor.slots if slot.number not in taken]
    surplus = sorted(free, key=lambda slot: -slot.number)[: len(mentor.slots) - places]
    for slot in surplus:
        mentor.slots.remove(slot)


def _current(person: Person, name: str) -> Any:
    if name == "languages":
        return person.language_levels
    if name == "sectors":
        return sorted(person.sector_codes)
    return getattr(person, name)


def _comparable(name: str, value: Any) -> Any:
    if name == "languages":
        return {spoken["code"]: spoken["level"] for spoken in value}
    return sorted(value) if name in {"sectors", "availability"} else value


def _set(person: Person, name: str, value: Any) -> None:
    if name == "languages":
        _set_languages(person, _comparable(name, value))
    elif name == "sectors":
        _set_sectors(person, value)
    elif name == "capacity" and isinstance(person, Mentor):
        fill_slots(person, value, set(ask("mentor.taken_slots", person)) if person.id else ())
    else:
        setattr(person, name, value)


def _set_languages(person: Person, levels: Mapping[str, str]) -> None:
    for spoken in list(person.languages):
        if spoken.code in levels:
            spoken.level = levels[spoken.code]
        else:
            person.languages.remove(spoken)
    known = {spoken.code for spoken in person.languages}
    new = [code for code in levels if code not in known]
    person.languages.extend(SpokenLanguage(code=code, level=levels[code]) for code in new)


def _set_sectors(person: Person, codes: Iterable[str]) -> None:
    for sector in list(person.sectors):
        if sector.code not in codes:
            person.sectors.remove(sector)
    known = set(person.sector_codes)
    person.sectors.extend(Sector(code=code) for code in codes if code not in known)
