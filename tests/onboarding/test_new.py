"""`tandem tenants new` from the outside: options, a file, a terminal, and what is then there."""

import json
import os
import pty
import select
import subprocess
import sys
import time
import tomllib

import pytest
from sqlalchemy import select as sql_select

from app import setup
from app.accounts.models import User
from app.core.config import REPOSITORY
from app.core.db import db
from app.core.viewer import SYSTEM, acting_as
from app.onboarding.steps import STEPS

SECONDS = 60


def read(file):
    return tomllib.loads(file.read_text(encoding="utf-8"))


def test_a_rehearsal_says_every_step_and_writes_nothing(ground):
    before = ground.everything()
    said = ground.new("lu", "--dry-run")
    assert said.exit_code == 0, said.output
    for step in STEPS:
        assert f"{step.name:<11} would be done" in said.output
    for told in ("lu/tenant.toml", "lu/antennas.csv", "lu/funding.toml", "settings.toml"):
        assert told in said.output
    assert ground.everything() == before


def test_afterwards_the_country_is_there_with_all_it_needs(ground):
    told = ground.told()
    assert [one["name"] for one in told["steps"]] == [step.name for step in STEPS]
    assert {one["state"] for one in told["steps"]} == {"done"}
    assert told["addresses"]["pages"] == "http://lu.localhost:8000/"
    (content,) = [one for one in told["steps"] if one["name"] == "content"]
    assert len(content["modules"]) >= 8
    folder = ground.tenants / "lu"
    facts = read(folder / "tenant.toml")
    assert (facts["country"], facts["timezone"]) == ("LU", "Europe/Luxembourg")
    assert facts["eligibility"][0]["mentee"]["max_age"] == 33
    assert facts["eligibility"][0]["source"]
    assert (folder / "wording").is_dir()
    assert sorted(path.name for path in (folder / "imports").iterdir()) == [
        "fr.toml",
        "profile.toml",
    ]
    schemes = read(folder / "funding.toml")["schemes"]
    assert {one["amount"] for scheme in schemes for one in scheme["versions"]} == {""}
    assert read(folder / "population.toml") == {}
    account = ground.instance / "lu" / "onboarding.json"
    assert account.stat().st_mode & 0o777 == 0o600
    with setup.application("lu").app_context(), acting_as(SYSTEM):
        (user,) = db.session.scalars(sql_select(User))
        assert (user.email, user.role, user.state) == (
            "ana.muller@lu.example",
            "administrator",
            "invited",
        )
        setup.let_go()


def test_the_link_lets_the_administrator_in(ground):
    link = ground.told()["invitation"]
    app = setup.application("lu")
    page = app.test_client().get(link.partition(":8000")[2], headers={"Host": "lu.localhost:8000"})
    assert page.status_code == 200
    assert "ana.muller@lu.example" in page.text
    with app.app_context():
        setup.let_go()


def test_walking_through_the_pages_leaves_nobody_behind(ground):
    ground.told()
    with setup.application("lu").app_context(), acting_as(SYSTEM):
        kinds = {
            table.name: db.session.execute(sql_select(db.func.count()).select_from(table)).scalar()
            for table in User.metadata.sorted_tables
        }
        setup.let_go()
    filled = {name for name, count in kinds.items() if count}
    assert kinds["users"] == kinds["antennas"] == 1
    assert "people" not in filled
    assert "sign_ins" not in filled


def test_the_answers_may_stand_in_a_file_and_options_go_first(ground):
    file = ground.folder / "answers.toml"
    file.write_text(
        'name = { fr = "Luxembourg" }\nlanguages = ["fr"]\nantennas = "antennas.csv"\n'
        'admin = "file@lu.example"\ncurrency = "USD"\n',
        encoding="utf-8",
    )
    said = ground.command(
        "new", "lu", "--answers", str(file), "--currency", "EUR", "--dry-run", "--json"
    )
    assert said.exit_code == 0, said.output
    assert "invite file@lu.example" in said.output


def test_what_is_wrong_in_a_file_is_told_with_its_line(ground):
    file = ground.folder / "answers.toml"
    file.write_text('languages = ["fr"]\ncurrency = "FRANC"\ncolour = "red"\n', encoding="utf-8")
    said = ground.command("new", "lu", "--answers", str(file))
    assert said.exit_code == 1
    assert f"{file}: line 2 currency = 'FRANC': allowed: an ISO 4217 code" in said.output
    assert f"{file}: line 3 colour: unknown key; allowed: name, languages" in said.output
    file.write_text("languages = [", encoding="utf-8")
    assert ground.command("new", "lu", "--answers", str(file)).exit_code == 1
    assert ground.command("new", "lu", "--answers", str(ground.folder / "no")).exit_code == 1


def test_files_that_are_there_are_kept_and_what_says_otherwise_is_told(ground):
    spain = ground.tenants / "es"
    before = {path: path.read_bytes() for path in spain.rglob("*") if path.is_file()}
    facts = {"name": "España", "languages": "es,en", "timezone": "Europe/Madrid"}
    said = ground.new("es", **facts, currency="USD", admin="ana@es.example")
    assert said.exit_code == 1
    assert "--currency = 'USD': es/tenant.toml is kept and says EUR" in said.output
    said = ground.new("es", **facts, currency="EUR", admin="ana@es.example")
    assert said.exit_code == 0, said.output
    assert "es/antennas.csv is kept" in said.output
    assert {path: path.read_bytes() for path in before} == before
    app = setup.application("es")
    assert app.test_client().get("/register/", headers={"Host": "es.localhost:8000"}).status_code
    assert "es" in setup.applications(["es"])


def test_other_answers_do_not_reach_what_was_begun(ground):
    with pytest.raises(ZeroDivisionError):
        ground.join(lambda step: 1 / 0)
    said = ground.new("lu", admin="somebody.else@lu.example")
    assert said.exit_code == 1
    assert "was begun with 'ana.muller@lu.example'" in said.output
    said = ground.command("new", "lu", "--resume", "--json")
    assert json.loads(said.output)["state"] == "active"
    assert ground.command("new", "lu", "--resume").exit_code == 0


def test_nothing_can_be_taken_up_that_was_not_begun(ground):
    before = ground.everything()
    said = ground.new("lu", "--resume")
    assert (said.exit_code, "nothing of it was begun" in said.output) == (1, True)
    assert ground.everything() == before


def test_what_was_left_of_a_folder_is_cleared(ground):
    (ground.tenants / ".lu-0badcafe").mkdir()
    ground.told()
    assert not list(ground.tenants.glob(".lu-*"))


def test_on_a_terminal_it_asks_for_what_is_missing(ground):
    """A real one: the answers are typed, and what is usual is proposed."""
    leader, follower = pty.openpty()
    words = [sys.executable, "-c", "from app.cli import main; main()", "tenants", "new", "lu"]
    surroundings = os.environ | ground.surroundings()
    child = subprocess.Popen(  # noqa: S603
        words, cwd=REPOSITORY, env=surroundings, stdin=follower, stdout=follower, stderr=follower
    )
    os.close(follower)
    answers = {
        "The languages": "fr",
        "Name of the country": "",
        "ISO 4217": "",
        "IANA time zone": "",
        "The host": "",
        "The file of its antennas": str(ground.antennas),
        "E-mail address": "ana.muller@lu.example",
    }
    shown = converse(leader, answers)
    assert child.wait(SECONDS) == 0, shown
    assert "[Europe/Luxembourg]" in shown
    assert "[Luxembourg]" in shown
    assert "lu is active: http://lu.localhost:8000/" in shown
    os.close(leader)


def converse(leader, answers):
    """Type each answer once its question is shown; everything that was shown."""
    shown, left, until = "", dict(answers), time.monotonic() + SECONDS
    while time.monotonic() < until:
        if not select.select([leader], [], [], 0.2)[0]:
            continue
        try:
            piece = os.read(leader, 4096)
        except OSError:
            break
        shown += piece.decode(errors="replace")
        asked = next((q for q in left if q in shown and shown.rstrip().endswith(":")), None)
        if asked:
            os.write(leader, (left.pop(asked) + "\n").encode())
    return shown


def test_a_country_that_was_only_prepared_joins_as_one_that_was_not(ground):
    assert setup.migrate_all(["es"], ground.instance) == {}
    before = (ground.instance / "es" / "settings.toml").read_text("utf-8")
    told = ground.told("es", name="España", languages="es,en", antennas="")
    assert (told["state"], bool(told["invitation"])) == ("active", True)
    assert (ground.instance / "es" / "settings.toml").read_text("utf-8") == before
