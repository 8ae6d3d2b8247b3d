"""What waits for a coordinator: each kind of thing, one's own first, nobody else's antenna."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, select

from app.core import clock
from app.core.db import db
from app.core.viewer import Viewer, acting_as
from app.duos.queries import rows
from app.duplicates.models import DuplicateDoubt
from app.home import pages, queries
from app.intake.queries import board
from app.matching.models import ProposalState
from app.outcomes.queries import situation_to_ask
from app.people.models import Person, SensitiveFacts, Stage
from tests import make

ON = date(2026, 11, 20)


def before(days):
    return ON - timedelta(days=days)


@pytest.fixture
def today(app, on_day, monkeypatch):
    on_day(ON)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 20, 9, 0, tzinfo=UTC))


def person(stage, since, **more):
    return make.mentee(stage=stage, stage_since=since, registered_on=since, **more)


def waiting():
    """Topics with the names of those who wait."""
    found = pages.day_of(ON, only_mine=False)
    assert sum(found.counts.values()) == found.total
    return {row.topic: row.one for row in found.rows} | {
        topic: found.counts[topic] for topic in found.counts if topic == "doubt"
    }


def owned(**more):
    mentee, mentor = make.pair()
    more.setdefault("owner_id", make.user().id)
    return make.duo(mentee, mentor, **more)


@pytest.mark.parametrize(
    ("stage", "days", "interviewed", "topic"),
    [
        (Stage.REGISTERED, 3, False, "callback"),
        (Stage.REGISTERED, 2, False, None),
        (Stage.INFORMATION, 30, False, "wait"),
        (Stage.INFORMATION, 29, False, None),
        (Stage.INTERVIEW, 1, True, "decision"),
        (Stage.INTERVIEW, 1, False, None),
        (Stage.INTERVIEW, 99, True, "decision"),
        (Stage.WAITING_LIST, 30, True, "wait"),
        (Stage.READY, 99, True, None),
        (Stage.WITHDRAWN, 99, True, None),
    ],
)
def test_a_mentee_waits_for_one_thing(today, stage, days, interviewed, topic):
    person(stage, before(days), interviewed_on=before(days) if interviewed else None)
    assert waiting() == ({topic: "Fatou Diallo"} if topic else {})


@pytest.mark.parametrize(("evaluated_on", "topic"), [(None, "evaluation"), (ON, "decision")])
def test_a_trained_mentor_waits_for_the_evaluation_and_then_for_the_decision(
    today, evaluated_on, topic
):
    make.mentor(stage=Stage.EVALUATION, stage_since=ON, evaluated_on=evaluated_on)
    assert waiting() == {topic: "Marc Servais"}


def test_somebody_merged_into_another_waits_for_nothing(today):
    other = make.mentee()
    person(Stage.REGISTERED, before(9), merged_into_id=other.id)
    assert waiting() == {}


@pytest.mark.parametrize(
    ("planned_end_on", "topic"),
    [
        (before(1), "overdue"),
        (ON, "ending"),
        (ON + timedelta(days=21), "ending"),
        (ON + timedelta(days=22), None),
    ],
)
def test_a_duo_comes_up_three_weeks_before_its_end(today, planned_end_on, topic):
    owned(planned_end_on=planned_end_on)
    assert waiting() == ({topic: "Fatou Diallo"} if topic else {})


def test_a_duo_without_an_owner_comes_up_whatever_its_end(today):
    owned(owner_id=None, planned_end_on=date(2027, 3, 1))
    assert waiting() == {"unowned": "Fatou Diallo"}


def test_a_duo_that_has_ended_does_not_end_soon(today):
    owned(planned_end_on=before(5), ended_on=before(5))
    assert waiting() == {}


@pytest.mark.parametrize(
    ("state", "met_on", "proposed_on", "topic"),
    [
        (ProposalState.PROPOSED, ON, before(1), "meeting"),
        (ProposalState.PROPOSED, before(2), before(5), "meeting"),
        (ProposalState.PROPOSED, ON + timedelta(days=1), before(20), None),
        (ProposalState.PROPOSED, None, before(7), "unmet"),
        (ProposalState.PROPOSED, None, before(6), None),
        (ProposalState.APPROVED, before(2), before(5), "signature"),
        (ProposalState.REFUSED, before(2), before(5), None),
    ],
)
def test_a_proposal_waits_for_its_meeting_then_for_the_signatures(
    today, state, met_on, proposed_on, topic
):
    details = {"state": state, "first_meeting_on": met_on, "proposed_on": proposed_on}
    make.proposal(*make.pair(), **details)
    assert waiting() == ({topic: "Fatou Diallo"} if topic else {})


def test_a_session_of_today_comes_up_and_one_that_is_over_asks_who_was_there(today):
    make.information_session(starts_at=datetime(2026, 11, 20, 18, 0, tzinfo=UTC), place="Tonight")
    make.information_session(starts_at=datetime(2026, 11, 21, 18, 0, tzinfo=UTC), place="Tomorrow")
    make.information_session(
        starts_at=datetime(2026, 11, 1, 18, 0, tzinfo=UTC), place="Nobody came"
    )
    assert waiting() == {"session": "Tonight"}


def test_six_and_twelve_months_after_a_duo_the_situation_is_asked(today):
    for ended_on in (date(2026, 5, 15), date(2025, 11, 15), date(2026, 8, 15)):
        owned(started_on=before(700), ended_on=ended_on)
    counts = pages.day_of(ON, only_mine=False).counts
    assert counts == {"outcome": len(situation_to_ask(ON))} == {"outcome": 2}


def test_permits_that_end_within_sixty_days_come_up_for_those_who_may_read_them(today):
    for days in (60, 61):
        mentee = make.mentee()
        until = ON + timedelta(days=days)
        make.kept(SensitiveFacts(person_id=mentee.id, permit_until=until))
    assert pages.day_of(ON, only_mine=False).counts == {"permit": 1}
    with acting_as(Viewer("Bob", 1, antenna_ids=None)):
        assert pages.day_of(ON, only_mine=False).counts == {}


def test_profiles_that_may_be_double_are_counted(today):
    one, other = make.mentee(), make.mentee()
    make.kept(
        DuplicateDoubt(person_id=one.id, other_id=other.id, grounds=["name"], found_at=clock.now())
    )
    assert waiting() == {"doubt": 1}


def test_the_page_counts_what_the_lists_of_the_features_hold(today):
    for days in range(0, 40, 3):
        for stage in (Stage.REGISTERED, Stage.INFORMATION, Stage.INTERVIEW, Stage.WAITING_LIST):
            interviewed_on = before(days) if days % 2 else None
            person(stage, before(days), interviewed_on=interviewed_on)
        owned(planned_end_on=before(days))
        owned(owner_id=None, planned_end_on=before(-days))
    counts = pages.day_of(ON, only_mine=False).counts
    late = {stage: one.late for stage, one in board.counts_by_stage("mentee", None, ON).items()}
    to_decide = db.session.scalars(select(Person).where(board.decision_due())).all()
    decided = [one for one in to_decide if one.stage_since <= before(30)]
    assert counts["callback"] == late.pop(Stage.REGISTERED)
    assert counts["decision"] == len(to_decide)
    assert counts["wait"] == sum(late.values()) - len(decided)
    assert counts["unowned"] == len(listed(owner="none"))
    assert counts["overdue"] == len([one for one in listed(ends_before=ON) if one.owner])


def listed(**asked):
    return db.session.scalars(rows(state="open", **asked)).all()


def test_ones_own_come_first_and_can_be_shown_alone(today):
    bob = make.user(name="Bob")
    owned(planned_end_on=before(9))
    mine = owned(planned_end_on=before(2), owner_id=bob.id)
    with acting_as(Viewer("Bob", bob.id, antenna_ids=None)):
        everything = pages.day_of(ON, only_mine=False)
        assert everything.rows[0].id == mine.id
        assert (everything.total, everything.mine, everything.late) == (2, 1, 2)
        alone = pages.day_of(ON, only_mine=True)
    assert [row.id for row in alone.rows] == [mine.id]
    assert (alone.counts, alone.total, alone.late) == ({"overdue": 1}, 2, 1)


def test_a_long_list_is_cut_and_counted_whole(today):
    for _ in range(queries.SHOWN_OF_EACH + 5):
        person(Stage.REGISTERED, before(9))
    found = pages.day_of(ON, only_mine=False)
    assert len(found.rows) == queries.SHOWN_OF_EACH
    assert found.counts == {"callback": queries.SHOWN_OF_EACH + 5}


def test_nothing_of_another_antenna_waits_for_me(today):
    for antenna in ("BRU", "GHE"):
        person(Stage.REGISTERED, before(9), antenna=antenna, first_name=antenna)
        mentee, mentor = make.pair(antenna=antenna)
        make.duo(mentee, mentor, planned_end_on=before(3))
    ghent = frozenset({make.antenna("GHE").id})
    with acting_as(Viewer("Bob", 1, antenna_ids=ghent)):
        found = pages.day_of(ON, only_mine=False)
        assert queries.duo_counts(ON, 1).running == 1
    assert found.counts == {"callback": 1, "unowned": 1}
    assert {row.one for row in found.rows} == {"GHE Diallo", "Fatou Diallo"}


def test_the_page_is_a_sentence_with_an_action_for_each_row(today, as_role):
    late = person(Stage.REGISTERED, before(5), antenna="GHE")
    page = as_role("coordinator", antennas=["GHE"], language="en", name="Bob").get("/today").text
    assert "Hello Bob, one thing waits for you" in page
    assert "waiting for 5 days" in page
    assert f"/intake/people/{late.id}/" in page
    assert "Brussels" not in page


def test_a_quiet_day_is_said_and_is_no_empty_page(today, as_role):
    page = as_role("lead", antennas=["GHE"], language="en", name="Bob").get("/today").text
    assert "Hello Bob, nothing waits for you" in page
    assert "New things appear here by themselves." in page


def test_every_kind_of_row_has_a_page_that_opens(today, as_role):
    bob = as_role("coordinator", antennas=["GHE"], language="en")
    for stage in (Stage.REGISTERED, Stage.INFORMATION, Stage.INTERVIEW):
        person(stage, before(50), antenna="GHE", interviewed_on=before(50))
    make.mentor(antenna="GHE", stage=Stage.EVALUATION, trained_on=ON)
    for owner_id, days in ((None, 1), (make.user().id, 1), (make.user().id, -5)):
        owned_there(owner_id, before(days))
    for met_on in (None, ON):
        make.proposal(*make.pair(antenna="GHE"), first_meeting_on=met_on)
    make.approved(*make.pair(antenna="GHE"))
    make.information_session("GHE", starts_at=clock.now() + timedelta(hours=2))
    owned_there(None, before(180), started_on=before(360), ended_on=before(184))
    mentee = make.mentee(antenna="GHE")
    make.kept(SensitiveFacts(person_id=mentee.id, permit_until=ON))
    page = bob.get("/today").text
    addresses = {part.split('"')[0] for part in page.split('btn btn-quiet" href="')[1:]}
    assert len(addresses) >= len({row.topic for row in pages.day_of(ON, only_mine=False).rows})
    for address in addresses:
        assert bob.get(address).status_code == 200, address


def owned_there(owner_id, planned_end_on, **more):
    mentee, mentor = make.pair(antenna="GHE")
    make.duo(mentee, mentor, owner_id=owner_id, planned_end_on=planned_end_on, **more)


def test_the_page_asks_the_database_a_bounded_number_of_things(today, as_role):
    bob = as_role("coordinator", antennas=["GHE"])
    for number in range(20):
        person(Stage.REGISTERED, before(number), antenna="GHE")
        owned_there(None, before(number))
    make.information_session("GHE", starts_at=clock.now() + timedelta(hours=2))
    assert statements(lambda: bob.get("/today")) <= 15


def statements(act):
    said = []

    def note(_connection, _cursor, statement, *_more):
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT")):
            said.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert act().status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(said)
