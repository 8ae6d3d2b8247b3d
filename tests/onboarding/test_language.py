"""A country with a language the product does not speak yet, tried with Portuguese."""

import re

import pytest
from flask_babel import force_locale, gettext, ngettext

from app import setup, translations
from app.core.i18n import language_itself
from app.core.tenancy import load_tenant

HEADER = "code,status,name_pt,name_en,opened_on,nuts2,postal_codes,languages\n"
LISBON = HEADER + "LIS,planned,Lisboa,Lisbon,,PT1A,1000-1999,pt en\n"
WELCOME = "Two people, six months, one way to work"
H1 = re.compile(r"<h1>(.*?)</h1>")


@pytest.fixture
def portugal(ground):
    """Answers of a country that works in Portuguese and English."""
    ground.antennas.write_text(LISBON, encoding="utf-8")
    return {
        "name": "Portugal",
        "languages": "pt,en",
        "timezone": "Europe/Lisbon",
        "admin": "ana@pt.example",
    }


def heading(app, language):
    page = app.test_client().get(
        "/", headers={"Accept-Language": language, "Host": "pt.localhost:8000"}
    )
    assert f'<html lang="{language}"' in page.text
    return H1.search(page.text)[1]


def translate(ground, language, text, said):
    catalog = translations.read(language)
    catalog.get(text).string = said
    translations.write(language, catalog)
    translations.compile_all()


def test_its_catalogue_is_made_and_what_is_missing_is_told(ground, portugal):
    told = ground.told("pt", **portugal)
    assert told["state"] == "active", told
    (files,) = [one for one in told["steps"] if one["name"] == "files"]
    every = len([message for message in translations.read("en") if message.id])
    assert (files["catalogues"], files["missing"]) == (["pt"], {"pt": every})
    assert (ground.translations / "pt" / "LC_MESSAGES" / "messages.po").is_file()
    asked = ground.command("check", "pt")
    assert asked.exit_code == 0, asked.output
    assert f"{every} texts are not yet translated into pt" in asked.output
    assert "pt/imports/pt.toml: names of columns" in asked.output
    portugal_now = load_tenant(ground.tenants / "pt")
    assert portugal_now.names == {"pt": "Tandem Portugal", "en": "Tandem Portugal"}
    assert language_itself("pt") == "português"


def test_a_text_is_told_in_portuguese_once_it_is_translated(ground, portugal):
    ground.told("pt", **portugal)
    assert heading(setup.application("pt"), "pt") == WELCOME  # English: pt is its own default
    translate(ground, "pt", WELCOME, "Duas pessoas, seis meses")
    assert heading(setup.application("pt"), "pt") == "Duas pessoas, seis meses"
    assert heading(setup.application("pt"), "en") == WELCOME


def test_what_is_missing_is_told_in_the_countrys_own_default_language(ground, portugal):
    """French and then English: Portuguese as a second language of a French-speaking country."""
    ground.antennas.write_text(
        "code,status,name_fr,name_pt,opened_on,nuts2,postal_codes,languages\n"
        "LUX,planned,Luxembourg,Luxemburgo,,LU00,1000-9999,fr pt\n",
        encoding="utf-8",
    )
    assert ground.told("lu", languages="fr,pt")["state"] == "active"
    app = setup.application("lu")
    with app.test_request_context():
        with force_locale("fr"):
            french = gettext("Telephone"), ngettext("%(num)d duo", "%(num)d duos", 2)
        with force_locale("pt_PT"):
            assert (gettext("Telephone"), ngettext("%(num)d duo", "%(num)d duos", 2)) == french
            assert gettext("No such text") == "No such text"
    translate(ground, "pt", "Telephone", "Telefone")
    with setup.application("lu").test_request_context(), force_locale("pt_PT"):
        assert gettext("Telephone") == "Telefone"


def test_such_a_language_may_be_incomplete_and_the_others_may_not(ground):
    translations.begin("pt")
    assert not translations.begin("pt")
    assert translations.is_incomplete("pt")
    missing = [one for one in translations.mistakes() if one.startswith("pt: ")]
    assert missing == []
    (ground.translations / "fr" / translations.INCOMPLETE).touch()
    assert not translations.is_incomplete("fr")
    (ground.translations / "pt" / translations.INCOMPLETE).unlink()
    missing = [one for one in translations.mistakes() if one.startswith("pt: ")]
    assert len(missing) > 1_000


def test_placeholders_are_held_to_in_it_too(ground):
    translations.begin("pt")
    text = next(message.id for message in translations.read("en") if "%(name)s" in message.id)
    translate(ground, "pt", text, "%(nome)s")
    assert [one for one in translations.mistakes() if one.startswith("pt: ")]
