import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask_babel import force_locale

from app.core.commands import Scope
from app.core.db import db
from app.imports.cli import group
from app.imports.models import Import, ImportState
from app.people.models import Person
from app.spreadsheets.refused import told_headers
from app.spreadsheets.words import header
from tests import make
from tests.imports.taking import last_import
from tests.installation import Installation
from tests.lists.samples import DUO, MENTEE, MENTOR, PROFILES, TENANTS
from tests.spreadsheets.files import csv_text, text_file, workbook

Command = Callable[..., Result]
WRONG = MENTEE | {"Réf.": "J8", "Prénom": "Zoë", "Antenne": "Atlantis", "E-mail": ""}


@pytest.fixture
def command(app: Flask) -> Command:
    def invoke(*words: object) -> Result:
        db.session.commit()
        scope = Scope("be", lambda _code: app)
        said = CliRunner().invoke(group, [str(word) for word in words], obj=scope)
        db.session.expire_all()
        return said

    return invoke


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return text_file(tmp_path, csv_text(MENTEE, WRONG))


def test_run_prints_the_counts(command: Command, path: Path) -> None:
    said = command("run", path, "--format", "json")
    assert (said.exit_code, json.loads(said.stdout)) == (
        0,
        {
            "kind": "mentees", "rows": 2, "accepted": 1, "updated": 0, "unchanged": 0,
            "refused": 1, "reasons": {"unknown_antenna": 1},
        },
    )  # fmt: skip
    assert (last_import().state, last_import().user_id) == (ImportState.DONE, None)
    again = json.loads(command("run", path, "--format", "json").stdout)
    assert (again["accepted"], again["unchanged"]) == (0, 1)


def test_run_tells_it_in_words_too(command: Command, path: Path) -> None:
    said = command("run", path)
    assert said.exit_code == 0
    assert "1 × unknown_antenna" in said.stdout


def test_a_dry_run_leaves_nothing(command: Command, path: Path) -> None:
    said = command("run", path, "--dry-run", "--format", "json")
    assert json.loads(said.stdout)["accepted"] == 1
    assert (make.count(Person), make.count(Import)) == (0, 0)


@pytest.mark.parametrize("dry", [["--dry-run"], []])
def test_the_report_can_be_corrected_and_sent_again(
    command: Command, path: Path, tmp_path: Path, dry: list[str]
) -> None:
    report = tmp_path / "refused.csv"
    said = command("run", path, "--report", report, "--language", "en", *dry)
    assert said.exit_code == 0
    assert report.stat().st_mode & 0o777 == 0o600
    with report.open(encoding="utf-8-sig", newline="") as stream:
        head, line = csv.reader(stream, delimiter=";")
    assert head == ["Line", "Column", "Value", "Reason", *MENTEE]
    assert line[:4] == ["3", "Antenne", "Atlantis", "There is no antenna of this name."]
    assert line[4:] == list(WRONG.values())
    text = report.read_text(encoding="utf-8-sig").replace("Atlantis", "Gand")
    report.write_text(text, encoding="utf-8-sig")
    told = json.loads(command("run", report, "--format", "json").stdout)
    assert (told["accepted"], told["refused"]) == (1, 0)


def test_what_was_added_to_a_report_is_not_added_twice(command: Command, tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    command("run", text_file(tmp_path, csv_text(WRONG)), "--report", first, "--language", "en")
    command("run", first, "--report", second, "--language", "nl")
    with second.open(encoding="utf-8-sig", newline="") as stream:
        head, line = csv.reader(stream, delimiter=";")
    assert head == ["Regel", "Kolom", "Waarde", "Reden", *MENTEE]
    assert line[4:] == list(WRONG.values())


def test_a_report_never_takes_the_place_of_the_file(command: Command, path: Path) -> None:
    before = path.read_bytes()
    said = command("run", path, "--report", path)
    assert (said.exit_code, path.read_bytes(), make.count(Person)) == (2, before, 0)


def test_nobody_is_taken_in_when_the_report_cannot_be_written(command: Command, path: Path) -> None:
    said = command("run", path, "--report", path.parent / "nowhere" / "r.csv")
    assert isinstance(said.exception, FileNotFoundError)
    assert make.count(Person) == 0


def test_help_needs_no_tenant() -> None:
    said = CliRunner().invoke(group, ["run", "--help"], obj=Scope(None, None))
    assert said.exit_code == 0
    assert "--dry-run" in said.output


def test_a_report_of_a_workbook_is_a_file_for_each_list(command: Command, tmp_path: Path) -> None:
    sheets = {"Mentorés": WRONG, "Mentors": MENTOR, "Duos": DUO}
    rows = {name: [list(row), list(row.values())] for name, row in sheets.items()}
    said = command(
        "run", workbook(tmp_path, rows), "--report", tmp_path / "r.csv", "--format", "json"
    )
    told = json.loads(said.stdout)
    assert (told["kind"], told["accepted"], told["refused"]) == ("all", 1, 2)
    lines = {p.name: len(p.read_text().splitlines()) for p in tmp_path.glob("r*.csv")}
    assert lines == {"r-mentees.csv": 2, "r-mentors.csv": 1, "r-duos.csv": 2}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "first line"),
        (["--kind", "duos"], "first line"),
        (["--encoding", "klingon"], "klingon"),
        (["--language", "xx"], "--language"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(
    command: Command, tmp_path: Path, options: list[str], told: str
) -> None:
    said = command("run", text_file(tmp_path, "a;b;c\n1;2;3\n"), "--language", "en", *options)
    assert said.exit_code != 0
    assert told in said.output
    assert make.count(Import) == 0


def test_a_file_that_is_not_there_is_one_line(command: Command, tmp_path: Path) -> None:
    said = command("run", tmp_path / "nothing.csv", "--language", "en")
    assert (said.exit_code, said.output.count("\n")) == (1, 1)


def test_mentors_are_not_taken_for_mentees(command: Command, tmp_path: Path) -> None:
    said = command(
        "run", text_file(tmp_path, csv_text(MENTOR)), "--kind", "mentees", "--language", "en"
    )
    assert (said.exit_code, "mentors, not mentees" in said.output) == (1, True)


def test_list_and_undo(command: Command, path: Path) -> None:
    command("run", path)
    assert "list.csv" in command("list").stdout
    undone = command("undo", last_import().id)
    assert (undone.exit_code, make.count(Person)) == (0, 0)
    assert command("undo", last_import().id).exit_code == 1
    assert command("undo", 99_999_999_999).exit_code == 1
    assert command("tidy").exit_code == 0


@pytest.mark.parametrize("code", ["be", "fr", "nl"])
def test_the_columns_we_add_to_a_report_are_left_out_by_the_reader(
    installation: Installation, code: str
) -> None:
    profile = PROFILES[code]
    ignored = set().union(*(language.ignored for language in profile.languages))
    for language in TENANTS[code].languages:
        with installation.apps[code].app_context(), force_locale(language):
            assert {header(name) for name in told_headers()} <= ignored
