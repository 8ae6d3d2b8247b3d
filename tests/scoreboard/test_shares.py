"""The shares of the standard, from made rows: what keeps a rule, what breaks it, what is open."""

from datetime import UTC, date, datetime

import pytest

from app.core import events
from app.core.db import db
from app.core.viewer import Viewer, acting_as
from app.indicators.facts import Scope
from app.indicators.statistics import Rate
from app.information.models import InformationTalk, SessionPlace
from app.intake.models import Decision, Interview
from app.people.models import Stage
from app.scoreboard import queries
from app.scoreboard.conditions import COUNTED
from app.scoreboard.standard import MEASURES, RULES
from app.training.models import Completion, CompletionWay, TrainingModule
from tests import make

ON = date(2026, 11, 20)
YEAR = Scope(on=ON, first=date(2025, 11, 20))
DAY = date(2026, 5, 4)


@pytest.fixture(autouse=True)
def in_the_application(app):
    """Every test here asks the database of Belgium."""


def duo(antenna="BRU", started_on=DAY, **more):
    mentee, mentor = make.pair(antenna=antenna)
    return make.duo(mentee, mentor, started_on=started_on, **more)


def of_proposal(antenna="BRU", **more):
    mentee, mentor = make.pair(antenna=antenna)
    proposal = make.approved(mentee, mentor, **more)
    return make.duo(mentee, mentor, started_on=DAY, proposal_id=proposal.id, agreed_on=DAY)


def share(code, scope=YEAR, antenna=None):
    found = queries.shares(scope, [code])[code]
    return found.get(make.antenna(antenna).id if antenna else None, Rate(0, 0))


def wrong(app, code, show=queries.BREAKS, scope=YEAR):
    with app.test_request_context():
        return [row.id for row in queries.against(code, scope, show).items]


def test_every_measure_belongs_to_a_rule_and_every_rule_has_data_or_says_why():
    assert [rule.number for rule in RULES] == list(range(1, 17))
    assert set(COUNTED) <= set(MEASURES)
    assert set(MEASURES) - set(COUNTED) == {"place", "documented"}
    assert all(rule.measures or rule.missing for rule in RULES)


def test_without_any_row_nothing_is_claimed():
    shares = queries.shares(YEAR)
    assert set(shares) == set(MEASURES)
    assert all(shares[code][None] == Rate(0, 0) for code in COUNTED)
    assert shares["place"][None].rate == 1
    assert shares["documented"][None].denominator == 16


def test_a_mentee_is_informed_in_a_session_or_by_telephone_before_the_duo(app):
    session = make.information_session("GHE", starts_at=datetime(2026, 4, 1, 18, tzinfo=UTC))
    later = make.information_session("BRU", starts_at=datetime(2026, 6, 1, 18, tzinfo=UTC))
    there, away, late, called, nobody = (duo() for _ in range(5))
    for number, (one, place, attended) in enumerate(
        ((there, session, True), (away, session, False), (late, later, True)), start=1
    ):
        row = {"session_id": place.id, "person_id": one.mentee_id, "number": number}
        make.kept(SessionPlace(**row, attended=attended, signed_up_at=session.starts_at))
    make.kept(InformationTalk(person_id=called.mentee_id, held_on=DAY))
    assert share("informed") == Rate(2, 5)
    assert sorted(wrong(app, "informed")) == [away.id, late.id, nobody.id]


def test_a_mentor_is_trained_on_the_first_day_at_the_latest(app):
    kept, broken = duo(), duo(started_on=date(2026, 2, 1))  # trained on 2 March
    assert share("trained") == Rate(1, 2)
    assert wrong(app, "trained") == [broken.id]
    assert kept.id not in wrong(app, "trained")


def test_an_imported_duo_that_could_not_say_is_unknown_and_listed_apart(app):
    imported, broken = duo(import_id=1), duo()
    assert share("approved") == Rate(0, 2, unknown=1)
    assert wrong(app, "approved") == [broken.id]
    assert wrong(app, "approved", queries.UNKNOWN) == [imported.id]


def test_both_sides_approve_before_there_is_a_duo(app):
    kept, half = of_proposal(), of_proposal(mentor_approves=None)
    assert share("approved") == Rate(1, 2)
    assert wrong(app, "approved") == [half.id]
    assert kept.id != half.id


def test_signed_means_met_signed_after_and_the_code_accepted(app):
    kept = of_proposal()
    kept.code_accepted_on = DAY
    no_code = of_proposal()
    before = of_proposal(first_meeting_on=date(2026, 5, 5))
    before.code_accepted_on = DAY
    db.session.commit()
    assert share("signed") == Rate(1, 3)
    assert sorted(wrong(app, "signed")) == [no_code.id, before.id]
    assert share("code") == Rate(2, 3)


def test_a_running_duo_has_an_owner_and_a_mentor_who_goes_on_learning(app):
    owned, left = duo(owner_id=make.user().id), duo()
    duo(ended_on=date(2026, 8, 1))
    module = make.kept(
        TrainingModule(
            slug="listening",
            position=1,
            edition=1,
            digest="",
            facts={},
            texts={},
            compulsory=True,
            copied_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
    )
    for one, day in ((owned, DAY), (left, date(2025, 12, 30))):
        done = {"edition": 1, "way": CompletionWay.NOTED, "completed_on": day, "hours": 3.5}
        make.kept(Completion(person_id=one.mentor_id, module_id=module.id, **done))
    assert share("owner") == Rate(1, 2)
    assert share("hours") == Rate(1, 2)
    assert wrong(app, "hours") == [left.id]


def test_a_closing_is_talked_over_with_both_or_says_who_could_not_be_reached(app):
    both = {"talked_with_mentee": True, "talked_with_mentor": True}
    end = date(2026, 11, 4)
    duo(ended_on=end, **both)
    duo(ended_on=end, unreachable="mentee")
    half = duo(ended_on=end, talked_with_mentee=True, talked_with_mentor=False)
    silent = duo(ended_on=end)
    duo()
    assert share("closing") == Rate(2, 4, unknown=1)
    assert wrong(app, "closing") == [half.id]
    assert wrong(app, "closing", queries.UNKNOWN) == [silent.id]


def test_an_outcome_is_known_once_a_situation_within_twelve_months_is(app):
    old = {"started_on": date(2025, 1, 6), "ended_on": date(2025, 7, 6)}
    known, unheard, recent = duo(**old), duo(**old), duo(ended_on=date(2026, 9, 1))
    duo(started_on=date(2023, 1, 6), ended_on=date(2023, 7, 6))
    with_job = known.mentee_id
    make.spell(db.session.get_one(type(make.mentee()), with_job), kind="job", began_on=DAY)
    assert share("outcome") == Rate(1, 2)
    assert wrong(app, "outcome") == [unheard.id]
    assert recent.id not in wrong(app, "outcome")


def test_registrations_carry_a_consent_and_fall_under_dated_rules(app):
    mentees = [make.mentee(registered_on=DAY) for _ in range(3)]
    events.record("person.applied", mentees[0], consent="registration-2026-11")
    mentees[1].import_id = 1
    db.session.commit()
    assert share("consent") == Rate(1, 3, unknown=1)
    assert wrong(app, "consent") == [mentees[2].id]
    assert share("rules").rate == 1


def test_decisions_rest_on_an_interview_a_record_and_a_reason(app):
    asked, hasty, refused = make.mentor(), make.mentor(), make.mentee()
    talk = {"held_on": DAY, "answers": {}, "advice": "go_on"}
    make.kept(Interview(person_id=asked.id, record_seen_on=DAY, **talk))
    make.kept(Interview(person_id=hasty.id, **talk | {"held_on": date(2026, 6, 1)}))
    told = {"stage_before": Stage.INTERVIEW, "decided_on": date(2026, 5, 10)}
    for person in (asked, hasty):
        make.kept(Decision(person_id=person.id, verdict=Stage.READY, **told))
    make.kept(Decision(person_id=refused.id, verdict=Stage.DECLINED, reason="permit", **told))
    make.kept(Decision(person_id=refused.id, verdict=Stage.DECLINED, **told))
    assert share("interview") == Rate(1, 2)
    assert share("record") == Rate(1, 2)
    assert share("refusal") == Rate(1, 2)
    assert wrong(app, "record") == [hasty.id]


def test_each_antenna_has_its_own_share_and_the_whole_is_their_sum():
    duo("BRU"), duo("BRU", started_on=date(2026, 2, 1)), duo("GHE")
    assert share("trained", antenna="BRU") == Rate(1, 2)
    assert share("trained", antenna="GHE") == Rate(1, 1)
    assert share("trained") == Rate(2, 3)


def test_what_lies_outside_the_period_is_not_counted():
    duo(started_on=date(2025, 1, 6)), duo()
    assert share("trained").denominator == 1
    assert share("trained", Scope(on=ON)).denominator == 2


def test_who_sees_one_antenna_gets_its_shares_alone(app):
    duo("BRU"), duo("GHE")
    mentee = make.mentee(antenna="GHE")
    make.kept(
        Decision(person_id=mentee.id, verdict=Stage.DECLINED, decided_on=DAY, stage_before="")
    )
    ghent = frozenset({make.antenna("GHE").id})
    with acting_as(Viewer(1, "Bob", frozenset(), ghent, "page")):
        assert share("trained").denominator == 1
        assert share("refusal").denominator == 1
        assert len(wrong(app, "informed")) == 1
    brussels = frozenset({make.antenna("BRU").id})
    with acting_as(Viewer(1, "Bob", frozenset(), brussels, "page")):
        assert share("refusal").denominator == 0
        assert wrong(app, "refusal") == []
