"""Reading lists of funders in: what is added, completed, left as it is, and refused."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.core.events import Event
from app.funderlists import actions
from app.funderlists.judging import judged
from app.funderlists.models import FunderList
from app.funders import relations
from app.funders.models import Funder, FunderContact, Reminder
from app.spreadsheets.tables import Unreadable
from tests import make
from tests.funderlists import stage
from tests.funderlists.stage import ROW
from tests.funders import stage as funders
from tests.funders.stage import TODAY
from tests.spreadsheets.files import text_file, workbook


@pytest.fixture(autouse=True)
def monday(app, on_day):
    on_day(TODAY)


def count(model) -> int:
    return db.session.query(model).count()


def test_a_row_becomes_a_funder_with_contact_and_next_step(tmp_path: Path):
    list_ = stage.taken(tmp_path, ROW)
    assert stage.counts(list_) == (1, 0, 0, 0)
    funder = stage.funder()
    assert (funder.kind, funder.stage, funder.language) == ("foundation", "contacted", "fr")
    assert funder.website == "https://fondation-exemple.example"
    assert funder.notes == "Aime le parrainage"
    assert [(one.name, one.email) for one in funder.contacts] == [
        ("Alma Perrin", "alma@fondation-exemple.example")
    ]
    reminder = db.session.query(Reminder).one()
    assert (reminder.due_on, reminder.text) == (date(2026, 12, 15), "Rappeler")


def test_each_funder_has_its_event_and_the_list_too(tmp_path: Path):
    list_ = stage.taken(tmp_path, ROW)
    about = {(one.name, one.subject_type) for one in db.session.query(Event)}
    assert about >= {("funder.added", "funders"), ("funder.contact_added", "funders"),
                     ("funder.reminder_set", "funders"), ("funder_list.read", "funder_lists"),
                     ("funder_list.taken_in", "funder_lists")}  # fmt: skip
    facts = db.session.query(Event).filter_by(name="funder_list.taken_in").one().facts
    assert facts == {"added": 1, "completed": 0, "same": 0, "refused": 0}
    assert list_.lines == []


def test_the_same_file_a_second_time_changes_nothing(tmp_path: Path):
    rows = [ROW, ROW | {"Bailleur": "Fonds Été", "E-mail": "x@ete.example"}]
    stage.taken(tmp_path, *rows)
    version = stage.funder().version
    again = stage.taken(tmp_path, *rows)
    assert stage.counts(again) == (0, 0, 2, 0)
    assert (count(Funder), count(FunderContact), count(Reminder)) == (2, 2, 2)
    assert stage.funder().version == version


def test_a_step_that_was_done_is_not_set_again(tmp_path: Path):
    stage.taken(tmp_path, ROW)
    relations.finish_reminder(funder=stage.funder(), reminder=db.session.query(Reminder).one())
    assert stage.verdicts(stage.draft(tmp_path, ROW)) == ["same"]


def test_a_contact_who_left_is_not_brought_back(tmp_path: Path):
    funder = funders.funder()
    person = funders.contact(funder, email="alma@fondation-exemple.example")
    relations.let_go(funder=funder, contact=person, left_on=TODAY)
    stage.taken(tmp_path, ROW)
    assert count(FunderContact) == 1


@pytest.mark.parametrize("name", ["FONDATION EXEMPLE", "fondation-exemple", "Fondation  Éxemple"])
def test_a_funder_is_found_by_the_name_however_it_is_written(tmp_path: Path, name):
    funders.funder("Fondation Exemple")
    stage.taken(tmp_path, ROW | {"Bailleur": name})
    assert count(Funder) == 1


def test_what_is_empty_is_filled_and_what_is_filled_stays(tmp_path: Path):
    funders.funder(notes="Mine", stage="granted")
    list_ = stage.taken(tmp_path, ROW)
    funder = stage.funder()
    assert stage.counts(list_) == (0, 1, 0, 0)
    assert (funder.website, funder.notes, funder.stage) == (
        "https://fondation-exemple.example", "Mine", "granted",
    )  # fmt: skip


def test_what_is_said_differently_is_told_and_taken_only_when_chosen(tmp_path: Path):
    funder = funders.funder(notes="Mine", stage="granted")
    funders.contact(funder, email="alma@fondation-exemple.example", function="Chair")
    row = ROW | {"Fonction": "Secretary"}
    found = judged(stage.draft(tmp_path, row))[0]
    assert {one.field for one in found.differences} == {"stage", "notes", "contact_function"}
    stage.taken(tmp_path, row, take=("2-stage", "2-contact_function", "99-notes", "nonsense"))
    funder = stage.funder()
    assert (funder.stage, funder.stage_since, funder.notes) == ("contacted", TODAY, "Mine")
    assert [one.function for one in funder.contacts] == ["Secretary"]
    names = {one.name for one in db.session.query(Event)}
    assert names >= {"funder.moved", "funder.contact_changed"}


def test_several_rows_of_one_funder_are_its_contacts(tmp_path: Path):
    other = {"Contact": "Bob Maes", "E-mail": "bob@fondation-exemple.example"}
    list_ = stage.draft(tmp_path, ROW, ROW | other, ROW | {"Étape": "Accordé"}, ROW)
    assert stage.verdicts(list_) == ["new", "completed", "same", "same"]
    assert [one.field for one in judged(list_)[2].differences] == ["stage"]
    actions.take_in(list_=list_)
    assert [one.name for one in stage.funder().contacts] == ["Alma Perrin", "Bob Maes"]


def test_a_difference_within_the_list_can_be_taken_too(tmp_path: Path):
    stage.taken(tmp_path, ROW, ROW | {"Étape": "Accordé", "Contact": "A. Perrin"},
                take=("3-stage", "3-contact_name"))  # fmt: skip
    assert stage.funder().stage == "granted"
    assert [one.name for one in stage.funder().contacts] == ["A. Perrin"]


def test_rows_that_are_wrong_leave_the_others_in(tmp_path: Path):
    wrong = {"Bailleur": "Fonds B", "Type": "banque", "Relance": "32/13/2026"}
    list_ = stage.taken(tmp_path, ROW | wrong, ROW, ROW | {"Bailleur": ""})
    assert stage.counts(list_) == (1, 0, 0, 2)
    assert {(one["line"], one["field"], one["code"]) for one in list_.refusals} >= {
        (2, "kind", "unknown_kind"), (2, "next_on", "bad_date"), (4, "name", "missing_name"),
    }  # fmt: skip
    assert [line for line, _cells in list_.lines] == [2, 4]


def test_a_new_funder_needs_a_kind_from_the_row_or_from_whoever_reads_it_in(tmp_path: Path):
    row = {"Bailleur": "Fonds B", "Langue": "nl"}
    list_ = stage.draft(tmp_path, row)
    assert stage.reasons(list_) == [("kind", "missing_kind")]
    actions.choose(list_=list_, columns={"0": "name", "1": "language"}, kind="company",
                   date_order="dmy", language="fr", due_on=None)  # fmt: skip
    assert stage.verdicts(list_) == ["new"]
    actions.take_in(list_=list_)
    assert (stage.funder("Fonds B").kind, stage.funder("Fonds B").language) == ("company", "nl")


def test_an_owner_is_found_by_e_mail_or_name(tmp_path: Path):
    sofia = make.user(role="partnerships", name="Sofia Marques", email="sofia@tandem.example")
    owners = {"A": "SOFIA@tandem.example", "B": "Sofia Marques", "C": "Zoë"}
    rows = [
        {"Bailleur": name, "Type": "Fondation", "Suivi par": who} for name, who in owners.items()
    ]
    list_ = stage.taken(tmp_path, *rows)
    assert stage.counts(list_) == (2, 0, 0, 1)
    assert stage.funder("A").owner_id == stage.funder("B").owner_id == sofia.id


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_odd_encodings_are_read(tmp_path: Path, encoding):
    text = "Naam;Soort;Opmerkingen\r\nStichting Één;Stichting;privé – gesloten\r\n"
    list_ = stage.draft_of(text_file(tmp_path, text.encode(encoding)))
    actions.take_in(list_=list_)
    assert stage.funder("Stichting Één").notes == "privé – gesloten"


def test_a_workbook_is_read_from_the_sheet_that_fits_under_a_title(tmp_path: Path):
    rows = [["Our funders 2026"], [], ["Funder", "Kind", "Due", "Next step"],
            ["Trust One", "Trust", date(2026, 12, 15), "Call"]]  # fmt: skip
    path = workbook(tmp_path, {"Read me": [["This", "that"]], "Funders": rows})
    list_ = stage.draft_of(path)
    assert (list_.read_as["sheet"], list_.headers[0]) == ("Funders", "Funder")
    actions.take_in(list_=list_)
    assert db.session.query(Reminder).one().due_on == date(2026, 12, 15)


def test_columns_of_unknown_names_can_be_chosen(tmp_path: Path):
    list_ = stage.draft_of(text_file(tmp_path, "Alpha;Beta\nFonds A;x\nFonds B;y\n"))
    assert list_.columns == {}
    with pytest.raises(Refused, match="no_name_column"):
        actions.take_in(list_=list_)
    actions.choose(list_=list_, columns={"0": "name", "7": "notes"}, kind="donor",
                   date_order="dmy", language="fr")  # fmt: skip
    assert list_.columns == {0: "name"}
    assert stage.verdicts(list_) == ["new", "new"]


@pytest.mark.parametrize(
    ("content", "code"),
    [("", "empty"), ("Bailleur;Type\n", "empty"), ("%PDF-1.7", "not_a_table"),
     ("Bailleur;Type\n" + "a;b\n" * 501, "too_many_lines")],
)  # fmt: skip
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, content, code):
    with pytest.raises(Unreadable) as refused:
        stage.draft_of(text_file(tmp_path, content))
    assert refused.value.code == code
    assert count(FunderList) == 0


def test_three_hundred_rows_are_taken_in_at_once(tmp_path: Path):
    rows = [ROW | {"Bailleur": f"Fonds {n}", "E-mail": f"a{n}@f.example"} for n in range(300)]
    list_ = stage.taken(tmp_path, *rows)
    assert stage.counts(list_) == (300, 0, 0, 0)
    assert (count(Funder), count(FunderContact), count(Reminder)) == (300, 300, 300)


def test_a_list_is_taken_in_once(tmp_path: Path):
    list_ = stage.taken(tmp_path, ROW)
    with pytest.raises(Refused, match="not_a_draft"):
        actions.take_in(list_=list_)
    with pytest.raises(Refused, match="not_a_draft"):
        actions.discard(list_=list_)


def test_drafts_and_rows_go_after_their_time(tmp_path: Path):
    old = stage.taken(tmp_path, ROW, ROW | {"Bailleur": ""})
    draft = stage.draft(tmp_path, ROW)
    old.taken_at, draft.made_at = clock.now() - timedelta(days=91), clock.now() - timedelta(days=8)
    db.session.flush()
    stage.draft(tmp_path, ROW)
    assert count(FunderList) == 2
    assert (old.lines, old.refusals, old.written, old.refused) == ([], [], {}, 1)
