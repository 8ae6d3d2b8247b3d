"""Headquarters: which countries take part and publish, from the shared database alone."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, delete, insert

from app.core import engines
from app.core.viewer import SYSTEM, acting_as
from app.publication.models import Publication
from tests import make


@pytest.fixture
def analyst(headquarters):
    with headquarters.app_context(), acting_as(SYSTEM):
        yield make.browser(headquarters, make.user(role="hq_analyst", language="en"))


@pytest.fixture
def published(installation):
    """Two versions of one table of Belgium, written as an operator would."""
    engine = create_engine(engines.existing_only(installation.shared_url))
    row = {
        "tenant": "be",
        "template": "duos_started",
        "period": "2026-q3",
        "cells": [],
        "released_at": datetime(2026, 10, 1, tzinfo=UTC),
    }
    with engine.begin() as connection:
        for version in (1, 2):
            connection.execute(insert(Publication).values(**row, version=version))
    yield
    with engine.begin() as connection:
        connection.execute(delete(Publication))
    engine.dispose()


def test_a_visitor_is_asked_to_sign_in(headquarters):
    answer = headquarters.test_client().get("/")
    assert answer.status_code == 303
    assert "/accounts/sign-in" in answer.location


def test_the_countries_that_take_part_are_named_without_any_table_yet(analyst):
    page = analyst.get("/").text
    for name in ("Tandem Belgium", "Tandem France", "Tandem Netherlands"):
        assert name in page
    assert "Nothing published yet" in page


def test_a_table_counts_once_however_often_it_was_corrected(analyst, published):
    page = analyst.get("/").text
    assert "1 table" in page
    assert "last released on 1 Oct 2026" in page
    assert "Nothing published yet" not in page


def test_an_editor_reads_it_too(headquarters):
    with headquarters.app_context(), acting_as(SYSTEM):
        editor = make.browser(headquarters, make.user(role="hq_editor"))
        assert editor.get("/").status_code == 200


def test_headquarters_has_no_page_of_people(headquarters):
    paths = {rule.rule for rule in headquarters.url_map.iter_rules()}
    assert {path for path in paths if path.startswith(("/mentees", "/duos", "/figures"))} == set()
