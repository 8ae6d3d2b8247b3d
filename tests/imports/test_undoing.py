from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from app.core.db import db
from app.core.errors import Refused
from app.core.events import Event
from app.duos.models import Duo, DuoState
from app.duos.queries import find_duo
from app.followup.actions import plan_all, record_contact
from app.followup.models import DuoContact
from app.imports import actions
from app.imports.models import Import, ImportState
from app.outcomes.models import Spell
from app.people.actions import change_mentee
from app.people.models import MentorSlot, Person, SensitiveFacts, SpokenLanguage
from app.people.sensitive import read_sensitive
from app.references.models import ImportChange, ImportedRow
from tests import make
from tests.imports.taking import counts, duo, last_import, mentor, person, spells, take
from tests.listed_duos.test_rows import ENDED
from tests.listed_people.test_rows import FULL, OTHER, SECOND
from tests.lists.samples import DUO, MENTEE, MENTOR


def undo(import_: Import) -> None:
    actions.undo(import_=import_)
    db.session.commit()


def against(import_: Import) -> list[str]:
    with pytest.raises(Refused) as refusal:
        actions.undo(import_=import_)
    db.session.rollback()
    return [reason.code for reason in refusal.value.reasons]


def test_an_import_that_is_undone_leaves_nothing_but_its_page(app, tmp_path: Path) -> None:
    take(tmp_path, FULL, SECOND)
    undo(last_import())
    for model in (Person, SpokenLanguage, SensitiveFacts, ImportedRow):
        assert make.count(model) == 0
    assert last_import().state == ImportState.UNDONE
    assert make.last_event().name == "import.undone"
    assert against(last_import()) == ["nothing_to_undo"]


def test_after_an_undoing_the_file_can_be_taken_in_again(app, tmp_path: Path) -> None:
    take(tmp_path, FULL)
    undo(last_import())
    assert counts(take(tmp_path, FULL)) == (1, 0, 0, 0)


def test_what_a_corrected_file_changed_becomes_what_it_was(app, tmp_path: Path) -> None:
    take(tmp_path, FULL | {"Date d'entretien": ""})
    before = _all_of(person("J1"))
    corrected = {
        "Nom": "Sow",
        "Langues": "wolof natif",
        "Secteurs souhaités (NACE)": "",
        "Disponibilités": "lu",
        "Antenne": "Gand",
        "Nationalité": "Syrie",
        "Date d'entretien": "01/02/2025",
        "Date de naissance": "30/12/2000",
    }
    assert counts(take(tmp_path, FULL | corrected)) == (0, 1, 0, 0)
    assert _all_of(person("J1")) != before
    undo(last_import())
    assert _all_of(person("J1")) == before
    assert counts(take(tmp_path, FULL | corrected)) == (0, 1, 0, 0)


def _all_of(found: Person) -> dict[str, object]:
    skipped = {"version", "last_contact_on"}
    columns = {column.key: getattr(found, column.key) for column in found.__mapper__.column_attrs}
    facts = db.session.scalars(db.select(SensitiveFacts)).one()
    return {name: value for name, value in columns.items() if name not in skipped} | {
        "languages": found.language_levels,
        "sectors": sorted(found.sector_codes),
        "nationality": facts.nationality,
    }


def test_duos_and_what_they_told_go_and_come_back(app, tmp_path: Path) -> None:
    take(tmp_path, MENTEE, OTHER)
    take(tmp_path, MENTOR | {"Capacité": "1"})
    running = dict.fromkeys(ENDED, "") | DUO
    take(tmp_path, running)
    take(tmp_path, ENDED, running | {"Réf. duo": "D2", "Réf. mentoré": "J2"})
    assert (duo("D1").state, duo("D2").mentor_slot) == (DuoState.COMPLETED, 1)
    undo(last_import())
    assert (duo("D1").state, duo("D1").ended_on, duo("D1").mentor_slot) == ("running", None, 1)
    assert (make.count(Duo), make.count(Spell)) == (1, 0)


def test_a_place_that_was_added_goes_again(app, tmp_path: Path) -> None:
    take(tmp_path, MENTEE, OTHER)
    take(tmp_path, MENTOR | {"Capacité": "1"})
    take(tmp_path, DUO, DUO | {"Réf. duo": "D2", "Réf. mentoré": "J2"})
    undo(last_import())
    assert (mentor("M1").capacity, make.count(MentorSlot), make.count(Duo)) == (1, 1, 0)


def test_a_replaced_situation_stands_again(app, tmp_path: Path) -> None:
    take(tmp_path, MENTEE)
    take(tmp_path, MENTOR)
    take(tmp_path, ENDED)
    take(tmp_path, ENDED | {"Situation après": "formation"})
    undo(last_import())
    assert [(spell.kind, spell.stands) for spell in spells()] == [("job", True)]
    assert counts(take(tmp_path, ENDED)) == (0, 0, 1, 0)


def test_a_change_by_hand_stands_against_it(app, tmp_path: Path) -> None:
    take(tmp_path, MENTEE)
    change_mentee(person("J1"), postal_code="9000")
    db.session.commit()
    assert against(last_import()) == ["changed_since"]
    assert person("J1").postal_code == "9000"


def test_a_reading_of_sensitive_facts_does_not(app, tmp_path: Path) -> None:
    take(tmp_path, FULL)
    read_sensitive(person("J1"))
    db.session.commit()
    undo(last_import())


def test_a_later_import_stands_against_it_until_it_is_undone(app, tmp_path: Path) -> None:
    take(tmp_path, MENTEE)
    first = last_import()
    take(tmp_path, MENTEE | {"Nom": "Sow"})
    assert set(against(first)) == {"later_import", "changed_since"}
    undo(last_import())
    undo(first)
    assert make.count(Person) == 0


def test_a_duo_of_another_origin_stands_against_it(app, tmp_path: Path) -> None:
    take(tmp_path, MENTEE)
    first = last_import()
    take(tmp_path, MENTOR)
    second = last_import()
    take(tmp_path, DUO)
    assert against(first) == against(second) == ["other_duos"]
    undo(last_import())
    undo(second)
    undo(first)


def test_a_proposal_and_a_spell_stand_against_it(app, tmp_path: Path) -> None:
    take(tmp_path, MENTEE)
    first = last_import()
    take(tmp_path, MENTOR)
    make.proposal(person("J1"), mentor("M1"))
    assert against(first) == ["proposals"]
    make.spell(person("J1"), began_on=date(2026, 1, 1))
    assert set(against(first)) == {"proposals", "written_since"}


def test_an_import_under_way_is_not_undone(app, tmp_path: Path) -> None:
    take(tmp_path, MENTEE)
    import_ = last_import()
    import_.state = ImportState.RUNNING
    db.session.commit()
    assert against(import_) == ["under_way"]
    assert make.count(ImportChange) == 0


def test_planned_contacts_stand_in_nobodys_way_and_one_that_was_noted_does(
    app, tmp_path: Path, on_day
) -> None:
    on_day(date(2025, 3, 20))
    take(tmp_path, FULL)
    take(tmp_path, MENTOR)
    take(tmp_path, DUO)
    plan_all()
    db.session.commit()
    assert make.count(DuoContact)
    contact = db.session.scalars(select(DuoContact)).first()
    running = find_duo(contact.duo_id)
    said = {"channel": "phone", "activity": "A walk", "well_being": 3, "worry": False}
    record_contact(duo=running, contact=contact, held_on=date(2025, 3, 20), **said)
    db.session.commit()
    assert against(last_import()) == ["changed_since"]
    db.session.delete(db.session.scalars(select(DuoContact)).first())
    db.session.execute(delete(Event).where(Event.name == "duo.contact_noted"))
    db.session.commit()
    undo(last_import())
    assert make.count(DuoContact) == 0
