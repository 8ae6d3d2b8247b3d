"""A duo from the signatures to the closing, and back, on real databases."""

from datetime import date

import pytest

from app.core import clock
from app.core.db import db
from app.core.errors import Reason, Refused
from app.core.questions import ask
from app.core.viewer import Viewer, acting_as
from app.duos import actions, queries, rules
from app.duos.models import DuoState
from app.duos.schemas import ClosingSchema
from app.matching.models import ProposalState
from app.matching.rules import ANTENNA_CLOSED, MENTEE_IN_DUO, NO_FREE_PLACE
from tests import make

SUMMER = date(2026, 6, 1)
SIGNED = {"mentee": True, "mentor": True}


@pytest.fixture(autouse=True)
def in_summer(on_day):
    on_day(SUMMER)


def sign(proposal, owner=None, **facts):
    owner = owner or make.user()
    asked = {"agreed_on": date(2026, 3, 9), "hours_per_week": 2.5, "accepted": SIGNED}
    return actions.sign_agreement(proposal=proposal, owner_id=owner.id, **asked | facts)


def refused(call, *arguments, **facts):
    with pytest.raises(Refused) as refusal:
        call(*arguments, **facts)
    return refusal.value.reasons


def closing(**facts):
    asked = {"ended_on": "2026-05-20", "way": "planned"} | facts
    return ClosingSchema().load(asked)


def test_with_the_signatures_six_months_begin(app):
    fatou, marc = make.pair()
    proposal = make.approved(fatou, marc)
    duo = sign(proposal)
    assert (duo.started_on, duo.planned_end_on) == (date(2026, 3, 9), date(2026, 9, 9))
    assert (duo.state, duo.mentor_slot, duo.hours_per_week) == (DuoState.RUNNING, 1, 2.5)
    assert proposal.state == ProposalState.AGREED
    assert make.last_event().name == "duo.started"


def test_a_second_duo_takes_the_next_place_until_there_is_none(app):
    owner = make.user()
    fatou, marc = make.pair(capacity=2)
    omar, aya = (make.mentee(name, antenna=None) for name in ("Omar", "Aya"))
    assert sign(make.approved(fatou, marc), owner).mentor_slot == 1
    assert sign(make.approved(omar, marc), owner).mentor_slot == 2
    assert refused(sign, make.approved(aya, marc), owner) == [NO_FREE_PLACE]


def test_a_mentee_has_one_running_duo(app):
    fatou, marc = make.pair()
    luc = make.mentor("Luc")
    make.duo(fatou, luc)
    assert refused(sign, make.approved(fatou, marc)) == [MENTEE_IN_DUO]


def test_nothing_begins_without_both_signatures_in_a_closed_antenna_or_for_nobody(app):
    fatou, marc = make.pair()
    proposal = make.approved(fatou, marc)
    half = {"mentee": True, "mentor": False}
    assert refused(sign, proposal, accepted=half) == [rules.CODE_NOT_ACCEPTED]
    gone = make.user("lead", closed_at=clock.now())
    assert refused(sign, proposal, gone) == [rules.OWNER_GONE]
    assert refused(sign, proposal, make.user("auditor")) == [rules.OWNER_DOES_NOT_FOLLOW]
    elsewhere = make.user(antennas=["LIE"])
    assert refused(sign, proposal, elsewhere) == [rules.OWNER_ELSEWHERE]
    make.first_antenna().closed_on = SUMMER
    assert refused(sign, proposal) == [ANTENNA_CLOSED]


def test_an_extension_keeps_what_was_planned_before(app):
    duo = make.duo(*make.pair())
    actions.extend(duo=duo, planned_end_on=date(2026, 12, 2), reason="An exam in November")
    [step] = duo.extensions
    assert (step.planned_end_before, step.planned_end_after) == (
        date(2026, 9, 2),
        date(2026, 12, 2),
    )
    assert duo.planned_end_on == date(2026, 12, 2)


def test_a_pause_keeps_the_place_and_ends_when_they_meet_again(app):
    duo = make.duo(*make.pair())
    actions.pause(duo=duo, from_on=date(2026, 4, 1), reason="A journey")
    assert (duo.state, duo.mentor_slot) == (DuoState.PAUSED, 1)
    assert refused(actions.pause, duo=duo, from_on=SUMMER, reason="Again") == [rules.PAUSED]
    actions.resume(duo=duo, until_on=date(2026, 4, 20))
    assert (duo.state, duo.pauses[0].until_on) == (DuoState.RUNNING, date(2026, 4, 20))


@pytest.mark.parametrize(
    ("facts", "state", "reason", "unreachable"),
    [
        ({}, DuoState.COMPLETED, "planned", None),
        ({"way": "broken_off", "end_reason": "job_found"}, DuoState.BROKEN_OFF, "job_found", None),
        (
            {"way": "unreachable", "unreachable": "mentee"},
            DuoState.BROKEN_OFF,
            "no_contact",
            "mentee",
        ),
        ({"unreachable": "mentor", "end_reason": "moved"}, DuoState.COMPLETED, "planned", None),
    ],
)
def test_a_duo_ends_as_planned_broken_off_or_unreachable(app, facts, state, reason, unreachable):
    duo = make.duo(*make.pair())
    actions.close(duo=duo, **closing(**facts, closing_remarks="Ill since May"))
    assert (duo.state, duo.end_reason, duo.unreachable) == (state, reason, unreachable)
    assert (duo.ended_on, duo.mentor_slot) == (date(2026, 5, 20), None)
    event = make.last_event()
    assert event.name == "duo.closed"
    assert "Ill" not in str(event.facts)


def test_a_closing_by_mistake_is_taken_back_as_it_was(app):
    duo = make.duo(*make.pair())
    actions.pause(duo=duo, from_on=date(2026, 4, 1), reason="A journey")
    actions.close(duo=duo, **closing(talked_with_mentee=True))
    actions.reopen(duo=duo, reason="The wrong duo was closed")
    assert (duo.state, duo.ended_on, duo.end_reason) == (DuoState.PAUSED, None, None)
    assert (duo.mentor_slot, duo.talked_with_mentee) == (1, None)
    assert refused(actions.reopen, duo=duo, reason="Again") == [rules.NOT_ENDED]


def test_a_closing_stays_when_the_place_or_the_mentee_is_taken(app):
    fatou, marc = make.pair()
    ended = make.duo(fatou, marc, ended_on=date(2026, 5, 1))
    running = make.duo(make.mentee("Omar"), marc)
    assert refused(actions.reopen, duo=ended, reason="Mistake") == [NO_FREE_PLACE]
    actions.close(duo=running, **closing())
    make.duo(fatou, make.mentor("Luc"))
    assert refused(actions.reopen, duo=ended, reason="Mistake") == [MENTEE_IN_DUO]


def test_all_chosen_duos_change_hands_or_none_does(app):
    nadia, karim = make.user(name="Nadia"), make.user(name="Karim", antennas=["BRU"])
    here = make.duo(*make.pair(antenna="BRU"), owner_id=nadia.id)
    there = make.duo(*make.pair(antenna="LIE"), owner_id=nadia.id)
    both = {"duos": [here, there], "owner_id": karim.id}
    assert refused(actions.hand_over, **both) == [rules.OWNER_ELSEWHERE]
    assert here.owner_id == nadia.id
    actions.hand_over(duos=[here], owner_id=karim.id)
    assert here.owner_id == karim.id
    assert make.last_event().facts == {"owner_id": [nadia.id, karim.id]}


def test_a_duo_that_has_ended_stays_with_who_followed_it(app):
    karim = make.user()
    ended = make.duo(*make.pair(), ended_on=date(2026, 5, 1))
    assert refused(actions.hand_over, duos=[ended], owner_id=karim.id) == [rules.ENDED]
    assert refused(actions.hand_over, duos=[], owner_id=karim.id) == [rules.NOTHING_CHOSEN]


def test_running_duos_keep_an_antenna_open_an_account_in_use_and_people_here(app):
    nadia = make.user()
    fatou, marc = make.pair()
    duo = make.duo(fatou, marc, owner_id=nadia.id)
    antenna = make.first_antenna()

    def told():
        asked = (("antenna.closing", antenna), ("account.closing", nadia))
        people = (("person.against_leaving", fatou), ("person.against_leaving", marc))
        answers = [ask(question, about) for question, about in asked + people]
        return [
            {reason.code for reason in found if isinstance(reason, Reason)} for found in answers
        ]

    assert told() == [{"running_duos"}, {"running_duos"}, {"running_duo"}, {"running_duo"}]
    actions.close(duo=duo, **closing())
    assert told() == [set(), set(), set(), set()]


def test_the_places_taken_are_told_to_those_who_change_capacity(app):
    fatou, marc = make.pair(capacity=2)
    make.duo(fatou, marc, mentor_slot=2)
    assert ask("mentor.taken_slots", marc) == [2]
    assert queries.free_places(marc.id) == [1]


def unowned():
    return db.session.scalars(queries.rows(state="open", owner="none")).all()


def test_duos_of_another_antenna_are_behind_the_wall(app):
    here = make.duo(*make.pair(antenna="BRU"))
    there = make.duo(*make.pair(antenna="LIE"))
    seen = frozenset({make.antenna("BRU").id})
    with acting_as(Viewer(name="", user_id=1, antenna_ids=seen)):
        assert [row.id for row in unowned()] == [here.id]
        assert queries.find_duo(there.id) is None
        assert queries.running_duos(ids=[here.id, there.id]) == [here]


def test_a_duo_names_its_mentor_though_the_mentor_is_of_another_antenna(app):
    fatou, omar = make.mentee(antenna="BRU"), make.mentor("Omar", "Haddad", antenna="LIE")
    make.duo(fatou, omar)
    seen = frozenset({make.antenna("BRU").id})
    with acting_as(Viewer(name="", user_id=1, antenna_ids=seen)):
        [row] = unowned()
    assert (row.mentee, row.mentor) == ("Fatou Diallo", "Omar Haddad")
