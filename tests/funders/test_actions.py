"""What happens to funders, their contacts, what was said and what comes next."""

from datetime import date

import pytest

from app.core.db import db
from app.core.errors import Refused
from app.core.events import Event, events_of
from app.funders import actions, queries, relations
from app.funders.models import FunderStage
from app.funders.rules import is_quiet
from tests import make
from tests.funders import stage
from tests.funders.stage import TODAY


@pytest.fixture(autouse=True)
def monday(on_day):
    on_day(TODAY)


@pytest.fixture
def officer(app):
    return make.user("partnerships", name="Sofia Marques")


def test_a_funder_of_the_same_name_is_refused_whatever_its_accents(app):
    stage.funder("Fondation Générale, Exemple")
    with pytest.raises(Refused) as refused:
        actions.add_funder(name="fondation generale exemple", kind="company", language="fr")
    assert [reason.code for reason in refused.value.reasons] == ["funder_exists"]
    assert make.count(type(stage.funder("Another"))) == 2


def test_a_funder_may_not_take_the_name_of_another_but_may_keep_its_own(app):
    first, second = stage.funder("Fondation Une"), stage.funder("Fondation Deux")
    with pytest.raises(Refused):
        actions.change_funder(funder=second, name="FONDATION UNE")
    changed = actions.change_funder(funder=first, name="Fondation UNE", notes="x")
    assert (changed.name, changed.notes) == ("Fondation UNE", "x")


def test_a_change_records_the_fields_and_not_what_they_say(app):
    funder = stage.funder()
    actions.change_funder(funder=funder, notes="secret", asked_cents=500_000)
    db.session.commit()
    event = make.last_event()
    assert (event.name, event.facts) == ("funder.changed", {"fields": ["asked_cents", "notes"]})


def test_moving_keeps_both_stages_and_the_day(app, on_day):
    funder = stage.funder()
    on_day(date(2026, 12, 1))
    actions.move(funder=funder, stage="applied")
    db.session.commit()
    facts = {"before": "identified", "after": "applied"}
    assert (funder.stage_since, make.last_event().facts) == (date(2026, 12, 1), facts)
    before = make.count(Event)
    actions.move(funder=funder, stage="applied")
    assert make.count(Event) == before


def test_an_owner_works_on_funding(app, officer):
    funder, coordinator = stage.funder(), make.user("coordinator")
    with pytest.raises(Refused):
        actions.change_funder(funder=funder, owner_id=coordinator.id)
    assert actions.change_funder(funder=funder, owner_id=officer.id).owner_id == officer.id


def test_several_funders_change_at_once_or_not_at_all(app, officer):
    funders = [stage.funder(f"F {number}") for number in range(3)]
    ids = [funder.id for funder in funders]
    with pytest.raises(Refused):
        actions.change_many(funder=ids, stage="granted", owner_id=999)
    assert {funder.stage for funder in funders} == {FunderStage.IDENTIFIED}
    actions.change_many(funder=[*ids, 999], stage="granted", owner_id=officer.id)
    assert {(one.stage, one.owner_id) for one in funders} == {(FunderStage.GRANTED, officer.id)}


def test_handing_over_takes_along_what_is_still_to_do(app, officer):
    director = make.user("director")
    funder, other = stage.funder("A", owner_id=officer.id), stage.funder("B")
    to_do = stage.reminder(funder, TODAY)
    done = stage.reminder(funder, TODAY)
    relations.finish_reminder(funder=funder, reminder=done)
    actions.hand_over(giver_id=officer.id, owner_id=director.id)
    assert (funder.owner_id, to_do.owner_id) == (director.id, director.id)
    assert (other.owner_id, done.owner_id) == (None, officer.id)


def test_the_last_exchange_is_the_newest_that_stands(app):
    funder = stage.funder()
    old = stage.interaction(funder, date(2026, 3, 1))
    new = stage.interaction(funder, date(2026, 9, 1))
    assert funder.last_contact_on == date(2026, 9, 1)
    relations.withdraw_interaction(funder=funder, interaction=new)
    assert funder.last_contact_on == date(2026, 3, 1)
    relations.withdraw_interaction(funder=funder, interaction=old)
    assert funder.last_contact_on is None
    relations.restore_interaction(funder=funder, interaction=new)
    assert funder.last_contact_on == date(2026, 9, 1)


def test_an_exchange_may_say_what_comes_next(app, officer):
    funder = stage.funder(owner_id=officer.id)
    stage.interaction(funder, TODAY, next_on=date(2026, 12, 1), next_text="Send the budget")
    (reminder,) = queries.reminders_of(funder)
    told = (reminder.text, reminder.due_on, reminder.owner_id)
    assert told == ("Send the budget", date(2026, 12, 1), officer.id)


def test_an_exchange_is_with_a_contact_of_this_funder_and_not_ahead(app):
    funder, other = stage.funder("A"), stage.funder("B")
    stranger = stage.contact(other)
    for wrong in ({"held_on": date(2026, 11, 24)}, {"held_on": TODAY, "contact_id": stranger.id}):
        with pytest.raises(Refused):
            relations.note_interaction(funder=funder, kind="call", summary="x", **wrong)


def test_a_contact_who_left_is_no_longer_found_and_may_come_back(app):
    funder = stage.funder()
    contact = stage.contact(funder, "Alma Zéphyr", email="alma@f.example")

    def found():
        return len(db.session.scalars(queries.rows(q="zephyr")).all())

    assert found() == 1
    with pytest.raises(Refused):
        relations.let_go(funder=funder, contact=contact, left_on=date(2026, 11, 24))
    relations.let_go(funder=funder, contact=contact, left_on=TODAY)
    assert found() == 0
    relations.take_back(funder=funder, contact=contact)
    assert found() == 1


def test_no_event_names_a_contact_or_what_was_said(app):
    funder = stage.funder()
    contact = stage.contact(funder, "Alma Perrin", email="alma@f.example")
    relations.change_contact(funder=funder, contact=contact, phone="+32 2 000 00 00")
    stage.interaction(funder, TODAY, contact_id=contact.id, summary="Alma is ill")
    stage.reminder(funder, TODAY, text="Write to Alma")
    told = " ".join(str(event.facts) for event in events_of(funder))
    assert not [word for word in ("Alma", "alma", "+32", "ill") if word in told]
    assert len(events_of(funder)) == 5


def test_done_is_done_until_it_is_opened_again(app):
    funder = stage.funder()
    reminder = stage.reminder(funder, TODAY)
    relations.finish_reminder(funder=funder, reminder=reminder)
    relations.finish_reminder(funder=funder, reminder=reminder)
    assert queries.reminders_due(TODAY) == []
    relations.reopen_reminder(funder=funder, reminder=reminder)
    assert queries.reminders_due(TODAY) == [reminder]


def test_sql_and_python_agree_on_who_is_quiet(app):
    days = [None, *(date(2026, month, day) for month in range(4, 12) for day in (22, 23, 24))]
    for name in FunderStage:
        for number, day in enumerate(days):
            funder = stage.funder(f"{name} {number}", stage=name)
            funder.stage_since, funder.last_contact_on = date(2026, 8, 23), day
    db.session.commit()
    found = db.session.scalars(queries.rows()).all()
    from_rules = {
        row.id for row in found if is_quiet(row.stage, row.last_contact_on, row.stage_since, TODAY)
    }
    assert {row.id for row in found if row.quiet} == from_rules
    assert 0 < len(from_rules) < len(found)
    assert sum(column.quiet for column in queries.pipeline().values()) == len(from_rules)


def test_the_pipeline_sums_what_is_asked(app):
    stage.funder("A", stage="applied", asked_cents=1_000_00)
    stage.funder("B", stage="applied", asked_cents=250_050)
    stage.funder("C", stage="applied")
    stage.funder("D", stage="granted", asked_cents=1)
    found = queries.pipeline()
    assert (found["applied"].funders, found["applied"].asked_cents) == (3, 350_050)
    assert set(found) == {"applied", "granted"}


def test_the_board_shows_the_longest_silence_first_and_not_too_many(app):
    for number in range(queries.MOST_CARDS + 5):
        funder = stage.funder(f"F{number:02}", stage="contacted")
        funder.last_contact_on = date(2026, 1, 1 + number % 28)
    stage.funder("Declined", stage="declined")
    db.session.commit()
    cards = queries.cards()
    days = [card.last_contact_on for card in cards["contacted"]]
    assert (list(cards), len(days), days) == (["contacted"], queries.MOST_CARDS, sorted(days))
