"""The way to translators and back: by page and by command, all of it or nothing."""

import io

import pytest
from click.testing import CliRunner

from app.cli import main
from app.core.commands import Scope
from app.core.db import db
from app.translators import xliff
from tests.library import making
from tests.library.making import DUTCH
from tests.translators.test_xliff import filled


def words_of(module):
    """A translator's work: what is in Dutch already, else the source in capitals."""
    return lambda name, source, target: target or source.upper()


def upload(client, module, content, name="asking.xlf"):
    sent = {"file": (io.BytesIO(content), name)}
    return client.post(f"/library/{module.id}/translators", data=sent)


def file_for(client, module, language="nl"):
    answer = client.get(f"/library/{module.id}/texts/{language}/translation.xlf")
    assert answer.status_code == 200
    assert f"asking.en-{language}.xlf" in answer.headers["Content-Disposition"]
    return answer.data


def test_a_translation_comes_back_as_a_draft_of_who_brings_it_in(page, alice, bob, translated):
    content = filled(file_for(page(alice), translated, "fr"), words_of(translated))
    answer = upload(page(bob), translated, content)
    assert answer.status_code == 303
    text = making.text(translated, "fr")
    assert (text.state, text.written_by) == ("draft", bob.id)
    assert text.title == "ASKING"
    assert text.body == translated.source.body.upper()
    assert [option["right"] for option in text.quiz[0]["options"]] == [False, True]
    assert "There is no" not in page(bob).get(answer.location).text


def test_what_was_translated_before_comes_back_unchanged_and_stays_reviewed(page, bob, translated):
    content = file_for(page(bob), translated)
    assert upload(page(bob), translated, content).status_code == 303
    text = making.text(translated, "nl")
    assert (text.state, text.body) == ("reviewed", DUTCH["body"])


def test_an_outdated_translation_is_in_line_again_when_it_comes_back(page, alice, translated):
    making.write(alice, translated, title="Asking well")
    content = file_for(page(alice), translated)
    assert b"needs-adaptation" in content
    assert upload(page(alice), translated, content).status_code == 303
    text = making.text(translated, "nl")
    assert (text.state, text.source_snapshot["title"]) == ("draft", "Asking well")


def test_a_translation_changed_here_meanwhile_is_not_written_over(page, alice, translated):
    content = file_for(page(alice), translated)
    making.write(alice, translated, "nl", title="Goed vragen")
    answer = upload(page(alice), translated, content)
    assert answer.status_code == 409
    assert making.text(translated, "nl").title == "Goed vragen"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (b'original="asking"', b'original="other"', "This file is of “other”, not of “asking”."),
        (b'target-language="nl"', b'target-language="pt"', "en → pt"),
        (b'target-language="nl"', b'target-language="en"', "en → en"),
        (b'source-language="en"', b'source-language="fr"', "fr → nl"),
        (b">Asking<", b">Telling<", "The source text is another one"),
        (b">Vragen<", b"><", "Not translated yet: title"),
        (b"<file ", b"<life ", "cannot be read as XML"),
        (b"</xliff>", b"<file/></xliff>", "no XLIFF 1.2 file of one module"),
    ],
)
def test_a_file_that_does_not_fit_says_why_and_changes_nothing(
    page, alice, translated, old, new, says
):
    content = file_for(page(alice), translated)
    assert old in content
    answer = upload(page(alice), translated, content.replace(old, new))
    assert answer.status_code == 422
    assert says in answer.text
    assert making.text(translated, "nl").state == "reviewed"


def test_a_title_that_is_too_long_for_its_place_is_refused(page, alice, translated):
    content = file_for(page(alice), translated).replace(b">Vragen<", b">" + b"V" * 200 + b"<")
    answer = upload(page(alice), translated, content)
    assert answer.status_code == 422
    assert "title" in answer.text


def test_nothing_chosen_and_nothing_to_translate(page, alice, module):
    address = f"/library/{module.id}/translators"
    assert page(alice).post(address).status_code == 422
    assert page(alice).get(f"/library/{module.id}/texts/nl/translation.xlf").status_code == 409
    assert page(alice).get(f"/library/{module.id}/texts/en/translation.xlf").status_code == 404


@pytest.fixture
def run(hq):
    def command(*words, app=hq):
        db.session.commit()
        scope = Scope(app.extensions["tandem.tenant"].code, lambda code: app)
        return CliRunner().invoke(
            main.commands["library"], [str(word) for word in words], obj=scope
        )

    return command


def test_the_commands_take_list_and_exchange(run, tmp_path):
    assert run("take", making.SHIPPED).output == "small-talk: published\n"
    assert run("take", making.SHIPPED).output == "nothing new\n"
    listed = run("list").output
    assert "small-talk\tSmall talk\tedition 1\ten:reviewed fr:missing nl:reviewed" in listed
    file = tmp_path / "small-talk.xlf"
    assert run("export-xliff", "small-talk", "es", file).exit_code == 0
    content = filled(file.read_bytes(), lambda name, source, target: source.upper())
    file.write_bytes(content)
    assert run("import-xliff", file).output == "small-talk es: draft\n"
    assert "es:draft" in run("list").output


def test_the_commands_say_what_is_wrong(run, neighbour, tmp_path):
    assert "there is no module" in run("export-xliff", "none", "fr", tmp_path / "x").output
    (tmp_path / "x").write_bytes(b"<html/>")
    assert "no XLIFF 1.2 file" in run("import-xliff", tmp_path / "x").output
    empty = xliff.written("gone", ("en", "fr"), making.CONTENT, None)
    (tmp_path / "y").write_bytes(empty)
    assert "There is no module" in run("import-xliff", tmp_path / "y").output
    (tmp_path / "wrong").mkdir()
    (tmp_path / "wrong" / "empty").mkdir()
    assert "empty/module.toml: file: is missing" in run("take", tmp_path / "wrong").output
    refused = run("list", app=neighbour)
    assert "only headquarters writes the library" in refused.output
