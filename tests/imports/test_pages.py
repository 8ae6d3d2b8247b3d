import csv
import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from app.accounts.models import User
from app.core import clock
from app.core.db import db
from app.core.jobs import OutboxJob, perform
from app.imports import actions, keeping
from app.imports.models import Import, ImportState
from app.outcomes.models import Spell
from app.people.models import Person
from app.refused_rows.models import ImportRefusal
from tests import make
from tests.imports.taking import last_import, person
from tests.listed_people.test_rows import FULL, OTHER, SECOND
from tests.lists.samples import DUO, MENTEE, MENTOR
from tests.spreadsheets.files import csv_text, workbook

WRONG = MENTEE | {"Réf.": "J8", "Antenne": "Atlantis", "E-mail": "", "Nom": "=Sow"}


@pytest.fixture(autouse=True)
def nothing_is_kept(app: Flask) -> None:
    """Rows are emptied before each test, files are not."""
    for path in stored():
        path.unlink()


@pytest.fixture
def director(as_role: Callable[..., FlaskClient]) -> FlaskClient:
    return as_role("director")


def send(client: FlaskClient, *rows: dict[str, str], name: str = "jeunes.csv", **more: str):
    return send_file(client, csv_text(*rows).encode(), name, **more)


def send_file(client: FlaskClient, content: bytes, name: str, **more: str):
    data = {"file": (io.BytesIO(content), name), **more}
    return client.post("/imports/new", data=data, content_type="multipart/form-data")


def do_jobs() -> None:
    """What the worker would do next."""
    db.session.commit()
    waiting = db.session.scalars(db.select(OutboxJob).where(OutboxJob.pushed_at.is_(None))).all()
    asked = [(job.name, job.argument) for job in waiting]
    for job in waiting:
        job.pushed_at = clock.now()
    db.session.commit()
    for name, argument in asked:
        perform("be", name, argument)


def stored() -> list[Path]:
    return list(keeping.folder().glob("*"))


def test_a_file_is_shown_as_it_is_understood_and_nothing_is_taken_over(director) -> None:
    answer = send(director, FULL, SECOND, dict.fromkeys(FULL, "") | WRONG)
    assert answer.status_code == 303
    page = director.get(answer.location).text
    assert all(word in page for word in ("Diallo", "J8", "Atlantis"))
    assert (last_import().state, last_import().kind) == (ImportState.DRAFT, "mentees")
    assert last_import().parts[0]["counts"] == {
        "kind": "mentees", "rows": 3, "accepted": 2, "updated": 0, "unchanged": 0, "refused": 1,
        "reasons": {"formula": 1, "unknown_antenna": 1}, "kept_out": {},
    }  # fmt: skip
    assert make.count(Person) == 0


def test_what_is_sent_is_kept_out_of_reach_until_it_is_taken_in(director) -> None:
    shown = send(director, MENTEE, name="../../etc/jeunes\u202e.csv").location
    (kept,) = stored()
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert "jeunes" not in kept.name
    assert last_import().file_name == "jeunes.csv"
    director.post(f"{shown}/start")
    do_jobs()
    assert stored() == []
    assert "sample" not in last_import().parts[0]


def test_it_is_taken_in_by_the_queue_and_says_how_far_it_is(director) -> None:
    shown = send(director, MENTEE, WRONG).location
    assert director.post(f"{shown}/start").status_code == 303
    assert "data-poll-url" in director.get(shown).text
    assert director.get(f"{shown}/progress").json == {
        "done": 0, "total": 2, "state": "waiting", "words": None,
    }  # fmt: skip
    do_jobs()
    assert director.get(f"{shown}/progress").json["state"] == "done"
    page = director.get(shown).text
    assert "Atlantis" in page
    assert person("J1").import_id == last_import().id
    assert director.post(f"{shown}/start").status_code == 409


def test_refused_rows_come_back_as_a_file_that_can_be_corrected(director) -> None:
    shown = send(director, MENTEE, WRONG).location
    director.post(f"{shown}/start")
    do_jobs()
    answer = director.get(f"{shown}/refused.csv")
    text = answer.get_data().decode("utf-8-sig")
    assert "attachment" in answer.headers["Content-Disposition"]
    head, line = csv.reader(text.splitlines(), delimiter=";")
    assert head[4:] == list(MENTEE)
    assert line[:3] == ["3", "Nom | Antenne", "'=Sow | Atlantis"]
    assert line[4:] == [cell if cell != "=Sow" else "'=Sow" for cell in WRONG.values()]
    corrected = dict(zip(head, line, strict=True)) | {"Nom": "Sow", "Antenne": "Gand"}
    again = csv_text(corrected)
    shown = send_file(director, again.encode(), "refused.csv").location
    director.post(f"{shown}/start")
    do_jobs()
    assert (last_import().accepted, last_import().refused) == (1, 0)
    assert person("J8").last_name == "Sow"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.csv"),
        (b"%PDF-1.7", "a.csv"),
        (b"PK\x03\x04rubbish", "a.xlsx"),
        (b"a;b\n1;2\n", "a.csv"),
    ],
)
def test_a_broken_file_is_told_at_the_field_and_not_kept(
    director, content: bytes, name: str
) -> None:
    answer = send_file(director, content, name)
    assert answer.status_code == 422
    assert 'id="e-f-file"' in answer.text
    assert (make.count(Import), stored()) == (0, [])


def test_no_file_is_told_too(director) -> None:
    assert director.post("/imports/new", data={}).status_code == 422


def test_columns_are_set_by_hand(director) -> None:
    row = {name.replace("Nom", "X"): cell for name, cell in MENTEE.items()}
    strange = {"Prénom": "P", "X": "Q", "Date de naissance": "R"}
    send(director, {strange.get(name, name): cell for name, cell in row.items()})
    assert make.count(Import) == 0
    shown = send(director, MENTEE).location
    names = last_import().parts[0]["columns"]
    swapped = {"1": "last_name", "2": "first_name"}
    columns = {f"lists-0-c{at}": name for at, name in (names | swapped).items()}
    data = columns | {"lists-0-kind": "mentees", "lists-0-date_order": "dmy", "lists-0-sheet": "-"}
    assert director.post(f"{shown}/choices", data=data).status_code == 303
    director.post(f"{shown}/start")
    do_jobs()
    assert person("J1").name == "Diallo Alice"


def test_a_choice_that_cannot_be_is_told(director) -> None:
    shown = send(director, MENTEE).location
    data = {"lists-0-kind": "mentees", "lists-0-date_order": "dmy", "lists-0-c0": "reference"}
    answer = director.post(f"{shown}/choices", data=data)
    assert answer.status_code == 422
    assert "date_order" not in last_import().options
    nothing = {"lists-0-sheet": "-"}
    assert director.post(f"{shown}/choices", data=nothing).status_code == 422


def test_a_sheet_can_be_left_out(director, tmp_path: Path) -> None:
    sheets = {"Mentorés": MENTEE, "Mentors": MENTOR, "Duos": DUO}
    rows = {name: [list(row), list(row.values())] for name, row in sheets.items()}
    shown = send_file(director, workbook(tmp_path, rows).read_bytes(), "be.xlsx").location
    assert [part["kind"] for part in last_import().parts] == ["mentees", "mentors", "duos"]
    data: dict[str, str] = {}
    for number, part in enumerate(last_import().parts):
        data |= {f"lists-{number}-c{at}": name for at, name in part["columns"].items()}
        kind = "" if part["kind"] == "duos" else part["kind"]
        data |= {f"lists-{number}-sheet": part["sheet"], f"lists-{number}-kind": kind}
        data |= {f"lists-{number}-date_order": "dmy"}
    assert director.post(f"{shown}/choices", data=data).status_code == 303
    assert [part["kind"] for part in last_import().parts] == ["mentees", "mentors"]


def test_a_large_file_is_checked_by_the_queue(director, monkeypatch) -> None:
    monkeypatch.setattr(actions, "MOST_ROWS_AT_ONCE", 1)
    shown = send(director, MENTEE, OTHER).location
    assert last_import().state == ImportState.CHECKING
    assert director.get(f"{shown}/progress").json["state"] == "running"
    do_jobs()
    assert last_import().parts[0]["counts"]["accepted"] == 2
    director.post(f"{shown}/start")
    do_jobs()
    director.post(f"{shown}/undoing")
    assert last_import().state == ImportState.UNDOING
    do_jobs()
    assert (last_import().state, make.count(Person)) == (ImportState.UNDONE, 0)


def test_a_draft_can_be_discarded(director) -> None:
    shown = send(director, MENTEE).location
    assert director.post(f"{shown}/discarding").status_code == 303
    assert (make.count(Import), stored()) == (0, [])


def test_undoing_is_asked_for_and_refused_with_the_reasons(director) -> None:
    shown = send(director, MENTEE).location
    director.post(f"{shown}/start")
    do_jobs()
    assert director.get(f"{shown}/undoing").status_code == 200
    assert make.count(Person) == 1
    make.spell(person("J1"))
    assert director.post(f"{shown}/undoing").status_code == 409
    db.session.delete(db.session.scalars(db.select(Spell)).one())
    db.session.commit()
    assert director.post(f"{shown}/undoing").status_code == 303
    assert make.count(Person) == 0


def test_an_import_is_seen_by_who_sent_it_and_by_who_sees_everything(
    app: Flask, as_role: Callable[..., FlaskClient]
) -> None:
    lead = as_role("lead", antennas=["BRU"])
    shown = send(lead, MENTEE).location
    assert lead.get(shown).status_code == 200
    assert as_role("director").get(shown).status_code == 200
    for role in ("lead", "administrator"):
        other = as_role(role)
        assert "jeunes.csv" not in other.get("/imports/").text
        for path in ("", "/progress", "/refused.csv", "/undoing"):
            assert other.get(shown + path).status_code == 404
        assert other.post(f"{shown}/start").status_code == 404
    assert as_role("coordinator").get("/imports/").status_code == 403


def test_the_queue_does_what_the_sender_may_do(app, as_role) -> None:
    lead = as_role("lead", antennas=["GHE"])
    shown = send(lead, MENTEE, MENTEE | {"Réf.": "J2", "Antenne": "Gand", "E-mail": ""}).location
    lead.post(f"{shown}/start")
    do_jobs()
    assert last_import().reasons == {"other_antenna": 1}
    assert person("J2").antenna_id == make.antenna("GHE").id


def test_a_sender_who_left_imports_nothing(app, as_role) -> None:
    director = as_role("director")
    shown = send(director, MENTEE).location
    director.post(f"{shown}/start")
    sender = db.session.scalars(db.select(User).where(User.id == last_import().user_id)).one()
    sender.closed_at = clock.now()
    db.session.commit()
    do_jobs()
    assert (last_import().state, last_import().failure["code"]) == ("failed", "not_allowed")
    assert make.count(Person) == 0


def test_what_is_old_is_forgotten(app, as_role) -> None:
    director = as_role("director")
    send(director, MENTEE)
    shown = send(director, WRONG).location
    director.post(f"{shown}/start")
    do_jobs()
    long_ago = clock.now() - timedelta(days=100)
    for import_ in db.session.scalars(db.select(Import)):
        import_.made_at = long_ago
        import_.finished_at = import_.finished_at and long_ago
    db.session.commit()
    actions.tidy()
    db.session.commit()
    assert (make.count(Import), make.count(ImportRefusal), stored()) == (1, 0, [])
    assert last_import().reasons["unknown_antenna"] == 1


def test_a_list_of_imports_takes_six_statements(director) -> None:
    for _ in range(3):
        send(director, MENTEE)
    asked: list[str] = []

    def note(*what) -> None:
        asked.append(what[2])

    event.listen(db.engine, "before_cursor_execute", note)
    assert director.get("/imports/").status_code == 200
    event.remove(db.engine, "before_cursor_execute", note)
    assert 0 < len(asked) <= 6
