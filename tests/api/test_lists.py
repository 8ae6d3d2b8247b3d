"""Lists for programs: pages, filters, order, and how little they ask of the database."""

from datetime import date
from urllib.parse import quote

import pytest
from sqlalchemy import event

from app.core.db import db
from tests import make


@pytest.fixture
def people(app):
    """Five mentees of Ghent and Brussels, two mentors, one running duo."""
    named = [
        ("Amine", "Haddad", "BRU"),
        ("Bilal", "Yildiz", "GHE"),
        ("Chloé", "Étienne", "GHE"),
        ("Dina", "Osman", "BRU"),
        ("Elif", "Aydın", "GHE"),
    ]
    mentees = [make.mentee(*name, antenna=antenna) for *name, antenna in named]
    mentors = [make.mentor(antenna="GHE"), make.mentor("Rita", "Maes", antenna="BRU")]
    make.duo(mentees[1], mentors[0])
    return mentees + mentors


def names(answer):
    return [row["last_name"] for row in answer.json["items"]]


def test_a_list_comes_in_pages(director, people):
    first = director.get("/mentees?per_page=2").json
    assert (first["page"], first["per_page"], first["total"]) == (1, 2, 5)
    assert first["total_capped"] is False
    pages = [director.get(f"/mentees?per_page=2&page={number}") for number in (1, 2, 3, 4)]
    assert [len(page.json["items"]) for page in pages] == [2, 2, 1, 0]
    assert len({name for page in pages for name in names(page)}) == 5


def test_a_list_is_sorted_both_ways(director, people):
    there = names(director.get("/mentees?sort=name"))
    back = names(director.get("/mentees?sort=-name"))
    assert there == back[::-1]
    assert there == names(director.get("/mentees"))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("/mentees?antenna=GHE", {"Yildiz", "Étienne", "Aydın"}),
        ("/mentees?q=etienne", {"Étienne"}),
        ("/mentees?antenna=GHE&q=bil", {"Yildiz"}),
        ("/mentees?antenna=XYZ", set()),
        ("/mentees?owner=none&stage=ready", {"Haddad", "Yildiz", "Étienne", "Osman", "Aydın"}),
        ("/mentors?free=1", {"Maes"}),
        ("/mentors?q=rita", {"Maes"}),
        ("/people/search?q=ma", {"Maes", "Osman", "Servais"}),
    ],
)
def test_filters_are_those_of_the_pages(director, people, asked, expected):
    assert set(names(director.get(asked))) == expected


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/mentees?antena=GHE", "antena"),
        ("/mentees?stage=asleep", "stage"),
        ("/mentees?owner=somebody", "owner"),
        ("/mentees?page=0", "page"),
        ("/mentees?page=-1", "page"),
        ("/mentees?per_page=201", "per_page"),
        ("/mentees?page=1&page=2", "page"),
        ("/mentees?sort=email", "sort"),
        ("/mentees?q=%01", "q"),
        ("/mentors?status=employed", "status"),
        ("/duos?ends_before=soon", "ends_before"),
        ("/duos?owner=me", "owner"),
        ("/indicators?period=1999", "period"),
        ("/indicators?from=2026-02-30", "from"),
        ("/people/search", "q"),
    ],
)
def test_a_filter_that_means_nothing_is_refused(director, address, field):
    answer = director.get(address)
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == [field]


def test_duos_are_listed_with_the_names_of_both(director, people):
    (row,) = director.get("/duos").json["items"]
    assert (row["mentee"], row["mentor"], row["state"]) == (
        "Bilal Yildiz",
        "Marc Servais",
        "running",
    )
    assert director.get("/duos?state=ended").json["items"] == []
    assert director.get("/duos?ends_before=2026-09-03").json["total"] == 1
    assert director.get("/duos?ends_before=2026-09-02").json["total"] == 0


def test_antennas_are_listed_by_state_and_region(director):
    everyone = director.get("/antennas").json
    assert everyone["total"] == len(everyone["items"]) >= 3
    flemish = director.get("/antennas?region=BE23&state=open").json["items"]
    assert [row["code"] for row in flemish] == ["GHE"]
    assert director.get("/antennas?state=closed").json["total"] == 0


def test_lists_tell_nothing_long_and_nothing_sensitive(director, people):
    for address in ("/mentees", "/mentors"):
        for row in director.get(address).json["items"]:
            assert not {"remarks", "nationality", "birth_country", "permit_until"} & set(row)


@pytest.mark.parametrize("address", ["/mentees", "/mentors", "/duos", "/antennas", "/imports"])
def test_a_list_asks_the_database_six_times_at_most(director, people, address):
    for number in range(12):
        make.duo(*make.pair())
        make.mentor(f"Number {number}", "Peeters")
    asked = []

    def count(_connection, _cursor, statement, *_more):
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", count)
    assert director.get(f"{address}?per_page=200").status_code == 200
    event.remove(db.engine, "before_cursor_execute", count)
    assert 2 <= len(asked) <= 6, asked


def test_the_figures_of_a_day_and_of_an_antenna(director, people):
    figures = director.get("/indicators?on=2026-11-20").json
    assert (figures["on"], figures["duos_running"], figures["mentees"]) == ("2026-11-20", 1, 5)
    assert set(figures["insertion_12m"]) >= {"numerator", "denominator", "unknown", "rate", "low"}
    ghent = director.get("/indicators?on=2026-11-20&antenna=GHE&period=2026").json
    assert (ghent["antenna"], ghent["mentees"], ghent["from"]) == ("GHE", 3, str(date(2026, 1, 1)))
    assert director.get("/indicators?antenna=XYZ").status_code == 404


@pytest.mark.parametrize("typed", ["\x0bfatou", "fa\x0btou", "fatou\x1f"])
def test_characters_that_cannot_be_kept_are_refused_wherever_they_stand(director, typed):
    assert director.get(f"/funders?q={quote(typed)}").status_code == 422
    assert director.get("/funders?q=%20fatou%20").status_code == 200
