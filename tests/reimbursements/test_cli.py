"""Paying and the list of a year on the command line."""

import pytest
from click.testing import CliRunner

from app import cli, setup
from app.core.db import db
from tests.expenses import stage
from tests.reimbursements.stage import IBAN, account, organisation


@pytest.fixture(autouse=True)
def today(on_day):
    on_day(stage.TODAY)


@pytest.fixture
def tandem(app, monkeypatch):
    monkeypatch.setattr(setup, "application", lambda code: app)

    def run(*words):
        db.session.commit()
        return CliRunner().invoke(cli.main, ["-t", "be", "expenses", *words])

    return run


def test_the_command_line_pays_and_writes_the_year(tandem, tmp_path):
    marc = stage.mentor()
    account(marc)
    organisation()
    stage.approved(marc)
    file, table = tmp_path / "bank.xml", tmp_path / "year.csv"
    paid = tandem("pay", "--on", "2026-11-23", "--file", str(file))
    assert paid.exit_code == 0, paid.output
    assert "\t1\t40.00\tready" in paid.output
    assert IBAN in file.read_text()
    assert tandem("yearly", "2026", "--file", str(table)).exit_code == 0
    assert "2026-11-10" in table.read_text("utf-8-sig")
    assert tandem("pay").exit_code == 1


def test_the_list_of_a_year_is_csv_or_xlsx(tandem, tmp_path):
    told = tandem("yearly", "2026", "--file", str(tmp_path / "list.txt"))
    assert (told.exit_code, list(tmp_path.iterdir())) == (2, [])
