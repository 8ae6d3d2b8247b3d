"""Half-days that were noted before there were modules: none is lost, and the modules fill in."""

from datetime import date

import pytest
from alembic import command
from sqlalchemy import Date, column, create_engine, insert, select, table
from sqlalchemy.orm import Session

from app.core import engines
from app.people.models import Person
from app.training.models import Completion, TrainingModule
from tests.training import made

PERSON = {
    "kind": "mentor",
    "stage": "training",
    "stage_since": date(2026, 3, 2),
    "first_name": "Marc",
    "last_name": "Servais",
    "registered_on": date(2026, 3, 2),
    "last_contact_on": date(2026, 3, 2),
    "availability": "",
    "search_text": "marc",
    "sort_key": "servais",
    "name_key": "marc servais",
    "version": 1,
    "antenna_id": 1,
}
ANTENNA = (
    "INSERT INTO antennas (id, code, names, nuts2, languages, postal_codes, planned, version)"
    " VALUES (1, 'BRU', '{}', 'BE10', '', '[]', false, 1)"
)
HALF_DAYS = table(
    "training_half_days",
    column("person_id"),
    column("number"),
    column("held_on", Date),
    column("observation"),
)


@pytest.fixture
def engine(dialect, servers, tmp_path):
    """A database as the first release left it."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    if dialect == "postgresql":
        url = servers.new_database("half_days")
    engines.make_file(url)
    made_here = create_engine(engines.existing_only(url))
    move(made_here, "0002")
    yield made_here
    made_here.dispose()


def move(engine, revision):
    back = revision != "head" and engines.revision(engine) == engines.head("tenant")
    with engine.begin() as connection:
        config = engines.alembic_config("tenant")
        config.attributes["connection"] = connection
        (command.downgrade if back else command.upgrade)(config, revision)


def with_half_days(engine, *numbers):
    with engine.begin() as connection:
        connection.exec_driver_sql(ANTENNA)
        connection.execute(insert(Person.__table__).values(id=1, **PERSON))
        rows = [
            {
                "person_id": 1,
                "number": number,
                "held_on": date(2026, 4, number),
                "observation": f"Saw {number}",
            }
            for number in numbers
        ]
        connection.execute(insert(HALF_DAYS), rows)


def test_each_half_day_becomes_the_module_of_its_place(engine):
    with_half_days(engine, 1, 3, 9)
    move(engine, "head")
    with Session(engine) as session:
        rows = session.execute(
            select(
                TrainingModule.slug,
                Completion.completed_on,
                Completion.hours,
                Completion.way,
                Completion.observation,
                Completion.edition,
            ).join(Completion, Completion.module_id == TrainingModule.id)
        )
        assert sorted(map(tuple, rows)) == [
            ("cv-and-letter", date(2026, 4, 3), 3.5, "noted", "Saw 3", 0),
            ("first-meeting", date(2026, 4, 1), 3.5, "noted", "Saw 1", 0),
            ("half-day-9", date(2026, 4, 9), 3.5, "noted", "Saw 9", 0),
        ]


def test_the_whole_course_is_there_so_that_nobody_half_way_goes_through_the_gate(engine):
    with_half_days(engine, 1)
    move(engine, "head")
    with Session(engine) as session:
        found = session.execute(select(TrainingModule.slug, TrainingModule.compulsory))
        assert dict(map(tuple, found)) == dict.fromkeys(made.COURSE, True)


def test_without_half_days_no_module_is_made_up(engine):
    move(engine, "head")
    with Session(engine) as session:
        assert session.scalars(select(TrainingModule.id)).all() == []


def test_the_way_back_keeps_them_too(engine):
    with_half_days(engine, 1, 3)
    move(engine, "head")
    move(engine, "0002")
    with engine.begin() as connection:
        rows = connection.exec_driver_sql(
            "SELECT number, observation FROM training_half_days ORDER BY number"
        )
        assert [tuple(row) for row in rows] == [(1, "Saw 1"), (3, "Saw 3")]
