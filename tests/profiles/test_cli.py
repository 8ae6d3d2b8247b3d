"""People on the command line."""

import pytest
from click.testing import CliRunner

from app.core.commands import Scope
from app.profiles.cli import group
from tests import make


@pytest.fixture
def run(app):
    make.mentee("Fatou", "Diallo", antenna="LIE", reference="BE-J001")

    def invoke(*words):
        return CliRunner().invoke(group, words, obj=Scope("be", lambda code: app))

    return invoke


def test_people_are_found(run):
    assert "Fatou Diallo\tLIE\tready\tBE-J001" in run("find", "diallo").output


def test_a_list_is_written_for_its_owner_alone(run, tmp_path):
    file = tmp_path / "list.csv"
    result = run("export", "mentee", str(file), "--filter", "antenna=LIE")
    assert result.output.startswith("1 people")
    assert "Diallo" in file.read_text("utf-8-sig")
    assert file.stat().st_mode & 0o77 == 0
    assert make.last_event().name == "people.exported"


@pytest.mark.parametrize("words", [["list.pdf"], ["list.csv", "--filter", "colour=red"]])
def test_what_cannot_be_done_is_said(run, tmp_path, words):
    result = run("export", "mentee", str(tmp_path / words[0]), *words[1:])
    assert result.exit_code != 0
