"""Funders for programs, on the command line, and in the demonstration."""

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import event

from app.core.commands import Scope
from app.core.db import db
from app.demo.funders import make_funders
from app.documents.models import Document
from app.funders import cli, queries
from app.funders.models import Funder, FunderContact, Interaction, Reminder
from app.schemes.cli import group
from tests import make
from tests.funders import stage
from tests.funders.stage import TODAY

HOME = "/api/v1/funders"


@pytest.fixture(autouse=True)
def monday(on_day):
    on_day(TODAY)


@pytest.fixture
def officer(app):
    return make.user("partnerships", name="Sofia Marques")


@pytest.fixture
def ask(app, officer):
    """`ask("get", "/1")` by a program of the partnerships officer."""
    client, headers = app.test_client(), make.program(officer)

    def call(method, path="", **more):
        return getattr(client, method)(HOME + path, headers=headers | more.pop("also", {}), **more)

    return call


def test_a_program_adds_reads_changes_and_moves(ask):
    sent = {"name": "Fondation Une", "kind": "foundation", "language": "fr", "asked": "100.5"}
    made = ask("post", json=sent)
    assert (made.status_code, made.json["asked"], made.json["stage"]) == (
        201,
        "100.50",
        "identified",
    )
    here = made.headers["Location"].removeprefix(HOME)
    one = ask("get", here)
    assert one.json == made.json
    also = {"If-Match": one.headers["ETag"]}
    changed = ask("patch", here, json={"asked": None, "notes": "x"}, also=also)
    assert (changed.json["asked"], changed.json["name"]) == (None, "Fondation Une")
    assert ask("patch", here, json={"notes": "y"}, also=also).status_code == 412
    assert ask("patch", here, json={"notes": "y"}).status_code == 428
    also = {"If-Match": changed.headers["ETag"]}
    assert (
        ask("post", f"{here}/stage", json={"stage": "applied"}, also=also).json["stage"]
        == "applied"
    )


def test_a_program_is_refused_as_people_are(ask):
    stage.funder("Fondation Une")
    twice = ask("post", json={"name": "fondation une", "kind": "company", "language": "fr"})
    assert [reason["code"] for reason in twice.json["reasons"]] == ["funder_exists"]
    wrong = ask("post", json={"name": "X", "kind": "bank", "language": "xx", "more": 1})
    assert (wrong.status_code, set(wrong.json["errors"])) == (422, {"kind", "language", "more"})
    assert ask("get", "/987654").status_code == 404


def test_the_list_for_programs_filters_and_names_no_contact(ask):
    stage.contact(stage.funder("Alpha", kind="company"), "Alma Perrin")
    stage.funder("Beta", stage="granted", asked_cents=100)
    answer = ask("get", "?kind=company&sort=-name")
    assert [row["name"] for row in answer.json["items"]] == ["Alpha"]
    assert "Alma" not in answer.text
    assert ask("get", "?stage=open").json["total"] == 2
    assert ask("get", "?quiet=true").json["items"] == []
    assert ask("get", "?stage=won").status_code == 422


def run(app, *words):
    group.add_command(cli.funders)
    said = CliRunner().invoke(group, words, obj=Scope("be", lambda _code: app))
    assert said.exit_code == 0, said.output
    return said.output


def test_the_command_lists_funders_as_a_table_and_as_json(app):
    stage.funder("Beta", stage="granted")
    stage.funder("Alpha", stage="applied", asked_cents=123_456, kind="company")
    table = run(app, "funders").splitlines()
    assert (table[0].split()[-1], [line.split()[-1] for line in table[1:]]) == (
        "name",
        ["Alpha", "Beta"],
    )
    rows = json.loads(run(app, "funders", "--format", "json", "--stage", "applied"))
    assert [(row["name"], row["asked"], row["quiet"]) for row in rows] == [
        ("Alpha", "1234.56", False)
    ]
    assert json.loads(run(app, "funders", "--format", "json", "--quiet")) == []


def test_the_demonstration_has_sixty_funders_some_of_them_quiet(app, officer):
    make_funders()
    db.session.commit()
    counted = [make.count(model) for model in (Funder, FunderContact, Interaction, Reminder)]
    assert counted[0] == 60
    assert all(number >= 15 for number in counted)
    rows = db.session.scalars(queries.rows()).all()
    assert len({row.name for row in rows}) == 60
    assert all("xemple" in row.name for row in rows)
    assert 3 <= sum(bool(row.quiet) for row in rows) <= 30
    assert {row.owner for row in rows} == {"Sofia Marques"}
    for row in rows:
        funder = queries.find_funder(row.id)
        assert funder.last_contact_on == queries.newest_interaction_on(funder)


def test_a_page_asks_the_database_a_few_things_only(app, officer):
    make_funders()
    db.session.commit()
    client = make.browser(app, officer)
    for path, most in (("/funders/", 6), ("/funders/board", 6)):
        client.get(path)
        seen = []

        def note(connection, cursor, statement, *more, into=seen):
            into.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        client.get(path)
        event.remove(db.engine, "before_cursor_execute", note)
        assert len(seen) <= most, seen
    assert make.count(Document) == 0
