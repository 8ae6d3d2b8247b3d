"""What the features below ask: duos, proposals and spells of two profiles that become one."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.duos.models import Duo
from app.duplicates import merging
from app.duplicates.models import DuplicateDoubt
from app.duplicates.queries import find_doubt
from app.matching.models import Proposal
from app.outcomes.models import Spell
from app.people import queries
from app.people.models import Kind, Mentee, Mentor
from app.profiles import lists
from tests import make


def doubted(one, other):
    row = DuplicateDoubt(
        person_id=one.id, other_id=other.id, grounds=["email"], found_at=clock.now()
    )
    return find_doubt(make.kept(row).id)


def both(model, kept, gone):
    return queries.find_profile(model, kept.id), queries.find_profile(model, gone.id)


def columns(*wanted):
    return db.session.execute(select(*wanted).order_by(wanted[0])).all()


def test_all_of_a_mentee_goes_to_the_one_profile_and_back(app):
    kept, gone = make.mentee(), make.mentee("Fatoumata")
    marc = make.mentor()
    duo, proposal = make.duo(gone, marc), make.proposal(gone, make.mentor("Luc"))
    spell = make.spell(gone)
    merging.merge(doubted(kept, gone), keep=kept.id)
    db.session.commit()
    for column in (Duo.mentee_id, Proposal.mentee_id, Spell.mentee_id):
        assert db.session.scalars(select(column)).all() == [kept.id]
    merging.unmerge(*both(Mentee, kept, gone))
    db.session.commit()
    db.session.expire_all()
    assert (duo.mentee_id, proposal.mentee_id, spell.mentee_id) == (gone.id,) * 3


def test_running_duos_of_a_mentor_take_free_places_of_the_one_who_stays(app):
    kept, gone = make.mentor(capacity=2), make.mentor("Marcus", capacity=1)
    make.duo(make.mentee("Aya"), kept, mentor_slot=1)
    make.duo(make.mentee("Omar"), gone, mentor_slot=1)
    make.duo(make.mentee("Zoë"), gone, ended_on=date(2026, 5, 1))
    before = columns(Duo.id, Duo.mentor_id, Duo.mentor_slot)
    merging.merge(doubted(kept, gone), keep=kept.id)
    db.session.commit()
    after = columns(Duo.id, Duo.mentor_id, Duo.mentor_slot)
    assert [tuple(row[1:]) for row in after] == [(kept.id, 1), (kept.id, 2), (kept.id, None)]
    merging.unmerge(*both(Mentor, kept, gone))
    db.session.commit()
    assert columns(Duo.id, Duo.mentor_id, Duo.mentor_slot) == before


@pytest.mark.parametrize("made", [make.duo, make.proposal])
def test_two_mentees_with_something_open_each_stay_two(app, made):
    kept, gone = make.mentee(), make.mentee("Fatoumata")
    for person in (kept, gone):
        made(person, make.mentor())
    with pytest.raises(Refused):
        merging.merge(doubted(kept, gone), keep=kept.id)


def test_two_mentors_with_more_duos_than_places_stay_two(app):
    kept, gone = make.mentor(), make.mentor("Marcus")
    for mentor in (kept, gone):
        make.duo(make.mentee(), mentor)
    with pytest.raises(Refused) as refusal:
        merging.merge(doubted(kept, gone), keep=kept.id)
    assert [reason.code for reason in refusal.value.reasons] == ["too_few_places"]


def test_a_free_place_is_what_the_list_of_mentors_can_ask_for(app):
    full, free = make.mentor(), make.mentor("Luc", capacity=2)
    make.mentor("Ann", capacity=0)
    make.duo(make.mentee("Aya"), full)
    make.duo(make.mentee("Omar"), free)
    found = db.session.scalars(lists.people_listed(Kind.MENTOR, {"free": "1"})).all()
    assert [mentor.id for mentor in found] == [free.id]
    assert lists.can_tell_free_places()
