"""The counts over a handful of duos, worked out by hand."""

from datetime import date, timedelta

import pytest

from app.core import clock
from app.core.viewer import Viewer, acting_as
from app.duos.models import DuoState
from app.indicators import figures, pool_queries, queries
from app.indicators.facts import Facts, Scope
from app.indicators.statistics import Rate
from app.people.models import Stage
from tests import make

ON = date(2026, 11, 20)
START, END = date(2025, 1, 31), date(2025, 7, 31)


def facts(**scope):
    return queries.facts(Scope(**{"on": ON, **scope}))


def ended(*, antenna="BRU", **more):
    """A duo that ended, with its mentee."""
    mentee, mentor = make.pair(antenna=antenna)
    return make.duo(mentee, mentor, **{"started_on": START, "ended_on": END, **more}), mentee


def work(**scope):
    return figures.insertion_12m.compute(facts(**scope))


def test_without_anybody_every_count_is_zero_and_no_rate_is_said(app):
    empty = facts()
    assert empty == Facts()
    assert [indicator.compute(empty) for indicator in figures.INDICATORS]
    assert figures.insertion_12m.compute(empty).rate is None
    assert figures.duos_per_mentor.compute(empty) is None


def test_duos_count_from_the_day_they_start_and_until_the_day_they_end(app):
    mentee, mentor = make.pair()
    make.duo(mentee, mentor, started_on=date(2026, 3, 1), ended_on=date(2026, 9, 1))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 8, 31), date(2026, 9, 1)]
    counted = [facts(on=day) for day in days]
    assert [found.started for found in counted] == [0, 1, 1, 1]
    assert [found.running for found in counted] == [0, 1, 1, 0]
    assert [found.ended for found in counted] == [0, 0, 0, 1]


def test_a_paused_duo_runs_and_one_without_an_end_has_not_ended(app):
    make.duo(*make.pair(), state=DuoState.PAUSED)
    assert (facts().running, facts().ended) == (1, 0)


def test_six_months_are_reached_by_those_that_were_completed(app):
    ended()
    ended(state=DuoState.BROKEN_OFF, ended_on=date(2025, 3, 1))
    make.duo(*make.pair(antenna="BRU"))
    assert figures.reached_six_months.compute(facts()) == Rate(1, 2)


def test_years_are_those_of_the_first_day(app):
    ended(started_on=date(2023, 12, 31))
    ended(started_on=date(2025, 1, 1))
    ended(started_on=date(2025, 6, 1))
    assert facts().started_by_year == {2023: 1, 2025: 2}
    assert facts(on=date(2025, 5, 31)).started_by_year == {2023: 1, 2025: 1}


@pytest.mark.parametrize(
    ("began_on", "rate"),
    [
        (END, Rate(1, 1)),
        (date(2026, 7, 31), Rate(1, 1)),
        (date(2026, 8, 1), Rate(0, 1, 1)),
        (date(2025, 2, 1), Rate(1, 1)),
        (date(2025, 1, 15), Rate(1, 1)),
    ],
)
def test_a_job_counts_until_twelve_months_after_the_end(app, began_on, rate):
    _duo, mentee = ended()
    make.spell(mentee, kind="job", began_on=began_on)
    assert work() == rate


def test_a_job_that_was_over_before_the_duo_says_nothing_of_it(app):
    _duo, mentee = ended()
    make.spell(mentee, kind="job", began_on=date(2024, 1, 1), ended_on=date(2025, 1, 30))
    assert work() == Rate(0, 1, 1)


def test_only_duos_whose_twelve_months_are_over_are_followed(app):
    _duo, mentee = ended(ended_on=date(2025, 11, 21))
    make.spell(mentee, kind="job", began_on=date(2025, 12, 1))
    assert work() == Rate(0, 0)
    assert work(on=date(2026, 11, 21)) == Rate(1, 1)


def test_the_leap_day_has_its_anniversary_on_the_28th(app):
    _duo, mentee = ended(started_on=date(2023, 9, 1), ended_on=date(2024, 2, 29))
    make.spell(mentee, kind="job", began_on=date(2025, 3, 1))
    assert work(on=date(2025, 2, 27)) == Rate(0, 0)
    assert work(on=date(2025, 2, 28)) == Rate(0, 1, 1)


def test_several_spells_of_a_mentee_count_once(app):
    _duo, mentee = ended()
    for month in (8, 9, 10):
        make.spell(mentee, kind="job", began_on=date(2025, month, 1))
    make.spell(mentee, kind="job_seeking", began_on=date(2025, 11, 1))
    assert work() == Rate(1, 1)


def test_what_was_corrected_or_withdrawn_does_not_count(app):
    _duo, mentee = ended()
    wrong = make.spell(mentee, kind="job", began_on=END, replaced_at=clock.now())
    assert work() == Rate(0, 1, 1)
    make.spell(mentee, kind="training", began_on=END, replaces_id=wrong.id)
    assert work() == Rate(0, 1, 0)
    assert figures.positive_12m.compute(facts()) == Rate(1, 1, 0)


def test_the_unknown_stay_in_the_denominator(app):
    for kind in ("job", "job_seeking", None):
        _duo, mentee = ended()
        if kind:
            make.spell(mentee, kind=kind, began_on=END)
    assert work() == Rate(1, 3, 1)
    assert work().known == Rate(1, 2)


def test_each_duo_of_a_mentee_is_told_by_the_spells_of_its_own_time(app):
    mentee, mentor = make.pair()
    make.duo(mentee, mentor, started_on=date(2021, 1, 1), ended_on=date(2021, 7, 1))
    make.duo(mentee, make.mentor(), started_on=START, ended_on=END)
    make.spell(mentee, kind="job", began_on=date(2021, 9, 1), ended_on=date(2022, 9, 1))
    assert work() == Rate(1, 2, 1)


def test_a_period_chooses_the_day_that_each_figure_is_about(app):
    ended(started_on=date(2024, 10, 1), ended_on=date(2025, 4, 1))
    ended(started_on=date(2025, 1, 1), ended_on=date(2025, 7, 1))
    of_spring = facts(first=date(2025, 1, 1), last=date(2025, 6, 30))
    assert (of_spring.started, of_spring.ended, of_spring.followed) == (1, 1, 1)


def test_nothing_after_the_day_of_reference_is_counted(app):
    ended(started_on=date(2026, 1, 1), ended_on=date(2026, 7, 1))
    early = facts(on=date(2025, 12, 31), last=date(2026, 12, 31))
    assert (early.started, early.ended, early.followed) == (0, 0, 0)


def test_mentors_who_start_again_are_counted_over_those_who_started(app):
    again, once = make.mentor(antenna="BRU"), make.mentor(antenna="BRU")
    make.mentor(antenna="BRU")
    for mentor in (again, again, once):
        make.duo(make.mentee(antenna="BRU"), mentor, started_on=START, ended_on=END)
    found = facts()
    assert figures.mentors_who_start_again.compute(found) == Rate(1, 2)
    assert figures.mentors_with_two_or_more_duos.compute(found) == 1
    assert figures.duos_per_mentor.compute(found) == 1.5


def test_a_mentor_of_two_antennas_is_one_mentor_of_the_whole(app):
    mentor = make.mentor(antenna="BRU")
    for antenna in ("BRU", "GHE"):
        mentee = make.mentee(antenna=antenna)
        make.duo(mentee, mentor, started_on=START, ended_on=END)
    everything = queries.facts_by_antenna(Scope(on=ON))
    brussels, ghent = (everything[make.antenna(code).id] for code in ("BRU", "GHE"))
    assert (brussels.accompanying, ghent.accompanying, ghent.accompanying_again) == (1, 1, 0)
    assert (everything[None].accompanying, everything[None].accompanying_again) == (1, 1)


def test_the_wait_runs_from_the_interview_to_the_first_duo_since(app):
    mentee, mentor = make.pair()
    mentee.interviewed_on = date(2025, 1, 1)
    make.duo(mentee, mentor, started_on=date(2024, 1, 1), ended_on=date(2024, 7, 1))
    make.duo(mentee, make.mentor(), started_on=date(2025, 1, 21), ended_on=END)
    make.duo(mentee, make.mentor(), started_on=date(2026, 1, 1), ended_on=date(2026, 2, 1))
    assert facts().waits == {20: 1}
    assert facts(first=date(2026, 1, 1)).waits == {}


def test_double_profiles_count_once(app):
    stays = make.mentee()
    make.mentee(merged_into_id=stays.id)
    make.mentor()
    assert (facts().mentees, facts().mentors) == (1, 1)


def test_a_coordinator_counts_their_own_antennas_only(app):
    for antenna in ("BRU", "GHE", "GHE"):
        _duo, mentee = ended(antenna=antenna)
        make.spell(mentee, kind="job", began_on=END)
    ghent = make.antenna("GHE").id
    with acting_as(Viewer("Bob", 1, antenna_ids=frozenset({ghent}))):
        own = facts()
        assert set(queries.facts_by_antenna(Scope(on=ON))) == {ghent, None}
        assert pool_queries.pool(Scope(on=ON)).mentors == 2
    assert (own.started, own.in_work, own.mentees, own.accompanying) == (2, 2, 2, 2)
    with acting_as(Viewer("Nobody", 2)):
        assert facts() == Facts()
    assert facts(antenna_id=ghent) == own


def test_the_pool_is_who_may_be_proposed_beside_who_waits(app):
    make.mentor(sectors=["62"], function_level="manager")
    make.mentor(sectors=["62", "86"])
    make.mentor(sectors=["43"], stage=Stage.TRAINING)
    make.mentee(sectors=["43"])
    make.mentee(sectors=["86"], stage=Stage.WAITING_LIST)
    make.mentee(sectors=["86"], stage=Stage.WITHDRAWN)
    in_duo = make.mentee(sectors=["86"])
    make.duo(in_duo, make.mentor(stage=Stage.WITHDRAWN))
    pool = pool_queries.pool(Scope(on=ON))
    assert (pool.mentors, pool.waiting) == (2, 2)
    assert pool.sectors == {"62": 2, "86": 1}
    assert pool.wished == {"43": 1, "86": 1}
    assert pool.levels == {"manager": 1, "": 1}


def test_the_first_year_is_that_of_the_first_duo(app):
    assert queries.first_year(ON) == ON.year
    ended(started_on=date(2019, 5, 1))
    assert queries.first_year(ON) == date(2019, 1, 1).year
    assert queries.first_year(date(2018, 1, 1)) == date(2018, 1, 1).year


def test_a_day_more_moves_nothing_by_itself(app):
    _duo, mentee = ended()
    make.spell(mentee, kind="job", began_on=END)
    assert work() == work(on=ON + timedelta(days=1))
