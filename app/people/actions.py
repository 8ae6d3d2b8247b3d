"""What can be done to mentees and mentors. Nothing here commits; every action leaves an event."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from flask_babel import gettext as _
from marshmallow import ValidationError
from sqlalchemy.orm.attributes import flag_modified

from app.accounts.models import User
from app.accounts.queries import find_user_by_id
from app.antennas.models import Antenna
from app.core import clock, events
from app.core.db import db
from app.core.errors import refuse_if
from app.core.questions import ask
from app.core.tenancy import tenant
from app.core.viewer import viewer
from app.people import queries, rules
from app.people.filling import FREE_TEXT, fill, refresh_keys
from app.people.keys import keys_of
from app.people.models import Kind, Mentee, Mentor, Person, Stage

P = TypeVar("P", bound=Person)


def register_mentee(*, antenna: str, **profile: Any) -> Mentee:
    """A new mentee, at the first stage. `profile` has the fields of `NewMenteeSchema`.

    `another_person` says what to do with people who look the same: False refuses with the reasons,
    True goes on because somebody looked, left out goes on and keeps the doubt for review.
    """
    return _register(Mentee(kind=Kind.MENTEE), antenna, **profile)


def register_mentor(*, antenna: str, **profile: Any) -> Mentor:
    """A new mentor, at the first stage, with one place for a mentee unless `capacity` says more."""
    return _register(Mentor(kind=Kind.MENTOR), antenna, **{"capacity": 1, **profile})


def _register(
    person: P,
    antenna_code: str,
    *,
    another_person: bool | None = None,
    owner_id: int | None = None,
    **profile: Any,
) -> P:
    antenna = _antenna_of_code(antenna_code)
    refuse_if(rules.against_taking_in(antenna, viewer().antenna_ids))
    owner = _owner(owner_id, antenna.id)
    same = queries.find_same(Kind(person.kind), keys_of(profile, tenant().country))
    if another_person is False:
        here = sum(found.is_visible for found in same)
        refuse_if(rules.against_another(here, len(same) - here))
    person.antenna_id = antenna.id
    person.owner_id = owner.id if owner else None
    person.stage = Stage.REGISTERED
    person.registered_on = profile.pop("registered_on", None) or clock.today()
    person.stage_since = person.last_contact_on = person.registered_on
    profile.pop("version", None)
    fill(person, profile)
    refresh_keys(person)
    db.session.add(person)
    events.record(f"{person.kind}.registered", person, stage=person.stage)
    _tell_of_doubts(person, same, told_apart=another_person is True)
    return person


def change_mentee(mentee: Mentee, **profile: Any) -> Mentee:
    """Only the fields that are given change. `version` is the one that was shown, if any."""
    return _change(mentee, **profile)


def change_mentor(mentor: Mentor, **profile: Any) -> Mentor:
    return _change(mentor, **profile)


def _change(person: P, *, version: int | None = None, **profile: Any) -> P:
    refuse_if(rules.against_older(person.version, version))
    if "capacity" in profile and isinstance(person, Mentor):
        _refuse_capacity(person, profile["capacity"])
    changes = fill(person, profile)
    if not changes:
        return person
    refresh_keys(person)
    flag_modified(person, "sort_key")  # a language of its own row is a new version too
    shown = {name: values for name, values in changes.items() if name not in FREE_TEXT}
    events.record("person.changed", person, changes=shown, fields=sorted(set(changes) - set(shown)))
    if {"first_name", "last_name", "born_on", "email", "phone"} & set(changes):
        same = queries.find_same(Kind(person.kind), queries.keys_of_row(person), person.id)
        _tell_of_doubts(person, same)
    return person


def _tell_of_doubts(
    person: Person, same: Sequence[queries.Same], *, told_apart: bool = False
) -> None:
    """They look like somebody known: the feature above keeps the doubt.

    `told_apart` means that somebody saw those in their own antennas and said: another person.
    """
    if same:
        others = [one.person_id for one in same if told_apart and one.is_visible]
        ask("person.looks_the_same", person, same, others)


def set_stage(person: Person, stage: Stage, on: date | None = None, **why: Any) -> Person:
    """Move somebody on in the intake; nothing happens when they are there already.

    `why` goes into the event: codes and ids, never free text or a sensitive value.
    """
    if person.stage == stage:
        return person
    before, person.stage, person.stage_since = person.stage, stage, on or clock.today()
    changes = {"stage": [before, stage]}
    events.record("person.stage_changed", person, changes=changes, on=person.stage_since, **why)
    return person


def record_training(mentor: Mentor, **days: date | None) -> Mentor:
    """`trained_on`, `evaluated_on` or both: the modules were completed, the talk was held."""
    changes = fill(mentor, days)
    if changes:
        events.record("mentor.trained", mentor, changes=changes)
    return mentor


def note_contact(person: Person, on: date) -> None:
    """They were in touch with us: part of another action, which records what it was about."""
    if on > person.last_contact_on:
        person.last_contact_on = on


def assign(
    people: Iterable[Person], *, owner_id: int | None = None, antenna: str | None = None
) -> Sequence[Person]:
    """Give each of them another owner, another antenna, or both; those who moved.

    An owner who does not work for the new antenna does not go along. All move or nobody does.
    """
    office = _antenna_of_code(antenna) if antenna else None
    if office:
        refuse_if(rules.against_handing_over(office))
    everybody = list(people)
    refuse_if(list(dict.fromkeys(_against_leaving(everybody, office))))
    return [person for person in everybody if _assign(person, owner_id, office)]


def _assign(person: Person, owner_id: int | None, office: Antenna | None) -> bool:
    before = person.antenna_id, person.owner_id
    antenna_id = office.id if office else person.antenna_id
    owner = _owner(owner_id, antenna_id)
    if owner is None and antenna_id == person.antenna_id:
        return False
    if owner is None and person.owner_id is not None:
        current = find_user_by_id(person.owner_id)
        stays = current is not None and not rules.against_owner(current, antenna_id)
        owner = current if stays else None
    person.antenna_id, person.owner_id = antenna_id, owner.id if owner else None
    after = person.antenna_id, person.owner_id
    changes = {
        name: [old, new]
        for name, old, new in zip(("antenna_id", "owner_id"), before, after, strict=True)
        if old != new
    }
    if changes:
        moved = "antenna_id" in changes
        event = "person.handed_over" if moved else "person.owner_changed"
        events.record(event, person, changes=changes)
    return bool(changes)


def _against_leaving(people: Iterable[Person], office: Antenna | None) -> list[Any]:
    """What higher features have against it, such as a duo that runs."""
    leaving = [p for p in people if office and p.antenna_id != office.id]
    return [reason for person in leaving for reason in ask("person.against_leaving", person)]


def _antenna_of_code(code: str) -> Antenna:
    antenna = queries.find_antenna(code)
    if antenna is None:
        raise ValidationError({"antenna": [_("Choose one of the list.")]})
    return antenna


def _owner(owner_id: int | None, antenna_id: int) -> User | None:
    if owner_id is None:
        return None
    owner = find_user_by_id(owner_id)
    if owner is None:
        raise ValidationError({"owner_id": [_("Choose one of the list.")]})
    refuse_if(rules.against_owner(owner, antenna_id))
    return owner


def _taken_slots(mentor: Mentor) -> set[int]:
    """Numbers of the places that running duos take, as the feature above tells them."""
    return set(ask("mentor.taken_slots", mentor)) if mentor.id else set()


def _refuse_capacity(mentor: Mentor, places: int) -> None:
    refuse_if(rules.against_capacity(places, len(_taken_slots(mentor))))
