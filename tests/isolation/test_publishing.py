"""What a country publishes arrives once, whatever fails, and nothing else of it arrives at all.

The second half of isolation test 40, number 41, and what 33 says of headquarters.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select
from sqlalchemy.exc import SQLAlchemyError

from app.core.db import db, transaction
from app.core.quarters import quarter
from app.core.viewer import SYSTEM, acting_as
from app.publication import actions, jobs, queries, sending
from app.publication.models import Publication, Release, ReleaseState
from app.tabulation.templates import TEMPLATES
from tests import make

CANARY = "CANARY-BE"


@pytest.fixture(autouse=True)
def autumn(on_day: Callable[[Any], None]) -> None:
    on_day(date(2026, 11, 20))


@pytest.fixture
def release(app: Flask) -> Release:
    """Released in Belgium, and not sent: its people carry canaries."""
    young = make.mentee(CANARY, CANARY, remarks=CANARY, email=f"{CANARY}@people.example")
    make.duo(young, make.mentor(CANARY, CANARY), started_on=date(2026, 5, 5))
    found = actions.ask(period=quarter("2026-Q2"))
    db.session.commit()
    jobs.compute(found.id)
    actions.let_go(release=queries.get_release(found.id))
    db.session.commit()
    return queries.get_release(found.id)


@contextmanager
def shared_away(app: Flask) -> Iterator[None]:
    """As if the shared database did not answer."""
    settings = app.extensions["tandem.settings"]
    nowhere = settings.files / "nowhere" / "shared.db"
    app.extensions["tandem.settings"] = replace(settings, shared_url=f"sqlite:///{nowhere}")
    try:
        yield
    finally:
        app.extensions["tandem.settings"] = settings


def arrived() -> list[tuple[int, str, int]]:
    db.session.rollback()
    rows = db.session.scalars(select(Publication).order_by(Publication.id))
    return [(row.id, row.template, row.version) for row in rows]


def state() -> str:
    db.session.expire_all()
    return db.session.scalars(select(Release.state)).one()


def as_the_queue(job: Callable[[int], None]) -> None:
    """All of it or nothing, as `core.jobs.perform` does it."""
    with acting_as(SYSTEM), transaction():
        job(0)


def test_40_what_was_released_waits_while_the_shared_database_is_away(
    app: Flask, release: Release
) -> None:
    with shared_away(app):
        as_the_queue(jobs.send)
        as_the_queue(jobs.send)
    assert state() == ReleaseState.RELEASED
    assert arrived() == []
    for _again in range(3):
        as_the_queue(jobs.send)
    assert state() == ReleaseState.SENT
    assert sorted(code for _, code, _ in arrived()) == sorted(one.code for one in TEMPLATES)


def test_40_noting_it_before_it_arrived_would_lose_it(app: Flask, release: Release) -> None:
    """Negative control: the same two steps the other way round."""

    def careless(_nothing: int) -> None:
        for one in queries.unsent():
            actions.mark_sent(one)
        actions.send_all()

    with shared_away(app):
        as_the_queue(careless)
    as_the_queue(careless)
    assert (state(), arrived()) == (ReleaseState.SENT, []), "it says sent, and nothing is there"


def test_41_a_crash_after_it_arrived_and_before_that_was_noted_publishes_once(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(actions, "mark_sent", _crash)
        with pytest.raises(KeyboardInterrupt):
            as_the_queue(jobs.send)
    first = arrived()
    assert len(first) == len(TEMPLATES)
    assert state() == ReleaseState.RELEASED
    as_the_queue(jobs.send)
    assert arrived() == first
    assert state() == ReleaseState.SENT


def _crash(_release: Release) -> None:
    raise KeyboardInterrupt


def test_41_a_crash_before_anything_arrived_leaves_nothing_half(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = sending.put

    def half(connection: Any, rows: list[dict[str, Any]]) -> None:
        put(connection, rows[:5])
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(sending, "put", half)
        with pytest.raises(KeyboardInterrupt):
            as_the_queue(jobs.send)
    assert arrived() == []
    as_the_queue(jobs.send)
    assert len(arrived()) == len(TEMPLATES)


def test_41_a_job_that_only_adds_would_never_end(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: without looking first, what arrived before the crash stands in the way."""

    def blindly(connection: Any, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            connection.execute(insert(Publication).values(**row))

    monkeypatch.setattr(sending, "put", blindly)
    with monkeypatch.context() as patched:
        patched.setattr(actions, "mark_sent", _crash)
        with pytest.raises(KeyboardInterrupt):
            as_the_queue(jobs.send)
    as_the_queue(jobs.send)
    as_the_queue(jobs.send)
    assert state() == ReleaseState.RELEASED


def test_only_protected_numbers_arrive(app: Flask, release: Release) -> None:
    as_the_queue(jobs.send)
    told = _everything_shared()
    assert CANARY not in told
    assert "before" not in told
    release = queries.get_release(release.id)
    assert '"count": 1}' in str([table.before for table in release.tables]).replace("'", '"')


def test_the_probe_finds_a_name_that_left(app: Flask, release: Release) -> None:
    """Negative control: somebody publishes a cell with a name in it."""
    release.tables[0].after = [{"at": {"antenna": CANARY}, "counts": {"count": 1}}]
    db.session.commit()
    as_the_queue(jobs.send)
    assert CANARY in _everything_shared()


def _everything_shared() -> str:
    db.session.rollback()
    with db.engines["shared"].connect() as connection:
        return str([tuple(row) for row in connection.execute(select(Publication.__table__))])


def test_33_nothing_that_headquarters_holds_leads_to_a_country(installation: Any) -> None:
    held = _held(installation.apps["hq"])
    for code in ("be", "fr", "nl"):
        assert not held & _ways_to(installation.settings[code])


def test_33_the_probe_finds_a_way_that_is_there(installation: Any) -> None:
    """Negative control: a country holds what leads to itself."""
    for code in ("be", "fr", "nl"):
        assert _held(installation.apps[code]) >= _ways_to(installation.settings[code])


def _ways_to(settings: Any) -> set[str]:
    return {settings.database_url, settings.secret_key, str(settings.files)}


def _held(app: Flask) -> set[str]:
    """Every text in the settings, the configuration and the engines of an application."""
    settings = app.extensions["tandem.settings"]
    found = {str(getattr(settings, field.name)) for field in fields(settings)}
    found |= {str(value) for value in app.config.values()}
    with app.app_context():
        found |= {str(engine.url) for engine in db.engines.values()}
    return found


@pytest.mark.any_database
def test_no_request_of_a_country_writes_to_the_shared_database(app: Flask) -> None:
    """Only the job does; pages have it open for reading. On PostgreSQL the roles see to it: test
    37 in `test_postgres`."""
    with pytest.raises(SQLAlchemyError), db.engines["shared"].begin() as connection:
        connection.execute(insert(Publication).values(tenant="be"))


def test_41_a_country_put_back_to_an_earlier_day_writes_over_nothing(
    app: Flask, release: Release
) -> None:
    as_the_queue(jobs.send)
    first = arrived()
    again = queries.get_release(release.id)  # as a backup of the day before would have it
    again.state, again.sent_at = ReleaseState.RELEASED, None
    again.released_at = datetime(2026, 11, 21, tzinfo=UTC)
    db.session.commit()
    for _twice in range(2):
        as_the_queue(jobs.send)
    after = arrived()
    assert after[: len(first)] == first
    assert {version for _, _, version in after[len(first) :]} == {2}
    assert len(after) == 2 * len(first)
