"""Lists of funders on the command line."""

import json
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.core.commands import Scope
from app.core.db import db
from app.funderlists.cli import group
from app.funderlists.models import FunderList
from app.funders.models import Funder
from tests.funderlists import stage
from tests.funderlists.stage import ROW
from tests.funders import stage as funders
from tests.spreadsheets.files import csv_text, text_file

WRONG = ROW | {"Bailleur": "Fonds B", "Type": "banque"}


@pytest.fixture
def run(app, tmp_path: Path):
    """`run("import", rows, "--dry-run")`: the rows are a file."""

    def call(*words: object):
        path = tmp_path / "list.csv"
        rows = [word for word in words if isinstance(word, list)]
        if rows:
            text_file(tmp_path, csv_text(*rows[0]))
        said = [str(path) if isinstance(word, list) else str(word) for word in words]
        return CliRunner().invoke(group, said, obj=Scope("be", lambda _code: app))

    return call


def test_a_dry_run_counts_and_changes_nothing(run):
    said = run("import", [ROW, WRONG], "--dry-run", "--format", "json")
    assert json.loads(said.output) == {
        "rows": 2, "new": 1, "completed": 0, "same": 0, "refused": 1, "differing": 0,
        "reasons": {"unknown_kind": 1}, "list": None,
    }  # fmt: skip
    assert (db.session.query(Funder).count(), db.session.query(FunderList).count()) == (0, 0)


def test_a_list_is_taken_in_and_undone(run):
    funders.funder(stage="granted")
    db.session.commit()
    said = run("import", [ROW, WRONG | {"Type": ""}], "--kind", "company")
    assert said.exit_code == 0
    assert "2 (new 1, completed 1, same 0, refused 0, differing 1)" in said.output
    assert "Fondation Exemple" in said.output
    assert stage.funder("Fonds B").kind == "company"
    assert stage.funder().stage == "granted"
    list_id = db.session.query(FunderList).one().id
    db.session.commit()
    said = run("undo", list_id)
    assert (said.output, said.exception) == ("kept 0\n", None)
    assert db.session.query(Funder).count() == 1
    assert run("undo", 99).exit_code == 1


def test_the_refused_rows_are_written_for_their_owner_only(run, tmp_path: Path):
    report = tmp_path / "refused.csv"
    said = run("import", [WRONG | {"Remarques": "=1+1"}], "--report", report)
    assert said.exit_code == 0
    text = report.read_text(encoding="utf-8-sig")
    assert "banque" in text
    assert ";'=1+1" in text
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert run("import", [WRONG], "--report", tmp_path / "list.csv").exit_code == 2


@pytest.mark.parametrize(
    ("rows", "told"), [([{"Alpha": "x", "Beta": "y"}], "name"), ([{"Alpha": ""}], "")]
)
def test_a_file_without_names_is_told_in_one_line(run, rows, told):
    said = run("import", rows)
    assert said.exit_code == 1
    assert said.output.startswith("Error: ")
    assert told in said.output or "nom" in said.output
    assert "Traceback" not in said.output


def test_no_file_is_told(run, tmp_path: Path):
    assert run("import", tmp_path / "absent.csv").exit_code == 1
