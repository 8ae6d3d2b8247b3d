"""Undoing a list: what it wrote goes, what somebody has worked on since stays."""

from pathlib import Path

import pytest

from app.core.db import db
from app.core.errors import Refused
from app.core.events import Event
from app.funderlists import actions
from app.funders import actions as funder_actions
from app.funders import relations
from app.funders.models import Funder, FunderContact, Interaction, Reminder
from tests import make
from tests.funderlists import stage
from tests.funderlists.stage import ROW
from tests.funders import stage as funders
from tests.funders.stage import TODAY
from tests.gifts import stage as gifts

OTHER = ROW | {"Bailleur": "Fonds B", "Contact": "Bob Maes", "E-mail": "bob@b.example"}


@pytest.fixture(autouse=True)
def monday(app, on_day):
    on_day(TODAY)


def undone(list_):
    return make.kept(actions.undo(list_=list_))


def names() -> list[str]:
    return sorted(one.name for one in db.session.query(Funder))


def test_what_it_added_goes_with_contacts_and_steps(tmp_path: Path):
    assert undone(stage.taken(tmp_path, ROW, OTHER)).kept == 0
    for model in (Funder, FunderContact, Reminder, Interaction):
        assert db.session.query(model).count() == 0
    assert db.session.query(Event).filter_by(name="funder.removed").count() == 2


@pytest.mark.parametrize("touch", ["moved", "spoken", "contact", "gift"])
def test_what_somebody_worked_on_stays(tmp_path: Path, touch):
    list_ = stage.taken(tmp_path, ROW, OTHER)
    funder = stage.funder()
    if touch == "moved":
        funder_actions.move(funder=funder, stage="granted")
    elif touch == "spoken":
        funders.interaction(funder, TODAY)
    elif touch == "contact":
        funders.contact(funder, "Carla Ruiz")
    else:
        gifts.donor(funder_id=funder.id)
    db.session.flush()
    assert undone(list_).kept == 1
    assert names() == ["Fondation Exemple"]
    assert len(stage.funder().contacts) == 1 + (touch == "contact")
    assert db.session.query(Reminder).count() == 1


def test_what_it_completed_becomes_what_it_was(tmp_path: Path):
    funders.funder(stage="granted")
    list_ = stage.taken(tmp_path, ROW, take=("2-stage",))
    assert stage.funder().contacts
    undone(list_)
    funder = stage.funder()
    assert (funder.stage, funder.website, funder.notes, funder.contacts) == (
        "granted", None, None, [],
    )  # fmt: skip
    assert "alma" not in funder.search_text
    assert db.session.query(Reminder).count() == 0


def test_what_was_changed_by_hand_after_it_stays(tmp_path: Path):
    funders.funder()
    list_ = stage.taken(tmp_path, ROW)
    funder = stage.funder()
    funder_actions.change_funder(funder=funder, notes="By hand")
    relations.note_interaction(
        funder=funder, held_on=TODAY, kind="call", summary="x", contact_id=funder.contacts[0].id
    )
    undone(list_)
    funder = stage.funder()
    assert (funder.website, funder.notes) == (None, "By hand")
    assert [one.name for one in funder.contacts] == ["Alma Perrin"]


def test_only_a_list_that_was_taken_in_is_undone_and_only_once(tmp_path: Path):
    with pytest.raises(Refused, match="nothing_to_undo"):
        actions.undo(list_=stage.draft(tmp_path, ROW))
    list_ = undone(stage.taken(tmp_path, ROW))
    with pytest.raises(Refused, match="nothing_to_undo"):
        actions.undo(list_=list_)


def test_after_an_undoing_the_same_file_is_taken_in_again(tmp_path: Path):
    undone(stage.taken(tmp_path, ROW))
    assert stage.counts(stage.taken(tmp_path, ROW)) == (1, 0, 0, 0)
