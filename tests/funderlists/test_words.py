"""What lists call things is data: it must be whole, and mean one thing."""

import pytest

from app.funderlists.fields import FIELDS
from app.funderlists.recognising import columns_of
from app.funderlists.words import every_word, files, headings
from app.funders.models import FunderKind, FunderStage
from app.spreadsheets.words import compact, header

LANGUAGES = ("en", "es", "fr", "nl")


def test_every_language_has_every_field_kind_and_stage():
    assert tuple(files()) == LANGUAGES
    for said in files().values():
        assert set(said["headers"]) == set(FIELDS)
        assert set(said["kinds"]) == set(FunderKind)
        assert set(said["stages"]) == set(FunderStage)


@pytest.mark.parametrize(
    ("table", "form"), [("headers", header), ("kinds", compact), ("stages", compact)]
)
def test_a_word_means_the_same_in_every_language(table, form):
    meant: dict[str, set[str]] = {}
    for said in files().values():
        for code, words in said[table].items():
            for word in words:
                meant.setdefault(form(word), set()).add(code)
    assert {word: codes for word, codes in meant.items() if len(codes) > 1} == {}


@pytest.mark.parametrize("language", [*LANGUAGES, "pt"])
def test_the_blank_list_is_recognised_whole(app, language):
    names = headings(language)
    assert columns_of(names, every_word()) == dict(enumerate(FIELDS))


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (["Organisme", "Statut", "Suivi par"], ["name", "stage", "owner_id"]),
        (["Naam", "Voornaam", "Achternaam"], ["name", "contact_first_name", "contact_name"]),
        (["Fondation", "Nom", "Prénom"], ["name", "contact_name", "contact_first_name"]),
        (["Nom", "Nom du bailleur", "Ville"], ["name", None, "city"]),
        (["Funder", "Notes", "Remarks", "Colour"], ["name", "notes", "notes", None]),
        (["Entidad", "CORREO ELECTRÓNICO", "Próximo paso"], ["name", "contact_email", "next_text"]),
    ],
)
def test_columns_are_recognised(app, headers, fields):
    found = columns_of(headers, every_word())
    assert [found.get(at) for at in range(len(headers))] == fields
