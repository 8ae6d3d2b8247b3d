"""The pages of headquarters: the countries side by side, from the shared database alone."""

import re

import pytest
from sqlalchemy import event

from app.comparison import pairs
from app.core.db import db
from app.hq import contents
from app.releases import queries
from tests import make
from tests.hq import stage
from tests.hq.stage import cell

ADDRESSES = ["/", *(f"/{name}" for name in contents.PAGES if name != "overview")]
MOST_STATEMENTS = 6
SIGNED_IN = 2
"""Statements that say who is asking, on every page."""


def said(page):
    """The text of a page as people read it."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_visitor_is_asked_to_sign_in(headquarters, address):
    answer = headquarters.test_client().get(address)
    assert answer.status_code == 303
    assert "/accounts/sign-in" in answer.location


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_shows_what_was_published(browser_of, published, address, language):
    answer = browser_of("hq_editor", language=language).get(address)
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert answer.text.count("<h1>") == 1


def test_a_page_and_its_countries_are_called_in_the_language_of_the_reader(browser_of, published):
    page = said(browser_of("hq_analyst", language="fr").get("/").text)
    assert "Comment les pays se comparent-ils, et la différence est-elle réelle ?" in page
    assert "Tandem Pays-Bas" in page
    assert "Tandem Espagne" in page


@pytest.mark.parametrize("address", ADDRESSES)
def test_before_anybody_publishes_every_page_says_what_happens_next(analyst, address):
    page = analyst.get(address)
    assert page.status_code == 200
    if address not in {"/definitions"}:
        assert "Nothing published yet" in page.text


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_asks_little_of_the_database(analyst, published, address):
    analyst.get(address)
    asked = []
    engines = [db.engine, db.engines["shared"]]

    def note(*arguments):
        asked.append(arguments[2])

    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    analyst.get(address)
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)
    assert len(asked) <= MOST_STATEMENTS + SIGNED_IN, asked


def test_the_first_page_answers_whether_the_difference_is_real(analyst, published):
    page = said(analyst.get("/").text)
    assert "Tandem Belgium and Tandem France are 6 points apart." in page
    assert "With the same mix of people it is" in page
    assert "Larger than chance alone explains. It is a difference, not an effect." in page
    assert "benchmark 28%" in page
    assert "L&#39;Echo, 5 August 2023" in page


def test_every_rate_has_its_interval_its_size_and_its_unknown(analyst, published):
    page = said(analyst.get("/").text)
    assert "51% 48–54% · 1,140 mentees · 125 unknown" in page
    assert "55% 42–67% · 55 mentees · unknown: hidden" in page


def test_a_country_without_a_publication_is_said(analyst, published):
    assert "Nothing released for 2026, quarter 3 by: Tandem Spain." in analyst.get("/").text


def test_the_newest_version_counts(analyst, published):
    cells = [cell({"antenna": "BRU"}, {"count": 4321})]
    stage.write(published, stage.correction("be", "duos_started", cells))
    assert "4,321" in analyst.get("/").text
    page = said(analyst.get("/versions?country=be&table=duos_started").text)
    assert "2 replaces version 1" in page


def test_an_earlier_quarter_may_be_chosen(analyst, published):
    page = analyst.get("/?period=2025-Q4").text
    assert "2025, quarter 4" in page
    assert "/overview/export.xlsx?period=2025-Q4" in page


@pytest.mark.parametrize("period", ["2019-Q1", "2026", "canary"])
def test_a_quarter_that_nobody_published_is_not_found(analyst, published, period):
    assert analyst.get(f"/?period={period}").status_code == 404


def test_hidden_cells_stay_hidden_and_are_explained(analyst, installation):
    cells = [
        cell({"antenna": "BRU"}, {"count": 120}),
        cell({"antenna": "GHE"}, {"count": "<10"}),
    ]
    stage.write(
        installation,
        stage.correction("be", "mentees_waiting", cells, 1),
        stage.correction("nl", "mentees_waiting", [cell({"antenna": "ROT"}, {"count": "<10"})], 1),
    )
    page = said(analyst.get("/").text)
    assert "at least 120 1 group hidden" in page
    assert "&lt;10" in page
    assert "&lt;10 means from none to nine" in page


def test_antennas_stand_in_the_order_of_the_alphabet_between_the_limits(analyst, published):
    page = analyst.get("/rates").text
    rows = re.findall(r'<th scope="row">(\w+)</th>\s*<td class="told"', page)
    assert rows == ["Antwerp", "Brussels", "Ghent", "Liège", "Lille", "Paris", "Rotterdam"]
    assert "outside the inner lines" in page
    assert "this is not a ranking" in page


def test_another_outcome_may_be_put_in_the_funnel(analyst, published):
    page = analyst.get("/rates?figure=reached_six_months").text
    assert "Reached six months, by antenna" in page
    assert analyst.get("/rates?figure=canary").status_code == 200


def test_the_same_mix_is_direct_or_says_what_was_expected(analyst, published):
    page = said(analyst.get("/rates").text)
    assert "50% 47–53% · over 1,145 people" in page
    assert re.search(r"\d+ in work, \d+ expected", page)


def test_the_benchmark_is_a_difference_and_never_an_effect(analyst, published):
    page = said(analyst.get("/rates").text)
    assert "there is no matched group" in page
    assert "it does not say what the duos have brought about" in page


def test_few_people_have_an_interval_and_no_rate(analyst, installation):
    cells = [cell({"antenna": "ROT"}, {"numerator": 15, "denominator": 25, "unknown": "<10"})]
    stage.write(installation, stage.correction("nl", "insertion_12m", cells, 1))
    page = said(analyst.get("/rates").text)
    assert "41–77% 25 mentees, too few for one number" in page
    assert "too few to say" in page
    assert "60%" not in page.split("by antenna")[-1].split("Beside the benchmark")[0]


def test_reach_asks_for_an_estimate_where_there_is_none(analyst, installation):
    stage.write(
        installation,
        stage.correction("be", "duos_started", [cell({"antenna": "BRU"}, {"count": 40})], 1),
    )
    assert "No estimate of the young people yet" in analyst.get("/reach").text


def test_reach_is_duos_of_four_quarters_out_of_a_dated_estimate(analyst, published):
    page = said(analyst.get("/reach").text)
    assert "36,000 1 Jan 2026 · Survey of the city 1.6%" in page


def test_without_all_four_quarters_there_is_no_reach(analyst, installation):
    stage.publish(installation, "be", quarters=3)
    page = said(analyst.get("/reach").text)
    assert "1.6%" not in page


def test_the_pool_shows_where_it_is_thin(analyst, published):
    page = said(analyst.get("/pool").text)
    assert "Building 25 fewer than ten in each part fewer than ten in each part" in page


def test_an_antenna_without_a_scheme_is_told_first(analyst, published):
    page = analyst.get("/money").text
    assert "Belgium: no scheme pays for a duo in Antwerp, Ghent." in page
    assert "none: a gap" in page
    assert page.index("no scheme pays") < page.index("The countries side by side")


def test_what_nobody_told_is_not_known_and_not_a_gap_of_nothing(analyst, published):
    page = analyst.get("/money").text
    assert "of 90 duos nobody has told the cost" in page
    assert "not known" in page
    assert "€2,032" in page
    assert "Parliament, 2023" in page
    assert "parlement-wallonie.be" in page


def test_who_told_a_cost_is_named_in_the_readers_language(browser_of, published):
    page = browser_of("hq_editor", language="nl").get("/money").text
    assert "Parlement, 2023" in page
    assert "parlement-wallonie.be" in page


def test_every_figure_opens_its_definition(analyst, published):
    definitions = analyst.get("/definitions").text
    for address in ADDRESSES:
        for anchor in re.findall(r'href="/definitions#([\w-]+)"', analyst.get(address).text):
            assert f'id="{anchor}"' in definitions


def test_the_definition_says_sensitivity_and_place(analyst, published):
    page = analyst.get("/definitions").text
    assert "Outcome: what changes for the people" in page
    assert "Protected: small numbers are hidden, the others rounded" in page


def test_with_many_countries_each_is_set_beside_all_the_others(hq, analyst, published):
    book = queries.book(stage.NEWEST, ["insertion_12m"])
    many = queries.Book(book.quarter, book.countries[:3] * 2, book.tables)
    assert {second.name for _first, second in pairs.parties(many)} == {"all the others together"}


def test_headquarters_has_no_page_of_people(headquarters):
    paths = {rule.rule for rule in headquarters.url_map.iter_rules()}
    assert {path for path in paths if path.startswith(("/mentees", "/duos", "/figures"))} == set()


def test_only_headquarters_has_these_pages(installation):
    with installation.apps["be"].app_context():
        rules = {rule.endpoint for rule in installation.apps["be"].url_map.iter_rules()}
    assert not {rule for rule in rules if rule.startswith("hq.")}


def test_somebody_who_may_not_compare_gets_nothing(hq):
    somebody = make.browser(hq, make.user(role="partnerships"))
    assert somebody.get("/rates").status_code == 403


def test_the_versions_are_read_page_by_page(analyst, published):
    first = analyst.get("/versions?country=").text
    (following,) = set(re.findall(r'href="(/versions\?[^"]*page=2[^"]*)"', first))
    second = analyst.get(following.replace("&amp;", "&")).text
    assert "Page 2 of 2" in second
    assert "/versions/export.csv" in second
