from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.db import db
from app.core.viewer import Viewer, acting_as
from app.duos.models import Duo, DuoState
from app.outcomes.models import Spell
from tests import make
from tests.imports.taking import (
    counts,
    duo,
    events_named,
    last_import,
    mentor,
    person,
    spells,
    take,
    take_file,
)
from tests.lists.samples import DUO, MENTEE, MENTOR
from tests.spreadsheets.files import workbook

ENDED = DUO | {
    "Fin prévue": "01/09/2025",
    "Fin réelle": "15/08/2025",
    "État": "terminé",
    "Motif de fin": "fin prévue",
    "Situation après": "emploi",
    "Depuis le": "01/10/2025",
    "Contrat": "CDI",
}
SECOND = MENTEE | {
    "Réf.": "J2",
    "Prénom": "Bilal",
    "E-mail": "bilal@jeune.example",
    "Date de naissance": "01/02/1999",
}


@pytest.fixture(autouse=True)
def people(app, tmp_path: Path) -> None:
    take(tmp_path, MENTEE, SECOND)
    take(tmp_path, MENTOR | {"Capacité": "1"})


def test_a_running_duo_takes_a_place_and_is_agreed_for_six_months(tmp_path: Path) -> None:
    assert counts(take(tmp_path, DUO)) == (1, 0, 0, 0)
    found = duo("D1")
    assert (found.mentee_id, found.mentor_id) == (person("J1").id, mentor("M1").id)
    assert (found.state, found.mentor_slot, found.owner_id) == (DuoState.RUNNING, 1, None)
    assert (found.started_on, found.planned_end_on) == (date(2025, 3, 1), date(2025, 9, 1))
    assert found.antenna_id == person("J1").antenna_id
    assert len(events_named("duo.recorded")) == 1


def test_a_duo_of_the_past_tells_what_became_of_the_mentee(tmp_path: Path) -> None:
    assert counts(take(tmp_path, ENDED, name="be-duos.csv")) == (1, 0, 0, 0)
    found = duo("D1")
    assert (found.state, found.ended_on, found.end_reason) == (
        DuoState.COMPLETED, date(2025, 8, 15), "planned",
    )  # fmt: skip
    assert (found.mentor_slot, found.is_running) == (None, False)
    (spell,) = spells()
    assert (spell.mentee_id, spell.kind, spell.contract) == (person("J1").id, "job", "permanent")
    assert (spell.began_on, spell.evidence) == (date(2025, 10, 1), "declared")
    assert (spell.source, spell.import_id) == ("be-duos.csv", last_import().id)
    assert person("J1").last_contact_on == mentor("M1").last_contact_on == date(2025, 8, 15)


@pytest.mark.parametrize(
    ("situation", "since", "kind", "began_on"),
    [
        ("inconnu", "", None, None),
        ("", "", None, None),
        ("formation", "", "training", date(2025, 8, 15)),
        ("recherche", "01/09/2025", "job_seeking", date(2025, 9, 1)),
    ],
)
def test_a_situation_without_a_day_holds_from_the_end(
    tmp_path: Path, situation: str, since: str, kind: str | None, began_on: date | None
) -> None:
    take(tmp_path, ENDED | {"Situation après": situation, "Depuis le": since, "Contrat": "CDI"})
    told = [(spell.kind, spell.began_on, spell.contract) for spell in spells()]
    assert told == ([(kind, began_on, None)] if kind else [])


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    running = dict.fromkeys(ENDED, "") | DUO | {"Réf. duo": "D2", "Réf. mentoré": "J2"}
    rows = ENDED, running
    assert counts(take(tmp_path, *rows)) == (2, 0, 0, 0)
    assert counts(take(tmp_path, *rows)) == (0, 0, 2, 0)
    assert (make.count(Duo), make.count(Spell)) == (2, 1)


def test_who_is_not_there_is_told(tmp_path: Path) -> None:
    told = take(tmp_path, DUO | {"Réf. mentoré": "J9", "Réf. mentor": "M9"})
    assert told["reasons"] == {"unknown_mentee": 1, "unknown_mentor": 1}
    assert told["refused"] == 1


def test_a_mentee_is_in_one_duo_at_a_time(tmp_path: Path) -> None:
    told = take(tmp_path, DUO, DUO | {"Réf. duo": "D2"})
    assert (told["accepted"], told["reasons"]) == (1, {"mentee_has_duo": 1})
    assert take(tmp_path, DUO | {"Réf. duo": "D2"})["reasons"] == {"mentee_has_duo": 1}


def test_history_may_have_gone_over_the_capacity(tmp_path: Path) -> None:
    take(tmp_path, DUO, DUO | {"Réf. duo": "D2", "Réf. mentoré": "J2"})
    assert (duo("D1").mentor_slot, duo("D2").mentor_slot) == (1, 2)
    assert mentor("M1").capacity == 2
    (added,) = events_named("duo.place_added")
    assert added.facts["changes"] == {"capacity": [1, 2]}


def test_a_duo_that_ends_frees_the_mentee_and_the_place(tmp_path: Path) -> None:
    take(tmp_path, DUO)
    ended = DUO | {"Fin réelle": "01/06/2025", "État": "rompu"}
    told = take(tmp_path, ended, DUO | {"Réf. duo": "D2", "Début": "01/07/2025"})
    assert counts(told) == (1, 1, 0, 0)
    assert (duo("D1").state, duo("D1").mentor_slot) == (DuoState.BROKEN_OFF, None)
    assert (duo("D2").mentor_slot, mentor("M1").capacity) == (1, 1)
    (corrected,) = events_named("duo.corrected")
    assert corrected.facts["changes"]["state"] == ["running", "broken_off"]


def test_a_duo_closed_by_hand_stays_closed(tmp_path: Path) -> None:
    take(tmp_path, DUO)
    found = duo("D1")
    found.state, found.ended_on, found.mentor_slot = DuoState.COMPLETED, date(2025, 9, 1), None
    db.session.commit()
    assert counts(take(tmp_path, DUO)) == (0, 0, 1, 0)
    assert counts(take(tmp_path, DUO | {"Début": "02/03/2025"})) == (0, 1, 0, 0)
    assert (duo("D1").state, duo("D1").started_on) == (DuoState.COMPLETED, date(2025, 3, 2))


def test_a_corrected_situation_is_a_new_spell_beside_the_old_one(tmp_path: Path) -> None:
    take(tmp_path, ENDED)
    assert counts(take(tmp_path, ENDED | {"Situation après": "formation"})) == (0, 1, 0, 0)
    old, new = spells()
    assert (old.kind, old.stands, new.kind, new.stands) == ("job", False, "training", True)
    assert (new.replaces_id, new.contract) == (old.id, None)
    assert counts(take(tmp_path, ENDED | {"Situation après": "inconnu"})) == (0, 1, 0, 0)
    assert [spell.stands for spell in spells()] == [False, False]


def test_a_situation_corrected_by_hand_is_left_alone(tmp_path: Path) -> None:
    take(tmp_path, ENDED)
    (spell,) = spells()
    spell.replaced_at = spell.recorded_at
    db.session.commit()
    assert counts(take(tmp_path, ENDED | {"Contrat": "CDD < 3 mois"})) == (0, 0, 1, 0)
    assert len(spells()) == 1


def test_another_mentor_gives_one_of_their_places(tmp_path: Path) -> None:
    take(tmp_path, MENTOR | {"Réf.": "M2", "Prénom": "Carl", "Capacité": "1"})
    take(tmp_path, DUO)
    assert counts(take(tmp_path, DUO | {"Réf. mentor": "M2"})) == (0, 1, 0, 0)
    assert (duo("D1").mentor_id, duo("D1").mentor_slot) == (mentor("M2").id, 1)
    assert counts(take(tmp_path, DUO | {"Réf. duo": "D2", "Réf. mentoré": "J2"})) == (1, 0, 0, 0)
    assert mentor("M1").capacity == 1


def test_a_list_without_actual_ends_ended_as_planned(tmp_path: Path) -> None:
    row = {name: cell for name, cell in DUO.items() if name != "Fin réelle"}
    told = take(tmp_path, row | {"État": "terminé"}, row | {"Réf. duo": "D2", "État": "rompu"})
    assert (told["accepted"], told["reasons"]) == (1, {"missing_value": 1})
    assert duo("D1").ended_on == date(2025, 9, 1)


def test_a_workbook_brings_in_people_before_their_duos(app, tmp_path: Path) -> None:
    rows = {
        "Duos": [DUO | {"Réf. mentoré": "J5", "Réf. mentor": "M5"}],
        "Mentors": [MENTOR | {"Réf.": "M5", "Prénom": "Dirk"}],
        "Mentorés": [MENTEE | {"Réf.": "J5", "Prénom": "Esra", "E-mail": ""}],
        "Notes": [{"a": "nothing"}],
    }
    sheets = {name: [list(found[0]), list(found[0].values())] for name, found in rows.items()}
    path = workbook(tmp_path, sheets)
    dry = take_file(path, dry=True)
    told = take_file(path)
    assert (told["kind"], told["rows"], told["accepted"]) == ("all", 3, 3)
    assert [part["kind"] for part in told["parts"]] == ["mentees", "mentors", "duos"]
    assert dry == told
    assert counts(take_file(path, kind="duos")) == (0, 0, 1, 0)
    assert take_file(path, sheet="mentors")["kind"] == "mentors"


def test_a_lead_takes_in_duos_of_their_own_antennas_only(app, tmp_path: Path) -> None:
    lead = make.user("lead", antennas=["GHE"])
    with acting_as(Viewer("Alice", lead.id, lead.permissions, lead.antenna_ids)):
        told = take(tmp_path, DUO)
    assert told["reasons"] == {"other_antenna": 1}
    assert db.session.scalars(select(Duo)).all() == []
