"""Training sessions for programs and on the command line."""

import pytest
from click.testing import CliRunner

from app.cli import main
from app.core import clock
from app.core.commands import Scope
from tests import make
from tests.training import made


@pytest.fixture
def ask(app):
    """`ask("/sessions")` by a program of a coordinator in Ghent."""
    client, headers = app.test_client(), make.program(make.user(antennas=["GHE"]))
    return lambda path: client.get(f"/api/v1/training{path}", headers=headers)


def test_sessions_of_the_antennas_it_sees_without_the_link(ask):
    module = made.module()
    here = made.session(module, "GHE", link="https://meet.example/secret")
    made.session(module, "LIE")
    answer = ask("/sessions?when=coming&antenna=GHE")
    assert [row["id"] for row in answer.json["items"]] == [here.id]
    assert "secret" not in answer.text
    day = clock.today().isoformat()
    assert ask(f"/sessions?to={day}&module={module.id}").json["total"] == 0
    assert ask("/sessions?when=never").status_code == 422


def test_the_command_line_lists_sessions_with_the_places_taken(app):
    session = made.session(made.module(), "GHE")
    group = main.commands["training"]
    shown = CliRunner().invoke(group, ["sessions"], obj=Scope("be", lambda code: app)).output
    assert shown.startswith(f"{session.id}\t")
    assert shown.endswith("GHE\tlistening\t0/2\n")
