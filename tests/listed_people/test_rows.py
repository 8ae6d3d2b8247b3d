from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event, insert, select

from app.core import clock
from app.core.db import db
from app.core.viewer import Viewer, acting_as
from app.duplicates.models import DuplicateDoubt
from app.imports.models import Import
from app.people.models import Mentor, Person, SensitiveFacts, Stage
from app.references.models import ImportedRow
from app.refused_rows.models import ImportRefusal
from tests import make
from tests.imports.taking import (
    counts,
    events_named,
    last_import,
    mentor,
    person,
    take,
)
from tests.lists.samples import MENTEE, MENTOR

OTHER = MENTEE | {
    "Réf.": "J2",
    "Prénom": "Bilal",
    "E-mail": "bilal@jeune.example",
    "Date de naissance": "01/02/1999",
}
FULL = MENTEE | {
    "Sexe": "F",
    "GSM": "0481 10 10 38",
    "Code postal": "1030",
    "Nationalité": "Maroc",
    "Parents nés hors UE": "oui",
    "Titre de séjour jusqu'au": "13/06/2027",
    "Niveau d'études (CITE)": "6",
    "Secteurs souhaités (NACE)": "90, 47",
    "Disponibilités": "me-am,sa",
    "Statut": "demandeur d'emploi",
}

SECOND = dict.fromkeys(FULL, "") | OTHER


def test_a_new_mentee_has_everything_the_row_says(app, tmp_path: Path) -> None:
    told = take(tmp_path, FULL)
    assert told == {
        "kind": "mentees", "rows": 1, "accepted": 1, "updated": 0, "unchanged": 0, "refused": 0,
        "reasons": {},
    }  # fmt: skip
    alice = person("J1")
    assert (alice.name, alice.gender, alice.born_on) == ("Alice Diallo", "f", date(2000, 12, 31))
    assert (alice.antenna_id, alice.postal_code) == (make.antenna("BRU").id, "1030")
    assert alice.language_levels == {"ff": "native", "fr": "B1"}
    assert (alice.language, sorted(alice.sector_codes)) == ("fr", ["47", "90"])
    assert alice.availability == ["sat-am", "sat-pm", "wed-am"]
    assert (alice.isced, alice.labour_status) == (6, "job_seeker")
    assert (alice.email_key, alice.phone_key) == ("alice@jeune.example", "+32481101038")
    assert "diallo" in alice.search_text
    facts = db.session.scalars(select(SensitiveFacts)).one()
    assert (facts.nationality, facts.parents_born_outside_eu) == ("MA", True)
    assert facts.permit_until == date(2027, 6, 13)


def test_where_somebody_stands_is_read_off_the_row(app, tmp_path: Path) -> None:
    take(tmp_path, MENTEE, OTHER | {"Date d'entretien": ""})
    take(
        tmp_path,
        MENTOR | {"Formation terminée le": "01/04/2024"},
        MENTOR | {"Réf.": "M2", "Prénom": "Carl", "Formation terminée le": ""},
    )
    ready, new = person("J1"), person("J2")
    assert (ready.stage, ready.stage_since) == (Stage.READY, date(2025, 2, 1))
    assert (new.stage, new.registered_on) == (Stage.REGISTERED, clock.today())
    trained, training = mentor("M1"), mentor("M2")
    assert (trained.stage, trained.trained_on) == (Stage.READY, date(2024, 4, 1))
    assert (training.stage, training.registered_on) == (Stage.TRAINING, date(2024, 3, 2))
    assert [slot.number for slot in trained.slots] == [1, 2]


def test_the_same_file_again_changes_nothing(app, tmp_path: Path) -> None:
    assert counts(take(tmp_path, FULL, SECOND)) == (2, 0, 0, 0)
    before = make.count(Person), len(events_named("person.changed"))
    assert counts(take(tmp_path, FULL, SECOND)) == (0, 0, 2, 0)
    assert (make.count(Person), len(events_named("person.changed"))) == before


def test_a_corrected_file_changes_what_is_new_in_it_and_nothing_else(app, tmp_path: Path) -> None:
    take(tmp_path, FULL)
    told = take(tmp_path, FULL | {"Nom": "Diallo-Sow", "Langues": "peul natif; français B2"})
    assert counts(told) == (0, 1, 0, 0)
    alice = person("J1")
    assert (alice.last_name, alice.language_levels["fr"]) == ("Diallo-Sow", "B2")
    assert "sov" in alice.name_key
    changed = events_named("person.changed")
    assert [set(each.facts["changes"]) for each in changed] == [{"last_name", "languages"}]


def test_what_was_changed_by_hand_stays_unless_the_file_says_something_new(
    app, tmp_path: Path
) -> None:
    take(tmp_path, FULL)
    alice = person("J1")
    alice.postal_code, alice.gender = "9000", "x"
    db.session.commit()
    assert counts(take(tmp_path, FULL)) == (0, 0, 1, 0)
    assert counts(take(tmp_path, FULL | {"Sexe": "M"})) == (0, 1, 0, 0)
    alice = person("J1")
    assert (alice.postal_code, alice.gender) == ("9000", "m")


def test_columns_that_a_file_lacks_are_left_alone(app, tmp_path: Path) -> None:
    take(tmp_path, FULL)
    assert counts(take(tmp_path, MENTEE)) == (0, 0, 1, 0)
    assert counts(take(tmp_path, MENTEE | {"Prénom": "Alicia"})) == (0, 1, 0, 0)
    alice = person("J1")
    assert (alice.first_name, alice.phone, alice.isced) == ("Alicia", "0481 10 10 38", 6)
    assert make.count(SensitiveFacts) == 1


def test_a_cell_that_was_emptied_empties_and_one_that_never_was_filled_does_not(
    app, tmp_path: Path
) -> None:
    take(tmp_path, FULL | {"Secteurs souhaités (NACE)": ""})
    alice = person("J1")
    alice.occupation = "carpenter"
    db.session.commit()
    emptied = FULL | {"Secteurs souhaités (NACE)": "", "GSM": "", "Métier visé": ""}
    assert counts(take(tmp_path, emptied)) == (0, 1, 0, 0)
    alice = person("J1")
    assert (alice.phone, alice.phone_key, alice.occupation) == (None, None, "carpenter")


def test_sensitive_facts_that_change_leave_their_names_and_no_values(app, tmp_path: Path) -> None:
    take(tmp_path, FULL)
    assert counts(take(tmp_path, FULL | {"Nationalité": "Syrie"})) == (0, 1, 0, 0)
    assert db.session.scalars(select(SensitiveFacts.nationality)).one() == "SY"
    (told,) = events_named("sensitive.changed")
    assert told.facts == {"fields": ["nationality"], "import_id": last_import().id}
    assert not events_named("person.changed")


def test_the_stage_follows_the_file_until_somebody_moved_the_person_on(app, tmp_path: Path) -> None:
    new = MENTEE | {"Date d'entretien": ""}
    take(tmp_path, new, OTHER | {"Date d'entretien": ""})
    bilal = person("J2")
    bilal.stage = Stage.WITHDRAWN
    db.session.commit()
    take(tmp_path, MENTEE, OTHER)
    assert (person("J1").stage, person("J1").stage_since) == (Stage.READY, date(2025, 2, 1))
    assert person("J2").stage == Stage.WITHDRAWN


@pytest.mark.parametrize(
    ("again", "refused"),
    [
        ({"E-mail": "ALICE@jeune.example", "Prénom": "Zoë", "Date de naissance": "01/01/1999"}, 1),
        ({"E-mail": "", "Prénom": "ALICE", "Nom": "Diállo"}, 1),
        ({"E-mail": "", "Date de naissance": "01/01/1999"}, 0),
        ({"E-mail": "", "Prénom": "Zoë"}, 0),
    ],
)
def test_the_same_person_under_another_reference_is_refused(
    app, tmp_path: Path, again: dict[str, str], refused: int
) -> None:
    told = take(tmp_path, MENTEE, MENTEE | {"Réf.": "J9"} | again)
    assert counts(told)[3] == refused
    told = take(tmp_path, MENTEE | {"Réf.": "J9"} | again)
    assert counts(told)[3] == refused


def test_a_twin_of_a_refused_row_is_taken_in(app, tmp_path: Path) -> None:
    told = take(tmp_path, MENTEE | {"Antenne": "Atlantis"}, MENTEE | {"Réf.": "J2"})
    assert (told["accepted"], told["reasons"]) == (1, {"unknown_antenna": 1})


def test_a_shared_telephone_is_a_doubt_and_the_same_name_with_it_is_not(
    app, tmp_path: Path
) -> None:
    phone = {"GSM": "0481 10 10 38"}
    told = take(tmp_path, MENTEE | phone, OTHER | {"GSM": "+32 481 10.10.38"})
    assert counts(told) == (2, 0, 0, 0)
    (doubt,) = db.session.scalars(select(DuplicateDoubt))
    assert (doubt.person_id, doubt.other_id) == (person("J1").id, person("J2").id)
    assert doubt.grounds == ["phone"]
    other = {"Réf.": "J3", "E-mail": "", "Date de naissance": "05/05/2001"}
    assert take(tmp_path, MENTEE | phone | other)["reasons"] == {"duplicate_person": 1}


def test_a_mentor_may_share_an_address_with_a_mentee(app, tmp_path: Path) -> None:
    take(tmp_path, MENTEE)
    assert counts(take(tmp_path, MENTOR | {"E-mail": "alice@jeune.example"})) == (1, 0, 0, 0)


def test_a_dry_run_counts_the_same_and_changes_nothing(app, tmp_path: Path) -> None:
    take(tmp_path, MENTEE)
    rows = (MENTEE | {"Nom": "Sow"}, OTHER, OTHER | {"Réf.": "J3"}, OTHER | {"Antenne": "?"})
    before = make.count(Person), make.count(Import), make.count(ImportedRow)
    dry = take(tmp_path, *rows, dry=True)
    assert (make.count(Person), make.count(Import), make.count(ImportedRow)) == before
    assert person("J1").last_name == "Diallo"
    assert dry == take(tmp_path, *rows)
    assert counts(dry) == (1, 1, 0, 2)


def test_more_places_are_added_and_free_ones_taken_away(app, tmp_path: Path) -> None:
    take(tmp_path, MENTOR)
    take(tmp_path, MENTOR | {"Capacité": "4"})
    assert mentor("M1").capacity == 4
    take(tmp_path, MENTOR | {"Capacité": "1"})
    assert mentor("M1").capacity == 1
    assert make.count(Mentor) == 1


def test_a_lead_takes_in_people_of_their_own_antennas_only(app, tmp_path: Path) -> None:
    take(tmp_path, OTHER)
    lead = make.user("lead", antennas=["GHE"])
    seen = Viewer("Alice", lead.id, lead.permissions, lead.antenna_ids)
    with acting_as(seen):
        told = take(tmp_path, MENTEE | {"Antenne": "Gand"}, OTHER, MENTEE | {"Réf.": "J3"})
        moved = take(tmp_path, OTHER | {"Antenne": "Gand"})
    assert (told["accepted"], told["reasons"]) == (1, {"other_antenna": 2})
    assert moved["reasons"] == {"other_antenna": 1}
    assert person("J2").antenna_id == make.antenna("BRU").id


def test_a_lead_is_not_told_who_is_in_another_antenna(app, tmp_path: Path) -> None:
    take(tmp_path, MENTEE)
    lead = make.user("lead", antennas=["GHE"])
    with acting_as(Viewer("Alice", lead.id, lead.permissions, lead.antenna_ids)):
        told = take(tmp_path, MENTEE | {"Réf.": "J9", "Antenne": "Gand"})
    assert told["reasons"] == {"duplicate_person": 1}
    assert db.session.scalars(select(ImportRefusal.named)).all() == [{"other": "–"}]


def test_somebody_who_was_faster_costs_one_row_and_not_the_chunk(app, tmp_path: Path) -> None:
    def be_faster(connection, _cursor, statement, parameters, _context, _many) -> None:
        if not at_it and statement.startswith("INSERT INTO people") and "'J1'" in str(parameters):
            at_it.append(True)
            connection.execute(insert(Person.__table__).values(competitor))
            at_it.clear()

    at_it: list[bool] = []
    take(tmp_path, OTHER)
    competitor = dict(db.session.execute(select(Person.__table__)).mappings().one())
    competitor |= {"id": 900, "reference": "J1"}
    db.session.commit()
    event.listen(db.engine, "before_cursor_execute", be_faster)
    told = take(tmp_path, MENTEE, MENTEE | {"Réf.": "J3", "E-mail": "", "Nom": "Sow"})
    event.remove(db.engine, "before_cursor_execute", be_faster)
    assert (told["accepted"], told["reasons"]) == (1, {"not_recorded": 1})
    assert person("J3").last_name == "Sow"
