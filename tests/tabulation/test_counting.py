"""What is counted for a quarter, over the people and duos of a real database."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import event, select

from app.antennas.models import Antenna
from app.core.db import db
from app.core.quarters import quarter
from app.people.models import SensitiveFacts, Stage
from app.tabulation.counting import count
from app.tabulation.tables import Population, Window
from tests import make

P = Population
NOW = quarter("2026-Q2")


@pytest.fixture(autouse=True)
def summer(on_day: Callable[[Any], None]) -> None:
    on_day(date(2026, 7, 2))


def counted(who: Population, **at: str) -> int:
    return count(NOW).counts.get((who, tuple(at.items())), 0)


def followed(kind: str | None = None, *, ended_on: date = date(2025, 5, 1), **about: Any) -> Any:
    """A mentee whose twelve months were over in the quarter, with what became of them."""
    young, old = make.mentee(antenna="BRU", **about), make.mentor(antenna="BRU")
    make.duo(young, old, started_on=date(2024, 10, 1), ended_on=ended_on)
    if kind:
        make.spell(young, kind=kind, began_on=date(2025, 6, 1), recorded_at=noted(2025, 7))
    return young


def noted(year: int, month: int) -> datetime:
    return datetime(year, month, 1, 12, tzinfo=UTC)


@pytest.mark.usefixtures("app")
def test_outcomes_are_those_of_duos_whose_twelve_months_were_over_in_the_year() -> None:
    followed("job")
    followed("training")
    followed()
    followed("job", ended_on=date(2025, 7, 1))  # its twelve months were over a day too late
    followed("job", ended_on=date(2024, 6, 30))  # and here a year and a day earlier
    followed("job", ended_on=date(2025, 6, 30))
    followed("job", ended_on=date(2024, 7, 1))
    at = {"antenna": "BRU"}
    assert counted(P.MENTEES_FOLLOWED, **at) == 5
    assert counted(P.MENTEES_IN_WORK, **at) == 3
    assert counted(P.MENTEES_POSITIVE, **at) == 4
    assert counted(P.MENTEES_UNKNOWN, **at) == 1


@pytest.mark.usefixtures("app")
def test_a_mentee_of_two_duos_counts_once_with_the_last() -> None:
    young = followed("job", ended_on=date(2024, 12, 1))
    make.duo(young, make.mentor(), started_on=date(2025, 1, 1), ended_on=date(2025, 6, 1))
    assert counted(P.MENTEES_FOLLOWED, antenna="BRU") == 1


@pytest.mark.usefixtures("app")
def test_breakdowns_are_of_the_same_people() -> None:
    young = followed(
        "job",
        gender="f",
        isced=7,
        diploma_recognised=True,
        job_seeker_since=date(2024, 1, 1),
        registered_on=date(2024, 9, 1),
    )
    db.session.add(SensitiveFacts(person_id=young.id, nationality="MA"))
    followed()
    db.session.commit()
    found = count(NOW).counts
    for at in (
        (("education", "master"),),
        (("gender", "f"),),
        (("unemployment", "6_to_11"),),
        (("education", "master"), ("origin", "north_africa")),
    ):
        assert found[(P.MENTEES_FOLLOWED, at)] == found[(P.MENTEES_IN_WORK, at)] == 1
    for by in ("education", "gender", "unemployment", "antenna"):
        cells = [
            n for (who, at), n in found.items() if who == P.MENTEES_FOLLOWED and at[0][0] == by
        ]
        assert sum(cells) == (4 if by == "education" else 2), "education also with the origin"


@pytest.mark.usefixtures("app")
def test_late_is_what_was_written_down_over_three_months_after_it_began() -> None:
    for month in (6, 9, 10, 12):
        young = followed()
        make.spell(young, kind="job", began_on=date(2025, 6, 5), recorded_at=noted(2025, month))
    assert counted(P.MENTEES_LATE, antenna="BRU") == 2


@pytest.mark.usefixtures("app")
def test_duos_are_counted_by_quarter_by_day_and_ever() -> None:
    for started, ended in (
        (date(2026, 4, 1), None),
        (date(2026, 6, 30), None),
        (date(2026, 7, 1), None),
        (date(2026, 3, 31), date(2026, 6, 30)),
        (date(2025, 4, 1), date(2026, 7, 1)),
    ):
        make.duo(make.mentee(), make.mentor(), started_on=started, ended_on=ended)
    at = {"antenna": make.first_antenna().code}
    assert counted(P.DUOS_STARTED, **at) == 2
    assert counted(P.DUOS_RUNNING, **at) == 3
    assert counted(P.DUOS_EVER) == 4
    assert counted(P.MENTORS_WITH_DUO) == 4
    assert counted(P.MENTORS_AGAIN) == 0
    assert counted(P.MENTEES_STARTED, age="unknown") == 3
    assert counted(P.MENTEES_ENDED, **at) == counted(P.MENTEES_COMPLETED, **at) == 1


@pytest.mark.usefixtures("app")
def test_the_pool_is_that_of_the_last_day() -> None:
    ready = {"stage_since": date(2026, 6, 30), "antenna": "BRU"}
    make.mentor(**ready, function_level="manager", sectors=["62", "64"])
    make.mentor(**ready | {"stage_since": date(2026, 7, 1)})
    make.mentor(**ready, stage=Stage.TRAINING)
    make.mentee(**ready)
    make.mentee(**ready, stage=Stage.WAITING_LIST)
    make.mentee(**ready, stage=Stage.INTERVIEW)
    assert counted(P.MENTORS_AVAILABLE, antenna="BRU") == 1
    assert counted(P.MENTORS_AVAILABLE, level="manager") == 1
    assert counted(P.MENTORS_AVAILABLE, sector="62") == 1
    assert counted(P.MENTEES_WAITING, antenna="BRU") == 2


@pytest.mark.usefixtures("app")
def test_who_has_a_duo_or_had_one_since_does_not_wait() -> None:
    waits = {"stage_since": date(2026, 2, 1), "antenna": "BRU"}
    make.duo(make.mentee(**waits), make.mentor(), started_on=date(2026, 3, 1))
    make.duo(
        make.mentee(**waits),
        make.mentor(),
        started_on=date(2026, 3, 1),
        ended_on=date(2026, 4, 1),
    )
    again = make.mentee(**waits)
    make.duo(again, make.mentor(), started_on=date(2025, 3, 1), ended_on=date(2025, 9, 1))
    assert counted(P.MENTEES_WAITING, antenna="BRU") == 1


@pytest.mark.usefixtures("app")
def test_the_days_from_interview_to_duo_are_those_of_the_first_duo_since() -> None:
    for days in (10, 20, 40):
        young = make.mentee(antenna="BRU", interviewed_on=date(2026, 4, 1))
        make.duo(
            young, make.mentor(), started_on=date.fromordinal(date(2026, 4, 1).toordinal() + days)
        )
    found = count(NOW)
    at = (("antenna", "BRU"),)
    assert found.counts[(P.MENTEES_MATCHED, at)] == 3
    assert found.values[("waiting_days", at)] == {"lower": 15, "median": 20, "upper": 30}


@pytest.mark.usefixtures("app")
def test_an_antenna_that_was_not_open_has_no_cell() -> None:
    """An empty cell of an open antenna is shown as below ten; an impossible one is not shown."""
    ghent, bruges = make.antenna("GHE"), make.antenna("LIE")
    ghent.opened_on, bruges.closed_on = date(2026, 7, 1), date(2023, 12, 31)
    db.session.commit()
    found = count(NOW).antennas
    assert not {"GHE", "LIE"} & set(found[Window.QUARTER])
    assert "BRU" in found[Window.END]
    assert len(found[Window.QUARTER]) == len(db.session.scalars(select(Antenna)).all()) - 2


@pytest.mark.usefixtures("app")
def test_a_quarter_takes_a_fixed_number_of_statements() -> None:
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        said.append(statement)

    for _one in range(3):
        followed("job")
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        count(NOW)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert len([one for one in said if one.startswith("SELECT")]) <= 14
