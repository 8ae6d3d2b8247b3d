"""The pages of the schemes, and what they say of a duo."""

from datetime import date

import pytest
from sqlalchemy import event

from app.core.db import db
from app.people.models import SensitiveFacts
from app.schemes import queries
from app.schemes.kinds import Standing
from tests import make

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def in_autumn(on_day):
    on_day(TODAY)


def brussels(**more):
    """A duo that the scheme of Brussels pays for, as far as is not said otherwise."""
    told = {"postal_code": "1080", "job_seeker_since": date(2025, 6, 1), **more}
    young = make.mentee(antenna="BRU", **told)
    old = make.mentor(antenna="BRU")
    return make.duo(young, old, started_on=date(2026, 3, 2))


def test_flanders_is_a_gap_at_the_first_glance(app, as_role):
    first, *others = queries.regions_on(TODAY)
    assert (first.is_gap, {one.code for one in first.antennas}) == (True, {"ANT", "MEC", "GHE"})
    assert [one.code for one in first.others] == ["vdab-mentoring-to-work"]
    assert not any(one.is_gap for one in others)
    page = as_role("partnerships").get("/schemes/").text
    assert "Gap: no scheme pays for a duo here today." in page
    assert page.index("Vlaams Gewest") < page.index("Actiris")


def test_a_group_is_known_by_who_pays_in_it(app, as_role):
    page = as_role("partnerships").get("/schemes/esf-plus-indirect-costs").text
    assert "Europa WSE; Union européenne" in page
    assert queries.group_words("Ours alone") == "Ours alone"


def test_the_gap_began_when_the_call_ended(app):
    in_2022 = queries.regions_on(date(2022, 6, 1))
    flanders = next(one for one in in_2022 if "BE21" in one.codes)
    assert [one.code for one in flanders.paying] == ["vdab-mentoring-to-work"]
    scheme = queries.find_scheme("vdab-mentoring-to-work")
    assert scheme.standing_on(date(2020, 2, 6)) is Standing.OPEN
    assert scheme.standing_on(date(2022, 6, 1)) is Standing.RUNNING
    assert scheme.standing_on(TODAY) is Standing.ENDED


def test_the_page_of_a_scheme_tells_its_rules_its_sources_and_what_is_asked_for(as_role):
    page = as_role("partnerships").get("/schemes/actiris-mentoring").text
    for words in (
        "1 Jan 2025 to 31 Dec 2028",
        "bx1.be, April 2025",
        "Postal code of the mentee: 1000-1299",
        "At least two meetings a month.",
        "the amount",
        "€1,762,000",
        "Until 31 Dec 2019",
    ):
        assert words in page, words


def test_every_scheme_of_the_country_has_its_page(as_role):
    client = as_role("director")
    for scheme in queries.schemes():
        assert client.get(f"/schemes/{scheme.code}").status_code == 200, scheme.code
    assert client.get("/schemes/none").status_code == 404


def test_who_would_count_says_which_rule_stands_in_the_way(app):
    brussels()
    brussels(postal_code="9000")
    brussels(postal_code="9000", job_seeker_since=None)
    brussels(job_seeker_since=date(2026, 6, 1))
    make.duo(*make.pair(antenna="GHE"))
    scheme = queries.find_scheme("actiris-mentoring")
    found = queries.count_eligible(scheme, scheme.latest, TODAY)
    assert (found.first, found.total, found.counting) == (date(2025, 11, 24), 4, 1)
    numbers = {rule.node.fact: (rule.failing, rule.alone) for rule in found.rules}
    assert numbers == {"registered": (2, 1), "residence": (2, 1), "planned_months": (0, 0)}


def test_who_would_count_is_only_what_the_viewer_sees(as_role):
    brussels()
    seen = as_role("lead", antennas=["BRU"]).get("/schemes/actiris-mentoring").text
    assert "1 of 1" in seen
    assert "24 Nov 2025 to 23 Nov 2026" in seen
    unseen = as_role("lead", antennas=["GHE"]).get("/schemes/actiris-mentoring").text
    assert "0 of 0" in unseen


def test_the_page_of_a_duo_tells_which_schemes_could_pay_and_why_not(as_role):
    duo, other = brussels(), brussels(postal_code="9000")
    lead = as_role("lead", antennas=["BRU"])
    assert "could pay" in lead.get(f"/duos/{duo.id}").text
    page = lead.get(f"/duos/{other.id}").text
    assert "Postal code of the mentee: 9000; asked for: 1000-1299." in page
    assert "could pay" not in as_role("coordinator", antennas=["BRU"]).get(f"/duos/{duo.id}").text


def test_a_duo_of_flanders_hears_that_there_was_no_scheme(as_role):
    duo = make.duo(*make.pair(antenna="GHE"))
    page = as_role("director").get(f"/duos/{duo.id}").text
    assert "No scheme was in force in this region on 2 Mar 2026." in page


def test_the_reason_tells_no_sensitive_fact_to_an_auditor(app, as_role):
    young = make.mentee(antenna="GHE", labour_status="job_seeker", isced=6)
    db.session.add(SensitiveFacts(person_id=young.id, nationality="FR"))
    duo = make.duo(young, make.mentor(antenna="GHE"), started_on=date(2021, 3, 1))
    page = as_role("auditor").get(f"/duos/{duo.id}").text
    assert "Nationality of the mentee: not known, or not what is asked for" in page
    assert (
        "Nationality of the mentee: not what is asked for"
        in as_role("director").get(f"/duos/{duo.id}").text
    )


def test_how_many_fail_a_sensitive_rule_is_told_to_few(as_role):
    telling = "not told apart here: it asks for a sensitive fact"
    make.duo(*make.pair(antenna="GHE"), started_on=date(2026, 3, 2))
    assert telling in as_role("partnerships").get("/schemes/vdab-mentoring-to-work").text
    assert telling not in as_role("director").get("/schemes/vdab-mentoring-to-work").text


@pytest.mark.parametrize("role", ["coordinator", "administrator"])
def test_those_without_funding_do_not_open_them(as_role, role):
    assert as_role(role).get("/schemes/").status_code == 403
    assert as_role(role).get("/schemes/actiris-mentoring").status_code == 403


def test_the_api_tells_the_rules_and_the_count(app, client):
    brussels()
    headers = make.program(make.user("partnerships"))
    found = client.get("/api/v1/schemes", headers=headers).json["items"]
    assert found[0]["code"] == "actiris-mentoring"
    assert found[0]["standing"] == "open"
    one = client.get("/api/v1/schemes/actiris-mentoring", headers=headers).json
    old, new = one["versions"]
    assert (old["amounts"][0]["amount"], new["rate"], new["percent"]) == ("1762000.00", None, None)
    assert new["conditions"][1] == {"fact": "residence", "in_postal": ["1000-1299"]}
    assert new["in_words"][1] == "Postal code of the mentee: 1000-1299"
    counted = client.get("/api/v1/schemes/actiris-mentoring/count", headers=headers).json
    assert (counted["total"], counted["counting"], len(counted["rules"])) == (1, 1, 3)
    assert client.get("/api/v1/schemes/none", headers=headers).status_code == 404


def test_the_list_asks_few_questions(app, as_role):
    client, asked = as_role("partnerships"), []
    event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    client.get("/schemes/")
    assert len([one for one in asked if one.startswith("SELECT")]) <= 6, asked
