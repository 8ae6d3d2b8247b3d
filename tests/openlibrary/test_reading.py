"""Anybody reads the open library: in their language, with its licence, the old editions too."""

import json

import pytest
from sqlalchemy import select

from app.core.db import db, transaction
from app.library import queries
from app.library.actions.modules import retire_module
from app.library.models import Edition, EditionText


def test_every_shipped_module_stands_on_the_shelf(visitor):
    page = visitor.get("/open-library/")
    assert page.status_code == 200
    assert page.text.count('<li class="card">') == 8
    assert "Boundaries and safety" in page.text
    assert 'content="noindex"' not in page.text


def test_nothing_published_is_said(headquarters, app):
    page = headquarters.test_client().get("/open-library/")
    assert "Nothing is published yet" in page.text
    assert headquarters.test_client().get("/open-library/everything.zip").status_code == 404


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fr", "La première rencontre"),
        ("nl", "De eerste ontmoeting"),
        ("es", "El primer encuentro"),
    ],
)
def test_a_reader_reads_in_their_own_language(visitor, language, title):
    page = visitor.get("/open-library/first-meeting", headers={"Accept-Language": language})
    assert f"<h1>{title}</h1>" in page.text
    assert f'<article lang="{language}"' in page.text


def test_a_language_that_is_not_reviewed_is_said_and_another_is_shown(visitor, library):
    with transaction():
        edition = db.session.scalars(select(Edition).where(Edition.slug == "network")).one()
        missing = EditionText.edition_id == edition.id, EditionText.language == "es"
        db.session.delete(db.session.scalars(select(EditionText).where(*missing)).one())
    page = visitor.get("/open-library/network?in=es")
    assert "There is no reviewed text in Spanish yet; this is the one in English." in page.text
    assert '<article lang="en"' in page.text


def test_the_page_says_the_licence_and_how_to_name_the_module(visitor):
    page = visitor.get("/open-library/listening").text
    assert 'rel="license">CC BY-SA 4.0</a>' in page
    assert "“Listening”, Tandem Headquarters, 20" in page


def test_pictures_of_an_edition_are_shown_and_those_of_nobody_are_not(visitor, library):
    names = queries.find_by_slug("first-meeting").files
    assert (
        f"/open-library/files/{names['duo.png']}" in visitor.get("/open-library/first-meeting").text
    )
    picture = visitor.get(f"/open-library/files/{names['duo.png']}")
    assert picture.mimetype == "image/png"
    assert visitor.get(f"/open-library/files/{'0' * 64}").status_code == 404


def test_a_retired_module_is_no_longer_offered_and_can_still_be_looked_up(visitor, library):
    with transaction():
        retire_module(queries.find_by_slug("network"))
    assert "The network" not in visitor.get("/open-library/").text
    assert visitor.get("/open-library/network").status_code == 404
    assert "no longer offered" in visitor.get("/open-library/network/editions/1").text


def test_programs_read_what_a_module_is(visitor):
    answer = visitor.get("/open-library/interview/metadata.jsonld")
    assert answer.mimetype == "application/ld+json"
    graph = json.loads(answer.data)["@graph"]
    assert {one["inLanguage"] for one in graph} == {"en", "fr", "nl", "es"}
    assert all(one["license"].endswith("/by-sa/4.0/") for one in graph)
    assert all(one["timeRequired"] == "PT210M" for one in graph)


@pytest.mark.parametrize("path", ["nothing", "nothing/module.zip", "interview/editions/9"])
def test_what_is_not_there_is_404(visitor, path):
    assert visitor.get(f"/open-library/{path}").status_code == 404


def test_a_country_has_no_open_library(client):
    assert client.get("/open-library/").status_code == 404
