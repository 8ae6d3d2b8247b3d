"""The pages of the figures, the file to take away, and the command."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from app.core.commands import Scope
from app.core.db import db
from app.indicators import telling
from app.indicators.cli import group
from app.indicators.figures import INDICATORS
from app.indicators.measures import DOCUMENTED
from tests import make

ON = date(2026, 11, 20)
KEYS = {"numerator", "denominator", "unknown", "rate", "low", "high", "known"}


@pytest.fixture
def some(app, on_day):
    """Three duos of Brussels and one of Ghent that ended long ago; two found work."""
    on_day(ON)
    for number, antenna in enumerate(("BRU", "BRU", "BRU", "GHE")):
        mentee, mentor = make.pair(antenna=antenna)
        make.duo(mentee, mentor, started_on=date(2025, 1, 1), ended_on=date(2025, 7, 1))
        if number < 2:
            make.spell(mentee, kind="job", began_on=date(2025, 9, 1))


@pytest.fixture
def tandem(app):
    def run(*arguments):
        db.session.commit()
        return CliRunner().invoke(group, arguments, obj=Scope("be", lambda code: app))

    return run


def test_a_rate_is_shown_with_its_interval_its_count_and_what_is_unknown(some, as_role):
    page = as_role("director", language="en").get("/figures/").text
    assert "50%" in page
    assert "between 15% and 85%" in page
    assert "4 duos · 2 unknown" in page


def test_the_benchmark_stands_beside_with_its_source_and_the_word_difference(app, on_day, as_role):
    on_day(ON)
    mentor = make.mentor()
    for _ in range(30):
        make.duo(make.mentee(), mentor, started_on=date(2025, 1, 1), ended_on=date(2025, 7, 1))
    page = as_role("director", language="en").get("/figures/").text
    assert "28%" in page
    assert "5 August 2023" in page
    assert "a difference of -28 points" in page
    assert "effect" not in page.lower()


def test_below_thirty_duos_nothing_is_compared(some, as_role):
    page = as_role("director", language="en").get("/figures/").text
    assert "With fewer than 30 duos, nothing is compared." in page
    assert "too few to compare" in page
    assert "a difference of" not in page


def test_antennas_stand_in_the_order_of_the_alphabet(some, as_role):
    page = as_role("director", language="en").get("/figures/").text
    table = page[page.index("The antennas side by side") :]
    assert table.index("Brussels") < table.index("Ghent")


def test_without_duos_the_page_says_what_to_do_next(app, as_role):
    page = as_role("director", language="en").get("/figures/")
    assert page.status_code == 200
    assert "No duo in this choice" in page.text
    assert "nothing can be said yet" in page.text


def test_the_filters_stay_in_the_address(some, as_role):
    page = as_role("director", language="en").get("/figures/?antenna=GHE&period=2025-q3").text
    assert '<option value="GHE" selected>' in page
    assert "/figures/export.xlsx?antenna=GHE&amp;period=2025-q3" in page


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("?antenna=NON", 404),
        ("?period=never", 422),
        ("?on=yesterday", 422),
        ("?from=2026-02-01&to=2026-01-01", 422),
        ("?sort=x&q=y", 200),
        ("?kind=x&endpoint=x&_method=x&_anchor=x&antenna=BRU", 200),
        ("?on=2026-11-20", 200),
        ("?on=2026-11-21", 422),
        ("?on=2200-01-01", 422),
        ("?on=1900-01-01", 200),
    ],
)
def test_what_cannot_be_asked_is_said(some, as_role, address, status):
    assert as_role("director", language="en").get(f"/figures/{address}").status_code == status


def test_a_day_to_come_is_refused_where_it_was_typed_and_the_rest_is_shown(some, as_role):
    """Of a day to come nothing is known yet: the figures would be those of today."""
    director = as_role("director", language="en")
    answer = director.get("/figures/?antenna=GHE&on=2026-11-21")
    assert answer.status_code == 422
    assert 'id="e-on" role="alert"' in answer.text
    assert answer.text.count("This day is still to come.") == 1
    assert 'value="2026-11-21" aria-describedby="e-on" aria-invalid="true"' in answer.text
    assert "as known on 20 Nov 2026" in answer.text
    assert "1 duo · 1 unknown" in answer.text
    assert '/figures/export.xlsx?antenna=GHE"' in answer.text
    for path in ("/figures/export.csv", "/scoreboard/", "/scoreboard/export.csv"):
        refused = director.get(f"{path}?on=2026-11-21")
        assert refused.status_code == 422
        assert "This day is still to come." in refused.text
    assert "Ce jour n’est pas encore arrivé." in (
        as_role("director", language="fr").get("/figures/?on=2026-11-21").text
    )


@pytest.mark.parametrize("on", ["2026-11-21", "yesterday"])
def test_everything_that_is_wrong_is_said_at_once(some, as_role, on):
    asked = f"?antenna=GHE&period=never&from=2026-02-01&to=2026-01-01&on={on}"
    answer = as_role("director", language="en").get(f"/figures/{asked}")
    assert answer.status_code == 422
    marked = [
        name for name in ("period", "to", "on") if f'id="e-{name}" role="alert"' in answer.text
    ]
    assert marked == ["period", "to", "on"]


def test_programs_and_commands_are_refused_a_day_to_come_too(some, client, tandem):
    headers = make.program(make.user(role="director"))
    answer = client.get("/api/v1/indicators?on=2026-11-21", headers=headers)
    assert answer.status_code == 422
    assert answer.json["errors"]["on"] == ["This day is still to come."]
    assert client.get("/api/v1/indicators?on=2026-11-20", headers=headers).status_code == 200
    refused = tandem("show", "--on", "2026-11-21")
    assert refused.exit_code == 1
    assert refused.stderr == "Error: on: Ce jour n’est pas encore arrivé.\n"


def test_a_coordinator_sees_no_figure_of_another_antenna(some, as_role):
    bob = as_role("coordinator", antennas=["GHE"], language="en")
    assert "1 duo · 1 unknown" in bob.get("/figures/").text
    assert bob.get("/figures/?antenna=BRU").status_code == 404
    assert "Brussels" not in bob.get("/figures/export.csv").text


@pytest.mark.parametrize(("role", "status"), [("partnerships", 200), ("administrator", 403)])
def test_figures_are_for_those_who_may_read_them(app, as_role, role, status):
    for path in ("", "definitions", "export.csv"):
        assert as_role(role, language="en").get(f"/figures/{path}").status_code == status


def test_every_figure_is_defined_on_one_page(app, as_role):
    page = as_role("auditor", language="en").get("/figures/definitions").text
    assert [one.code for one in DOCUMENTED if f'id="{one.code}"' not in page] == []
    assert page.count("Place in the theory of change") == len(DOCUMENTED)
    assert page.count("Outside the country") == len(DOCUMENTED)


@pytest.mark.parametrize("path", ["/figures/", "/today"])
def test_every_figure_leads_to_its_definition(some, as_role, path):
    page = as_role("director", language="en").get(path).text
    tiles = [indicator.code for indicator in telling.TILES]
    assert [code for code in tiles if f'href="/figures/definitions#{code}"' not in page] == []


def test_every_figure_cites_where_it_comes_from():
    assert [one.code for one in INDICATORS if not one.source] == []
    written = {one.code: one.compute.__doc__ or "" for one in INDICATORS}
    assert [code for code, words in written.items() if len(words) < 40] == []


def test_the_file_holds_every_figure_with_its_bounds(some, as_role):
    answer = as_role("director", language="en").get("/figures/export.csv?antenna=GHE")
    lines = answer.data.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Antenna;Figure;Value;Numerator;Denominator;Unknown")
    work = next(line.split(";") for line in lines if ";In work within twelve months;" in line)
    assert work[2:6] == ["0.0", "0", "1", "1"]
    assert work[8:10] == ["0.0", "1.0"]
    assert as_role("director", language="en").get("/figures/export.xlsx").data[:2] == b"PK"


def test_the_command_prints_what_the_page_counts(some, tandem):
    told = json.loads(tandem("show", "--on", "2026-11-20", "--format", "json").output)
    assert {name: told[name] for name in ("duos_started", "duos_running", "duos_ended")} == {
        "duos_started": 4,
        "duos_running": 0,
        "duos_ended": 4,
    }
    assert told["duos_started_by_year"] == {"2025": 4}
    assert told["reached_six_months"]["rate"] == 1.0
    assert told["insertion_12m"].keys() >= KEYS
    assert told["insertion_12m"]["known"]["denominator"] == 2
    assert (told["insertion_12m"]["bound_low"], told["insertion_12m"]["bound_high"]) == (0.5, 1.0)
    assert told["insertion_12m"]["low"] == pytest.approx(0.150039, abs=1e-6)
    assert (told["mentors"], told["mentees"], told["mentors_with_two_or_more_duos"]) == (4, 4, 0)


def test_the_command_takes_one_antenna_and_says_so_when_there_is_none(some, tandem):
    told = json.loads(tandem("show", "--antenna", "ghe", "--format", "json").output)
    assert (told["antenna"], told["duos_started"]) == ("GHE", 1)
    unknown = tandem("show", "--antenna", "NON")
    assert unknown.exit_code == 1
    assert "there is no antenna NON" in unknown.output
    wrong = tandem("show", "--on", "yesterday")
    assert wrong.exit_code == 1
    assert wrong.output.startswith("Error: on: ")


def test_the_command_says_nothing_rather_than_zero_when_nobody_can_know(app, tandem):
    told = json.loads(tandem("show", "--format", "json").output)
    assert told["insertion_12m"]["rate"] is None
    assert told["duos_per_mentor"] is None
    assert "rate: -" in tandem("show").output
