"""The contacts of a duo follow its life: planned, moved by pauses, noted, and counted."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core.db import db
from app.core.errors import Refused
from app.duos import actions as duos
from app.duos.queries import find_duo, rows
from app.followup import actions, queries, rules
from app.followup.jobs import plan as plan_job
from app.followup.models import DuoContact
from tests import make
from tests.followup.conftest import START, TODAY
from tests.practising import practise

SAID = {"channel": "phone", "activity": "A CV", "well_being": 3, "worry": False, "note": None}
ENDED = {"end_reason": "planned", "unreachable": None}


def contacts(duo, **where):
    found = queries.contacts_of(duo.id)
    return [one for one in found if all(getattr(one, k) == v for k, v in where.items())]


def one(duo, code, side="mentee"):
    (found,) = contacts(duo, code=code, side=side)
    return found


def fresh(duo):
    """With the people of it, as a page finds it."""
    return find_duo(duo.id)


def note(duo, code, side="mentee", held_on=TODAY, **more):
    contact = one(duo, code, side)
    actions.record_contact(duo=fresh(duo), contact=contact, held_on=held_on, **SAID | more)
    db.session.commit()
    return contact


def late():
    """The duo of each contact that is late today."""
    return list(db.session.scalars(queries.late_duos(TODAY)))


def test_with_the_signatures_the_contacts_are_planned(app):
    fatou, marc = make.pair()
    duo = duos.sign_agreement(
        proposal=make.approved(fatou, marc),
        agreed_on=START,
        hours_per_week=2.5,
        owner_id=make.user().id,
        accepted={"mentee": True, "mentor": True},
    )
    assert one(duo, "first_weeks").due_on == START + timedelta(days=10)
    assert one(duo, "first_exchange", "mentor").channel == "exchange"
    assert not contacts(duo, code="first_exchange", side="mentee")
    assert one(duo, "closing_talk").due_on == duo.planned_end_on - timedelta(days=7)


def test_a_pause_moves_what_is_still_to_come_and_nothing_is_late_meanwhile(duo):
    assert late() == [duo.id] * 4
    duos.pause(duo=duo, from_on=date(2026, 4, 1), reason="A journey")
    assert late() == []
    before = one(duo, "second_month").due_on
    duos.resume(duo=duo, until_on=date(2026, 4, 15))
    assert one(duo, "second_month").due_on == before + timedelta(days=14)
    assert one(duo, "first_weeks").due_on == START + timedelta(days=10)


def test_an_extension_moves_the_closing_talk_and_adds_monthly_contacts(duo):
    duos.extend(duo=duo, planned_end_on=date(2026, 12, 2), reason="Nearly there")
    assert one(duo, "closing_talk").due_on == date(2026, 11, 25)
    assert len(contacts(duo, code="longer_duo", side="mentee")) == 3


def test_a_closing_takes_away_what_is_no_longer_due_and_a_reopening_brings_it_back(duo):
    note(duo, "first_weeks")
    duos.close(duo=duo, ended_on=date(2026, 4, 19), facts=ENDED)
    assert {one.code for one in contacts(duo)} == {"first_weeks", "first_month"}
    assert late() == []
    duos.reopen(duo=duo, reason="By mistake")
    assert one(duo, "second_month").due_on == START + timedelta(days=58)


def test_planning_again_changes_nothing_and_keeps_what_was_held(duo):
    note(duo, "first_weeks", channel="video")
    before = [(c.id, c.due_on, c.held_on, c.channel) for c in contacts(duo)]
    assert actions.plan([duo], START) == 0
    assert [(c.id, c.due_on, c.held_on, c.channel) for c in contacts(duo)] == before


def test_a_plan_that_changed_moves_adds_and_takes_away(duo, app, monkeypatch, tmp_path):
    note(duo, "first_month")
    practise(
        app,
        monkeypatch,
        tmp_path,
        follow_up="[contacts.first_month]\nleft_out = true\n"
        "[contacts.second_month]\nafter_days = 60\n"
        "[contacts.second_exchange]\nleft_out = true\n"
        '[contacts.early]\nafter_days = 5\nside = "mentor"\nchannel = "video"\ncompulsory = true\n'
        'names = { fr = "Tôt", nl = "Vroeg", en = "Early" }\n'
        '[contacts.visit]\nafter_days = 80\nside = "mentor"\nchannel = "meeting"\n'
        'compulsory = true\nnames = { fr = "Visite", nl = "Bezoek", en = "Visit" }\n',
    )
    plan_job(0)
    db.session.commit()
    assert one(duo, "first_month").held_on == TODAY, "what was held stays"
    assert not contacts(duo, code="first_month", side="mentor")
    assert one(duo, "second_month").due_on == START + timedelta(days=60)
    assert one(duo, "visit", "mentor").due_on == START + timedelta(days=80)
    assert not contacts(duo, code="second_exchange")
    assert not contacts(duo, code="early"), "nobody is late with what they could not know"


def test_a_duo_that_came_from_a_file_is_followed_from_now_on(app):
    fatou, marc = make.pair()
    duo = make.duo(fatou, marc)
    ended = make.duo(make.mentee("Omar"), marc, ended_on=date(2026, 4, 1))
    plan_job(0)
    db.session.commit()
    assert min(c.due_on for c in contacts(duo)) >= TODAY
    assert contacts(ended) == []


def test_a_talk_with_both_at_once_counts_for_both(duo):
    note(duo, "first_weeks", both=True)
    mentor = one(duo, "first_weeks", "mentor")
    assert (mentor.held_on, mentor.well_being, mentor.activity) == (TODAY, 3, "A CV")
    event = make.last_event()
    assert (event.name, event.facts["sides"]) == ("duo.contact_noted", ["mentee", "mentor"])
    assert "A CV" not in str(event.facts)
    known = fresh(duo)
    assert known.mentor.last_contact_on == known.mentee.last_contact_on == TODAY


def test_what_was_noted_may_be_corrected(duo):
    contact = note(duo, "first_weeks", held_on=date(2026, 4, 1))
    actions.record_contact(duo=fresh(duo), contact=contact, held_on=date(2026, 3, 30), **SAID)
    assert contact.held_on == date(2026, 3, 30)
    assert make.last_event().name == "duo.contact_corrected"


def test_a_contact_besides_the_plan_is_kept_and_takes_the_place_of_none(duo):
    made = actions.add_contact(duo=fresh(duo), held_on=TODAY, side="both", **SAID)
    assert [(c.side, c.code, c.compulsory) for c in made] == [
        ("mentee", None, False),
        ("mentor", None, False),
    ]
    assert late() == [duo.id] * 4


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, rules.FUTURE),
        ({"held_on": START - timedelta(days=1)}, rules.BEFORE_START),
    ],
)
def test_a_contact_that_cannot_be_is_refused(duo, facts, reason):
    with pytest.raises(Refused) as refusal:
        note(duo, "first_weeks", **facts)
    assert refusal.value.reasons == [reason]


def test_nobody_is_asked_twice_about_the_side_that_is_noted(duo):
    note(duo, "first_weeks", "mentor")
    with pytest.raises(Refused) as refusal:
        note(duo, "first_weeks", both=True)
    assert refusal.value.reasons == [rules.OTHER_SIDE_HELD]


def test_a_list_of_duos_can_be_asked_for_those_with_a_late_contact(duo):
    other = make.duo(*make.pair(antenna="GHE"))
    listed = lambda: [row.id for row in db.session.scalars(rows(contact="late"))]  # noqa: E731
    assert listed() == [duo.id]
    for code in ("first_weeks", "first_month"):
        note(duo, code, both=True)
    assert listed() == []
    assert other.id in [row.id for row in db.session.scalars(rows())]


def test_contacts_go_with_their_duo(duo):
    db.session.execute(duo.__table__.delete().where(duo.__table__.c.id == duo.id))
    db.session.commit()
    assert db.session.scalars(select(DuoContact.id)).all() == []


def test_many_are_planned_some_at_a_time(app, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 2)
    ids = [make.duo(*make.pair(antenna="GHE")).id for _ in range(5)]
    actions.plan_all()
    db.session.commit()
    planned = set(db.session.scalars(select(DuoContact.duo_id)))
    assert planned == set(ids)
