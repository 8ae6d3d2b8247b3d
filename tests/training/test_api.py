"""Training for programs and on the command line."""

import pytest
from click.testing import CliRunner

from app.core.commands import Scope
from app.training.cli import group
from tests import make
from tests.training import made


@pytest.fixture
def ask(app):
    """`ask("/modules")` by a program of a coordinator in Ghent."""
    client, headers = app.test_client(), make.program(make.user(antennas=["GHE"]))
    return lambda path: client.get(f"/api/v1/training{path}", headers=headers)


def test_the_modules_with_their_languages_and_one_with_its_texts(ask):
    module = made.module(texts={"en": made.text("Listening"), "fr": made.text("Écouter")})
    (row,) = ask("/modules").json["items"]
    assert (row["slug"], row["languages"], row["title"]) == ("listening", ["fr", "en"], "Listening")
    one = ask(f"/modules/{module.id}")
    assert one.json["texts"]["fr"]["title"] == "Écouter"
    assert one.headers["ETag"]
    assert ask("/modules/987654").status_code == 404


def test_completions_without_what_the_facilitator_saw(ask):
    module = made.module()
    marc, luc = make.mentor(antenna="GHE"), make.mentor("Luc", antenna="LIE")
    made.completion(marc, module, observation="Private")
    made.completion(luc, module)
    answer = ask(f"/completions?module={module.id}&sort=-completed")
    assert [row["person_id"] for row in answer.json["items"]] == [marc.id]
    assert answer.json["items"][0]["hours"] == 3.5
    assert "Private" not in answer.text
    assert ask(f"/completions?person={luc.id}").json["items"] == []


def test_the_command_line_copies_and_lists(app, library):
    def run(*words):
        return CliRunner().invoke(group, words, obj=Scope("be", lambda code: app))

    made.publish(library)
    assert run("refresh").output == "listening\tnew\n"
    assert run("refresh").output == ""
    assert run("modules").output == "listening\t1\ten\tcompulsory\n"
