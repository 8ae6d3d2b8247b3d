"""A quarter on its way out: asked for, looked at cell by cell, released or turned down."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.core.db import db
from app.core.errors import Refused
from app.core.quarters import quarter
from app.publication import actions, jobs, queries
from app.publication.models import Publication, Release, ReleaseState
from app.tabulation.templates import TEMPLATES
from tests import make
from tests.home.test_day import statements

QUARTER = "2026-Q2"
AUTUMN = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def autumn(on_day: Callable[[Any], None]) -> None:
    on_day(AUTUMN)


@pytest.fixture
def director(app: Flask, as_role: Callable[..., FlaskClient]) -> FlaskClient:
    return as_role("director")


def computed(period: str = QUARTER, **more: Any) -> Release:
    """As the queue does it."""
    release = actions.ask(period=quarter(period), **more)
    db.session.commit()
    jobs.compute(release.id)
    db.session.commit()
    return queries.get_release(release.id)


def released(period: str = QUARTER, **more: Any) -> Release:
    release = actions.let_go(release=computed(period, **more))
    db.session.commit()
    return queries.get_release(release.id)


def some_duos(count: int = 12) -> None:
    for number in range(count):
        young, old = make.pair()
        make.duo(
            young,
            old,
            started_on=date(2026, 4, 1 + number),
            ended_on=date(2026, 6, 20) if number % 2 else None,
        )


def test_an_empty_country_is_told_what_comes(director: FlaskClient) -> None:
    page = director.get("/publication/").text
    assert "Nothing was computed yet" in page
    assert "Compute a quarter" in page
    assert (
        "Headquarters has nothing of this country yet"
        in director.get("/publication/published").text
    )


def test_a_quarter_is_asked_for_computed_looked_at_and_released(director: FlaskClient) -> None:
    some_duos()
    answer = director.post("/publication/new", data={"period": QUARTER})
    assert answer.status_code == 303
    page = director.get(answer.location)
    assert "You can leave this page" in page.text
    assert director.get(f"{answer.location}/progress").json["state"] == "waiting"
    release = db.session.scalars(select(Release)).one()
    jobs.compute(release.id)
    db.session.commit()
    assert director.get(f"{answer.location}/progress").json["state"] == "done"

    page = director.get(answer.location).text
    assert "Waits for a decision" in page
    assert "Duos started, by antenna" in page
    assert "below 10" in page
    confirm = director.get(f"{answer.location}/releasing").text
    assert "They cannot be taken back" in confirm
    assert director.post(f"{answer.location}/releasing").status_code == 303
    assert "Released. The tables leave" in director.get(answer.location).text
    assert jobs.send(0) is None
    db.session.commit()
    assert "Headquarters has these tables." in director.get(answer.location).text
    assert "version" in director.get("/publication/published").text
    assert len(db.session.scalars(select(Publication)).all()) == len(TEMPLATES)


def test_a_release_is_turned_down_with_a_reason(director: FlaskClient) -> None:
    release = computed()
    address = f"/publication/{release.id}/rejection"
    assert director.post(address, data={"reason": ""}).status_code == 422
    assert director.post(address, data={"reason": "A spreadsheet is missing"}).status_code == 303
    page = director.get(f"/publication/{release.id}").text
    assert "Turned down" in page
    assert "A spreadsheet is missing" in page
    assert director.post(f"/publication/{release.id}/releasing").status_code == 409


def test_what_is_no_quarter_comes_back_as_typed(director: FlaskClient) -> None:
    answer = director.post("/publication/new", data={"period": "2026-Q9", "reason": "My words"})
    assert answer.status_code == 422
    assert "My words" in answer.text


def test_a_quarter_that_goes_on_is_not_computed(director: FlaskClient) -> None:
    answer = director.post("/publication/new", data={"period": "2026-Q4"})
    assert answer.status_code == 409
    assert "not over yet" in answer.text


def test_a_published_quarter_is_computed_again_only_with_a_reason(director: FlaskClient) -> None:
    released()
    answer = director.post("/publication/new", data={"period": QUARTER})
    assert answer.status_code == 409
    assert "Say why" in answer.text
    again = director.post("/publication/new", data={"period": QUARTER, "reason": "Late file"})
    assert again.status_code == 303


def test_two_computations_of_a_quarter_do_not_wait_at_once(app: Flask) -> None:
    computed()
    with pytest.raises(Refused) as refusal:
        actions.ask(period=quarter(QUARTER), reason="Again")
    assert [one.code for one in refusal.value.reasons] == ["release_waiting"]


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_who_may_only_look_sees_no_button(
    app: Flask, as_role: Callable[..., FlaskClient], role: str
) -> None:
    release = computed()
    client = as_role(role)
    page = client.get(f"/publication/{release.id}").text
    assert "/releasing" not in page
    assert client.post(f"/publication/{release.id}/releasing").status_code == 403
    assert client.post("/publication/new", data={"period": QUARTER}).status_code == 403


@pytest.mark.parametrize("role", ["coordinator", "lead", "partnerships"])
def test_antennas_do_not_see_the_publication(
    app: Flask, as_role: Callable[..., FlaskClient], role: str
) -> None:
    assert as_role(role).get("/publication/").status_code == 403


def test_an_unknown_release_is_not_found(director: FlaskClient) -> None:
    assert director.get("/publication/4711").status_code == 404


def test_a_list_takes_few_statements(director: FlaskClient) -> None:
    released()
    assert statements(lambda: director.get("/publication/")) <= 6
    assert statements(lambda: director.get("/publication/published")) <= 6


def test_a_correction_gives_new_versions_only_to_tables_that_changed(app: Flask) -> None:
    some_duos()
    released()
    young, old = make.pair()
    make.duo(young, old, started_on=date(2026, 5, 5))
    again = released(reason="One agreement came late")
    changed = {table.template: (table.version, table.replaces) for table in again.tables}
    assert changed["duos_started"] == (2, 1)
    assert changed["training_held"] == (None, None)
    assert again.number == 2


def test_a_correction_that_corrects_nothing_is_refused(app: Flask) -> None:
    released()
    with pytest.raises(Refused) as refusal:
        actions.let_go(release=computed(reason="Just in case"))
    assert [one.code for one in refusal.value.reasons] == ["nothing_new"]


def test_tables_are_computed_again_when_a_linked_quarter_was_released_since(app: Flask) -> None:
    some_duos()
    first, second = computed("2026-Q1"), computed("2026-Q2")
    actions.let_go(release=queries.get_release(first.id))
    db.session.commit()
    with pytest.raises(Refused) as refusal:
        actions.let_go(release=queries.get_release(second.id))
    assert [one.code for one in refusal.value.reasons] == ["linked_release_since"]


def test_a_released_quarter_stays_as_it_is(app: Flask) -> None:
    some_duos()
    release = released()
    before = [(table.template, table.after, table.digest) for table in release.tables]
    make.duo(*make.pair(), started_on=date(2026, 5, 5))
    jobs.compute(release.id)
    db.session.commit()
    after = [(t.template, t.after, t.digest) for t in queries.get_release(release.id).tables]
    assert after == before
    with pytest.raises(Refused):
        actions.turn_down(release=queries.get_release(release.id), reason="Too late")


def test_the_quarter_that_is_over_is_computed_by_itself_once(app: Flask) -> None:
    jobs.due(0)
    assert make.count(Release) == 0, "a country without a duo has nothing to tell"
    some_duos(1)
    jobs.due(0)
    jobs.due(0)
    db.session.commit()
    release = db.session.scalars(select(Release)).one()
    assert (release.period, release.state) == ("2026-Q3", ReleaseState.ASKED)


def test_who_released_is_a_role_and_not_a_name(director: FlaskClient) -> None:
    release = computed()
    director.post(f"/publication/{release.id}/releasing")
    jobs.send(0)
    db.session.commit()
    row = db.session.scalars(select(Publication).limit(1)).one()
    assert row.released_by == "director"
    assert row.thresholds == {"smallest": 10, "base": 5, "denominator": 30, "width": 5}
    assert len(row.digest) == 64


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "trends.levif.be, octobre 2023"), ("nl", "trends.levif.be, oktober 2023")],
)
def test_who_told_what_a_duo_costs_is_named_in_the_readers_language(
    app: Flask, as_role: Callable[..., FlaskClient], language: str, words: str
) -> None:
    release = computed()
    page = as_role("director", language=language).get(f"/publication/{release.id}").text
    assert page.count(words) == 2, "here, and as it is published"
    assert "trends.levif.be, October 2023" not in page
