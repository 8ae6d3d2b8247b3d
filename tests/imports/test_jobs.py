from pathlib import Path

import pytest
from sqlalchemy import event, select

from app.core.db import db
from app.core.jobs import OutboxJob
from app.imports import jobs
from app.imports.models import ImportState
from app.people.models import Person
from app.refused_rows.models import ImportRefusal
from app.takeover import taking_in
from tests import make
from tests.imports.taking import counts, events_named, last_import, take
from tests.imports.test_pages import do_jobs, send, stored
from tests.lists.samples import MENTEE

ROWS = [
    MENTEE | {"Réf.": f"J{n}", "Nom": f"Sow{n}", "E-mail": f"s{n}@jeune.example"}
    for n in range(1, 8)
]
WRONG = MENTEE | {"Réf.": "J0", "Antenne": "Atlantis"}


class PowerCut(BaseException):
    """The worker is gone in the middle of a chunk."""


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_in, "ROWS_AT_ONCE", 2)


def cut_at(reference: str):
    def cut(_connection, _cursor, statement, parameters, _context, _many) -> None:
        if statement.startswith("INSERT INTO people") and f"'{reference}'" in str(parameters):
            raise PowerCut

    return cut


@pytest.mark.usefixtures("small_chunks")
def test_a_job_that_was_killed_goes_on_without_doubling(as_role) -> None:
    director = as_role("director")
    shown = send(director, WRONG, *ROWS).location
    director.post(f"{shown}/start")
    cut = cut_at("J4")
    event.listen(db.engine, "before_cursor_execute", cut)
    with pytest.raises(PowerCut):
        do_jobs()
    event.remove(db.engine, "before_cursor_execute", cut)
    assert (last_import().state, make.count(Person)) == (ImportState.FAILED, 3)
    import_ = last_import()
    import_.state = ImportState.RUNNING  # as a power cut leaves it
    db.session.commit()
    jobs.run(import_.id)
    db.session.commit()
    done = last_import()
    assert (done.state, done.accepted, done.unchanged, done.refused) == ("done", 7, 0, 1)
    assert (make.count(Person), make.count(ImportRefusal)) == (7, 1)
    assert len(events_named("import.started")) == 1


@pytest.mark.usefixtures("small_chunks")
def test_what_was_taken_in_before_it_stopped_stays_and_it_can_be_started_again(as_role) -> None:
    director = as_role("director")
    shown = send(director, *ROWS).location
    director.post(f"{shown}/start")
    cut = cut_at("J7")
    event.listen(db.engine, "before_cursor_execute", cut)
    with pytest.raises(PowerCut):
        do_jobs()
    event.remove(db.engine, "before_cursor_execute", cut)
    assert last_import().failure == {"code": "unforeseen", "values": {}}
    assert "6" in director.get(shown).text
    assert director.post(f"{shown}/start").status_code == 303
    do_jobs()
    assert (last_import().state, last_import().accepted) == (ImportState.DONE, 7)


def test_a_job_that_is_done_is_not_done_again(as_role) -> None:
    director = as_role("director")
    shown = send(director, MENTEE).location
    director.post(f"{shown}/start")
    do_jobs()
    jobs.run(last_import().id)
    jobs.check(last_import().id)
    jobs.undo(last_import().id)
    assert (last_import().state, make.count(Person)) == (ImportState.DONE, 1)


def test_a_file_that_went_away_says_so(as_role) -> None:
    director = as_role("director")
    shown = send(director, MENTEE).location
    director.post(f"{shown}/start")
    for path in stored():
        path.unlink()
    do_jobs()
    assert last_import().failure["code"] == "file_gone"
    assert director.get(shown).status_code == 200


@pytest.mark.usefixtures("small_chunks")
def test_every_chunk_ends_its_transaction(app, tmp_path: Path) -> None:
    """So that on SQLite, which has one writer, nobody waits longer than for one chunk."""
    ends: list[int] = []

    def note(_connection) -> None:
        ends.append(1)

    event.listen(db.engine, "commit", note)
    assert counts(take(tmp_path, *ROWS)) == (7, 0, 0, 0)
    event.remove(db.engine, "commit", note)
    assert len(ends) >= 4


def test_only_a_name_and_an_id_travel_through_the_queue(as_role) -> None:
    director = as_role("director")
    shown = send(director, MENTEE).location
    director.post(f"{shown}/start")
    (asked,) = db.session.scalars(select(OutboxJob))
    assert (asked.name, asked.argument) == ("imports.run", last_import().id)
