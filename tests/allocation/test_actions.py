"""The ledger by hand: who may count, what is frozen, what stays when a line is let go."""

from datetime import date

import pytest
from sqlalchemy import update

from app.allocation import actions, queries, rules
from app.allocation.eligibility import choices
from app.allocation.models import Allocation
from app.core import clock
from app.core.db import db
from app.core.errors import Reason, Refused
from app.duos.models import DuoState
from app.outcomes.models import SpellKind
from tests import make
from tests.allocation import stage


def codes(call, *arguments, **facts):
    with pytest.raises(Refused) as refusal:
        call(*arguments, **facts)
    return [reason.code for reason in refusal.value.reasons]


def count(duo, grant):
    line = actions.allocate(whom=stage.whom(duo), grant_id=grant.id)
    db.session.commit()
    return line


def test_the_rate_and_the_version_are_frozen_on_the_day_of_the_decision(app):
    grant = stage.grant(scheme_from=date(2025, 1, 1))
    line = count(stage.duo(), grant)
    grant.rate_cents, grant.scheme_from = 1, date(2026, 1, 1)
    db.session.commit()
    assert (line.rate_cents, line.value_cents) == (100_000, 100_000)
    assert line.scheme_from == date(2025, 1, 1)
    assert make.last_event().name == "allocation.made"


def test_an_unknown_rate_counts_and_is_worth_nothing_yet(app):
    line = count(stage.duo(), stage.grant(rate_cents=None))
    assert (line.rate_cents, line.value_cents) == (None, None)


def test_every_reason_is_told_at_once(app):
    shut = {"begins_on": date(2026, 6, 1), "state": "closed"}
    grant = stage.grant("EX-1", conditions=[{"fact": "gender", "one_of": ["f"]}], **shut)
    duo = stage.duo()
    assert codes(count, duo, grant) == ["grant_not_running", "out_of_period", "gender.unknown"]


def test_a_unit_counts_once_it_is_reached(app):
    completed = stage.grant("DONE", unit="duo_completed")
    well = stage.grant("WELL", unit="positive_exit")
    started = date(2026, 3, 2)
    broken = stage.duo(
        1,
        started_on=started,
        ended_on=date(2026, 5, 4),
        state=DuoState.BROKEN_OFF,
        mentor_slot=None,
    )
    assert codes(count, broken, completed) == ["not_reached"]
    assert codes(count, broken, well) == ["not_reached"]
    make.spell(stage.mentee_of(broken), kind=SpellKind.JOB, began_on=date(2026, 6, 2))
    assert codes(count, broken, well) == ["not_reached"]
    make.spell(stage.mentee_of(broken), kind=SpellKind.TRAINING, began_on=date(2026, 6, 1))
    assert count(broken, well).happened_on == date(2026, 5, 4)


def test_a_corrected_or_finished_spell_is_no_positive_exit(app):
    well = stage.grant("WELL", unit="positive_exit")
    duo = stage.duo(1, ended_on=date(2026, 5, 4), state=DuoState.COMPLETED, mentor_slot=None)
    make.spell(
        stage.mentee_of(duo),
        kind=SpellKind.JOB,
        began_on=date(2026, 1, 5),
        ended_on=date(2026, 5, 3),
    )
    assert codes(count, duo, well) == ["not_reached"]
    make.spell(
        stage.mentee_of(duo),
        kind=SpellKind.JOB,
        began_on=date(2026, 1, 5),
        ended_on=date(2026, 5, 4),
    )
    assert count(duo, well)


def test_a_trained_mentor_counts_for_a_grant_that_pays_for_it(app):
    grant = stage.grant("TRAIN", unit="mentor_trained")
    marc = make.mentor(trained_on=date(2026, 2, 2))
    line = count(marc, grant)
    assert (line.subject, line.mentor_id) == (f"mentor:{marc.id}", marc.id)
    assert codes(count, stage.duo(), grant) == ["other_subject"]


def test_within_a_group_nobody_counts_twice_and_across_groups_it_is_told(app):
    first = stage.grant("A-1", exclusivity_group="public")
    rival = stage.grant("A-2", exclusivity_group="public")
    other = stage.grant("B-1", exclusivity_group="private")
    duo = stage.duo()
    count(duo, first)
    assert codes(count, duo, first) == ["same_grant"]
    assert codes(count, duo, rival) == ["same_group"]
    [choice] = [one for one in choices(stage.whom(duo)) if one.is_open]
    assert (choice.grant.code, len(choice.beside)) == ("B-1", 1)
    count(duo, other)
    rows = db.session.scalars(queries.rows(counted="twice")).all()
    assert {row.grant_code for row in rows} == {"A-1", "B-1"}


def test_caps_hold_by_number_by_money_by_antenna_by_period_and_by_amount(app):
    here = make.first_antenna().code
    grants = {
        "cap_full": stage.grant("N", stage.cap(1)),
        "money_full": stage.grant("M", stage.cap(150_000, "money")),
        "amount_full": stage.grant("S", amount_cents=150_000),
    }
    there = stage.grant("T", stage.cap(1, antenna_code=here))
    later = stage.grant("P", stage.cap(0, from_on=date(2026, 4, 1)))
    first, second = stage.duo(1), stage.duo(2)
    for code, grant in grants.items():
        count(first, grant)
        assert codes(count, second, grant) == [code]
    count(first, there)
    assert codes(count, second, there) == ["cap_full"]
    assert count(first, later)


def test_a_share_is_of_all_that_counts_the_new_one_included(app):
    here = make.first_antenna()
    grant = stage.grant("SHARE", stage.cap(50, "share", antenna_code=here.code))
    duo = stage.duo()
    assert codes(count, duo, grant) == ["above_share"]
    elsewhere = stage.duo(2, antenna_id=make.antenna("LIE").id)
    assert elsewhere.antenna_id != here.id
    count(elsewhere, grant)
    assert count(duo, grant)


def test_a_release_keeps_the_line_and_can_be_taken_back_until_its_place_is_taken(app):
    grant, duo = stage.grant("N", stage.cap(1)), stage.duo()
    line = count(duo, grant)
    actions.release(allocation=line, reason="A mistake")
    db.session.commit()
    assert line.release_reason == "A mistake"
    actions.restore(allocation=line, whom=stage.whom(duo))
    db.session.commit()
    assert line.released_at is None
    actions.release(allocation=line, reason="Again")
    count(stage.duo(2), grant)
    assert codes(actions.restore, allocation=line, whom=stage.whom(duo)) == ["cap_full"]
    assert codes(actions.release, allocation=line, reason="x") == ["released"]


def test_a_move_names_the_line_whose_place_it_takes(app):
    old, new = (stage.grant(code, exclusivity_group="public") for code in ("OLD", "NEW"))
    duo = stage.duo()
    line = count(duo, old)
    moved = actions.reallocate(allocation=line, whom=stage.whom(duo), grant_id=new.id)
    db.session.commit()
    assert (moved.follows_id, line.released_at is not None) == (line.id, True)
    assert codes(actions.restore, allocation=line, whom=stage.whom(duo)) == ["followed"]


def test_a_move_that_is_refused_lets_nothing_go(app):
    old, full = stage.grant("OLD"), stage.grant("FULL", stage.cap(0))
    duo = stage.duo()
    line = count(duo, old)
    assert codes(actions.reallocate, allocation=line, whom=stage.whom(duo), grant_id=full.id) == [
        "cap_full"
    ]
    assert line.released_at is None


def test_a_locked_line_stays_until_it_is_unlocked(app):
    line = count(stage.duo(), stage.grant())
    actions.lock(allocations=[line], locked=True)
    assert codes(actions.release, allocation=line, reason="x") == ["locked"]
    actions.lock(allocations=[line], locked=False)
    actions.release(allocation=line, reason="x")


def test_what_claims_have_against_it_stops_a_release(app, monkeypatch):
    line = count(stage.duo(), stage.grant())
    claimed = Reason("claimed", "It is in a claim.")
    answers = dict(app.extensions["tandem.answers"])
    answers["allocation.against_release"] = (lambda _line: [claimed],)
    monkeypatch.setitem(app.extensions, "tandem.answers", answers)
    assert codes(actions.release, allocation=line, reason="x") == ["claimed"]


def test_all_lines_are_released_or_none(app):
    grant = stage.grant()
    lines = [count(stage.duo(number), grant) for number in (1, 2)]
    actions.lock(allocations=lines[:1], locked=True)
    assert codes(actions.release_all, allocations=lines, reason="x") == ["locked"]
    assert codes(actions.release_all, allocations=[], reason="x") == [rules.NO_LINES.code]
    assert db.session.query(Allocation).filter_by(released_at=None).count() == 2


@pytest.mark.parametrize(
    ("change", "code"), [({"released_at": clock.now()}, "released"), ({"locked": True}, "locked")]
)
def test_what_somebody_else_did_to_a_line_meanwhile_is_seen(app, change, code):
    """Both would else stand: the line was read before the other change was written."""
    duo, other = stage.duo(), stage.grant("EX-2")
    line = count(duo, stage.grant("EX-1"))
    whom, _read = stage.whom(duo), (line.released_at, line.locked)
    db.session.execute(update(Allocation.__table__).values(**change))
    assert codes(actions.release, allocation=line, reason="A mistake") == [code]
    moved = {"allocation": line, "whom": whom, "grant_id": other.id}
    assert codes(actions.reallocate, **moved) == [code]
