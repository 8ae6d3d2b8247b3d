"""Capacity and one running duo for each mentee hold when several people press at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.core.db import db, transaction
from app.core.errors import Refused
from app.core.viewer import SYSTEM, acting_as
from app.duos import actions, queries
from app.duos.models import Duo
from app.matching import actions as matching
from app.matching.models import Proposal
from app.people.models import Mentee, Mentor
from tests import make

TOGETHER = 3
"""As many as the connections of one process allow."""


def race(app, jobs):
    """What became of the jobs that all began at the same moment: ids, or codes of refusals."""
    barrier = Barrier(len(jobs))

    def run(job):
        with app.app_context(), acting_as(SYSTEM):
            barrier.wait(timeout=20)
            try:
                with transaction():
                    return job().id
            except Refused as refusal:
                return refusal.reasons[0].code
            finally:
                db.session.remove()

    db.session.remove()  # so that the main thread holds no connection
    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def signing(proposal_id, owner_id):
    def sign():
        proposal = db.session.scalars(select(Proposal).where(Proposal.id == proposal_id)).one()
        return actions.sign_agreement(
            proposal=proposal,
            agreed_on=date(2026, 3, 9),
            hours_per_week=2.5,
            owner_id=owner_id,
            accepted={"mentee": True, "mentor": True},
        )

    return sign


def test_of_several_proposals_for_the_last_place_one_becomes_a_duo(app):
    owner = make.user().id
    marc = make.mentor(capacity=1)
    proposals = [make.approved(make.mentee(f"Mentee {n}"), marc).id for n in range(TOGETHER)]
    found = race(app, [signing(proposal, owner) for proposal in proposals])
    assert Counter(found)["no_free_place"] == TOGETHER - 1
    assert make.count(Duo) == 1


def test_as_many_duos_begin_as_there_are_places_and_none_is_lost(app):
    owner = make.user().id
    marc = make.mentor(capacity=TOGETHER)
    proposals = [make.approved(make.mentee(f"Mentee {n}"), marc).id for n in range(TOGETHER)]
    found = race(app, [signing(proposal, owner) for proposal in proposals])
    assert sorted(map(type, found), key=str) == [int] * TOGETHER
    slots = db.session.scalars(select(Duo.mentor_slot).order_by(Duo.mentor_slot)).all()
    assert slots == list(range(1, TOGETHER + 1))


def test_one_mentee_gets_one_duo_though_two_mentors_sign_at_once(app):
    owner = make.user().id
    fatou = make.mentee()
    first = make.approved(fatou, make.mentor("Marc"), state="withdrawn")
    second = make.approved(fatou, make.mentor("Luc"))
    first_id, second_id = first.id, second.id

    def sign_the_first():
        """As if the two had been open together, which the table of proposals does not allow."""
        proposal = db.session.scalars(select(Proposal).where(Proposal.id == first_id)).one()
        db.session.expunge(proposal)
        proposal.state = "approved"
        return actions.sign_agreement(
            proposal=proposal,
            agreed_on=date(2026, 3, 9),
            hours_per_week=2.5,
            owner_id=owner,
            accepted={"mentee": True, "mentor": True},
        )

    found = race(app, [sign_the_first, signing(second_id, owner)])
    assert Counter(map(str, found))["already_running"] == 1
    assert make.count(Duo) == 1


def test_two_closings_taken_back_at_once_do_not_share_a_place(app):
    marc = make.mentor(capacity=1)
    ended = [
        make.duo(make.mentee(f"Mentee {n}"), marc, ended_on=date(2026, 5, 1)).id for n in range(2)
    ]

    def reopening(duo_id):
        def reopen():
            duo = db.session.scalars(select(Duo).where(Duo.id == duo_id)).one()
            return actions.reopen(duo=duo, reason="Closed by mistake")

        return reopen

    found = race(app, [reopening(duo_id) for duo_id in ended])
    assert Counter(map(str, found))["no_free_place"] == 1
    assert len(queries.free_places(db.session.scalars(select(Duo.mentor_id)).first())) == 0


@pytest.mark.parametrize("again", ["mentee", "place", "nowhere"])
def test_the_tables_themselves_refuse_what_no_rule_looked_at(app, again):
    fatou, marc = make.pair()
    make.duo(fatou, marc)
    aya, luc = make.mentee("Aya"), make.mentor("Luc")
    wrong = {"mentee": (fatou, luc, 1), "place": (aya, marc, 1), "nowhere": (aya, luc, 2)}[again]
    with pytest.raises(IntegrityError):
        make.duo(wrong[0], wrong[1], mentor_slot=wrong[2])
    db.session.rollback()


def test_two_proposals_of_one_mentee_made_at_once_leave_one(app):
    fatou, marc = make.pair()
    luc = make.mentor("Luc", languages={"fr": "B2"}, trained_on=make.SPRING)
    fatou_id, mentors = fatou.id, (marc.id, luc.id)

    def proposing(mentor_id):
        def propose():
            mentee = db.session.scalars(select(Mentee).where(Mentee.id == fatou_id)).one()
            mentor = db.session.scalars(select(Mentor).where(Mentor.id == mentor_id)).one()
            return matching.propose(mentee=mentee, mentor=mentor, reason="Both are early birds.")

        return propose

    found = race(app, [proposing(mentor_id) for mentor_id in mentors])
    assert Counter(map(str, found))["open_proposal"] == 1
    assert make.count(Proposal) == 1
