"""Words and languages of one tenant are never those of another: isolation test 56."""

import re
import threading

import pytest
from babel.messages.pofile import read_po
from flask_babel import force_locale, gettext
from sqlalchemy import update

from app.accounts.models import User
from app.core.config import REPOSITORY
from app.core.db import db
from app.core.viewer import SYSTEM, acting_as
from app.people.labels import FIELDS
from tests import make

pytestmark = pytest.mark.any_database

OURS = REPOSITORY / "tenants"
LANGUAGE = re.compile(r'<html lang="([a-z]+)"')
ANY = {"Accept-Language": "*"}
NUMBER_OF_THREADS = 4


def own_words(code):
    """What a tenant says its own way, as (language, msgid, text)."""
    for file in sorted((OURS / code / "wording").glob("*/LC_MESSAGES/messages.po")):
        language = file.parents[1].name
        with file.open("rb") as text:
            for message in read_po(text, locale=language):
                if message.id and isinstance(message.id, str):
                    yield language, message.id, message.string


def said(app, language, text):
    with app.test_request_context(), force_locale(language):
        return gettext(text)


@pytest.mark.parametrize("code", ["be", "es", "fr", "nl"])
def test_56_a_tenant_says_it_its_own_way(installation, code):
    """Negative control of the next one: the words are in use where they belong."""
    words = list(own_words(code))
    assert words
    for language, text, own in words:
        assert said(installation.apps[code], language, text) == own


@pytest.mark.parametrize("code", ["be", "es", "fr", "nl"])
def test_56_and_no_other_tenant_says_it_so(installation, code):
    for language, text, own in own_words(code):
        for other, app in installation.apps.items():
            theirs = {(a, b): c for a, b, c in own_words(other)} if other != "hq" else {}
            if other != code and theirs.get((language, text)) != own:
                assert said(app, language, text) != own, (other, text)


def test_56_with_the_folder_of_another_it_would(installation):
    """Negative control: the guard is the folder that is this tenant's alone."""
    folders = installation.apps["be"].config["BABEL_TRANSLATION_DIRECTORIES"]
    mixed = installation.app("fr", BABEL_TRANSLATION_DIRECTORIES=folders)
    language, text, own = next(own_words("be"))
    assert said(mixed, language, text) == own


def test_56_a_text_named_once_is_said_anew_for_each_reader(installation):
    """`FIELDS` is made while the code is loaded, in no tenant and in no language."""
    asked = [("be", "fr"), ("fr", "fr"), ("be", "nl"), ("nl", "nl"), ("be", "en")]
    first, second = (
        [label_in(installation.apps[code], language) for code, language in asked] for _ in range(2)
    )
    assert first == second
    assert len(set(first)) >= 3


def label_in(app, language):
    with app.test_request_context(), force_locale(language):
        return str(FIELDS["phone"])


def test_56_nor_do_threads_mix_them(installation):
    asked = [("be", "fr"), ("fr", "fr"), ("nl", "nl"), ("be", "en")]
    expected = [label_in(installation.apps[code], language) for code, language in asked]
    wrong = []

    def work(number):
        code, language = asked[number]
        found = {label_in(installation.apps[code], language) for _ in range(50)}
        wrong.extend(found - {expected[number]})

    threads = [threading.Thread(target=work, args=(n,)) for n in range(NUMBER_OF_THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def language_of(answer):
    return LANGUAGE.search(answer.text)[1]


@pytest.mark.parametrize("wanted", ["es", "de", "zz", "fr-FR-x-../../nl", "*", ""])
def test_56_a_language_the_tenant_does_not_work_in_is_its_default(installation, wanted):
    for code in ("be", "nl"):
        app = installation.apps[code]
        default = app.extensions["tandem.tenant"].default_language
        if wanted.startswith("fr") and code == "be":
            continue
        answer = app.test_client().get("/accounts/sign-in", headers={"Accept-Language": wanted})
        assert language_of(answer) == default, code


def test_56_whoever_chose_it_elsewhere(app, installation):
    """In the session, and in the account."""
    default = app.extensions["tandem.tenant"].default_language
    visitor = app.test_client()
    with visitor.session_transaction() as session:
        session["language"] = "es"
    assert language_of(visitor.get("/accounts/sign-in", headers=ANY)) == default
    with acting_as(SYSTEM):
        client = make.browser(app, make.user("director"))
        db.session.execute(update(User).values(language="es"))
        db.session.commit()
    assert language_of(client.get("/accounts/me/", headers=ANY)) == default


def test_56_one_it_works_in_is_taken(app):
    """Negative control."""
    answer = app.test_client().get("/accounts/sign-in", headers={"Accept-Language": "nl"})
    assert language_of(answer) == "nl"
