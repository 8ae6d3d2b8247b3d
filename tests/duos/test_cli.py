"""Handing duos over on the command line."""

import pytest
from click.testing import CliRunner

from app.core.commands import Scope
from app.core.db import db
from app.duos.cli import group
from tests import make


@pytest.fixture
def run(app):
    def invoke(*words):
        db.session.commit()  # the command has a session of its own
        return CliRunner().invoke(group, words, obj=Scope("be", lambda code: app))

    return invoke


@pytest.fixture
def nadia(app):
    return make.user("director", email="nadia@staff.example")


@pytest.fixture
def karim(app):
    return make.user("director", email="karim@staff.example")


def test_all_running_duos_go_from_one_to_the_other(run, nadia, karim):
    here = make.duo(*make.pair(antenna="BRU"), owner_id=nadia.id)
    there = make.duo(*make.pair(antenna="LIE"), owner_id=nadia.id)
    assert run("hand-over", nadia.email, karim.email, "--antenna", "BRU").output.startswith(
        "1 duos"
    )
    db.session.expire_all()
    assert (here.owner_id, there.owner_id) == (karim.id, nadia.id)
    assert run("hand-over", nadia.email, karim.email).exit_code == 0
    db.session.expire_all()
    assert there.owner_id == karim.id
    assert make.last_event().via == "command"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nadia@staff.example", "nobody@staff.example"], "nobody@staff.example"),
        (["nadia@staff.example", "karim@staff.example", "--antenna", "OSTEND"], "OSTEND"),
        (["nadia@staff.example", "karim@staff.example"], "duo"),
    ],
)
def test_what_cannot_be_done_is_said(run, nadia, karim, words, said):
    result = run("hand-over", *words)
    assert result.exit_code != 0
    assert said in result.output
